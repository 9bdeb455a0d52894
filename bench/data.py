"""Loading, filtering and judging the record, at its real size and at a hundred times that."""

import atexit
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

from bench.rows import Row, milliseconds
from bench.synthetic import Synthetic
from data.filters import Filters, _apply
from data.live import record_folder
from data.load import load_record
from data.models import TABLES
from data.record import Record
from data.search import claim_texts, event_texts
from data.standing import standings, statements

LARGE = Synthetic(events=100_000, claims=50_000)
LARGE_NAME = "100,000 events, 50,000 claims"
DAY = date(2024, 6, 30)


def load_real() -> Row:
    """A median of five processes, since the dates of a process are parsed once."""
    seconds = statistics.median(_loading(record_folder())["seconds"] for _ in range(5))
    return Row("load and validate, real record", seconds, "s", 1.0)


def write_large() -> Row:
    begin = time.perf_counter()
    folder = large_folder()
    seconds = time.perf_counter() - begin
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    return Row(f"write the synthetic record ({LARGE_NAME})", seconds, "s", 60, f"{size:.0f} MB of CSV")


def load_large() -> Row:
    found = _large_loading()
    note = f"{found['processor']:.3g} of processor time"
    return Row("load and validate, synthetic record", found["seconds"], "s", 15, note)


def memory_real() -> Row:
    return _memory("memory of the loaded record, real", _loading(record_folder()))


def memory_large() -> Row:
    return _memory("memory of the loaded record, synthetic", _large_loading())


def apply_real() -> Row:
    return _over_mix("apply a filter, real record", real(), _masks, 20, None)


def apply_large() -> Row:
    return _over_mix("apply a filter, synthetic record", large(), _masks, 3, None)


def view_real() -> Row:
    return _over_mix("apply a filter and take all tables, real record", real(), _all_tables, 20, 15)


def view_large() -> Row:
    return _over_mix("apply a filter and take all tables, synthetic record", large(), _all_tables, 3, 300)


def search_real() -> Row:
    return _search("texts for the first search, real record", real())


def search_large() -> Row:
    return _search("texts for the first search, synthetic record", large())


def standings_real() -> Row:
    return _standings("standings of all questions on one day, real record", real())


def standings_large() -> Row:
    return _standings("standings of all questions on one day, synthetic record", large())


ROWS: list[Callable[[], Row]] = [
    load_real,
    write_large,
    load_large,
    memory_real,
    memory_large,
    apply_real,
    apply_large,
    view_real,
    view_large,
    search_real,
    search_large,
    standings_real,
    standings_large,
]


@cache
def real() -> Record:
    """The record of the program."""
    return load_record(record_folder())


@cache
def large() -> Record:
    """The synthetic record."""
    return load_record(large_folder())


@cache
def large_folder() -> Path:
    """A folder with the synthetic record, deleted at the end of the run."""
    folder = Path(tempfile.mkdtemp(prefix="tumen-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return LARGE.write(folder)


def mix(record: Record) -> dict[str, Filters]:
    """What users ask for, by name: the same for every record but for the place, which is the one with most events."""
    place = record["events"]["place"].value_counts().index[0]
    start, end = date(2023, 9, 1), date(2024, 3, 31)
    return {
        "nothing": Filters(),
        "actors and dates": Filters(actors=("prk", "rus"), start=start, end=end),
        "actors together": Filters(actors=("prk", "rus"), together=True),
        "text": Filters(text="missile launch"),
        "kinds": Filters(kinds=("arms-transfer", "weapons-test"), statuses=("occurred",)),
        "place": Filters(places=(place,)),
        "known as of": Filters(as_of=DAY),
        "sides and dates": Filters(sides=("allies",), start=start),
        "everything": Filters(
            actors=("rus",), sides=("partners",), kinds=("visit",), start=start, as_of=DAY, text="minister"
        ),
    }


def _masks(filters: Filters, record: Record) -> None:
    # The cache of views would answer all but the first of the repeats.
    _apply.__wrapped__(filters, record)


def _all_tables(filters: Filters, record: Record) -> None:
    view = _apply.__wrapped__(filters, record)
    for table in TABLES:
        view[table]


def _over_mix(
    name: str, record: Record, run: Callable[[Filters, Record], None], repeats: int, target: float | None
) -> Row:
    """The median over the mix of the median over the repeats; texts for searching stand ready, as in a server."""
    _all_tables(Filters(text="warm", actors=("prk",), places=("x",)), record)
    times = {what: milliseconds(partial(run, one, record), repeats) for what, one in mix(record).items()}
    worst = max(times, key=times.__getitem__)
    return Row(name, statistics.median(times.values()), "ms", target, f"slowest {times[worst]:.3g} ({worst})")


def _memory(name: str, found: dict[str, float]) -> Row:
    note = f"{found['frames']:,.3g} of it frames; {found['peak']:,.0f} while loading"
    return Row(name, found["resident"], "MB", note=note)


def _search(name: str, record: Record) -> Row:
    event_texts.cache_clear()
    claim_texts.cache_clear()
    return Row(name, milliseconds(lambda: (event_texts(record), claim_texts(record)), 1), "ms")


def _standings(name: str, record: Record) -> Row:
    statements.cache_clear()
    first = milliseconds(lambda: standings.__wrapped__(record, DAY), 1)
    return Row(
        name, milliseconds(lambda: standings.__wrapped__(record, DAY), 5), "ms", note=f"{first:.3g} the first day"
    )


def _loading(folder: Path) -> dict[str, float]:
    """Time and memory of loading a record in a fresh process."""
    command = [sys.executable, "-m", "bench.loading", str(folder)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    found: dict[str, float] = json.loads(run.stdout)
    return found


@cache
def _large_loading() -> dict[str, float]:
    return _loading(large_folder())
