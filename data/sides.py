"""Which side acts in an event."""

import pandas as pd

from data.models import Role, Side

# Who carries an event, most telling roles first. Targets, recipients and observers do not carry it.
_CARRYING = ((Role.AUTHOR, Role.ORGANISER, Role.SENDER, Role.HOST), (Role.PARTICIPANT, Role.GUEST))


def event_sides(events: pd.DataFrame, event_actors: pd.DataFrame, actors: pd.DataFrame) -> pd.Series:
    """The side that acts in each event, in the order of `events`; missing where no side does.

    It is the side of most actors that bring the event about (author, organiser, sender, host), or, where nobody does,
    of most that take part in it; a tie goes to the side named first in `Side`.
    """
    side = actors.set_index("id")["side"]
    cast = event_actors.assign(side=event_actors["actor"].map(side)).dropna(subset="side")
    rank = {str(one): position for position, one in enumerate(Side)}
    found = pd.Series(None, index=events["id"], dtype=object)
    for roles in reversed(_CARRYING):
        counts = cast[cast["role"].isin(roles)].groupby(["event", "side"]).size().reset_index(name="count")
        counts["rank"] = counts["side"].map(rank)
        first = counts.sort_values(["count", "rank"], ascending=[False, True]).drop_duplicates("event")
        found.update(first.set_index("event")["side"])
    return found.reset_index(drop=True)
