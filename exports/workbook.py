"""XLSX: a workbook of what is in view, one sheet a table, with a sheet that says what it is."""

import io
import math
from collections.abc import Iterable
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.dates import day_in_words
from data.describe import narrowed_by, summary
from data.view import View
from exports.address import query_string
from exports.readable import READABLE, Cell, ReadableTable, readable_table
from exports.text import is_web_address, starts_formula, xml_safe

# Limits of Excel: characters in a cell, characters in a link, links in a sheet, its first day.
# (support.microsoft.com, "Excel specifications and limits"; XlsxWriter leaves out what is beyond them.)
CELL_LIMIT = 32_767
LINK_LIMIT = 2_079
LINKS_LIMIT = 65_530
FIRST_EXCEL_DAY = date(1900, 3, 1)

# The same view gives the same bytes, so that no workbook says when it was made.
CREATED = datetime(1980, 1, 1)

READ_ME = "Read me"
_WIDE = {"title": 50, "summary": 60, "text": 60, "claim_text": 60, "quote": 40, "url": 50, "source_urls": 40}
_USUAL_WIDTH = 16


class _Formats:
    """The formats of a workbook. Text that begins like a formula is marked as text, so that editing keeps it so."""

    def __init__(self, workbook: Workbook) -> None:
        self.head: Format = workbook.add_format({"bold": True, "bottom": 1})
        self.title: Format = workbook.add_format({"bold": True, "font_size": 14})
        self.text: Format = workbook.add_format({"valign": "top"})
        self.quoted: Format = workbook.add_format({"valign": "top", "quote_prefix": True})
        self.day: Format = workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self.link: Format = workbook.get_default_url_format()


def workbook(view: View) -> bytes:
    """An XLSX workbook: "Read me", then events, claims, quantities and sources with frozen header and autofilter."""
    out = io.BytesIO()
    # Nothing is read out of a text: neither formula nor link nor number.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, {"in_memory": True, **plain}) as book:
        book.set_properties({"title": xml_safe(view.package.title), "created": CREATED})
        formats = _Formats(book)
        tables = [readable_table(view, name) for name in READABLE]
        _read_me(book.add_worksheet(READ_ME), view, tables, formats)
        for table in tables:
            _sheet(book.add_worksheet(table.title), table, formats)
    return out.getvalue()


def _read_me(sheet: Worksheet, view: View, tables: Iterable[ReadableTable], formats: _Formats) -> None:
    licences = [licence.get("title") or licence.get("name", "") for licence in view.package.licenses]
    facts = (
        ("Record", view.package.title),
        ("Version", view.version),
        ("As of", day_in_words(view.as_of)),
        ("In view", summary(view)),
        ("Filter", ", ".join(narrowed_by(view)) or "none: the whole record"),
        ("Filter as URL query", query_string(view.filters.to_query()) or "none"),
        ("Licence", ", ".join(licences) or "not stated"),
        ("Days", "Days before March 1900 are text. Days of events and claims span first_day to last_day."),
    )
    _write(sheet, 0, 0, view.package.title, formats, formats.title)
    for row, (name, value) in enumerate(facts, start=2):
        _write(sheet, row, 0, name, formats, formats.head)
        _write(sheet, row, 1, value, formats)
    row = len(facts) + 3
    for column, name in enumerate(("Sheet", "Column", "What stands in it")):
        _write(sheet, row, column, name, formats, formats.head)
    for table in tables:
        for described in table.columns:
            row += 1
            for column, text in enumerate((table.title, described.name, described.description)):
                _write(sheet, row, column, text, formats)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 100)


def _sheet(sheet: Worksheet, table: ReadableTable, formats: _Formats) -> None:
    for column, name in enumerate(table.header):
        _write(sheet, 0, column, name, formats, formats.head)
        sheet.set_column(column, column, _WIDE.get(name, _USUAL_WIDTH))
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if table.header[column] == "url" and isinstance(value, str) and number <= LINKS_LIMIT:
                _link(sheet, number, column, value, formats)
            else:
                _write(sheet, number, column, value, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.header) - 1)


def _link(sheet: Worksheet, row: int, column: int, url: str, formats: _Formats) -> None:
    if is_web_address(url) and len(url) <= LINK_LIMIT:
        sheet.write_url(row, column, url, formats.link, string=url)
    else:
        _write(sheet, row, column, url, formats)


def _write(
    sheet: Worksheet, row: int, column: int, value: Cell, formats: _Formats, style: Format | None = None
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style or formats.text)
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(row, column, value, style or formats.text)
    elif isinstance(value, date) and value >= FIRST_EXCEL_DAY:
        sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), style or formats.day)
    else:
        text = xml_safe(str(value))
        text = text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"
        sheet.write_string(row, column, text, formats.quoted if starts_formula(text) else style or formats.text)
