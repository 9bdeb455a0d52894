"""The base map as paths of a projection: the layers and lines that the map on screen draws, see docs/basemap.md."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path as File
from typing import Any

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from data.legs import BASEMAP
from exports.paths import EMPTY, codes_of, points_of
from exports.projection import Projection

# As data/basemap/LICENCES.md asks.
ATTRIBUTION = (
    "Base map: Natural Earth; GSHHG (Wessel & Smith, LGPL); © OpenStreetMap contributors (ODbL, railways); "
    "ETOPO5 (NOAA); DCW-GMT (LGPL); places: GeoNames (CC BY 4.0) and others"
)

# The detailed part of the base map is a box, west, south, east and north; its cut edges are no coasts. Nor is what
# joins the parts of a land on both sides of the 180th meridian, which is longer than any edge of a coast.
_BOX = (95.0, 20.0, 165.0, 70.0)
_LONGEST = 15.0
_ON_EDGE = 0.02
# Degrees; a longer edge is drawn through points between, since it is no straight line in a projection.
_STEP = 1.0


@dataclass(frozen=True)
class Name:
    """A name on the map: where it stands (degrees), what it names, how important it is (1 most) and from which zoom."""

    text: str
    kind: str
    rank: int
    zoom: float
    lon: float
    lat: float


@dataclass(frozen=True)
class _Parts:
    """Rings or lines: points as rows of longitude and latitude, and for each point the ring or line it belongs to."""

    points: np.ndarray
    part: np.ndarray

    @classmethod
    def of(cls, parts: Iterable[np.ndarray]) -> "_Parts":
        kept = [part for part in parts if len(part) > 1]
        points = np.vstack(kept) if kept else np.empty((0, 2))
        return cls(points, np.repeat(np.arange(len(kept)), [len(part) for part in kept]))


@lru_cache(maxsize=8)
def areas(projection: Projection) -> dict[str, Path]:
    """The areas of the base map in kilometres of a projection, by the name of their layer.

    They are `world`, `countries`, `lakes` and `depth-200` to `depth-5000`.
    """
    return {name: _area_path(rings, projection) for name, rings in _areas().items()}


@lru_cache(maxsize=8)
def lines(projection: Projection) -> dict[str, Path]:
    """The lines of the base map in kilometres of a projection, by what they are.

    They are `coast`, `coast-disputed`, `provinces`, `rivers`, `railways`, and the borders by their class.
    """
    return {name: _line_path(parts, projection) for name, parts in _lines().items()}


@cache
def names() -> tuple[Name, ...]:
    """The names on the map, the most important first."""
    found = [
        Name(
            feature["properties"]["name"],
            feature["properties"]["kind"],
            feature["properties"]["rank"],
            feature["properties"]["minzoom"],
            *feature["geometry"]["coordinates"],
        )
        for feature in _features("labels")
    ]
    return tuple(sorted(found, key=lambda name: name.rank))


def line_path(points: Sequence[tuple[float, float]] | np.ndarray, projection: Projection) -> Path:
    """A line of longitudes and latitudes that run on without a jump, in kilometres of a projection."""
    return _line_path(_Parts.of([np.asarray(points, dtype=float)]), projection)


def ring_path(points: np.ndarray, projection: Projection) -> Path:
    """A closed ring of longitudes and latitudes, which may go round a pole, in kilometres of a projection."""
    ring = np.column_stack([np.unwrap(points[:, 0], period=360), points[:, 1]])
    first, last = ring[0], ring[-1]
    if abs(last[0] - first[0]) > 180:
        pole = 90.0 if ring[:, 1].mean() > 0 else -90.0
        ring = np.vstack([ring, [[last[0], pole], [first[0], pole], first]])
    return _area_path(_Parts.of([_dense(ring)]), projection)


def _projected(points: np.ndarray, codes: np.ndarray, projection: Projection) -> Path:
    return Path(projection.project(points[:, 0], points[:, 1]), codes)


def _turns(parts: _Parts) -> Iterator[np.ndarray]:
    """Points as they stand, and a full circle to the west and to the east, since a limit may lie anywhere."""
    for turn in (-360.0, 0.0, 360.0):
        yield parts.points + np.array([turn, 0.0])


def _area_path(rings: _Parts, projection: Projection) -> Path:
    """Rings in a projection, cut off at its limits."""
    west, south, east, north = projection.limits
    begins = np.flatnonzero(_begins(rings.part))
    paths = []
    for points in _turns(rings):
        low, high = np.minimum.reduceat(points, begins), np.maximum.reduceat(points, begins)
        inside = _all((low >= (west, south)) & (high <= (east, north)))
        touching = _all((low < (east, north)) & (high > (west, south))) & ~inside
        whole = inside[rings.part]
        if whole.any():
            codes = np.where(_begins(rings.part[whole]), Path.MOVETO, Path.LINETO)
            paths.append(_projected(points[whole], codes, projection))
        for ring in np.flatnonzero(touching):
            closed = Path(points[rings.part == ring], closed=True)
            cut = closed.clip_to_bbox(Bbox.from_extents(west, south, east, north))
            paths.append(_projected(points_of(cut), codes_of(cut), projection))
    return Path.make_compound_path(*paths) if paths else EMPTY


def _line_path(lines: _Parts, projection: Projection) -> Path:
    """Lines in a projection, broken where they leave its limits."""
    west, south, east, north = projection.limits
    paths = []
    for points in _turns(lines):
        kept = _all((points >= (west, south)) & (points <= (east, north)))
        if kept.any():
            broken = np.concatenate([[True], ~kept[:-1]]) | _begins(lines.part)
            codes = np.where(broken[kept], Path.MOVETO, Path.LINETO)
            paths.append(_projected(points[kept], codes, projection))
    return Path.make_compound_path(*paths) if paths else EMPTY


def _all(rows: np.ndarray) -> np.ndarray:
    """Which rows hold in every column."""
    hold: np.ndarray = np.logical_and.reduce(rows, axis=1)
    return hold


def _begins(part: np.ndarray) -> np.ndarray:
    """Which points are the first of their ring or line."""
    begins: np.ndarray = np.diff(part, prepend=-1) != 0
    return begins


@cache
def _areas() -> dict[str, _Parts]:
    found = {name: _Parts.of(_filled(_features(name))) for name in ("world", "countries", "lakes")}
    for feature in _features("bathymetry"):
        found[f"depth-{feature['properties']['depth']}"] = _Parts.of(_filled([feature]))
    return found


@cache
def _lines() -> dict[str, _Parts]:
    world = _features("world")
    plain = [feature for feature in world if not feature["properties"].get("status")]
    disputed = [feature for feature in world if feature["properties"].get("status")]
    found = {
        "coast": _outlines([*plain, *_features("countries")]),
        "coast-disputed": _outlines(disputed),
    }
    for name, file in (("provinces", "admin1_lines"), ("rivers", "rivers"), ("railways", "railways")):
        found[name] = _Parts.of(_parts(_features(file)))
    borders = _features("borders")
    for cls in sorted({feature["properties"]["cls"] for feature in borders}):
        found[cls] = _Parts.of(_parts([one for one in borders if one["properties"]["cls"] == cls]))
    return found


def _features(name: str) -> list[dict[str, Any]]:
    file: File = BASEMAP / f"{name}.geojson"
    features: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["features"]
    return features


def _polygons(features: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    for feature in features:
        coordinates = feature["geometry"]["coordinates"]
        yield from [coordinates] if feature["geometry"]["type"] == "Polygon" else coordinates


def _parts(features: Iterable[dict[str, Any]]) -> Iterator[np.ndarray]:
    for feature in features:
        coordinates = feature["geometry"]["coordinates"]
        for part in [coordinates] if feature["geometry"]["type"] == "LineString" else coordinates:
            yield _dense(np.array(part, dtype=float))


def _filled(features: Iterable[dict[str, Any]]) -> Iterator[np.ndarray]:
    """Rings with shells and holes turned opposite ways round, by which drawing programs tell them apart."""
    for shell, *holes in _polygons(features):
        yield _dense(_round(np.array(shell, dtype=float), 1))
        yield from (_dense(_round(np.array(hole, dtype=float), -1)) for hole in holes)


def _round(ring: np.ndarray, sense: int) -> np.ndarray:
    # Twice the area, positive when counter-clockwise (the shoelace formula).
    area = np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1])
    return ring if np.sign(area) == sense else ring[::-1]


def _dense(line: np.ndarray) -> np.ndarray:
    """A line with points between those that lie far apart."""
    step = np.abs(np.diff(line, axis=0)).max(axis=1)
    if len(line) < 2 or step.max() <= _STEP:
        return line
    at = np.concatenate([[0.0], np.cumsum(np.ceil(step / _STEP).clip(1))])
    along = np.arange(at[-1] + 1)
    return np.column_stack([np.interp(along, at, line[:, axis]) for axis in (0, 1)])


def _outlines(features: Iterable[dict[str, Any]]) -> _Parts:
    """The lines round areas, without the cut edges of the detailed box."""
    runs: list[np.ndarray] = []
    for rings in _polygons(features):
        for ring in rings:
            line = np.array(ring, dtype=float)
            runs += [part for part in np.split(line, np.flatnonzero(_is_cut(line)) + 1) if len(part) > 1]
    return _Parts.of(map(_dense, runs))


def _is_cut(ring: np.ndarray) -> np.ndarray:
    """For each edge of a ring, whether it is no coast."""
    west, south, east, north = _BOX
    cut: np.ndarray = np.abs(np.diff(ring[:, 0])) > _LONGEST
    for axis, edge in ((0, west), (0, east), (1, south), (1, north)):
        near = np.abs(ring[:, axis] - edge) < _ON_EDGE
        cut = cut | (near[:-1] & near[1:])
    return cut
