"""What a record works out from its tables: days, knowledge, sides, coverage."""

from datetime import date

import pandas as pd
import pytest

from data.filters import Filters
from data.models import TABLES
from data.standing import standings


def cell(record, table: str, id_: str, column: str):
    return record[table].set_index("id").loc[id_, column]


def day(record, table: str, id_: str, column: str) -> str:
    return str(cell(record, table, id_, column).date())


def test_frames_have_the_columns_and_rows_of_their_files(small) -> None:
    record = small.load()
    for table, model in TABLES.items():
        assert list(record[table].columns[: len(model.model_fields)]) == list(model.model_fields)
        assert len(record[table]) == len(small.rows[table])
    assert list(record["events"]["id"]) == ["e-arms", "e-summit", "e-visit"]


def test_events_claims_and_routes_carry_first_last_and_exact(small) -> None:
    record = small.load()
    assert (day(record, "events", "e-arms", "first"), day(record, "events", "e-arms", "last")) == (
        "2023-09-01",
        "2023-10-31",
    )
    assert day(record, "claims", "c-denial", "last") == "2023-10-20"
    assert day(record, "routes", "r-said", "first") == "2023-10-01"
    assert list(record["events"]["exact"]) == [False, True, False]
    assert record["events"]["first"].dtype.kind == "M"


@pytest.mark.parametrize(
    ("actor", "side"),
    [("prk", "partners"), ("kim-jong-un", "partners"), ("white-house", "allies"), ("nato", "allies"), ("un", "other")],
)
def test_actors_have_the_side_of_whom_they_act_for(small, actor, side) -> None:
    assert cell(small.load(), "actors", actor, "side") == side


def test_an_actor_that_acts_for_nobody_has_no_side(small) -> None:
    assert pd.isna(cell(small.load(), "actors", "imagery-lab", "side"))


@pytest.mark.parametrize(
    ("source", "last"), [("s-arms", "2023-10-13"), ("s-month", "2023-10-31"), ("s-undated", "NaT")]
)
def test_sources_carry_their_last_possible_day(small, source, last) -> None:
    assert str(cell(small.load(), "sources", source, "published_last"))[:10] == last


def known(small, date_: str, published: list[str], status: str = "occurred") -> str:
    """When an event of that date and status is known from sources published on those days."""
    small.set("events", 1, date=date_, status=status)
    small.rows["event_sources"] = [row for row in small.rows["event_sources"] if row["event"] != "e-summit"]
    for number, day_ in enumerate(published):
        source = {"title": "T", "publisher": "P", "url": "https://example.org", "language": "en", "kind": "news"}
        small.add("sources", id=f"s-{number}", published=day_, **source)
        small.add("event_sources", event="e-summit", source=f"s-{number}")
    return day(small.load(), "events", "e-summit", "known")


@pytest.mark.parametrize(
    ("date_", "published", "expected"),
    [
        ("2023-09-13", ["2023-09-20", "2023-09-15", "2023-10-01"], "2023-09-15"),
        ("2023-09-13", ["2023-09", "2023-12-31"], "2023-09-30"),
        ("2023-09-13", ["2023-09", "2023-09-25"], "2023-09-25"),
        ("2023-09-13", ["2023-09"], "2023-09-13"),
        ("2023-09-13", ["2023-10", ""], "2023-10-01"),
        ("2023-09-13", ["2023"], "2023-09-13"),
        ("2023-09-13", ["", "2023-09-15"], "2023-09-15"),
        ("2023-09-13", [""], "2023-09-13"),
        ("2023-09-10/2023-09-13", [""], "2023-09-13"),
        ("2023-09-10/2023-09-13", ["2023-09-11"], "2023-09-11"),
        ("2023-09-13", ["2023-09-01"], "2023-09-13"),
        ("2023-09-10/2023-09-13", ["2023-09-01"], "2023-09-10"),
    ],
)
def test_an_event_is_known_from_its_earliest_source_but_not_before_it_begins(small, date_, published, expected) -> None:
    assert known(small, date_, published) == expected


def test_a_plan_is_known_before_its_day(small) -> None:
    assert known(small, "2023-09-13", ["2023-09-01"], status="planned") == "2023-09-01"


def test_a_claim_is_known_from_its_earliest_source(small) -> None:
    small.add("claim_sources", claim="c-denial", source="s-plan")
    assert day(small.load(), "claims", "c-denial", "known") == "2023-10-20"
    small.drop("claim_sources", 3)
    assert day(small.load(), "claims", "c-denial", "known") == "2024-06-20"


def test_coverage_spans_all_events(small) -> None:
    assert small.load().coverage == (date(2023, 9, 1), date(2027, 5, 31))


def test_known_until_is_the_latest_knowledge_of_events_and_claims(small) -> None:
    assert small.load().known_until == date(2024, 6, 20)
    small.set("sources", 1, published="2025-01-01")  # s-denial, the only source of a claim
    assert small.load().known_until == date(2025, 1, 1)


def test_names_of_actors_and_places_are_kept_apart(record) -> None:
    # The presidency and the building share an id.
    assert (record.actor_names["kremlin"], record.place_names["kremlin"]) == ("Kremlin", "Moscow Kremlin")


FILTERS = [
    Filters(),
    Filters(text="rajin"),
    Filters(actors=("prk", "rus"), together=True),
    Filters(sides=("allies",), kinds=("summit",), statuses=("planned",), places=("rajin-port",)),
    Filters(start=date(2023, 1, 1), end=date(2024, 1, 1), as_of=date(2023, 6, 1)),
]


@pytest.mark.parametrize("filters", FILTERS)
def test_a_record_without_rows_gives_empty_views(small, filters) -> None:
    small.clear(*TABLES)
    record = small.load()
    assert record.coverage == (record.known_until, record.known_until)
    view = filters.apply(record)
    assert view.is_empty
    assert all(len(view[table]) == 0 for table in TABLES)
    assert view.standings == {}


OPTIONAL = [
    "event_places", "question_implications", "claim_answers", "claim_events", "claim_replies",
    "quantities", "routes", "route_stops", "route_sources",
]  # fmt: skip


@pytest.mark.parametrize("filters", FILTERS)
def test_tables_that_a_new_record_leaves_empty_do_no_harm(small, filters) -> None:
    small.clear(*OPTIONAL)
    view = filters.apply(small.load())
    for table in OPTIONAL:
        assert view[table].empty
    assert len(Filters(text="kim").apply(small.load())["events"]) == 1
    assert set(standings(small.load(), date(2024, 1, 1))) == {"q-arms", "q-freight", "q-threat"}
