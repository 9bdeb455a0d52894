"""What the entries rest on, and where that is thin."""

from datetime import date

import pandas as pd

from data.filters import Filters
from data.footing import (
    by_kind,
    by_publisher,
    claims_without_evidence,
    entries_by_month,
    held,
    newest_source,
    one_sided_questions,
    single_source_events,
    source_shares,
    thin_months,
)


def test_shares_of_the_small_record(small) -> None:
    small.drop("event_sources", 1)
    view = Filters().apply(small.load())
    shares = source_shares(view)
    assert (shares.events, shares.single_source, shares.state_media_only, shares.official_document) == (3, 1, 0, 0)
    assert list(single_source_events(view)["id"]) == ["e-arms"]


def test_state_media_and_documents_are_told(small) -> None:
    small.set("sources", 0, kind="state-media")
    small.set("sources", 2, kind="state-media")
    small.set("sources", 4, kind="un-document")
    shares = source_shares(Filters().apply(small.load()))
    # e-arms rests on s-arms and s-month, e-summit on s-month and the document.
    assert (shares.state_media_only, shares.official_document) == (1, 1)


def test_shares_agree_with_a_plain_count(record) -> None:
    view = Filters(as_of=date(2025, 6, 30)).apply(record)
    kinds = record["sources"].set_index("id")["kind"]
    cited = {}
    for row in view["event_sources"].to_dict("records"):
        cited.setdefault(row["event"], []).append(kinds[row["source"]])
    shares = source_shares(view)
    assert shares.single_source == sum(len(one) == 1 for one in cited.values())
    assert shares.state_media_only == sum(set(one) == {"state-media"} for one in cited.values())
    assert shares.official_document == sum(bool({"official", "un-document"} & set(one)) for one in cited.values())
    assert shares.single_source > 0


def test_the_newest_source_and_none(small_record) -> None:
    assert newest_source(Filters().apply(small_record)) == date(2024, 6, 20)
    assert newest_source(Filters(text="nowhere to be found").apply(small_record)) is None


def test_claims_without_evidence(small_record) -> None:
    assert list(claims_without_evidence(Filters().apply(small_record))["id"]) == ["c-denial"]


def test_one_sided_questions_of_the_small_record(small_record) -> None:
    found = one_sided_questions(Filters().apply(small_record))
    # Nobody but Washington answers q-freight, nobody but Moscow and Pyongyang q-threat; q-arms is disputed.
    assert {one.question: held(one) for one in found} == {
        "q-freight": ("yes", ("usa",)),
        "q-threat": ("yes", ("prk", "rus")),
    }


def test_satellite_help_is_one_sided_until_it_is_denied(record) -> None:
    for day, one_sided in ((date(2024, 12, 31), True), (date(2025, 6, 30), False)):
        found = one_sided_questions(Filters(as_of=day).apply(record))
        assert ("q-sat-help" in {one.question for one in found}) is one_sided


def test_entries_by_month_leave_no_month_out_and_no_plan_in(small_record) -> None:
    months = entries_by_month(Filters().apply(small_record))
    assert list(months.index) == [pd.Timestamp(2023, 9, 1), pd.Timestamp(2023, 10, 1), *pd.date_range(
        "2023-11-01", "2024-06-01", freq="MS"
    )]  # fmt: skip
    assert list(months["events"])[:3] == [2, 0, 0]
    assert list(months["claims"])[:3] == [1, 2, 0]


def test_thin_months_have_less_than_a_quarter_of_the_usual(record) -> None:
    view = Filters(as_of=date(2025, 12, 31)).apply(record)
    entries = entries_by_month(view).sum(axis=1)
    thin = thin_months(view)
    assert set(thin.index) == {month for month, count in entries.items() if count < entries.median() / 4}


def test_an_empty_view_has_nothing_to_say(small_record) -> None:
    view = Filters(text="nowhere to be found").apply(small_record)
    assert source_shares(view).events == 0
    for table in (single_source_events, claims_without_evidence, entries_by_month, thin_months, by_kind, by_publisher):
        assert table(view).empty
    assert one_sided_questions(view) == []


def test_sources_by_publisher_and_kind(small_record) -> None:
    view = Filters().apply(small_record)
    publishers = by_publisher(view)
    assert publishers.index[0] == "Agency"
    assert publishers.loc["Agency", "sources"] == 3
    # s-arms supports four, s-plan one and s-summit two.
    assert publishers.loc["Agency", "supports"] == 7
    assert publishers.loc["Agency", "newest"] == pd.Timestamp(2024, 6, 20)
    assert pd.isna(publishers.loc["Archive", "newest"])
    kinds = by_kind(view)
    assert dict(kinds["sources"]) == {"news": 3, "think-tank": 1, "state-media": 1, "reference": 1}
    assert kinds["sources"].sum() == len(view["sources"])
