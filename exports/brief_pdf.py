"""PDF: a briefing on what is in view, on sheets of A4."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import matplotlib as mpl
from pypdf import PdfReader, PdfWriter
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from data.view import View
from exports.briefing import Briefing, Line, Listing, briefing
from exports.frame import sources_in_words
from exports.map_image import map_image
from exports.picture import Picture
from exports.pictures import Draw
from exports.sheet import clean
from exports.timeline_image import timeline_image
from style import LIGHT

_EDGE, _FOOT = 16 * mm, 14 * mm
# Each has a page of its own after the first, in the shape of a sheet on its side. The page is a third wider and higher
# than the sheet, so that the legend has room; a printer fits it.
_PICTURES: tuple[Draw, ...] = (map_image, timeline_image)
_ON_ITS_SIDE = Picture("pdf", round(A4[1] / 0.75), round(A4[0] / 0.75))
_FONT, _BOLD = "Tumen", "Tumen-Bold"
# Letters in a cell or sentence, so that no row is higher than a page.
_LONGEST = 400


def brief_pdf(view: View) -> bytes:
    """A briefing on a view: summary in words, map, timeline, key events, questions, numbers and sources.

    Map and timeline are drawn as lines, and their text is text. The same view gives the same bytes. Raises ValueError
    for an empty view.
    """
    content = briefing(view)
    out = io.BytesIO()
    _Pages(out, content).build(_story(view, content))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out.getvalue())))
    for number, draw in enumerate(_PICTURES, start=1):
        (page,) = PdfReader(io.BytesIO(draw(view, _ON_ITS_SIDE))).pages
        writer.insert_page(page, number)
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


class _Pages(BaseDocTemplate):  # type: ignore[misc]
    """The pages of text, each with a foot."""

    def __init__(self, out: io.BytesIO, content: Briefing) -> None:
        _register_fonts()
        # Invariant: without date and random id, so that the same view gives the same bytes.
        super().__init__(out, pagesize=A4, invariant=1, title=clean(content.title), author="Tumen", lang="en")
        width, height = A4
        frame = Frame(_EDGE, _FOOT + 4 * mm, width - 2 * _EDGE, height - _EDGE - _FOOT - 4 * mm, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("text", [frame], onPage=_foot(clean(content.basis))))


def _foot(basis: str) -> Callable[[Canvas, Any], None]:
    def draw(canvas: Canvas, _pages: Any) -> None:
        number = canvas.getPageNumber()
        # The pictures come in between.
        number += len(_PICTURES) if number > 1 else 0
        canvas.setFont(_FONT, 7.5)
        canvas.setFillColor(HexColor(LIGHT.label))
        canvas.drawString(_EDGE, _FOOT - 5 * mm, basis)
        canvas.drawRightString(A4[0] - _EDGE, _FOOT - 5 * mm, str(number))

    return draw


def _register_fonts() -> None:
    """Make known the font of the pictures, which ships with matplotlib."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name, file in ((_FONT, "DejaVuSans.ttf"), (_BOLD, "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, folder / file))


def _style(size: float, bold: bool = False, colour: str = LIGHT.ink, after: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        "",
        fontName=_BOLD if bold else _FONT,
        fontSize=size,
        leading=1.3 * size,
        textColor=HexColor(colour),
        spaceAfter=after,
        alignment=TA_LEFT,
        splitLongWords=True,
    )


def _paragraph(text: str, style: ParagraphStyle, url: str = "") -> Paragraph:
    plain = clean(text)
    plain = plain if len(plain) < _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
    marked = escape(plain)
    return Paragraph(f'<a href={quoteattr(url)} color="#0b5c8f">{marked}</a>' if url else marked, style)


def _story(view: View, content: Briefing) -> list[Any]:
    """What stands on the pages of text, in order."""
    quiet = _style(10, colour=LIGHT.label, after=2)
    story: list[Any] = [_paragraph(content.title, _style(20, bold=True, after=6))]
    story += [_paragraph(line, quiet) for line in content.about]
    story.append(Spacer(0, 12))
    story += [_paragraph(sentence, _style(11, after=7)) for sentence in content.sentences]
    story += [_paragraph(f"{sources_in_words(view)}.", quiet)]
    story.append(PageBreak())
    for listing in (content.events, content.questions, content.figures, content.sources):
        story += _listing(listing)
    return story


def _listing(listing: Listing) -> list[Any]:
    """A heading, what is left out, and a table whose head stands on each page; nothing where it has no lines."""
    if not listing.lines:
        return []
    heading = _paragraph(listing.title, _style(14, bold=True, after=4))
    heading.keepWithNext = True
    heading.style.spaceBefore = 16
    head = [_paragraph(name, _style(8, bold=True, colour=LIGHT.paper)) for name, _ in listing.columns]
    widths = [share * (A4[0] - 2 * _EDGE) for _, share in listing.columns]
    table = LongTable([head, *map(_row, listing.lines)], colWidths=widths, repeatRows=1)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(LIGHT.ink)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(LIGHT.grid)),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    note = [_paragraph(listing.note, _style(8, colour=LIGHT.label, after=5))] if listing.note else []
    return [heading, *note, table]


def _row(line: Line) -> list[Paragraph]:
    first, *more = line.cells
    style = _style(8)
    return [_paragraph(first, style, line.url), *(_paragraph(cell, style) for cell in more)]
