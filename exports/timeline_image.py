"""The timeline as a picture: events in lanes by kind, and the claims of the view in a lane of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.models import EventKind
from data.view import View
from exports.boxes import Anchor, Box, Room
from exports.frame import (
    MARGIN,
    MOST_LEGEND,
    SMALL,
    Key,
    count_key,
    draw_flow,
    draw_foot,
    draw_head,
    flow_height,
    say,
    side_keys,
    status_keys,
    title_of,
)
from exports.picture import Picture
from exports.scale import DateScale, middle
from exports.sheet import Sheet, Style, clean, fitted, width_of
from exports.symbols import Event, Symbol, draw_symbol
from style import KINDS, hue

# In units: a lane, the marks in it, the labels over them.
_LANE, _LEAST_LANE, _MARK, _MOST_MARK, _LABEL = 90.0, 14.0, 8.0, 13.0, 11.0
# A title in full where there is room, else cut to less.
_LABEL_WIDTHS = (340.0, 200.0)
_EXACT, _INEXACT = 0.55, 0.22
_NAMES, _COUNTS, _AXIS = 172.0, 40.0, 26.0
_CLAIMS = "Claims"
# Marks closer than this part of the sum of their radii become one.
_APART = 1.02
# Where labels stand about a mark: over it, to either side, then beside it.
_OVER = ((0, -1), (0.85, -1), (-0.85, -1), (1, 0), (-1, 0))
_NOTHING = "Nothing in view: the filter keeps no event and no claim."


@dataclass(frozen=True)
class _Entry:
    """An event or claim on the timeline; `weight` is how much of the record rests on it."""

    title: str
    first: date
    last: date
    exact: bool
    event: Event
    weight: int

    def middle(self, scale: DateScale) -> float:
        """The pixel of the middle of its days, within the scale."""
        return min(max(scale.at(*middle(self.first, self.last)), scale.left), scale.right)


@dataclass(frozen=True)
class _Lane:
    """A kind of event, or the claims: what stands at the left of the lane and in it."""

    label: str
    path: str
    entries: list[_Entry]


@dataclass(frozen=True)
class _Cluster:
    """Entries that one mark stands for, and its pixel."""

    entries: tuple[_Entry, ...]
    x: float
    radius: float


def timeline_image(view: View, picture: Picture) -> bytes:
    """A timeline of the events and claims of a view, as the bytes of a file in the format of the picture.

    The same record, filter and options give the same bytes.
    """
    sheet, _ = drawn_timeline(view, picture)
    return sheet.save(title_of(sheet, view))


def drawn_timeline(view: View, picture: Picture) -> tuple[Sheet, list[Box]]:
    """The sheet with the timeline on it, and the boxes of its marks and labels, none of which overlaps another."""
    sheet = Sheet(picture)
    edge = MARGIN * sheet.unit
    body = Box(edge, draw_head(sheet, view), sheet.box.right - edge, draw_foot(sheet, view, []))
    lanes = _lanes(view)
    if not lanes:
        say(sheet, body, _NOTHING)
        return sheet, []
    keys = _keys(lanes)
    # The lanes come before the legend.
    left = body.height - (len(lanes) * _LEAST_LANE + _AXIS + 20) * sheet.unit
    legend = flow_height(sheet, body.width, keys, min(left, MOST_LEGEND * body.height))
    if legend:
        draw_flow(sheet, Box(body.left, body.bottom - legend, body.right, body.bottom), keys)
    return sheet, _draw_lanes(sheet, view, lanes, Box(body.left, body.top, body.right, body.bottom - legend))


def _lanes(view: View) -> list[_Lane]:
    entries = _events(view)
    lanes = [
        _Lane(mark.label, mark.path, [entry for entry in entries if entry.event.kind == kind])
        for kind, mark in KINDS.items()
    ]
    claims = _Lane(_CLAIMS, KINDS[EventKind.VISIT].path, _claim_entries(view))
    return [lane for lane in [*lanes, claims] if lane.entries]


def _events(view: View) -> list[_Entry]:
    events = view["events"]
    weights = events["id"].map(view["event_sources"]["event"].value_counts()).fillna(0)
    weights += 2 * events["id"].map(view["claim_events"]["event"].value_counts()).fillna(0)
    return _entries(events.assign(weight=weights), "title")


def _claim_entries(view: View) -> list[_Entry]:
    actors = view["claim_actors"]
    sides = actors["actor"].map(view["actors"].set_index("id")["side"]).groupby(actors["claim"]).first()
    claims = view["claims"]
    # A claim is no event; it is drawn as one of a kind with a round mark.
    look: dict[str, Any] = {
        "side": claims["id"].map(sides),
        "kind": str(EventKind.VISIT),
        "status": "occurred",
        "weight": 0,
    }
    return _entries(claims.assign(**look), "text")


def _entries(rows: pd.DataFrame, title: str) -> list[_Entry]:
    return [
        _Entry(
            title=row[title],
            first=row["first"].date(),
            last=row["last"].date(),
            exact=bool(row["exact"]),
            event=Event(str(row["kind"]), row["side"] if isinstance(row["side"], str) else None, str(row["status"])),
            weight=int(row["weight"]),
        )
        for row in rows.to_dict("records")
    ]


def _keys(lanes: Sequence[_Lane]) -> list[Key]:
    entries = [entry for lane in lanes for entry in lane.entries]
    keys = side_keys({entry.event.side for entry in entries})
    keys += status_keys({entry.event.status for entry in entries})
    keys.append(count_key("Several close together"))
    if any(entry.last > entry.first and entry.exact for entry in entries):
        keys.append(Key("Dates", "From first to last day", _bar_glyph(_EXACT, whisker=False)))
    if any(entry.last > entry.first and not entry.exact for entry in entries):
        keys.append(Key("Dates", "Some time within, not exact", _bar_glyph(_INEXACT, whisker=True)))
    return keys


def _bar_glyph(alpha: float, whisker: bool) -> Callable[[Sheet, float, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float, radius: float) -> None:
        half = 13 * sheet.unit
        _draw_bar(sheet, x - half, x + half, y, 1.1 * radius, sheet.palette.ink, alpha, whisker)

    return draw


def _draw_lanes(sheet: Sheet, view: View, lanes: Sequence[_Lane], box: Box) -> list[Box]:
    unit = sheet.unit
    left, right = box.left + _NAMES * unit, box.right - _COUNTS * unit
    scale = DateScale.over(*_extent(view, lanes), left, right)
    axis = _AXIS * unit
    height = min(_LANE * unit, (box.height - axis - 12 * unit) / len(lanes))
    bottom = box.top + height * len(lanes)
    _draw_axis(sheet, scale, box.top, bottom, bottom + axis)
    boxes: list[Box] = []
    for index, lane in enumerate(lanes):
        strip = Box(left, box.top + index * height, right, box.top + (index + 1) * height)
        if index:
            sheet.line([(box.left, strip.top), (box.right, strip.top)], sheet.palette.grid, unit)
        # Marks stand low in a lane, so that labels find room over them.
        y = strip.top + 0.64 * height
        _draw_name(sheet, lane, Box(box.left, strip.top, box.right, strip.bottom), y)
        spans = _draw_spans(sheet, lane, scale, y, 0.26 * height)
        clusters = _clusters(lane, scale, min(_MARK * unit, 0.3 * height), min(_MOST_MARK * unit, 0.34 * height))
        for cluster in clusters:
            _draw_cluster(sheet, cluster, y)
        marks = [Box(cluster.x, y, cluster.x, y).grown(cluster.radius) for cluster in clusters]
        boxes += marks
        # Claims have no titles; their texts are too long to stand here.
        if sheet.picture.labels and lane.label != _CLAIMS:
            boxes += _draw_labels(sheet, Room(strip, [*marks, *spans]), clusters, y)
    return boxes


def _extent(view: View, lanes: Sequence[_Lane]) -> tuple[date, date]:
    """The days that the timeline shows: those of its entries, within the dates of the filter."""
    first = min(entry.first for lane in lanes for entry in lane.entries)
    last = max(entry.last for lane in lanes for entry in lane.entries)
    start, end = view.filters.start, view.filters.end
    return (max(first, start) if start else first), (min(last, end) if end else last)


def _draw_axis(sheet: Sheet, scale: DateScale, top: float, bottom: float, below: float) -> None:
    unit = sheet.unit
    style = sheet.style(SMALL, sheet.palette.label)
    most = max(2, int((scale.right - scale.left) / (95 * unit)))
    for x, label in scale.ticks(most):
        sheet.line([(x, top), (x, bottom)], sheet.palette.grid, unit)
        sheet.text(x, (bottom + below) / 2, label, style, "center")
    for y in (top, bottom):
        sheet.line([(scale.left, y), (scale.right, y)], sheet.palette.coast, unit)


def _draw_name(sheet: Sheet, lane: _Lane, strip: Box, y: float) -> None:
    unit = sheet.unit
    size = min(14.0, 0.66 * strip.height / unit)
    style, count = sheet.style(size), sheet.style(size - 1, sheet.palette.label)
    sheet.shape(lane.path, strip.left + 8 * unit, y, 0.45 * style.size, fill=sheet.palette.ink)
    sheet.text(strip.left + 22 * unit, y, lane.label, style)
    sheet.text(strip.right, y, f"{len(lane.entries):,}", count, "right")


def _clusters(lane: _Lane, scale: DateScale, least: float, most: float) -> list[_Cluster]:
    """The marks of a lane from left to right, none over another: entries too close together share one."""
    placed = sorted(((entry.middle(scale), entry) for entry in lane.entries), key=lambda one: (one[0], one[1].title))
    at, entries = [x for x, _ in placed], [entry for _, entry in placed]

    def mark(begin: int, end: int) -> tuple[int, int, float, float]:
        """Some neighbours as one: the first and the one after the last, the pixel, and the radius."""
        radius = least if end - begin == 1 else min(most, least * (1 + 0.1 * (end - begin)))
        x = (at[begin] + at[end - 1]) / 2
        return begin, end, min(max(x, scale.left + radius), scale.right - radius), radius

    marks = [mark(index, index + 1) for index in range(len(at))]
    while True:
        joined: list[tuple[int, int, float, float]] = []
        for one in marks:
            if joined and one[2] - joined[-1][2] < (one[3] + joined[-1][3]) * _APART:
                joined[-1] = mark(joined[-1][0], one[1])
            else:
                joined.append(one)
        # A mark that took in others moved and grew, and may reach the next.
        if len(joined) == len(marks):
            return [_Cluster(tuple(entries[begin:end]), x, radius) for begin, end, x, radius in joined]
        marks = joined


def _draw_cluster(sheet: Sheet, cluster: _Cluster, y: float) -> None:
    draw_symbol(
        sheet, Symbol.of([entry.event for entry in cluster.entries]), cluster.x, y, cluster.radius, ringed=False
    )


def _draw_spans(sheet: Sheet, lane: _Lane, scale: DateScale, y: float, height: float) -> list[Box]:
    """Draw a bar for each entry longer than a day; returns their boxes."""
    # One bar for all of a look that cover the same pixels.
    bars: dict[tuple[int, int, str, bool], Box] = {}
    for entry in lane.entries:
        left, right = max(scale.left, scale.at(entry.first)), min(scale.right, scale.at(entry.last, 1.0))
        if entry.last > entry.first and right - left > sheet.unit:
            look = (round(left), round(right), hue(entry.event.side), entry.exact)
            bars.setdefault(look, Box(left, y - height / 2, right, y + height / 2))
    for (_, _, colour, exact), box in bars.items():
        _draw_bar(sheet, box.left, box.right, y, height, colour, _EXACT if exact else _INEXACT, whisker=not exact)
    return list(bars.values())


def _draw_bar(
    sheet: Sheet, left: float, right: float, y: float, height: float, colour: str, alpha: float, whisker: bool
) -> None:
    sheet.rectangle(Box(left, y - height / 2, right, y + height / 2), fill=colour, alpha=alpha)
    if whisker:
        width, tick = 1.2 * sheet.unit, height / 2
        sheet.line([(left, y), (right, y)], colour, width, alpha=0.7)
        for x in (left, right):
            sheet.line([(x, y - tick), (x, y + tick)], colour, width, alpha=0.7)


def _draw_labels(sheet: Sheet, room: Room, clusters: Sequence[_Cluster], y: float) -> list[Box]:
    """Draw titles in a lane where there is room: of each mark its weightiest event, the weightiest of all first."""
    unit = sheet.unit
    style = sheet.style(_LABEL, sheet.palette.label)
    boxes: list[Box] = []
    texts: list[tuple[float, float, str, Style]] = []
    titled = [(min(cluster.entries, key=_by_weight), cluster) for cluster in clusters]
    for entry, cluster in sorted(titled, key=lambda one: _by_weight(one[0])):
        for most in _LABEL_WIDTHS:
            text = fitted(clean(entry.title), style, most * unit)
            width = width_of(text, style) + 6 * unit
            spot = room.place(Anchor(cluster.x, y, cluster.radius + unit), width, style.line, _OVER)
            if spot:
                boxes.append(spot)
                texts.append((spot.left + 3 * unit, (spot.top + spot.bottom) / 2, text, style))
                break
    if texts:
        sheet.halo(texts, 2.5 * unit)
    for left, middle_of, text, look in texts:
        sheet.text(left, middle_of, text, look)
    return boxes


def _by_weight(entry: _Entry) -> tuple[int, date, str]:
    return -entry.weight, entry.first, entry.title
