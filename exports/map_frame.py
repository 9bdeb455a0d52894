"""Where a map looks: the area asked for, its projection, and the pixels of each point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, log2, radians

import numpy as np
from matplotlib.path import Path

from data.legs import distance_km
from data.tables import nearest, shown
from data.view import View
from exports import basemap
from exports.boxes import Box
from exports.paths import moved, points_of
from exports.picture import Bounds, Picture
from exports.projection import Cylindrical, Projection, projection_for, wrapped_lon

# Metres per pixel at the equator at zoom 0: the circumference of the Earth, 40,075,017 m (WGS 84), over the 256 pixels
# of a tile. The names of the base map say from which zoom they may be shown.
_METRES_AT_ZOOM_0 = 156_543.03
# Degrees between the lines of the grid.
_GRID = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45)
_GRID_LINES = 7


def map_bounds(view: View, picture: Picture) -> Bounds:
    """The area that a picture asks for, or the record's own: west, south, east and north in degrees.

    Raises ValueError, which names the preset and those that the record has, for one that it does not have.
    """
    presets = view.package.presets
    if picture.preset is not None and picture.preset not in presets:
        allowed = ", ".join(presets) or "none, since the record has no presets"
        raise ValueError(
            f"preset: {shown(picture.preset)} is not known{nearest(picture.preset, presets)} - use {allowed}"
        )
    return picture.bounds or (presets[picture.preset] if picture.preset is not None else view.package.bounds)


@dataclass(frozen=True)
class MapFrame:
    """A map that holds the whole of an area of `bounds` (degrees) in a box of pixels, in the middle of it."""

    bounds: Bounds
    box: Box
    # Pixels of a unit of the sheet.
    unit: float

    @cached_property
    def projection(self) -> Projection:
        """The projection that suits the area."""
        return projection_for(self.bounds)

    @cached_property
    def _fit(self) -> tuple[float, tuple[float, float]]:
        """Pixels a kilometre, and where the origin of the projection lies in pixels."""
        west, south, east, north = self.bounds
        along = np.linspace(0, 1, 41)
        lon, lat = west + along * (east - west), south + along * (north - south)
        edge = np.vstack(
            [
                self.projection.project(lon, np.full_like(lon, south)),
                self.projection.project(lon, np.full_like(lon, north)),
                self.projection.project(np.full_like(lat, west), lat),
                self.projection.project(np.full_like(lat, east), lat),
            ]
        )
        low, high = edge.min(axis=0), edge.max(axis=0)
        scale = min(self.box.width / (high[0] - low[0]), self.box.height / (high[1] - low[1]))
        middle = (low + high) / 2
        x = (self.box.left + self.box.right) / 2 - middle[0] * scale
        y = (self.box.top + self.box.bottom) / 2 + middle[1] * scale
        return float(scale), (float(x), float(y))

    @property
    def scale(self) -> float:
        """Pixels a kilometre of the projection."""
        return self._fit[0]

    def in_pixels(self, path: Path) -> Path:
        """A path in kilometres of the projection as one in pixels."""
        return moved(path, (self.scale, -self.scale), self._fit[1])

    def at(self, lon: Sequence[float] | np.ndarray, lat: Sequence[float] | np.ndarray) -> np.ndarray:
        """Points in degrees as rows of x and y in pixels, each on the turn of the globe that the map shows."""
        lons = wrapped_lon(np.asarray(lon, dtype=float), self.projection.lon0)
        return self.projection.project(lons, np.asarray(lat, dtype=float)) * (self.scale, -self.scale) + self._fit[1]

    @property
    def true_at(self) -> tuple[float, float]:
        """The longitude and latitude at which the scale bar is true."""
        west, south, east, north = self.bounds
        lat = self.projection.lat1 if isinstance(self.projection, Cylindrical) else (south + north) / 2
        return (west + east) / 2, lat

    @cached_property
    def pixels_a_km(self) -> float:
        """Pixels a kilometre of the globe, west to east, where the scale bar is true."""
        lon, lat = self.true_at
        ends = (lon - 0.01, lat), (lon + 0.01, lat)
        points = self.projection.project(np.array([ends[0][0], ends[1][0]]), np.array([lat, lat])) * self.scale
        return float(np.hypot(*(points[1] - points[0]))) / distance_km(*ends)

    @property
    def zoom(self) -> float:
        """The zoom of the map on screen at which things are as large, in its units."""
        metres = 1000 / self.pixels_a_km * self.unit
        return log2(_METRES_AT_ZOOM_0 * cos(radians(self.true_at[1])) / metres)

    @property
    def width_km(self) -> float:
        """How much the map shows from west to east, in kilometres."""
        return self.box.width / self.pixels_a_km

    def globe(self) -> Path:
        """All that the projection can show, as an area in pixels; what lies outside it is no sea."""
        west, south, east, north = self.projection.limits
        lon, lat = np.linspace(west, east, 181), np.linspace(south, north, 91)
        ring = np.vstack(
            [
                self.projection.project(lon, np.full_like(lon, south)),
                self.projection.project(np.full_like(lat, east), lat),
                self.projection.project(lon[::-1], np.full_like(lon, north)),
                self.projection.project(np.full_like(lat, west), lat[::-1]),
            ]
        )
        return self.in_pixels(Path(ring, closed=True))

    def grid(self) -> Iterator[tuple[str, Path]]:
        """The meridians and parallels, each with its name ("130° E"), in pixels and mostly inside the box."""
        west, south, east, north = self.bounds
        step = next((one for one in _GRID if (north - south) / one <= _GRID_LINES), _GRID[-1])
        # The map shows more than its bounds, but hardly more than three times as much.
        wide, tall = east - west, 2 * (north - south)
        west, east = max(west - wide, self.projection.lon0 - 180), min(east + wide, self.projection.lon0 + 180)
        south, north = max(south - tall, -85.0), min(north + tall, 85.0)
        lons, lats = np.linspace(west, east, 121), np.linspace(south, north, 61)
        for degrees in _steps(step, west, east):
            name = _degrees((degrees + 180) % 360 - 180, "E", "W")
            yield name, self._line(np.full_like(lats, degrees), lats)
        for degrees in _steps(step, south, north):
            yield _degrees(degrees, "N", "S"), self._line(lons, np.full_like(lons, degrees))

    def _line(self, lon: np.ndarray, lat: np.ndarray) -> Path:
        return self.in_pixels(basemap.line_path(np.column_stack([lon, lat]), self.projection))


def _degrees(degrees: float, positive: str, negative: str) -> str:
    sign = "" if degrees in (0, -180) else f" {positive if degrees > 0 else negative}"
    return f"{abs(degrees):g}°{sign}"


def _steps(step: float, least: float, most: float) -> list[float]:
    """The multiples of a step between two numbers."""
    return [round(index * step, 6) for index in range(int(np.ceil(least / step)), int(np.floor(most / step)) + 1)]


def crossing(path: Path, axis: int, at: float) -> tuple[float, float] | None:
    """Where a line first crosses the vertical (axis 0) or horizontal (axis 1) line at a number of pixels."""
    points = points_of(path)
    if len(points) < 2:
        return None
    beyond = points[:, axis] > at
    changes = np.flatnonzero(beyond[1:] != beyond[:-1])
    if not len(changes):
        return None
    start, end = points[changes[0]], points[changes[0] + 1]
    part = (at - start[axis]) / (end[axis] - start[axis])
    x, y = start + part * (end - start)
    return float(x), float(y)
