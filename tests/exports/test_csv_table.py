"""CSV, read back by pandas."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings

from data.models import TABLES
from exports.csv_table import readable_csv, record_csv
from exports.readable import READABLE
from tests.exports.conftest import CONTROLS, nothing, on_hostile_texts

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_events_are_in_words(whole) -> None:
    events = read(readable_csv(whole, "events")).set_index("id")
    arms = events.loc["e-arms"]
    assert arms["place"] == "Rajin port"
    assert arms["further_places"] == "East Sea / Sea of Japan; Vladivostok"
    assert arms["actors"] == "North Korea (sender); Russia (recipient); White House (author)"
    assert (arms["date"], arms["first_day"], arms["last_day"]) == ("2023-09/2023-10", "2023-09-01", "2023-10-31")
    assert (arms["known_since"], arms["claims"], arms["sources"]) == ("2023-10-13", "2", "2")
    assert arms["source_urls"] == "https://example.org/arms https://example.org/month"
    assert (arms["lat"], arms["lon"], arms["side"]) == ("42.236", "130.292", "partners")


def test_claims_are_in_words(whole) -> None:
    claims = read(readable_csv(whole, "claims")).set_index("id")
    accusation, concern = claims.loc["c-accusation"], claims.loc["c-concern"]
    assert accusation["claimants"] == "White House"
    assert accusation["sides"] == "allies"
    assert accusation["answers"] == "Did the containers hold arms? yes"
    assert accusation["quantities"] == "more than 1,000 containers (Containers shipped)"
    assert accusation["events"] == "Containers go by sea"
    assert (concern["claimants"], concern["spoken_by"]) == ("North Korea; Russia", "Kim Jong Un")
    assert claims.loc["c-denial"]["replies_to"] == "c-accusation"


def test_quantities_and_sources(whole) -> None:
    quantity = read(readable_csv(whole, "quantities")).iloc[0]
    assert (quantity["measure"], quantity["qualifier"], quantity["low"], quantity["high"], quantity["cumulative"]) == (
        "Containers shipped",
        "more than",
        "1000",
        "",
        "true",
    )
    sources = read(readable_csv(whole, "sources")).set_index("id")
    assert sources.loc["s-arms"]["supports"] == "4"
    assert sources.loc["s-undated"]["published"] == ""


@pytest.mark.parametrize("name", READABLE)
def test_an_empty_view_gives_the_header_line(small_record, whole, name) -> None:
    empty, full = readable_csv(nothing(small_record), name), readable_csv(whole, name)
    assert empty.count(b"\r\n") == 1
    assert full.startswith(empty)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_whole_record_is_the_file_itself(everything, record, name) -> None:
    lines, file = record_csv(everything, name).splitlines(), (record.folder / f"{name}.csv").read_bytes().splitlines()
    # Nothing in view names some places and actors.
    assert lines == [line for line in file if name not in ("places", "actors") or line in lines]


def test_numbers_below_zero_stay_numbers(everything) -> None:
    lon = pd.to_numeric(read(record_csv(everything, "places"))["lon"])
    assert lon.min() < -70
    assert pd.to_numeric(read(readable_csv(everything, "events"))["lon"]).min() < -70


@on_hostile_texts()
def test_hostile_text_comes_out_as_text(hostile, text) -> None:
    view = hostile(text)
    safe = {text, f"'{text}"}
    rows = list(csv.DictReader(io.StringIO(readable_csv(view, "events").decode("utf-8-sig"), newline="")))
    assert len(rows) == 3
    for row in rows:
        assert row["title"] in safe
        assert row["summary"] in safe
    for name in READABLE:
        for row in csv.reader(io.StringIO(readable_csv(view, name).decode("utf-8-sig"), newline="")):
            assert not any(value.startswith(FORMULA) for value in row), row
    for name in TABLES:
        lines = list(csv.reader(io.StringIO(record_csv(view, name).decode(), newline="")))
        assert len(lines) == len(view[name]) + 1
        assert not any(value.startswith(FORMULA) for line in lines for value in line)


@settings(max_examples=40, deadline=None)
@given(text=CONTROLS)
def test_control_characters_break_no_row(hostile, text) -> None:
    rows = list(csv.reader(io.StringIO(readable_csv(hostile(text), "events").decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [len(rows[0])] * 4
