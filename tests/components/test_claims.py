"""The claim table."""

import pandas as pd
import pytest

from components.claims import claim_table
from data.filters import Filters


def test_claims_stand_newest_first_with_all_that_a_reader_needs(small_record) -> None:
    table = claim_table(Filters().apply(small_record))
    assert list(table.index) == ["c-denial", "c-accusation", "c-concern"]
    assert table.loc["c-accusation"].to_dict() == {
        "date": "2023-10-13",
        "claimants": "White House",
        "stance": "asserts",
        "text": "Containers of arms had gone by sea.",
        "questions": "Did the containers hold arms? yes",
        "evidence": "intelligence release",
        "sources": 1,
    }
    assert table.loc["c-concern", "claimants"] == "North Korea, Russia"
    assert table.loc["c-concern", "sources"] == 2
    assert table.loc["c-denial", "evidence"] == "none offered"


def test_a_claim_with_several_answers_and_one_with_none(small) -> None:
    small.add("claim_answers", claim="c-denial", question="q-freight", answer="unclear")
    del small.rows["claim_answers"][0]
    small.write("claim_answers")
    table = claim_table(Filters().apply(small.load()))
    assert table.loc["c-denial", "questions"] == (
        "Has North Korea sent arms to Russia? no; Did the containers hold arms? unclear"
    )
    assert table.loc["c-accusation", "questions"] == ""


@pytest.mark.parametrize("filters", [Filters(kinds=("summit",)), Filters(text="nowhere to be found")])
def test_without_claims_the_table_is_empty_and_has_its_columns(small_record, filters: Filters) -> None:
    table = claim_table(filters.apply(small_record))
    assert table.empty
    assert list(table.columns) == ["date", "claimants", "stance", "text", "questions", "evidence", "sources"]


def test_without_any_claim_in_the_record_the_table_is_empty(small) -> None:
    small.drop("routes", 0)
    small.rows["route_stops"] = [row for row in small.rows["route_stops"] if row["route"] != "r-said"]
    small.rows["route_sources"] = [row for row in small.rows["route_sources"] if row["route"] != "r-said"]
    small.write("route_stops")
    small.write("route_sources")
    small.clear(
        "claims", "claim_answers", "claim_actors", "claim_events", "claim_replies", "claim_sources", "quantities"
    )
    assert claim_table(Filters().apply(small.load())).empty


def test_every_claim_of_the_record_is_shown_once_and_whole(record) -> None:
    table = claim_table(Filters().apply(record))
    assert sorted(table.index) == sorted(record["claims"]["id"])
    assert not table.isna().any(axis=None)
    assert (table["sources"] >= 1).all()
    assert table["date"].map(lambda text: text[:4]).is_monotonic_decreasing
    pd.testing.assert_series_equal(
        table["text"].sort_index(), record["claims"].set_index("id")["text"].sort_index(), check_names=False
    )


def test_a_narrowed_table_lists_the_claims_of_the_view(record) -> None:
    view = Filters(actors=("kor",)).apply(record)
    table = claim_table(view)
    assert 0 < len(table) < len(record["claims"])
    assert sorted(table.index) == sorted(view["claims"]["id"])
