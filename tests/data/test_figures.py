"""Numbers in dispute."""

from datetime import date
from math import nan

import pytest

from data.figures import figures, in_figures, measure_counts, openness, point
from data.filters import Filters

DAY = date(2024, 12, 31)


def test_container_counts_are_told_with_who_when_and_how(record) -> None:
    rows = figures(Filters(as_of=DAY).apply(record))
    rows = rows[rows["measure"] == "containers-shipped"].set_index("claim")
    first = rows.loc["c-2023-10-13-white-house-1000-containers"]
    assert (first["low"], first["claimants"], first["side"], first["party"]) == (1000, "White House", "allies", "usa")
    assert first["qualifier"] == "more than"
    assert first["kind"] == "total"
    assert first["unit"] == "containers"
    assert first["raw"] == "containers: 1000 (more than)"
    assert rows["first"].is_monotonic_increasing
    shin = rows.loc["c-2024-02-26-shin-6700-containers"]
    assert (shin["low"], shin["high"], shin["party"]) == (6700, 6700, "kor")


def test_a_figure_of_a_body_without_a_government_has_no_side(record) -> None:
    rows = figures(Filters().apply(record)).set_index("claim")
    assert rows.loc["c-2023-10-06-csis-tumangang", "side"] != rows.loc["c-2023-10-06-csis-tumangang", "side"]
    assert rows.loc["c-2023-10-06-csis-tumangang", "party"] == "csis-beyond-parallel"


def test_every_number_of_the_record_is_there_once(record) -> None:
    rows = figures(Filters().apply(record))
    assert len(rows) == len(record["quantities"])
    assert not rows[["claimants", "party", "label", "kind", "first"]].isna().any(axis=None)


def test_measures_that_form_a_series_are_counted_most_first(record) -> None:
    counts = measure_counts(Filters(as_of=DAY).apply(record))
    assert next(iter(counts)) == "containers-shipped"
    assert "other-figure" not in counts
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_a_filter_narrows_the_figures(record) -> None:
    view = Filters(as_of=DAY, actors=("kor",)).apply(record)
    assert set(figures(view)["party"]) == {"kor"}
    assert figures(Filters(text="nowhere to be found").apply(record)).empty


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (1000, nan, "more than", "more than 1,000"),
        (1000, nan, "at least", "at least 1,000"),
        (nan, 4000, "up to", "up to 4,000"),
        (2000, 2000, "about", "about 2,000"),
        (101, 101, "exactly", "101"),
        (10000, 12000, "between", "10,000 to 12,000"),
        (4, 6.5, "about", "about 4 to 6.5"),
        (9000000, 9000000, "exactly", "9,000,000"),
    ],
)
def test_a_figure_in_words(low, high, qualifier, words) -> None:
    assert in_figures(low, high, qualifier) == words


def test_a_figure_stands_at_its_number_its_end_or_the_middle(small) -> None:
    small.add("quantities", claim="c-denial", position="1", measure="containers", low="10", high="20",
              qualifier="between", cumulative="false", raw="10 to 20")  # fmt: skip
    small.add("quantities", claim="c-concern", position="1", measure="containers", low="", high="5",
              qualifier="up to", cumulative="false", raw="up to 5")  # fmt: skip
    rows = figures(Filters().apply(small.load()))
    assert list(point(rows)) == [5, 1000, 15]
    assert list(openness(rows)) == ["below", "above", ""]
    # The first of several claimants gives side and party.
    assert list(rows["claimants"]) == ["North Korea, Russia", "White House", "North Korea"]
    assert list(rows["party"]) == ["prk", "usa", "prk"]
