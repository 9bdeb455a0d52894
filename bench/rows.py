"""A measured number and the target it is held to."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. Smaller is better; `target` is the bound that `measured` must stay below, if there is one.

    `note` says what the number hides, such as the slowest of the cases that a median is taken over.
    """

    name: str
    measured: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `MISSED`, or nothing without a target."""
        if self.target is None:
            return ""
        return "ok" if self.measured < self.target else "MISSED"


def milliseconds(run: Callable[[], object], repeats: int) -> float:
    """The median wall time of `run` over some repeats, in milliseconds."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return 1000 * statistics.median(times)
