"""What hue, shape and fill mean, for the map and the timeline alike."""

from base64 import b64encode
from collections.abc import Iterable

import streamlit as st

from components.text import html
from data.models import EventKind, Status
from style import INDEPENDENT_HUE, KINDS, SIDE_HUES, SIDES, STANCES, THEMES, Mark

_DISC = KINDS[EventKind.VISIT].path


def legend_html(ink: str) -> str:
    """The legend as HTML: hues and fills in a line each, shapes behind a switch; `ink` draws what has no hue."""
    hues = [_item(_DISC, SIDE_HUES[side], label) for side, label in SIDES.items()]
    hues.append(_item(_DISC, INDEPENDENT_HUE, "Independent bodies"))
    fills = [
        _item(_DISC, ink, "occurred"),
        _item(_DISC, "none", "alleged", f'stroke="{ink}"'),
        _item(_DISC, "none", "planned", f'stroke="{ink}" stroke-dasharray="4 3"'),
        _item(f"{_DISC}M-11 -11L11 11M-11 11L11 -11", "none", "failed", f'stroke="{ink}"'),
    ]
    return (
        f'<div class="legend"><p>{"".join(hues)}</p><p>{"".join(fills)}</p>'
        f"<details><summary>Shapes</summary><p>Events: {_shapes(KINDS.values(), ink)}</p>"
        f"<p>Claims: {_shapes(STANCES.values(), ink)}</p></details></div>"
    )


def _shapes(marks: Iterable[Mark], ink: str) -> str:
    return "".join(_item(mark.path, ink, mark.label) for mark in marks)


def mark_image(mark: Mark, status: str, colour: str, label: str) -> str:
    """The symbol of an event as an image with an alternative text: shape by kind, fill by status."""
    hollow = status in (Status.ALLEGED, Status.PLANNED)
    cross = "M-11 -11L11 11M-11 11L11 -11" if status == Status.FAILED else ""
    dash = ' stroke-dasharray="4 3"' if status == Status.PLANNED else ""
    return _image(mark.path + cross, "none" if hollow else colour, f'stroke="{colour}"{dash}', label)


def _item(path: str, fill: str, label: str, more: str = "") -> str:
    return f'<span class="legend-item">{_image(path, fill, more)} {html(label)}</span>'


def _image(path: str, fill: str, more: str, label: str = "") -> str:
    # Streamlit takes SVG out of HTML, but not out of an image.
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="-12 -12 24 24">'
        f'<path d="{path}" fill="{fill}" stroke-width="3" {more}/></svg>'
    )
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img src="{source}" alt="{html(label)}" width="14" height="14">'


def show_legend() -> None:
    """Draw the legend."""
    st.html(legend_html(THEMES[st.context.theme.type or "light"].ink))
