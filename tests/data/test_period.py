"""The period of a view and the one before it."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.filters import Filters
from data.period import period_of, preceding

DAYS = st.dates(date(1990, 1, 1), date(2026, 12, 31))


def test_the_period_is_what_was_asked_for_or_what_there_is(small_record) -> None:
    asked = Filters(start=date(2023, 1, 1), end=date(2023, 12, 31))
    assert period_of(asked.apply(small_record)) == (asked.start, asked.end)
    whole = Filters().apply(small_record)
    # The visit planned for 2027 does not stretch it beyond what is known.
    assert period_of(whole) == (date(2023, 9, 1), whole.as_of)
    assert period_of(Filters(text="nowhere to be found").apply(small_record)) is None


@settings(deadline=None)
@given(DAYS, DAYS)
def test_the_preceding_period_is_as_long_and_ends_the_day_before(small_record, one: date, other: date) -> None:
    start, end = sorted((one, other))
    before = preceding(Filters(start=start, end=end, kinds=("summit",)).apply(small_record))
    assert before is not None
    assert before.filters.kinds == ("summit",)
    assert before.filters.end == start - timedelta(days=1)
    assert before.filters.end - before.filters.start == end - start


def test_without_both_ends_nothing_precedes(small_record) -> None:
    assert preceding(Filters(start=date(2023, 1, 1)).apply(small_record)) is None
    assert preceding(Filters(start=date(1, 1, 2), end=date(2023, 1, 1)).apply(small_record)) is None
