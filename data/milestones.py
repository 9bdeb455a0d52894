"""Which events of a view matter most, by rule."""

import pandas as pd

from data.view import View


def weights(view: View) -> pd.Series:
    """How much each event in view matters: the claims about it, twice, and the sources that report it.

    What parties dispute and many report is what a reader looks for. In the order of the events in view.
    """
    ids = view["events"]["id"]
    claims = ids.map(view["claim_events"]["event"].value_counts()).fillna(0)
    sources = ids.map(view["event_sources"]["event"].value_counts()).fillna(0)
    return (2 * claims + sources).astype(int)


def milestones(view: View, most: int, apart: pd.Timedelta) -> pd.DataFrame:
    """At most `most` events in view by weight, no two nearer to each other than `apart`, in the order of time.

    Equals are taken by date and id, so that the same view names the same events.
    """
    ranked = (
        view["events"]
        .assign(weight=weights(view))
        .sort_values(["weight", "first", "id"], ascending=[False, True, True])
    )
    taken: list[int] = []
    for position, first in zip(ranked.index, ranked["first"], strict=True):
        if len(taken) == most:
            break
        if all(abs(first - ranked.at[other, "first"]) >= apart for other in taken):
            taken.append(position)
    return ranked.loc[taken].sort_values(["first", "id"])
