"""GeoJSON, read back by geojson-pydantic."""

import json
from collections.abc import Callable

import pytest
from geojson_pydantic import FeatureCollection, LineString, MultiLineString, Point

from data.filters import Filters
from data.view import View
from exports.geojson import events_geojson, places_geojson, routes_geojson
from tests.exports.conftest import CONTROLS, TEXTS, nothing, on_hostile_texts

ALL = (events_geojson, places_geojson, routes_geojson)


def read(content: bytes) -> FeatureCollection:
    return FeatureCollection.model_validate_json(content)


def test_events_are_points_with_their_cells(whole) -> None:
    features = {feature.id: feature for feature in read(events_geojson(whole)).features}
    summit = features["e-summit"]
    assert isinstance(summit.geometry, Point)
    assert tuple(summit.geometry.coordinates) == (131.886, 43.115)
    assert summit.properties["title"] == "Two leaders meet"
    assert summit.properties["first_day"] == "2023-09-13"
    assert not {"id", "lat", "lon"} & set(summit.properties)


def test_places_count_the_events_that_touch_them(whole) -> None:
    features = {feature.id: feature.properties for feature in read(places_geojson(whole)).features}
    assert {place: properties["events"] for place, properties in features.items()} == {
        "east-sea": 1,
        "pyongyang": 1,
        "rajin-port": 1,
        "vladivostok": 2,
    }
    assert features["east-sea"]["radius_km"] == 300
    assert features["pyongyang"]["native_name"] == "평양"


def test_routes_are_lines_through_their_stops(whole) -> None:
    features = {feature.id: feature for feature in read(routes_geojson(whole)).features}
    ship = features["r-ship"]
    assert isinstance(ship.geometry, LineString)
    assert ship.properties["stops"] == ["Rajin port", "Vladivostok"]
    assert (ship.properties["event"], ship.properties["claim"]) == ("e-arms", None)
    assert tuple(ship.geometry.coordinates[-1]) == pytest.approx((131.886, 43.115), abs=0.1)


@pytest.mark.parametrize("make", ALL)
def test_the_whole_record_stays_within_the_map(everything, make) -> None:
    def numbers(value: object) -> list[tuple[float, float]]:
        if isinstance(value, list) and value and isinstance(value[0], float):
            return [(value[0], value[1])]
        return [pair for part in value for pair in numbers(part)] if isinstance(value, list) else []

    collection = json.loads(make(everything))
    assert len(collection["features"]) == len(read(make(everything)).features) > 10
    for feature in collection["features"]:
        for lon, lat in numbers(feature["geometry"]["coordinates"]):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def test_a_route_across_the_meridian_is_in_two_parts(small) -> None:
    small.set("places", 1, lat="50", lon="-170")
    small.set("route_stops", 3, place="pyongyang")
    view = Filters().apply(small.load())
    ship = {feature.id: feature for feature in read(routes_geojson(view)).features}["r-ship"]
    assert isinstance(ship.geometry, MultiLineString)
    first, second = ship.geometry.coordinates
    assert (first[-1][0], second[0][0]) == (180.0, -180.0)


@pytest.mark.parametrize("make", ALL)
def test_an_empty_view_is_a_collection_of_nothing(small_record, make) -> None:
    collection = json.loads(make(nothing(small_record)))
    assert collection["features"] == []
    assert collection["about"]["version"] == small_record.version


@on_hostile_texts(TEXTS | CONTROLS)
def test_hostile_text_comes_out_as_text(hostile: Callable[[str], View], text) -> None:
    view = hostile(text)
    assert {feature.properties["title"] for feature in read(events_geojson(view)).features} == {text}
    assert {feature.properties["name"] for feature in read(places_geojson(view)).features} == {text}
    assert {feature.properties["title"] for feature in read(routes_geojson(view)).features} == {text}
