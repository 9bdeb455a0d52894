"""The claims screen in a browser: facets, the page of a question, numbers, positions, and paging at 50,000 claims."""

import re
from datetime import date
from pathlib import Path

import frictionless
import pytest
from playwright.sync_api import WebSocket, expect

from bench.synthetic import Synthetic
from components.claims import claim_rows, ordered_claims
from components.numbers import numbers_alt
from components.paging import PAGE_SIZE
from components.questions import ROW_HEIGHT, question_table, question_table_alt
from data.filters import Filters
from data.load import load_record
from tests.browser.test_access import expect_no_serious_barrier

pytestmark = pytest.mark.browser

DAY = Filters(as_of=date(2025, 6, 30))
ASOF = {"asof": ["2025-06-30"]}
HEAD_HEIGHT = 35


def expect_questions(screen, table) -> None:
    """Wait until a table of questions shows."""
    expect(screen.tables).to_have_count(1)
    expect(screen.tables.locator(f'[aria-label*="{question_table_alt(table)}"]').first).to_be_attached()


def toggle(screen, facet: str, value: str) -> None:
    """Press a value of a facet, by the words before its number."""
    screen.page.get_by_test_id("stPopoverButton").filter(has_text=facet).click()
    body = screen.page.get_by_test_id("stPopoverBody")
    body.get_by_role("button").filter(has_text=value).first.click()
    screen.page.keyboard.press("Escape")
    expect(body).to_have_count(0)


def test_facets_narrow_the_questions_together_and_the_address_brings_them_back(screen, screen_on, record) -> None:
    screen.open("/claims", DAY)
    expect_questions(screen, question_table(DAY.apply(record)))
    toggle(screen, "Topic", "troops")
    narrow = DAY.having("topics", ["troops"])
    screen.expect_query({**ASOF, "topic": ["troops"]})
    expect_questions(screen, question_table(narrow.apply(record)))
    toggle(screen, "Standing", "acknowledged")
    screen.expect_query({**ASOF, "topic": ["troops"], "standing": ["acknowledged"]})
    table = question_table(narrow.apply(record), ("acknowledged",))
    assert 0 < len(table) < len(question_table(narrow.apply(record)))
    expect_questions(screen, table)

    other = screen_on()
    other.page.goto(screen.page.url)
    other.idle()
    expect_questions(other, table)
    expect(other.page.get_by_test_id("stPopoverButton").filter(has_text="Topic (1)")).to_be_visible()

    screen.page.go_back()
    screen.expect_query({**ASOF, "topic": ["troops"]})
    expect_questions(screen, question_table(narrow.apply(record)))
    toggle(screen, "Topic", "troops")
    screen.expect_query(ASOF)


def test_a_row_opens_the_page_of_its_question_and_a_claim_of_the_thread_its_entry(screen, record) -> None:
    view = DAY.having("questions", ["q-troops-fought"]).apply(record)
    screen.open("/claims", view.filters, sort="claims")
    table = question_table(view, (), "claims")
    row = list(table.index).index("q-troops-fought")
    expect_questions(screen, table)
    screen.tables.click(position={"x": 16, "y": HEAD_HEIGHT + row * ROW_HEIGHT + 17})
    asked = {**ASOF, "question": ["q-troops-fought"], "sort": ["claims"], "on": ["q-troops-fought"]}
    screen.expect_query({**asked, "select": ["question:q-troops-fought"]})
    main = screen.page.get_by_test_id("stMain")
    expect(
        main.get_by_role("heading", name="Have North Korean troops fought for Russia against Ukraine?").first
    ).to_be_visible()
    expect(main.get_by_text("Acknowledged since 26 April 2025, when Russian General Staff")).to_be_visible()

    reply, answered = (
        screen.page.locator(f'[class*="{claim}"].stVerticalBlock, [class*="-{claim}"]').first
        for claim in ("c-2025-04-26-gerasimov-dprk-kursk", "c-2024-10-30-nebenzia-lies")
    )
    button = reply.get_by_role("button")
    expect(button).to_contain_text("26 April 2025: Russian General Staff (Russia), by Valery Gerasimov, confirms")
    outer, inner = answered.get_by_role("button").bounding_box(), button.bounding_box()
    assert inner["x"] > outer["x"] + 10
    assert inner["y"] > outer["y"]
    links = reply.get_by_role("link")
    assert links.count() > 0
    for link in links.all():
        assert str(link.get_attribute("href")).startswith(("http://", "https://"))
        assert link.get_attribute("rel") == "noopener noreferrer"
    button.click()
    screen.expect_query({**asked, "select": ["claim:c-2025-04-26-gerasimov-dprk-kursk"]})
    expect(screen.panel).to_contain_text("North Korean service members fought alongside Russian forces")
    expect(button).to_be_visible()
    screen.page.get_by_role("button", name="All questions").click()
    expect_questions(screen, table)


def test_parties_by_time_and_the_steps_can_be_read_without_seeing(screen, record) -> None:
    screen.open("/claims", DAY, on="q-troops-fought")
    matrix = screen.page.get_by_role("table").filter(has_text="What the parties answered")
    expect(matrix).to_be_visible()
    expect(matrix.get_by_role("rowheader", name="Russia", exact=True)).to_be_visible()
    expect(matrix.get_by_role("columnheader", name="Party")).to_be_visible()
    expect(matrix.locator("tr", has=screen.page.get_by_role("rowheader", name="Russia")).first).to_contain_text("▼ no")
    chart = screen.page.locator('[aria-label*="26 April 2025 acknowledged, yes at 5, no at 0"]')
    expect(chart.first).to_be_attached()
    expect_no_serious_barrier(screen)


def test_positions_are_a_table_of_questions_by_parties(screen, record) -> None:
    screen.open("/claims", DAY, view="positions", actor=["prk", "rus"], topic="troops")
    matrix = screen.page.get_by_role("table").first
    expect(matrix.get_by_role("columnheader", name="North Korea")).to_be_visible()
    row = matrix.locator("tr").filter(has_text="Have North Korean troops fought")
    expect(row.get_by_role("cell")).to_have_count(2)
    expect(row.get_by_role("cell").first).to_contain_text("▲ yes")
    expect_no_serious_barrier(screen)


def test_a_click_on_a_figure_selects_its_claim(screen, record) -> None:
    filters = Filters(as_of=date(2023, 12, 31))
    screen.open("/claims", filters, view="numbers", measure="containers-shipped")
    expect(
        screen.page.get_by_label(numbers_alt(filters.apply(record), "containers-shipped"), exact=True)
    ).to_be_visible()
    claim = "c-2023-10-13-white-house-1000-containers"
    trace, place = screen.page.locator(".js-plotly-plot").evaluate(
        """(figure, wanted) => {
            const at = (one) => (one.customdata ?? []).findIndex((id) => id[0] === wanted);
            const marks = figure.data.map((one, number) => [number, at(one)]);
            return marks.find(([, place]) => place >= 0);
        }""",
        f"claim:{claim}",
    )
    mark = (
        screen.page.get_by_test_id("stPlotlyChart")
        .last.locator(".scatterlayer .trace")
        .nth(trace)
        .locator("path.point")
        .nth(place)
    )
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    screen.page.mouse.move(box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2)
    screen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=2)
    expect(screen.page.locator(".hoverlayer .hovertext")).to_contain_text("more than 1,000 containers")
    screen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    screen.expect_query(
        {"asof": ["2023-12-31"], "view": ["numbers"], "measure": ["containers-shipped"], "select": [f"claim:{claim}"]}
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up record of 50,000 claims."""
    return Synthetic(events=1000, claims=50_000).write(tmp_path_factory.mktemp("many"))


def test_fifty_thousand_claims_are_sent_a_page_at_a_time(screen_on, many) -> None:
    record = load_record(many)
    screen = screen_on(many)
    received: list[int] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    screen.page.on("websocket", watch)
    screen.page.goto(f"{screen.server}/claims?view=claims")
    # The server reads the record first.
    screen.page.get_by_test_id("stDataFrame").locator("canvas").first.wait_for(timeout=180_000)
    view = Filters().apply(record)
    ids = ordered_claims(view, "newest")

    def expect_page(number: int) -> None:
        label = f"Table of 50000 claims, page {number} of {50_000 // PAGE_SIZE}"
        expect(screen.tables.locator(f'[aria-label*="{label}"]').first).to_be_attached()
        expect(screen.tables).to_have_count(1)
        first = claim_rows(view, [ids[(number - 1) * PAGE_SIZE]])["text"].iloc[0]
        expect(screen.tables.locator("tbody tr").first).to_contain_text(first)

    expect_page(1)
    assert sum(received) < 2_000_000
    received.clear()
    screen.page.get_by_test_id("stPaginationPage").filter(has_text=re.compile("^2$")).click()
    screen.expect_query({"view": ["claims"], "page": ["2"]})
    expect_page(2)
    screen.idle()
    # Text, names and questions of 50 rows and what stands around them; all rows would be 15 megabytes.
    assert sum(received) < 1_000_000
    screen.page.go_back()
    screen.expect_query({"view": ["claims"]})
    expect_page(1)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/claims", '[data-testid="stDataFrame"] canvas'),
        ("/claims?view=claims", '[data-testid="stPagination"]'),
        ("/claims?view=numbers", ".js-plotly-plot .scatterlayer"),
        ("/sources?view=kinds", '[data-testid="stDataFrame"] canvas'),
        ("/quality?view=months", ".js-plotly-plot .barlayer"),
        ("/dictionary", ".matrix table"),
    ],
)
def test_axe_finds_nothing_serious(screen, path: str, shown: str) -> None:
    screen.open(path)
    expect(screen.page.locator(shown).first).to_be_visible()
    expect_no_serious_barrier(screen)


@pytest.mark.parametrize("path", ["/claims", "/claims?on=q-munitions", "/claims?view=positions", "/dictionary"])
def test_a_telephone_scrolls_in_one_direction_only(screen_on, fresh, path: str) -> None:
    screen = screen_on(context=fresh(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True))
    screen.open(path)
    expect(screen.page.locator('.matrix:visible, [data-testid="stDataFrame"]:visible').first).to_be_visible()
    assert screen.page.evaluate("() => document.scrollingElement.scrollWidth") <= 390
    main = screen.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0


def test_the_download_is_a_package_that_frictionless_accepts(screen, tmp_path) -> None:
    screen.open("/dictionary", kind="summit")
    with screen.page.expect_download() as caught:
        screen.page.get_by_role("button", name="Download the whole record").click()
    path = tmp_path / caught.value.suggested_filename
    caught.value.save_as(path)
    assert path.suffix == ".zip"
    assert frictionless.validate(str(path)).valid
