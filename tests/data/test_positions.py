"""What parties hold, since when, and what they said in which period."""

from datetime import date
from itertools import pairwise

import pytest

from data.filters import Filters
from data.models import Answer
from data.periods import periods
from data.positions import answers_by_period, current_positions, positions
from data.standing import Statement, statements

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR


def said(*words: tuple[str, str, Answer]) -> list[Statement]:
    """Statements of parties: who, on which day of January 2024, with which answer."""
    return [
        Statement(f"c-{number}", date(2024, 1, int(day)), answer, frozenset(who.split()), False, False, None)
        for number, (who, day, answer) in enumerate(words)
    ]


def short(words: list[Statement]) -> list[tuple[str, str, int, int | None]]:
    return [
        (one.party, str(one.answer), one.since.day, one.until.day if one.until else None) for one in positions(words)
    ]


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ([("rus", "1", NO), ("rus", "3", NO)], [("rus", "no", 1, None)]),
        ([("rus", "1", NO), ("rus", "3", YES)], [("rus", "no", 1, 3), ("rus", "yes", 3, None)]),
        ([("rus", "1", NO), ("rus", "3", UNCLEAR)], [("rus", "no", 1, None)]),
        ([("rus", "1", UNCLEAR), ("rus", "3", NO)], [("rus", "unclear", 1, 3), ("rus", "no", 3, None)]),
        ([("rus", "1", NO), ("rus", "1", YES)], [("rus", "no", 1, None), ("rus", "yes", 1, None)]),
        (
            [("rus", "1", NO), ("rus", "3", NO), ("rus", "3", YES)],
            [("rus", "no", 1, None), ("rus", "yes", 3, None)],
        ),
        ([("kor usa", "2", YES)], [("kor", "yes", 2, None), ("usa", "yes", 2, None)]),
        (
            [("rus", "1", NO), ("rus", "2", YES), ("rus", "3", NO)],
            [("rus", "no", 1, 2), ("rus", "yes", 2, 3), ("rus", "no", 3, None)],
        ),
    ],
)
def test_a_party_holds_what_it_said_last(words, taken) -> None:
    assert short(said(*words)) == taken


def test_claims_of_a_position_are_kept_in_order() -> None:
    assert positions(said(("rus", "1", NO), ("rus", "3", NO)))[0].claims == ("c-0", "c-1")


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 10, 31), date(2025, 6, 30)])
def test_positions_agree_with_the_standings(record, day) -> None:
    view = Filters(as_of=day).apply(record)
    current = current_positions(view)
    for question, standing in view.standings.items():
        for answer, support in ((YES, standing.yes), (NO, standing.no)):
            held = {
                party
                for party, taken in current.get(question, {}).items()
                if any(one.answer is answer for one in taken)
            }
            assert held == set(support.parties), question


def test_troops_by_time(record) -> None:
    days = statements(record)["q-troops-fought"]
    quarters = periods(date(2024, 10, 1), date(2025, 6, 30), most=4)
    found = answers_by_period(days, quarters)
    assert [one.label for one in quarters] == ["Q4 2024", "Q1 2025", "Q2 2025"]
    assert found["rus"] == [(NO,), (UNCLEAR,), (YES,)]
    assert found["prk"] == [(), (), (YES,)]
    assert found["ukr"][:2] == [(YES,), (YES,)]
    # In the order of their first word.
    assert list(found)[:3] == ["rus", "ukr", "usa"]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2024-01-31", "2024-02-01", ["Jan 2024", "Feb 2024"]),
        ("2022-11-30", "2024-12-31", None),
        ("2020-02-29", "2024-03-01", None),
        ("2000-01-01", "2026-01-01", None),
        ("2024-05-05", "2024-05-05", ["May 2024"]),
    ],
)
def test_periods_cover_the_span_without_a_gap(first, last, labels) -> None:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    found = periods(begin, end)
    assert found[0].first <= begin
    assert found[-1].last >= end
    for one, after in pairwise(found):
        assert (after.first - one.last).days == 1
    if labels:
        assert [one.label for one in found] == labels
    assert len(found) <= 16 or first == "2000-01-01"


def test_periods_grow_with_the_span() -> None:
    labels = [periods(date(2022, 1, 1), date(year, 12, 31))[0].label for year in (2022, 2024, 2028, 2036)]
    assert labels == ["Jan 2022", "Q1 2022", "H1 2022", "2022"]
