"""How long the timeline takes to be worked out, at several sizes."""

import statistics
import tempfile
import time
from pathlib import Path

from bench.rows import Row
from bench.synthetic import Synthetic
from components.timeline import TimelineOptions, timeline_figure
from data.filters import Filters
from data.load import load_record

REPEATS = 5


def _drawing(events: int) -> Row:
    """Milliseconds from a view that is ready to the figure as the browser gets it, with claims and milestones."""
    with tempfile.TemporaryDirectory() as folder:
        record = load_record(Synthetic(events=events, claims=events).write(Path(folder)))
    view = Filters().apply(record)
    times = []
    for _ in range(REPEATS):
        timeline_figure.cache_clear()
        start = time.perf_counter()
        text = timeline_figure(view, None, TimelineOptions(with_milestones=True)).to_json()
        times.append((time.perf_counter() - start) * 1000)
    size = len(text) / 1000
    return Row(f"timeline of {events:,} events", statistics.median(times), "ms", note=f"{size:,.0f} KB to the browser")


def timeline_250() -> Row:
    return _drawing(250)


def timeline_2000() -> Row:
    return _drawing(2000)


def timeline_10000() -> Row:
    return _drawing(10_000)


ROWS = [timeline_250, timeline_2000, timeline_10000]
