"""What a user waits for: a filter change in a real browser, against the round trip of an empty Streamlit script."""

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.rows import Row
from data.filters import Filters
from data.live import record_folder
from data.load import load_record
from data.models import EventKind
from style import KINDS

ROOT = Path(__file__).parent.parent
REPEATS = 15
PAUSE = 300
CHROMIUM = "/usr/bin/chromium"
# Debian's Chromium runs as root without a sandbox, and must not look for outside hosts.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

EMPTY = """
import streamlit as st
st.html(f"<p id='shown'>{st.toggle('Switch')}</p>")
"""
EMPTY_READY = "document.getElementById('shown')?.textContent === '{}'"

# Kinds chosen one after the other, each a filter change at the record's size, before all are cleared again.
KINDS_CHOSEN = ("exercise", "visit", "statement", "deployment", "sanctions")

# Notes the milliseconds from the next click to the first frame in which `ready` holds.
WAIT = """
(ready) => {
  const test = new Function("return " + ready);
  window.waited = new Promise((resolve) => {
    addEventListener("click", () => {
      const start = performance.now();
      const look = () => test() ? resolve(performance.now() - start) : requestAnimationFrame(look);
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}
"""

# Map and timeline show the view of this key, and the claim table this many claims.
ALL_READY = """(() => {{
  const map = document.querySelector("iframe").contentDocument.getElementById("map_div");
  const chart = document.querySelector(".js-plotly-plot");
  const table = document.querySelector("table[role=grid]");
  return map.dataset.view === "{key}" && chart?.layout?.meta === "{key}"
    && Number(table?.getAttribute("aria-rowcount")) === {claims} + 1;
}})()"""


@contextlib.contextmanager
def served(script: Path) -> Iterator[str]:
    """A Streamlit server for a script; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(URLError, ConnectionError):
                urlopen(f"{address}/_stcore/health").close()  # noqa: S310
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


def timed(page: Page, ready: str, press: Callable[[], None]) -> float:
    """The milliseconds from a press to what it brings about."""
    page.evaluate(WAIT, ready)
    press()
    waited: float = page.evaluate("() => window.waited")
    return waited


def empty_round_trip(page: Page, address: str) -> float:
    """The median round trip of a script that has nothing but a switch, in milliseconds."""
    page.goto(address)
    switch = page.get_by_test_id("stCheckbox").locator("label")
    switch.wait_for()
    times = []
    for turn in range(REPEATS):
        times.append(timed(page, EMPTY_READY.format(turn % 2 == 0), switch.click))
        page.wait_for_timeout(PAUSE)
    return statistics.median(times)


def filter_changes(page: Page, address: str) -> list[float]:
    """The milliseconds of each of a fixed series of filter changes on the situation page."""
    record = load_record(record_folder())
    page.goto(address)
    page.frame_locator("iframe").locator("[data-basemap=complete]").wait_for()
    page.wait_for_timeout(10 * PAUSE)
    box = page.get_by_role("combobox", name="Kinds")
    times = []
    for _ in range(REPEATS // 5):
        for count, kind in enumerate(KINDS_CHOSEN, start=1):
            view = Filters(kinds=KINDS_CHOSEN[:count]).apply(record)
            ready = ALL_READY.format(key=view.key, claims=len(view["claims"]))
            label = KINDS[EventKind(kind)].label
            box.fill(label)
            option = page.get_by_role("option", name=label, exact=True)
            option.wait_for()
            times.append(timed(page, ready, option.click))
            page.keyboard.press("Escape")
            page.wait_for_timeout(PAUSE)
        whole = Filters().apply(record)
        ready = ALL_READY.format(key=whole.key, claims=len(whole["claims"]))
        times.append(timed(page, ready, page.get_by_role("button", name="Reset all filters").click))
        page.wait_for_timeout(PAUSE)
    return times


@cache
def measured() -> tuple[float, list[float]]:
    """The empty round trip and the filter changes, measured one right after the other in one browser."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        with served(empty) as address:
            round_trip = empty_round_trip(page, address)
        with served(ROOT / "app.py") as address:
            return round_trip, filter_changes(page, address)


def empty_script() -> Row:
    return Row("round trip of an empty Streamlit script", measured()[0], "ms")


def filter_change() -> Row:
    times = measured()[1]
    return Row("filter change, click to all drawn", statistics.median(times), "ms", note=f"slowest {max(times):,.0f}")


def filter_ratio() -> Row:
    round_trip, times = measured()
    return Row("filter change as a ratio to the empty script", statistics.median(times) / round_trip, "", 2.0)


ROWS = [empty_script, filter_change, filter_ratio]
