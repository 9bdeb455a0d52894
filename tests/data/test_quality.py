"""Doubts that an editor should look at: each is found where it is, and gone when mended."""

import pytest

from data.__main__ import main
from data.quality import Doubt, doubts


@pytest.fixture
def found(small):
    """The doubts about the small record, whose description is kept up to date, as (kind, table, id)."""

    def look() -> list[tuple[str, str, str]]:
        assert main(["datapackage", str(small.folder)]) == 0
        return [(doubt.kind, doubt.table, doubt.id) for doubt in doubts(small.load())]

    return look


def test_a_good_record_raises_no_doubt(found) -> None:
    assert found() == []


def add_event(small, **cells: str) -> None:
    event = {
        "id": "e-dinner", "title": "The two leaders meet", "kind": "summit", "status": "occurred",
        "date": "2023-09-14", "place": "vladivostok", "summary": "They dined.", "period": "current",
    } | cells  # fmt: skip
    small.add("events", **event)
    small.add("event_sources", event=event["id"], source="s-month")
    small.add("event_sources", event=event["id"], source="s-undated")


def test_alike_events_at_one_place_within_two_days_may_be_one(small, found) -> None:
    add_event(small)
    assert found() == [("near duplicate", "events", "e-dinner")]
    assert "may be the same as e-summit - merge them" in str(doubts(small.load())[0])


@pytest.mark.parametrize(
    ("cells", "doubted"),
    [
        ({"date": "2023-09-15"}, True),
        ({"date": "2023-09-16"}, False),
        ({"date": "2023-09-11", "id": "e-before"}, True),
        ({"date": "2023-09-10", "id": "e-before"}, False),
        ({"place": "pyongyang"}, False),
        ({"title": "A dinner is given"}, False),
        ({"title": "Meet two leaders"}, True),
    ],
)
def test_events_apart_in_time_place_or_title_are_two(small, found, cells, doubted) -> None:
    add_event(small, **cells)
    assert [doubt[0] for doubt in found()] == ["near duplicate"] * doubted


def test_an_event_on_a_single_source(small, found) -> None:
    small.drop("event_sources", 2)
    assert found() == [("single source", "events", "e-summit")]


def test_an_event_younger_than_its_source(small, found) -> None:
    small.add("event_sources", event="e-arms", source="s-plan")
    assert found() == []
    small.set("sources", 3, published="2023-08-31")
    assert found() == [("older source", "events", "e-arms")]
    assert "its source s-plan" in str(doubts(small.load())[0])
    small.set("sources", 3, published="2023-08~/2023-09")
    assert found() == [], "it may have been published on the first day"


def test_a_plan_may_be_younger_than_its_source(small, found) -> None:
    assert small.rows["events"][2]["status"] == "planned"
    assert found() == []
    small.set("events", 2, status="failed", date="2025-05")
    assert found() == [("older source", "events", "e-visit")]


def test_a_source_that_nothing_cites(small, found) -> None:
    source = dict(small.rows["sources"][0])
    small.add("sources", **(source | {"id": "s-unused"}))
    assert found() == [("uncited source", "sources", "s-unused")]
    for table, owner in (("event_sources", "e-arms"), ("claim_sources", "c-denial"), ("route_sources", "r-ship")):
        column = table.removesuffix("_sources")
        small.add(table, **{column: owner, "source": "s-unused"})
        assert found() == [], table
        small.drop(table, -1)


def test_a_claim_that_bears_on_no_question(small, found) -> None:
    small.set("claim_answers", 1, claim="c-denial")
    assert found() == [("unanswered", "claims", "c-concern")]
    small.add("claim_answers", claim="c-concern", question="q-threat", answer="unclear")
    small.drop("claim_answers", 1)
    assert found() == []


def test_a_question_that_no_claim_bears_on(small, found) -> None:
    small.add("questions", id="q-new", text="Is it new?", topic="arms", nature="fact")
    assert found() == [("unanswered", "questions", "q-new")]


def test_a_description_older_than_the_tables(small, found) -> None:
    assert found() == []
    small.set("events", 1, summary="They met.")
    (doubt,) = doubts(small.load())
    assert (doubt.kind, doubt.id) == ("stale description", "small-record")


def test_doubts_are_sorted_and_read_as_table_id_problem(small, found) -> None:
    small.drop("event_sources", 5)
    small.drop("event_sources", 3)
    small.add("questions", id="q-new", text="Is it new?", topic="arms", nature="fact")
    kinds = [doubt[0] for doubt in found()]
    assert kinds == sorted(kinds)
    assert len(kinds) > 2
    assert str(Doubt("kind", "events", "e-arms", "is odd - look")) == "events: e-arms: is odd - look"
