"""What a user waits for: a filter change in a real browser, against the round trip of an empty Streamlit script."""

import contextlib
import json
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

from playwright.sync_api import Page, ViewportSize, sync_playwright

from bench.rows import Row
from bench.synthetic import Synthetic
from components.map import javascript
from components.map_data import map_data
from data.filters import Filters
from data.geography import map_file
from data.live import record_folder
from data.load import load_record
from data.models import EventKind
from style import KINDS

ROOT = Path(__file__).parent.parent
REPEATS = 15
VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
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
  const table = document.querySelector("[class*=st-key-claims_] table[role=grid]");
  return map.dataset.view === "{key}" && chart?.layout?.meta === "{key}"
    && Number(table?.getAttribute("aria-rowcount")) === {claims} + 1;
}})()"""


# Notes the milliseconds from the next press in the map's frame to the frame in which that place's symbol is marked.
MARKED = """
(place) => {
  const inside = document.querySelector("iframe").contentDocument;
  window.waited = new Promise((resolve) => {
    inside.addEventListener("mousedown", () => {
      const start = performance.now();
      const look = () => inside.querySelector(`.tumen-selected[data-place~="${place}"]`)
        ? resolve(performance.now() - start) : requestAnimationFrame(look);
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}
"""

# The mean milliseconds between frames over three seconds of panning to and fro.
PAN = """
() => new Promise((resolve) => {
  const { map } = document.querySelector("iframe").contentWindow;
  const start = performance.now();
  // A hand that drags: a press, a move in each frame, a release.
  const inside = map.getContainer().ownerDocument;
  const mouse = (type, target, x, y) => target.dispatchEvent(
    new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, buttons: 1 }));
  mouse("mousedown", map.getPane("mapPane"), 500, 300);
  let frames = 0;
  const step = () => {
    const spent = performance.now() - start;
    if (spent > 3000) {
      mouse("mouseup", inside, 500, 300);
      return resolve(spent / frames);
    }
    frames += 1;
    mouse("mousemove", inside, 500 + 300 * Math.sin(spent / 300), 300 + 100 * Math.sin(spent / 500));
    return requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})
"""


@contextlib.contextmanager
def served(script: Path, record: Path | None = None) -> Iterator[str]:
    """A Streamlit server for a script, on a record; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | ({"TUMEN_RECORD": str(record)} if record else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
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
        page = browser.new_page(viewport=VIEWPORT)
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


def map_payload() -> Row:
    record = load_record(record_folder())
    size = len(javascript(map_data(Filters().apply(record))).encode()) / 1000
    once = len(json.dumps(map_file(record)).encode()) / 1000
    return Row("map payload of a filter change", size, "KB", 60, f"{once:.0f} once for each version of the record")


def map_change() -> Row:
    """From a click on a place to its symbol marked, over all of a series of places."""
    with sync_playwright() as playwright, served(ROOT / "app.py") as address:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES).new_page(viewport=VIEWPORT)
        page.goto(f"{address}/map?kind=summit")
        frame = page.frame_locator("iframe")
        frame.locator("[data-basemap=complete][data-view]").wait_for()
        page.wait_for_timeout(10 * PAUSE)
        times = []
        for place in ("pyongyang", "tokyo") * 4:
            page.evaluate(MARKED, place)
            frame.locator(f'.tumen-place[data-place~="{place}"]').click()
            times.append(page.evaluate("() => window.waited"))
            page.wait_for_timeout(PAUSE)
    return Row(
        "click on a place to its symbol marked", statistics.median(times), "ms", note=f"slowest {max(times):,.0f}"
    )


def frame_spacing(record: Path) -> float:
    """The mean milliseconds between frames while the map of a record is panned."""
    with sync_playwright() as playwright, served(ROOT / "app.py", record) as address:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES).new_page(viewport=VIEWPORT)
        page.goto(f"{address}/map")
        page.frame_locator("iframe").locator("[data-basemap=complete][data-view]").wait_for(timeout=120_000)
        page.wait_for_timeout(10 * PAUSE)
        spacing: float = page.evaluate(PAN)
    return spacing


def map_panning() -> Row:
    spacing = frame_spacing(record_folder())
    return Row("time between frames while panning, real record", spacing, "ms", note=f"{1000 / spacing:.0f} a second")


def map_panning_large() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        spacing = frame_spacing(Synthetic(events=6000, claims=10, places=2000).write(Path(folder)))
    return Row("time between frames while panning, 2,000 places", spacing, "ms", note=f"{1000 / spacing:.0f} a second")


ROWS = [empty_script, filter_change, filter_ratio, map_payload, map_change, map_panning, map_panning_large]
