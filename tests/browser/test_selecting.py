"""A click or a key on a place, a mark or a row selects it, and its entry shows beside the screen."""

import pytest
from playwright.sync_api import expect

from components.claims import ROW_HEIGHT, claim_table
from data.dates import in_words
from data.filters import Filters

pytestmark = pytest.mark.browser

SUMMITS = Filters(kinds=("summit",))
MEETING = "2023-09-13-putin-kim-vostochny"
# Of a table, in pixels.
HEAD_HEIGHT = 35


@pytest.fixture
def view(record):
    return SUMMITS.apply(record)


def expect_event(screen, record, event: str) -> None:
    """Wait until the entry of an event shows, with its links."""
    row = record["events"].set_index("id").loc[event]
    screen.expect_query({"kind": ["summit"], "select": [f"event:{event}"]})
    expect(screen.panel.get_by_role("heading", name=row["title"])).to_be_visible()
    expect(screen.panel.get_by_text(row["summary"], exact=True)).to_be_visible()
    cited = record["event_sources"].loc[record["event_sources"]["event"] == event, "source"]
    links = screen.panel.get_by_role("link")
    expect(links).to_have_count(len(cited))
    urls = set(record["sources"].set_index("id").loc[cited, "url"])
    for link in links.all():
        assert link.get_attribute("href") in urls
        assert link.get_attribute("target") == "_blank"
        assert "noopener" in str(link.get_attribute("rel"))


def test_a_click_and_a_key_on_a_place_select_it_on_every_map(screen, record, view) -> None:
    events = record["events"].set_index("id")
    place = events.loc[MEETING, "place"]
    screen.open("/", SUMMITS)
    screen.expect_view(view)
    screen.place(place).click()
    screen.expect_query({"kind": ["summit"], "select": [f"place:{place}"]})
    expect(screen.panel.get_by_role("heading", name=record.place_names[place])).to_be_visible()
    expect(screen.place(place)).to_contain_class("tumen-selected")
    screen.panel.get_by_role("button", name=in_words(events.loc[MEETING, "date"])).click()
    expect_event(screen, record, MEETING)

    screen.panel.get_by_role("button", name="Close").click()
    screen.expect_query({"kind": ["summit"]})
    expect(screen.map.locator(".tumen-selected")).to_have_count(0)
    # The same place again: the frame repeats its answer, and only the count of clicks tells.
    screen.place(place).click()
    screen.expect_query({"kind": ["summit"], "select": [f"place:{place}"]})

    screen.page.get_by_role("link", name="Map", exact=True).click()
    expect(screen.timeline).to_have_count(0)
    other = events.loc[view["events"]["id"]].query("place != @place")["place"].value_counts().index
    here = next(one for one in other if record["places"].set_index("id").loc[one, "lon"] > 120)
    expect(screen.map_container).to_have_attribute("data-basemap", "complete")
    expect(screen.place(place)).to_contain_class("tumen-selected")
    screen.place(here).focus()
    screen.page.keyboard.press("Enter")
    screen.expect_query({"kind": ["summit"], "select": [f"place:{here}"]})
    expect(screen.panel.get_by_role("heading", name=record.place_names[here])).to_be_visible()


def test_a_click_on_a_mark_of_the_timeline_selects_its_event(screen, record, view) -> None:
    screen.open("/", SUMMITS)
    screen.expect_view(view)
    screen.timeline.scroll_into_view_if_needed()
    screen.page.mouse.click(*screen.hover_mark(f"event:{MEETING}"))
    expect_event(screen, record, MEETING)
    # Its ring is on the figure, and a mark beside it can be selected next.
    other = next(one for one in view["events"]["id"] if one != MEETING)
    screen.expect_view(view)
    screen.page.mouse.click(*screen.hover_mark(f"event:{other}"))
    expect_event(screen, record, other)
    screen.panel.get_by_role("button", name="Close").click()
    screen.expect_query({"kind": ["summit"]})


def test_a_click_on_a_row_selects_its_claim_and_only_that_row_is_marked(screen, record, view) -> None:
    def marked(*claims: str) -> None:
        expect(screen.claims).to_have_count(1)
        rows = screen.claims.locator("tr[aria-selected=true]")
        expect(rows).to_have_count(len(claims))
        for claim in claims:
            expect(rows).to_contain_text(record["claims"].set_index("id").loc[claim, "text"])

    screen.open("/claims", SUMMITS, view="claims")
    table = claim_table(view)
    expect(screen.claims.locator("canvas").first).to_be_visible()
    # The first cell of a row is for the tick.
    screen.claims.click(position={"x": 16, "y": HEAD_HEIGHT + ROW_HEIGHT + 17})
    chosen = table.index[1]
    screen.expect_query({"view": ["claims"], "kind": ["summit"], "select": [f"claim:{chosen}"]})
    expect(screen.panel.get_by_text(table["text"].iloc[1], exact=True)).to_be_visible()
    marked(chosen)
    # Another filter puts other claims into the rows.
    both = Filters(kinds=("summit", "sanctions")).apply(record)
    assert claim_table(both).index[1] != chosen
    screen.choose("Kinds", "Sanctions")
    screen.expect_summary(both)
    screen.expect_claims(both)
    marked(chosen)
    screen.panel.get_by_role("button", name="Close").click()
    screen.expect_query({"view": ["claims"], "kind": ["sanctions", "summit"]})
    marked()
    # The table is drawn anew without the mark; the old one must be gone first.
    screen.idle()
    expect(screen.claims).to_have_count(1)
    screen.claims.click(position={"x": 16, "y": HEAD_HEIGHT + 17})
    first = claim_table(both).index[0]
    screen.expect_query({"view": ["claims"], "kind": ["sanctions", "summit"], "select": [f"claim:{first}"]})
    marked(first)
    # The same row again gives it up.
    screen.claims.click(position={"x": 16, "y": HEAD_HEIGHT + 17})
    screen.expect_query({"view": ["claims"], "kind": ["sanctions", "summit"]})
    marked()


def test_a_selection_in_the_address_shows_from_the_start(screen, record, view) -> None:
    screen.open("/", SUMMITS, select=f"event:{MEETING}")
    expect_event(screen, record, MEETING)
    screen.expect_view(view)
    place = record["events"].set_index("id").loc[MEETING, "place"]
    expect(screen.map.locator(".tumen-selected")).to_have_attribute("data-place", place)
