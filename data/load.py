"""From a folder of CSV files to a `Record`, or to the list of all that is wrong with it."""

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

from data.dates import parse_edtf
from data.models import TABLES, linked_table
from data.package import DESCRIPTOR, Package, read_package
from data.record import Record
from data.tables import Fault, RecordError, Table, nearest, read_table, shown

Tables = dict[str, Table]

# A table, what each of its rows must have at least one of, and the link table and column that say which.
_DUE = (
    ("events", "source", "event_sources", "event"),
    ("claims", "source", "claim_sources", "claim"),
    ("claims", "claimant", "claim_actors", "claim"),
    ("routes", "source", "route_sources", "route"),
)


def load_record(folder: Path, today: date | None = None) -> Record:
    """The record in `folder`, read and validated whole.

    Raises RecordError with every fault found. `today` is the day after which only planned events may lie.
    """
    with _no_garbage_collection():
        package, tables, faults = read_all(folder, today or date.today())
        if faults or package is None:
            raise RecordError(faults)
        rows = {name: table.rows for name, table in tables.items()}
        return Record.from_rows(folder, record_version(folder), package, rows)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Rows hold no cycles, and the search for some among so many takes a sixth of the time of loading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def record_version(folder: Path) -> str:
    """A short hash of the CSV files of a record; the same files give the same version everywhere."""
    return tables_version({f"{name}.csv": (folder / f"{name}.csv").read_bytes() for name in TABLES})


def tables_version(files: Mapping[str, bytes]) -> str:
    """The version of a record that consists of these CSV files, by name."""
    digest = hashlib.sha256()
    for name in sorted(TABLES):
        digest.update(name.encode())
        digest.update(files[f"{name}.csv"].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:10]


def read_all(folder: Path, today: date) -> tuple[Package | None, Tables, list[Fault]]:
    """The package description, the valid rows of each table, and all faults."""
    if not folder.is_dir():
        return None, {}, [Fault(str(folder), 0, "", "is not a folder - set TUMEN_RECORD to the folder of a record")]
    package, faults = read_package(folder / DESCRIPTOR)
    tables: Tables = {}
    for name, model in TABLES.items():
        tables[name], found = read_table(folder / f"{name}.csv", model)
        faults += found
    for check in (_duplicates, _links, _incomplete, _undated_replies, _sides):
        faults += check(tables)
    faults += _future(tables, today)
    return package, tables, faults


def _duplicates(tables: Tables) -> Iterator[Fault]:
    for name, table in tables.items():
        key = TABLES[name].key
        if len(set(map(itemgetter(*key), table.rows))) == len(table.rows):
            continue
        seen: dict[tuple[Any, ...], int] = {}
        for row, line in table.numbered():
            value = tuple(row[column] for column in key)
            first = seen.setdefault(value, line)
            if first != line:
                yield Fault(
                    table.file,
                    line,
                    ", ".join(key),
                    f"stands already on line {first} ({shown(' '.join(map(str, value)))}) - change or delete one",
                )


def _links(tables: Tables) -> Iterator[Fault]:
    ids = {name: {row["id"] for row in table.rows} for name, table in tables.items() if "id" in TABLES[name].key}
    for name, table in tables.items():
        links = {field: target for field, info in TABLES[name].model_fields.items() if (target := linked_table(info))}
        for field, target in links.items():
            sound = ids[target] | tables[target].rejected | {None}
            if sound.issuperset(map(itemgetter(field), table.rows)) or not tables[target].readable:
                continue
            for row, line in table.numbered():
                if (value := row[field]) not in sound:
                    near = nearest(value, ids[target])
                    yield Fault(
                        table.file,
                        line,
                        field,
                        f"is not an id in {target}.csv ({shown(value)}){near} - correct it or add the row",
                    )


def _incomplete(tables: Tables) -> Iterator[Fault]:
    for name, due, links, field in _DUE:
        linked = {row[field] for row in tables[links].rows}
        for row, line in tables[name].numbered():
            if row["id"] not in linked and row["id"] not in tables[links].rejected and tables[links].readable:
                yield Fault(
                    tables[name].file,
                    line,
                    "id",
                    f"has no {due} ({shown(row['id'])}) - add a row to {links}.csv",
                )


def _undated_replies(tables: Tables) -> Iterator[Fault]:
    dates = {row["id"]: parse_edtf(row["date"]) for row in tables["claims"].rows}
    table = tables["claim_replies"]
    for row, line in table.numbered():
        reply, answered = dates.get(row["claim"]), dates.get(row["reply_to"])
        if row["claim"] == row["reply_to"]:
            yield Fault(table.file, line, "reply_to", "is the claim itself - name the earlier claim it answers")
        elif reply and answered and reply.last < answered.first:
            yield Fault(
                table.file,
                line,
                "reply_to",
                f"is later than the claim that answers it ({shown(row['reply_to'])}) - swap them or correct a date",
            )


def _sides(tables: Tables) -> Iterator[Fault]:
    kinds = {row["id"]: row["kind"] for row in tables["actors"].rows}
    table = tables["actors"]
    for row, line in table.numbered():
        kind = kinds.get(row["state"])
        if kind is not None and kind not in ("state", "alliance", "world-body"):
            yield Fault(
                table.file,
                line,
                "state",
                f"is a {kind} ({shown(row['state'])}) - name a state, an alliance or a world body",
            )


def _future(tables: Tables, today: date) -> Iterator[Fault]:
    for name, field in (("events", "date"), ("claims", "date"), ("sources", "published")):
        table = tables[name]
        for row, line in table.numbered():
            if row[field] and parse_edtf(row[field]).first > today and row.get("status") != "planned":
                todo = "correct it, or set the status to planned" if name == "events" else "correct it"
                yield Fault(table.file, line, field, f"lies in the future ({shown(row[field])}) - {todo}")
