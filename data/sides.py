"""Which side acts in an event."""

import pandas as pd

from data.models import EventKind, Role, Side

# Kinds of event that consist in words or documents, so that their author is the one who acts. In all others the author
# only reports what somebody else did.
_AUTHORED = frozenset(
    {
        EventKind.STATEMENT,
        EventKind.TREATY,
        EventKind.SANCTIONS,
        EventKind.UN_ACTION,
        EventKind.IMAGERY,
        EventKind.TALKS,
    }
)
# Who carries an event, most telling roles first. Targets, recipients and observers do not carry it.
_CARRYING = ((Role.ORGANISER, Role.SENDER), (Role.HOST, Role.GUEST, Role.PARTICIPANT), (Role.AUTHOR,))


def event_sides(events: pd.DataFrame, event_actors: pd.DataFrame, actors: pd.DataFrame) -> pd.Series:
    """The side that acts in each event, in the order of `events`; missing where no side does.

    It is the side of most actors that bring the event about: its organisers and senders, and the authors of words and
    documents; where there are none, its hosts, guests and participants; where there are none either, its authors. A
    tie goes to the side named first in `Side`.
    """
    cast = pd.DataFrame(
        {
            "event": event_actors["event"],
            "tier": event_actors["role"].map({role: tier for tier, roles in enumerate(_CARRYING) for role in roles}),
            "side": event_actors["actor"].map(actors.set_index("id")["side"]),
        }
    )
    kinds = event_actors["event"].map(events.set_index("id")["kind"])
    cast.loc[(event_actors["role"] == Role.AUTHOR) & kinds.isin(_AUTHORED), "tier"] = 0
    counts = cast.dropna().groupby(["event", "tier", "side"]).size().reset_index(name="count")
    counts["rank"] = counts["side"].map({str(side): rank for rank, side in enumerate(Side)})
    acting = counts.sort_values(["tier", "count", "rank"], ascending=[True, False, True]).drop_duplicates("event")
    return events["id"].map(acting.set_index("event")["side"])
