"""The table twin of the map."""

from components.place_table import COLUMNS, place_table
from data.filters import Filters


def test_every_place_of_the_events_in_view_is_a_row_with_its_numbers(record) -> None:
    view = Filters(kinds=("summit", "visit")).apply(record)
    table = place_table(view)
    assert list(table.columns) == list(COLUMNS)
    assert table["events"].sum() == len(view["events"])
    assert set(table["place"]) == {view.place_names[place] for place in view["events"]["place"]}
    assert table["events"].is_monotonic_decreasing


def test_a_row_tells_dates_kinds_sides_and_position(small_record) -> None:
    row = place_table(Filters(kinds=("arms-transfer",)).apply(small_record)).iloc[0].to_dict()
    assert row == {
        "place": "Rajin port",
        "events": 1,
        "first": "2023-09-01",
        "last": "2023-10-31",
        "kinds": "Arms transfer",
        "sides": "Russia and North Korea",
        "lat": 42.236,
        "lon": 130.292,
        "precision": "site",
    }


def test_without_events_the_table_is_empty(small_record) -> None:
    assert place_table(Filters(text="no such deal").apply(small_record)).empty
