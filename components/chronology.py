"""The chronology: the events of a view as a list to read or print, grouped by month."""

from collections.abc import Hashable, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from components.legend import mark_image
from components.paging import of_page, page_asked, show_pages
from components.selection import PARAMETER
from components.text import html, link
from data.dates import in_words
from data.describe import listed
from data.view import View
from style import KINDS, STATUSES, hue

PER_PAGE = 100
MOST_SOURCES = 4


def chronology_html(view: View, ids: tuple[str, ...]) -> str:
    """The events with these ids, in this order, as HTML: a heading for each month, an entry for each event.

    A title is a link to the same page with the event selected.
    """
    events = view["events"].set_index("id").loc[list(ids)].reset_index()
    sources = _sources(view, ids)
    parts = []
    for month, rows in groupby(events.to_dict("records"), key=lambda row: f"{row['first']:%Y-%m}"):
        lines = "".join(_entry(view, row, sources.get(row["id"], "")) for row in rows)
        parts.append(f"<h3>{html(in_words(month))}</h3><ul>{lines}</ul>")
    return f'<div class="chronology">{"".join(parts)}</div>'


def _entry(view: View, row: Mapping[Hashable, Any], sources: str) -> str:
    side = row["side"] if isinstance(row["side"], str) else None
    kind = KINDS[row["kind"]]
    symbol = mark_image(kind, row["status"], hue(side), f"{kind.label}, {STATUSES[row['status']]}")
    query = view.filters.to_query() | {"view": ["list"], PARAMETER: [f"event:{row['id']}"]}
    address = f"?{urlencode(query, doseq=True)}"
    return (
        f"<li>{symbol} <strong>{html(in_words(row['date']))}</strong> "
        f'<a href="{html(address)}" target="_self">{html(row["title"])}</a>, '
        f"{html(view.place_names[row['place']])}: {html(row['summary'])} <small>{sources}</small></li>"
    )


def _sources(view: View, ids: tuple[str, ...]) -> dict[str, str]:
    """For each event, its sources as links."""
    links = view["event_sources"]
    links = links[links["event"].isin(ids)].merge(view["sources"], left_on="source", right_on="id")
    found: dict[str, list[str]] = {}
    for row in links.sort_values("published_last").to_dict("records"):
        found.setdefault(str(row["event"]), []).append(link(row["publisher"], row["url"]))
    return {event: listed(one, most=MOST_SOURCES) for event, one in found.items()}


def show_chronology(view: View) -> None:
    """Draw the list, page by page."""
    ids = tuple(view["events"].sort_values(["first", "id"])["id"])
    if not ids:
        st.info("No events in view.")
        return
    page = page_asked(len(ids), PER_PAGE)
    st.html(chronology_html(view, tuple(of_page(ids, page, PER_PAGE))))
    show_pages(len(ids), page, PER_PAGE)
