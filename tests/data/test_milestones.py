"""Which events matter most."""

from itertools import pairwise

import pandas as pd

from data.filters import Filters
from data.milestones import milestones, weights


def test_weight_counts_claims_twice_and_sources_once(small_record) -> None:
    view = Filters().apply(small_record)
    found = dict(zip(view["events"]["id"], weights(view), strict=True))
    for event, weight in found.items():
        claims = (view["claim_events"]["event"] == event).sum()
        sources = (view["event_sources"]["event"] == event).sum()
        assert weight == 2 * claims + sources


def test_milestones_keep_apart_and_leave_out_only_lighter_or_too_near_ones(record) -> None:
    view = Filters().apply(record)
    apart = pd.Timedelta(days=120)
    found = milestones(view, 8, apart)
    assert len(found) == 8
    days = list(found["first"])
    assert days == sorted(days)
    assert all(later - earlier >= apart for earlier, later in pairwise(days))
    lightest = found["weight"].min()
    for row, weight in zip(view["events"].itertuples(), weights(view), strict=True):
        if weight > lightest and row.id not in set(found["id"]):
            assert any(abs(row.first - day) < apart for day in days)


def test_no_events_have_no_milestones(small_record) -> None:
    assert milestones(Filters(text="no such deal").apply(small_record), 5, pd.Timedelta(days=1)).empty
