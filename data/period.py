"""The stretch of time that a view is about, and the one before it."""

from dataclasses import replace
from datetime import date, timedelta

from data.view import View


def period_of(view: View) -> tuple[date, date] | None:
    """First and last day of a view: those asked for, or else those of its events and claims; None for an empty one.

    What is planned for after the day of the view does not stretch it.
    """
    rows = [view[name] for name in ("events", "claims") if len(view[name])]
    if not rows:
        return None
    first = view.filters.start or min(frame["first"].min() for frame in rows).date()
    last = view.filters.end or min(max(frame["last"].max() for frame in rows).date(), view.as_of)
    return (first, max(first, last))


def preceding(view: View) -> View | None:
    """The same filter over the period of equal length just before; None unless both ends of the period are given."""
    start, end = view.filters.start, view.filters.end
    if start is None or end is None:
        return None
    length = end - start
    if (start - date.min) <= length + timedelta(days=1):
        return None
    before = start - timedelta(days=1)
    return view.asking(replace(view.filters, start=before - length, end=before))
