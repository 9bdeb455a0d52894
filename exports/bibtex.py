"""BibTeX: the sources in view, for BibTeX and biblatex alike."""

from data.view import View
from exports.entries import SourceEntry, source_entries
from exports.publication import date_parts
from exports.text import one_line, xml_safe

# What TeX would run (The TeXbook, chapter 7). Braces become symbols, so that no text can end its field.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
# BibTeX knows the months by these names, and writes them as its style does.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# An address must stay one: what would end the field or the address is percent-encoded instead.
_URL_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def sources_bib(view: View) -> bytes:
    """The sources as `@misc` entries in UTF-8, keyed by their ids; the publisher stands as corporate author."""
    return "\n".join(_entry(source) for source in source_entries(view)).encode()


def _entry(source: SourceEntry) -> str:
    parts = date_parts(source.published)[0] if source.published else ()
    fields = {
        # Second braces keep a corporate name whole and a title in its own capitals.
        "author": f"{{{_tex(source.publisher)}}}",
        "title": f"{{{_tex(source.title)}}}",
        "year": f"{parts[0]:04}" if parts else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "url": source.url.translate(_URL_ESCAPES),
        "language": source.language,
        "keywords": source.kind,
    }
    lines = [f"{name} = {{{value}}}" for name, value in fields.items() if value]
    if len(parts) > 1:
        lines.append(f"month = {_MONTHS[parts[1] - 1]}")
    return "".join([f"@misc{{{source.id}", *(f",\n  {line}" for line in lines), "\n}\n"])


def _tex(text: str) -> str:
    return one_line(xml_safe(text)).translate(_ESCAPES)
