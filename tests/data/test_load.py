"""From a folder to a record, or to the list of all that is wrong with it. The small record is in conftest.py."""

import codecs
import gc
import shutil
from datetime import date

import pytest

from data.load import load_record, record_version
from data.models import TABLES
from data.tables import RecordError

WITH_IDS = ["actors", "places", "sources", "events", "questions", "claims", "measures", "routes"]


def test_the_small_record_is_sound(small) -> None:
    assert small.faults() == []


def test_ten_faults_are_all_listed_with_their_lines(small) -> None:
    small.set("actors", 4, native_name="조\n선")  # prk: from here on the lines of actors.csv shift by one
    small.set("actors", 5, name="")
    small.set("actors", 8, side="friends")
    small.set("places", 0, lat="91")
    small.set("places", 2, lon="east")
    small.set("sources", 0, url="ftp://example.org/arms")
    small.set("events", 1, date="2023-09-14/2023-09-13")
    small.set("event_actors", 2, actor="white-hous")
    small.set("claims", 1, date="2026-02-01")
    small.add("route_stops", route="r-ship", position="2", place="pyongyang")
    small.path("measures").unlink()

    with pytest.raises(RecordError) as caught:
        small.load()

    assert [str(fault) for fault in caught.value.faults] == [
        "actors.csv:8: name: is empty - fill it in",
        "actors.csv:11: side: is not one of the allowed values ('friends') - use partners, allies, ukraine, other",
        "claims.csv:3: date: lies in the future ('2026-02-01') - correct it",
        "event_actors.csv:4: actor: is not an id in actors.csv ('white-hous'), did you mean white-house? "
        "- correct it or add the row",
        "events.csv:3: date: ends before it starts ('2023-09-14/2023-09-13') - swap the two dates",
        "measures.csv: is missing - add the file, if only with its header line",
        "places.csv:2: lat: is too large ('91') - it must be 90.0 or less",
        "places.csv:4: lon: is not a number ('east') - write it with a decimal point and no unit",
        "route_stops.csv:6: route, position: stands already on line 5 ('r-ship 2') - change or delete one",
        "sources.csv:2: url: is not a web address ('ftp://example.org/arms') "
        "- give one that starts with https:// or http://",
    ]
    assert str(caught.value).count("\n") == 9


# Every case spoils one row that others link to, and must be the only fault: none may follow from it.
@pytest.mark.parametrize(
    ("table", "row", "cells", "column", "problem"),
    [
        # Types
        ("places", 2, {"lat": "north"}, "lat", "is not a number ('north') - "),
        ("places", 2, {"lat": "42,2"}, "lat", "is not a number ('42,2') - "),
        ("places", 2, {"lat": "nan"}, "lat", "is not a finite number ('nan') - "),
        ("quantities", 0, {"low": "inf"}, "low", "is not a finite number ('inf') - "),
        ("quantities", 0, {"cumulative": "yes"}, "cumulative", "is not a flag ('yes') - write true or false"),
        ("event_places", 0, {"position": "first"}, "position", "is not a whole number ('first') - write digits only"),
        ("event_places", 0, {"position": "0"}, "position", "is too small ('0') - it must be 1 or more"),
        ("questions", 0, {"topic": "Arms Transfer"}, "topic", "has the wrong form ('Arms Transfer') - it must match"),
        ("sources", 0, {"language": "English"}, "language", "has the wrong form ('English') - it must match"),
        ("places", 2, {"country": "Korea"}, "country", "has the wrong form ('Korea') - it must match"),
        # Allowed values
        ("events", 1, {"status": "ocurred"}, "status", "('ocurred'), did you mean occurred? - use occurred, al"),
        ("events", 1, {"kind": "wedding"}, "kind", "is not one of the allowed values ('wedding') - use summit, "),
        ("quantities", 0, {"qualifier": "more then"}, "qualifier", "did you mean more than? - use exactly, about, "),
        # Required
        ("events", 1, {"title": ""}, "title", "is empty - fill it in"),
        ("claims", 0, {"stance": ""}, "stance", "is empty - fill it in"),
        # Dates
        ("events", 1, {"date": "13.09.2023"}, "date", "is not a date in EDTF ('13.09.2023') - write 2023-09-13, "),
        ("events", 1, {"date": "2023-09-13/"}, "date", "is open at an end ('2023-09-13/') - give both ends"),
        ("events", 1, {"date": "2023-09-17/2023-09-13"}, "date", "ends before it starts ("),
        ("claims", 0, {"date": "2023-02-30"}, "date", "is not a date in EDTF ("),
        ("routes", 1, {"date": "soon"}, "date", "is not a date in EDTF ("),
        ("sources", 0, {"published": "last week"}, "published", "is not a date in EDTF ("),
        ("events", 1, {"date": "2026-01-02"}, "date", "lies in the future ('2026-01-02') - correct it, or set "),
        ("claims", 1, {"date": "2026-02"}, "date", "lies in the future ('2026-02') - correct it"),
        ("sources", 0, {"published": "2027"}, "published", "lies in the future ('2027') - correct it"),
        # Coordinates
        ("places", 2, {"lat": "90.1"}, "lat", "is too large ('90.1') - it must be 90"),
        ("places", 2, {"lat": "-90.1"}, "lat", "is too small ('-90.1') - it must be -90"),
        ("places", 2, {"lon": "180.1"}, "lon", "is too large ('180.1') - it must be 180"),
        ("places", 2, {"lon": "-180.1"}, "lon", "is too small ('-180.1') - it must be -180"),
        ("places", 2, {"lat": "0", "lon": "0.0"}, "lat", "is 0 and so is lon - give the real coordinates"),
        ("places", 0, {"radius_km": "0"}, "radius_km", "is too small ('0') - it must be above 0"),
        ("places", 0, {"radius_km": ""}, "radius_km", "belongs to places of precision `area` and only to these - "),
        ("places", 2, {"radius_km": "5"}, "radius_km", "belongs to places of precision `area` and only to these - "),
        # Addresses
        ("sources", 0, {"url": "javascript:alert(1)"}, "url", "is not a web address ('javascript:alert(1)') - give "),
        ("sources", 0, {"url": "www.example.org"}, "url", "is not a web address ("),
        ("sources", 0, {"url": "https://"}, "url", "is not a web address ("),
        ("sources", 0, {"url": "https:///arms"}, "url", "is not a web address ("),
        ("sources", 0, {"url": "https://[::1"}, "url", "is not a web address ("),
        ("sources", 0, {"url": "https://example.org/a b"}, "url", "is not a web address ("),
        # Characters
        ("events", 1, {"title": "Two\tleaders"}, "title", r"holds the control character U+0009 ('Two\tleaders')"),
        ("events", 1, {"title": "Two\x85leaders"}, "title", "holds the control character U+0085 ("),
        ("events", 1, {"title": "Two\x00leaders"}, "title", "holds the control character U+0000 ("),
        ("events", 1, {"summary": "They \u202emet"}, "summary", r"holds the control character U+202E ('They \u202em"),
        ("events", 1, {"summary": "They \u2066met"}, "summary", "holds the control character U+2066 ("),
        ("events", 1, {"title": " Two leaders"}, "title", "begins or ends with a space (' Two leaders') - trim it"),
        ("events", 1, {"title": "Two leaders\n"}, "title", "begins or ends with a space ("),
        # Cells that do not go together
        ("actors", 5, {"side": ""}, "side", "is empty for a state or alliance - give one"),
        ("actors", 3, {"side": ""}, "side", "is empty for a state or alliance - give one"),
        ("actors", 1, {"side": "partners"}, "side", "is given for a person - leave it empty, it follows from `state`"),
        ("actors", 9, {"state": "kim-jong-un"}, "state", "is a person ('kim-jong-un') - name a state, an alliance or"),
        ("claims", 0, {"confirms": "own-conduct"}, "confirms", "is given although the stance is asserts - leave it em"),
        ("quantities", 0, {"low": ""}, "low", "is empty and so is high - give at least one"),
        ("quantities", 0, {"high": "999"}, "low", "is above high - swap them"),
        ("routes", 1, {"claim": "c-denial"}, "event", "a route belongs to one event or one claim - fill in one"),
        ("routes", 1, {"event": ""}, "event", "a route belongs to one event or one claim - fill in one"),
        # Replies
        ("claim_replies", 0, {"reply_to": "c-denial"}, "reply_to", "is the claim itself - name the earlier claim"),
        ("claims", 2, {"date": "2023-10-12"}, None, None),
    ],
)  # fmt: skip
def test_one_spoiled_row_is_one_fault(small, table, row, cells, column, problem) -> None:
    small.set(table, row, **cells)
    (fault,) = small.faults()
    if column is None:  # the date of a claim shows as a fault of the reply
        table, row, column = "claim_replies", 0, "reply_to"
        problem = "is later than the claim that answers it ('c-accusation') - swap them or correct a date"
    assert fault.startswith(f"{table}.csv:{row + 2}: {column}: ")
    assert problem in fault


@pytest.mark.parametrize(
    ("table", "row", "cells"),
    [
        ("events", 1, {"summary": "They met.\nThey dined."}),
        ("events", 1, {"date": "2026-01"}),
        ("events", 1, {"date": "2026-01-01"}),
        ("events", 1, {"date": "2027", "status": "planned"}),
        ("places", 2, {"lat": "0"}),
        ("places", 2, {"lat": "-90", "lon": "180"}),
        ("claims", 2, {"date": "2023-10-13"}),
        ("claims", 2, {"date": "2023-10-10/2023-10-14"}),
        ("actors", 9, {"state": "nato"}),
        ("actors", 9, {"state": ""}),
        ("sources", 0, {"url": "HTTPS://EXAMPLE.org:8080/a?b=c#d"}),
        ("sources", 0, {"published": ""}),
        ("quantities", 0, {"high": "1000"}),
        ("quantities", 0, {"low": "", "high": "1000"}),
    ],
)
def test_what_looks_odd_but_is_right_is_no_fault(small, table, row, cells) -> None:
    small.set(table, row, **cells)
    assert small.faults() == []


@pytest.mark.parametrize(
    ("table", "row", "column", "target"),
    [
        ("actors", 9, "state", "actors"),
        ("events", 1, "place", "places"),
        ("event_actors", 0, "event", "events"),
        ("event_actors", 0, "actor", "actors"),
        ("event_places", 0, "event", "events"),
        ("event_places", 0, "place", "places"),
        ("event_sources", 0, "event", "events"),
        ("event_sources", 0, "source", "sources"),
        ("question_concerns", 0, "question", "questions"),
        ("question_concerns", 0, "actor", "actors"),
        ("question_implications", 0, "question", "questions"),
        ("question_implications", 0, "implies", "questions"),
        ("claims", 1, "spoken_by", "actors"),
        ("claim_answers", 0, "claim", "claims"),
        ("claim_answers", 0, "question", "questions"),
        ("claim_actors", 1, "claim", "claims"),
        ("claim_actors", 0, "actor", "actors"),
        ("claim_events", 0, "claim", "claims"),
        ("claim_events", 0, "event", "events"),
        ("claim_replies", 0, "claim", "claims"),
        ("claim_replies", 0, "reply_to", "claims"),
        ("claim_sources", 1, "claim", "claims"),
        ("claim_sources", 0, "source", "sources"),
        ("quantities", 0, "claim", "claims"),
        ("quantities", 0, "measure", "measures"),
        ("routes", 1, "event", "events"),
        ("routes", 0, "claim", "claims"),
        ("route_stops", 0, "route", "routes"),
        ("route_stops", 0, "place", "places"),
        ("route_sources", 1, "route", "routes"),
        ("route_sources", 0, "source", "sources"),
    ],
)
def test_a_dangling_link_names_the_nearest_id(small, table, row, column, target) -> None:
    right = small.rows[table][row][column]
    small.set(table, row, **{column: f"{right}x"})
    assert small.faults() == [
        f"{table}.csv:{row + 2}: {column}: is not an id in {target}.csv ('{right}x'), did you mean {right}? "
        "- correct it or add the row"
    ]


def test_a_claim_that_names_a_missing_question(small) -> None:
    small.set("claim_answers", 0, question="q-shipyards-abroad")
    assert small.faults() == [
        "claim_answers.csv:2: question: is not an id in questions.csv ('q-shipyards-abroad') "
        "- correct it or add the row"
    ]


@pytest.mark.parametrize(
    ("links", "row", "table", "line", "due"),
    [
        ("event_sources", 2, "events", 3, "source ('e-summit')"),
        ("claim_sources", 3, "claims", 4, "source ('c-denial')"),
        ("claim_actors", 0, "claims", 2, "claimant ('c-accusation')"),
        ("route_sources", 0, "routes", 2, "source ('r-said')"),
    ],
)
def test_what_has_no_source_or_claimant(small, links, row, table, line, due) -> None:
    owner = next(iter(small.rows[links][row].values()))
    small.rows[links] = [one for one in small.rows[links] if owner not in one.values()]
    small.write(links)
    assert small.faults() == [f"{table}.csv:{line}: id: has no {due} - add a row to {links}.csv"]


@pytest.mark.parametrize("table", WITH_IDS)
def test_an_id_given_twice(small, table) -> None:
    again = dict(small.rows[table][0])
    small.rows[table].append(again)
    small.write(table)
    line = len(small.rows[table]) + 1
    (fault,) = small.faults()
    assert fault == f"{table}.csv:{line}: id: stands already on line 2 ('{again['id']}') - change or delete one"


def test_a_link_given_twice(small) -> None:
    small.add("event_actors", event="e-summit", actor="rus", role="host")
    assert small.faults() == [
        "event_actors.csv:8: event, actor, role: stands already on line 6 ('e-summit rus host') - change or delete one"
    ]


def test_one_actor_may_have_two_roles(small) -> None:
    small.add("event_actors", event="e-summit", actor="rus", role="organiser")
    assert small.faults() == []


@pytest.mark.parametrize("table", WITH_IDS)
def test_nothing_follows_from_rows_that_cannot_be_read(small, table) -> None:
    lines = small.path(table).read_text(encoding="utf-8").splitlines()
    small.path(table).write_text("\n".join([lines[0], *(f"{line},more" for line in lines[1:])]), encoding="utf-8")
    faults = small.faults()
    assert len(faults) == len(lines) - 1
    assert all(fault.startswith(f"{table}.csv:") and "cells where the header has" in fault for fault in faults)


@pytest.mark.parametrize("table", list(TABLES))
def test_nothing_follows_from_a_missing_file(small, table) -> None:
    small.path(table).unlink()
    assert small.faults() == [f"{table}.csv: is missing - add the file, if only with its header line"]


def test_nothing_follows_from_an_open_quote(small) -> None:
    text = small.path("actors").read_text(encoding="utf-8")
    small.path("actors").write_text(text.replace("kor,South Korea", 'kor,"South Korea'), encoding="utf-8")
    (fault,) = small.faults()
    assert fault.startswith("actors.csv:3: cannot be read as CSV after this line")


def test_nothing_follows_from_a_faulty_link_row(small) -> None:
    small.set("route_sources", 0, source="S ARMS")
    (fault,) = small.faults()
    assert fault.startswith("route_sources.csv:2: source: has the wrong form")


def test_a_missing_folder_says_where_to_name_one(tmp_path) -> None:
    with pytest.raises(RecordError, match=r"nowhere: is not a folder - set TUMEN_RECORD to the folder of a record"):
        load_record(tmp_path / "nowhere")


def test_a_missing_description(small) -> None:
    (small.folder / "datapackage.json").unlink()
    assert small.faults() == [
        "datapackage.json: is missing - copy one from another record and change its title and bounds"
    ]
    with pytest.raises(RecordError):
        small.load()


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('{"name": "x", "region": "r", "bounds": [1, 2, 3, 4]}', "title"),
        ('{"name": "Not a slug", "title": "t", "region": "r", "bounds": [1, 2, 3, 4]}', "name"),
        ('{"name": "x", "title": "t", "region": "r", "bounds": [1, 2, 3]}', "bounds.3"),
        ('{"name": "x", "title": "t", "region": "r", "bounds": [3, 2, 1, 4]}', "bounds"),
    ],
)
def test_a_faulty_description_names_the_field(small, text, column) -> None:
    (small.folder / "datapackage.json").write_text(text, encoding="utf-8")
    (fault,) = small.faults()
    assert fault.startswith(f"datapackage.json: {column}: ")
    assert fault.endswith(" - correct it")


def test_a_description_that_is_no_json_is_a_fault(small) -> None:
    (small.folder / "datapackage.json").write_text('{"name": ', encoding="utf-8")
    (fault,) = small.faults()
    assert fault.startswith("datapackage.json: Invalid JSON")


def test_today_decides_what_lies_in_the_future(small) -> None:
    small.set("events", 1, date="2026-01-02")
    assert small.faults() != []
    assert len(load_record(small.folder, date(2026, 1, 2))["events"]) == 3


def as_windows_saves_it(content: bytes) -> bytes:
    return codecs.BOM_UTF8 + content.replace(b"\n", b"\r\n")


def test_bom_and_crlf_change_neither_rows_nor_version(small) -> None:
    small.set("events", 1, summary="They met.\nThey dined.")
    before = small.load()
    for table in TABLES:
        small.path(table).write_bytes(as_windows_saves_it(small.path(table).read_bytes()))
    after = small.load()
    assert after.version == before.version
    for table in TABLES:
        assert after[table].equals(before[table]), table


@pytest.mark.parametrize("table", list(TABLES))
def test_version_changes_with_the_content_of_any_table(small, table) -> None:
    before = record_version(small.folder)
    small.drop(table, 0)
    assert record_version(small.folder) != before


def test_version_is_the_same_in_another_folder_and_ten_characters_long(small, tmp_path) -> None:
    shutil.copytree(small.folder, tmp_path / "copy")
    (tmp_path / "copy" / "notes.txt").write_text("not a table")
    assert record_version(tmp_path / "copy") == record_version(small.folder)
    assert len(record_version(small.folder)) == 10


@pytest.mark.parametrize("sound", [True, False])
def test_garbage_collection_goes_on_after_loading(small, sound) -> None:
    if not sound:
        small.set("events", 1, title="")
        with pytest.raises(RecordError):
            small.load()
    else:
        small.load()
    assert gc.isenabled()
