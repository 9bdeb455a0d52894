"""Standing sites of the gazetteer: where ports, crossings, bases and launch sites are, whatever happened there."""

from typing import Any

from data.models import PlaceKind
from data.record import Record

SITE_KINDS = frozenset(
    {
        PlaceKind.AIR_BASE,
        PlaceKind.AIRPORT,
        PlaceKind.BORDER_CROSSING,
        PlaceKind.BRIDGE,
        PlaceKind.DEPOT,
        PlaceKind.FACTORY,
        PlaceKind.LAUNCH_SITE,
        PlaceKind.NAVAL_BASE,
        PlaceKind.NUCLEAR_SITE,
        PlaceKind.PORT,
        PlaceKind.RAIL_STATION,
        PlaceKind.SHIPYARD,
        PlaceKind.TRAINING_GROUND,
    }
)


def standing_sites(record: Record) -> dict[str, Any]:
    """The sites as GeoJSON points (degrees, WGS 84) with `name` and `kind`, in the order of the gazetteer."""
    places = record["places"]
    sites = places[places["kind"].isin(SITE_KINDS)]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
                "properties": {"name": row["name"], "kind": str(row["kind"])},
            }
            for row in sites[["name", "kind", "lat", "lon"]].to_dict("records")
        ],
    }
