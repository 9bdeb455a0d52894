"""The chart of events by month."""

from components.rhythm import rhythm_alt, rhythm_figure
from data.filters import Filters


def test_bars_by_side_add_up_and_differ_in_more_than_colour(record) -> None:
    view = Filters().apply(record)
    bars = rhythm_figure(view, "side").data
    assert sum(sum(bar.y) for bar in bars) == len(view["events"])
    assert len({bar.marker.pattern.shape for bar in bars}) == len(bars)
    assert {custom[0] for bar in bars for custom in bar.customdata} >= {"2023-09", "2024-10"}


def test_cells_by_kind_add_up(record) -> None:
    view = Filters().apply(record)
    (cells,) = rhythm_figure(view, "kind").data
    assert sum(map(sum, cells.z)) == len(view["events"])
    assert cells.customdata[0][0][0] == f"{view['events']['first'].min():%Y-%m}"


def test_no_events_can_be_drawn(small_record) -> None:
    view = Filters(text="no such deal").apply(small_record)
    for by in ("side", "kind"):
        rhythm_figure(view, by).to_json()
    assert rhythm_alt(view) == "Events by month: none in view."


def test_the_alternative_text_names_the_busiest_month(small_record) -> None:
    assert rhythm_alt(Filters().apply(small_record)) == (
        "Events by month, September 2023 to May 2027: 3 events; most in September 2023 (2)."
    )
