"""Text as Markdown that shows it as it stands. What Streamlit makes of it is tested in a browser."""

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.markdown import plain

# What begins no mark-up in the Markdown of GitHub or of Streamlit, wherever it stands in a line.
HARMLESS = frozenset("\"%',/;?@^")
JOINER = "\u2060"


def read(markdown: str) -> str:
    """The text that is left when the escapes are taken away."""
    return re.sub(r"\\(.)", r"\1", markdown)


@example(string.punctuation)
@given(st.text(alphabet=st.characters(exclude_characters=JOINER) | st.sampled_from(string.punctuation + " \n")))
def test_any_text_stands_escaped_on_one_line(text: str) -> None:
    found = plain(text)
    assert "\n" not in found
    assert read(found).replace(JOINER, "") == " ".join(text.split())
    assert set(re.sub(r"\\.", "", found)) & set(string.punctuation) <= HARMLESS


def test_line_breaks_become_spaces() -> None:
    assert plain(" one\n\n# two\t three ") == "one \\# two three"


def test_words_stay_as_they_are() -> None:
    assert plain("Kim's visit, 13 September 2023; 북한 и Россия") == "Kim's visit, 13 September 2023; 북한 и Россия"


@pytest.mark.parametrize(
    "spotted",
    [
        *("http://example.org", "HTTPS://example.org", "www.example.org", "someone@example.org"),
        *(":material/home:", ":streamlit:", "<->", "->", "<-", "--", ">=", "<=", "~="),
    ],
)
def test_what_streamlit_spots_without_marks_is_held_apart(spotted: str) -> None:
    for text in (spotted, f"a {spotted} b", f"{spotted} {spotted}"):
        found = read(plain(text))
        assert spotted not in found.split()
        assert spotted not in found
        assert found.replace(JOINER, "") == text


@pytest.mark.parametrize("text", ["a->b", "2023--2024", "a - b", "x=1", "http", "Re: material", "p. 5 @ 3 pm"])
def test_what_it_does_not_spot_gets_no_joiner(text: str) -> None:
    assert read(plain(text)) == text
