"""Projections against Snyder's own examples and against what their names promise."""

import math

import numpy as np
import pytest

from data.legs import EARTH_KM, distance_km
from exports.projection import Conic, Cylindrical, Globe, Projection, circle, projection_for, wrapped_lon


def at(projection: Projection, lon: float, lat: float) -> np.ndarray:
    return projection.project(np.array([lon]), np.array([lat]))[0]


def test_the_conic_projection_gives_snyders_numbers() -> None:
    """Snyder (1987), p. 295: a sphere of radius 1, parallels 33 and 45 N, origin 23 N 96 W, the point 35 N 75 W."""
    conic = Conic(-96, 33, 45)
    x, y = (at(conic, -75, 35) - at(conic, -96, 23)) / EARTH_KM
    assert (x, y) == (pytest.approx(0.2966785, abs=1e-6), pytest.approx(0.2462112, abs=1e-6))


@pytest.mark.parametrize("conic", [Conic(130, 35, 47), Conic(130, 42, 42), Conic(20, -30, -50)])
@pytest.mark.parametrize("lat", [20, 41, 60])
def test_the_conic_projection_is_conformal(conic: Conic, lat: float) -> None:
    lat = math.copysign(lat, conic.lat1)
    step = 0.001
    here = at(conic, 140, lat)
    east = at(conic, 140 + step, lat) - here
    north = at(conic, 140, lat + step) - here
    scale_east = np.hypot(*east) / distance_km((140, lat), (140 + step, lat))
    scale_north = np.hypot(*north) / distance_km((140, lat), (140, lat + step))
    assert scale_east == pytest.approx(scale_north, rel=1e-4)
    assert float(east @ north) == pytest.approx(0, abs=1e-4)
    assert north[1] > 0 or abs(140 - conic.lon0) > 90


@pytest.mark.parametrize("lat", [35, 47])
def test_the_conic_projection_is_true_on_its_parallels(lat: float) -> None:
    conic = Conic(130, 35, 47)
    length = np.hypot(*(at(conic, 120.01, lat) - at(conic, 120, lat)))
    assert length == pytest.approx(distance_km((120, lat), (120.01, lat)), rel=1e-5)


def test_the_globe_keeps_areas_and_its_half_is_a_circle() -> None:
    globe = Globe(130, 40)
    for lon, lat in ((130, 40), (100, 60), (170, 0)):
        corner, east, north = at(globe, lon, lat), at(globe, lon + 0.01, lat), at(globe, lon, lat + 0.01)
        (a, b), (c, d) = east - corner, north - corner
        true = distance_km((lon, lat), (lon + 0.01, lat)) * distance_km((lon, lat), (lon, lat + 0.01))
        assert abs(a * d - b * c) == pytest.approx(true, rel=1e-3)
    quarter = circle(130, 40, EARTH_KM * math.pi / 2)
    assert np.allclose(np.hypot(*globe.project(quarter[:, 0], quarter[:, 1]).T), Globe.HALF, rtol=1e-6)
    assert np.isnan(at(globe, -50, -40)).all()


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((124, 33, 131, 43.2), Conic(128, 35, 42)),
        ((130, 42, 131.4, 43), Conic(131, 42.2, 42.8)),
        ((10, -50, 40, -20), Conic(25, -45, -25)),
        ((30, 25, 215, 70), Cylindrical(122, 48)),
        ((-180, -90, 180, 90), Cylindrical(0, 35)),
        ((100, -10, 140, 12), Cylindrical(120, 35)),
    ],
)
def test_an_area_gets_a_projection_that_suits_it(
    bounds: tuple[float, float, float, float], expected: Projection
) -> None:
    assert projection_for(bounds) == expected
    lat = np.linspace(bounds[1], bounds[3], 20)
    for lon in (bounds[0], bounds[2]):
        assert np.isfinite(expected.project(np.full_like(lat, lon), lat)).all()


def test_projections_say_what_they_are() -> None:
    assert Conic(128, 35, 42).in_words == (
        "Lambert conformal conic projection, true along 35° N and 42° N, about 128° E"
    )
    assert Cylindrical(200, 35).in_words == "Equirectangular projection, true along 35° N, about 160° W"


def test_longitudes_wrap_to_the_side_that_the_map_shows() -> None:
    assert wrapped_lon(np.array([-158.0, 30, 130, -51]), 130).tolist() == [202, 30, 130, -51 + 360]


@pytest.mark.parametrize(("lon", "lat", "km"), [(130, 40, 300), (179, 52, 900), (20, 89, 500), (0, 0, 25)])
def test_a_circle_keeps_its_distance(lon: float, lat: float, km: float) -> None:
    points = circle(lon, lat, km)
    assert [distance_km((lon, lat), (a, b)) for a, b in points] == pytest.approx([km] * len(points), rel=1e-6)
    assert distance_km(tuple(points[0]), tuple(points[-1])) == pytest.approx(0, abs=1e-6)
