"""How long the files take that a briefing is made of, of the whole record and once everything is warm."""

from collections.abc import Callable

from bench.rows import Row, milliseconds
from data.filters import Filters
from data.live import record_folder
from data.load import load_record
from data.view import View
from exports.brief_html import brief_html
from exports.brief_pdf import brief_pdf
from exports.deck import deck

REPEATS = 3


def _making(name: str, make: Callable[[View], bytes], target: float) -> Row:
    """Seconds to make a file of the whole record, after a first time that reads fonts and base map."""
    view = Filters().apply(load_record(record_folder()))
    size = len(make(view)) / 1e6
    seconds = milliseconds(lambda: make(view), REPEATS) / 1000
    return Row(name, seconds, "s", target, f"{size:.1f} MB")


def briefing_pptx() -> Row:
    return _making("briefing.pptx of the whole record", deck, 4.0)


def briefing_pdf() -> Row:
    return _making("briefing.pdf of the whole record", brief_pdf, 4.0)


def brief_page() -> Row:
    return _making("brief.html of the whole record", brief_html, 4.0)


ROWS = [briefing_pptx, briefing_pdf, brief_page]
