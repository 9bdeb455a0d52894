"""The timeline as a picture."""

from datetime import date
from itertools import combinations

import pytest

from data.filters import Filters
from data.record import Record
from data.view import View
from exports.picture import Picture
from exports.timeline_image import drawn_timeline, timeline_image
from style import KINDS
from tests.conftest import SmallRecord
from tests.exports.conftest import texts


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (480, 360)])
@pytest.mark.parametrize("span", [(None, None), (date(2023, 9, 1), date(2024, 6, 30))])
def test_no_label_lies_over_another_or_over_a_mark(
    record: Record, width: int, height: int, span: tuple[date | None, date | None]
) -> None:
    view = Filters(start=span[0], end=span[1]).apply(record)
    sheet, boxes = drawn_timeline(view, Picture(width=width, height=height))
    assert len(boxes) > 60
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
    assert all(sheet.box.holds(box) for box in boxes)


def test_lanes_stand_in_the_order_of_kinds_with_their_counts(whole_view: View) -> None:
    found = texts(timeline_image(whole_view, Picture(format="svg")))
    counts = whole_view["events"]["kind"].value_counts()
    expected = [(mark.label, f"{counts[kind]:,}") for kind, mark in KINDS.items() if kind in counts]
    lanes = [(label, found[found.index(label) + 1]) for label, _ in expected]
    assert lanes == expected
    positions = [found.index(label) for label, _ in expected]
    assert positions == sorted(positions)
    assert found[found.index("Claims") + 1] == f"{len(whole_view['claims']):,}"


def test_events_close_together_are_one_mark_with_their_number(small: SmallRecord) -> None:
    for number in range(5):
        row = f"e-more-{number}"
        event = {"title": f"More {number}", "kind": "summit", "status": "occurred", "date": f"2023-09-{14 + number}"}
        small.add("events", id=row, **event, place="vladivostok", summary="They met again.", period="current")
        small.add("event_actors", event=row, actor="rus", role="host")
        small.add("event_sources", event=row, source="s-undated")
    found = texts(timeline_image(Filters().apply(small.load()), Picture(format="svg")))
    assert found.count("6") == 2  # on the mark, and at the end of the lane


def test_titles_stand_on_it_unless_left_out(small_view: View) -> None:
    assert "Two leaders meet" in texts(timeline_image(small_view, Picture(format="svg")))
    assert "Two leaders meet" not in texts(timeline_image(small_view, Picture(format="svg", labels=False)))


def test_the_legend_tells_exact_spans_from_others(small: SmallRecord) -> None:
    labels = texts(timeline_image(Filters().apply(small.load()), Picture(format="svg")))
    assert "Some time within, not exact" in labels
    assert "From first to last day" not in labels
    small.set("events", 1, date="2023-09-13/2023-09-15")
    labels = texts(timeline_image(Filters().apply(small.load()), Picture(format="svg")))
    assert "From first to last day" in labels


def test_it_shows_no_more_than_the_dates_of_the_filter(small_record: Record) -> None:
    # The containers went in September and October.
    view = Filters(start=date(2023, 10, 10), end=date(2023, 10, 20)).apply(small_record)
    found = texts(timeline_image(view, Picture(format="svg")))
    assert any(text.endswith("Oct 2023") for text in found)
    assert not any("Sep 2023" in text for text in found)
