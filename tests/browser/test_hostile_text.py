"""Whatever a text of the record or an address holds, it shows as itself and does nothing."""

import re

import pytest
from playwright.sync_api import expect

from components.claims import claim_table
from components.entry import LABEL_LIMIT
from components.text import cut
from components.timeline_marks import TITLE_LIMIT
from data.filters import Filters
from data.load import load_record

pytestmark = pytest.mark.browser

JOINER = "\u2060"
# The texts that hold code, and the longest; the entries of all are tested without a browser.
OPENED = ("h-0", "h-1", "h-2", "h-3", "h-4", "h-5", "h-8", "h-11")


@pytest.fixture
def record(hostile_folder):
    return load_record(hostile_folder)


@pytest.fixture
def screen(screen_on, hostile_folder):
    screen = screen_on(hostile_folder)
    yield screen
    for frame in screen.page.frames:
        assert frame.evaluate("() => window.pwned") is None
        assert str(7919 * 7907) not in frame.content()
    for link in screen.page.locator("a[href]").all():
        assert re.match("https?://", link.evaluate("link => link.href"))


def texts(record) -> dict[str, str]:
    """Each hostile text, by the id of all that bears it."""
    titles = record["events"].set_index("id")["title"]
    return {row: text for row, text in titles.items() if str(row).startswith("h-")}


def shown(locator) -> str:
    """The text of an element as a reader sees it, on one line."""
    return " ".join(str(locator.text_content()).replace(JOINER, "").split())


def test_it_shows_as_itself_on_map_and_in_entries(screen, record) -> None:
    view = Filters().apply(record)
    screen.open()
    screen.expect_view(view)
    assert screen.page.title() == record.package.title
    title = screen.page.locator("h4").filter(has_text="7919").locator("[data-heading-text]")
    assert shown(title) == record.package.title
    days = record["events"].set_index("id")["date"]
    for row, text in texts(record).items():
        place = screen.place(row)
        assert place.get_attribute("aria-label") == f"{cut(text, 80)}: 1 event"
        place.focus()
        tooltip = screen.map.locator(".leaflet-tooltip")
        expect(tooltip).to_have_count(1)
        assert shown(tooltip.locator("strong")) == cut(text, 80)
        assert shown(tooltip.locator("div > div").first) == f"{days[row]}: {cut(text, 90)}"
        if row not in OPENED:
            continue
        screen.page.keyboard.press("Enter")
        screen.expect_query({"select": [f"place:{row}"]})
        heading = screen.panel.get_by_role("heading", level=3)
        expect(heading).to_have_text(text)
        button = screen.panel.get_by_role("button").filter(has_text="January 2024")
        expect(button).to_have_count(1)
        assert shown(button).endswith(f"January 2024: {cut(text, LABEL_LIMIT)}")
        button.click()
        screen.expect_query({"select": [f"event:{row}"]})
        expect(screen.panel.get_by_role("heading", name="Sources")).to_be_visible()
        expect(heading).to_have_text(text)
        expect(screen.panel.locator("li").first).to_have_text(f"{text} (host)")
        link = screen.panel.get_by_role("link")
        expect(link).to_have_count(1)
        assert link.text_content() == text
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("href") == record["sources"].set_index("id").loc[row, "url"]
        assert link.get_attribute("onmouseover") is None


def test_it_shows_as_itself_on_the_timeline(screen, record) -> None:
    # A month, so that the marks lie well apart.
    screen.open("/timeline", **{"from": "2024-01-01", "to": "2024-01-31"})
    expect(screen.timeline.locator(".scatterlayer path.point").first).to_be_visible()
    for row, text in texts(record).items():
        screen.hover_mark(f"event:{row}")
        label = screen.page.locator(".hoverlayer .hovertext")
        expect(label).to_have_count(1)
        expect(label).to_contain_text(cut(text, TITLE_LIMIT))
        expect(label).to_contain_text("Occurred (solid)")


def test_it_shows_as_itself_in_tables_and_filters(screen, record) -> None:
    screen.open("/claims", view="claims")
    view = Filters().apply(record)
    screen.expect_claims(view)
    rows = screen.claims.locator("tbody tr")
    for number, text in enumerate(claim_table(view)["text"].head(8)):
        expect(rows.nth(number)).to_contain_text(text)
    box = screen.page.get_by_test_id("stSidebar").get_by_role("combobox", name="Actors")
    text = texts(record)["h-5"]
    box.fill(text)
    screen.page.get_by_role("option", name=text, exact=True).click()
    screen.expect_query({"view": ["claims"], "actor": ["h-5"]})
    summary = screen.page.get_by_test_id("stMarkdown").filter(has_text="1 event and 1 claim")
    assert shown(summary) == f"1 event and 1 claim, {text}"
    # No link is made of an address in it.
    expect(summary.get_by_role("link")).to_have_count(0)


def test_what_an_address_asks_for_shows_as_itself(screen, record) -> None:
    text = " ".join(list(texts(record).values())[:6])[:190]
    screen.open("/", q=text, actor=[text], select=text, **{text[:30]: "x"})
    summary = screen.page.get_by_test_id("stMarkdown").filter(has_text="0 events and 0 claims")
    assert shown(summary) == f"0 events and 0 claims, with the words “{' '.join(text.split())}”"
    notices = screen.page.get_by_test_id("stAlert").filter(has_text="The address asks")
    expect(notices).to_have_count(3)
    for notice in notices.all():
        expect(notice.get_by_role("link")).to_have_count(0)
        expect(notice.locator("img, script, svg[onload], b, code, em")).to_have_count(0)
        assert "{{7919*7907}}" in shown(notice)


def test_it_shows_as_itself_on_the_page_of_a_question(screen, record) -> None:
    for row in ("h-0", "h-3", "h-4"):
        text = texts(record)[row]
        screen.open("/claims", on=row)
        expect(screen.page.get_by_role("heading", name=text, exact=True)).to_be_visible()
        expect(screen.page.locator(".post")).to_have_count(1)
        assert shown(screen.page.locator(".post blockquote")) == text
        assert shown(screen.page.locator(".matrix tbody th").first) == text
        button = screen.page.locator(f".st-key-thread_{row}").get_by_role("button")
        assert text in shown(button)


def test_it_shows_as_itself_among_facets_and_positions(screen, record) -> None:
    screen.open("/claims", view="positions")
    heads = screen.page.locator(".matrix tbody th")
    expect(heads.first).to_be_visible()
    questions = " ".join(shown(head) for head in heads.all())
    for text in texts(record).values():
        assert " ".join(text.split()) in questions
    screen.page.get_by_role("button", name="Party or claimant").click()
    pills = screen.page.get_by_test_id("stPopoverBody").get_by_role("button")
    expect(pills.first).to_be_visible()
    names = [shown(pill) for pill in pills.all()]
    assert f"{texts(record)['h-3']} · 1" in names
