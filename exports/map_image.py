"""The map as a picture: what the map on screen shows of a view, in a frame that stands on its own."""

from data.view import View
from exports import basemap
from exports.boxes import Box, Room
from exports.frame import (
    COLUMN,
    MARGIN,
    MOST_LEGEND,
    draw_column,
    draw_flow,
    draw_foot,
    draw_head,
    flow_height,
    say,
    title_of,
)
from exports.map_drawing import (
    draw_areas,
    draw_base,
    draw_beyond,
    draw_grid,
    draw_groups,
    draw_locator,
    draw_names,
    draw_routes,
    draw_scale,
)
from exports.map_frame import MapFrame, map_bounds
from exports.map_places import Group, beyond_edges
from exports.map_scene import Scene
from exports.picture import Bounds, Picture
from exports.projection import Cylindrical
from exports.sheet import Sheet

# Under this width, in units, a legend stands below the map, not beside it; and where the map would be a tall strip.
_LEAST_BESIDE = 860.0
# A locator only where the map is a small part of the globe, in kilometres; its diameter beside and below, in units.
_MOST_LOCATED = 6500.0
_LOCATOR, _SMALL_LOCATOR = 200.0, 120.0
_NOTHING = "Nothing in view: the filter keeps no event."
_ELSEWHERE = "No event of the filter lies on this map."


def map_image(view: View, picture: Picture) -> bytes:
    """A map of the events and routes of a view, as the bytes of a file in the format of the picture.

    It shows the area that the picture asks for, in a projection that suits it and that its foot names. The same record,
    filter and options give the same bytes. Raises ValueError for a preset that the record does not have.
    """
    sheet = drawn_map(view, picture)[0]
    return sheet.save(title_of(sheet, view))


def drawn_map(view: View, picture: Picture) -> tuple[Sheet, list[Group], list[Box]]:
    """The sheet with the map on it, its symbols, and the boxes of its names, which lie over no other and no symbol."""
    bounds = map_bounds(view, picture)
    sheet = Sheet(picture)
    edge = MARGIN * sheet.unit
    body = Box(edge, draw_head(sheet, view), sheet.box.right - edge, draw_foot(sheet, view, _notes(bounds, picture)))
    is_beside = body.width >= _LEAST_BESIDE * sheet.unit and body.width > body.height
    draw = _draw_beside if is_beside else _draw_above
    scene, names = draw(sheet, view, bounds, body)
    return sheet, scene.groups, names


def _notes(bounds: Bounds, picture: Picture) -> list[str]:
    """What the foot says of the map: its projection, where its scale is true, and whose the base map is."""
    frame = MapFrame(bounds, Box(0, 0, picture.width, picture.height), 1)
    lat = frame.true_at[1]
    true = f"{abs(lat):.3g}° {'N' if lat >= 0 else 'S'}"
    if isinstance(frame.projection, Cylindrical):
        return [f"{frame.projection.in_words}. The scale is true there alone.", basemap.ATTRIBUTION]
    return [f"{frame.projection.in_words}. The scale is true in the middle, at {true}.", basemap.ATTRIBUTION]


def _draw_beside(sheet: Sheet, view: View, bounds: Bounds, body: Box) -> tuple[Scene, list[Box]]:
    """Draw the map with legend and locator in a column on its right."""
    unit = sheet.unit
    left = body.right - COLUMN * unit
    scene = Scene(view, MapFrame(bounds, Box(body.left, body.top, left - 22 * unit, body.bottom), unit))
    names = draw_map(sheet, scene)
    bottom = body.bottom
    if scene.frame.width_km <= _MOST_LOCATED:
        radius = _LOCATOR / 2 * unit
        draw_locator(sheet, scene.frame, (left + body.right) / 2, bottom - radius - unit, radius)
        bottom -= 2 * radius + 14 * unit
    draw_column(sheet, Box(left, body.top, body.right, bottom), scene.keys)
    return scene, names


def _draw_above(sheet: Sheet, view: View, bounds: Bounds, body: Box) -> tuple[Scene, list[Box]]:
    """Draw the map with legend and locator in rows below it."""
    unit = sheet.unit
    whole = Scene(view, MapFrame(bounds, body, unit))
    located = whole.frame.width_km <= _MOST_LOCATED
    right = body.right - (_SMALL_LOCATOR + 20) * unit if located else body.right
    # A map that is less high shows no more than the whole, so its legend is no longer.
    height = flow_height(sheet, right - body.left, whole.keys, MOST_LEGEND * body.height)
    if height and located:
        height = max(height, _SMALL_LOCATOR * unit)
    gap = 14 * unit if height else 0.0
    scene = Scene(view, MapFrame(bounds, Box(body.left, body.top, body.right, body.bottom - height - gap), unit))
    names = draw_map(sheet, scene)
    if height:
        draw_flow(sheet, Box(body.left, body.bottom - height, right, body.bottom), scene.keys)
        if located:
            radius = _SMALL_LOCATOR / 2 * unit
            draw_locator(sheet, scene.frame, body.right - radius, body.bottom - height / 2, radius)
    return scene, names


def draw_map(sheet: Sheet, scene: Scene) -> list[Box]:
    """Draw the map itself; returns the boxes of its names."""
    frame, unit = scene.frame, sheet.unit
    draw_base(sheet, frame)
    room = Room(frame.box, [group.box for group in scene.groups])
    draw_areas(sheet, scene)
    arrows = draw_routes(sheet, scene)
    draw_groups(sheet, scene.groups)
    draw_scale(sheet, frame, room)
    draw_beyond(sheet, frame.box, beyond_edges(scene.places, scene.groups, frame.box), room)
    degrees = draw_grid(sheet, frame, room)
    names = draw_names(sheet, scene, room, degrees, arrows) if sheet.picture.labels else []
    if not scene.groups and not scene.legs:
        plate = Box(frame.box.left, frame.box.top + 20 * unit, frame.box.right, frame.box.top + 60 * unit)
        say(sheet, plate, _NOTHING if scene.view["events"].empty else _ELSEWHERE)
    sheet.rectangle(frame.box, edge=sheet.palette.coast, width=1.2 * unit)
    return names
