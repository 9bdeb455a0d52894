"""What a map shows: the symbols, areas and routes of a view within its frame, and the legend of them."""

from dataclasses import dataclass
from functools import cached_property

from matplotlib.path import Path

from data.geography import RouteLook, route_looks
from data.legs import route_legs
from data.models import Mode
from data.view import View
from exports import basemap
from exports.frame import Key, count_key, kind_keys, line_glyph, side_keys, status_keys
from exports.map_frame import MapFrame
from exports.map_places import Group, Place, groups_of, places_of
from exports.paths import area_within, line_within, points_of
from exports.projection import circle
from exports.sheet import Sheet
from exports.symbols import DISC

# As on the screen: lines by mode, dots for what is only claimed; on and off in units.
DASHES = {Mode.SEA: (8.0, 5.0), Mode.RAIL: None, Mode.AIR: (2.0, 5.0), Mode.ROAD: (12.0, 3.0, 3.0, 3.0)}
CLAIMED = (2.5, 6.0)
# Width in units, and how opaque.
ROUTE, KNOWN, SCHEMATIC = 2.2, 0.8, 0.45


@dataclass(frozen=True)
class DrawnLeg:
    """A leg of a route, in pixels."""

    mode: Mode
    look: RouteLook
    schematic: bool
    path: Path

    @property
    def dashes(self) -> tuple[float, ...] | None:
        """How its line is broken, in units."""
        return CLAIMED if self.look.claimed else DASHES[self.mode]


@dataclass(frozen=True)
class Scene:
    """What a map shows of a view in its frame."""

    view: View
    frame: MapFrame

    @cached_property
    def places(self) -> list[Place]:
        """All places with events, inside the frame or not."""
        return places_of(self.view, self.frame)

    @cached_property
    def groups(self) -> list[Group]:
        """The symbols inside the frame."""
        return groups_of(self.places, self.frame.box, self.frame.unit)

    @cached_property
    def areas(self) -> list[tuple[Place, Path]]:
        """The places that are areas and in sight, with their circles in pixels."""
        circles = [(place, _circle(self.frame, place)) for place in self.places if place.radius_km is not None]
        return [(place, path) for place, path in circles if len(points_of(path))]

    @cached_property
    def legs(self) -> list[DrawnLeg]:
        """The legs of routes that are in sight; those that would look the same and lie on each other once."""
        looks, legs = route_looks(self.view), route_legs(self.view)
        # A dictionary keeps the order of the routes.
        distinct = {
            (leg.origin, leg.destination, Mode(mode), looks[route]): leg
            for route, mode in self.view["routes"][["id", "mode"]].itertuples(index=False, name=None)
            for leg in legs[route]
        }
        found = []
        for (_, _, mode, look), leg in distinct.items():
            whole = self.frame.in_pixels(basemap.line_path(leg.coordinates, self.frame.projection))
            path = line_within(whole, self.frame.box)
            if len(points_of(path)):
                found.append(DrawnLeg(mode, look, leg.schematic, path))
        return found

    @cached_property
    def keys(self) -> list[Key]:
        """The legend of what is drawn, and of nothing else."""
        events = [event for group in self.groups for place in group.places for event in place.events]
        keys = side_keys({event.side for event in events} | {leg.look.side for leg in self.legs})
        keys += status_keys({event.status for event in events})
        keys += kind_keys({event.kind for event in events})
        if any(group.symbol.count > 1 for group in self.groups):
            keys.append(count_key("Number of events; round it, their kinds"))
        if self.areas:
            keys.append(Key("Symbols", "Somewhere within the circle", _draw_circle))
        for mode in Mode:
            if any(leg.mode is mode and not leg.look.claimed for leg in self.legs):
                keys.append(Key("Routes", f"Route by {mode}", line_glyph(ROUTE, DASHES[mode])))
        if any(leg.look.claimed for leg in self.legs):
            keys.append(Key("Routes", "Route only claimed", line_glyph(ROUTE, CLAIMED)))
        if any(leg.schematic for leg in self.legs):
            keys.append(Key("Routes", "Pale: drawn schematically", line_glyph(ROUTE, None, SCHEMATIC)))
        return keys


def _circle(frame: MapFrame, place: Place) -> Path:
    ring = basemap.ring_path(circle(place.lon, place.lat, place.radius_km or 0), frame.projection)
    return area_within(frame.in_pixels(ring), frame.box.grown(4 * frame.unit))


def _draw_circle(sheet: Sheet, x: float, y: float, radius: float) -> None:
    dashes = (0.5 * radius, 0.35 * radius)
    sheet.shape(DISC, x, y, 1.1 * radius, edge=sheet.palette.ink, width=0.12 * radius, dashes=dashes)
