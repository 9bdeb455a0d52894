"""Reading and writing the CSV tables of a record, and every fault found on the way."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from data.models import Row

csv.field_size_limit(2**20)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a record: where, what, and what to do about it."""

    file: str
    line: int
    column: str
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.column}: {self.problem}" if self.column else f"{where}: {self.problem}"


class RecordError(Exception):
    """A record that cannot be used; `faults` lists all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Table:
    """The valid rows of one CSV file, as plain values, each with the line it begins on.

    `rejected` holds the cells of the rows left out, so that a link to one of them is not a second fault.
    """

    file: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    readable: bool = True

    def numbered(self) -> Iterator[tuple[dict[str, Any], int]]:
        """Each row with its line."""
        return zip(self.rows, self.lines, strict=True)


def shown(value: object, limit: int = 60) -> str:
    """A value for a message: quoted, on one line, cut when long."""
    text = repr(str(value))
    return text if len(text) <= limit else text[: limit - 2] + "…'"


def nearest(value: str, choices: Iterable[str]) -> str:
    """The choice most like `value` as ", did you mean X?", or nothing where none is near."""
    # Sorted, so that of two equally near ones it is always the same.
    found = process.extractOne(value, sorted(choices), score_cutoff=75)
    return f", did you mean {found[0]}?" if found else ""


def read_table(path: Path, model: type[Row]) -> tuple[Table, list[Fault]]:
    """The rows of a CSV file (UTF-8, with or without BOM, LF or CRLF) that are valid, and all faults of the rest."""
    try:
        # Inside a quoted cell, too, CRLF is only how a program ends a line.
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return _unreadable(path, 0, "is missing - add the file, if only with its header line")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unreadable(path, line, "is not UTF-8 - save the file as UTF-8")
    records = _numbered(text)
    table, faults = Table(path.name), []
    line = 1
    try:
        header = next(records, (1, []))[1]
        if problem := _header_problem(header, list(model.model_fields)):
            return _unreadable(path, 1, problem)
        # What `model_validate` calls, which takes nearly as long again to pass its arguments on.
        validate = model.__pydantic_validator__.validate_python
        for line, cells in records:
            try:
                given = dict(zip(header, cells, strict=True))
                if "" in cells:
                    given = {name: cell for name, cell in given.items() if cell}
                table.rows.append(vars(validate(given)))
                table.lines.append(line)
            except ValueError as error:
                table.rejected.update(cells)
                faults += _row_faults(path.name, line, header, cells, error)
    except csv.Error as error:
        faults.append(Fault(path.name, line, "", f"cannot be read as CSV after this line ({error}) - check the quotes"))
        table = replace(table, readable=False)
    return table, faults


def _unreadable(path: Path, line: int, problem: str) -> tuple[Table, list[Fault]]:
    return Table(path.name, readable=False), [Fault(path.name, line, "", problem)]


def _row_faults(file: str, line: int, header: list[str], cells: list[str], error: ValueError) -> list[Fault]:
    """What is wrong with a record that could not be added to its table."""
    if isinstance(error, ValidationError):
        return [Fault(file, line, *_explain(detail)) for detail in error.errors(include_url=False)]
    problem = f"has {len(cells)} cells where the header has {len(header)} - check commas and quotes"
    return [Fault(file, line, "", problem)]


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text, each with the line it begins on; blank lines are skipped."""
    # A line feed inside quotes makes a record longer than a line, so the end of one tells where the next begins.
    # Not a StringIO, which makes four bytes of every character and is slower to read from.
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline=""), strict=True)
    begin = 1
    for cells in reader:
        if cells:
            yield begin, cells
        begin = reader.line_num + 1


def _header_problem(header: Sequence[str], expected: Sequence[str]) -> str | None:
    unknown = [f"{name!r}{nearest(name, expected)}" for name in header if name not in expected]
    missing = [name for name in expected if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    parts = [
        f"unknown column {', '.join(unknown)}" if unknown else "",
        f"missing column {', '.join(missing)}" if missing else "",
        f"column twice {', '.join(twice)}" if twice else "",
    ]
    found = "; ".join(filter(None, parts))
    return f"{found} - the columns are {','.join(expected)}" if found else None


def _explain(error: ErrorDetails) -> tuple[str, str]:
    """The column at fault, and what is wrong with it and what to do."""
    context = error.get("ctx", {})
    kind, value = error["type"], error["input"]
    column = str(error["loc"][0]) if error["loc"] else str(context.get("column", ""))
    if kind == "missing":
        return column, "is empty - fill it in"
    if kind == "row":
        return column, error["msg"]
    if kind == "enum":
        choices = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        near = nearest(str(value), choices)
        return column, f"is not one of the allowed values ({shown(value)}){near} - use {', '.join(choices)}"
    plain = {
        "string_pattern_mismatch": f"has the wrong form ({shown(value)}) - it must match {context.get('pattern')}",
        "float_parsing": f"is not a number ({shown(value)}) - write it with a decimal point and no unit",
        "int_parsing": f"is not a whole number ({shown(value)}) - write digits only",
        "greater_than": f"is too small ({shown(value)}) - it must be above {context.get('gt')}",
        "greater_than_equal": f"is too small ({shown(value)}) - it must be {context.get('ge')} or more",
        "less_than_equal": f"is too large ({shown(value)}) - it must be {context.get('le')} or less",
        "finite_number": f"is not a finite number ({shown(value)}) - write digits only",
    }
    if kind in plain:
        return column, plain[kind]
    wrong, _, todo = error["msg"].partition(" - ")
    return column, f"{wrong} ({shown(value)}) - {todo}" if todo else f"{wrong} ({shown(value)})"


def table_text(rows: Iterable[Mapping[str, Any]], model: type[Row]) -> str:
    """Rows as the text of a CSV file (RFC 4180 quoting, LF), sorted by the model's order."""
    order = model.order or model.key
    out = io.StringIO()
    writer = csv.DictWriter(out, list(model.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: _cell(value) for name, value in row.items()}
        for row in sorted(rows, key=lambda row: [row[name] for name in order])
    )
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
