"""The map's places as data, and as script that no text can break out of."""

import json
import re
from pathlib import Path

import folium
import pytest
from folium.template import Template
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from streamlit_folium import _get_feature_group_string, _get_map_string

from components.map import BaseMap, _Places, assets_version, javascript, place_features
from components.selection import Selection
from data.filters import Filters
from style import DARK, LIGHT

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)
EVERY = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000)]))
CODE = st.text(alphabet=st.characters() | st.sampled_from("{}$`<>&%'\"\\/=()\n\r\u2028\u2029"))


def decoded(script: str) -> object:
    """What a browser makes of the script: a JSON string is a JavaScript one, too, with the same value."""
    literal = re.fullmatch(r"JSON\.parse\((.*)\)", script)
    assert literal
    return json.loads(json.loads(literal[1]))


@example(EVERY)
@given(JSON | CODE)
def test_any_value_comes_through(value: object) -> None:
    assert decoded(javascript(value)) == value


@example(EVERY)
@given(JSON | CODE)
def test_no_character_that_means_something_elsewhere_is_left(value: object) -> None:
    script = javascript(value)
    assert script.isascii()
    assert script.isprintable()
    assert not set(script) & set("<>&{}%$`'")
    # Every quote but the outer two stands behind a backslash.
    assert re.fullmatch(r'JSON\.parse\("(?:[^"\\]|\\.)*"\)', script)


@given(CODE)
def test_a_template_leaves_it_as_it_is(text: str) -> None:
    script = javascript([text])
    assert Environment(autoescape=False).from_string(script).render() == script  # noqa: S701 - as folium does
    assert Template("{% macro script(this, kwargs) %}{{ this }}{% endmacro %}").module.script(script) == script


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_does_not_have_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        javascript(value)


def features(view, chosen: Selection | None = None) -> dict[str, dict]:
    """Properties of every place, by id."""
    found = place_features(view, chosen)
    assert found["type"] == "FeatureCollection"
    return {feature["properties"]["id"]: feature["properties"] for feature in found["features"]}


def test_each_place_of_an_event_is_one_feature_in_the_order_of_its_first_event(small_record) -> None:
    found = place_features(Filters().apply(small_record))
    assert [feature["properties"]["id"] for feature in found["features"]] == ["rajin-port", "vladivostok", "pyongyang"]
    assert found["features"][0] == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [130.292, 42.236]},
        "properties": {
            "id": "rajin-port",
            "name": "Rajin port",
            "n": 1,
            "side": "partners",
            "kind": "arms-transfer",
            "status": "alleged",
            "radius_km": None,
            "lines": ["2023-09/2023-10: Containers go by sea"],
            "alt": "Rajin port: 1 event",
            "selected": False,
        },
    }


def test_a_place_counts_its_events_and_lists_the_last_three(small) -> None:
    for number in range(1, 6):
        row = f"e-more-{number}"
        small.add(
            "events",
            id=row,
            title=f"Meeting {number}",
            kind="talks",
            status="occurred" if number < 5 else "failed",
            date=f"2024-01-0{number}",
            place="vladivostok",
            summary="They met.",
        )
        small.add("event_sources", event=row, source="s-month")
        small.add("event_actors", event=row, actor="kor", role="host")
    place = features(Filters().apply(small.load()))["vladivostok"]
    assert place["n"] == 6
    assert place["alt"] == "Vladivostok: 6 events"
    assert place["side"] == "allies"
    assert place["lines"] == [
        "2024-01-05: Meeting 5",
        "2024-01-04: Meeting 4",
        "2024-01-03: Meeting 3",
        "and 3 earlier",
    ]
    # Statuses that differ are shown as none of the special ones.
    assert place["status"] == "occurred"


def test_statuses_that_agree_are_kept(small) -> None:
    small.set("events", 0, place="vladivostok", status="failed")
    small.set("events", 1, status="failed")
    assert features(Filters().apply(small.load()))["vladivostok"]["status"] == "failed"


def test_an_area_tells_its_radius_and_an_event_of_no_side_has_none(small) -> None:
    small.set("events", 1, place="east-sea")
    small.rows["event_actors"] = [row for row in small.rows["event_actors"] if row["event"] != "e-summit"]
    small.add("event_actors", event="e-summit", actor="imagery-lab", role="author")
    place = features(Filters().apply(small.load()))["east-sea"]
    assert place["radius_km"] == 300.0
    assert place["side"] is None


@pytest.mark.parametrize(
    ("chosen", "selected"),
    [
        (None, []),
        (Selection("place", "rajin-port"), ["rajin-port"]),
        (Selection("event", "e-summit"), ["vladivostok"]),
        (Selection("claim", "c-denial"), []),
        # A further place has no symbol of its own.
        (Selection("place", "east-sea"), []),
    ],
)
def test_the_selected_place_is_marked(small_record, chosen: Selection | None, selected: list[str]) -> None:
    found = features(Filters().apply(small_record), chosen)
    assert [place for place, properties in found.items() if properties["selected"]] == selected


def test_an_empty_view_has_no_features(small_record) -> None:
    view = Filters(text="nowhere to be found").apply(small_record)
    assert place_features(view) == {"type": "FeatureCollection", "features": []}


def test_the_map_holds_every_event_of_the_record_once(record) -> None:
    found = features(Filters().apply(record))
    assert sum(place["n"] for place in found.values()) == len(record["events"])
    assert set(found) == set(record["events"]["place"])
    json.dumps(found, allow_nan=False)


def test_a_filtered_map_holds_the_places_of_the_view(record) -> None:
    view = Filters(kinds=("summit",)).apply(record)
    found = features(view)
    assert set(found) == set(view["events"]["place"])
    assert sum(place["n"] for place in found.values()) == len(view["events"])


def test_texts_are_cut(hostile_record) -> None:
    for place in features(Filters().apply(hostile_record)).values():
        assert len(place["name"]) <= 80
        assert all(len(line) <= 90 for line in place["lines"])


def test_hostile_text_reaches_the_script_escaped(hostile_record) -> None:
    data = place_features(Filters().apply(hostile_record))
    base, group = BaseMap(hostile_record.package, LIGHT), folium.FeatureGroup(name="places")
    group.add_child(_Places(data, LIGHT))
    base.get_root().render()
    script = _get_feature_group_string(group, map=base)
    assert f"tumen.places(map_div, {javascript(data)}, " in script
    assert "7919" in script
    assert str(7919 * 7907) not in script
    for sign in ("{{", "{%", "${", "`", "<img", "<svg", "</script"):
        assert sign not in script


def test_the_base_map_is_the_same_each_time_and_depends_on_the_theme(record) -> None:
    def script(theme) -> str:
        base = BaseMap(record.package, theme)
        base.get_root().render()
        # Folium gives every object a random name, which st_folium takes out again.
        return _get_map_string(base)

    assert script(LIGHT) == script(LIGHT)
    assert script(LIGHT) != script(DARK)
    assert json.dumps([*record.package.bounds])[1:-1].replace(" ", "") in script(LIGHT)


def test_all_that_the_frame_fetches_comes_from_here(record) -> None:
    base = BaseMap(record.package, LIGHT)
    base.get_root().render()
    addresses = [address for _, address in [*base.default_js, *base.default_css]]
    assert len(addresses) == 4
    assert all(address.startswith("../../assets/") for address in addresses)
    assert all(address.endswith(f"?v={assets_version()}") for address in addresses)
    assert "http" not in _get_map_string(base).replace("http://www.w3.org", "")


def test_the_version_changes_with_what_is_served(monkeypatch, tmp_path: Path) -> None:
    before = assets_version()
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "map.js").write_text("1")
    monkeypatch.setattr("components.map._HERE", tmp_path)
    assets_version.cache_clear()
    one = assets_version()
    (tmp_path / "assets" / "map.js").write_text("2")
    assets_version.cache_clear()
    two = assets_version()
    monkeypatch.undo()
    assets_version.cache_clear()
    assert len({before, one, two}) == 3
    assert assets_version() == before
    assert re.fullmatch("[0-9a-f]{10}", before)
