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
    taken: list[Box] = []
    spans: list[Box] = []
    labels: list[tuple[_Entry, float, float, float, Box]] = []
    for index, lane in enumerate(lanes):
        strip = Box(box.left, box.top + index * height, box.right, box.top + (index + 1) * height)
        if index:
            sheet.line([(box.left, strip.top), (box.right, strip.top)], sheet.palette.grid, unit)
        # Marks stand low in a lane, so that labels find room over them.
        y = strip.top + 0.64 * height
        _draw_name(sheet, lane, strip, y)
        clusters = _clusters(lane, scale, min(_MARK * unit, 0.3 * height), min(_MOST_MARK * unit, 0.34 * height))
        spans += _draw_spans(sheet, lane, scale, y, 0.26 * height)
        for cluster in clusters:
            _draw_cluster(sheet, cluster, y)
            taken.append(Box(cluster.x, y, cluster.x, y).grown(cluster.radius))
            labels += [
                (entry, cluster.x, y, cluster.radius, strip) for entry in cluster.entries if lane.label != _CLAIMS
            ]
    names = (
        _draw_labels(sheet, Box(left, box.top, right, bottom), labels, [*taken, *spans]) if sheet.picture.labels else []
    )
    return [*taken, *names]


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
    ordered = sorted(lane.entries, key=lambda entry: (entry.middle(scale), entry.title))
    clusters = [_cluster([entry], scale, least, most) for entry in ordered]
    while True:
        joined: list[_Cluster] = []
        for cluster in clusters:
            if joined and cluster.x - joined[-1].x < (cluster.radius + joined[-1].radius) * 1.02:
                joined[-1] = _cluster([*joined[-1].entries, *cluster.entries], scale, least, most)
            else:
                joined.append(cluster)
        if len(joined) == len(clusters):
            return joined
        # A mark that took in others moved and grew, and may reach the next.
        clusters = joined


def _cluster(entries: Sequence[_Entry], scale: DateScale, least: float, most: float) -> _Cluster:
    middles = [entry.middle(scale) for entry in entries]
    radius = least if len(entries) == 1 else min(most, least * (1 + 0.1 * len(entries)))
    x = (min(middles) + max(middles)) / 2
    return _Cluster(tuple(entries), min(max(x, scale.left + radius), scale.right - radius), radius)


def _draw_cluster(sheet: Sheet, cluster: _Cluster, y: float) -> None:
    draw_symbol(
        sheet, Symbol.of([entry.event for entry in cluster.entries]), cluster.x, y, cluster.radius, ringed=False
    )


def _draw_spans(sheet: Sheet, lane: _Lane, scale: DateScale, y: float, height: float) -> list[Box]:
    """Draw a bar for each entry longer than a day; returns their boxes."""
    bars = []
    for entry in lane.entries:
        left, right = max(scale.left, scale.at(entry.first)), min(scale.right, scale.at(entry.last, 1.0))
        if entry.last > entry.first and right - left > sheet.unit:
            alpha = _EXACT if entry.exact else _INEXACT
            _draw_bar(sheet, left, right, y, height, hue(entry.event.side), alpha, not entry.exact)
            bars.append(Box(left, y - height / 2, right, y + height / 2))
    return bars


def _draw_bar(
    sheet: Sheet, left: float, right: float, y: float, height: float, colour: str, alpha: float, whisker: bool
) -> None:
    sheet.rectangle(Box(left, y - height / 2, right, y + height / 2), fill=colour, alpha=alpha)
    if whisker:
        width, tick = 1.2 * sheet.unit, height / 2
        sheet.line([(left, y), (right, y)], colour, width, alpha=0.7)
        for x in (left, right):
            sheet.line([(x, y - tick), (x, y + tick)], colour, width, alpha=0.7)


def _draw_labels(
    sheet: Sheet, box: Box, labels: list[tuple[_Entry, float, float, float, Box]], taken: list[Box]
) -> list[Box]:
    """Draw the titles of events on which most of the record rests, each in its lane, where there is room."""
    unit = sheet.unit
    style = sheet.style(_LABEL, sheet.palette.label)
    boxes: list[Box] = []
    texts: list[tuple[float, float, str, Style]] = []
    rooms: dict[float, Room] = {}
    labelled: set[tuple[float, float]] = set()
    for entry, x, y, radius, strip in sorted(labels, key=lambda one: (-one[0].weight, one[0].first, one[0].title)):
        # One title for a mark, that of its weightiest event.
        if (x, y) in labelled:
            continue
        labelled.add((x, y))
        if y not in rooms:
            rooms[y] = Room(Box(box.left, strip.top, box.right, strip.bottom), taken)
        for most in _LABEL_WIDTHS:
            text = fitted(clean(entry.title), style, most * unit)
            width = width_of(text, style) + 6 * unit
            spot = rooms[y].place(Anchor(x, y, radius + unit), width, style.line, _OVER)
            if spot:
                break
        else:
            continue
        boxes.append(spot)
        texts.append((spot.left + 3 * unit, (spot.top + spot.bottom) / 2, text, style))
    if texts:
        sheet.halo(texts, 2.5 * unit)
    for left, middle_of, text, look in texts:
        sheet.text(left, middle_of, text, look)
    return boxes
