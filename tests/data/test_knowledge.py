"""Moments of knowledge, and what was learned between two days."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.filters import Filters
from data.knowledge import learned, moment_after, moment_before
from data.models import TABLES

DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [(1, None, 3), (3, None, 5), (4, 3, 5), (5, 3, 9), (9, 5, None), (10, 9, None)],
)
def test_the_moments_round_a_day(day: int, before: int | None, after: int | None) -> None:
    moments = [date(2023, 1, number) for number in (3, 5, 9)]
    today = date(2023, 1, day)
    assert moment_before(moments, today) == (date(2023, 1, before) if before else None)
    assert moment_after(moments, today) == (date(2023, 1, after) if after else None)


def test_at_each_moment_of_the_record_something_became_known(record) -> None:
    known = set(pd.concat([record["events"]["known"], record["claims"]["known"]]).dt.date)
    assert set(record.moments) == known
    assert list(record.moments) == sorted(known)
    assert record.known_until == record.moments[-1]


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_nothing_published_later_is_in_any_table(record, day: date) -> None:
    view = Filters(as_of=day, background=True).apply(record)
    for table in ("events", "claims"):
        assert (view[table]["known"] <= pd.Timestamp(day)).all()
    for table in TABLES:
        for column in ("event", "claim"):
            if column in view[table] and table not in ("claim_events",):
                assert view[table][column].dropna().isin(view[f"{column}s"]["id"]).all()
    for owner in ("event", "claim"):
        cited = view[f"{owner}_sources"]["source"]
        published = record["sources"].set_index("id").loc[cited, "published_first"].dropna()
        assert (published <= pd.Timestamp(day)).all()
    for standing in view.standings.values():
        decisive = {*standing.yes.claims, *standing.no.claims}
        assert decisive <= set(view["claims"]["id"])


@settings(max_examples=40, deadline=None)
@given(DAYS, DAYS)
def test_then_and_what_was_learned_make_up_now(record, one: date, other: date) -> None:
    then, now = sorted((one, other))
    view = Filters(as_of=now, kinds=("summit", "visit")).apply(record)
    found = learned(view, then)
    before = Filters(as_of=then, kinds=("summit", "visit")).apply(record)
    for table, new in (("events", found.events), ("claims", found.claims)):
        assert set(new["id"]) | set(before[table]["id"]) == set(view[table]["id"])
        assert not set(new["id"]) & set(before[table]["id"])
    for old, new in found.standings:
        assert old.question == new.question
        assert old.headline != new.headline
        assert (old, new) == (before.standings[old.question], view.standings[new.question])


def test_the_troops_were_learned_of_in_october_2024_and_acknowledged_in_april_2025(record) -> None:
    def words(then: date, now: date) -> dict[str, tuple[str, str]]:
        found = learned(Filters(as_of=now).apply(record), then)
        return {old.question: (str(old.word), str(new.word)) for old, new in found.standings}

    troops = next(q for q in record["questions"]["id"] if q == "q-troops" or "sent troops" in q or q == "q-troops-sent")
    october = words(date(2024, 9, 30), date(2024, 10, 31))
    april = words(date(2025, 4, 20), date(2025, 4, 30))
    assert october[troops][0] in ("unreported", "contested", "asserted: yes")
    assert april[troops][1] == "acknowledged"


def test_a_later_then_than_now_learns_nothing(record) -> None:
    view = Filters(as_of=date(2024, 1, 1)).apply(record)
    found = learned(view, view.as_of + timedelta(days=9))
    assert found.events.empty
    assert found.claims.empty
    assert found.standings == ()
