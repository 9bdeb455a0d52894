"""What was known when: what was learned between two days, and the days on which something was."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data.standing import Standing
from data.view import View


def moment_before(moments: Sequence[date], day: date) -> date | None:
    """The last of the ordered moments before a day; None if there is none."""
    position = bisect_left(moments, day)
    return moments[position - 1] if position else None


def moment_after(moments: Sequence[date], day: date) -> date | None:
    """The first of the ordered moments after a day; None if there is none."""
    position = bisect_right(moments, day)
    return moments[position] if position < len(moments) else None


@dataclass(frozen=True)
class Learned:
    """What a later day knows and an earlier one did not: rows of events and claims, and standings before and after."""

    then: date
    now: date
    events: pd.DataFrame
    claims: pd.DataFrame
    standings: tuple[tuple[Standing, Standing], ...]


def learned(view: View, then: date) -> Learned:
    """What became known after `then` and until the day of the view, within its filter.

    A standing is listed when its headline changed; only questions in view are looked at.
    """
    before = view.asking(replace(view.filters, as_of=min(then, view.as_of)))
    new = {name: view[name][view[name]["known"] > pd.Timestamp(before.as_of)] for name in ("events", "claims")}
    old, current = before.standings, view.standings
    changed = tuple(
        (old[question], current[question])
        for question in view["questions"]["id"]
        if old[question].headline != current[question].headline
    )
    return Learned(before.as_of, view.as_of, new["events"], new["claims"], changed)
