"""The map as a picture."""

import re
from itertools import combinations

import numpy as np
import pytest

from data.filters import Filters
from data.record import Record
from data.view import View
from exports.boxes import Box
from exports.map_frame import MapFrame, map_bounds
from exports.map_image import drawn_map, map_image
from exports.map_places import Group, Place, beyond_edges, groups_of, places_of
from exports.map_scene import Scene
from exports.picture import Picture
from exports.symbols import Event, Symbol
from tests.conftest import SmallRecord
from tests.exports.conftest import texts

PRESETS = [
    None,
    "Korean peninsula",
    "Tumen border",
    "Primorye",
    "Russian Far East",
    "Whole theatre, Moscow to Alaska",
    "Kursk and Ukraine",
    "World",
]
BOX = Box(0, 0, 1400, 900)


def frame(view: View, preset: str | None = None, box: Box = BOX) -> MapFrame:
    return MapFrame(map_bounds(view, Picture(preset=preset)), box, 1)


def place(name: str, x: float, y: float, count: int) -> Place:
    events = tuple(Event("visit", "partners", "occurred") for _ in range(count))
    return Place(name, name, 0, 0, None, x, y, events)


def assert_apart(groups: list[Group]) -> None:
    """Symbols are round: they may touch, but none covers a part of another."""
    for one, other in combinations(groups, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) >= (one.reach + other.reach) * 0.97


def test_a_preset_that_the_record_does_not_have_is_named_with_those_that_it_has(whole_view: View) -> None:
    with pytest.raises(
        ValueError, match=r"preset: 'Korean Peninsula' is not known, did you mean Korean peninsula\?"
    ) as e:
        map_image(whole_view, Picture(preset="Korean Peninsula"))
    assert "Tumen border" in str(e.value)


def test_a_record_without_presets_says_so(small_view: View) -> None:
    with pytest.raises(ValueError, match="use none, since the record has no presets"):
        map_bounds(small_view, Picture(preset="World"))


def test_the_presets_tried_here_are_those_of_the_record(whole_view: View) -> None:
    assert PRESETS[1:] == list(whole_view.package.presets)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1400), (3840, 2160)])
@pytest.mark.parametrize("preset", PRESETS)
def test_no_name_lies_over_another_or_over_a_symbol(
    whole_view: View, preset: str | None, width: int, height: int
) -> None:
    sheet, groups, names = drawn_map(whole_view, Picture(preset=preset, width=width, height=height))
    assert len(groups) + len(names) > 15
    assert [pair for pair in combinations(names, 2) if pair[0].overlaps(pair[1])] == []
    assert [(name, group.name) for name in names for group in groups if name.overlaps(group.box)] == []
    assert all(sheet.box.holds(box) for box in [*names, *(group.box for group in groups)])
    assert_apart(groups)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_map_holds_the_whole_area_asked_for(whole_view: View, preset: str | None) -> None:
    looks = frame(whole_view, preset)
    west, south, east, north = looks.bounds
    lon, lat = (each.ravel() for each in np.meshgrid(np.linspace(west, east, 30), np.linspace(south, north, 30)))
    x, y = looks.at(lon, lat).T
    assert x.min() >= -0.5
    assert x.max() <= BOX.right + 0.5
    assert y.min() >= -0.5
    assert y.max() <= BOX.bottom + 0.5
    # It fills the box one way or the other.
    assert x.max() - x.min() > BOX.width * 0.99 or y.max() - y.min() > BOX.height * 0.99


@pytest.mark.parametrize("preset", PRESETS)
def test_every_event_is_in_a_symbol_or_counted_at_an_edge(whole_view: View, preset: str | None) -> None:
    scene = Scene(whole_view, frame(whole_view, preset))
    inside = sum(group.symbol.count for group in scene.groups)
    outside = sum(beyond.count for beyond in beyond_edges(scene.places, scene.groups, BOX))
    assert inside + outside == len(whole_view["events"])
    assert inside > 0


def test_an_edge_says_how_many_events_lie_beyond_it(small_view: View) -> None:
    svg = map_image(small_view, Picture(format="svg", bounds=(129, 40, 130, 41)))
    found = [text for text in texts(svg) if "further" in text]
    assert sorted(found) == ["1 event further west", "2 events further north"]
    assert "Rajin port, Vladivostok" in texts(svg)


def test_near_places_become_one_symbol_and_the_largest_gathers_the_others() -> None:
    groups = groups_of([place("big", 500, 500, 20), place("near", 520, 500, 2), place("far", 900, 500, 1)], BOX, 1)
    assert [(group.name, group.symbol.count, group.x) for group in groups] == [("big +1", 22, 500), ("far", 1, 900)]


def test_a_symbol_that_grew_gathers_what_it_now_reaches() -> None:
    row = [place(f"p{index}", 500 + 30 * index, 500, 6) for index in range(4)]
    groups = groups_of(row, BOX, 1)
    assert sum(group.symbol.count for group in groups) == 24
    assert_apart(groups)


def test_no_symbol_reaches_over_the_edge() -> None:
    places = [place("inside", 700, 400, 3), place("edge", 1395, 400, 3), place("corner", 5, 9, 1)]
    groups = groups_of(places, BOX, 1)
    assert [group.name for group in groups] == ["inside"]
    assert [(one.edge, one.count) for one in beyond_edges(places, groups, BOX)] == [("east", 3), ("west", 1)]


def test_a_short_name_never_leaves_one_of_two_names_of_a_disputed_place() -> None:
    for name, short in (
        ("East Sea / Sea of Japan", "East Sea / Sea of Japan"),
        ("Rajin port (Rason)", "Rajin port"),
        ("Sunan, Pyongyang", "Sunan"),
    ):
        only = place(name, 0, 0, 1)
        assert Group((only,), only.symbol, 1).short_name == short


def test_a_symbol_is_of_the_side_and_the_status_of_its_events() -> None:
    partners, allies = Event("visit", "partners", "alleged"), Event("exercise", "allies", "alleged")
    assert Symbol.of([allies, partners, partners]) == Symbol(3, ("visit", "exercise"), "partners", "alleged")
    assert Symbol.of([Event("talks", None, "occurred"), partners]).status == "occurred"
    assert Symbol.of([Event("imagery", None, "failed")]) == Symbol(1, ("imagery",), None, "failed")


def test_larger_counts_have_larger_symbols_up_to_a_limit() -> None:
    radii = [Symbol(count, ("visit",), None, "occurred").radius for count in (1, 2, 10, 40, 1000)]
    assert radii == sorted(radii)
    assert radii[-1] == 26


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        (None, "Lambert conformal conic projection, true along 35° N and 47° N, about 131° E"),
        ("World", "Equirectangular projection, true along 35° N, about 45° E"),
    ],
)
def test_the_foot_names_the_projection_and_whose_the_base_map_is(
    whole_view: View, preset: str | None, words: str
) -> None:
    joined = " ".join(texts(map_image(whole_view, Picture(format="svg", preset=preset))))
    assert words in joined
    assert "© OpenStreetMap contributors (ODbL, railways)" in joined
    assert re.search(r"[\d,]+ km", joined)


def test_the_legend_says_what_is_drawn_and_nothing_else(small: SmallRecord) -> None:
    view = Filters().apply(small.load())
    labels = [key.label for key in Scene(view, frame(view)).keys]
    assert labels == [
        "Russia and North Korea",
        "US, South Korea, Japan and allies",
        "Occurred",
        "Alleged",
        "Planned",
        "Summit",
        "Visit",
        "Arms transfer",
        "Route only claimed",
        "Pale: drawn schematically",
    ]
    summit = Filters(kinds=("summit",)).apply(small.load())
    assert [key.label for key in Scene(summit, frame(summit)).keys] == ["Russia and North Korea", "Summit"]


def test_an_area_is_a_circle_of_its_radius(small: SmallRecord) -> None:
    small.set("events", 1, place="east-sea")
    view = Filters(kinds=("summit",)).apply(small.load())
    scene = Scene(view, frame(view))
    [(_, ring)] = scene.areas
    across = np.ptp(np.asarray(ring.vertices)[:, 0])
    assert across == pytest.approx(600 * scene.frame.pixels_a_km, rel=0.03)
    assert "Somewhere within the circle" in [key.label for key in scene.keys]


def test_the_scale_bar_is_as_long_as_it_says(whole_view: View) -> None:
    looks = frame(whole_view)
    lon, lat = looks.true_at
    # One degree of longitude on the parallel, on a sphere.
    km = 6371.0088 * np.pi / 180 * np.cos(np.radians(lat))
    (x, _), (next_x, _) = looks.at([lon - 0.5, lon + 0.5], [lat, lat])
    assert next_x - x == pytest.approx(km * looks.pixels_a_km, rel=1e-3)


def test_names_may_be_left_out(whole_view: View) -> None:
    with_names, without = (
        texts(map_image(whole_view, Picture(format="svg", labels=labels))) for labels in (True, False)
    )
    assert "Khabarovsk" in with_names
    assert "Khabarovsk" not in without


def test_a_map_without_events_in_sight_says_so(small_view: View) -> None:
    svg = map_image(small_view, Picture(format="svg", bounds=(-20, -30, 10, -10)))
    assert "No event of the filter lies on this map." in texts(svg)


def test_places_across_the_date_line_stand_on_the_side_that_the_map_shows(whole_view: View) -> None:
    looks = frame(whole_view, "Whole theatre, Moscow to Alaska")
    (tokyo, _), (anchorage, _) = looks.at([139.7, -149.9], [35.7, 61.2])
    assert anchorage > tokyo
    assert looks.box.left < anchorage < looks.box.right


def test_symbols_stay_apart_on_small_maps(record: Record) -> None:
    view = Filters(background=True).apply(record)
    for width in (320, 700):
        box = Box(0, 0, width, width)
        assert_apart(groups_of(places_of(view, frame(view, "World", box)), box, 0.62))
