"""The map in its frame: regions, edges, layers, time, routes, present mode, and a base map that is not whole."""

import pytest
from playwright.sync_api import expect

from bench.synthetic import Synthetic
from data.filters import Filters

pytestmark = pytest.mark.browser

AUTUMN = {"from": "2023-09-01", "to": "2023-10-31"}
VIEW = "() => { const c = window.map.getCenter(); return [window.map.getZoom(), c.lat, c.lng]; }"


@pytest.fixture
def autumn(screen, record):
    """The map page with the events of autumn 2023."""
    screen.open("/map", **AUTUMN)
    expect(screen.map_container).to_have_attribute("data-basemap", "complete")
    expect(screen.map.locator(".tumen-place").first).to_be_visible()
    return screen


def test_a_region_is_one_choice_away_and_the_view_stands_in_the_address(autumn, fresh, screen_on) -> None:
    autumn.map.get_by_label("Go to a region").select_option("Primorye")
    autumn.page.wait_for_function("() => new URLSearchParams(location.search).has('at')")
    zoom, lat, lon = autumn.in_frame(VIEW)
    assert 42 < lat < 48.5
    assert 130 < lon < 139
    autumn.page.wait_for_function(
        "at => new URLSearchParams(location.search).get('at') === at", arg=f"{lat:.3f},{lon:.3f},{zoom}"
    )
    other = screen_on(context=fresh())
    other.page.goto(autumn.page.url)
    expect(other.map_container).to_have_attribute("data-basemap", "complete")
    assert other.in_frame(VIEW) == pytest.approx([zoom, lat, lon], abs=0.01)


def test_what_lies_outside_is_counted_and_one_press_goes_there(autumn) -> None:
    west = autumn.map.locator(".tumen-west")
    expect(west).to_contain_text("further west")
    before = autumn.in_frame(VIEW)
    west.click()
    autumn.page.wait_for_function(
        "lon => Number(new URLSearchParams(location.search).get('at')?.split(',')[1]) < lon", arg=before[2] - 20
    )


def test_layers_are_switched_and_nothing_online_is_asked_for_unless_chosen(autumn) -> None:
    autumn.map.get_by_text("Layers", exact=True).click()
    markers = autumn.map.locator(".tumen-place")
    assert markers.count() > 3
    autumn.map.locator("input[name=events]").uncheck()
    expect(markers).to_have_count(0)
    autumn.map.locator("input[name=events]").check()
    expect(markers.first).to_be_visible()
    autumn.map.locator("input[name=rings]").check()
    expect(autumn.map.locator(".tumen-ring")).to_have_count(4)
    autumn.map.locator("input[name=density]").check()
    expect(autumn.map.locator(".tumen-density")).to_have_count(1)
    lines = autumn.map.locator("path.leaflet-interactive")
    assert lines.count() > 3
    autumn.map.locator("input[name=routes]").uncheck()
    expect(lines).to_have_count(0)
    autumn.check()


def test_a_route_selects_what_it_belongs_to(screen, record) -> None:
    screen.open("/map", Filters(kinds=("visit",)), **AUTUMN)
    expect(screen.map_container).to_have_attribute("data-basemap", "complete")
    line = screen.map.locator("path.leaflet-interactive").first
    expect(line).to_be_attached()
    line.dispatch_event("click")
    screen.page.wait_for_function("() => /select=(event|claim)/.test(location.search)")
    expect(screen.panel.get_by_role("button", name="Close")).to_be_visible()


def test_time_walks_in_the_browser_and_the_legend_says_only_what_is_shown(autumn) -> None:
    def shown() -> list[int]:
        return autumn.in_frame("() => window.map.tumen.places.map((place) => place.shown.length)")

    whole = sum(shown())
    autumn.map.get_by_text("Time", exact=True).click()
    autumn.map.get_by_label("Step", exact=True).select_option("month")
    autumn.map.get_by_label("One step on").click()
    date = autumn.map.locator(".tumen-date")
    expect(date).to_contain_text("2023")
    assert 0 < sum(shown()) < whole
    autumn.map.get_by_label("Show", exact=True).select_option("cumulative")
    expect(date).to_contain_text("Until")
    autumn.map.get_by_label("One step on").click()
    autumn.map.get_by_text("Legend", exact=True).click()
    expect(autumn.map.locator(".tumen-key", has_text="Visit")).to_be_visible()
    expect(autumn.map.locator(".tumen-key", has_text="Ship launch")).to_have_count(0)
    autumn.map.get_by_label("Stop and show the whole period").click()
    expect(date).to_be_hidden()
    assert sum(shown()) == whole


def test_whoever_wants_less_motion_steps_by_hand(autumn) -> None:
    autumn.page.emulate_media(reduced_motion="reduce")
    autumn.map.get_by_text("Time", exact=True).click()
    autumn.map.get_by_label("Play", exact=True).click()
    expect(autumn.map.locator(".tumen-date")).to_be_visible()
    # It has made its step and does not run on.
    expect(autumn.map.get_by_label("Play", exact=True)).to_be_visible()


def test_a_selection_made_elsewhere_moves_the_map_and_one_press_brings_it_back(screen, record) -> None:
    view = Filters(kinds=("summit",)).apply(record)
    screen.open("/map", view.filters, at="37.5,127,7")
    expect(screen.map_container).to_have_attribute("data-basemap", "complete")
    before = screen.in_frame(VIEW)
    screen.panel.get_by_role("button", name="Camp David").click()
    back = screen.map.locator(".tumen-back")
    expect(back).to_be_visible()
    back.click()
    expect(back).to_be_hidden()
    screen.page.wait_for_function("() => new URLSearchParams(location.search).get('at')?.startsWith('37.5')")
    assert screen.in_frame(VIEW) == pytest.approx(before, abs=0.01)


def test_present_mode_is_the_map_alone_and_escape_leaves_it(screen, record) -> None:
    title = "{{7*7}} <img src=x onerror=window.pwned=1> ${1+1}"
    screen.open("/map", **AUTUMN, present="1", title=title, frame="4x3", at="41,131,6")
    expect(screen.map_container).to_have_attribute("data-basemap", "complete")
    expect(screen.map.locator(".tumen-title h1")).to_have_text(title)
    expect(screen.map.locator(".tumen-title p")).to_contain_text("1 September to 31 October 2023")
    expect(screen.map.locator(".tumen-footer")).to_contain_text(f"record version {record.version}")
    expect(screen.map.locator(".tumen-locator")).to_be_visible()
    expect(screen.map.locator(".tumen-legend")).to_have_attribute("open", "")
    assert screen.map_container.bounding_box() | {"x": 0, "y": 0} == {"x": 0, "y": 0, "width": 1200, "height": 900}
    for gone in (".leaflet-control-zoom", ".tumen-presets", ".tumen-edge", ".tumen-play"):
        expect(screen.map.locator(gone)).to_have_count(0)
    expect(screen.page.get_by_test_id("stSidebar")).to_be_hidden()
    assert screen.in_frame("() => window.pwned") is None
    screen.page.keyboard.press("Escape")
    screen.page.wait_for_function("() => !location.search.includes('present') && !location.search.includes('title')")
    expect(screen.page.get_by_test_id("stSidebar")).to_be_visible()


def test_a_base_map_that_is_not_whole_says_so_over_a_grid(screen) -> None:
    screen.page.route("**/basemap/countries.geojson*", lambda route: route.fulfill(status=404, body=""))
    screen.page.goto(f"{screen.server}/map")
    expect(screen.map_container).to_have_attribute("data-basemap", "incomplete")
    expect(screen.map.locator(".tumen-note")).to_contain_text("countries could not be read")
    expect(screen.map.locator(".tumen-place").first).to_be_visible()
    screen.traffic.failed.clear()


def test_one_press_presents_what_is_shown_with_the_words_written_for_it(autumn) -> None:
    autumn.map.get_by_text("Present", exact=True).first.click()
    autumn.map.locator("input[name=subtitle]").fill("As seen from Seoul")
    autumn.map.get_by_role("button", name="Present").click()
    autumn.page.wait_for_function("() => location.search.includes('present=1')")
    expect(autumn.map.locator(".tumen-title p")).to_have_text("As seen from Seoul")
    expect(autumn.map_container).to_have_attribute("data-basemap", "complete")


OVERLAPS = """
() => {
  const { map, tumen } = window;
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  const { labelBoxes: labels } = map.tumen;
  const others = tumen.symbolBoxes(map);
  const bad = labels.filter((label, i) =>
    others.some((other) => !apart(label, other)) || labels.some((other, j) => j > i && !apart(label, other)));
  return [labels.length, others.length, bad.length];
}
"""


@pytest.mark.parametrize("at", ["38,127.5,7", "42.4,130.6,9", "44,132,7", "50,37,4"])
def test_names_never_lie_on_each_other_or_on_symbols_in_present_mode(screen, at: str) -> None:
    screen.open("/map", present="1", at=at)
    expect(screen.map_container).to_have_attribute("data-basemap", "complete")
    expect(screen.map.locator(".tumen-place").first).to_be_visible()
    expect(screen.map.locator(".tumen-labels")).not_to_have_attribute("data-labels", "0")
    labels, symbols, overlapping = screen.in_frame(OVERLAPS)
    assert labels > 3
    assert symbols > 3
    assert overlapping == 0


def test_many_symbols_are_dragged_as_one_picture_and_come_back(screen_on, tmp_path) -> None:
    screen = screen_on(Synthetic(events=3000, claims=10, places=1500).write(tmp_path))
    screen.open("/map")
    expect(screen.map_container).to_have_attribute("data-basemap", "complete")
    expect(screen.map.locator(".tumen-place").nth(200)).to_be_attached()
    box = screen.map_container.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    screen.page.mouse.move(*middle)
    screen.page.mouse.down()
    screen.page.mouse.move(middle[0] + 120, middle[1] + 60, steps=8)
    expect(screen.map.locator(".tumen-dragged")).to_have_count(1)
    expect(screen.map.locator(".tumen-place").first).to_be_hidden()
    screen.page.mouse.up()
    expect(screen.map.locator(".tumen-dragged")).to_have_count(0)
    expect(screen.map.locator(".tumen-place").first).to_be_visible()
