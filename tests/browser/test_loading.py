"""Every page comes whole from this server and from nowhere else."""

import pytest
from playwright.sync_api import expect

from data.filters import Filters

pytestmark = pytest.mark.browser


def test_the_situation_page_loads_whole(screen, record) -> None:
    screen.open()
    screen.expect_view(Filters().apply(record))
    screen.check()
    assert len(screen.traffic.requests) > 50


@pytest.mark.parametrize(
    ("path", "element"),
    [("/map", "map"), ("/timeline", "timeline"), ("/claims", "table"), ("/sources", "table")],
)
def test_every_other_page_loads_whole(screen, record, path: str, element: str) -> None:
    view = Filters(kinds=("summit",)).apply(record)
    screen.open(path, view.filters)
    screen.expect_summary(view)
    if element == "map":
        expect(screen.map_container).to_have_attribute("data-basemap", "complete")
        expect(screen.map_container).to_have_attribute("data-view", view.key)
    elif element == "timeline":
        expect(screen.timeline.locator(".scatterlayer path.point").first).to_be_visible()
    else:
        expect(screen.page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    screen.check()
    assert len(screen.traffic.requests) > 50


def test_a_base_layer_that_cannot_be_read_is_named_on_the_map(screen, record) -> None:
    screen.page.route("**/rivers.geojson*", lambda route: route.abort())
    screen.page.route("**/lakes.geojson*", lambda route: route.fulfill(status=404))
    screen.open("/map", Filters(kinds=("summit",)))
    expect(screen.map_container).to_have_attribute("data-basemap", "incomplete")
    note = screen.map.get_by_role("status")
    expect(note).to_have_text("Base map incomplete: lakes, rivers could not be read.")
    expect(screen.map.locator(".tumen-place").first).to_be_visible()
    assert {name.rpartition("/")[2].partition(".")[0] for name in screen.traffic.failed} == {"lakes", "rivers"}
    screen.traffic.failed.clear()


def test_the_watch_notices_what_goes_wrong(screen) -> None:
    screen.page.goto(f"{screen.server}/_stcore/health")
    screen.check()
    screen.page.evaluate(
        """async () => {
            await fetch("https://example.org/x").catch(() => null);
            await fetch("/component/nothing").catch(() => null);
            const frame = document.body.appendChild(document.createElement("iframe"));
            frame.contentWindow.setTimeout("throw new Error('in the frame')", 0);
            await new Promise((done) => setTimeout(done, 50));
        }"""
    )
    assert screen.traffic.outside() == ["https://example.org/x"]
    assert [failure.partition(": ")[2] for failure in screen.traffic.failed] == ["net::ERR_NAME_NOT_RESOLVED", "404"]
    assert screen.traffic.errors == ["in the frame"]
    with pytest.raises(AssertionError):
        screen.check()
    screen.traffic.requests.clear()
    screen.traffic.failed.clear()
    screen.traffic.errors.clear()
