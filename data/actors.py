"""What an actor did, itself or through those who act for it, and whom it met."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from data.dates import in_words
from data.models import EventKind, Role
from data.view import View

# Kinds of event in which those who take part are together, and roles in which somebody is there.
_TOGETHER = (
    EventKind.SUMMIT,
    EventKind.VISIT,
    EventKind.TALKS,
    EventKind.TREATY,
    EventKind.CEREMONY,
    EventKind.EXERCISE,
)
_THERE = (Role.HOST, Role.GUEST, Role.PARTICIPANT, Role.ORGANISER)


@dataclass(frozen=True)
class Meeting:
    """An actor that was with another: its id and name, at how many events, and the date of the last in words."""

    actor: str
    name: str
    times: int
    last: str


@lru_cache(maxsize=64)
def doings(view: View, actor: str) -> View:
    """All events in which an actor takes part and all claims that it makes, itself or through others, within a view."""
    return view.asking(replace(view.filters, actors=(actor,)))


def meetings(view: View, actor: str) -> list[Meeting]:
    """With whom an actor was at summits, visits, talks, treaties, ceremonies and exercises; the most frequent first.

    Whoever acts for the actor, or for whom it acts, is left out.
    """
    done = doings(view, actor)
    events = done["events"][done["events"]["kind"].isin(_TOGETHER)].set_index("id")
    links = done["event_actors"]
    links = links[links["event"].isin(events.index) & links["role"].isin(_THERE)]
    state = dict(zip(view["actors"]["id"], view["actors"]["state"], strict=True))
    own = {actor, state.get(actor)} | {one for one, acts_for in state.items() if acts_for == actor}
    others = links[~links["actor"].isin(own)].drop_duplicates(["event", "actor"])
    counts = Counter(others["actor"])
    # In the order of time, so that the last event of each is what stays.
    order = others["event"].map(events["last"].astype("str"))
    in_order = others.assign(last=order).sort_values(["last", "event"])
    latest = dict(zip(in_order["actor"], in_order["event"].map(events["date"]), strict=True))
    return [
        Meeting(one, view.actor_names[one], times, in_words(latest[one]))
        for one, times in sorted(counts.items(), key=lambda pair: (-pair[1], view.actor_names[pair[0]]))
    ]
