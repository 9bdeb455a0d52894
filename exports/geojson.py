"""GeoJSON (RFC 7946) of the events, places and routes in view: degrees WGS 84, longitude first."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from data.describe import summary
from data.legs import Point, route_legs
from data.view import View
from exports.entries import event_entries, place_entries, records
from exports.lines import cut_at_antimeridian, route_line
from exports.readable import readable_table

# About a metre, which is more than any place on record is known to.
_DECIMALS = 5


def events_geojson(view: View) -> bytes:
    """A point for each event, at its main place, with the cells of the readable table as properties."""
    table = readable_table(view, "events")
    features = []
    for row in table.rows:
        properties = {name: _json(value) for name, value in zip(table.header, row, strict=True)}
        at = properties.pop("lon"), properties.pop("lat")
        features.append(_feature(properties.pop("id"), _point(at), properties))
    return _collection(view, features)


def places_geojson(view: View) -> bytes:
    """A point for each place in view, with its names, its precision and the number of events that touch it."""
    touched = Counter(
        place.id for event in event_entries(view) for place in {event.place.id: event.place, **_further(event)}.values()
    )
    features = []
    for place in place_entries(view).values():
        properties = place.model_dump(mode="json", exclude={"id", "lat", "lon"}) | {"events": touched[place.id]}
        features.append(_feature(place.id, _point((place.lon, place.lat)), properties))
    return _collection(view, features)


def routes_geojson(view: View) -> bytes:
    """A line for each route in view with two stops or more; of several parts where it crosses the 180th meridian.

    `schematic` says that at least one leg is only the shortest line between two stops.
    """
    legs = route_legs(view)
    stops = view["route_stops"].sort_values(["route", "position"]).groupby("route")["place"].agg(list)
    features = []
    for row in records(view["routes"]):
        parts = cut_at_antimeridian(route_line(legs[row["id"]]))
        if not parts:
            continue
        properties = {name: _json(row[name]) for name in ("title", "mode", "date", "event", "claim", "note")}
        properties |= {
            "first_day": row["first"].date().isoformat(),
            "last_day": row["last"].date().isoformat(),
            "stops": [view.place_names[place] for place in stops[row["id"]]],
            "schematic": any(leg.schematic for leg in legs[row["id"]]),
        }
        features.append(_feature(row["id"], _line(parts), properties))
    return _collection(view, features)


def _further(event: Any) -> dict[str, Any]:
    return {place.id: place for place in event.further_places}


def _point(at: tuple[Any, Any]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": _rounded(at)}


def _line(parts: list[tuple[Point, ...]]) -> dict[str, Any]:
    lines = [[_rounded(point) for point in part] for part in parts]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _rounded(point: tuple[Any, Any]) -> list[float]:
    return [round(float(number), _DECIMALS) for number in point]


def _feature(identity: Any, geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


def _collection(view: View, features: Iterable[dict[str, Any]]) -> bytes:
    """A collection; `about` is a foreign member (section 6.1) with title, version, as-of day and filter in words."""
    about = {
        "title": view.package.title,
        "version": view.version,
        "as_of": view.as_of.isoformat(),
        "summary": summary(view),
        "licenses": view.package.licenses,
    }
    collection = {"type": "FeatureCollection", "about": about, "features": list(features)}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode()


def _json(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else value
