"""What the map can draw of a record: places, events and routes."""

import json
from datetime import date

import pytest

from data import geography
from data.filters import Filters
from data.geography import RouteLook, map_file, route_looks


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def test_every_event_stands_once_at_its_place_in_the_order_of_the_record(record) -> None:
    found = map_file(record)
    assert [event[-1] for event in found["events"]] == record["events"]["title"].to_list()
    assert [found["places"][event[0]][0] for event in found["events"]] == record["events"]["place"].to_list()
    assert found["merged"] == 0
    json.dumps(found, allow_nan=False)


def test_an_event_and_its_place_are_told_in_full(small_record) -> None:
    found = map_file(small_record)
    [event] = [event for event in found["events"] if event[-1] == "Containers go by sea"]
    place, *rest = event
    assert rest == [
        day("2023-09-01"),
        day("2023-10-31"),
        "arms-transfer",
        "partners",
        "alleged",
        "Containers go by sea",
    ]
    assert found["places"][place] == ["rajin-port", "Rajin port", 130.292, 42.236, None]


def test_an_area_tells_its_radius_and_an_event_of_no_side_has_none(small) -> None:
    small.set("events", 1, place="east-sea")
    small.rows["event_actors"] = [row for row in small.rows["event_actors"] if row["event"] != "e-summit"]
    small.add("event_actors", event="e-summit", actor="imagery-lab", role="author")
    found = map_file(small.load())
    [sea] = [place for place in found["places"] if place[0] == "east-sea"]
    assert sea[-1] == 300.0
    assert [event[4] for event in found["events"] if found["places"][event[0]] == sea] == [None]


def test_too_many_places_are_drawn_as_fewer_and_none_of_their_events_is_lost(record, monkeypatch) -> None:
    monkeypatch.setattr(geography, "MOST_PLACES", 20)
    found = map_file.__wrapped__(record)
    distinct = record["events"]["place"].nunique()
    assert len(found["places"]) < distinct
    assert found["merged"] == distinct - len(found["places"])
    assert len(found["events"]) == len(record["events"])
    assert any(name.endswith("more nearby") for _, name, *_ in found["places"])
    # What is drawn as one lies within one cell.
    points = record["places"].set_index("id")[["lon", "lat"]]
    for event, place in zip(found["events"], record["events"]["place"], strict=True):
        _, _, lon, lat, _ = found["places"][event[0]]
        assert abs(points.loc[place, "lon"] - lon) <= geography.COARSE_DEGREES
        assert abs(points.loc[place, "lat"] - lat) <= geography.COARSE_DEGREES


def test_every_route_has_its_legs_and_names_what_it_belongs_to(record) -> None:
    found = map_file(record)["routes"]
    assert [route["title"] for route in found] == record["routes"]["title"].to_list()
    stops = record["route_stops"]["route"].value_counts()
    assert [len(route["legs"]) for route in found] == [stops[one] - 1 for one in record["routes"]["id"]]
    for route in found:
        assert all(leg.keys() in ({"line"}, {"from", "to"}) for leg in route["legs"])
        kind, _, owner = route["select"].partition(":")
        assert (record[f"{kind}s"]["id"] == owner).any()


def test_a_route_of_a_claim_or_an_allegation_is_only_claimed(record) -> None:
    statuses = record["events"].set_index("id")["status"]
    for route in map_file(record)["routes"]:
        kind, _, owner = route["select"].partition(":")
        assert route["claimed"] == (kind == "claim" or statuses[owner] == "alleged")


@pytest.mark.parametrize("table", ["events", "routes"])
def test_a_record_without_rows_has_an_empty_map(small, table: str) -> None:
    small.clear(*small.rows)
    assert map_file(small.load())[table] == []


def test_a_route_looks_the_same_in_a_view_as_in_the_record(small_record) -> None:
    looks = route_looks(small_record)
    assert looks == {"r-said": RouteLook("allies", claimed=True), "r-ship": RouteLook("partners", claimed=True)}
    assert route_looks(Filters().apply(small_record)) == looks
