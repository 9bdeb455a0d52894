"""Lanes, levels and bins: nothing is lost, nothing lies on another."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.lanes import BINS, LanesBy, binned, crowded, heights, laned, levels
from data.filters import Filters

DAYS = st.dates(date(2022, 1, 1), date(2026, 6, 30))
ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), DAYS, st.integers(0, 200), st.sampled_from(["partners", "allies", None])),
    min_size=1,
    max_size=60,
)


def frame(rows: list[tuple[str, date, int, str | None]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [f"e-{number:03}" for number in range(len(rows))],
            "lane": [lane for lane, *_ in rows],
            "first": pd.to_datetime([first for _, first, _, _ in rows]),
            "last": pd.to_datetime([first + timedelta(days=days) for _, first, days, _ in rows]),
            "side": [side for *_, side in rows],
        }
    )


@settings(deadline=None)
@given(ROWS, st.integers(1, 60))
def test_on_one_level_of_a_lane_nothing_overlaps(rows, width: int) -> None:
    table = frame(rows)
    wide = pd.Timedelta(days=width)
    table["level"] = levels(table, wide)
    middle = table["first"] + (table["last"] - table["first"]) / 2
    table["from"] = table["first"].where(table["first"] < middle - wide / 2, middle - wide / 2)
    table["to"] = table["last"].where(table["last"] > middle + wide / 2, middle + wide / 2)
    for _, group in table.groupby(["lane", "level"]):
        ordered = group.sort_values("from")
        assert (ordered["from"].iloc[1:].to_numpy() >= ordered["to"].iloc[:-1].to_numpy()).all()
    for _, lane in table.groupby("lane"):
        assert set(lane["level"]) == set(range(lane["level"].max() + 1))


@settings(deadline=None)
@given(ROWS)
def test_bins_count_every_row_once(rows) -> None:
    table = frame(rows)
    window = table["first"].min(), table["last"].max() + pd.Timedelta(days=1)
    found = binned(table, window)
    assert found.groupby("lane")["count"].sum().to_dict() == table["lane"].value_counts().to_dict()
    assert (found["first"] >= window[0]).all()
    assert ((found["first"] - window[0]) / (found["last"] - found["first"]) <= BINS).all()
    assert set(found["side"].dropna()) <= {"partners", "allies"}


def test_a_lane_with_too_many_levels_is_crowded() -> None:
    rows = frame([("a", date(2024, 1, 1), 0, None)] * 12 + [("b", date(2024, 1, 1), 0, None)] * 2)
    rows["level"] = levels(rows, pd.Timedelta(days=1))
    assert set(rows.loc[crowded(rows), "lane"]) == {"a"}


@pytest.mark.parametrize("by", list(LanesBy))
def test_each_event_has_a_lane_and_each_lane_an_event(record, by: LanesBy) -> None:
    view = Filters().apply(record)
    lanes, rows = laned(view, view["events"], by)
    assert set(rows["id"]) == set(view["events"]["id"])
    assert {lane.key for lane in lanes} == set(rows["lane"])
    answers = [lane.answer for lane in lanes]
    assert answers == sorted(answers)
    if by is not LanesBy.ACTOR:
        assert len(rows) == len(view["events"])
    assert set(heights(lanes, rows.assign(level=0)).values()) == {1}
