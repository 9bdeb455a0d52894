"""The legs of routes: how a line runs from each stop to the next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, hypot, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from data.models import Mode

if TYPE_CHECKING:
    import pandas as pd

BASEMAP = Path(__file__).parent / "basemap"

# A stored line serves as long as its ends lie this near to the places, in kilometres. Stations lie off the middle of
# their towns, and the railways of the base map are drawn roughly.
NEAR_KM = {Mode.SEA: 5.0, Mode.RAIL: 15.0}

STEP_KM = 100.0
# Mean radius of the Earth, R1 (Moritz, H. (2000), "Geodetic Reference System 1980", Journal of Geodesy 74, 128-133).
EARTH_KM = 6371.0088

# Longitude and latitude, degrees WGS 84, in the order of GeoJSON.
Point = tuple[float, float]
Line = tuple[Point, ...]
# Stored lines by the places that they join, in the direction of the line.
Lines = Mapping[tuple[str, str], Line]


class Tables(Protocol):
    """Frames by the name of their table: a view, or a record."""

    def __getitem__(self, table: str, /) -> "pd.DataFrame": ...


@dataclass(frozen=True)
class Leg:
    """A route from one stop to the next.

    `origin` and `destination` are places. `coordinates` are pairs of longitude and latitude in that direction;
    longitudes run on without a jump where the line crosses the 180th meridian, and so may leave -180 to 180.
    `schematic` says that the line is only the shortest one on the globe between the two places.
    """

    origin: str
    destination: str
    coordinates: Line
    schematic: bool


def route_legs(tables: Tables, folder: Path = BASEMAP) -> dict[str, list[Leg]]:
    """The legs of every route of a view or record, in order, by the id of the route; none where it has one stop only.

    Legs by sea and rail follow the lines in `folder`, in either direction, where there is one whose ends are still near
    the places. All others are schematic.
    """
    stops = tables["route_stops"].sort_values(["route", "position"]).groupby("route", sort=False)["place"]
    path = {route: list(places) for route, places in stops}
    at = {place: (lon, lat) for place, lon, lat in tables["places"][["id", "lon", "lat"]].itertuples(index=False)}
    stored = stored_lines(folder)
    return {
        route: [_leg(Mode(mode), pair, at, stored) for pair in pairwise(path.get(route, []))]
        for route, mode in tables["routes"][["id", "mode"]].itertuples(index=False)
    }


@cache
def stored_lines(folder: Path = BASEMAP) -> dict[Mode, Lines]:
    """The lines in `legs_sea.geojson` and `legs_rail.geojson`; none of a mode whose file is not there."""
    return {mode: _read(folder / f"legs_{mode}.geojson") for mode in NEAR_KM}


def _read(path: Path) -> Lines:
    if not path.exists():
        return {}
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        (feature["properties"]["from"], feature["properties"]["to"]): tuple(
            (lon, lat) for lon, lat in feature["geometry"]["coordinates"]
        )
        for feature in features
    }


def _leg(mode: Mode, pair: tuple[str, str], at: Mapping[str, Point], stored: Mapping[Mode, Lines]) -> Leg:
    origin, destination = pair
    ends = at[origin], at[destination]
    lines = stored.get(mode, {})
    line = lines.get(pair) or lines.get((destination, origin), ())[::-1]
    if line and all(distance_km(*ends_of) <= NEAR_KM[mode] for ends_of in zip(ends, (line[0], line[-1]), strict=True)):
        return Leg(origin, destination, line, schematic=False)
    return Leg(origin, destination, geodesic(*ends), schematic=True)


def distance_km(start: Point, end: Point) -> float:
    """The distance of two points on the sphere in kilometres (haversine formula).

    Source: Sinnott, R. W. (1984), "Virtues of the Haversine", Sky and Telescope 68, 159.
    """
    lon_1, lat_1, lon_2, lat_2 = map(radians, (*start, *end))
    half = hypot(sin((lat_2 - lat_1) / 2), sin((lon_2 - lon_1) / 2) * (cos(lat_1) * cos(lat_2)) ** 0.5)
    return 2 * EARTH_KM * asin(min(1.0, half))


def geodesic(start: Point, end: Point, step_km: float = STEP_KM) -> Line:
    """The shortest line between two points on the sphere, with a point at least every `step_km` kilometres.

    It begins at `start`, and its longitudes run on from there without a jump; points between the ends are rounded to a
    thousandth of a degree. Between points at opposite ends of the globe it is one of the many shortest lines.

    Sources: the course at the start from Williams, E., "Aviation Formulary V1.47"
    (<https://edwilliams.org/avform147.htm>); the points on that course from Gade, K. (2010), "A Non-singular Horizontal
    Position Representation", Journal of Navigation 63, 395-417, in vectors, so that they hold at the poles too.
    """
    lon_1, lat_1, lon_2, lat_2 = map(radians, (*start, *end))
    course = atan2(
        sin(lon_2 - lon_1) * cos(lat_2),
        cos(lat_1) * sin(lat_2) - sin(lat_1) * cos(lat_2) * cos(lon_2 - lon_1),
    )
    length = distance_km(start, end)
    steps = max(1, ceil(length / step_km))
    points = [start]
    for step in range(1, steps):
        way = length / EARTH_KM * step / steps
        # Axes: through the start's meridian on the equator, east of it, and through the North Pole.
        ahead = cos(way) * cos(lat_1) - sin(way) * cos(course) * sin(lat_1)
        east = sin(way) * sin(course)
        north = cos(way) * sin(lat_1) + sin(way) * cos(course) * cos(lat_1)
        lon = _running_on(start[0] + degrees(atan2(east, ahead)), points[-1][0])
        points.append((round(lon, 3), round(degrees(atan2(north, hypot(ahead, east))), 3)))
    points.append((_running_on(end[0], points[-1][0]), end[1]))
    return tuple(points)


def _running_on(lon: float, before: float) -> float:
    """The longitude, plus or minus full circles, that is nearest to the one before it."""
    return lon + 360 * round((before - lon) / 360)
