"""References, read back by pybtex, rispy and json."""

import json
import re

import pytest
import rispy
from pybtex.database import parse_string

from data.filters import Filters
from exports.bibtex import sources_bib
from exports.citation import citation
from exports.csl import sources_csl
from exports.publication import date_parts, is_approximate
from exports.ris import sources_ris
from exports.text import one_line, xml_safe
from tests.exports.conftest import CONTROLS, TEXTS, nothing, on_hostile_texts

# The TeX that stands for each character, written out by hand.
TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\&": "&",
    r"\%": "%",
    r"\$": "$",
    r"\#": "#",
    r"\_": "_",
}


def untex(text: str) -> str:
    """What TeX prints; fails on any command that is not in the list."""
    plain = re.sub("|".join(map(re.escape, TEX)), lambda match: "\ue000" + TEX[match[0]], text)
    assert not re.search(r"(?<!\ue000)[\\{}&%$#_^~]", plain), text
    return plain.replace("\ue000", "")


@pytest.mark.parametrize(
    ("published", "parts", "approximate"),
    [
        ("2023-09-13", ((2023, 9, 13),), False),
        ("2023-09", ((2023, 9),), False),
        ("2023", ((2023,),), False),
        ("2023-09~", ((2023, 9),), True),
        ("2023-09-12/2023-09-17", ((2023, 9, 12), (2023, 9, 17)), False),
        ("2023-21", ((2023, 3, 1), (2023, 5, 31)), False),
    ],
)
def test_dates_are_no_finer_than_known(published, parts, approximate) -> None:
    assert (date_parts(published), is_approximate(published)) == (parts, approximate)


def test_bibtex_of_a_source(whole) -> None:
    entries = parse_string(sources_bib(whole).decode(), "bibtex").entries
    assert list(entries) == list(whole["sources"]["id"])
    arms = entries["s-arms"]
    assert arms.type == "misc"
    assert arms.fields["title"] == "{Containers seen}"
    assert (arms.fields["year"], arms.fields["month"], arms.fields["day"]) == ("2023", "October", "13")
    assert arms.fields["url"] == "https://example.org/arms"
    assert "day" not in entries["s-month"].fields
    assert "year" not in entries["s-undated"].fields


def test_ris_of_a_source(whole) -> None:
    entries = {entry["id"]: entry for entry in rispy.loads(sources_ris(whole).decode())}
    assert list(entries) == list(whole["sources"]["id"])
    assert entries["s-arms"] == {
        "type_of_reference": "NEWS",
        "id": "s-arms",
        "title": "Containers seen",
        "secondary_title": "Agency",
        "publisher": "Agency",
        "year": "2023",
        "date": "2023/10/13/",
        "language": "en",
        "keywords": ["news"],
        "urls": ["https://example.org/arms"],
    }
    assert entries["s-month"]["date"] == "2023/10//"
    assert "date" not in entries["s-undated"]


def test_csl_of_a_source(whole) -> None:
    items = {item["id"]: item for item in json.loads(sources_csl(whole))}
    assert list(items) == list(whole["sources"]["id"])
    assert items["s-month"]["issued"] == {"date-parts": [[2023, 10]]}
    assert items["s-month"]["type"] == "report"
    assert "issued" not in items["s-undated"]
    assert items["s-summit"]["URL"] == "http://example.org/summit"


def test_every_source_of_the_record_can_be_read(everything) -> None:
    ids = list(everything["sources"]["id"])
    assert list(parse_string(sources_bib(everything).decode(), "bibtex").entries) == ids
    assert [entry["id"] for entry in rispy.loads(sources_ris(everything).decode())] == ids
    assert [item["id"] for item in json.loads(sources_csl(everything))] == ids


def test_an_empty_view_is_a_list_of_nothing(small_record) -> None:
    empty = nothing(small_record)
    assert (sources_bib(empty), sources_ris(empty), sources_csl(empty)) == (b"", b"", b"[]")


def test_a_citation_names_version_day_filter_and_licence(small_record) -> None:
    view = Filters.from_query({"kind": ["summit"], "asof": ["2024-01-01"]}, small_record).apply(small_record)
    assert citation(view, "https://tumen.test/?kind=summit&asof=2024-01-01") == (
        f"Tumen, “A small record”, version {small_record.version}, as known on 1 January 2024, 1 event and 0 claims, "
        "summit, CC0-1.0, https://tumen.test/?kind=summit&asof=2024-01-01"
    )


def test_a_citation_without_a_day_asked_for_says_how_far_the_record_goes(whole) -> None:
    assert "as known on 20 June 2024, 3 events and 3 claims, CC0-1.0" in citation(whole, "x")


@on_hostile_texts(TEXTS | CONTROLS)
def test_hostile_text_comes_out_as_text(hostile, text) -> None:
    view = hostile(text)
    ids = list(view["sources"]["id"])
    line = one_line(xml_safe(text))
    entries = parse_string(sources_bib(view).decode(), "bibtex").entries
    assert list(entries) == ids
    for entry in entries.values():
        assert set(entry.fields) <= {"title", "year", "month", "day", "url", "language", "keywords"}
        title = entry.fields["title"]
        assert (title[0], title[-1]) == ("{", "}")
        assert " ".join(untex(title[1:-1]).split()) == line
    read = rispy.loads(sources_ris(view).decode())
    assert [entry["id"] for entry in read] == ids
    for entry in read:
        assert entry["title"] == line
    assert {item["title"] for item in json.loads(sources_csl(view))} == {text}
    assert "\n" not in citation(view, "x")
