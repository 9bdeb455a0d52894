"""Scales of charts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.scale import DateScale, NumberScale, middle, short_number


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        (date(2022, 1, 12), date(2026, 3, 19), 6, ["2022", "2023", "2024", "2025", "2026"]),
        (date(2023, 9, 1), date(2024, 1, 15), 6, ["Sep 2023", "Oct 2023", "Nov 2023", "Dec 2023", "Jan 2024"]),
        (date(2023, 9, 12), date(2023, 9, 14), 4, ["9 Sep 2023", "16 Sep 2023"]),
        (date(1948, 9, 9), date(2026, 1, 1), 8, ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
    ],
)
def test_ticks_fall_on_round_days(first: date, last: date, most: int, expected: list[str]) -> None:
    scale = DateScale.over(first, last, 0, 1000)
    labels = [label for _, label in scale.ticks(most)]
    assert labels == expected


@given(st.dates(), st.dates(), st.integers(2, 20))
def test_there_are_never_more_ticks_than_asked_for_and_all_lie_on_the_scale(one: date, two: date, most: int) -> None:
    scale = DateScale.over(min(one, two), max(one, two), 100, 900)
    ticks = [x for x, _ in scale.ticks(most)]
    assert len(ticks) <= most
    assert all(100 <= x <= 900 for x in ticks)
    assert ticks == sorted(set(ticks))
    assert 100 <= scale.at(one) <= 900


def test_the_middle_of_days_is_theirs() -> None:
    assert middle(date(2023, 9, 13), date(2023, 9, 13)) == (date(2023, 9, 13), 0.5)
    assert middle(date(2023, 9, 1), date(2023, 9, 2)) == (date(2023, 9, 2), 0)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20), st.integers(2, 10))
def test_every_number_lies_on_its_scale(numbers: list[float], most: int) -> None:
    scale = NumberScale.over(numbers, 500, 100)
    assert all(99.9 <= scale.at(number) <= 500.1 for number in numbers)
    assert all(99.9 <= y <= 500.1 for y, _ in scale.ticks(most))


def test_a_wide_range_is_logarithmic_and_a_narrow_one_begins_at_nothing() -> None:
    assert NumberScale.over([100, 4900], 500, 100).low == 0
    wide = NumberScale.over([100, 6000], 500, 100)
    assert wide.is_log
    assert [label for _, label in wide.ticks(4)] == ["100", "1,000", "10,000"]
    assert not NumberScale.over([0, 6000], 500, 100).is_log


def test_large_numbers_are_short() -> None:
    assert [short_number(one) for one in (0, 7.5, 12000, 2.5e6, 2e10, 3e12)] == [
        "0",
        "7.5",
        "12,000",
        "2.5 m",
        "20 bn",
        "3 tn",
    ]
