"""Record quality, the sources by publisher and kind, and the dictionary, as a reader sees them."""

from datetime import date

from components.dictionary import dictionary_html
from components.quality import doubt_table, months_alt, months_figure, one_sided_table, single_source_table
from components.sources import kind_table, ordered_sources, publisher_table, shares_html
from data.dictionary import dictionary
from data.filters import Filters
from data.quality import doubts


def test_an_event_on_one_source_names_it(small) -> None:
    small.drop("event_sources", 1)
    table = single_source_table(Filters().apply(small.load()))
    assert table.loc["e-arms"].to_dict() == {
        "date": "2023-09/2023-10",
        "title": "Containers go by sea",
        "kind": "Arms transfer",
        "source": "Containers seen",
        "publisher": "Agency",
    }
    assert len(table) == 1


def test_one_sided_questions_name_answer_and_parties(small_record) -> None:
    table = one_sided_table(Filters().apply(small_record))
    assert table.loc["q-threat"].to_dict() == {
        "standing": "△ asserted: yes",
        "question": "Are the exercises a threat?",
        "answer": "yes",
        "parties": "North Korea and Russia",
    }
    assert one_sided_table(Filters(text="nowhere to be found").apply(small_record)).empty


def test_doubts_are_those_of_the_check(record) -> None:
    view = Filters(kinds=("summit",)).apply(record)
    expected = [one for one in doubts(record) if one.kind != "single source"]
    assert list(doubt_table(view)["problem"]) == [one.problem for one in expected]


def test_months_are_stacked_and_thin_ones_marked(record) -> None:
    view = Filters(as_of=date(2025, 12, 31)).apply(record)
    events, claims, thin = months_figure(view).data
    assert sum(events.y) + sum(claims.y) <= len(view["events"]) + len(view["claims"])
    assert len(events.x) == len(claims.x)
    assert 0 < len(thin.x) < len(events.x)
    assert months_alt(view).startswith(f"Entries by month: {len(events.x)} months, ")


def test_shares_are_told_in_per_cent_and_numbers(small_record) -> None:
    shown = shares_html(Filters(as_of=date(2024, 7, 1)).apply(small_record))
    assert "Events on one source<strong>0%</strong><small>0 of 3</small>" in shown
    assert "Newest source<strong>20 June 2024</strong><small>11 days before the as-of day</small>" in shown
    assert "0 of 0" in shares_html(Filters(text="nowhere to be found").apply(small_record))


def test_sources_by_publisher_and_kind(small_record) -> None:
    view = Filters().apply(small_record)
    assert publisher_table(view).iloc[0].to_dict() == {
        "name": "Agency",
        "sources": 3,
        "supports": 7,
        "more": "news",
        "newest": "2024-06-20",
    }
    assert kind_table(view)["name"].iloc[0] == "news"
    assert "state media" in list(kind_table(view)["name"])


def test_sources_in_every_order(small_record) -> None:
    view = Filters().apply(small_record)
    assert list(ordered_sources(view, "oldest").index) == [
        "s-summit", "s-arms", "s-denial", "s-month", "s-plan", "s-undated",
    ]  # fmt: skip
    assert ordered_sources(view, "publisher")["publisher"].is_monotonic_increasing
    assert ordered_sources(view, "supports")["supports"].is_monotonic_decreasing


def test_the_dictionary_shows_types_links_and_values() -> None:
    claims = next(table for table in dictionary() if table.name == "claims")
    shown = dictionary_html(claims, 12)
    assert "12 rows in view" in shown
    assert "→ <code>actors</code>" in shown
    assert "One of asserts, assesses, confirms, denies, questions." in shown
    assert "<code>own-conduct</code>" in shown
    assert "`" not in shown


def test_hostile_publishers_stay_text(hostile_record) -> None:
    view = Filters().apply(hostile_record)
    # A table's cells are drawn on a canvas; what is shown as HTML is made harmless.
    assert "<img src=x onerror=window.pwned=4>" in set(publisher_table(view)["name"])
    assert "<img" not in shares_html(view)
