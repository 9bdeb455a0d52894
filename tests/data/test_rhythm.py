"""Events by month."""

import pytest

from data.filters import Filters
from data.rhythm import rhythm


@pytest.mark.parametrize("by", ["side", "kind"])
def test_each_event_counts_once_in_its_month_and_no_month_is_left_out(record, by: str) -> None:
    view = Filters().apply(record)
    table = rhythm(view, by)
    assert table.to_numpy().sum() == len(view["events"])
    months = view["events"]["first"].dt.to_period("M")
    assert len(table) == (months.max() - months.min()).n + 1
    for month, row in table.iterrows():
        assert row.sum() == (months == month.to_period("M")).sum()


def test_what_no_side_acts_in_counts_as_none(small) -> None:
    small.clear("event_actors")
    table = rhythm(Filters().apply(small.load()), "side")
    assert list(table.columns) == ["none"]
    assert table["none"].sum() == 3


def test_without_events_there_is_no_rhythm(small_record) -> None:
    assert rhythm(Filters(text="no such deal").apply(small_record), "kind").empty
