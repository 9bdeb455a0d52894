"""The places of a view on a map: one symbol for each, near ones together, and those that lie outside it."""

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from data.view import View
from exports.boxes import Box
from exports.map_frame import MapFrame
from exports.symbols import Event, Symbol

# Symbols closer than this part of the sum of their reaches become one: their shapes may touch but not cover each other.
_NEAR = 0.98


@dataclass(frozen=True)
class Place:
    """A place with events: its name, its point (degrees and pixels), the radius of an area, and its events."""

    id: str
    name: str
    lon: float
    lat: float
    radius_km: float | None
    x: float
    y: float
    events: tuple[Event, ...]

    @property
    def symbol(self) -> Symbol:
        """What stands for its events."""
        return Symbol.of(self.events)


@dataclass(frozen=True)
class Group:
    """Places that one symbol stands for, the one with most events first: the symbol stands on it."""

    places: tuple[Place, ...]
    symbol: Symbol
    # Pixels of a unit.
    unit: float

    @property
    def x(self) -> float:
        """Pixels from the left."""
        return self.places[0].x

    @property
    def y(self) -> float:
        """Pixels from the top."""
        return self.places[0].y

    @property
    def reach(self) -> float:
        """Pixels from the middle to what is outermost of the symbol."""
        return self.symbol.reach * self.unit

    @property
    def box(self) -> Box:
        """The box that the symbol fills."""
        return Box(self.x, self.y, self.x, self.y).grown(self.reach)

    @property
    def name(self) -> str:
        """The name of its first place, and how many others there are."""
        return self.places[0].name + self._others

    @property
    def short_name(self) -> str:
        """The same with no more of the name than stands before its first bracket or comma.

        A slash parts the names of a disputed place, of which none may stand alone.
        """
        return re.split(r"[(,]", self.places[0].name)[0].strip() + self._others

    @property
    def _others(self) -> str:
        return f" +{len(self.places) - 1}" if len(self.places) > 1 else ""


@dataclass(frozen=True)
class Beyond:
    """What lies beyond one edge of a map: how many events, and the names of the places with most of them."""

    edge: str
    count: int
    names: tuple[str, ...]


def places_of(view: View, frame: MapFrame) -> list[Place]:
    """The places of a view that events name as their main place, those with most events first."""
    events: dict[str, list[Event]] = defaultdict(list)
    columns = view["events"][["place", "kind", "side", "status"]]
    for place, kind, side, status in columns.itertuples(index=False, name=None):
        events[place].append(Event(str(kind), side if isinstance(side, str) else None, str(status)))
    rows = view["places"].loc[view["places"]["id"].isin(list(events))]
    points = frame.at(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    found = [
        Place(row["id"], row["name"], row["lon"], row["lat"], _number(row["radius_km"]), x, y, tuple(events[row["id"]]))
        for row, (x, y) in zip(rows.to_dict("records"), points.tolist(), strict=True)
    ]
    return sorted(found, key=lambda place: (-len(place.events), place.id))


def _number(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else float(value)


def groups_of(places: list[Place], box: Box, unit: float) -> list[Group]:
    """Symbols for the places inside a box, none of which covers another; the largest gather those near them.

    A place whose symbol would reach over the edge counts as outside.
    """
    inside = [place for place in places if box.left < place.x < box.right and box.top < place.y < box.bottom]
    while True:
        groups = _apart([Group((place,), place.symbol, unit) for place in inside], unit)
        over = {place.id for group in groups if not box.holds(group.box) for place in group.places[:1]}
        if not over:
            return groups
        # Without it, those that it had gathered may well stand inside.
        inside = [place for place in inside if place.id not in over]


def _apart(groups: list[Group], unit: float) -> list[Group]:
    while True:
        merged = _merged(groups, unit)
        # A symbol that gathered others is larger, and may reach the next.
        if len(merged) == len(groups):
            return merged
        groups = sorted(merged, key=lambda group: (-group.symbol.count, group.places[0].id))


def _merged(groups: list[Group], unit: float) -> list[Group]:
    """Groups in which each stands clear of those before it, as they were."""
    kept: list[list[Group]] = []
    rows = np.empty((len(groups), 3))
    for group in groups:
        known = rows[: len(kept)]
        apart = np.hypot(known[:, 0] - group.x, known[:, 1] - group.y)
        near = np.flatnonzero(apart < (known[:, 2] + group.reach) * _NEAR)
        if len(near):
            kept[near[0]].append(group)
        else:
            rows[len(kept)] = group.x, group.y, group.reach
            kept.append([group])
    return [_joined(members, unit) if len(members) > 1 else members[0] for members in kept]


def _joined(groups: list[Group], unit: float) -> Group:
    first, *rest = (place for group in groups for place in group.places)
    places = (first, *sorted(rest, key=lambda place: (-len(place.events), place.id)))
    return Group(places, Symbol.of([event for place in places for event in place.events]), unit)


def beyond_edges(places: list[Place], groups: list[Group], box: Box) -> list[Beyond]:
    """What is in no symbol inside a box, by the edge it lies farthest beyond."""
    drawn = {place.id for group in groups for place in group.places}
    outside: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        past = {
            "north": box.top - place.y,
            "south": place.y - box.bottom,
            "east": place.x - box.right,
            "west": box.left - place.x,
        }
        if place.id not in drawn:
            outside[max(past, key=lambda name: past[name])].append(place)
    return [
        Beyond(edge, sum(len(place.events) for place in outside[edge]), tuple(place.name for place in outside[edge]))
        for edge in ("north", "south", "east", "west")
        if edge in outside
    ]
