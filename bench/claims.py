"""What a reader of the claims screen waits for, at the record's size and at 50,000 claims."""

import statistics
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.browser import CHROMIUM, PAUSE, ROOT, SWITCHES, VIEWPORT, served, timed
from bench.rows import Row, milliseconds
from bench.synthetic import Synthetic
from components.claims import claim_rows, ordered_claims
from components.paging import PAGE_SIZE, of_page
from components.questions import question_table
from data.facets import claim_facets, question_facets
from data.filters import Filters, _apply
from data.live import record_folder
from data.load import load_record
from data.record import Record
from data.standing import standing_lines
from data.view import View

LARGE = Synthetic(events=1000, claims=50_000)
TURNS = 8
# The table on screen is that of a page.
PAGE_READY = (
    """[...document.querySelectorAll("[aria-label*=' claims, page {page} of ']")].length > 0"""
    """ && !document.querySelector("[data-stale=true]")"""
)


@cache
def large_folder() -> Path:
    """A folder with 50,000 claims; it goes with the process."""
    return LARGE.write(Path(tempfile.mkdtemp(prefix="tumen-claims-")))


@cache
def loaded(large: bool) -> Record:
    """The record of the program, or one of 50,000 claims."""
    return load_record(large_folder() if large else record_folder())


def _named(what: str, large: bool) -> str:
    return f"{what}, {'50,000 claims' if large else 'real record'}"


def _fresh(record: Record) -> View:
    # The cache of views would answer all but the first of the repeats.
    return _apply.__wrapped__(Filters(stances=("denies", "asserts")), record)


def _page(large: bool) -> Row:
    """One page of the claim table with its facets, nothing of it worked out before."""
    record = loaded(large)

    def run() -> None:
        view = _fresh(record)
        claim_rows(view, of_page(ordered_claims(view, "newest"), 1))
        claim_facets(view)

    _apply.cache_clear()
    return Row(_named("a page of the claim table and its facets", large), milliseconds(run, 5), "ms")


def _questions(large: bool) -> Row:
    record = loaded(large)

    def run() -> None:
        view = _fresh(record)
        question_table(view)
        question_facets(view)

    standing_lines.cache_clear()
    first = milliseconds(run, 1)
    median = milliseconds(run, 5)
    return Row(_named("the questions table and its facets", large), median, "ms", note=f"first {first:,.0f}")


def _turn(page: Page, address: str) -> tuple[list[float], list[int]]:
    """The milliseconds of each of a few turns of the page, and the bytes that each brought."""
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.goto(f"{address}/claims?view=claims")
    page.get_by_test_id("stPagination").wait_for(timeout=300_000)
    page.wait_for_timeout(10 * PAUSE)
    times, sizes = [], []
    for number in range(2, 2 + TURNS):
        received.clear()
        button = page.get_by_test_id("stPaginationNext")
        times.append(timed(page, PAGE_READY.format(page=number), button.click))
        page.wait_for_timeout(2 * PAUSE)
        sizes.append(sum(received))
    return times, sizes


@cache
def _turns(large: bool) -> tuple[list[float], list[int]]:
    with sync_playwright() as playwright, served(ROOT / "app.py", large_folder() if large else None) as address:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES).new_page(viewport=VIEWPORT)
        return _turn(page, address)


def _turning(large: bool) -> Row:
    times, sizes = _turns(large)
    note = f"slowest {max(times):,.0f}; {statistics.median(sizes) / 1000:,.0f} KB for {PAGE_SIZE} rows and all else"
    return Row(_named("turn a page of claims, click to drawn", large), statistics.median(times), "ms", note=note)


def claims_page_real() -> Row:
    return _page(large=False)


def claims_page_large() -> Row:
    return _page(large=True)


def questions_real() -> Row:
    return _questions(large=False)


def questions_large() -> Row:
    return _questions(large=True)


def claims_turn_real() -> Row:
    return _turning(large=False)


def claims_turn_large() -> Row:
    return _turning(large=True)


ROWS: list[Callable[[], Row]] = [
    claims_page_real,
    claims_page_large,
    questions_real,
    questions_large,
    claims_turn_real,
    claims_turn_large,
]
