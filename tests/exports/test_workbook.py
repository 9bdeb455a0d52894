"""XLSX, read back by openpyxl."""

import io
from datetime import datetime

import openpyxl
from hypothesis import given, settings
from openpyxl import Workbook

from data.filters import Filters
from exports.readable import READABLE
from exports.text import xml_safe
from exports.workbook import CELL_LIMIT, READ_ME, workbook
from tests.exports.conftest import CONTROLS, nothing, on_hostile_texts


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rest = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


def read_me(book: Workbook) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in book[READ_ME].iter_rows(min_row=2, max_col=2, values_only=True)}


def test_a_sheet_for_each_table_with_frozen_header_and_autofilter(whole) -> None:
    book = read(workbook(whole))
    assert book.sheetnames == ["Read me", "Events", "Claims", "Quantities", "Sources"]
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref == book[name].dimensions


def test_numbers_days_and_flags_keep_their_types(whole) -> None:
    book = read(workbook(whole))
    event = next(row for row in rows(book, "Events") if row["id"] == "e-summit")
    assert (event["lat"], event["first_day"]) == (43.115, datetime(2023, 9, 13))
    quantity = rows(book, "Quantities")[0]
    assert (quantity["low"], quantity["high"], quantity["cumulative"]) == (1000, None, True)


def test_read_me_says_what_it_is(small_record) -> None:
    view = Filters.from_query({"kind": ["summit"], "from": ["2023-09-01"], "asof": ["2024-01-01"]}, small_record)
    book = read(workbook(view.apply(small_record)))
    facts = read_me(book)
    assert facts["Filter"] == "from 1 September 2023, summit, as known on 1 January 2024"
    assert facts["Filter as URL query"] == "kind=summit&from=2023-09-01&asof=2024-01-01"
    assert facts["Version"] == small_record.version
    assert facts["As of"] == "1 January 2024"
    assert facts["Licence"] == "CC0-1.0"


def test_read_me_describes_every_column(whole) -> None:
    book = read(workbook(whole))
    described = [row for row in book[READ_ME].iter_rows(values_only=True) if row[2]]
    for title, columns, _ in READABLE.values():
        for column in columns:
            assert (title, column.name, column.description) in described
            assert column.description.endswith(".")


def test_sources_are_links(whole) -> None:
    sheet = read(workbook(whole))["Sources"]
    targets = {cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert targets == set(whole["sources"]["url"])


def test_an_empty_view_is_a_sound_workbook(small_record) -> None:
    book = read(workbook(nothing(small_record)))
    assert [rows(book, name) for name in book.sheetnames[1:]] == [[], [], [], []]


def test_the_same_view_gives_the_same_bytes(whole) -> None:
    assert workbook(whole) == workbook(whole)


def test_a_long_text_is_cut_not_dropped(hostile) -> None:
    title = str(rows(read(workbook(hostile("x" * 40_000))), "Events")[0]["title"])
    assert len(title) == CELL_LIMIT
    assert title.endswith("x…")


@on_hostile_texts()
def test_hostile_text_comes_out_as_text(hostile, text) -> None:
    book = read(workbook(hostile(text)))
    safe = xml_safe(text)
    for row in rows(book, "Events"):
        assert (row["title"] or "") == safe
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None or cell.hyperlink.target.startswith(("http://", "https://"))
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix


@settings(max_examples=30, deadline=None)
@given(text=CONTROLS)
def test_control_characters_break_no_workbook(hostile, text) -> None:
    assert len(rows(read(workbook(hostile(text))), "Events")) == 3
