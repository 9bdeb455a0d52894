"""Text made harmless: HTML, links and cuts."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.text import cut, html, link


class Parsed(HTMLParser):
    """Text, and every tag with its attributes, as a browser would read them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@example("<>&\"'`{}${{}} &lt; &#60;")
@given(st.text())
def test_html_shows_any_text_as_itself_and_holds_no_tag(text: str) -> None:
    parsed = Parsed(f"<p title=\"{html(text)}\" lang='{html(text)}'>{html(text)}</p>")
    assert parsed.tags == [("p", {"title": text, "lang": text})]
    assert parsed.text == text


def test_html_takes_what_is_no_text() -> None:
    assert html(None) == "None"
    assert html(3) == "3"


@given(st.text(), st.integers(1, 40))
def test_a_cut_text_fits_and_begins_like_the_whole(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    if len(text) <= limit:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


def test_a_cut_leaves_no_space_before_the_ellipsis() -> None:
    assert cut("one two three", 5) == "one…"
    assert cut("one two three", 13) == "one two three"
    assert cut("one two three", 12) == "one two thr…"


@given(st.text(), st.text())
def test_a_link_is_http_or_plain_text(text: str, url: str) -> None:
    _check(text, url)


@given(
    st.text(),
    st.sampled_from(
        ["http:", "https:", "HTTP://", "https://", "javascript:", "data:", " https://", "\thttp://[", "//"]
    ),
    st.text(alphabet=st.characters() | st.sampled_from("[]@:/?#\"'<>`\\ \n\t")),
)
def test_a_link_with_the_look_of_an_address_is_http_or_plain_text(text: str, scheme: str, rest: str) -> None:
    _check(text, scheme + rest)


def _check(text: str, url: str) -> None:
    parsed = Parsed(link(text, url))
    assert parsed.text == text
    for tag, attributes in parsed.tags:
        assert tag == "a"
        assert attributes == {"href": url, "target": "_blank", "rel": "noopener noreferrer"}
        assert url.lstrip().lower().startswith(("http:", "https:"))


def test_a_web_address_becomes_a_link() -> None:
    assert link("A & B", 'https://example.org/?a=1&b="') == (
        '<a href="https://example.org/?a=1&amp;b=&quot;" target="_blank" rel="noopener noreferrer">A &amp; B</a>'
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//example.org",
        "",
        "vbscript:x",
        " https://example.org",
        "http:example.org",
    ],
)
def test_anything_else_stays_text(url: str) -> None:
    assert link("<b>", url) == "&lt;b&gt;"
