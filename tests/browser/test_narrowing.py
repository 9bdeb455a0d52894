"""A filter narrows everything on the screen at once, and its address brings the same screen back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from data.filters import Filters
from data.models import EventKind
from style import KINDS

pytestmark = pytest.mark.browser

ASKED = Filters(actors=("prk",), start=date(2023, 9, 1), end=date(2023, 10, 31))


def test_an_actor_and_a_range_of_days_change_all_parts_together_and_the_address_shares_them(
    screen, screen_on, fresh, record
) -> None:
    screen.open()
    screen.expect_view(Filters().apply(record))
    screen.in_frame("() => { window.marker = 'same document'; }")
    screen.choose("Actors", "North Korea")
    screen.expect_view(Filters(actors=ASKED.actors).apply(record))
    screen.set_day("From", "2023-09-01")
    screen.expect_query({"actor": ["prk"], "from": ["2023-09-01"]})
    screen.set_day("To", "2023-10-31")
    view = ASKED.apply(record)
    assert 3 < len(view["events"]) < 100
    screen.expect_view(view)
    screen.expect_query(ASKED.to_query())
    assert screen.in_frame("() => window.marker") == "same document"

    other = screen_on(context=fresh())
    other.page.goto(screen.page.url)
    other.expect_view(view)
    expect(other.page.get_by_test_id("stSidebar").get_by_text("North Korea", exact=True)).to_be_visible()
    other.check()


def test_the_map_stays_where_it_was_moved_while_filters_change(screen, record) -> None:
    screen.open()
    screen.expect_view(Filters().apply(record))
    screen.in_frame("() => { window.marker = 'same document'; }")
    screen.map.get_by_role("button", name="Zoom in").click()
    box = screen.map_container.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + 60)
    screen.page.mouse.move(*middle)
    screen.page.mouse.down()
    screen.page.mouse.move(middle[0] + 90, middle[1] + 40, steps=5)
    screen.page.mouse.up()
    where = "() => { const c = window.map.getCenter(); return [window.map.getZoom(), c.lat, c.lng].join(' '); }"
    screen.page.wait_for_function("() => true")
    screen.map.locator("#map_div:not(.leaflet-zoom-anim)").wait_for()
    settled = screen.in_frame(where)
    # With the reset below, ten changes.
    kinds = ("summit", "visit", "talks", "treaty", "statement", "ceremony", "deployment", "exercise", "sanctions")
    for count, kind in enumerate(kinds, start=1):
        screen.choose("Kinds", KINDS[EventKind(kind)].label)
        screen.expect_view(Filters(kinds=kinds[:count]).apply(record))
    screen.page.get_by_role("button", name="Reset all filters").click()
    screen.expect_view(Filters().apply(record))
    assert screen.in_frame("() => window.marker") == "same document"
    assert screen.in_frame(where) == settled


def test_back_undoes_a_filter_and_a_selection(screen, record) -> None:
    whole = Filters().apply(record)
    screen.open()
    screen.expect_view(whole)
    screen.choose("Kinds", "Summit")
    view = Filters(kinds=("summit",)).apply(record)
    screen.expect_view(view)
    last = view["events"].sort_values(["first", "id"]).iloc[-1]
    screen.panel.get_by_role("button", name=last["title"]).click()
    screen.expect_query({"kind": ["summit"], "select": [f"event:{last['id']}"]})
    expect(screen.panel.get_by_role("heading", name=last["title"])).to_be_visible()
    screen.page.go_back()
    screen.expect_query({"kind": ["summit"]})
    expect(screen.panel.get_by_role("heading", name="Latest events in view")).to_be_visible()
    screen.expect_view(view)
    screen.page.go_back()
    screen.expect_query({})
    screen.expect_view(whole)
    screen.page.go_forward()
    screen.expect_query({"kind": ["summit"]})
    screen.expect_view(view)


def test_what_the_address_asks_in_vain_is_named_and_the_rest_applies(screen, record) -> None:
    screen.open("/", kind=["summit", "sumit"], colour="red")
    view = Filters(kinds=("summit",)).apply(record)
    screen.expect_view(view)
    notices = screen.page.get_by_test_id("stAlert")
    expect(notices).to_have_count(2)
    expect(notices.first).to_contain_text("kind: 'sumit' is not known, did you mean summit? - use arms-transfer, ")
    expect(notices.last).to_contain_text("colour: is not a parameter - use actor, ")
    screen.expect_query({"kind": ["summit"]})


def test_nothing_found_offers_a_way_back(screen, record) -> None:
    screen.open("/", kind="summit", q="nowhere to be found")
    expect(screen.page.get_by_text("Nothing in the record matches this filter.")).to_be_visible()
    expect(screen.page.locator("iframe")).to_have_count(0)
    screen.page.get_by_role("button", name="Drop the search").click()
    screen.expect_view(Filters(kinds=("summit",)).apply(record))
    screen.expect_query({"kind": ["summit"]})


def test_going_to_another_page_keeps_the_filter(screen, record) -> None:
    view = Filters(kinds=("summit",)).apply(record)
    screen.open("/", view.filters)
    screen.expect_view(view)
    screen.page.get_by_role("link", name="Claims").click()
    expect(screen.page.locator("iframe")).to_have_count(0)
    screen.expect_summary(view)
    screen.expect_query({"kind": ["summit"]})
    screen.page.get_by_role("link", name="Situation").click()
    screen.expect_view(view)
    screen.expect_query({"kind": ["summit"]})
