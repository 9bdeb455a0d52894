"""The timeline's window and rhythm, the chronology, the past day, and the way back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from data.filters import Filters

pytestmark = pytest.mark.browser

MEETING = "2023-09-13-putin-kim-vostochny"
RANGE = "() => document.querySelector('.js-plotly-plot').layout.xaxis.range.map((end) => end.slice(0, 10))"


def test_a_window_of_the_timeline_is_in_the_address_and_becomes_the_filter(screen) -> None:
    screen.open("/timeline")
    screen.page.get_by_role("button", name="3 months").click()
    screen.page.wait_for_function("() => new URLSearchParams(location.search).has('window')")
    first, last = screen.query["window"][0].split("/")
    screen.page.wait_for_function(f"([a, b]) => ({RANGE})().join() === [a, b].join()", arg=[first, last])
    screen.page.get_by_role("button", name="Use this range as the filter").click()
    screen.expect_query({"from": [first], "to": [last]})
    expect(screen.page.get_by_role("button", name="Use this range as the filter")).to_have_count(0)


def test_a_press_on_a_month_makes_it_the_filter(screen, record) -> None:
    view = Filters(start=date(2023, 9, 1), end=date(2023, 10, 31)).apply(record)
    screen.open("/timeline", view.filters)
    chart = screen.page.locator(".js-plotly-plot").nth(1)
    # August, since an event began there, September, October.
    bar = chart.locator(".barlayer .trace").first.locator(".point path").nth(2)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    screen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    screen.page.wait_for_function("() => new URLSearchParams(location.search).get('from')?.endsWith('-01')")
    screen.expect_summary(Filters(start=date(2023, 10, 1), end=date(2023, 10, 31)).apply(record))


def test_the_chronology_lists_the_same_events_and_opens_them(screen, record) -> None:
    view = Filters(start=date(2023, 9, 1), end=date(2023, 10, 31)).apply(record)
    screen.open("/timeline", view.filters, view="list")
    items = screen.page.locator(".chronology li")
    expect(items).to_have_count(len(view["events"]))
    title = record["events"].set_index("id").loc[MEETING, "title"]
    screen.page.locator(".chronology").get_by_role("link", name=title).click()
    expect(screen.panel.get_by_role("heading", name=title)).to_be_visible()
    assert screen.query["select"] == [f"event:{MEETING}"]
    assert screen.query["from"] == ["2023-09-01"]


def test_back_undoes_a_selection_and_entries_lead_on(screen, record) -> None:
    events = record["events"].set_index("id")
    screen.open("/map", Filters(kinds=("summit",)), select=f"event:{MEETING}")
    heading = screen.panel.get_by_role("heading", name=events.loc[MEETING, "title"])
    expect(heading).to_be_visible()
    screen.panel.get_by_role("button", name="Next").click()
    summits = record["events"][record["events"]["kind"] == "summit"].sort_values(["first", "id"])
    after = summits["id"].iloc[list(summits["id"]).index(MEETING) + 1]
    expect(screen.panel.get_by_role("heading", name=events.loc[after, "title"])).to_be_visible()
    screen.panel.get_by_role("button", name="Previous").click()
    expect(heading).to_be_visible()
    screen.idle()
    screen.panel.get_by_role("radio", name="Vladimir Putin", exact=True).click()
    expect(screen.panel.get_by_role("heading", name="Vladimir Putin", exact=True)).to_be_visible()
    expect(screen.panel.get_by_text("Met or acted with")).to_be_visible()
    screen.page.go_back()
    expect(heading).to_be_visible()


def test_steps_of_knowledge_move_all_and_then_and_now_says_what_was_learned(screen, record) -> None:
    day = date(2023, 10, 18)
    screen.open("/claims", Filters(as_of=day))
    later = next(moment for moment in record.moments if moment > day)
    expect(screen.page.get_by_text("Then and now")).to_be_visible()
    screen.page.get_by_role("button", name="Later").click()
    screen.expect_query({"asof": [str(later)]})
    screen.expect_summary(Filters(as_of=later).apply(record))
    screen.page.get_by_role("button", name="Now", exact=True).click()
    screen.expect_query({})
    expect(screen.page.get_by_text("Then and now")).to_have_count(0)


def test_an_embedded_timeline_stands_alone(screen) -> None:
    screen.page.goto(f"{screen.server}/timeline?embed=1&kind=summit")
    expect(screen.page.locator(".js-plotly-plot").first).to_be_visible()
    expect(screen.page.get_by_text("summit · as known on")).to_be_visible()
    for gone in ("stSidebar", "stHeader"):
        expect(screen.page.get_by_test_id(gone)).to_be_hidden()
    expect(screen.panel).to_have_count(0)
