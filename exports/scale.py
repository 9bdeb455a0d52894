"""Scales of charts: days and numbers to pixels, with ticks that fall on round ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from matplotlib.ticker import MaxNLocator

# Where the largest number is more than so many times the smallest, a scale is logarithmic.
LOG_FROM = 50.0
# Steps between ticks. The longest is longer than all that a date can be, so there is one with few enough.
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000, 120_000)
_DAYS = (1, 2, 7, 14)
# Days from year 1 to the end of 9999, so that room at the ends stays within what a date can be.
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True)
class DateScale:
    """The days from `first` to `last` as pixels from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def over(cls, first: date, last: date, left: float, right: float) -> "DateScale":
        """A scale with some room at both ends, and of at least a week."""
        room = max(3, round((last - first).days * 0.02))
        begin, end = max(_FIRST, first.toordinal() - room), min(_LAST, last.toordinal() + room)
        return cls(date.fromordinal(begin), date.fromordinal(end), left, right)

    def at(self, day: date, part: float = 0.0) -> float:
        """The pixel of a day's beginning, or of a part of it (0 to 1)."""
        days = (day - self.first).days + part
        return self.left + days / max(1, (self.last - self.first).days) * (self.right - self.left)

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """At most so many ticks with their labels: years, months or days, a round number of them apart."""
        found = [_months_apart(self.first, self.last, step, most) for step in _MONTHS]
        found += [_days_apart(self.first, self.last, step, most) for step in _DAYS]
        # Of equally many ticks the first, which are months.
        days = max(found, key=len)
        form = "%-d %b %Y"
        if all(day.day == 1 for day in days):
            form = "%Y" if all(day.month == 1 for day in days) else "%b %Y"
        return [(self.at(day), day.strftime(form)) for day in days]


def _months_apart(first: date, last: date, step: int, most: int) -> list[date]:
    """The first days of months between two days, a number of months apart, January among them; none if too many."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if first.day > 1:
        begin += 1
    months = [month for month in range(-(-begin // step) * step, end + 1, step)[: most + 1] if month >= 12]
    return [date(month // 12, month % 12 + 1, 1) for month in months] if len(months) <= most else []


def _days_apart(first: date, last: date, step: int, most: int) -> list[date]:
    """The first of two days and those a number of days apart after it; none if too many."""
    days = range(first.toordinal(), last.toordinal() + 1, step)
    return [date.fromordinal(day) for day in days] if len(days) <= most else []


@dataclass(frozen=True)
class NumberScale:
    """The numbers from `low` to `high` as pixels from `bottom` up to `top`; logarithmic where `is_log`."""

    low: float
    high: float
    bottom: float
    top: float
    is_log: bool

    @classmethod
    def over(cls, numbers: Sequence[float], bottom: float, top: float) -> "NumberScale":
        """A scale with room for one or more numbers: from 0, or logarithmic where they span a wide range."""
        least, most = min(numbers), max(numbers)
        if least > 0 and most / least > LOG_FROM:
            return cls(10 ** (log10(least) - 0.25), 10 ** (log10(most) + 0.25), bottom, top, is_log=True)
        low, high = min(0.0, least), max(0.0, most)
        room = (high - low) * 0.12 or 1.0
        return cls(low - room if low < 0 else 0.0, high + room, bottom, top, is_log=False)

    def at(self, number: float) -> float:
        """The pixel of a number."""
        if self.is_log:
            part = (log10(number) - log10(self.low)) / (log10(self.high) - log10(self.low))
        else:
            part = (number - self.low) / (self.high - self.low)
        return self.bottom + part * (self.top - self.bottom)

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """At most so many ticks or a few more, with their labels."""
        if self.is_log:
            powers = range(ceil(log10(self.low)), floor(log10(self.high)) + 1)
            numbers = [10.0**power for power in powers][:: max(1, ceil(len(powers) / most))]
        else:
            numbers = list(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(self.low, self.high))
        return [(self.at(number), short_number(number)) for number in numbers if self.low <= number <= self.high]


def short_number(number: float) -> str:
    """A number for an axis: "1,000", "2.5 m", "20 bn"."""
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(number) >= size:
            return f"{number / size:,.10g} {name}"
    return f"{number:,.10g}"


def middle(first: date, last: date) -> tuple[date, float]:
    """The middle of the days from the first to the last, as a day and the part of it."""
    days = (last - first).days + 1
    return first + timedelta(days=days // 2), days % 2 / 2
