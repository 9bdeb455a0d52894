"""What the map can draw of a record, as one file that a browser fetches once: places, events and routes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from data.dates import in_words
from data.legs import Leg, Tables, route_legs
from data.record import Record

# Above this many places those near each other are drawn as one, in cells of so many degrees.
MOST_PLACES = 2000
COARSE_DEGREES = 0.5

_EPOCH = pd.Timestamp("1970-01-01")


@lru_cache(maxsize=4)
def map_file(record: Record) -> dict[str, Any]:
    """The places with events, all events, and all routes of a record; a view names them by their position.

    `places` are lists of id, name, longitude, latitude (degrees, WGS 84) and radius in kilometres (of an area, else
    None). `events` are, in the order of the record, lists of the position of their place, first and last day (days
    since 1970), kind, side (or None), status and title. `routes` are as `_route` describes them. `merged` says how many
    places are drawn as parts of others, because there are more than `MOST_PLACES`.
    """
    spots = _spots(record)
    places = spots.drop_duplicates("spot").reset_index(drop=True)
    position = pd.Series(places.index, index=places["spot"])
    more = spots["spot"].value_counts() - 1
    events = record["events"]
    columns = {
        "place": events["place"].map(spots.set_index("id")["spot"]).map(position),
        "first": (events["first"] - _EPOCH).dt.days,
        "last": (events["last"] - _EPOCH).dt.days,
        "kind": events["kind"].astype(str),
        "side": events["side"].astype(object).where(events["side"].notna(), None),
        "status": events["status"].astype(str),
        "title": events["title"],
    }
    return {
        "places": [
            [row["id"], _name(row["name"], more[row["spot"]]), row["lon"], row["lat"], _number(row["radius_km"])]
            for row in places.to_dict("records")
        ],
        "events": [list(row) for row in zip(*(column.tolist() for column in columns.values()), strict=True)],
        "routes": _routes(record),
        "merged": len(spots) - len(places),
    }


def _spots(record: Record) -> pd.DataFrame:
    """The places that have events; `spot` is what one symbol stands for."""
    places = record["places"]
    places = places.loc[places["id"].isin(record["events"]["place"]), ["id", "name", "lat", "lon", "radius_km"]]
    if len(places) <= MOST_PLACES:
        return places.assign(spot=places["id"])
    cells = (places[["lat", "lon"]] / COARSE_DEGREES).round().astype(str)
    return places.assign(spot=cells["lat"] + " " + cells["lon"])


def _name(name: str, more: int) -> str:
    return f"{name} and {more} more nearby" if more else name


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


@dataclass(frozen=True)
class RouteLook:
    """What decides how a route is drawn: the side behind its event or claim, and whether it is only claimed."""

    side: str | None
    claimed: bool


def route_looks(tables: Tables) -> dict[str, RouteLook]:
    """How each route of a view or record is drawn, by its id."""
    events = tables["events"].set_index("id")
    actors = tables["claim_actors"]
    claim_sides = actors["actor"].map(tables["actors"].set_index("id")["side"]).groupby(actors["claim"]).first()
    event_sides, statuses, by_claim = (column.to_dict() for column in (events["side"], events["status"], claim_sides))
    looks = {}
    for route, event, claim in tables["routes"][["id", "event", "claim"]].itertuples(index=False):
        of_event = isinstance(event, str)
        side = event_sides[event] if of_event else by_claim.get(claim)
        claimed = not of_event or statuses[event] == "alleged"
        looks[route] = RouteLook(side if isinstance(side, str) else None, claimed)
    return looks


def _routes(record: Record) -> list[dict[str, Any]]:
    legs, looks = route_legs(record), route_looks(record)
    return [_route(row, legs[row["id"]], looks[row["id"]]) for row in record["routes"].to_dict("records")]


def _route(row: dict[Any, Any], legs: list[Leg], look: RouteLook) -> dict[str, Any]:
    """One route: title, mode, dates, the selection that a click makes, side, whether it is only claimed, and its legs.

    A leg that follows a stored line names its ends, since a browser fetches those lines itself; a schematic one carries
    its line as pairs of longitude and latitude.
    """
    return {
        "title": row["title"],
        "mode": str(row["mode"]),
        "when": in_words(row["date"]),
        "first": (row["first"] - _EPOCH).days,
        "last": (row["last"] - _EPOCH).days,
        "select": f"event:{row['event']}" if isinstance(row["event"], str) else f"claim:{row['claim']}",
        "side": look.side,
        "claimed": look.claimed,
        "legs": [
            {"line": [[round(lon, 2), round(lat, 2)] for lon, lat in leg.coordinates]}
            if leg.schematic
            else {"from": leg.origin, "to": leg.destination}
            for leg in legs
        ],
    }
