"""Stretches of a calendar: months, quarters, half-years or years, as a span of days asks for."""

from dataclasses import dataclass
from datetime import date, timedelta

MOST_PERIODS = 16


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """A stretch of the calendar; both days are part of it."""

    label: str
    first: date
    last: date


def periods(first: date, last: date, most: int = MOST_PERIODS) -> list[CalendarPeriod]:
    """The months, quarters, half-years or years from one day to another: the shortest that are at most `most`.

    If there are more years than that, they are all there is.
    """
    for months in (1, 3, 6, 12):
        found = _cut(first, last, months)
        if len(found) <= most:
            return found
    return found


def _cut(first: date, last: date, months: int) -> list[CalendarPeriod]:
    begin = date(first.year, (first.month - 1) // months * months + 1, 1)
    found = []
    while begin <= last:
        after = date(begin.year + (begin.month + months - 1) // 12, (begin.month + months - 1) % 12 + 1, 1)
        found.append(CalendarPeriod(_label(begin, months), begin, after - timedelta(days=1)))
        begin = after
    return found


def _label(begin: date, months: int) -> str:
    part = (begin.month - 1) // months + 1
    return {1: f"{begin:%b} {begin.year}", 3: f"Q{part} {begin.year}", 6: f"H{part} {begin.year}"}.get(
        months, str(begin.year)
    )
