"""Make the lines of the legs of routes: `data/basemap/legs_sea.geojson` and `legs_rail.geojson`.

    python -m venv /tmp/legs
    /tmp/legs/bin/pip install -r requirements.txt scipy==1.17.1 shapely==2.2.0
    /tmp/legs/bin/python -m tools.make_legs        # from the root of the repository, about two minutes

It reads the routes and places of `data/record/` and the countries and railways of `data/basemap/`, nothing else, and
makes the same files of the same input. Run it again when these have changed; until then a new leg is schematic.

By sea, a leg is the cheapest way over a grid of water, where water near the coast is dear, made straight wherever that
is no dearer. By rail, it is the shortest way along the railways, whose loose ends are joined to what is near. A leg is
left out, with a line of explanation, where no such way is found, and by air and road always.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from scipy.ndimage import distance_transform_edt, label
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import LineString, Point, box, shape
from shapely.strtree import STRtree

from data.legs import distance_km

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "data" / "record"
BASEMAP = ROOT / "data" / "basemap"

KM_PER_DEGREE = 111.195

# Sea. The grid is fine enough for the harbours and straits of Vladivostok; ships keep off the coast where they can.
GRID_DEGREES = 0.0025
MARGIN_DEGREES = 0.6
CLEAR_KM = 8.0
DEAREST = 5.0
CANDIDATES = 160
CORNER_KM = 0.5
# At most this far from a place may the way begin or cross land.
SHORE_KM = 5.0

# Rail. What is joined must lie this near; a joint counts as this many times its length, so that rails are preferred.
JOIN_KM = 15.0
JOINT_FACTOR = 5.0
STATION_KM = 15.0
MOST_DETOUR = 2.5
# Of these the record says that the way was not reported and is drawn straight (`routes.note`).
UNREPORTED = frozenset({("vostochny-cosmodrome", "komsomolsk"), ("dandong", "beijing")})

Pair = tuple[float, float]
Line = list[Pair]


class NoWayError(Exception):
    """Why a leg is left out."""


def legs(mode: str) -> list[tuple[str, str]]:
    """The legs of the routes of a mode, each once and in the direction in which it comes first, sorted."""
    routes = sorted(row["id"] for row in _rows("routes") if row["mode"] == mode)
    stops = sorted((row["route"], int(row["position"]), row["place"]) for row in _rows("route_stops"))
    found: dict[frozenset[str], tuple[str, str]] = {}
    for route in routes:
        for leg in pairwise(place for owner, _, place in stops if owner == route):
            if leg[0] != leg[1]:
                found.setdefault(frozenset(leg), leg)
    return sorted(found.values())


def places() -> dict[str, Pair]:
    """Longitude and latitude of every place, by its id."""
    return {row["id"]: (float(row["lon"]), float(row["lat"])) for row in _rows("places")}


def _rows(table: str) -> list[dict[str, str]]:
    with (RECORD / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _features(layer: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((BASEMAP / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    return features


def read_land() -> Any:
    """The land of the detailed part of the base map as one polygon."""
    return shapely.union_all([shapely.make_valid(shape(feature["geometry"])) for feature in _features("countries")])


# ------------------------------------------------------------------------------------------------------------------ sea


@dataclass(frozen=True)
class Water:
    """A grid of points: how far each is from the coast, in kilometres, 0 on `land`. Rows go north, columns east."""

    west: float
    south: float
    to_coast: np.ndarray
    land: Any

    @cached_property
    def cost(self) -> np.ndarray:
        """The cost of a kilometre of way at each point."""
        return 1 + (DEAREST - 1) * np.clip(1 - self.to_coast / CLEAR_KM, 0, 1)

    def cell(self, point: Pair) -> tuple[int, int]:
        """Row and column of the grid point nearest to a point."""
        return round((point[1] - self.south) / GRID_DEGREES), round((point[0] - self.west) / GRID_DEGREES)

    def points(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Longitudes and latitudes of cells, which are counted along the rows."""
        rows, columns = np.divmod(cells, self.cost.shape[1])
        return self.west + columns * GRID_DEGREES, self.south + rows * GRID_DEGREES

    def cost_of(self, start: Pair, end: Pair) -> float:
        """The cost of a straight line, infinite where it touches land."""
        if self.on_land(start, end):
            return float("inf")
        steps = 2 + int(2 * max(abs(end[0] - start[0]), abs(end[1] - start[1])) / GRID_DEGREES)
        lon, lat = np.linspace(start, end, steps).T
        rows = np.rint((lat - self.south) / GRID_DEGREES).astype(int)
        columns = np.rint((lon - self.west) / GRID_DEGREES).astype(int)
        return float(self.cost[rows, columns].mean()) * distance_km(start, end)

    def on_land(self, start: Pair, end: Pair) -> bool:
        """Whether a straight line touches land."""
        return bool(shapely.intersects(self.land, LineString([start, end])))


def water_between(start: Pair, end: Pair, land: Any) -> Water:
    """The grid of water around two points."""
    west, east = min(start[0], end[0]) - MARGIN_DEGREES, max(start[0], end[0]) + MARGIN_DEGREES
    south, north = min(start[1], end[1]) - MARGIN_DEGREES, max(start[1], end[1]) + MARGIN_DEGREES
    lons, lats = np.arange(west, east, GRID_DEGREES), np.arange(south, north, GRID_DEGREES)
    near = shapely.clip_by_rect(land, west - 1, south - 1, east + 1, north + 1)
    shapely.prepare(near)
    wet = np.array([~shapely.intersects_xy(near, lons, np.full_like(lons, lat)) for lat in lats])
    high = GRID_DEGREES * KM_PER_DEGREE
    to_coast = distance_transform_edt(wet, sampling=(high, high * np.cos(np.radians((south + north) / 2))))
    return Water(west, south, to_coast, near)


def sea_way(start: Pair, end: Pair, land: Any) -> Line:
    """The way by sea from one place to another.

    Raises:
        NoWayError: the open water is too far from a place, or there is none between them.
    """
    water = water_between(start, end, land)
    first, last = _harbour(water, start), _harbour(water, end)
    _, before = dijkstra(_moves(water), indices=first, return_predecessors=True)
    cells = [last]
    while cells[-1] != first:
        if before[cells[-1]] < 0:
            raise NoWayError("no water between them")
        cells.append(int(before[cells[-1]]))
    line = _straightened(
        [(float(lon), float(lat)) for lon, lat in zip(*water.points(np.array(cells[::-1])), strict=True)], water
    )
    # From a place on land to the water next to it; from a place on water without a corner at the grid point next to it.
    way = [start, *line, end]
    for near, corner in ((0, 1), (-1, -2)):
        if len(way) > 2 and not water.on_land(way[near], way[corner + (1 if near == 0 else -1)]):
            del way[corner]
    return way


def _harbour(water: Water, place: Pair) -> int:
    """The cell of open water nearest to a place: of the largest water in the grid, so that no pond is taken for it."""
    waters, _ = label(water.to_coast > 0)
    open_water = waters == np.argmax(np.bincount(waters[waters > 0]))
    row, column = water.cell(place)
    rows, columns = np.nonzero(open_water)
    away = np.hypot(rows - row, (columns - column) * np.cos(np.radians(place[1])))
    nearest = int(np.argmin(away))
    if away[nearest] * GRID_DEGREES * KM_PER_DEGREE > SHORE_KM:
        raise NoWayError("a place is too far from open water")
    return int(rows[nearest] * water.cost.shape[1] + columns[nearest])


def _moves(water: Water) -> Any:
    """The cost of each move between neighbouring points of water, as a sparse matrix."""
    cost = np.where(water.to_coast > 0, water.cost, np.inf)
    height, width = cost.shape
    index = np.arange(cost.size).reshape(cost.shape)
    tall = GRID_DEGREES * KM_PER_DEGREE
    wide = tall * np.cos(np.radians(water.south + GRID_DEGREES * height / 2))
    starts, ends, weights = [], [], []
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        here = np.s_[: height - down, max(0, -right) : width - max(0, right)]
        there = np.s_[down:, max(0, right) : width + min(0, right)]
        weight = (cost[here] + cost[there]) / 2 * np.hypot(down * tall, right * wide)
        wet = np.isfinite(weight)
        wet[wet] = ~_meet_land(water, index[here][wet], index[there][wet])
        starts.append(index[here][wet])
        ends.append(index[there][wet])
        weights.append(weight[wet])
    a, b, w = map(np.concatenate, (starts, ends, weights))
    return coo_array((np.r_[w, w], (np.r_[a, b], np.r_[b, a])), shape=(cost.size, cost.size)).tocsr()


def _meet_land(water: Water, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Which moves touch land: only a spit or islet narrower than the grid can lie between two points of water."""
    meet = np.zeros(len(starts), dtype=bool)
    near = np.flatnonzero(water.to_coast.ravel()[starts] < 2 * GRID_DEGREES * KM_PER_DEGREE)
    ways = np.stack([np.stack(water.points(cells[near]), axis=1) for cells in (starts, ends)], axis=1)
    meet[near] = shapely.intersects(water.land, shapely.linestrings(ways))
    return meet


def _straightened(line: Line, water: Water) -> Line:
    """The cheapest line with its corners on some of the points of a line, where every corner costs a little."""
    points = _candidates(line, water)
    best = [0.0]
    before = [0]
    for here in range(1, len(points)):
        costs = [best[there] + CORNER_KM + water.cost_of(points[there], points[here]) for there in range(here)]
        before.append(int(np.argmin(costs)))
        best.append(costs[before[-1]])
    chosen = [len(points) - 1]
    while chosen[-1] != 0:
        chosen.append(before[chosen[-1]])
    return [points[place] for place in reversed(chosen)]


def _candidates(line: Line, water: Water) -> Line:
    """Some points of a line, near enough to each other that the straight line from each to the next is on water."""
    chosen = sorted({round(place) for place in np.linspace(0, len(line) - 1, CANDIDATES)})
    here = 0
    while here + 1 < len(chosen):
        a, b = chosen[here], chosen[here + 1]
        if b - a > 1 and water.on_land(line[a], line[b]):
            chosen.insert(here + 1, (a + b) // 2)
        else:
            here += 1
    return [line[place] for place in chosen]


def land_crossed_km(line: Line, land: Any) -> float:
    """How much of a line lies on land that is not near its ends, in kilometres."""
    reach = SHORE_KM / KM_PER_DEGREE
    shores = shapely.union_all([Point(end).buffer(reach) for end in (line[0], line[-1])])
    crossed = LineString(line).intersection(land).difference(shores)
    return float(crossed.length) * KM_PER_DEGREE


# ----------------------------------------------------------------------------------------------------------------- rail


class Railways:
    """The railways of the base map as a network."""

    def __init__(self) -> None:
        lines = [
            [(float(lon), float(lat)) for lon, lat in line]
            for feature in _features("railways")
            for line in feature["geometry"]["coordinates"]
        ]
        self.nodes = sorted({point for line in lines for point in line})
        number = {point: place for place, point in enumerate(self.nodes)}
        pairs = {tuple(sorted((number[a], number[b]))) for line in lines for a, b in pairwise(line) if a != b}
        self.edges = sorted((a, b, distance_km(self.nodes[a], self.nodes[b])) for a, b in pairs)
        self.tree = STRtree([LineString([self.nodes[a], self.nodes[b]]) for a, b, _ in self.edges])
        self.joints = self._joints()

    def way(self, start: Pair, end: Pair) -> Line:
        """The way along the railways between the points of them that are nearest to two places.

        Raises:
            NoWayError: a place is too far from a railway, or the way is too long or does not exist.
        """
        (start_edge, start_foot), (end_edge, end_foot) = self._station(start), self._station(end)
        nodes, edges = [*self.nodes, start_foot, end_foot], [*self.edges, *self.joints]
        first, last = len(self.nodes), len(self.nodes) + 1
        for station, edge in ((first, start_edge), (last, end_edge)):
            edges += [(node, station, distance_km(nodes[node], nodes[station])) for node in self.edges[edge][:2]]
        if start_edge == end_edge:
            edges.append((first, last, distance_km(start_foot, end_foot)))
        distances, before = dijkstra(_network(edges, len(nodes)), indices=first, return_predecessors=True)
        if not np.isfinite(distances[last]):
            raise NoWayError("no railway between them")
        way = [last]
        while way[-1] != first:
            way.append(int(before[way[-1]]))
        line = [nodes[node] for node in reversed(way)]
        length, direct = sum(distance_km(a, b) for a, b in pairwise(line)), distance_km(start, end)
        if length > MOST_DETOUR * direct:
            raise NoWayError(f"{length:.0f} km by rail for {direct:.0f} km")
        return line

    def _station(self, place: Pair) -> tuple[int, Pair]:
        """The edge nearest to a place, and the point of it that is."""
        near = self.tree.query(Point(place).buffer(2 * STATION_KM / KM_PER_DEGREE))
        feet = ((int(edge), self._foot(place, int(edge))) for edge in near)
        found = min(feet, key=lambda foot: (distance_km(place, foot[1]), foot), default=None)
        if found is None or distance_km(place, found[1]) > STATION_KM:
            raise NoWayError(f"{place} is more than {STATION_KM:.0f} km from a railway")
        return found

    def _foot(self, place: Pair, edge: int) -> Pair:
        """The point of an edge nearest to a place, as on a map that shows both degrees equally long there."""
        a, b = (self.nodes[node] for node in self.edges[edge][:2])
        wide = float(np.cos(np.radians(place[1])))
        line = LineString([(a[0] * wide, a[1]), (b[0] * wide, b[1])])
        foot = line.interpolate(line.project(Point(place[0] * wide, place[1])))
        return foot.x / wide, foot.y

    def _joints(self) -> list[tuple[int, int, float]]:
        """Edges from each loose end to the nearest node that is far along the railways, or not to be reached."""
        network = _network(self.edges, len(self.nodes))
        nodes = np.array(self.nodes)
        joints = {}
        for end in np.flatnonzero(np.diff(network.indptr) == 1).tolist():
            along = dijkstra(network, indices=end, limit=JOINT_FACTOR * JOIN_KM)
            wide = np.cos(np.radians(nodes[end, 1]))
            away = np.hypot((nodes[:, 0] - nodes[end, 0]) * wide, nodes[:, 1] - nodes[end, 1]) * KM_PER_DEGREE
            nearest = int(np.argmin(np.where(along > JOINT_FACTOR * away, away, np.inf)))
            if away[nearest] <= JOIN_KM:
                joints[min(end, nearest), max(end, nearest)] = float(away[nearest]) * JOINT_FACTOR
        return [(a, b, length) for (a, b), length in sorted(joints.items())]


def _network(edges: Iterable[tuple[int, int, float]], size: int) -> Any:
    a, b, w = (np.array(column) for column in zip(*edges, strict=True))
    # A length of 0, where a station is a node, would mean no edge at all.
    weights = np.maximum(w, 1e-6)
    return coo_array((np.r_[weights, weights], (np.r_[a, b], np.r_[b, a])), shape=(size, size)).tocsr()


# ---------------------------------------------------------------------------------------------------------------- files


def write(mode: str, lines: dict[tuple[str, str], Line]) -> None:
    """Write the lines of a mode as GeoJSON, a feature to a line, and say how large the file is."""
    features = []
    for (origin, destination), line in lines.items():
        rounded = [[round(lon, 3), round(lat, 3)] for lon, lat in line]
        distinct = [rounded[0], *(point for before, point in pairwise(rounded) if point != before)]
        geometry = {"type": "LineString", "coordinates": distinct if len(distinct) > 1 else rounded[:2]}
        features.append({"type": "Feature", "properties": {"from": origin, "to": destination}, "geometry": geometry})
    body = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    path = BASEMAP / f"legs_{mode}.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(features)} legs, {path.stat().st_size / 1024:.1f} KB")


def make_sea() -> dict[tuple[str, str], Line]:
    """The legs by sea."""
    at, land, lines = places(), read_land(), {}
    bounds = box(*land.bounds)
    for origin, destination in legs("sea"):
        try:
            if not bounds.contains(LineString([at[origin], at[destination]])):
                raise NoWayError("outside the detailed part of the base map")
            line = sea_way(at[origin], at[destination], land)
            if (crossed := land_crossed_km(line, land)) > 0:
                raise NoWayError(f"{crossed:.1f} km over land")
        except NoWayError as reason:
            print(f"left out: {origin} to {destination} by sea: {reason}")
        else:
            lines[origin, destination] = line
    return lines


def make_rail() -> dict[tuple[str, str], Line]:
    """The legs by rail."""
    at, railways, lines = places(), Railways(), {}
    for origin, destination in legs("rail"):
        try:
            if UNREPORTED & {(origin, destination), (destination, origin)}:
                raise NoWayError("the record says that the way was not reported")
            lines[origin, destination] = railways.way(at[origin], at[destination])
        except NoWayError as reason:
            print(f"left out: {origin} to {destination} by rail: {reason}")
    return lines


if __name__ == "__main__":
    write("sea", make_sea())
    write("rail", make_rail())
