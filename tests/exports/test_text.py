"""What is done to text on its way into a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports.text import cell, is_web_address, one_line, xml_safe


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "  +1", "＝1"])
def test_a_formula_gets_an_apostrophe(text) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", "'=1", "1-2", "", None, -1.5, -3, True])
def test_all_else_stays_what_it_is(value) -> None:
    assert cell(value) is value


@given(st.text())
def test_what_was_made_harmless_is_left_alone(text) -> None:
    assert cell(cell(text)) == cell(text)


@given(st.text(st.characters(exclude_categories=[])))
def test_an_xml_document_can_hold_what_is_left(text) -> None:
    root = etree.Element("text")
    root.text = xml_safe(text)
    assert etree.fromstring(etree.tostring(root, encoding="utf-8")).text in (root.text or None, root.text)


@pytest.mark.parametrize("text", ["a\tb\nc", "김정은 Ким", "\U0001f469", "é\xa0"])
def test_text_is_kept(text) -> None:
    assert xml_safe(text) == text


def test_one_line_has_no_line_feed_of_any_sort() -> None:
    assert one_line(" a\r\nb\u2028c\x0bd ") == "a b c d"


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://example.org/", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("internal:Sheet!A1", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url, fits) -> None:
    assert is_web_address(url) is fits
