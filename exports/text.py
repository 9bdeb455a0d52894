"""Text of the record on its way into a file: hostile until made harmless here or by what writes the file."""

import re
from urllib.parse import urlsplit

# What XML 1.0 cannot hold, escaped or not (section 2.2 of the standard), and U+007F to U+009F, which it discourages.
_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")

# What makes a spreadsheet read a cell as a formula (owasp.org, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def xml_safe(text: str) -> str:
    """Text without the characters that no XML document can hold."""
    return _NOT_XML.sub("", text)


def one_line(text: str) -> str:
    """Text with every run of white space, line feeds among them, as one space."""
    return _SPACES.sub(" ", text).strip()


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text as a formula; spaces before it do not hide it."""
    return text.lstrip(" ").startswith(FORMULA_STARTS)


def cell(value: object) -> object:
    """A value for a cell of a CSV file: text that would be a formula gets an apostrophe, all else stays what it is."""
    return f"'{value}" if isinstance(value, str) and starts_formula(value) else value


def is_web_address(url: str) -> bool:
    """Whether a text is an http or https address, the only sort that a file may make a link of."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
