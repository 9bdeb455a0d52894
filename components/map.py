"""The map: events by place on the offline base map."""

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from components.selection import Selection, select, selected
from components.text import cut
from data.describe import counted
from data.package import Package
from data.view import View
from style import INDEPENDENT_HUE, KINDS, SIDE_HUES, THEMES, Theme

ATTRIBUTION = "Natural Earth, ETOPO5, GSHHG and DCW (LGPL), © OpenStreetMap contributors (ODbL), GeoNames (CC BY 4.0)"
MOST_TITLES = 3
TITLE_LIMIT = 90
NAME_LIMIT = 80

# The map's frame lives two levels below the dashboard, so this also holds behind a base path.
_ASSETS = "../../assets"
_HERE = Path(__file__).parent.parent


@lru_cache(maxsize=64)
def place_features(view: View, chosen: Selection | None = None) -> dict[str, Any]:
    """The places of the events in view as GeoJSON (degrees, WGS 84), in the order of their first event.

    Properties: `id`, `name`, `n` (events), `side` that acts in most of them, `kind` and `status` (of the one event, or
    of all where they agree), `radius_km` (of an area, else None), `lines` (text for the tooltip), `alt`, `selected`.
    """
    located = view["events"].merge(view["places"], left_on="place", right_on="id", suffixes=("", "_place"))
    features = [_feature(events, chosen) for _, events in located.sort_values("first").groupby("place", sort=False)]
    return {"type": "FeatureCollection", "features": features}


def _feature(events: pd.DataFrame, chosen: Selection | None) -> dict[str, Any]:
    place = events.iloc[0]
    sides = events["side"].value_counts()
    statuses = events["status"].unique()
    name = cut(place["name"], NAME_LIMIT)
    titles = [cut(f"{row['date']}: {row['title']}", TITLE_LIMIT) for row in events.tail(MOST_TITLES).to_dict("records")]
    more = len(events) - len(titles)
    properties = {
        "id": place["place"],
        "name": name,
        "n": len(events),
        "side": None if sides.empty else sides.index[0],
        "kind": place["kind"],
        "status": statuses[0] if len(statuses) == 1 else "occurred",
        "radius_km": None if pd.isna(place["radius_km"]) else float(place["radius_km"]),
        "lines": [*titles[::-1], *([f"and {more} earlier"] if more else [])],
        "alt": f"{name}: {counted(len(events), 'event')}",
        "selected": _is_chosen(events, chosen),
    }
    point = [round(float(place["lon"]), 5), round(float(place["lat"]), 5)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": point}, "properties": properties}


def _is_chosen(events: pd.DataFrame, chosen: Selection | None) -> bool:
    if chosen is None:
        return False
    column = {"event": "id", "place": "place"}.get(chosen.kind)
    return column is not None and bool((events[column] == chosen.id).any())


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

    def __init__(self, package: Package, theme: Theme) -> None:
        """A map that first shows the bounds of a record's package."""
        super().__init__(tiles=None, control_scale=True, zoom_control=True, world_copy_jump=True)
        version = assets_version()
        self.default_js = [
            ("leaflet", f"{_ASSETS}/leaflet/leaflet.js?v={version}"),
            ("tumen", f"{_ASSETS}/tumen/map.js?v={version}"),
        ]
        self.default_css = [
            ("leaflet_css", f"{_ASSETS}/leaflet/leaflet.css?v={version}"),
            ("tumen_css", f"{_ASSETS}/tumen/map.css?v={version}"),
        ]
        self.add_child(
            _Script(
                "tumen.baseMap",
                {
                    "basemap": f"{_ASSETS}/basemap",
                    "version": version,
                    "bounds": package.bounds,
                    "theme": theme.as_dict(),
                    "attribution": ATTRIBUTION,
                },
            )
        )


class _Script(MacroElement):
    """A call of one of our functions on the map."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.call }}(map_div, {{ this.options }});{% endmacro %}")

    def __init__(self, call: str, options: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.call = call
        self.options = javascript(options)


class _Places(MacroElement):
    """The places as a layer of a feature group."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "tumen.places(map_div, {{ this.data }}, {{ this.look }}).addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, data: Any, theme: Theme) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.data = javascript(data)
        self.look = javascript(
            {
                "kinds": {kind: mark.path for kind, mark in KINDS.items()},
                "disc": "M-11 0A11 11 0 1 0 11 0A11 11 0 1 0 -11 0Z",
                "hues": SIDE_HUES,
                "independent": INDEPENDENT_HUE,
                "paper": theme.paper,
                "ink": theme.ink,
            }
        )


@cache
def assets_version() -> str:
    """A short hash of what the map's frame fetches, so that browsers may keep it for good."""
    digest = hashlib.sha256()
    served = (_HERE / "assets", _HERE / "data" / "basemap", Path(leaflet.BASE_DIR))
    for file in sorted(file for folder in served for file in folder.glob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def show_map(view: View, height: int) -> None:
    """Draw the map, `height` pixels high; a click on a place selects it."""
    theme = THEMES[st.context.theme.type or "light"]
    group = folium.FeatureGroup(name="places")
    data = place_features(view, selected()) | {"view": view.key}
    group.add_child(_Places(data, theme))
    key = f"map_{height}_{theme.name}"
    st_folium(
        BaseMap(view.package, theme),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=group,
        on_change=lambda: _take_click(st.session_state.get(key) or {}),
    )


def _take_click(answer: dict[str, Any]) -> None:
    """Select the place that was clicked. The answer is sticky: only a changed count is a new click."""
    count = answer.get("last_object_clicked_count")
    if count == st.session_state.get("_map_clicks"):
        return
    st.session_state["_map_clicks"] = count
    drawing = answer.get("last_active_drawing") or {}
    place = drawing.get("properties", {}).get("id")
    if isinstance(place, str):
        select(Selection("place", place))
