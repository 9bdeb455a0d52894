"""Ways on from an entry: neighbours and links."""

from components.entry import links_of, neighbours
from components.selection import Selection
from data.filters import Filters


def test_neighbours_are_by_date_within_the_filter(small_record) -> None:
    view = Filters().apply(small_record)
    before, after = neighbours(view, Selection("event", "e-summit"))
    assert (before, after) == (Selection("event", "e-arms"), Selection("event", "e-visit"))
    assert neighbours(view, Selection("event", "e-arms"))[0] is None
    assert neighbours(view, Selection("event", "e-visit"))[1] is None
    only = Filters(kinds=("summit",)).apply(small_record)
    assert neighbours(only, Selection("event", "e-summit")) == (None, None)
    assert neighbours(only, Selection("event", "e-arms")) == (None, None)
    assert neighbours(view, Selection("place", "vladivostok")) == (None, None)


def test_an_event_leads_to_actors_places_claims_and_sources(small_record) -> None:
    links = links_of(Filters().apply(small_record), Selection("event", "e-arms"))
    assert {heading: [one.id for one in names] for heading, names in links.items()} == {
        "Its actors": ["prk", "rus", "white-house"],
        "Its places": ["rajin-port", "east-sea", "vladivostok"],
        "Its claims": ["c-accusation", "c-denial"],
        "Its sources": ["s-arms", "s-month"],
    }


def test_every_link_of_every_entry_leads_to_something(record) -> None:
    whole = Filters(background=True).apply(record)
    for kind, table in (("event", "events"), ("claim", "claims"), ("source", "sources"), ("question", "questions")):
        for row in record[table]["id"][::17]:
            for names in links_of(whole, Selection(kind, row)).values():
                for one, label in names.items():
                    assert (whole[f"{one.kind}s"]["id"] == one.id).any()
                    assert 0 < len(label) <= 90
