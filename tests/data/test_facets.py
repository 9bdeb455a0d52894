"""Facets: each value with the number of claims or questions that it would leave."""

from dataclasses import replace
from datetime import date

import pytest

from data.facets import PARTS, STANDING, claim_facets, question_facets, standing_as
from data.filters import Filters
from data.standing import Word

DAY = date(2025, 6, 30)
ASKED = [
    Filters(as_of=DAY),
    Filters(as_of=DAY, actors=("rus",)),
    Filters(as_of=DAY, topics=("troops", "space"), stances=("denies",)),
    Filters(as_of=DAY, years=("2024",), evidence=("intelligence-release", "imagery"), sides=("allies",)),
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("filters", ASKED)
def test_a_value_leaves_as_many_claims_as_it_says(record, filters, part) -> None:
    view = filters.apply(record)
    counts = claim_facets(view)[part]
    for count in counts[:12]:
        alone = filters.having(part, [count.value]).apply(record)
        assert count.count == len(alone["claims"]), count


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("words", [(), ("contested", "evidenced, denied")])
def test_a_value_leaves_as_many_questions_as_it_says(record, part, words) -> None:
    filters = Filters(as_of=DAY, stances=("denies", "asserts"))
    for count in question_facets(filters.apply(record), words)[part][:8]:
        left = filters.having(part, [count.value]).apply(record)
        assert count.count == len(standing_as(left, words)), count


def test_standings_count_questions_and_are_all_there(record) -> None:
    view = Filters(as_of=DAY, topics=("troops",)).apply(record)
    counts = {one.value: one.count for one in question_facets(view)[STANDING]}
    assert list(counts) == [str(word) for word in Word]
    assert sum(counts.values()) == len(view["questions"])
    assert standing_as(view, ["acknowledged"]) >= {"q-troops-fought", "q-troops-sent"}


def test_what_is_chosen_stays_on_offer(record) -> None:
    view = Filters(as_of=DAY, evidence=("testimony",), topics=("space",)).apply(record)
    counts = {one.value: one.count for one in claim_facets(view)["evidence"]}
    assert counts["testimony"] == 0
    assert counts["intelligence-release"] > 0


def test_values_are_alternatives_and_facets_combine(record) -> None:
    one = Filters(as_of=DAY, stances=("denies",)).apply(record)
    both = Filters(as_of=DAY, stances=("denies", "questions")).apply(record)
    narrow = replace(both.filters, topics=("space",)).apply(record)
    assert len(one["claims"]) < len(both["claims"])
    assert len(narrow["claims"]) < len(both["claims"])


def test_years_stand_in_order_and_other_values_by_number(record) -> None:
    facets = claim_facets(Filters().apply(record))
    years = [one.value for one in facets["years"]]
    assert years == sorted(years)
    for part in ("topics", "stances", "evidence"):
        counts = [one.count for one in facets[part]]
        assert counts == sorted(counts, reverse=True)


def test_an_empty_view_has_no_values(small_record) -> None:
    view = Filters(text="nowhere to be found").apply(small_record)
    assert all(not counts for counts in claim_facets(view).values())
    assert all(not question_facets(view)[part] for part in PARTS)
