"""What stands round every picture: title and subtitle, legend, and a foot that says what it rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.dates import day_in_words
from data.describe import counted, listed, summary
from data.models import Side, Status
from data.view import View
from exports.boxes import Box
from exports.sheet import Sheet, Style, clean, fitted, width_of, wrapped
from exports.symbols import CROSS, DISC
from style import INDEPENDENT_HUE, KINDS, SIDE_HUES, SIDES

# Sizes of text and of the space about things, in units.
TITLE, SUBTITLE, BODY, SMALL = 30.0, 17.0, 14.0, 12.0
MARGIN = 28.0
# Of the legend.
COLUMN, GLYPH, LEAST_TEXT = 262.0, 34.0, 10.0
# A legend may take this part of the height when it stands under a picture.
MOST_LEGEND = 0.35
_PUBLISHERS = 4
# A picture of less width, in units, is a small one.
_LEAST_WIDE = 900.0


@dataclass(frozen=True)
class Key:
    """An entry of a legend: its heading, its label, and what draws its glyph about a point, within a radius."""

    heading: str
    label: str
    draw: Callable[[Sheet, float, float, float], None]


def title_of(sheet: Sheet, view: View) -> str:
    """The title of a picture: the one asked for, or the record's."""
    return clean(sheet.picture.title) or clean(view.package.title)


def draw_head(sheet: Sheet, view: View) -> float:
    """Draw title and subtitle; returns where the picture begins."""
    unit, width = sheet.unit, sheet.box.width - 2 * MARGIN * sheet.unit
    # On a small picture the texts are as large as they must be to be read, so that the title would fill it.
    size = 1.0 if sheet.box.width >= _LEAST_WIDE * unit else 0.75
    title, subtitle = sheet.style(TITLE * size, bold=True), sheet.style(SUBTITLE * size, sheet.palette.label)
    said = clean(sheet.picture.subtitle) or clean(summary(view))
    y = 18 * unit
    y = sheet.paragraph(MARGIN * unit, y, wrapped(title_of(sheet, view), title, width, 2), title)
    y = sheet.paragraph(MARGIN * unit, y + 2 * unit, wrapped(said, subtitle, width, 2), subtitle)
    return y + 14 * unit


def draw_foot(sheet: Sheet, view: View, notes: Sequence[str]) -> float:
    """Draw what the picture rests on, notes about it first; returns where the picture ends."""
    unit = sheet.unit
    style = sheet.style(SMALL, sheet.palette.label)
    width = sheet.box.width - 2 * MARGIN * unit
    lines = [line for text in (*notes, *_basis(sheet, view)) for line in wrapped(clean(text), style, width, 3)]
    top = sheet.box.bottom - 12 * unit - len(lines) * style.size * 1.25
    sheet.paragraph(MARGIN * unit, top, lines, style)
    return top - 10 * unit


def _basis(sheet: Sheet, view: View) -> list[str]:
    """What was asked for, where the subtitle does not say it; as-of day, sources and record."""
    licences = listed([licence["name"] for licence in view.package.licenses if "name" in licence])
    record = f"Record version {view.version}" + (f" ({licences})" if licences else "")
    known = f"As known on {day_in_words(view.as_of)}"
    asked = [f"Shown: {summary(view)}"] if clean(sheet.picture.subtitle) else []
    return [*asked, "  ·  ".join([known, sources_in_words(view), record])]


def sources_in_words(view: View) -> str:
    """How many pages of whom a view rests on, the publishers of most of them by name."""
    publishers = view["sources"]["publisher"]
    if publishers.empty:
        return "No sources"
    # Equals in the order of their names, so that the line does not depend on the order of rows.
    most = publishers.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = listed([f"{name} ({count})" for name, count in most.head(_PUBLISHERS).items()], most=_PUBLISHERS)
    rest = ", most from " if len(most) > _PUBLISHERS else ": "
    return f"Sources: {counted(len(publishers), 'page')} of {counted(len(most), 'publisher')}{rest}{named}"


def say(sheet: Sheet, box: Box, text: str) -> None:
    """Write a sentence on a pale ground in the middle of a box: that there is nothing to show."""
    unit, style = sheet.unit, sheet.style(SUBTITLE)
    text = fitted(text, style, box.width - 40 * unit)
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    half = width_of(text, style) / 2 + 16 * unit
    draw_plate(sheet, Box(x - half, y - 18 * unit, x + half, y + 18 * unit))
    sheet.text(x, y, text, style, "center")


def draw_plate(sheet: Sheet, box: Box) -> None:
    """Draw a pale ground for text."""
    look = sheet.palette
    sheet.rectangle(box, fill=look.paper, edge=look.coast, width=0.8 * sheet.unit, alpha=0.92)


def draw_column(sheet: Sheet, box: Box, keys: Sequence[Key]) -> bool:
    """Draw a legend in a column; False, and nothing is drawn, where there is no room for it."""
    size = next((size for size in _sizes() if _column_height(sheet, box, keys, size) <= box.height), None)
    if size is None:
        return False
    style, heading = sheet.style(size), sheet.style(size - 1, sheet.palette.label, bold=True)
    y = box.top
    for title, group in groupby(keys, key=lambda key: key.heading):
        sheet.text(box.left, y + 0.9 * style.size, title, heading)
        y += 1.9 * style.size
        for key in group:
            lines = _label(sheet, key, style, box.width)
            key.draw(
                sheet, box.left + GLYPH * sheet.unit / 2 - 3 * sheet.unit, y + 0.75 * style.size, 0.62 * style.size
            )
            sheet.paragraph(box.left + GLYPH * sheet.unit, y + 0.12 * style.size, lines, style)
            y += _lines_height(len(lines), style)
        y += 0.7 * style.size
    return True


def _sizes() -> list[float]:
    """The sizes of text that a legend tries, in units, the largest first."""
    return [BODY - step / 2 for step in range(int(2 * (BODY - LEAST_TEXT)) + 1)]


def _label(sheet: Sheet, key: Key, style: Style, width: float) -> list[str]:
    return wrapped(key.label, style, width - GLYPH * sheet.unit, 2)


def _lines_height(count: int, style: Style) -> float:
    return style.size * (1.5 + 1.25 * (count - 1))


def _column_height(sheet: Sheet, box: Box, keys: Sequence[Key], size: float) -> float:
    style = sheet.style(size)
    headings = len({key.heading for key in keys})
    entries = sum(_lines_height(len(_label(sheet, key, style, box.width)), style) for key in keys)
    return entries + headings * 2.6 * style.size


def flow_height(sheet: Sheet, width: float, keys: Sequence[Key], most: float) -> float:
    """The height in pixels of a legend in rows; 0 where it would need more than `most`."""
    return next((height for size in _sizes() if (height := _flow(sheet, width, keys, size)[1]) <= most), 0.0)


def draw_flow(sheet: Sheet, box: Box, keys: Sequence[Key]) -> None:
    """Draw a legend in rows, in a box of at least the height that `flow_height` gave."""
    size = next(size for size in _sizes() if _flow(sheet, box.width, keys, size)[1] <= box.height + 0.01)
    style = sheet.style(size)
    for key, x, y in _flow(sheet, box.width, keys, size)[0]:
        middle = box.top + y + 0.75 * style.size
        key.draw(sheet, box.left + x + GLYPH * sheet.unit / 2 - 3 * sheet.unit, middle, 0.62 * style.size)
        label = fitted(key.label, style, box.width - GLYPH * sheet.unit)
        sheet.text(box.left + x + GLYPH * sheet.unit, middle, label, style)


def _flow(sheet: Sheet, width: float, keys: Sequence[Key], size: float) -> tuple[list[tuple[Key, float, float]], float]:
    """Where each key stands, and the height of all."""
    style = sheet.style(size)
    placed: list[tuple[Key, float, float]] = []
    x = y = 0.0
    for key in keys:
        wide = GLYPH * sheet.unit + width_of(key.label, style)
        if x and x + wide > width:
            x, y = 0.0, y + 1.6 * style.size
        placed.append((key, x, y))
        x += wide + 16 * sheet.unit
    return placed, y + 1.6 * style.size if keys else 0.0


def side_keys(sides: set[str | None]) -> list[Key]:
    """Keys of the hues in use; None stands for bodies that act for no government."""
    found = [Key("Side", SIDES[side], _disc(SIDE_HUES[side])) for side in Side if side in sides]
    return [*found, *([Key("Side", "Independent bodies", _disc(INDEPENDENT_HUE))] if None in sides else [])]


def status_keys(statuses: set[str]) -> list[Key]:
    """Keys of the fills in use; none where all is simply filled."""
    if statuses <= {Status.OCCURRED}:
        return []
    return [Key("Status", str(status).capitalize(), _fill(status)) for status in Status if status in statuses]


def kind_keys(kinds: set[str]) -> list[Key]:
    """Keys of the shapes in use."""
    return [Key("Kind of event", mark.label, shape_glyph(mark.path)) for kind, mark in KINDS.items() if kind in kinds]


def count_key(label: str) -> Key:
    """The key of a disc that stands for several events."""
    return Key("Symbols", label, _number)


def shape_glyph(d: str) -> Callable[[Sheet, float, float, float], None]:
    """What draws an SVG path in ink as a glyph."""
    return lambda sheet, x, y, radius: sheet.shape(d, x, y, radius, fill=sheet.palette.ink)


def _disc(colour: str) -> Callable[[Sheet, float, float, float], None]:
    return lambda sheet, x, y, radius: sheet.shape(DISC, x, y, radius, fill=colour)


def _fill(status: Status) -> Callable[[Sheet, float, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float, radius: float) -> None:
        ink, width = sheet.palette.ink, 0.22 * radius
        if status is Status.OCCURRED:
            sheet.shape(DISC, x, y, radius, fill=ink)
            return
        dashes = (0.45 * radius, 0.3 * radius) if status is Status.PLANNED else None
        sheet.shape(DISC, x, y, radius, edge=ink, width=width, dashes=dashes)
        if status is Status.FAILED:
            sheet.shape(CROSS, x, y, radius, edge=ink, width=width)

    return draw


def _number(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.shape(DISC, x, y, 1.1 * radius, fill=sheet.palette.ink)
    style = sheet.style(1.2 * radius / sheet.unit, sheet.palette.paper, bold=True)
    sheet.text(x, y, "n", style, across="center")


def line_glyph(
    width: float, dashes: Sequence[float] | None, alpha: float = 1.0
) -> Callable[[Sheet, float, float, float], None]:
    """What draws a stretch of a line in ink as a glyph; `width` and `dashes` in units."""

    def draw(sheet: Sheet, x: float, y: float, _radius: float) -> None:
        unit = sheet.unit
        scaled = [dash * unit for dash in dashes] if dashes else None
        ends = [(x - 13 * unit, y), (x + 13 * unit, y)]
        sheet.line(ends, sheet.palette.ink, width * unit, dashes=scaled, alpha=alpha)

    return draw
