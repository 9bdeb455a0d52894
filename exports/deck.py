"""PPTX: a briefing on what is in view, in slides of 16:9 with text, tables and charts that can be edited."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Length, Pt

from data.describe import counted
from data.view import View
from exports import basemap
from exports.briefing import Briefing, Line, Listing, Series, briefing, reference
from exports.deck_chart import NOTE, chart_data, chart_in_words, draw_chart
from exports.entries import SourceEntry
from exports.fitting import LINE, cut, line_count
from exports.frame import sources_in_words
from exports.map_image import map_image
from exports.office import rgb_colour, settled
from exports.picture import Picture
from exports.pictures import Draw
from exports.text import one_line, xml_safe
from exports.timeline_image import timeline_image
from style import LIGHT

# Inches: the slide, the space at its edges, and where its head ends and its foot begins.
WIDTH, HEIGHT = 13.333, 7.5
_EDGE, _TOP, _BOTTOM = 0.6, 1.2, 6.95
_WITHIN = WIDTH - 2 * _EDGE
# Points.
_TITLE, _BODY, _CELL = 26, 16, 12
_MOST_LINES = 3
# Of a cell: at its sides, and above and below its text, in points.
_SIDES, _ABOVE = 5.0, 3.5
# Across a picture: sharp on a projector and on paper, and a third quicker to draw than the 1920 of a whole screen.
_PIXELS = 1600
# Pages named in the notes of a slide.
_NOTED = 40
# Theme of the slides that python-pptx begins with, and what stands there instead; Arial is on every machine or has a
# stand-in of the same widths.
_FONTS = ("Calibri", "Arial")


class _Box(NamedTuple):
    """Where something stands on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def lengths(self) -> tuple[Length, Length, Length, Length]:
        left, top, width, height = map(Inches, self)
        return left, top, width, height


def deck(view: View) -> bytes:
    """A briefing on a view as slides: title, summary, map, timeline, key events, questions, numbers and sources.

    Tables that are too long for a slide go on on the next. The notes of a slide name the pages that it rests on. The
    same view gives the same bytes. Raises ValueError for an empty view.
    """
    made = _Deck(view, briefing(view))
    made.title()
    made.summary()
    about = made.briefing.sentences[0]
    made.picture("Where it happened", map_image, f"Map. {about} {_most_frequent(view)}", [basemap.ATTRIBUTION])
    made.picture("When it happened", timeline_image, f"Timeline in lanes by kind of event. {about}", [])
    made.listing(made.briefing.events)
    made.listing(made.briefing.questions)
    for series in made.briefing.series:
        made.numbers(series)
    if not made.briefing.series:
        made.listing(made.briefing.figures)
    made.listing(made.briefing.sources)
    return made.save()


def _most_frequent(view: View) -> str:
    """Where most events in view took place, for those who cannot see the map."""
    counts = view["events"]["place"].map(view.place_names).value_counts().sort_index()
    most = counts.sort_values(ascending=False, kind="stable").head(5)
    places = ", ".join(f"{one_line(xml_safe(str(name)))} ({count})" for name, count in most.items())
    return f"Most events: {places}." if places else ""


class _Deck:
    """Slides on their way to a file."""

    def __init__(self, view: View, content: Briefing) -> None:
        self.view = view
        self.briefing = content
        self._slides = Presentation()
        self._slides.slide_width, self._slides.slide_height = Inches(WIDTH), Inches(HEIGHT)
        _widen(self._slides)
        properties = self._slides.core_properties
        properties.title, properties.author, properties.subject = content.title, "Tumen", content.about[0]
        properties.last_modified_by, properties.comments, properties.revision = "Tumen", content.basis, 1
        # The day that the slides speak of: when they were made would make each file another.
        properties.created = properties.modified = datetime.combine(view.as_of, datetime.min.time())

    def save(self) -> bytes:
        """The bytes of the file."""
        out = io.BytesIO()
        self._slides.save(out)
        return settled(out.getvalue(), self.view.as_of, _FONTS)

    def title(self) -> None:
        """The slide that says what the briefing is about."""
        slide = self._slide("Title Slide")
        title = slide.placeholders[0]
        _place(title, _Box(_EDGE, 2.0, _WITHIN, 1.7))
        _write(title.text_frame, [self.briefing.title], 40, _WITHIN, 2, bold=True)
        subtitle = slide.placeholders[1]
        _place(subtitle, _Box(_EDGE, 3.85, _WITHIN, 2.2))
        _write(subtitle.text_frame, self.briefing.about, 20, _WITHIN, 2, colour=LIGHT.label)
        for paragraph in [*title.text_frame.paragraphs, *subtitle.text_frame.paragraphs]:
            paragraph.alignment = PP_ALIGN.LEFT
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        self._finish(slide, [], [f"{self.briefing.title}. {sources_in_words(self.view)}."])

    def summary(self) -> None:
        """The slide that says it in words, over the counts of what is in view."""
        slide = self._slide("Title and Content", "Summary")
        body = slide.placeholders[1]
        _place(body, _Box(_EDGE, _TOP, _WITHIN, 4.5))
        # A bullet takes room at the left.
        _write(body.text_frame, self.briefing.sentences, _BODY, _WITHIN - 0.5, _MOST_LINES, after=6)
        wide = _WITHIN / len(self.briefing.counts)
        for index, (count, noun) in enumerate(self.briefing.counts):
            box = slide.shapes.add_textbox(*_Box(_EDGE + index * wide, 5.8, wide, 1.05).lengths)
            _write(box.text_frame, [f"{count:,}"], 30, wide, 1, bold=True)
            paragraph = box.text_frame.add_paragraph()
            _run(paragraph, noun, 14, LIGHT.label)
        self._finish(slide, [], [f"{sources_in_words(self.view)}."])

    def picture(self, title: str, draw: Draw, described: str, notes: Sequence[str]) -> None:
        """A slide with a picture, described for those who cannot see it."""
        slide = self._slide("Title Only", title)
        box = _Box(_EDGE, _TOP - 0.1, _WITHIN, _BOTTOM - _TOP + 0.1)
        drawn = draw(self.view, Picture("png", _PIXELS, round(_PIXELS * box.height / box.width)))
        shape = slide.shapes.add_picture(io.BytesIO(drawn), *box.lengths)
        _describe(shape, title, described)
        self._finish(slide, [], [f"{sources_in_words(self.view)}.", *notes])

    def listing(self, listing: Listing) -> None:
        """The slides of a table; none where it has no lines."""
        widths = [share * _WITHIN for _, share in listing.columns]
        lines = [_cut(line, widths) for line in listing.lines]
        note = cut(listing.note, NOTE, _points(_WITHIN), 1)
        top = _TOP + (0.3 if note else 0.0)
        pages = _pages(lines, widths, _points(_BOTTOM - top))
        for number, page in enumerate(pages, start=1):
            title = listing.title + (f" ({number} of {len(pages)})" if len(pages) > 1 else "")
            slide = self._slide("Title Only", title)
            if note:
                box = slide.shapes.add_textbox(*_Box(_EDGE, _TOP - 0.15, _WITHIN, 0.35).lengths)
                _write(box.text_frame, [note], NOTE, _WITHIN, 1, colour=LIGHT.label)
            head = [name for name, _ in listing.columns]
            _table(slide, _Box(_EDGE, top, _WITHIN, 0), widths, head, page, title)
            self._finish(slide, [source for line in page for source in line.sources], [listing.note])

    def numbers(self, series: Series) -> None:
        """The slide of a measure: a chart of its figures, and the latest of them as they were worded."""
        slide = self._slide("Title Only", series.label)
        wide = 6.9
        detail = f"Numbers in dispute: {series.detail}."
        box = slide.shapes.add_textbox(*_Box(_EDGE, _TOP - 0.15, _WITHIN, 0.35).lengths)
        _write(box.text_frame, [detail], NOTE, _WITHIN, 1, colour=LIGHT.label)
        top = _TOP + 0.3
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.XY_SCATTER, *_Box(_EDGE, top, wide, _BOTTOM - top).lengths, chart_data(series)
        )
        draw_chart(frame.chart, series)
        _describe(frame, series.label, chart_in_words(series))
        left, room = _EDGE + wide + 0.2, _WITHIN - wide - 0.2
        widths = [0.24 * room, 0.32 * room, 0.44 * room]
        lines = [
            _cut(Line((figure.said, figure.claimants, figure.worded), figure.sources), widths)
            for figure in reversed(series.figures)
        ]
        # The chart shows all; the table those latest that fit.
        latest = _pages(lines, widths, _points(_BOTTOM - top - 0.35))[0]
        _table(slide, _Box(left, top, room, 0), widths, ["When", "Who", "Figure"], latest, series.label)
        if len(latest) < len(lines):
            box = slide.shapes.add_textbox(*_Box(left, _BOTTOM - 0.3, room, 0.3).lengths)
            told = f"The latest {len(latest)} of {counted(len(lines), 'figure')}; the chart shows all."
            _write(box.text_frame, [told], NOTE, room, 1, colour=LIGHT.label)
        self._finish(slide, [page for figure in reversed(series.figures) for page in figure.sources], [])

    def _slide(self, layout: str, title: str = "") -> Slide:
        slide: Slide = self._slides.slides.add_slide(self._slides.slide_layouts.get_by_name(layout))
        if title:
            shape = slide.placeholders[0]
            _place(shape, _Box(_EDGE, 0.35, _WITHIN, 0.7))
            _write(shape.text_frame, [title], _TITLE, _WITHIN, 1, bold=True)
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        return slide

    def _finish(self, slide: Slide, sources: Iterable[SourceEntry], notes: Sequence[str]) -> None:
        """Write the foot of a slide and what its notes say it rests on."""
        box = slide.shapes.add_textbox(*_Box(_EDGE, 7.03, _WITHIN - 1, 0.32).lengths)
        _write(box.text_frame, [self.briefing.basis], NOTE, _WITHIN - 1, 1, colour=LIGHT.label)
        _number(slide)
        pages = list(dict.fromkeys(sources))
        lines = [note for note in notes if note]
        if pages:
            lines += ["Sources:", *map(reference, pages[:_NOTED])]
        if len(pages) > _NOTED:
            lines.append(f"And {counted(len(pages) - _NOTED, 'page')} more.")
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None  # noqa: S101 - the notes that python-pptx begins with have one
        frame.text = "\n".join(one_line(xml_safe(line)) for line in lines)


def _widen(slides: Any) -> None:
    """Stretch the layouts, which are made for 4:3, so that slides added by hand fill the page, too."""
    for layout in [slides.slide_master, *slides.slide_layouts]:
        for shape in layout.placeholders:
            # Without a position of its own it takes that of the master.
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = Emu(int(shape.left * WIDTH / 10)), Emu(int(shape.width * WIDTH / 10))


def _points(inches: float) -> float:
    return 72 * inches


def _place(shape: Any, box: _Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.lengths


def _describe(shape: Any, name: str, described: str) -> None:
    """Give a shape a name and the text that stands for it where it cannot be seen."""
    properties = next(shape._element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", described.strip())


def _write(
    frame: TextFrame,
    texts: Sequence[str],
    size: int,
    wide: float,
    most: int,
    bold: bool = False,
    colour: str = LIGHT.ink,
    after: int = 0,
) -> None:
    """Write paragraphs of at most so many lines each into a box that is `wide` inches, its own margins included."""
    frame.word_wrap = True
    for index, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(after)
        _run(paragraph, cut(text, size, _points(wide) - 16, most), size, colour, bold)


def _run(paragraph: Any, text: str, size: int, colour: str, bold: bool = False) -> Any:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb_colour(colour)
    return run


def _number(slide: Slide) -> None:
    """Write the number of a slide as a field, so that it stays right when slides are moved."""
    box = slide.shapes.add_textbox(*_Box(WIDTH - _EDGE - 1, 7.03, 1, 0.32).lengths)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    _run(paragraph, "", NOTE, LIGHT.label)
    run = paragraph._p.find(qn("a:r"))
    assert run is not None  # noqa: S101 - it was written just now
    run.tag = qn("a:fld")
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", "slidenum")
    run.find(qn("a:t")).text = "‹#›"


def _cut(line: Line, widths: Sequence[float]) -> Line:
    cells = (
        cut(cell, _CELL, _points(wide) - 2 * _SIDES, _MOST_LINES) for cell, wide in zip(line.cells, widths, strict=True)
    )
    return Line(tuple(cells), line.sources, line.url)


def _row_height(cells: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row in points."""
    lines = max(line_count(cell, _CELL, _points(wide) - 2 * _SIDES) for cell, wide in zip(cells, widths, strict=True))
    return lines * _CELL * LINE + 2 * _ABOVE


def _pages(lines: Sequence[Line], widths: Sequence[float], room: float) -> list[list[Line]]:
    """Lines in order, so many to a page as are no higher than `room`, in points, with the head of their table."""
    pages: list[list[Line]] = []
    left = 0.0
    for line in lines:
        height = _row_height(line.cells, widths)
        if not pages or height > left:
            pages.append([])
            left = room - _row_height([""] * len(widths), widths)
        pages[-1].append(line)
        left -= height
    return pages


def _table(
    slide: Slide, box: _Box, widths: Sequence[float], head: Sequence[str], lines: Sequence[Line], named: str
) -> None:
    heights = [_row_height(row, widths) for row in ([""] * len(head), *(line.cells for line in lines))]
    whole = box._replace(height=sum(heights) / 72)
    frame = slide.shapes.add_table(len(lines) + 1, len(head), *whole.lengths)
    _describe(frame, named, f"Table. {named}: {', '.join(head)}.")
    table = frame.table
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Inches(wide)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Pt(height)
    for index, text in enumerate(head):
        _cell(table.cell(0, index), text, LIGHT.paper, LIGHT.ink, bold=True)
    for row_index, line in enumerate(lines, start=1):
        ground = LIGHT.paper if row_index % 2 else "#f3f5f7"
        for index, text in enumerate(line.cells):
            run = _cell(table.cell(row_index, index), text, LIGHT.ink, ground)
            if index == 0 and line.url:
                run.hyperlink.address = line.url


def _cell(cell: Any, text: str, ink: str, ground: str, bold: bool = False) -> Any:
    cell.margin_left = cell.margin_right = Pt(_SIDES)
    cell.margin_top = cell.margin_bottom = Pt(_ABOVE)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb_colour(ground)
    return _run(cell.text_frame.paragraphs[0], text, _CELL, ink, bold)
