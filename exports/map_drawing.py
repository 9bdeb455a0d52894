"""How the parts of a map are drawn: base map, routes, symbols, names, scale, and what lies outside."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, floor, log10, sin

import numpy as np
from matplotlib.path import Path

from data.describe import counted
from data.models import Side
from exports import basemap
from exports.boxes import BESIDE, ON, WIDELY, Anchor, Box, Room
from exports.frame import SMALL, draw_plate
from exports.map_frame import MapFrame, crossing
from exports.map_places import Beyond, Group
from exports.map_scene import KNOWN, ROUTE, SCHEMATIC, Scene
from exports.paths import area_within, codes_of, line_within, moved, points_of, svg_path
from exports.projection import Globe
from exports.sheet import LINE, Sheet, Style, clean, fitted, width_of
from exports.symbols import DISC, draw_symbol
from style import SIDE_HUES, hue

# Fine lines of the base map only where they can be told apart: from this zoom of the map on screen.
_DETAIL_ZOOM = 4.0
# The outline alone of larger areas, or they would tint the whole map. Kilometres.
_MOST_TINTED = 400
_ARROW = "M-10 -9L10 0L-10 9L-5 0Z"
# An arrow on a shorter line, in units, would hide it.
_LEAST_WITH_ARROW = 40.0
_NAME_LIMIT = 34.0
_TOWNS = frozenset({"capital", "city", "town"})
_SCALE_BAR = 190.0
# Names of the base map say from which whole zoom they fit; between two of these there is room for some of the next.
_ZOOM_SLACK = 0.35
# The mark on the locator has a colour that is on no base map, and is no smaller than this, in units.
_LEAST_MARK = 7.0
MARK = SIDE_HUES[Side.PARTNERS]

# What `Room.place` and the drawing of names need of each: its text and look, and where its box begins.
_Label = tuple[float, float, str, Style]


def draw_base(sheet: Sheet, frame: MapFrame) -> None:
    """Draw sea, land, waters and lines of the base map, with the look of the map on screen."""
    palette, box, unit = sheet.palette, frame.box, sheet.unit
    areas, lines = basemap.areas(frame.projection), basemap.lines(frame.projection)
    detailed = frame.zoom >= _DETAIL_ZOOM

    def area(name: str, fill: str, alpha: float = 1.0) -> None:
        seen = area_within(frame.in_pixels(areas[name]), box.grown(4 * unit))
        # The edge closes the hairline between areas that meet.
        edge = fill if alpha == 1 else None
        sheet.path(seen, fill=fill, edge=edge, width=0.8 * unit, alpha=alpha, within=box)

    def line(name: str, colour: str, width: float, dashes: Sequence[float] | None = None, alpha: float = 1.0) -> None:
        seen = line_within(frame.in_pixels(lines[name]), box.grown(4 * unit))
        scaled = [dash * unit for dash in dashes] if dashes else None
        sheet.path(seen, edge=colour, width=width * unit, dashes=scaled, alpha=alpha, within=box)

    sheet.path(area_within(frame.globe(), box), fill=palette.sea, within=box)
    area("world", palette.land)
    line("coast-disputed", palette.coast, 0.7, (2, 3))
    if detailed:
        for name in areas:
            if name.startswith("depth-"):
                area(name, palette.deep, 0.22)
    area("countries", palette.land)
    line("coast", palette.coast, 0.8)
    area("lakes", palette.water)
    if detailed:
        line("provinces", palette.region, 0.8)
        line("rivers", palette.water, 0.9)
        line("railways", palette.rail, 0.8, alpha=0.6)
    line("international", palette.border, 1.3)
    line("disputed", palette.border, 1.3, (5, 4))
    line("mdl", palette.border, 1.3, (5, 4))
    line("dmz-limit", palette.border, 0.7, (1, 3))
    line("claim", palette.border, 1.1, (1, 4))


def draw_grid(sheet: Sheet, frame: MapFrame, room: Room) -> list[_Label]:
    """Draw meridians and parallels; the degrees stand at the lower and left edge, and what they fill is taken."""
    box, unit = frame.box, sheet.unit
    style = sheet.style(10.5, sheet.palette.sea_label)
    labels: list[_Label] = []
    for name, path in frame.grid():
        sheet.path(line_within(path, box), edge=sheet.palette.sea_label, width=0.6 * unit, alpha=0.3, within=box)
        meridian = name[-1] in "EW" or name in ("0°", "180°")
        width = width_of(name, style)
        if meridian and (at := crossing(path, 1, box.bottom - 9 * unit)):
            left, middle = at[0] + 3 * unit, box.bottom - 9 * unit
        elif not meridian and (at := crossing(path, 0, box.left + 6 * unit)):
            left, middle = box.left + 6 * unit, at[1] - 8 * unit
        else:
            continue
        spot = Box(left, middle - style.size * LINE / 2, left + width, middle + style.size * LINE / 2)
        if room.is_free(spot):
            room.take(spot)
            labels.append((left, middle, name, style))
    return labels


def draw_areas(sheet: Sheet, scene: Scene) -> None:
    """Draw a soft circle of the stated radius for each place that is an area rather than a point."""
    for place, path in scene.areas:
        colour = hue(place.symbol.side)
        tint = 0 if (place.radius_km or 0) > _MOST_TINTED else 0.06
        if tint:
            sheet.path(path, fill=colour, alpha=tint, within=scene.frame.box)
        dashes = (4 * sheet.unit, 4 * sheet.unit)
        sheet.path(path, edge=colour, width=sheet.unit, dashes=dashes, alpha=0.5, within=scene.frame.box)


def draw_routes(sheet: Sheet, scene: Scene) -> list[Box]:
    """Draw the legs of routes, each with an arrow on its middle; returns the boxes of the arrows."""
    unit, box = sheet.unit, scene.frame.box
    lines: dict[tuple[str, bool, tuple[float, ...] | None], list[Path]] = defaultdict(list)
    arrows: dict[str, list[Path]] = defaultdict(list)
    taken = []
    for leg in scene.legs:
        colour = hue(leg.look.side)
        lines[colour, leg.schematic, leg.dashes].append(leg.path)
        middle = _middle(leg.path, box, _LEAST_WITH_ARROW * unit)
        if middle:
            x, y, angle = middle
            arrows[colour].append(_turned(svg_path(_ARROW), x, y, 0.62 * unit, angle))
            taken.append(Box(x, y, x, y).grown(6.5 * unit))
    # Lines of one look are one path, so that where they run together they are no darker, and thousands are drawn fast.
    for (colour, schematic, dashes), paths in lines.items():
        scaled = [dash * unit for dash in dashes] if dashes else None
        together, alpha = Path.make_compound_path(*paths), SCHEMATIC if schematic else KNOWN
        sheet.path(together, edge=colour, width=ROUTE * unit, dashes=scaled, alpha=alpha, within=box)
    for colour, heads in arrows.items():
        sheet.path(Path.make_compound_path(*heads), fill=colour)
    return taken


def _middle(path: Path, box: Box, least: float) -> tuple[float, float, float] | None:
    """Half way along the longest unbroken stretch of a line, and the angle there; None where it is shorter."""
    points = points_of(path)
    inside = [run[_inside(run, box)] for run in np.split(points, np.flatnonzero(codes_of(path) == Path.MOVETO)[1:])]
    longest = max(inside, key=_length, default=points)
    if _length(longest) < least:
        return None
    steps = np.hypot(*np.diff(longest, axis=0).T)
    ends = np.cumsum(steps)
    half = ends[-1] / 2
    index = int(np.searchsorted(ends, half))
    start, end = longest[index], longest[index + 1]
    x, y = start + (half - ends[index] + steps[index]) / steps[index] * (end - start)
    return float(x), float(y), atan2(end[1] - start[1], end[0] - start[0])


def _inside(points: np.ndarray, box: Box) -> np.ndarray:
    x, y = points[:, 0], points[:, 1]
    inside: np.ndarray = (x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)
    return inside


def _length(points: np.ndarray) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def _turned(path: Path, x: float, y: float, scale: float, angle: float) -> Path:
    turn = np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
    return Path(points_of(path) * scale @ turn + (x, y), path.codes)


def draw_groups(sheet: Sheet, groups: Sequence[Group]) -> None:
    """Draw the symbols of places, the largest first, so that none hides a smaller one."""
    for group in groups:
        draw_symbol(sheet, group.symbol, group.x, group.y, group.symbol.radius * sheet.unit)


def draw_beyond(sheet: Sheet, box: Box, outside: Sequence[Beyond], room: Room) -> None:
    """Say at the edges of a box what lies outside it, where that hides no symbol; with names where there is room."""
    unit = sheet.unit
    bold, plain = sheet.style(SMALL, bold=True), sheet.style(SMALL - 0.5, sheet.palette.label)
    for beyond in outside:
        text = f"{counted(beyond.count, 'event')} further {beyond.edge}"
        names = ", ".join(map(clean, beyond.names[:2])) + (" …" if len(beyond.names) > 2 else "")
        names = fitted(names, plain, max(width_of(text, bold), 210 * unit))
        wide = max(width_of(text, bold), width_of(names, plain)) + 20 * unit
        line = 1.3 * bold.size
        large = _along(box, beyond.edge, wide, 2 * line + 8 * unit, unit)
        small = list(_along(box, beyond.edge, width_of(text, bold) + 20 * unit, line + 8 * unit, unit))
        spot = next((one for one in large if room.is_free(one)), None)
        lines = [(text, bold), (names, plain)] if spot else [(text, bold)]
        # On a small map symbols may fill the whole edge; then one of them gives way.
        spot = spot or min(small, key=room.covered)
        room.take(spot.grown(3 * unit))
        draw_plate(sheet, spot)
        for index, (words, style) in enumerate(lines):
            y = spot.top + 4 * unit + (index + 0.5) * line
            sheet.text((spot.left + spot.right) / 2, y, words, style, "center")


def _along(box: Box, edge: str, width: float, height: float, unit: float) -> Iterator[Box]:
    """Boxes of a size along an edge, from its middle outwards."""
    off = 8 * unit
    for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9):
        x = box.left + off + part * (box.width - width - 2 * off)
        y = box.top + off + part * (box.height - height - 2 * off)
        left = {"west": box.left + off, "east": box.right - off - width}.get(edge, x)
        top = {"north": box.top + off, "south": box.bottom - off - height - 14 * unit}.get(edge, y)
        yield Box(left, top, left + width, top + height)


def draw_scale(sheet: Sheet, frame: MapFrame, room: Room) -> None:
    """Draw a scale bar of a round number of kilometres in a corner without symbols, the lower left one if it may be."""
    unit, box = sheet.unit, frame.box
    most = min(_SCALE_BAR * unit, box.width / 3) / frame.pixels_a_km
    tens = 10.0 ** floor(log10(most))
    km = max(step * tens for step in (1, 2, 5) if step * tens <= most)
    style = sheet.style(SMALL)
    length = km * frame.pixels_a_km
    width, height = max(length, 60 * unit) + 18 * unit, 30 * unit
    # Clear of the degrees along the lower and the left edge.
    lefts, tops = (
        (box.left + 36 * unit, box.right - 10 * unit - width),
        (box.bottom - 20 * unit - height, box.top + 10 * unit),
    )
    corners = [Box(left, top, left + width, top + height) for top in tops for left in lefts]
    plate = next((corner for corner in corners if room.is_free(corner)), corners[0])
    draw_plate(sheet, plate)
    ink, tick = sheet.palette.ink, 5 * unit
    middle, base = (plate.left + plate.right) / 2, plate.bottom - 8 * unit
    left, right = middle - length / 2, middle + length / 2
    sheet.line([(left, base - tick), (left, base), (right, base), (right, base - tick)], ink, 1.4 * unit)
    sheet.line([(middle, base - tick / 2), (middle, base)], ink, unit)
    sheet.text(middle, base - 11 * unit, f"{km:,g} km", style, "center")
    room.take(plate)


def draw_names(sheet: Sheet, scene: Scene, room: Room, more: Sequence[_Label], arrows: Sequence[Box]) -> list[Box]:
    """Draw names where there is room: states, then places with symbols, then the names of the base map.

    `more` are labels that have their place already; `arrows` of routes keep clear of them only what the base map names.
    Returns the boxes of the names drawn.
    """
    frame, unit = scene.frame, sheet.unit
    named = {place.name for group in scene.groups for place in group.places}
    labels, boxes, dots = list(more), [], []

    def put(text: str, style: Style, anchor: Anchor, offsets: Sequence[tuple[float, float]]) -> bool:
        pad = 2 * unit
        box = room.place(anchor, width_of(text, style) + 2 * pad, style.line + pad, offsets)
        if box:
            labels.append((box.left + pad, (box.top + box.bottom) / 2, text, style))
            boxes.append(box)
        return box is not None

    seen = _names_in_sight(frame)
    for name, x, y in seen:
        if name.kind == "country":
            put(clean(name.text).upper(), _name_style(sheet, name.kind), Anchor(x, y), WIDELY)
    own = sheet.style(13)
    for group in sorted(scene.groups, key=lambda group: -group.symbol.count):
        anchor = Anchor(group.x, group.y, group.reach + 1)
        # Where a name in full has no room, what stands before its first bracket or comma may.
        for text in (group.name, group.short_name):
            if put(fitted(clean(text), own, _NAME_LIMIT * 0.6 * own.size), own, anchor, BESIDE):
                break
    for arrow in arrows:
        room.take(arrow)
    for name, x, y in seen:
        if name.kind == "country" or name.text in named:
            continue
        town = name.kind in _TOWNS
        anchor = Anchor(x, y, 5 * unit if town else 0)
        dot = Box(x, y, x, y).grown(2.5 * unit)
        # A town whose dot is under a symbol is not named: the name would seem to be the symbol's.
        if town and not room.is_free(dot):
            continue
        if put(clean(name.text), _name_style(sheet, name.kind), anchor, BESIDE if town else ON) and town:
            room.take(dot)
            dots.append((x, y, 2.6 if name.kind == "capital" else 1.9))
    for x, y, radius in dots:
        sheet.shape(DISC, x, y, radius * unit, fill=sheet.palette.label)
    if labels:
        sheet.halo(labels, 3 * unit)
    for x, y, text, style in labels:
        sheet.text(x, y, text, style)
    return boxes


def _names_in_sight(frame: MapFrame) -> list[tuple[basemap.Name, float, float]]:
    """The names of the base map that may be shown at this scale and lie inside the frame, with their points."""
    shown = [name for name in basemap.names() if name.zoom <= frame.zoom + _ZOOM_SLACK]
    points = frame.at([name.lon for name in shown], [name.lat for name in shown])
    inside = _inside(points, frame.box)
    return [(name, x, y) for name, (x, y), is_in in zip(shown, points.tolist(), inside, strict=True) if is_in]


def _name_style(sheet: Sheet, kind: str) -> Style:
    palette = sheet.palette
    if kind == "country":
        return sheet.style(15, palette.label, bold=True)
    if kind in ("sea", "river"):
        return sheet.style(13 if kind == "sea" else 11, palette.sea_label, leans=True)
    style = sheet.style(11.5 if kind == "region" else 12.5, palette.label, bold=kind == "capital")
    return replace(style, alpha=0.75) if kind == "region" else style


def draw_locator(sheet: Sheet, frame: MapFrame, x: float, y: float, radius: float) -> None:
    """Draw the half of the globe about the map, with the map as a mark on it, in a circle of a radius in pixels."""
    west, south, east, north = frame.bounds
    # Whole tens of degrees, so that maps near each other share what is kept.
    globe = Globe(round((west + east) / 20) * 10, round((south + north) / 20) * 10)
    palette, unit = sheet.palette, sheet.unit
    disc = moved(svg_path(DISC), (radius / 9, radius / 9), (x, y))
    scale = radius / Globe.HALF
    sheet.path(disc, fill=palette.sea)
    land = moved(_near_land(globe), (scale, -scale), (x, y))
    round_box = Box(x - radius, y - radius, x + radius, y + radius)
    sheet.path(area_within(land, round_box), fill=palette.land, edge=palette.coast, width=0.4 * unit, cut=disc)
    sheet.path(disc, edge=palette.coast, width=unit)
    ring = np.vstack(list(_outline(frame)))
    mark = globe.project(ring[:, 0], ring[:, 1]) * (scale, -scale) + (x, y)
    low, high = mark.min(axis=0), mark.max(axis=0)
    if (high - low).max() >= _LEAST_MARK * unit:
        sheet.path(Path(mark, closed=True), edge=MARK, width=1.8 * unit)
    else:
        middle = (low + high) / 2
        sheet.shape(DISC, float(middle[0]), float(middle[1]), _LEAST_MARK * unit, edge=MARK, width=1.8 * unit)


@lru_cache(maxsize=8)
def _near_land(globe: Globe) -> Path:
    """The land on the near half of a globe in kilometres, coarse; rings that reach the far end are left out."""
    found = []
    areas = basemap.areas(globe)
    for name in ("world", "countries"):
        points, codes = points_of(areas[name]), codes_of(areas[name])
        ring = np.cumsum(codes == Path.MOVETO) - 1
        near = np.hypot(points[:, 0], points[:, 1]) < Globe.HALF * 1.3
        broken = np.bincount(ring, weights=~np.isfinite(points).all(axis=1)) > 0
        kept = (np.bincount(ring, weights=near) > 0) & ~broken
        found.append(Path(points[kept[ring]], codes[kept[ring]]))
    return Path.make_compound_path(*found)


def _outline(frame: MapFrame) -> Iterator[np.ndarray]:
    """The edge of the area that a map was asked to show, in degrees."""
    west, south, east, north = frame.bounds
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    for (lon, lat), (next_lon, next_lat) in pairwise(corners):
        yield np.column_stack([np.linspace(lon, next_lon, 24), np.linspace(lat, next_lat, 24)])
