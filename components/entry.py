"""The panel beside a screen: the full entry of what is selected, with ways on from it, or the latest events."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from components.entry_html import actor_html, claim_html, event_html, question_html, source_html
from components.filter_panel import set_filters
from components.markdown import plain
from components.selection import TABLES, Selection, select, selected
from components.text import cut, html
from data.actors import doings
from data.dates import day_in_words, in_words
from data.filters import Filters
from data.view import View

PANEL_HEIGHT = 780
MOST_LATEST = 8
MOST_EVENTS = 40
LABEL_LIMIT = 90

_ENTRIES: dict[str, Callable[[View, str], str]] = {
    "event": event_html,
    "claim": claim_html,
    "actor": actor_html,
    "question": question_html,
    "source": source_html,
}


def show_panel(whole: View, view: View) -> None:
    """Draw the entry of what is selected, or the latest events in view.

    `whole` is everything known on the day of the view, so that an entry is complete whatever the filter; `view` tells
    whether the filter shows it.
    """
    with st.container(border=True, height=PANEL_HEIGHT, key="panel"):
        chosen = selected()
        if chosen is None:
            _show_latest(view)
            return
        _show_ways(view, chosen)
        if not _holds(whole, chosen):
            st.info(f"The selected {chosen.kind} is not part of what was known on {day_in_words(whole.as_of)}.")
            if view.filters.as_of:
                st.button("Show it as known today", on_click=set_filters, args=[view.filters.without("as_of")])
            return
        if not _holds(view, chosen):
            st.caption(f"This {chosen.kind} is outside the present filter.")
            wide = Filters(as_of=view.filters.as_of)
            wide = wide if _holds(view.asking(wide), chosen) else replace(wide, background=True)
            st.button("Widen the filter to show it", on_click=set_filters, args=[wide])
        if chosen.kind == "place":
            _show_place(view, chosen.id)
            return
        st.html(_ENTRIES[chosen.kind](whole, chosen.id))
        _show_links(whole, chosen)
        if chosen.kind == "actor":
            _show_doings(view, chosen.id)


def _holds(view: View, chosen: Selection) -> bool:
    return bool((view[TABLES[chosen.kind]]["id"] == chosen.id).any())


def _show_ways(view: View, chosen: Selection) -> None:
    """The buttons that close the entry, and that go to the one before and after it by date, within the filter."""
    before, after = neighbours(view, chosen)
    with st.container(horizontal=True):
        st.button("Close", on_click=select, args=[None], key="close_entry", icon=":material/close:")
        if chosen.kind in ("event", "claim"):
            for label, icon, to in (("Previous", "chevron_left", before), ("Next", "chevron_right", after)):
                st.button(
                    label, key=f"go_{label}", icon=f":material/{icon}:", on_click=select, args=[to], disabled=to is None
                )


def neighbours(view: View, chosen: Selection) -> tuple[Selection | None, Selection | None]:
    """The events or claims in view just before and after one, by date and id; none for one that is not in view."""
    if chosen.kind not in ("event", "claim"):
        return None, None
    rows = view[TABLES[chosen.kind]].sort_values(["first", "id"])
    ids = list(rows["id"])
    if chosen.id not in ids:
        return None, None
    position = ids.index(chosen.id)
    around = [ids[position - 1] if position else None, ids[position + 1] if position + 1 < len(ids) else None]
    before, after = (Selection(chosen.kind, one) if one else None for one in around)
    return before, after


def links_of(whole: View, chosen: Selection) -> dict[str, dict[Selection, str]]:
    """What an entry leads to, by heading: selections with their names, in the order of the entry."""
    if chosen.kind == "event":
        return _event_links(whole, chosen.id)
    if chosen.kind == "claim":
        return _claim_links(whole, chosen.id)
    if chosen.kind == "source":
        return {
            "Its events": _named(whole, "event", _of(whole["event_sources"], "source", chosen.id)["event"]),
            "Its claims": _named(whole, "claim", _of(whole["claim_sources"], "source", chosen.id)["claim"]),
        }
    if chosen.kind == "question":
        answers = _of(whole["claim_answers"], "question", chosen.id)
        return {"Its claims": _named(whole, "claim", answers["claim"])}
    if chosen.kind == "actor":
        questions = doings(whole, chosen.id)["claim_answers"]["question"].drop_duplicates()
        return {"Its questions": _named(whole, "question", questions)}
    return {}


def _event_links(whole: View, event: str) -> dict[str, dict[Selection, str]]:
    main = whole["events"].loc[whole["events"]["id"] == event, "place"]
    further = _of(whole["event_places"], "event", event).sort_values("position")["place"]
    return {
        "Its actors": _named(whole, "actor", _of(whole["event_actors"], "event", event)["actor"]),
        "Its places": _named(whole, "place", [*main, *further]),
        "Its claims": _named(whole, "claim", _of(whole["claim_events"], "event", event)["claim"]),
        "Its sources": _named(whole, "source", _of(whole["event_sources"], "event", event)["source"]),
    }


def _claim_links(whole: View, claim: str) -> dict[str, dict[Selection, str]]:
    return {
        "Its claimants": _named(whole, "actor", _of(whole["claim_actors"], "claim", claim)["actor"]),
        "Its questions": _named(whole, "question", _of(whole["claim_answers"], "claim", claim)["question"]),
        "Its events": _named(whole, "event", _of(whole["claim_events"], "claim", claim)["event"]),
        "In reply to": _named(whole, "claim", _of(whole["claim_replies"], "claim", claim)["reply_to"]),
        "Its sources": _named(whole, "source", _of(whole["claim_sources"], "claim", claim)["source"]),
    }


def _named(whole: View, kind: str, ids: Iterable[str]) -> dict[Selection, str]:
    """Selections of a kind with their names, without those that the view does not hold."""
    wanted = list(dict.fromkeys(ids))
    table = whole[TABLES[kind]]
    rows = table[table["id"].isin(wanted)]
    column = {"event": "title", "claim": "text", "source": "title", "question": "text"}.get(kind, "name")
    names = dict(zip(rows["id"], rows[column], strict=True))
    return {Selection(kind, one): cut(names[one], LABEL_LIMIT) for one in wanted if one in names}


def _show_links(whole: View, chosen: Selection) -> None:
    for heading, names in links_of(whole, chosen).items():
        if names:
            key = f"links_{chosen}_{heading}"
            st.pills(
                heading,
                list(names),
                format_func=lambda one, names=names: plain(names[one]),  # type: ignore[misc]
                key=key,
                on_change=_follow,
                args=[key],
            )


def _follow(key: str) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        select(chosen)


def _show_doings(view: View, actor: str) -> None:
    events = doings(view, actor)["events"].sort_values(["first", "id"])
    st.html("<h4>Its events in view, newest first</h4>")
    if events.empty:
        st.caption("No event of the present filter has it among its actors.")
    _event_buttons(events[::-1])
    only = replace(view.filters, actors=(actor,))
    st.button("Narrow the dashboard to this actor", key="only_actor", on_click=set_filters, args=[only])


def _show_latest(view: View) -> None:
    st.html("<h3>Latest events in view</h3>")
    st.caption("Select a place, a mark or a row to read its entry here.")
    _event_buttons(view["events"].sort_values(["first", "id"]).tail(MOST_LATEST)[::-1])


def _show_place(view: View, place: str) -> None:
    st.html(f"<h3>{html(view.place_names[place])}</h3>")
    further = view["event_places"]
    here = view["events"]["place"].eq(place) | view["events"]["id"].isin(
        further.loc[further["place"] == place, "event"]
    )
    events = view["events"][here]
    if events.empty:
        st.caption("No event of the present filter touches this place.")
    _event_buttons(events.sort_values(["first", "id"]))


def _event_buttons(events: pd.DataFrame) -> None:
    """A button for each event, which opens its entry; of very many, for the first."""
    for row in events[:MOST_EVENTS].to_dict("records"):
        label = f"{in_words(row['date'])}: {cut(row['title'], LABEL_LIMIT)}"
        st.button(
            plain(label),
            key=f"open_{row['id']}",
            type="tertiary",
            on_click=select,
            args=[Selection("event", row["id"])],
        )
    if len(events) > MOST_EVENTS:
        st.caption(f"and {len(events) - MOST_EVENTS:,} more: narrow the filter to see them here.")


def _of(links: pd.DataFrame, column: str, row: str) -> pd.DataFrame:
    return links[links[column] == row]
