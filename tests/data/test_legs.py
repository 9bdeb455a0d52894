import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, cos, pi, radians
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.filters import Filters
from data.legs import BASEMAP, EARTH_KM, NEAR_KM, STEP_KM, Leg, Point, distance_km, geodesic, route_legs, stored_lines
from data.models import Mode
from data.record import Record

points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def tables(stops: dict[str, Point], mode: str = "sea") -> dict[str, pd.DataFrame]:
    """One route, `r`, by way of the stops in their order; its rows do not stand in that order."""
    ids = list(stops)
    return {
        "routes": pd.DataFrame({"id": ["r"], "mode": [mode]}),
        "route_stops": pd.DataFrame(
            {"route": ["r"] * len(ids), "position": [n + 1 for n in range(len(ids))], "place": ids}
        )[::-1],
        "places": pd.DataFrame([(place, *at) for place, at in stops.items()], columns=["id", "lon", "lat"]),
    }


def store(folder: Path, mode: str, coordinates: Sequence[Sequence[float]]) -> Path:
    """A folder with one line, from `a` to `b`."""
    line = {"type": "LineString", "coordinates": coordinates}
    feature = {"type": "Feature", "properties": {"from": "a", "to": "b"}, "geometry": line}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (folder / f"legs_{mode}.geojson").write_text(text, encoding="utf-8")
    return folder


def length_km(line: Sequence[Point]) -> float:
    return sum(distance_km(a, b) for a, b in pairwise(line))


def everything(record: Record) -> list[tuple[str, Leg]]:
    modes: dict[str, str] = dict(zip(record["routes"]["id"], record["routes"]["mode"], strict=True))
    return [(modes[route], leg) for route, legs in route_legs(record).items() for leg in legs]


class TestTheRecord:
    def test_every_route_leads_from_stop_to_stop(self, record: Record) -> None:
        stops = record["route_stops"].sort_values(["route", "position"])
        legs = route_legs(record)
        assert list(legs) == list(record["routes"]["id"])
        for route, places in stops.groupby("route")["place"]:
            assert [(leg.origin, leg.destination) for leg in legs[str(route)]] == list(pairwise(places))

    def test_every_leg_begins_and_ends_at_its_places(self, record: Record) -> None:
        at = {row["id"]: (row["lon"], row["lat"]) for row in record["places"].to_dict("records")}
        for mode, leg in everything(record):
            slack = 0.001 if leg.schematic else NEAR_KM[Mode(mode)]
            assert len(leg.coordinates) >= 2
            assert distance_km(leg.coordinates[0], at[leg.origin]) <= slack, leg.origin
            assert distance_km(leg.coordinates[-1], at[leg.destination]) <= slack, leg.destination

    @pytest.mark.parametrize(
        "route",
        [
            "r-nis-sealift-oct-2024-chongjin",
            "r-nis-sealift-oct-2024-hamhung",
            "r-nis-sealift-oct-2024-musudan",
            "r-wonsan-vladivostok-oct-2024",
            "r-rajin-dunai-autumn",
            "r-rajin-vostochny-lady-r",
            "r-rajin-zhoushan-angara",
            "r-khasan-tumangang-rail-2024",
            "r-pyongyang-khabarovsk-rail",
        ],
    )
    def test_the_routes_of_the_subject_keep_to_water_or_rails(self, record: Record, route: str) -> None:
        assert not any(leg.schematic for leg in route_legs(record)[route])

    def test_by_air_and_where_the_record_says_straight_the_line_is_schematic(self, record: Record) -> None:
        assert all(leg.schematic for mode, leg in everything(record) if mode in ("air", "road"))
        train = {(leg.origin, leg.destination): leg.schematic for leg in route_legs(record)["r-kim-train-2023-09"]}
        assert train["vostochny-cosmodrome", "komsomolsk"]
        assert not train["tumen-friendship-bridge", "khasan-station"]

    def test_lines_by_sea_stay_off_the_land(self, record: Record, on_land: Callable[[float, float], bool]) -> None:
        by_sea = {leg.coordinates for mode, leg in everything(record) if mode == "sea" and not leg.schematic}
        assert by_sea
        for line in by_sea:
            for a, b in pairwise(line):
                steps = ceil(distance_km(a, b))
                for step in range(steps + 1):
                    at = (a[0] + (b[0] - a[0]) * step / steps, a[1] + (b[1] - a[1]) * step / steps)
                    near_end = min(distance_km(at, line[0]), distance_km(at, line[-1])) < 5
                    assert near_end or not on_land(*at), f"{at} on the way from {line[0]} to {line[-1]}"

    def test_no_line_is_a_long_way_round(self, record: Record) -> None:
        for _, leg in everything(record):
            direct = distance_km(leg.coordinates[0], leg.coordinates[-1])
            assert length_km(leg.coordinates) <= max(2.5 * direct, direct + 20), (leg.origin, leg.destination)

    def test_stored_lines_are_small_and_rounded(self) -> None:
        files = [BASEMAP / f"legs_{mode}.geojson" for mode in NEAR_KM]
        assert sum(file.stat().st_size for file in files) < 150_000
        for lines in stored_lines().values():
            assert lines
            for line in lines.values():
                assert all(degrees == round(degrees, 3) for point in line for degrees in point)

    def test_a_view_gives_the_routes_in_view(self, record: Record) -> None:
        view = Filters(places=("dunai-pier",)).apply(record)
        legs = route_legs(view)
        assert set(legs) == set(view["routes"]["id"]) < set(record["routes"]["id"])
        assert legs["r-rajin-dunai-angara"] == route_legs(record)["r-rajin-dunai-angara"]


LINE: tuple[Point, ...] = ((130.0, 40.0), (131.0, 39.0), (132.0, 40.0))
PLACES: dict[str, Point] = {"a": LINE[0], "b": LINE[-1]}


class TestStoredLines:
    def test_a_line_is_used_as_it_is(self, tmp_path: Path) -> None:
        folder = store(tmp_path, "sea", LINE)
        assert route_legs(tables(PLACES), folder) == {"r": [Leg("a", "b", LINE, schematic=False)]}

    def test_a_line_is_turned_round_for_the_way_back(self, tmp_path: Path) -> None:
        folder = store(tmp_path, "sea", LINE)
        back = tables({"b": PLACES["b"], "a": PLACES["a"]})
        assert route_legs(back, folder) == {"r": [Leg("b", "a", LINE[::-1], schematic=False)]}

    def test_a_line_belongs_to_its_mode(self, tmp_path: Path) -> None:
        folder = store(tmp_path, "sea", LINE)
        for mode in ("rail", "air", "road"):
            assert route_legs(tables(PLACES, mode), folder)["r"][0].schematic

    @pytest.mark.parametrize(
        ("mode", "north", "schematic"),
        [("sea", 4.5, False), ("sea", 5.5, True), ("rail", 14.5, False), ("rail", 15.5, True)],
    )
    @pytest.mark.parametrize("moved", ["a", "b"])
    def test_a_place_that_has_moved_away_leaves_its_line(
        self, tmp_path: Path, moved: str, mode: str, north: float, schematic: bool
    ) -> None:
        folder = store(tmp_path, mode, LINE)
        lon, lat = PLACES[moved]
        places = PLACES | {moved: (lon, lat + north / 111.195)}
        (leg,) = route_legs(tables(places, mode), folder)["r"]
        assert leg.schematic is schematic
        assert (leg.coordinates == geodesic(places["a"], places["b"])) is schematic

    def test_without_files_every_leg_is_schematic(self, tmp_path: Path) -> None:
        (leg,) = route_legs(tables(PLACES, "rail"), tmp_path)["r"]
        assert leg == Leg("a", "b", geodesic(PLACES["a"], PLACES["b"]), schematic=True)

    def test_a_route_of_one_stop_or_none_has_no_legs(self, tmp_path: Path) -> None:
        assert route_legs(tables({"a": (130.0, 40.0)}), tmp_path) == {"r": []}
        none = tables({"a": (130.0, 40.0)})
        none["route_stops"] = none["route_stops"].iloc[:0]
        assert route_legs(none, tmp_path) == {"r": []}


class TestGeodesic:
    @given(points, points)
    def test_it_joins_its_ends_in_small_steps_without_a_jump(self, start: Point, end: Point) -> None:
        line = geodesic(start, end)
        assert line[0] == start
        assert line[-1][1] == end[1]
        assert cos(radians(line[-1][0] - end[0])) == pytest.approx(1)
        assert all(abs(b[0] - a[0]) <= 180 for a, b in pairwise(line))
        assert all(distance_km(a, b) <= STEP_KM + 0.5 for a, b in pairwise(line))
        assert length_km(line) == pytest.approx(distance_km(start, end), rel=0.001, abs=0.5)

    def test_known_way(self) -> None:
        """From Los Angeles to New York: the worked example of the Aviation Formulary."""
        start, end = (-(118 + 24 / 60), 33 + 57 / 60), (-(73 + 47 / 60), 40 + 38 / 60)
        assert distance_km(start, end) / EARTH_KM == pytest.approx(0.623585, abs=1e-6)
        line = geodesic(start, end, step_km=distance_km(start, end) / 5 + 0.001)
        assert line[2] == pytest.approx((-(101 + 37.570 / 60), 38 + 40.167 / 60), abs=0.001)

    def test_it_crosses_the_antimeridian_the_short_way(self) -> None:
        tokyo, anchorage = (139.7, 35.7), (-149.9, 61.2)
        there, back = geodesic(tokyo, anchorage), geodesic(anchorage, tokyo)
        assert there[-1] == pytest.approx((210.1, 61.2))
        assert back[-1] == pytest.approx((-220.3, 35.7))
        assert all(a[0] < b[0] for a, b in pairwise(there))
        assert any(lon > 180 for lon, _ in there)
        assert [lat for _, lat in back] == pytest.approx([lat for _, lat in there[::-1]], abs=0.002)

    def test_a_meridian_and_the_equator(self) -> None:
        assert {lon for lon, _ in geodesic((130.0, 10.0), (130.0, 50.0))} == {130.0}
        assert {lat for _, lat in geodesic((-10.0, 0.0), (60.0, 0.0))} == {0.0}

    def test_the_same_point_twice(self) -> None:
        assert geodesic((130.0, 40.0), (130.0, 40.0)) == ((130.0, 40.0), (130.0, 40.0))


def test_distances() -> None:
    assert distance_km((0, 0), (90, 0)) == pytest.approx(EARTH_KM * pi / 2)
    assert distance_km((0, 90), (77, -90)) == pytest.approx(EARTH_KM * pi)
    assert distance_km((130, 40), (130, 40)) == 0
