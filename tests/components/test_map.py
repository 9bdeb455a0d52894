"""The map's places as data, and as script that no text can break out of."""

import json
import re
from pathlib import Path

import folium
import pytest
from folium.template import Template
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from streamlit_folium import _get_feature_group_string, _get_map_string

from components.map import BaseMap, Presentation, _Shown, assets_version, javascript, map_options
from components.map_data import map_data
from components.selection import Selection
from data.filters import Filters
from style import DARK, KINDS, LIGHT, SIDE_HUES

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)
CODE = st.text(alphabet=st.characters() | st.sampled_from("{}$`<>&%'\"\\/=()\n\r\u2028\u2029"))


def decoded(script: str) -> object:
    """What a browser makes of the script: a JSON string is a JavaScript one, too, with the same value."""
    literal = re.fullmatch(r"JSON\.parse\((.*)\)", script)
    assert literal
    return json.loads(json.loads(literal[1]))


@given(JSON | CODE)
def test_any_value_comes_through(value: object) -> None:
    assert decoded(javascript(value)) == value


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


def test_hostile_text_of_a_selection_reaches_the_script_escaped(hostile_record) -> None:
    view = Filters().apply(hostile_record)
    data = map_data(view, Selection("event", "{{7*7}}${alert(1)}`</script><img src=x onerror=alert(1)>"))
    base, group = BaseMap(view, LIGHT), folium.FeatureGroup(name="shown")
    group.add_child(_Shown(data))
    base.get_root().render()
    script = _get_feature_group_string(group, map=base)
    assert f"tumen.show(map_div, {javascript(data)})" in script
    for sign in ("{{", "{%", "${", "`", "<img", "<svg", "</script"):
        assert sign not in script


def test_the_base_map_is_the_same_each_time_and_depends_on_the_theme(record) -> None:
    view = Filters().apply(record)

    def script(theme) -> str:
        base = BaseMap(view, theme)
        base.get_root().render()
        # Folium gives every object a random name, which st_folium takes out again.
        return _get_map_string(base)

    assert script(LIGHT) == script(LIGHT)
    assert script(LIGHT) != script(DARK)
    assert json.dumps([*record.package.bounds])[1:-1].replace(" ", "") in script(LIGHT)


def test_all_that_the_frame_fetches_comes_from_here(record) -> None:
    base = BaseMap(Filters().apply(record), LIGHT)
    base.get_root().render()
    addresses = [address for _, address in [*base.default_js, *base.default_css]]
    assert len(addresses) == 11
    assert all(address.startswith("../../assets/") for address in addresses)
    assert all(address.endswith(f"?v={assets_version()}") for address in addresses)
    assert "http" not in _get_map_string(base).replace("http://www.w3.org", "")


def test_the_version_changes_with_what_is_served(monkeypatch, tmp_path: Path) -> None:
    before = assets_version()
    (tmp_path / "assets" / "map").mkdir(parents=True)
    (tmp_path / "assets" / "map" / "base.js").write_text("1")
    monkeypatch.setattr("components.map._HERE", tmp_path)
    assets_version.cache_clear()
    one = assets_version()
    (tmp_path / "assets" / "map" / "base.js").write_text("2")
    assets_version.cache_clear()
    two = assets_version()
    monkeypatch.undo()
    assets_version.cache_clear()
    assert len({before, one, two}) == 3
    assert assets_version() == before
    assert re.fullmatch("[0-9a-f]{10}", before)


def test_the_palette_of_the_map_is_the_one_of_the_house(record) -> None:
    look = map_options(Filters().apply(record), DARK)["look"]
    assert look["kinds"] == {kind: mark.path for kind, mark in KINDS.items()}
    assert look["hues"] == SIDE_HUES
    assert look["paper"] == DARK.paper


def test_a_presentation_has_no_zoom_buttons_and_carries_its_texts(record) -> None:
    view = Filters().apply(record)
    shown = Presentation("A <title>", "Sub", "Foot", 1200, 900)
    assert map_options(view, LIGHT, shown)["present"] == {
        "title": "A <title>",
        "subtitle": "Sub",
        "footer": "Foot",
        "width": 1200,
        "height": 900,
    }
    assert map_options(view, LIGHT)["present"] is None
    scripts = {}
    for name, presentation in (("plain", None), ("presented", shown)):
        base = BaseMap(view, LIGHT, presentation)
        base.get_root().render()
        scripts[name] = _get_map_string(base)
    assert '"zoomControl": true' in scripts["plain"]
    assert '"zoomControl": false' in scripts["presented"]
