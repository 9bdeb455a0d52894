"""What a screen says about itself: faults of the record, what the URL asked in vain, emptiness, and the footer."""

from collections.abc import Sequence

import streamlit as st

from components.address import notices
from components.filter_panel import set_filters
from components.markdown import plain
from data.dates import day_in_words
from data.describe import counted, ways_back
from data.filters import Filters
from data.record import Record
from data.tables import Fault
from data.view import View

MOST_FAULTS = 5
_PARTS = {
    "actors": "the actors",
    "sides": "the sides",
    "kinds": "the kinds",
    "statuses": "the status",
    "places": "the places",
    "start": "the first day",
    "end": "the last day",
    "as_of": "“known as of”",
    "text": "the search",
    "stances": "the stance",
    "evidence": "the evidence",
    "questions": "the questions",
    "topics": "the topics",
    "events": "the events that claims are about",
    "years": "the years of claims",
}


def show_faults(faults: Sequence[Fault], kept: bool) -> None:
    """Say that the files of the record are faulty, and whether the last good record is still on screen."""
    # Always there, filled or not: otherwise all below would move on by one, and the map be drawn anew.
    place = st.container()
    if not faults:
        return
    head = "The record on disk is faulty. What you see is the last good one." if kept else "The record cannot be read."
    lines = [f"- {plain(str(fault))}" for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        lines.append(f"- and {len(faults) - MOST_FAULTS} more: run `make check` to list them")
    place.error("\n".join([head, "", *lines]))


def show_notices() -> None:
    """Say what the URL asked for and could not have."""
    place = st.container()
    for problem in notices():
        place.warning(plain(f"The address asks for something that is not there. {problem}. This part is ignored."))


def show_empty(filters: Filters, record: Record) -> None:
    """Say that nothing is in view, and offer what would bring something back."""
    st.info("Nothing in the record matches this filter.")
    back = ways_back(filters, record)
    for part, view in back:
        found = f"{counted(len(view['events']), 'event')}, {counted(len(view['claims']), 'claim')}"
        st.button(
            f"Drop {_PARTS[part]} ({found})", key=f"drop_{part}", on_click=set_filters, args=[filters.without(part)]
        )
    if not back:
        st.button("Reset all filters", key="drop_all", on_click=set_filters, args=[Filters()])


def show_footer(view: View) -> None:
    """Record, version, day of knowledge, and licence."""
    licences = ", ".join(licence.get("title", licence["name"]) for licence in view.package.licenses)
    st.divider()
    st.caption(
        plain(
            f"{view.package.title} · record version {view.version} · as known on {day_in_words(view.as_of)}"
            + (f" · {licences}" if licences else "")
        )
    )
