"""What is land on the base map, worked out without the library that made the map."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from data.legs import BASEMAP

OnLand = Callable[[float, float], bool]

# Edges are sorted into bands of latitude this high, in degrees, so that few must be looked at for a point.
BAND = 0.1


def features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def _edges(layer: str) -> Iterator[tuple[float, float, float, float]]:
    for feature in features(BASEMAP / f"{layer}.geojson"):
        geometry = feature["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for ring in (ring for part in parts for ring in part):
            yield from ((*a[:2], *b[:2]) for a, b in pairwise(ring))


@pytest.fixture(scope="session")
def on_land() -> OnLand:
    """Whether a point (longitude, latitude) lies on land: a line west from it crosses an odd number of edges."""
    bands: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    # The two layers do not overlap, nor do the polygons of one, so that all can be counted together.
    for edge in (*_edges("countries"), *_edges("world")):
        low, high = sorted((edge[1], edge[3]))
        for band in range(int(low // BAND), int(high // BAND) + 1):
            bands[band].append(edge)

    def inside(lon: float, lat: float) -> bool:
        crossed = 0
        for x1, y1, x2, y2 in bands[int(lat // BAND)]:
            if (y1 > lat) != (y2 > lat) and x1 + (lat - y1) / (y2 - y1) * (x2 - x1) < lon:
                crossed += 1
        return crossed % 2 == 1

    return inside
