"""The brief on one page, read back by lxml and printed by Chromium."""

import base64
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from lxml import etree, html
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from bench.browser import CHROMIUM, SWITCHES
from data.filters import Filters
from exports.brief_html import brief_html
from exports.text import one_line, xml_safe
from tests.exports.conftest import nothing, on_hostile_texts


def read(content: bytes) -> html.HtmlElement:
    return html.document_fromstring(content.decode())


@pytest.fixture(scope="module")
def autumn(record):
    return Filters(start=date(2023, 9, 1), end=date(2023, 10, 31)).apply(record)


@pytest.fixture(scope="module")
def content(autumn) -> bytes:
    return brief_html(autumn)


def test_what_it_says(content, autumn) -> None:
    text = read(content).text_content()
    for part in (autumn.package.title, "37 events and 50 claims", "Key events", "5 of 37 events", f"{autumn.version}"):
        assert part in text
    assert "As known on" in text


def test_it_holds_its_pictures_and_loads_nothing(content) -> None:
    root = read(content)
    images = list(root.iter("img"))
    assert [image.get("alt").split(".")[0] for image in images] == ["Map", "Timeline in lanes by kind of event"]
    for image in images:
        kind, _, data = image.get("src").partition(",")
        assert kind == "data:image/svg+xml;base64"
        assert etree.fromstring(base64.b64decode(data)).tag == "{http://www.w3.org/2000/svg}svg"
    assert not list(root.iter("script", "link", "iframe", "object"))
    assert "url(" not in content.decode().partition("<body>")[0]


@pytest.mark.browser
def test_it_prints_on_one_sheet(content, everything) -> None:
    # In a thread of its own: where a browser of other tests is still open, Playwright refuses a second one beside it.
    with ThreadPoolExecutor(max_workers=1) as pool:
        printed = pool.submit(_printed, [content, brief_html(everything)]).result()
    assert [len(PdfReader(io.BytesIO(pages)).pages) for pages in printed] == [1, 1]


def _printed(briefs: list[bytes]) -> list[bytes]:
    """What Chromium prints of each brief."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = browser.new_page()
        printed = []
        for brief in briefs:
            page.set_content(brief.decode())
            printed.append(page.pdf(prefer_css_page_size=True))
        browser.close()
    return printed


def test_the_same_view_gives_the_same_bytes(content, autumn) -> None:
    assert content == brief_html(autumn)


def test_an_empty_view_is_refused(small_record) -> None:
    with pytest.raises(ValueError, match="nothing to brief on"):
        brief_html(nothing(small_record))


@pytest.fixture
def drawn_blank(monkeypatch) -> None:
    """Pictures that take no time; what they do with hostile text is tested with them."""
    for name in ("map_image", "timeline_image"):
        monkeypatch.setattr(f"exports.brief_html.{name}", lambda *_: b"<svg/>")


@on_hostile_texts()
def test_hostile_text_comes_out_as_text(hostile, drawn_blank, text) -> None:
    root = read(brief_html(hostile(text)))
    safe = one_line(xml_safe(text))
    assert "".join(root.find(".//h1").itertext()) == (safe or "Briefing")
    for cell in root.findall(".//table")[0].findall(".//td[2]"):
        shown = cell.text or ""
        assert shown == safe or (shown.endswith("…") and safe.startswith(shown[:-1]))
    assert not list(root.iter("script", "b", "a"))
