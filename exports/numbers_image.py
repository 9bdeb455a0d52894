"""Numbers in dispute as a picture: a panel for each measure, with every figure that claims in view give for it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt
from typing import Any

import pandas as pd

from data.describe import counted
from data.figures import KINDS, OPEN_ABOVE, OPEN_BELOW, figures
from data.models import Evidence, MeasureKind, Qualifier
from data.view import View
from exports.boxes import BESIDE, Anchor, Box, Room
from exports.frame import (
    MARGIN,
    MOST_LEGEND,
    Key,
    draw_flow,
    draw_foot,
    draw_head,
    flow_height,
    say,
    shape_glyph,
    side_keys,
    title_of,
)
from exports.picture import Picture
from exports.scale import DateScale, NumberScale, middle
from exports.sheet import Sheet, Style, clean, fitted, width_of
from style import EVIDENCES, hue

# In units: the least size of a panel, the space between two, and the room for the numbers at its left.
_WIDTH, _HEIGHT, _GAP, _NUMBERS = 400.0, 232.0, 26.0, 62.0
_RADIUS, _ARROW = 6.5, 26.0
_NOTHING = "No figures in view: no claim of the filter gives a number that belongs to a series."
_NAME_WIDTH = 170.0
# A long name of a measure is written smaller before it is cut.
_TITLES = (14.0, 13.0, 12.0, 11.0)


@dataclass(frozen=True)
class _Figure:
    """A figure that a claim gives: one end may be missing, which `upward` or downward arrows show."""

    low: float | None
    high: float | None
    qualifier: Qualifier
    first: date
    last: date
    side: str | None
    evidence: Evidence
    claimant: str

    @property
    def ends(self) -> list[float]:
        """The numbers given, the lower one first."""
        return [number for number in (self.low, self.high) if number is not None]

    @property
    def arrow(self) -> int:
        """1 for a figure that may be more, -1 for one that may be less, else 0."""
        if self.high is None or self.qualifier in OPEN_ABOVE:
            return 1
        return -1 if self.low is None or self.qualifier in OPEN_BELOW else 0


@dataclass(frozen=True)
class _Panel:
    """A measure and its figures in the order of their dates."""

    label: str
    unit: str
    kind: MeasureKind
    figures: tuple[_Figure, ...]


def numbers_image(view: View, picture: Picture) -> bytes:
    """The figures of a view by measure, as the bytes of a file in the format of the picture.

    Where a page has no room for all measures, it shows those with most figures and says how many it leaves out. The
    same record, filter and options give the same bytes.
    """
    sheet, _ = drawn_numbers(view, picture)
    return sheet.save(title_of(sheet, view))


def drawn_numbers(view: View, picture: Picture) -> tuple[Sheet, list[Box]]:
    """The sheet with the panels on it, and the boxes of the marks' names, none of which overlaps another."""
    sheet = Sheet(picture)
    unit = sheet.unit
    panels = _panels(view)
    left, right, top = MARGIN * unit, sheet.box.right - MARGIN * unit, draw_head(sheet, view)
    # The foot says how many panels are left out, which depends on its own height by a line at most.
    bottom = sheet.box.bottom - 12 * unit
    columns, rows = _grid(len(panels), (right - left) / unit, (bottom - top) / unit - 110)
    shown = panels[: columns * rows]
    body = Box(left, top, right, draw_foot(sheet, view, _notes(view, panels, shown)))
    if not shown:
        say(sheet, body, _NOTHING)
        return sheet, []
    keys = _keys(shown)
    legend = flow_height(sheet, body.width, keys, MOST_LEGEND * body.height)
    if legend:
        draw_flow(sheet, Box(left, body.bottom - legend, right, body.bottom), keys)
    return sheet, _draw_panels(sheet, shown, Box(left, top, right, body.bottom - legend - 8 * unit), columns)


def _panels(view: View) -> list[_Panel]:
    """The measures that have figures in view, those with most first; single figures form no series."""
    rows = figures(view)
    panels = [
        _Panel(
            str(measure["label"].iloc[0]),
            unit if isinstance(unit := measure["unit"].iloc[0], str) else "",
            MeasureKind(measure["kind"].iloc[0]),
            tuple(
                sorted(map(_figure, measure.to_dict("records")), key=lambda one: (one.first, one.claimant, one.ends))
            ),
        )
        for _, measure in rows[rows["kind"] != MeasureKind.NONE].groupby("measure")
    ]
    return sorted(panels, key=lambda panel: (-len(panel.figures), panel.label))


def _by_date(found: Iterable[_Figure]) -> tuple[_Figure, ...]:
    return tuple(sorted(found, key=lambda one: (one.first, one.claimant, one.ends)))


def _figure(row: Mapping[Hashable, Any]) -> _Figure:
    return _Figure(
        low=_number(row["low"]),
        high=_number(row["high"]),
        qualifier=Qualifier(row["qualifier"]),
        first=row["first"].date(),
        last=row["last"].date(),
        side=row["side"] if isinstance(row["side"], str) else None,
        evidence=Evidence(row["evidence"]),
        claimant=row["claimants"] if isinstance(row["claimants"], str) else "",
    )


def _number(value: float | None) -> float | None:
    return None if pd.isna(value) else float(value)


def _grid(count: int, width: float, height: float) -> tuple[int, int]:
    """Columns and rows for some panels on a page of a size in units: as many as fit, no more than are needed."""
    most_columns = max(1, int((width + _GAP) // (_WIDTH + _GAP)))
    most_rows = max(1, int((height + _GAP) // (_HEIGHT + _GAP)))
    if count >= most_columns * most_rows:
        return most_columns, most_rows
    columns = max(1, min(most_columns, count, ceil(sqrt(count * max(1.0, width / height / 1.7)))))
    rows = ceil(count / columns) if count else 0
    return (columns, rows) if rows <= most_rows else (most_columns, ceil(count / most_columns))


def _notes(view: View, panels: Sequence[_Panel], shown: Sequence[_Panel]) -> list[str]:
    notes = []
    if out := panels[len(shown) :]:
        figures = counted(sum(len(panel.figures) for panel in out), "figure")
        notes.append(f"{counted(len(out), 'further measure')} with {figures} left out: a larger picture shows more.")
    kinds = view["measures"].set_index("id")["kind"]
    single = int((view["quantities"]["measure"].map(kinds) == MeasureKind.NONE).sum())
    if single:
        notes.append(f"Not drawn, for want of a series: {counted(single, 'single figure')}.")
    return [" ".join(notes)] if notes else []


def _keys(panels: Sequence[_Panel]) -> list[Key]:
    figures = [figure for panel in panels for figure in panel.figures]
    keys = side_keys({figure.side for figure in figures})
    evidence = {figure.evidence for figure in figures}
    keys += [Key("Evidence", mark.label, shape_glyph(mark.path)) for one, mark in EVIDENCES.items() if one in evidence]
    if any(figure.arrow == 1 for figure in figures):
        keys.append(Key("Number", "More than, at least", _arrow_glyph(1)))
    if any(figure.arrow == -1 for figure in figures):
        keys.append(Key("Number", "Up to", _arrow_glyph(-1)))
    if any(len(set(figure.ends)) > 1 for figure in figures):
        keys.append(Key("Number", "Between", _interval_glyph))
    return keys


def _arrow_glyph(sign: int) -> Callable[[Sheet, float, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float, radius: float) -> None:
        _draw_arrow(sheet, x, y + sign * radius, sign, 2 * radius, sheet.palette.ink)

    return draw


def _interval_glyph(sheet: Sheet, x: float, y: float, radius: float) -> None:
    _draw_interval(sheet, x, y - radius, y + radius, sheet.palette.ink)


def _draw_panels(sheet: Sheet, panels: Sequence[_Panel], box: Box, columns: int) -> list[Box]:
    unit = sheet.unit
    rows = ceil(len(panels) / columns)
    gap = _GAP * unit
    width, height = (box.width - (columns - 1) * gap) / columns, (box.height - (rows - 1) * gap * 0.7) / rows
    first = min(figure.first for panel in panels for figure in panel.figures)
    last = max(figure.last for panel in panels for figure in panel.figures)
    boxes = []
    for index, panel in enumerate(panels):
        left = box.left + index % columns * (width + gap)
        top = box.top + index // columns * (height + gap * 0.7)
        boxes += _draw_panel(sheet, panel, Box(left, top, left + width, top + height), (first, last))
    return boxes


def _draw_panel(sheet: Sheet, panel: _Panel, box: Box, days: tuple[date, date]) -> list[Box]:
    """Draw a measure: its name, its axes, and its figures with their claimants."""
    unit = sheet.unit
    small = sheet.style(11.5, sheet.palette.label)
    plot = Box(box.left + _NUMBERS * unit, box.top + 44 * unit, box.right - 4 * unit, box.bottom - 22 * unit)
    numbers = NumberScale.over([end for figure in panel.figures for end in figure.ends], plot.bottom, plot.top)
    scale = DateScale.over(*days, plot.left, plot.right)
    what = [panel.unit, KINDS[panel.kind], "logarithmic" if numbers.is_log else ""]
    label = clean(panel.label)
    titles = [sheet.style(size, bold=True) for size in _TITLES]
    title = next((one for one in titles if width_of(label, one) <= box.width), titles[-1])
    sheet.text(box.left, box.top + 10 * unit, fitted(label, title, box.width), title)
    detail = fitted(clean(" · ".join(filter(None, what))), small, box.width)
    sheet.text(box.left, box.top + 28 * unit, detail, small)
    for y, number in numbers.ticks(max(2, int(plot.height / (38 * unit)))):
        sheet.line([(plot.left, y), (plot.right, y)], sheet.palette.grid, unit)
        sheet.text(plot.left - 7 * unit, y, number, small, "right")
    for x, day in scale.ticks(max(2, int(plot.width / (80 * unit)))):
        sheet.line([(x, plot.top), (x, plot.bottom)], sheet.palette.grid, unit)
        middle_of = min(x, box.right - width_of(day, small) / 2)
        sheet.text(middle_of, plot.bottom + 12 * unit, day, small, "center")
    sheet.line([(plot.left, plot.bottom), (plot.right, plot.bottom)], sheet.palette.coast, unit)
    return _draw_figures(sheet, panel, plot, scale, numbers)


def _draw_figures(sheet: Sheet, panel: _Panel, plot: Box, scale: DateScale, numbers: NumberScale) -> list[Box]:
    unit, radius = sheet.unit, _RADIUS * sheet.unit
    spots = [
        (figure, scale.at(*middle(figure.first, figure.last)), _height(figure, numbers)) for figure in panel.figures
    ]
    taken = [_extent(figure, x, y, numbers, radius, unit) for figure, x, y in spots]
    for figure, x, y in spots:
        _draw_figure(sheet, panel.kind, figure, x, y, numbers)
    if not sheet.picture.labels:
        return []
    # Names may reach over the axes a little, but not into the next panel.
    room = Room(Box(plot.left - 4 * unit, plot.top - 4 * unit, plot.right + 4 * unit, plot.bottom - unit), taken)
    style = sheet.style(10.5, sheet.palette.label)
    texts: list[tuple[float, float, str, Style]] = []
    boxes = []
    # The latest figure counts most, then the earlier ones.
    for figure, x, y in reversed(spots):
        name = fitted(clean(figure.claimant), style, _NAME_WIDTH * unit)
        spot = room.place(Anchor(x, y, radius + 2 * unit), width_of(name, style) + 2 * unit, style.line, BESIDE)
        if spot:
            boxes.append(spot)
            texts.append((spot.left + unit, (spot.top + spot.bottom) / 2, name, style))
    if texts:
        sheet.halo(texts, 2.5 * unit)
    for left, y, name, look in texts:
        sheet.text(left, y, name, look)
    return boxes


def _height(figure: _Figure, numbers: NumberScale) -> float:
    """The pixel of a figure: half way between its ends, as drawn."""
    heights = [numbers.at(end) for end in figure.ends]
    return (heights[0] + heights[-1]) / 2


def _extent(figure: _Figure, x: float, y: float, numbers: NumberScale, radius: float, unit: float) -> Box:
    """The box of a figure with its arrow or interval."""
    heights = [numbers.at(end) for end in figure.ends]
    top, bottom = min(*heights, y - radius), max(*heights, y + radius)
    top -= _ARROW * unit if figure.arrow == 1 else 0
    bottom += _ARROW * unit if figure.arrow == -1 else 0
    return Box(x - radius, top, x + radius, bottom)


def _draw_figure(sheet: Sheet, kind: MeasureKind, figure: _Figure, x: float, y: float, numbers: NumberScale) -> None:
    unit, radius, colour = sheet.unit, _RADIUS * sheet.unit, hue(figure.side)
    heights = [numbers.at(end) for end in figure.ends]
    if heights[0] != heights[-1]:
        _draw_interval(sheet, x, heights[-1], heights[0], colour)
    if figure.arrow:
        _draw_arrow(sheet, x, y, figure.arrow, _ARROW * unit, colour)
    path = EVIDENCES[figure.evidence].path
    if kind is MeasureKind.PLAN:
        dashes = (0.4 * radius, 0.25 * radius)
        sheet.shape(path, x, y, radius, fill=sheet.palette.paper, edge=colour, width=0.3 * radius, dashes=dashes)
    else:
        sheet.shape(path, x, y, radius, fill=colour, edge=sheet.palette.paper, width=unit)


def _draw_arrow(sheet: Sheet, x: float, y: float, sign: int, length: float, colour: str) -> None:
    """Draw an arrow up (sign 1) or down from a point."""
    unit, tip = sheet.unit, y - sign * length
    sheet.line([(x, y), (x, tip + sign * 5 * unit)], colour, 1.6 * unit)
    ends = [(x - 4 * unit, tip + sign * 6 * unit), (x, tip), (x + 4 * unit, tip + sign * 6 * unit)]
    sheet.line(ends, colour, 1.6 * unit)


def _draw_interval(sheet: Sheet, x: float, top: float, bottom: float, colour: str) -> None:
    unit = sheet.unit
    sheet.line([(x, top), (x, bottom)], colour, 1.6 * unit)
    for y in (top, bottom):
        sheet.line([(x - 4 * unit, y), (x + 4 * unit, y)], colour, 1.6 * unit)
