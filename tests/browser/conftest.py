"""A real Chromium on a running dashboard, with no way out of this computer.

Debian's Chromium stands in for the one that Playwright would download.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, Request, Response, expect

from components.lanes import LanesBy
from components.timeline import TimelineOptions, timeline_alt, timeline_figure
from data.describe import summary
from data.filters import Filters
from data.live import DEFAULT_FOLDER
from data.view import View

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but ours leads anywhere: what works here works on a closed network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE = 30_000  # milliseconds; a screen takes 1 to 5 seconds on two busy cores
# Streamlit asks for these below the page's own path, to learn whether the server has a base path.
PROBES = re.compile(r"/(map|timeline|claims|sources|quality|dictionary)/_stcore/(health|host-config)$")

expect.set_options(timeout=PATIENCE)


@dataclass
class Server:
    """A running dashboard."""

    url: str
    log: Path

    def __str__(self) -> str:
        return self.url


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Server]]:
    """Starts the dashboard on the record in a folder, and waits until it answers; once for each folder."""
    running: dict[Path, tuple[Server, subprocess.Popen[bytes]]] = {}

    def serve(folder: Path) -> Server:
        if folder not in running:
            running[folder] = _start(folder, tmp_path_factory.mktemp("server") / "log.txt")
        return running[folder][0]

    yield serve
    for _, process in running.values():
        process.terminate()
    for _, process in running.values():
        process.wait(20)


def _start(folder: Path, log: Path) -> tuple[Server, "subprocess.Popen[bytes]"]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = [f"--server.port={port}", "--server.address=127.0.0.1"]
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603
            [*command, *options],
            cwd=ROOT,
            env={**os.environ, "TUMEN_RECORD": str(folder)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE / 1000
    while not _answers(url):
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
    return Server(url, log), process


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How pytest-playwright starts the browser."""
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@dataclass
class Traffic:
    """All that went over the wire, and all that went wrong in the page."""

    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("requestfailed", lambda request: self._fail(request.url, str(request.failure)))
        page.on("response", self._response)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def outside(self) -> list[str]:
        """Requests to anywhere but this computer; data in an address is no request."""
        return [url for url in self.requests if urlsplit(url).scheme != "data" and _host(url) != "127.0.0.1"]

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._fail(response.url, str(response.status))

    def _fail(self, url: str, why: str) -> None:
        if not PROBES.search(urlsplit(url).path):
            self.failed.append(f"{url}: {why}")


def _host(url: str) -> str | None:
    # The page of a blob is in the rest of its address.
    return urlsplit(url.removeprefix("blob:")).hostname


class Screen:
    """A browser page that shows the dashboard."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.traffic = Traffic()
        self.traffic.watch(page)

    def open(self, path: str = "/", filters: Filters | None = None, **query: str | list[str]) -> "Screen":
        """Go to an address and wait until its script has run."""
        asked = urlencode({**(filters.to_query() if filters else {}), **query}, doseq=True)
        self.page.goto(f"{self.server}{path}{'?' if asked else ''}{asked}")
        self.idle()
        return self

    def idle(self) -> None:
        """Wait until no script runs and no element is stale. Begun too early it sees the state before an action."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        expect(self.page.locator('[data-testid="stSkeleton"]')).to_have_count(0)

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    def expect_query(self, query: dict[str, list[str]]) -> None:
        """Wait for what stands in the address."""
        self.page.wait_for_function(
            # Where the map was moved to stands in the address, too, and is nothing that is asked for.
            """wanted => JSON.stringify([...new URLSearchParams(location.search)]
                .filter(([name]) => name !== "at").sort()) === wanted""",
            arg=_compact(sorted([name, value] for name, values in query.items() for value in values)),
            timeout=PATIENCE,
        )

    @property
    def map(self) -> FrameLocator:
        """The map's frame. Of two, here and below, the later one is new and the other about to go."""
        return self.page.frame_locator('iframe[title="streamlit_folium.st_folium"]').last

    @property
    def map_container(self) -> Locator:
        return self.map.locator("#map_div")

    def place(self, place: str) -> Locator:
        """The symbol of a place, or of several of which it is one."""
        return self.map.locator(f'.tumen-place[data-place~="{place}"]')

    @property
    def panel(self) -> Locator:
        """What stands beside the screen."""
        return self.page.locator(".st-key-panel")

    @property
    def timeline(self) -> Locator:
        return self.page.locator(".st-key-timeline").get_by_test_id("stPlotlyChart").last

    def hover_mark(self, select: str) -> tuple[float, float]:
        """Move the mouse onto the mark of an event or claim; gives where it is, in pixels."""
        position = self.timeline.locator(".js-plotly-plot").evaluate(
            """(figure, wanted) => figure.data.find((one) => one.type === "scatter" && one.customdata)
                .customdata.findIndex((one) => one[0] === wanted)""",
            select,
        )
        mark = self.timeline.locator(".scatterlayer .trace").first.locator("path.point").nth(position)
        # This waits until the figure has come to rest.
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        assert box
        at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.move(at[0] - 2, at[1] - 2)
        self.page.mouse.move(*at, steps=2)
        return at

    @property
    def tables(self) -> Locator:
        """All tables of the screen."""
        return self.page.get_by_test_id("stDataFrame")

    @property
    def claims(self) -> Locator:
        return self.page.locator("[class*=st-key-claims_]").get_by_test_id("stDataFrame")

    def choose(self, label: str, *options: str) -> None:
        """Choose options of a filter by what they read."""
        box = self.page.get_by_test_id("stSidebar").get_by_role("combobox", name=label)
        for option in options:
            box.fill(option)
            self.page.get_by_role("option", name=option, exact=True).click()
        box.press("Escape")
        # Streamlit's field shrinks when it loses the focus, and what lies below it moves away from under the pointer.
        box.blur()

    def set_day(self, label: str, day: str) -> None:
        """Write a day, as 2023-09-13, into a date filter."""
        field = self.page.get_by_test_id("stSidebar").get_by_role("group", name=label, exact=True)
        field.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(day.replace("-", ""))
        # The day counts once its calendar is closed.
        self.page.keyboard.press("Escape")

    def expect_summary(self, view: View) -> None:
        expect(self.page.get_by_text(summary(view), exact=True).last).to_be_visible()

    def expect_claims(self, view: View) -> None:
        # A table with a key of its own comes before the one that it takes the place of goes.
        expect(self.claims).to_have_count(1)
        expect(self.claims.locator("canvas").first).to_be_visible()
        expect(self.claims.locator(f'[aria-label*="Table of {len(view["claims"])} claims"]').first).to_be_attached()

    def expect_view(self, view: View) -> None:
        """Wait until the situation page shows a view: summary line, figures, map, timeline and claims alike."""
        self.expect_summary(view)
        # Streamlit may draw the new elements of a screen before it takes the old ones away.
        for element in (self.page.locator("iframe"), self.page.locator(".figures"), self.timeline, self.claims):
            expect(element).to_have_count(1)
        for label, table in {"Events": "events", "Claims": "claims", "Sources": "sources"}.items():
            figure = self.page.locator(".figures").last.locator("> div").filter(has_text=label)
            expect(figure.locator("strong")).to_have_text(f"{len(view[table]):,}")
        places = view["events"]["place"].nunique()
        expect(self.map_container).to_have_attribute("data-basemap", "complete")
        expect(self.map_container).to_have_attribute("data-view", view.key)
        expect(self.map_container).to_have_attribute("data-places", str(places))
        expect(self.page.get_by_label(timeline_alt(view, with_claims=False), exact=True).last).to_be_visible()
        figure = timeline_figure(view, None, TimelineOptions(by=LanesBy.SIDE, with_claims=False))
        marks = next((len(trace.x) for trace in figure.data if trace.type == "scatter"), 0)
        self.page.wait_for_function(
            """([key, marks]) => {
                const figure = document.querySelector(".js-plotly-plot");
                if (figure?.layout?.meta !== key) return false;
                const drawn = figure.querySelectorAll(".scatterlayer .trace")[0]?.querySelectorAll("path.point").length;
                return (drawn ?? 0) === marks;
            }""",
            arg=[view.key, marks],
            timeout=PATIENCE,
        )
        self.expect_claims(view)

    def in_frame(self, script: str, arg: object = None) -> object:
        """What a script gives inside the map's frame."""
        return self.map_container.evaluate(f"(_, arg) => ({script})(arg)", arg)

    def check(self) -> None:
        """Nothing went wrong, neither here nor on the server, and nobody outside was asked."""
        assert self.traffic.errors == []
        assert self.traffic.outside() == []
        assert self.traffic.failed == []
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        assert "Traceback" not in self.server.log.read_text()


def _compact(value: object) -> str:
    import json

    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


@pytest.fixture(scope="session")
def warm_context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has been here before, so that Streamlit's own scripts are read once for all tests."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Gives a browser that has never been here, set up as asked."""
    contexts: list[BrowserContext] = []

    def fresh(**options: object) -> BrowserContext:
        contexts.append(browser.new_context(**{"viewport": {"width": 1400, "height": 1000}, **options}))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1]

    yield fresh
    for context in contexts:
        context.close()


@pytest.fixture
def screen_on(
    warm_context: BrowserContext,
    fresh: Callable[..., BrowserContext],  # so that it is closed after the pages in it have been checked
    serve: Callable[[Path], Server],
) -> Iterator[Callable[..., Screen]]:
    """Gives a page on the dashboard of a record; afterwards nothing may have gone wrong in it."""
    screens: list[Screen] = []

    def screen_on(folder: Path = DEFAULT_FOLDER, context: BrowserContext | None = None) -> Screen:
        screens.append(Screen((context or warm_context).new_page(), serve(folder)))
        return screens[-1]

    yield screen_on
    try:
        for screen in screens:
            screen.check()
    finally:
        for screen in screens:
            screen.page.close()


@pytest.fixture
def screen(screen_on: Callable[..., Screen]) -> Screen:
    """A page on the dashboard of the record that comes with the program."""
    return screen_on()
