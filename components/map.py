"""The map: folium and st_folium around the scripts in assets/map/, which do the drawing."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from components.map_data import map_data
from components.selection import TABLES, Selection, select, selected
from data.view import View
from style import INDEPENDENT_HUE, KINDS, SIDE_HUES, SIDES, THEMES, Theme

ATTRIBUTION = "Natural Earth, ETOPO5, GSHHG and DCW (LGPL), © OpenStreetMap contributors (ODbL), GeoNames (CC BY 4.0)"

# The map's frame lives two levels below the dashboard, so this also holds behind a base path.
_ASSETS = "../../assets"
_HERE = Path(__file__).parent.parent
# In the order in which they are loaded.
_SCRIPTS = ("base", "symbols", "drag", "labels", "layers", "controls", "play", "present")


@dataclass(frozen=True)
class Presentation:
    """What stands around the map in present mode, and the size of the frame in pixels."""

    title: str
    subtitle: str
    footer: str
    width: int
    height: int


def javascript(value: Any) -> str:
    """A value as JavaScript that is safe inside a template, a script and a string.

    It is JSON inside a string literal in which every character that means something to HTML, Jinja or a template
    literal is written as an escape.
    """
    literal = json.dumps(json.dumps(value, separators=(",", ":"), allow_nan=False))
    for char in "<>&{}%$`'":
        literal = literal.replace(char, f"\\u{ord(char):04x}")
    return f"JSON.parse({literal})"


class BaseMap(folium.Map):
    """An empty map whose scripts, styles and base layers all come from this server.

    It must be built anew for each run and be the same each time, or the frame is drawn from scratch.
    """

    def __init__(self, view: View, theme: Theme, presentation: Presentation | None = None) -> None:
        """A map that first shows the bounds of a view's record."""
        west, south, east, north = view.package.bounds
        middle = ((south + north) / 2, (west + east) / 2)
        super().__init__(middle, tiles=None, zoom_start=4, min_zoom=2, max_zoom=14, zoom_control=presentation is None)
        version = assets_version()
        self.default_js = [
            ("leaflet", f"{_ASSETS}/leaflet/leaflet.js?v={version}"),
            *((name, f"{_ASSETS}/tumen/map/{name}.js?v={version}") for name in _SCRIPTS),
        ]
        self.default_css = [
            ("leaflet_css", f"{_ASSETS}/leaflet/leaflet.css?v={version}"),
            ("tumen_css", f"{_ASSETS}/tumen/map/map.css?v={version}"),
        ]
        self.add_child(_Script(map_options(view, theme, presentation)))


def map_options(view: View, theme: Theme, presentation: Presentation | None = None) -> dict[str, Any]:
    """What the map's scripts are told once: addresses, first view, palette, and what to write around a presentation."""
    return {
        "basemap": f"{_ASSETS}/basemap",
        "version": assets_version(),
        "record": f"{_ASSETS}/record",
        "bounds": view.package.bounds,
        "presets": view.package.presets,
        "theme": theme.as_dict(),
        "attribution": ATTRIBUTION,
        "look": {
            "kinds": {kind: mark.path for kind, mark in KINDS.items()},
            "labels": {kind: mark.label for kind, mark in KINDS.items()},
            "hues": SIDE_HUES,
            "sides": SIDES,
            "independent": INDEPENDENT_HUE,
            "paper": theme.paper,
            "ink": theme.ink,
        },
        "present": asdict(presentation) if presentation else None,
    }


class _Script(MacroElement):
    """The call that makes the base map."""

    _template = Template("{% macro script(this, kwargs) %}tumen.baseMap(map_div, {{ this.options }});{% endmacro %}")

    def __init__(self, options: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.options = javascript(options)


class _Shown(MacroElement):
    """What is in view, as a layer of a feature group."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "tumen.show(map_div, {{ this.data }}).addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, data: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.data = javascript(data)


@cache
def assets_version() -> str:
    """A short hash of what the map's frame fetches, so that browsers may keep it for good."""
    digest = hashlib.sha256()
    served = (_HERE / "assets" / "map", _HERE / "data" / "basemap", Path(leaflet.BASE_DIR))
    for file in sorted(file for folder in served for file in folder.glob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def show_map(view: View, height: int, presentation: Presentation | None = None) -> None:
    """Draw the map, `height` pixels high; a click on a place or route selects it or what it belongs to."""
    theme = THEMES[st.context.theme.type or "light"]
    group = folium.FeatureGroup(name="shown")
    group.add_child(_Shown(map_data(view, selected())))
    key = f"map_{height}_{theme.name}"
    st_folium(
        BaseMap(view, theme, presentation),
        key=key,
        height=height,
        width=presentation.width if presentation else None,
        use_container_width=presentation is None,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=group,
        on_change=lambda: _take_click(st.session_state.get(key) or {}),
    )


def _take_click(answer: dict[str, Any]) -> None:
    """Select what was clicked. The answer is sticky: only a changed count is a new click."""
    count = answer.get("last_object_clicked_count")
    if count == st.session_state.get("_map_clicks"):
        return
    st.session_state["_map_clicks"] = count
    drawing = answer.get("last_active_drawing") or {}
    kind, _, row = str(drawing.get("properties", {}).get("select", "")).partition(":")
    if kind in TABLES and row:
        select(Selection(kind, row))
