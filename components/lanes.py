"""Where things stand on a timeline: lanes, levels within a lane, and bins where there are too many to draw each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from data.models import Side
from data.view import View
from style import KINDS, SIDES

# Above this many marks all are drawn as counts by bin; so is a lane that would need too many levels.
MOST_MARKS = 1500
# So many bins over the width of a figure: each is wide enough for a number.
BINS = 60
# A mark is as wide as this share of the figure; nearer ones stand on different levels.
MARK_SHARE = 1 / 90
MOST_LEVELS = 8
MOST_ACTORS = 12


class LanesBy(StrEnum):
    """What has a lane of its own."""

    KIND = "kind"
    SIDE = "side"
    ACTOR = "actor"


@dataclass(frozen=True)
class Lane:
    """A lane: its name, and whether it stands below the common axis, with the answer of the allies."""

    key: str
    label: str
    answer: bool = False


def laned(view: View, events: pd.DataFrame, by: LanesBy) -> tuple[list[Lane], pd.DataFrame]:
    """The lanes in use from top to bottom, and the events with the `lane` (key) of each.

    By kind and by side, what the allies do stands below the axis. By actor, an event has a row for each of its actors
    among the busiest, and one for all others together where it has none of these.
    """
    if by is LanesBy.ACTOR:
        return _by_actor(view, events)
    answer = events["side"].isin([Side.ALLIES])
    if by is LanesBy.KIND:
        rows = events.assign(lane=events["kind"].astype(str) + np.where(answer, "|answer", ""))
        lanes = [
            Lane(f"{kind}{'|answer' if below else ''}", mark.label, below)
            for below in (False, True)
            for kind, mark in KINDS.items()
        ]
    else:
        rows = events.assign(lane=events["side"].fillna("none").astype(str))
        order = [Side.PARTNERS, Side.UKRAINE, Side.OTHER]
        lanes = [Lane(str(side), SIDES[side]) for side in order]
        lanes += [Lane("none", "Independent bodies"), Lane(str(Side.ALLIES), SIDES[Side.ALLIES], answer=True)]
    used = set(rows["lane"])
    return [lane for lane in lanes if lane.key in used], rows


def _by_actor(view: View, events: pd.DataFrame) -> tuple[list[Lane], pd.DataFrame]:
    links = view["event_actors"]
    links = links[links["event"].isin(events["id"])]
    states = dict(zip(view["actors"]["id"], view["actors"]["state"], strict=True))
    party = links["actor"].map(lambda actor: states[actor] if isinstance(states.get(actor), str) else actor)
    pairs = pd.DataFrame({"id": links["event"], "lane": party}).drop_duplicates()
    counts = pairs["lane"].value_counts()
    busiest = sorted(counts.index, key=lambda actor: (-counts[actor], actor))[:MOST_ACTORS]
    pairs = pairs[pairs["lane"].isin(busiest)]
    rows = events.merge(pairs, on="id", how="left")
    rows["lane"] = rows["lane"].fillna("others")
    sides = dict(zip(view["actors"]["id"], view["actors"]["side"], strict=True))
    above = [actor for actor in busiest if sides.get(actor) != Side.ALLIES]
    below = [actor for actor in busiest if sides.get(actor) == Side.ALLIES]
    lanes = [Lane(actor, view.actor_names[actor]) for actor in above]
    lanes += [Lane("others", "All others")] if (rows["lane"] == "others").any() else []
    return lanes + [Lane(actor, view.actor_names[actor], answer=True) for actor in below], rows


def levels(rows: pd.DataFrame, width: pd.Timedelta) -> np.ndarray:
    """For each row the level within its lane, from 0, so that marks of a `width` do not lie on each other.

    A row takes the lowest level that is free from its `first` to its `last` day, and no less than the width of a mark.
    """
    found = np.zeros(len(rows), dtype=int)
    free: dict[str, list[pd.Timestamp]] = {}
    middle = rows["first"] + (rows["last"] - rows["first"]) / 2
    starts = list(rows["first"].where(rows["first"] < middle - width / 2, middle - width / 2))
    ends = list(rows["last"].where(rows["last"] > middle + width / 2, middle + width / 2))
    lanes, ids = list(rows["lane"]), list(rows["id"])
    for position in sorted(range(len(rows)), key=lambda position: (starts[position], ids[position])):
        taken = free.setdefault(lanes[position], [])
        level = next((level for level, until in enumerate(taken) if until <= starts[position]), len(taken))
        taken[level : level + 1] = [ends[position]]
        found[position] = level
    return found


def crowded(rows: pd.DataFrame) -> pd.Series:
    """Which rows, with their `level`, are in a lane that would need more than `MOST_LEVELS`."""
    needed: pd.Series = rows.groupby("lane")["level"].transform("max")
    return needed >= MOST_LEVELS


def binned(rows: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp]) -> pd.DataFrame:
    """The rows counted by lane and bin: `lane`, `first` and `last` (of the bin), `count`, and the commonest `side`.

    The bins share the window evenly; a row counts in the bin in which it begins, and one that begins before the window
    in the first. The counts add up to the number of rows.
    """
    start, end = window
    step = max((end - start) / BINS, pd.Timedelta(days=1))
    number = ((rows["first"] - start) // step).clip(lower=0)
    side = rows["side"].astype(object).where(rows["side"].notna(), "none")
    groups = rows.assign(bin=number, side=side).groupby(["lane", "bin"])
    table = groups.agg(count=("id", "size"), side=("side", _commonest)).reset_index()
    table["first"] = start + table["bin"] * step
    table["last"] = table["first"] + step
    table["side"] = table["side"].where(table["side"] != "none", None)
    return table.drop(columns="bin")


def _commonest(values: "pd.Series[str]") -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def heights(lanes: Sequence[Lane], rows: pd.DataFrame) -> dict[str, int]:
    """How many levels each lane needs, by key; at least one."""
    needed = rows.groupby("lane")["level"].max()
    return {lane.key: int(needed.get(lane.key, 0)) + 1 for lane in lanes}
