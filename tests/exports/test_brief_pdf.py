"""The briefing as PDF, read back by pypdf."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from data.filters import Filters
from exports.brief_pdf import brief_pdf
from exports.sheet import clean
from tests.exports.conftest import nothing, on_hostile_texts


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@pytest.fixture(scope="module")
def autumn(record):
    return Filters(start=date(2023, 9, 1), end=date(2023, 10, 31)).apply(record)


@pytest.fixture(scope="module")
def content(autumn) -> bytes:
    return brief_pdf(autumn)


def test_its_parts_in_order(content, autumn) -> None:
    found = pages(content)
    assert autumn.package.title in found[0]
    assert "1 September to 31 October 2023" in found[0]
    assert "37 events and 50 claims" in found[0]
    # Text of the pictures is text.
    assert "Lambert conformal conic" in found[1]
    assert "Weapons test" in found[2]
    rest = "\n".join(found[3:])
    parts = [rest.index(part) for part in ("Key events", "Disputed questions", "Numbers in dispute", "Sources")]
    assert parts == sorted(parts)
    assert "24 of 37 events" in rest


def test_no_page_is_empty_and_each_of_text_has_its_number(content, autumn) -> None:
    for number, text in enumerate(pages(content), start=1):
        assert len(text) > 300, number
        assert f"Record version {autumn.version}" in text
        if number not in (2, 3):
            assert str(number) in text.split("\n")


def test_sources_are_links(content, autumn) -> None:
    annotations = [one.get_object() for page in PdfReader(io.BytesIO(content)).pages for one in page.get("/Annots", [])]
    linked = {one["/A"]["/URI"] for one in annotations}
    assert len(linked) == 40
    assert linked <= set(autumn["sources"]["url"])


def test_the_same_view_gives_the_same_bytes(content, autumn) -> None:
    assert content == brief_pdf(autumn)


def test_an_empty_view_is_refused(small_record) -> None:
    with pytest.raises(ValueError, match="nothing to brief on"):
        brief_pdf(nothing(small_record))


@pytest.fixture
def without_pictures(monkeypatch) -> None:
    """Pictures take their time; what they do with hostile text is tested with them."""
    monkeypatch.setattr("exports.brief_pdf._PICTURES", ())


@on_hostile_texts()
def test_hostile_text_comes_out_as_text(hostile, without_pictures, text) -> None:
    found = "".join("".join(pages(brief_pdf(hostile(text)))).split())
    # Without spaces, since lines break where there is room.
    assert "".join(clean(text)[:60].split()) in found


def test_markup_is_text(hostile, without_pictures) -> None:
    found = "".join(pages(brief_pdf(hostile('<a href="file:///etc/passwd">x</a><b>'))))
    assert "<ahref" in found.replace(" ", "").replace("\n", "")
