"""Map projections: degrees WGS 84 to kilometres on a plane, x east and y north, on a sphere of the Earth's mean radius.

Source of all formulas: Snyder, J. P. (1987), "Map Projections: A Working Manual", USGS Professional Paper 1395, section
and page as given with each.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from math import cos, log, radians, sin, tan
from typing import Protocol

import numpy as np

from data.legs import EARTH_KM
from exports.picture import Bounds

# Wider than this, in degrees, a cone opens so far that north no longer looks up.
WIDEST_CONE = 120
# Nearer to the equator than this, in degrees, a cone is all but a cylinder, and its formulas divide by nearly nothing.
FLATTEST_CONE = 8
# Degrees; most of the record lies in the middle latitudes, so a map of the world is true there.
_LEAST_TRUE = 35
# How far round the globe and to the other pole a cone is drawn.
_FARTHEST = 179.99
_LOWEST = 60


class Projection(Hashable, Protocol):
    """A projection about a meridian, `lon0`. Equal projections compare equal, so that what they give can be kept."""

    @property
    def lon0(self) -> float:
        """The meridian in the middle, degrees."""

    @property
    def limits(self) -> Bounds:
        """West, south, east and north of what it can show, degrees; longitudes run on past 180."""

    @property
    def in_words(self) -> str:
        """Its name and parameters."""

    def project(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Points as rows of x and y in kilometres; longitudes must lie within the limits."""


@dataclass(frozen=True)
class Conic:
    """Lambert's conformal conic projection (section 15, p. 104, equations 15-1 to 15-3 for the sphere).

    It is true on the parallels `lat1` and `lat2`, in degrees and of one hemisphere.
    """

    lon0: float
    lat1: float
    lat2: float

    @property
    def limits(self) -> Bounds:
        """All round, and from its pole to 60 degrees past the equator."""
        south, north = (-_LOWEST, 90) if self.lat1 > 0 else (-90, _LOWEST)
        return self.lon0 - _FARTHEST, south, self.lon0 + _FARTHEST, north

    @property
    def in_words(self) -> str:
        """Its name, parallels and meridian."""
        return (
            f"Lambert conformal conic projection, true along {_latitude(self.lat1)} and {_latitude(self.lat2)}, "
            f"about {_longitude(self.lon0)}"
        )

    def project(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Points as rows of x and y in kilometres, y from the equator on the middle meridian."""
        one, two = radians(self.lat1), radians(self.lat2)
        half = [tan(np.pi / 4 + angle / 2) for angle in (one, two)]
        n = sin(one) if self.lat1 == self.lat2 else log(cos(one) / cos(two)) / log(half[1] / half[0])
        scale = EARTH_KM * cos(one) * half[0] ** n / n
        # At the pole the tangent is infinite and the radius nothing, which a hair less than the pole gives as well.
        reach = np.tan(np.pi / 4 + np.radians(np.clip(lat, -89.9999, 89.9999)) / 2)
        radius = scale / reach**n
        angle = n * np.radians(lon - self.lon0)
        return np.column_stack([radius * np.sin(angle), scale - radius * np.cos(angle)])


@dataclass(frozen=True)
class Cylindrical:
    """The equirectangular projection (section 12, p. 90, equations 12-1 and 12-2), true along the parallel `lat1`."""

    lon0: float
    lat1: float

    @property
    def limits(self) -> Bounds:
        """The whole globe, from half a circle west of the middle."""
        return self.lon0 - 180, -90, self.lon0 + 180, 90

    @property
    def in_words(self) -> str:
        """Its name, parallel and meridian."""
        return f"Equirectangular projection, true along {_latitude(self.lat1)}, about {_longitude(self.lon0)}"

    def project(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Points as rows of x and y in kilometres."""
        x = EARTH_KM * np.radians(lon - self.lon0) * cos(radians(self.lat1))
        return np.column_stack([x, EARTH_KM * np.radians(lat)])


@dataclass(frozen=True)
class Globe:
    """Lambert's azimuthal equal-area projection about a point (section 24, p. 182, equations 24-2 to 24-4).

    The near half of the globe fills a circle of the radius `HALF`; what lies near its far end is not a number.
    """

    lon0: float
    lat0: float

    # Kilometres: the square root of 2 times the radius of the Earth.
    HALF = EARTH_KM * 2**0.5

    @property
    def limits(self) -> Bounds:
        """The whole globe."""
        return self.lon0 - 180, -90, self.lon0 + 180, 90

    @property
    def in_words(self) -> str:
        """Its name and middle."""
        return f"Lambert azimuthal equal-area projection about {_latitude(self.lat0)} {_longitude(self.lon0)}"

    def project(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Points as rows of x and y in kilometres from the middle."""
        lam, phi, phi0 = np.radians(lon - self.lon0), np.radians(lat), radians(self.lat0)
        height = sin(phi0) * np.sin(phi) + cos(phi0) * np.cos(phi) * np.cos(lam)
        k = EARTH_KM * np.sqrt(2 / (1 + np.where(height < -0.87, np.nan, height)))
        y = cos(phi0) * np.sin(phi) - sin(phi0) * np.cos(phi) * np.cos(lam)
        return np.column_stack([k * np.cos(phi) * np.sin(lam), k * y])


def projection_for(bounds: Bounds) -> Projection:
    """The projection that suits an area of west, south, east and north in degrees.

    A conic one whose true parallels lie a sixth of the height from the edges, as is usual (Snyder, p. 99); an
    equirectangular one where the area is too wide for a cone, or lies about the equator. Parameters are whole degrees
    (true parallels of small areas: tenths), so that areas near each other share a projection and what is kept for it.
    """
    west, south, east, north = bounds
    middle = (south + north) / 2
    if east - west > WIDEST_CONE or abs(middle) < FLATTEST_CONE or south < -_LOWEST < _LOWEST < north:
        return Cylindrical(round((west + east) / 2), round(min(max(abs(middle), _LEAST_TRUE), 60)))
    digits = 0 if north - south > 5 else 1
    edge = (north - south) / 6
    low, high = (round(min(max(lat, -80), 80), digits) for lat in (south + edge, north - edge))
    # Both must lie on one side of the equator.
    if low * high <= 0:
        low = high = round(middle, digits)
    return Conic(round((west + east) / 2), low, high)


def wrapped_lon(lon: np.ndarray, lon0: float) -> np.ndarray:
    """Longitudes within half a circle of a meridian."""
    wrapped: np.ndarray = lon0 + (np.asarray(lon, dtype=float) - lon0 + 180) % 360 - 180
    return wrapped


def circle(lon: float, lat: float, radius_km: float, corners: int = 72) -> np.ndarray:
    """Points at a distance from a point on the sphere, as rows of longitude and latitude that close.

    Source: Snyder, p. 31, equations 5-5 and 5-6, which give the point at a distance and azimuth from another.
    """
    azimuth = np.linspace(0, 2 * np.pi, corners + 1)
    phi, reach = radians(lat), min(radius_km / EARTH_KM, np.pi)
    around = np.arcsin(np.clip(sin(phi) * cos(reach) + cos(phi) * sin(reach) * np.cos(azimuth), -1, 1))
    east = np.arctan2(sin(reach) * np.sin(azimuth), cos(phi) * cos(reach) - sin(phi) * sin(reach) * np.cos(azimuth))
    return np.column_stack([lon + np.degrees(east), np.degrees(around)])


def _latitude(degrees: float) -> str:
    return f"{abs(degrees):g}° {'N' if degrees >= 0 else 'S'}"


def _longitude(degrees: float) -> str:
    degrees = (degrees + 180) % 360 - 180
    return f"{abs(degrees):g}° {'E' if degrees >= 0 else 'W'}"
