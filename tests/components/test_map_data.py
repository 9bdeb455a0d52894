"""What a view shows of the map's file."""

import pytest

from components.map import javascript
from components.map_data import map_data
from components.selection import Selection
from data.filters import Filters
from data.geography import map_file


def test_the_whole_record_is_in_the_view_without_a_filter(record) -> None:
    found = map_data(Filters(background=True).apply(record))
    assert found["events"] == list(range(len(record["events"])))
    assert found["routes"] == list(range(len(record["routes"])))
    assert (found["selection"], found["marked"]) == (None, [])


def test_positions_lead_to_the_events_and_routes_of_the_view(record) -> None:
    view = Filters(actors=("prk",), kinds=("visit", "arms-transfer")).apply(record)
    found, file = map_data(view), map_file(record)
    assert [file["events"][one][-1] for one in found["events"]] == view["events"]["title"].to_list()
    assert [file["routes"][one]["title"] for one in found["routes"]] == view["routes"]["title"].to_list()
    assert found["view"] == view.key


@pytest.mark.parametrize(
    ("chosen", "marked"),
    [
        (Selection("place", "rajin-port"), ["rajin-port"]),
        (Selection("event", "e-summit"), ["vladivostok"]),
        (Selection("event", "e-gone"), []),
    ],
)
def test_the_places_of_the_selection_are_marked(small_record, chosen: Selection, marked: list[str]) -> None:
    found = map_data(Filters().apply(small_record), chosen)
    assert found["marked"] == marked
    assert found["selection"] == str(chosen)


def test_a_claim_marks_the_places_of_the_events_it_is_about(record) -> None:
    about = record["claim_events"].iloc[0]
    places = record["events"].set_index("id")["place"]
    assert places[about["event"]] in map_data(Filters().apply(record), Selection("claim", about["claim"]))["marked"]


def test_an_empty_view_has_nothing_to_draw(small_record) -> None:
    found = map_data(Filters(text="nowhere to be found").apply(small_record))
    assert (found["events"], found["routes"]) == ([], [])


def test_what_travels_on_a_filter_change_is_small(record) -> None:
    assert len(javascript(map_data(Filters().apply(record)))) < 60_000
