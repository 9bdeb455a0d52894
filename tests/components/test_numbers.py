"""The charts of numbers in dispute."""

from datetime import date

import pandas as pd
import pytest

from components.labels import Box, placed
from components.numbers import MOST_LABELS, measured, number_table, numbers_alt, numbers_figure
from components.selection import Selection
from data.figures import figures, measure_counts
from data.filters import Filters
from style import EVIDENCES, SIDE_HUES

DAY = date(2024, 12, 31)
CONTAINERS = "containers-shipped"


@pytest.fixture
def view(record):
    return Filters(as_of=DAY).apply(record)


def marks(figure):
    return [trace for trace in figure.data if trace.customdata is not None]


def test_each_figure_is_a_mark_with_its_claim_hue_and_shape(view) -> None:
    rows = measured(view, CONTAINERS)
    figure = numbers_figure(view, CONTAINERS)
    claims = [one[0].removeprefix("claim:") for trace in marks(figure) for one in trace.customdata]
    assert sorted(claims) == sorted(rows["claim"])
    by_claim = rows.set_index("claim")
    for trace in marks(figure):
        for (claim,), y in zip(trace.customdata, trace.y, strict=True):
            row = by_claim.loc[claim.removeprefix("claim:")]
            assert y == row["y"]
            assert trace.marker.symbol == EVIDENCES[row["evidence"]].symbol
            assert trace.marker.color == SIDE_HUES[row["side"]]


def test_arrows_stand_on_figures_that_are_open(view) -> None:
    rows = measured(view, CONTAINERS)
    up = [trace for trace in numbers_figure(view, CONTAINERS).data if trace.text and trace.text[0] == "<b>↑</b>"]
    assert len(up) == 1
    assert list(up[0].y) == list(rows.loc[rows["qualifier"].isin(["more than", "at least"]), "y"])


def test_a_span_is_drawn_between_its_ends(small) -> None:
    small.add("quantities", claim="c-denial", position="1", measure="containers", low="10", high="20",
              qualifier="between", cumulative="true", raw="10 to 20")  # fmt: skip
    view = Filters().apply(small.load())
    (trace,) = [one for one in marks(numbers_figure(view, "containers")) if one.customdata[0][0] == "claim:c-denial"]
    assert (trace.y[0], trace.error_y.array[0], trace.error_y.arrayminus[0]) == (15, 5, 5)


def test_totals_of_one_party_are_joined_and_levels_are_not(record) -> None:
    view = Filters(as_of=date(2025, 6, 30)).apply(record)
    lines = [one for one in numbers_figure(view, CONTAINERS).data if one.mode == "lines"]
    # South Korea and the United States gave several.
    assert len(lines) == 2
    assert all(one.line.shape == "hv" for one in lines)
    assert not [one for one in numbers_figure(view, "troops-in-russia").data if one.mode == "lines"]


def test_a_logarithmic_scale_is_a_choice(view) -> None:
    assert numbers_figure(view, CONTAINERS).layout.yaxis.type == "linear"
    assert numbers_figure(view, CONTAINERS, True).layout.yaxis.type == "log"


def test_the_selected_claim_is_ringed(view) -> None:
    chosen = Selection("claim", "c-2023-10-13-white-house-1000-containers")
    ring = numbers_figure(view, CONTAINERS, False, chosen).data[-1]
    assert (list(ring.y), ring.marker.symbol) == ([1000], "circle-open")
    other = numbers_figure(view, CONTAINERS, False, Selection("event", "x")).data[-1]
    assert other.marker.symbol != "circle-open"


def test_the_alt_text_says_who_said_how_many(view) -> None:
    alt = numbers_alt(view, CONTAINERS)
    assert alt.startswith("Containers shipped from North Korea to Russia, running total, 12 figures: White House, ")
    assert "White House, 13 October 2023, more than 1,000; " in alt


def test_the_table_says_the_same_newest_first(view) -> None:
    table = number_table(measured(view, CONTAINERS))
    assert table.loc["c-2023-10-13-white-house-1000-containers", "figure"] == "more than 1,000 containers"
    assert table["date"].is_monotonic_decreasing
    assert len(table) == measure_counts(view)[CONTAINERS]
    assert not table.isna().any(axis=None)


def test_every_measure_can_be_drawn_both_ways(record) -> None:
    view = Filters().apply(record)
    for measure in figures(view)["measure"].unique():
        for log in (False, True):
            assert len(marks(numbers_figure(view, measure, log)))
        assert numbers_alt(view, measure)


def test_too_many_figures_go_without_labels(small) -> None:
    for number in range(MOST_LABELS + 1):
        small.rows["quantities"].append(
            {"claim": "c-denial", "position": str(number + 1), "measure": "containers", "low": str(number), "high": "",
             "qualifier": "at least", "cumulative": "true", "raw": "x"}
        )  # fmt: skip
    small.write("quantities")
    figure = numbers_figure(Filters().apply(small.load()), "containers")
    assert not [one for one in figure.data if one.text and "North Korea" in one.text]


def test_hostile_text_is_escaped_for_plotly(small) -> None:
    text = "<img src=x onerror=window.pwned=4><b>x</b>"
    small.set("actors", 9, name=text)
    small.set("quantities", 0, raw=text)
    small.set("measures", 0, label=text, unit=text)
    figure = numbers_figure(Filters().apply(small.load()), "containers")
    for trace in figure.data:
        for one in [*(trace.text or ()), trace.name or ""]:
            assert "<img" not in one
            assert "<b>x" not in one
    assert "<img" not in figure.layout.yaxis.title.text


def test_labels_cover_neither_marks_nor_each_other() -> None:
    points = [(100.0, 100.0), (110.0, 100.0), (120.0, 104.0), (600.0, 20.0), (10.0, 100.0)]
    names = placed(points, ["one label"] * 5, 640, 300)
    assert len([name for name in names if name]) >= 4
    # A label at the right edge turns to the left.
    assert names[3].endswith("left")
    assert names[4].endswith("right")


def test_without_room_there_is_no_label() -> None:
    assert placed([(5.0, 5.0)], ["a label far longer than the drawing"], 50, 10) == [""]


def test_boxes_meet_at_their_edges_at_the_latest() -> None:
    assert Box(0, 0, 10, 10).meets(Box(10, 10, 20, 20))
    assert not Box(0, 0, 10, 10).meets(Box(11, 0, 20, 10))


def test_the_table_of_no_figures_is_empty(small_record) -> None:
    rows = measured(Filters(text="nowhere to be found").apply(small_record), "containers")
    assert isinstance(number_table(rows), pd.DataFrame)
    assert number_table(rows).empty
