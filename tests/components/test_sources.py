"""The source table."""

import pytest

from components.sources import source_table
from data.filters import Filters


def test_sources_stand_newest_first_and_undated_ones_last(small_record) -> None:
    table = source_table(Filters().apply(small_record))
    assert list(table.index) == ["s-plan", "s-month", "s-denial", "s-arms", "s-summit", "s-undated"]
    assert table.loc["s-arms"].to_dict() == {
        "title": "Containers seen",
        "publisher": "Agency",
        "published": "2023-10-13",
        "kind": "news",
        "language": "en",
        # One event, one claim and two routes.
        "supports": 4,
        "url": "https://example.org/arms",
    }
    assert table.loc["s-undated", "published"] == "not dated"
    assert table.loc["s-denial", "kind"] == "state media"


def test_what_a_source_supports_is_counted_in_view(small_record) -> None:
    table = source_table(Filters(kinds=("summit",)).apply(small_record))
    assert table["supports"].to_dict() == {"s-month": 1, "s-summit": 1}


@pytest.mark.parametrize("filters", [Filters(text="nowhere to be found")])
def test_an_empty_view_has_an_empty_table(small_record, filters: Filters) -> None:
    table = source_table(filters.apply(small_record))
    assert table.empty
    assert list(table.columns) == ["title", "publisher", "published", "kind", "language", "supports", "url"]


def test_every_source_of_the_record_supports_something(record) -> None:
    table = source_table(Filters(background=True).apply(record))
    assert not table.isna().any(axis=None)
    links = sum(len(record[f"{owner}_sources"]) for owner in ("event", "claim", "route"))
    assert table["supports"].sum() == links
    assert table["url"].str.match("https?://").all()
