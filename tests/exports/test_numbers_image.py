"""Numbers in dispute as a picture."""

from itertools import combinations

import pytest

from data.filters import Filters
from data.view import View
from exports.numbers_image import drawn_numbers, numbers_image
from exports.picture import Picture
from tests.conftest import SmallRecord
from tests.exports.conftest import texts


def svg_texts(small: SmallRecord, **options: object) -> list[str]:
    return texts(numbers_image(Filters().apply(small.load()), Picture(format="svg", **options)))  # type: ignore[arg-type]


def add_measure(small: SmallRecord, name: str, kind: str, low: str, high: str, qualifier: str) -> None:
    """A measure with one figure of the denial."""
    small.add("measures", id=name, label=f"Label of {name}", unit="things", kind=kind)
    position = str(1 + sum(row["claim"] == "c-denial" for row in small.rows["quantities"]))
    figure = {"low": low, "high": high, "qualifier": qualifier, "cumulative": "false", "raw": "some"}
    small.add("quantities", claim="c-denial", position=position, measure=name, **figure)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (480, 360)])
def test_no_name_lies_over_another(whole_view: View, width: int, height: int) -> None:
    sheet, boxes = drawn_numbers(whole_view, Picture(width=width, height=height))
    assert len(boxes) > 5
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
    assert all(sheet.box.holds(box) for box in boxes)


def test_a_panel_names_measure_unit_kind_and_claimant(small: SmallRecord) -> None:
    found = svg_texts(small)
    assert "Containers shipped" in found
    assert "containers · running total" in found
    assert "White House" in found
    assert "Intelligence release" in found
    assert "White House" not in svg_texts(small, labels=False)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("level", "level at the time"), ("period", "within one period"), ("plan", "planned"), ("total", "running total")],
)
def test_kinds_of_measures_are_told_apart(small: SmallRecord, kind: str, words: str) -> None:
    add_measure(small, "m-one", kind, "5", "5", "exactly")
    assert f"things · {words}" in svg_texts(small)


def test_figures_of_no_series_are_counted_not_drawn(small: SmallRecord) -> None:
    add_measure(small, "m-single", "none", "5", "5", "exactly")
    found = svg_texts(small)
    assert "Label of m-single" not in found
    assert "Not drawn, for want of a series: 1 single figure." in found


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "label"),
    [
        ("5", "", "more than", "More than, at least"),
        ("5", "", "at least", "More than, at least"),
        ("", "5", "up to", "Up to"),
        ("5", "9", "between", "Between"),
    ],
)
def test_the_legend_explains_what_is_not_a_plain_number(
    small: SmallRecord, low: str, high: str, qualifier: str, label: str
) -> None:
    small.clear("quantities", "measures")
    add_measure(small, "m-one", "total", low, high, qualifier)
    arrows = {"More than, at least", "Up to", "Between"}
    assert arrows & set(svg_texts(small)) == {label}


def test_a_wide_range_is_drawn_on_a_logarithmic_scale(small: SmallRecord) -> None:
    assert "containers · running total" in svg_texts(small)
    figure = {"low": "10", "high": "10", "qualifier": "exactly", "cumulative": "false", "raw": "some"}
    small.add("quantities", claim="c-denial", position="1", measure="containers", **figure)
    assert "containers · running total · logarithmic" in svg_texts(small)


def test_measures_without_room_are_left_out_and_counted(small: SmallRecord) -> None:
    for number in range(30):
        add_measure(small, f"m-{number:02}", "total", "5", "5", "exactly")
    found = svg_texts(small, width=1000, height=700)
    shown = [text for text in found if text.startswith("Label of")]
    [left_out] = [text for text in found if "left out" in text]
    count = int(left_out.split()[0])
    # The one with most figures comes first, the containers among equals by name.
    assert len(shown) + 1 + count == 31
    assert shown == sorted(shown)
    assert len(svg_texts(small, width=3000, height=3000)) > len(found)
