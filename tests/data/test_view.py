"""The record narrowed to the events and claims in view."""

from datetime import date

import pandas as pd
import pytest

from data.filters import Filters
from data.models import TABLES
from data.standing import standings


def test_tables_hold_what_belongs_to_the_events_and_claims_in_view(small_record) -> None:
    view = Filters(kinds=("arms-transfer",)).apply(small_record)
    assert {name: list(view[name].iloc[:, 0]) for name in TABLES} == {
        "actors": ["prk", "rus", "usa", "white-house"],
        "places": ["east-sea", "rajin-port", "vladivostok"],
        "sources": ["s-arms", "s-denial", "s-month"],
        "events": ["e-arms"],
        "event_actors": ["e-arms"] * 3,
        "event_places": ["e-arms"] * 2,
        "event_sources": ["e-arms"] * 2,
        "questions": ["q-arms", "q-freight"],
        "question_concerns": ["q-arms", "q-arms", "q-freight", "q-freight"],
        "question_implications": ["q-freight"],
        "claims": ["c-accusation", "c-denial"],
        "claim_answers": ["c-accusation", "c-denial"],
        "claim_actors": ["c-accusation", "c-denial"],
        "claim_events": ["c-accusation", "c-denial"],
        "claim_replies": ["c-denial"],
        "claim_sources": ["c-accusation", "c-denial"],
        "measures": ["containers"],
        "quantities": ["c-accusation"],
        "routes": ["r-said", "r-ship"],
        "route_stops": ["r-said", "r-said", "r-ship", "r-ship"],
        "route_sources": ["r-said", "r-ship", "r-ship"],
    }


def test_a_summit_without_claims_leaves_their_tables_empty(small_record) -> None:
    view = Filters(kinds=("summit",)).apply(small_record)
    assert list(view["actors"]["id"]) == ["kim-jong-un", "prk", "rus"]
    assert list(view["places"]["id"]) == ["vladivostok"]
    assert list(view["sources"]["id"]) == ["s-month", "s-summit"]
    for table in ("claims", "claim_answers", "questions", "question_concerns", "measures", "quantities", "routes"):
        assert view[table].empty, table
    assert not view.is_empty


def test_whose_conduct_a_question_concerns_is_in_view_with_it(small_record) -> None:
    view = Filters(text="rehearsal").apply(small_record)
    assert "usa" not in set(view["claim_actors"]["actor"]) | set(view["event_actors"]["actor"])
    assert "usa" in set(view["actors"]["id"])


def test_rows_are_counted_from_zero_and_have_the_columns_of_the_record(small_record) -> None:
    view = Filters(kinds=("summit",)).apply(small_record)
    for table in TABLES:
        assert list(view[table].index) == list(range(len(view[table])))
        assert list(small_record[table].columns) == [column for column in view[table].columns if column != "in_view"]


@pytest.mark.parametrize(
    ("filters", "table", "marks"),
    [
        (Filters(), "claim_events", [True, True]),
        (Filters(start=date(2023, 11, 1)), "claim_events", []),
        (Filters(start=date(2023, 10, 13), end=date(2023, 10, 13)), "claim_events", [True]),
        (Filters(text="deal"), "claim_events", [False]),
        (Filters(), "claim_replies", [True]),
        (Filters(text="deal"), "claim_replies", [False]),
        (Filters(), "question_implications", [True]),
        (Filters(actors=("white-house",)), "question_implications", [False]),
    ],
)
def test_links_that_may_point_outside_say_whether_they_do(small_record, filters, table, marks) -> None:
    assert list(filters.apply(small_record)[table]["in_view"]) == marks


def test_the_record_is_left_as_it_was(small) -> None:
    record = small.load()
    columns = {table: list(record[table].columns) for table in TABLES}
    for filters in (Filters(), Filters(text="deal")):
        view = filters.apply(record)
        for table in TABLES:
            view[table]["mine"] = 1
    assert {table: list(record[table].columns) for table in TABLES} == columns
    assert [len(record[table]) for table in TABLES] == [len(small.rows[table]) for table in TABLES]


def test_a_view_is_empty_without_events_and_claims(small_record) -> None:
    assert Filters(text="nowhere").apply(small_record).is_empty
    assert not Filters(text="deal").apply(small_record).is_empty, "a claim without an event"
    assert not Filters(kinds=("visit",)).apply(small_record).is_empty, "an event without a claim"


def test_a_view_says_what_it_was_taken_from_and_what_was_asked_for(small_record) -> None:
    filters = Filters(kinds=("summit",))
    view = filters.apply(small_record)
    assert view.version == small_record.version
    assert view.package.title == "A small record"
    assert view.filters == filters


def test_as_of_is_the_day_asked_for_or_the_latest_knowledge(small_record) -> None:
    assert Filters(as_of=date(2023, 10, 1)).apply(small_record).as_of == date(2023, 10, 1)
    assert Filters().apply(small_record).as_of == date(2024, 6, 20)


def test_key_tells_filters_and_versions_apart(small) -> None:
    record = small.load()
    keys = {Filters(text=text).apply(record).key for text in ("", "deal", "sea")}
    assert len(keys) == 3
    assert Filters(actors=("rus", "prk")).apply(record).key == Filters(actors=("prk", "rus")).apply(record).key
    small.set("events", 1, summary="They met.")
    assert Filters().apply(small.load()).key not in keys


def test_standings_rest_on_all_claims_known_not_on_those_in_view(small_record) -> None:
    view = Filters(actors=("white-house",)).apply(small_record)
    assert "c-denial" not in set(view["claims"]["id"])
    assert view.standings["q-arms"].no.claims == ("c-denial",)


def test_standings_are_of_the_as_of_day(small_record) -> None:
    view = Filters(as_of=date(2023, 10, 13)).apply(small_record)
    assert view.standings == standings(small_record, date(2023, 10, 13))
    assert view.standings["q-arms"].no.claims == ()


def test_as_of_hides_sources_that_were_published_later(record) -> None:
    day = date(2023, 10, 1)
    view = Filters(as_of=day).apply(record)
    assert len(view["sources"]) > 0
    assert not (view["sources"]["published_first"] > pd.Timestamp(day)).any()
    for owner in ("event", "claim"):
        assert set(view[f"{owner}s"]["id"]) == set(view[f"{owner}_sources"][owner])
