import json
import re
import unicodedata
from collections import defaultdict
from itertools import combinations, pairwise
from math import cos, pi, radians, sin
from pathlib import Path
from typing import Any

import pytest

from data.legs import BASEMAP, distance_km
from tests.data.conftest import OnLand, features

LAYERS = sorted(path.stem for path in BASEMAP.glob("*.geojson"))
TOWNS = {"capital", "city", "town"}
KINDS = {*TOWNS, "country", "sea", "region", "river", "island"}
# What is long or wide may be named more than once.
REPEATED = {"country", "region", "river"}


def layer(name: str) -> list[dict[str, Any]]:
    return features(BASEMAP / f"{name}.geojson")


def positions(coordinates: list[Any]) -> list[list[float]]:
    if not isinstance(coordinates[0], list):
        return [coordinates]
    return [position for part in coordinates for position in positions(part)]


class Label:
    def __init__(self, feature: dict[str, Any]) -> None:
        properties = feature["properties"]
        assert set(properties) == {"name", "kind", "rank", "minzoom"}
        assert feature["geometry"]["type"] == "Point"
        self.name: str = properties["name"]
        self.kind: str = properties["kind"]
        self.rank: int = properties["rank"]
        self.minzoom: int = properties["minzoom"]
        lon, lat = feature["geometry"]["coordinates"]
        self.at: tuple[float, float] = (lon, lat)


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    return [Label(feature) for feature in layer("labels")]


class TestLayers:
    @pytest.mark.parametrize("name", LAYERS)
    def test_a_layer_is_geojson_in_degrees(self, name: str) -> None:
        collection = json.loads((BASEMAP / f"{name}.geojson").read_text(encoding="utf-8"))
        assert collection["type"] == "FeatureCollection"
        assert collection["features"]
        for feature in collection["features"]:
            assert feature["type"] == "Feature"
            assert isinstance(feature["properties"], dict)
            assert re.fullmatch("(Multi)?(Point|LineString|Polygon)", feature["geometry"]["type"])
            for lon, lat in positions(feature["geometry"]["coordinates"]):
                # Land across the 180th meridian may run on past it.
                assert -270 <= lon <= 270
                assert -90 <= lat <= 90

    @pytest.mark.parametrize("document", [BASEMAP / "LICENCES.md", Path(__file__).parents[2] / "docs" / "basemap.md"])
    def test_every_layer_is_documented_and_has_a_licence(self, document: Path) -> None:
        text = document.read_text(encoding="utf-8")
        assert [name for name in LAYERS if f"{name}.geojson" not in text] == []

    def test_disputed_lines_are_not_drawn_as_borders(self) -> None:
        classes: dict[str, set[str]] = defaultdict(set)
        for line in layer("borders"):
            classes[line["properties"]["between"]].add(line["properties"]["cls"])
        assert classes["KOR-PRK"] == {"mdl", "dmz-limit"}
        assert classes["JPN-RUS"] == {"claim"}
        assert classes["CHN-IND"] == {"disputed"}
        assert classes["PRK-RUS"] == classes["CHN-PRK"] == classes["CHN-RUS"] == {"international"}

    def test_no_line_is_drawn_at_sea_between_the_koreas(self) -> None:
        for line in layer("borders"):
            if line["properties"]["between"] == "KOR-PRK":
                assert all(126.5 < lon < 128.5 for lon, _ in positions(line["geometry"]["coordinates"]))

    def test_no_coast_of_the_world_is_cut_straight_across_the_arctic(self) -> None:
        cuts = [
            (feature["properties"]["name"], start, end)
            for feature in layer("world")
            for polygon in feature["geometry"]["coordinates"]
            for ring in polygon
            for start, end in pairwise(ring)
            # The edge of the detailed box lies along 70 N; borders along a parallel lie farther south.
            if abs(start[0] - end[0]) > 7 and start[1] > 60 and {start[1], end[1]} != {70.0}
        ]
        assert cuts == []

    def test_crimea_is_marked_as_disputed(self) -> None:
        (crimea,) = [place["properties"] for place in layer("world") if place["properties"]["name"] == "Crimea"]
        assert crimea["status"] == "disputed"
        assert "Ukraine" in crimea["note"]


class TestLabels:
    def test_they_are_what_a_map_can_use(self, labels: list[Label]) -> None:
        assert 350 <= len(labels) <= 500
        assert (BASEMAP / "labels.geojson").stat().st_size < 60_000
        for label in labels:
            assert label.name == label.name.strip() != ""
            assert not re.search(r"[<>{}`$%\\]", label.name)
            assert label.kind in KINDS
            assert label.rank in range(1, 6)
            assert label.minzoom in range(3, 11)

    def test_the_most_important_come_first(self, labels: list[Label]) -> None:
        ranks = [label.rank for label in labels]
        assert ranks == sorted(ranks)

    @pytest.mark.parametrize(
        "name",
        [
            "East Sea / Sea of Japan",
            "Yellow Sea / West Sea",
            "Dokdo / Takeshima / Liancourt Rocks",
            "Kuril Islands / Northern Territories",
        ],
    )
    def test_both_names_where_a_name_is_disputed(self, labels: list[Label], name: str) -> None:
        assert [label.name for label in labels if label.name == name] == [name]
        for part in name.split(" / "):
            assert [label.name for label in labels if part in label.name] == [name]

    def test_both_names_stand_on_the_southern_kuril_islands_only(self, labels: list[Label]) -> None:
        at = {label.name: label.at for label in labels}
        lon, lat = at["Kuril Islands / Northern Territories"]
        assert 145 < lon < 149
        assert 43 < lat < 46
        assert {"Iturup / Etorofu", "Kunashir / Kunashiri"} <= set(at)

    def test_neutral_kinds(self, labels: list[Label]) -> None:
        kinds = {label.name: label.kind for label in labels}
        assert kinds["Taiwan"] == "island"
        assert kinds["Crimea"] == "region"
        assert kinds["Demilitarised Zone"] == "region"

    def test_nothing_is_named_twice(self, labels: list[Label]) -> None:
        seen: dict[str, Label] = {}
        for label in labels:
            folded = unicodedata.normalize("NFKD", label.name).encode("ascii", "ignore").decode().casefold()
            key = re.sub("[^a-z]", "", folded)
            before = seen.setdefault(key, label)
            if before is not label and not {before.kind, label.kind} & REPEATED:
                pytest.fail(f"{before.name} and {label.name}")

    def test_no_two_towns_are_in_the_same_spot(self, labels: list[Label]) -> None:
        towns = [label for label in labels if label.kind in TOWNS]
        assert [(a.name, b.name) for a, b in combinations(towns, 2) if distance_km(a.at, b.at) < 2] == []

    def test_no_town_is_at_sea(self, labels: list[Label], on_land: OnLand) -> None:
        for label in labels:
            if label.kind in TOWNS:
                lon, lat = label.at
                around = [
                    (lon + km / 111.2 * sin(turn * pi / 8) / cos(radians(lat)), lat + km / 111.2 * cos(turn * pi / 8))
                    for km in (0, 1, 2, 3, 4, 5)
                    for turn in range(16)
                ]
                assert any(on_land(*point) for point in around), label.name

    def test_countries_and_regions_are_on_land_and_seas_are_not(self, labels: list[Label], on_land: OnLand) -> None:
        for label in labels:
            if label.kind in ("country", "region", "sea"):
                assert on_land(*label.at) is (label.kind != "sea"), label.name

    @pytest.mark.parametrize(
        ("zoom", "names"),
        [
            (4, ["Russia", "China", "North Korea", "South Korea", "Japan", "Mongolia", "Pyongyang", "Moscow", "Kyiv"]),
            (4, ["Washington, D.C.", "New York", "Brussels", "East Sea / Sea of Japan", "Vladivostok"]),
            (9, ["Tumangang", "Khasan", "Hunchun", "Rajin", "Sonbong", "Tumen / Tuman / Tumannaya", "Rason"]),
            (9, ["Dunai", "Vostochny Port", "Nakhodka", "Zarubino", "Slavyanka", "Peter the Great Bay"]),
            (9, ["Panmunjom", "Kaesong", "Demilitarised Zone", "Yeoncheon", "Cheorwon"]),
        ],
    )
    def test_what_the_subject_needs_is_named_in_time(self, labels: list[Label], zoom: int, names: list[str]) -> None:
        assert set(names) <= {label.name for label in labels if label.minzoom <= zoom}
