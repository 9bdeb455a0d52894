"""Keys, screen readers, narrow screens and dark ones."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from data.filters import Filters
from style import DARK

pytestmark = pytest.mark.browser

SUMMITS = Filters(kinds=("summit",))
MEETING = "2023-09-13-putin-kim-vostochny"


def test_every_control_can_be_reached_by_keys(screen, record) -> None:
    view = SUMMITS.apply(record)
    screen.open("/", SUMMITS, select=f"event:{MEETING}")
    screen.expect_view(view)
    wanted = {
        *("Search", "Actors", "Kinds", "Sides", "Status", "Places", "Only where all of them take part"),
        *("year, From", "year, To", "year, Known as of", "Reset all filters", "Situation", "Map", "Close"),
    }
    symbols = screen.map.locator(".tumen-place")
    places = {symbol.get_attribute("aria-label") for symbol in symbols.all()}
    assert len(places) > 2
    seen, inside = set(), set()
    screen.page.locator("body").press("Tab")
    for _ in range(140):
        name = screen.page.evaluate(
            """() => {
                const one = document.activeElement;
                const labels = one.labels ? [...one.labels].map((label) => label.textContent) : [];
                return (one.getAttribute("aria-label") || labels.join(" ") || one.textContent).trim();
            }"""
        )
        # The name of an icon may stand before the word.
        seen |= {one for one in wanted if name.endswith(one)}
        if screen.page.evaluate("() => document.activeElement.tagName") == "IFRAME":
            inside.add(screen.in_frame("() => document.activeElement.getAttribute('aria-label')"))
        if wanted <= seen and places <= inside:
            break
        screen.page.keyboard.press("Tab")
    assert wanted - seen == set()
    assert places - inside == set()


def expect_no_serious_barrier(screen) -> None:
    """Nothing that axe rates serious or critical, in the page or in the map's frame.

    Nothing of Streamlit's own has to be left out.
    """
    frames = [screen.page, *screen.page.frames[1:]]
    for where in frames:
        found = Axe().run(where).response
        assert len(found["passes"]) > 3, "axe has looked at nothing"
        serious = [
            (one["id"], [node["html"][:300] for node in one["nodes"]])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], json.dumps(serious, indent=1)


def test_axe_finds_nothing_serious_on_the_situation_page(screen, record) -> None:
    screen.open("/", SUMMITS, select=f"event:{MEETING}")
    screen.expect_view(SUMMITS.apply(record))
    assert len(screen.page.frames) == 2
    expect_no_serious_barrier(screen)


def test_axe_finds_nothing_serious_in_notices_tables_and_the_empty_state(screen, record) -> None:
    screen.open("/sources", SUMMITS, colour="red")
    screen.expect_summary(SUMMITS.apply(record))
    expect(screen.page.get_by_test_id("stAlert")).to_be_visible()
    expect(screen.page.locator("canvas").first).to_be_visible()
    expect_no_serious_barrier(screen)
    search = screen.page.get_by_role("textbox", name="Search")
    search.fill("nowhere to be found")
    search.press("Enter")
    expect(screen.page.get_by_role("button", name="Drop the search")).to_be_visible()
    expect_no_serious_barrier(screen)


def test_a_narrow_telephone_scrolls_in_one_direction_only(screen_on, fresh, record) -> None:
    context = fresh(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, device_scale_factor=2)
    screen = screen_on(context=context)
    screen.open("/", SUMMITS, select=f"event:{MEETING}")
    screen.expect_view(SUMMITS.apply(record))
    width = "() => document.scrollingElement.scrollWidth"
    assert screen.page.evaluate(width) <= 390
    main = screen.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    assert screen.in_frame("() => document.documentElement.scrollWidth") <= 390
    expect(screen.panel.get_by_role("link").first).to_be_visible()


def test_a_dark_scheme_darkens_page_map_and_legend(screen_on, fresh, record) -> None:
    screen = screen_on(context=fresh(color_scheme="dark"))
    screen.open("/", SUMMITS, select=f"event:{MEETING}")
    screen.expect_view(SUMMITS.apply(record))
    background = "one => getComputedStyle(one).backgroundColor"
    assert screen.page.get_by_test_id("stApp").evaluate(background) == _rgb(DARK.paper)
    assert screen.map_container.evaluate(background) == _rgb(DARK.sea)
    expect_no_serious_barrier(screen)


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"
