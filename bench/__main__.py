"""Run the benchmarks: `python -m bench` for all of them, `python -m bench NAME...` for some.

A whole run is also written to `bench/results.json`. Each module listed in MODULES offers `ROWS`, a list of functions
that measure one thing and return a `Row`; the name of the function is the NAME.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from os import cpu_count
from pathlib import Path

from bench.rows import Row
from data.live import record_folder
from data.load import record_version

MODULES = ("bench.data", "bench.timeline", "bench.exports", "bench.briefing", "bench.browser", "bench.claims")
RESULTS = Path(__file__).parent / "results.json"


def registry() -> dict[str, Callable[[], Row]]:
    """Every benchmark by name, in the order of running."""
    return {measure.__name__: measure for module in MODULES for measure in import_module(module).ROWS}


def line(*cells: str) -> str:
    """A line of the table."""
    name, measured, unit, target, verdict, note = cells
    return f"{name:<58}{measured:>10} {unit:<4}{target:>10}  {verdict:<8}{note}".rstrip()


def shown(number: float) -> str:
    """A number to three digits or so."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def main(arguments: list[str]) -> int:
    """Run and print; 1 when a target is missed."""
    known = registry()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(known)}")
    names = parser.parse_args(arguments).names
    if unknown := set(names) - set(known):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))} - use {', '.join(known)}")
    print(line("what", "measured", "", "below", "", ""))
    rows = {}
    for name in names or known:
        row = rows[name] = known[name]()
        target = "" if row.target is None else shown(row.target)
        print(line(row.name, shown(row.measured), row.unit, target, row.verdict, row.note), flush=True)
    if not names:
        RESULTS.write_text(json.dumps(results(rows), indent=2) + "\n", encoding="utf-8")
    return int(any(row.verdict == "MISSED" for row in rows.values()))


def results(rows: dict[str, Row]) -> dict[str, object]:
    """What a run leaves behind: the rows, and where and on what they were measured."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.system()} {platform.machine()}, {cpu_count()} CPUs, {processor()}",
        "python": platform.python_version(),
        "record": record_version(record_folder()),
        "rows": {name: {**asdict(row), "verdict": row.verdict} for name, row in rows.items()},
    }


def processor() -> str:
    """The processor's own name where the system tells it (Linux)."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((one.partition(":")[2].strip() for one in lines if one.startswith("model name")), platform.processor())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
