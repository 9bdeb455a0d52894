"""The way out: what a screen shows as files, pictures, references and addresses to link, embed or subscribe to."""

from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

from components.text import html
from data.view import View
from exports.citation import citation
from exports.formats import Format
from exports.registry import FORMATS

# What each page offers first: the picture that is previewed, and the groups of files that fit it.
_PICTURES = {"situation": "map", "map": "map", "timeline": "timeline", "claims": "numbers"}
_GROUPS = {
    "situation": ("Briefing", "Pictures", "Tables"),
    "map": ("Pictures", "Maps", "Tables"),
    "timeline": ("Pictures", "Calendar", "Tables"),
    "claims": ("Pictures", "Tables", "JSON"),
    "sources": ("References", "Tables"),
}
EMBEDDED = ("map", "timeline")
PREVIEW = {"width": "640", "height": "360"}


def show_export_panel(view: View, page: str) -> None:
    """Draw the panel behind a button."""
    with st.popover("Export", icon=":material/download:"):
        st.html(export_html(view, page, st.context.theme.type or "light"))
        address = _address(st.context.url or "", page)
        st.caption("Link to this view")
        st.code(f"{address}?{_query(view)}" if _query(view) else address, language=None)
        if page in EMBEDDED:
            st.caption("Embed it alone")
            st.code(f"{address}?{_query(view, embed='1')}", language=None)
        st.caption("Cite this view")
        st.code(citation(view, address), language=None, wrap_lines=True)


def export_html(view: View, page: str, theme: str) -> str:
    """The links to every file that fits a page, the rest behind a switch, under a preview of its picture."""
    fitting = _GROUPS.get(page, ("Tables",))
    first = sorted((one for one in FORMATS.values() if one.group in fitting), key=lambda one: fitting.index(one.group))
    rest = [one for one in FORMATS.values() if one.group not in fitting]
    return (
        f"{_preview(view, page, theme)}{_lists(view, first, theme)}"
        f"<details><summary>All other formats</summary>{_lists(view, rest, theme)}</details>"
        f'<p><a href="export?{html(_query(view))}" target="_blank">All formats and their parameters</a></p>'
    )


def _preview(view: View, page: str, theme: str) -> str:
    path = f"{_PICTURES.get(page)}.png"
    if path not in FORMATS or view.is_empty:
        return ""
    address = f"export/{path}?{_query(view, theme=theme, **PREVIEW)}"
    return f'<img src="{html(address)}" alt="Preview of the picture" loading="lazy" class="export-preview">'


def _lists(view: View, formats: Iterable[Format], theme: str) -> str:
    return "".join(
        f"<h4>{html(group)}</h4><ul>{''.join(_item(view, one, theme) for one in members)}</ul>"
        for group, members in groupby(formats, key=lambda one: one.group)
    )


def _item(view: View, one: Format, theme: str) -> str:
    if view.is_empty and not one.empty:
        return f"<li>{html(one.title)}: nothing to draw</li>"
    query = _query(view, theme=theme) if one.group == "Pictures" else _query(view)
    return f'<li><a href="{html(f"export/{one.path}?{query}")}" target="_blank">{html(one.title)}</a></li>'


def _query(view: View, **more: str) -> str:
    return urlencode(view.filters.to_query() | more, doseq=True)


def _address(url: str, page: str) -> str:
    """The address of a page without its query."""
    bare = url.partition("?")[0].rstrip("/")
    return bare if bare.endswith(f"/{page}") or page == "situation" else f"{bare}/{page}"
