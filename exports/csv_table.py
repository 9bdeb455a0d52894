"""CSV: the readable tables, and the tables of the record as they are."""

import csv
import io
from datetime import date

from data.legs import Tables
from data.models import TABLES, ActorKind
from data.tables import table_text
from data.view import View
from exports.entries import records
from exports.readable import readable_table
from exports.text import cell

# Only then does Excel read the file as UTF-8.
_BYTE_ORDER_MARK = "\ufeff"
_HAVE_A_SIDE = (ActorKind.STATE, ActorKind.ALLIANCE, ActorKind.WORLD_BODY)


def readable_csv(view: View, name: str) -> bytes:
    """A readable table as CSV: UTF-8 with a byte order mark, CRLF (RFC 4180), a header line, days as 2023-09-13."""
    table = readable_table(view, name)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.header)
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def record_csv(view: Tables, name: str) -> bytes:
    """The rows in view of a table of the record, in the record's own form (UTF-8, LF, one header line).

    Text that a spreadsheet would run as a formula gets an apostrophe. Links that point outside the view are left out.
    """
    frame = view[name]
    if "in_view" in frame:
        frame = frame[frame["in_view"]]
    rows = [{field: cell(row[field]) for field in TABLES[name].model_fields} for row in records(frame)]
    if name == "actors":
        for row in rows:
            # The view gives a side to everybody; in the record it follows from the state.
            row["side"] = row["side"] if row["kind"] in _HAVE_A_SIDE else None
    return table_text(rows, TABLES[name]).encode()


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if isinstance(value, date) else cell(value)
