"""Commands for curators: `python -m data check|coverage|datapackage|format [folder]`."""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from data.coverage import coverage_text
from data.live import record_folder
from data.load import load_record, read_all
from data.models import TABLES
from data.package import DESCRIPTOR, descriptor_text
from data.quality import doubts
from data.tables import RecordError, table_text


def check(folder: Path, verbose: bool) -> None:
    """Print the summary of a sound record and the doubts about it."""
    record = load_record(folder)
    found = doubts(record)
    for name in TABLES:
        print(f"{name:<24}{len(record[name]):>7,}")
    first, last = record.coverage
    print(f"\n{record.package.title}, version {record.version}")
    print(f"Events from {first} to {last}; latest knowledge of {record.known_until}.")
    if found:
        kinds = Counter(doubt.kind for doubt in found)
        print(f"\n{len(found)} doubts: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
        shown = [doubt for doubt in found if verbose or doubt.kind != "single source"]
        print(*shown, sep="\n")
        if len(shown) < len(found):
            print(f"(single sources: {len(found) - len(shown)}; --all lists them)")


def datapackage(folder: Path) -> None:
    """Write `datapackage.json` anew from the models and the tables."""
    record = load_record(folder)
    text = descriptor_text(record.package, record.version, record.coverage)
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    print(f"Wrote {folder / DESCRIPTOR} for version {record.version}.")


def format_tables(folder: Path) -> None:
    """Write every table anew, sorted and quoted as the house does, so that a diff reads well."""
    _, tables, faults = read_all(folder, date.today())
    if faults:
        raise RecordError(faults)
    for name, model in TABLES.items():
        (folder / f"{name}.csv").write_text(table_text(tables[name].rows, model), encoding="utf-8", newline="")
    print(f"Wrote {len(TABLES)} tables in {folder}.")


def main(arguments: list[str]) -> int:
    """Run one command; 1 when the record is faulty, each fault on a line of its own."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    parser.add_argument("command", choices=["check", "coverage", "datapackage", "format"])
    parser.add_argument("folder", nargs="?", type=Path, default=record_folder())
    parser.add_argument("--all", action="store_true", help="list every doubt")
    given = parser.parse_args(arguments)
    try:
        if given.command == "check":
            check(given.folder, given.all)
        elif given.command == "coverage":
            print(coverage_text(load_record(given.folder)), end="")
        elif given.command == "datapackage":
            datapackage(given.folder)
        else:
            format_tables(given.folder)
    except RecordError as error:
        print(*error.faults, sep="\n")
        print(f"{len(error.faults)} faults", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
