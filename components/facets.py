"""Facets: what a table can be narrowed by, each value with the number of rows it would leave, as toggles."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from components.address import ask
from components.filter_panel import set_filters
from components.markdown import plain
from components.text import cut
from data.describe import spaced
from data.facets import STANDING, Count
from data.models import Side
from data.standing import Word
from data.view import View
from style import SIDES, WORDS

LABELS = {
    STANDING: "Standing",
    "topics": "Topic",
    "actors": "Party or claimant",
    "sides": "Side",
    "stances": "Stance",
    "evidence": "Evidence",
    "years": "Year",
}
# Of a facet with more values than this the most frequent show; the filter on the left has the rest.
MOST_VALUES = 20
NAME_LIMIT = 50


def value_name(view: View, facet: str, value: str) -> str:
    """A value of a facet as a reader knows it."""
    if facet == STANDING:
        return f"{WORDS[Word(value)]} {value}"
    if facet == "actors":
        return cut(view.actor_names.get(value, value), NAME_LIMIT)
    return SIDES[Side(value)] if facet == "sides" and value in SIDES else spaced(value)


def offered(counts: Sequence[Count], chosen: Sequence[str]) -> list[Count]:
    """The values of a facet to offer: the most frequent ones and all that are chosen."""
    return [count for place, count in enumerate(counts) if place < MOST_VALUES or count.value in chosen]


def show_facets(view: View, facets: Mapping[str, Sequence[Count]], words: Sequence[str] = ()) -> None:
    """Draw a menu of toggles for each facet; `words` are the standings chosen, which are no part of the filter."""
    with st.container(horizontal=True, gap="small", key="facets"):
        for facet, counts in facets.items():
            chosen = list(words) if facet == STANDING else list(getattr(view.filters, facet))
            label = LABELS[facet] + (f" ({len(chosen)})" if chosen else "")
            with st.popover(label, key=f"facet_menu_{facet}", type="primary" if chosen else "secondary"):
                _show_values(view, facet, offered(counts, chosen), chosen)
                if len(counts) > MOST_VALUES:
                    st.caption(f"The {MOST_VALUES} most frequent of {len(counts)}. The filter has them all.")


def _show_values(view: View, facet: str, counts: Sequence[Count], chosen: Sequence[str]) -> None:
    if not counts:
        st.caption("Nothing to choose from.")
        return
    labels = {count.value: plain(f"{value_name(view, facet, count.value)} · {count.count:,}") for count in counts}
    key = _key_for(facet, labels.values(), chosen)
    st.pills(
        LABELS[facet],
        list(labels),
        selection_mode="multi",
        default=[value for value in chosen if value in labels],
        format_func=lambda value: labels[value],
        key=key,
        on_change=lambda: _take(view, facet, st.session_state[key]),
    )


def _key_for(facet: str, labels: Iterable[str], chosen: Sequence[str]) -> str:
    """The key of the toggles that read so: those on screen, or new ones if these have others chosen.

    A browser tells what is chosen by what the toggles read, and it keeps what was chosen in a closed menu whatever the
    server sets. Only new toggles can be told what is chosen.
    """
    name = f"facet_{facet}_{hashlib.sha256(repr(list(labels)).encode()).hexdigest()[:8]}"
    number = st.session_state.get(f"_{name}", 0)
    on_screen = st.session_state.get(f"{name}_{number}")
    if on_screen is not None and set(on_screen) != set(chosen):
        number += 1
        st.session_state[f"_{name}"] = number
    return f"{name}_{number}"


def _take(view: View, facet: str, values: Sequence[str]) -> None:
    if facet == STANDING:
        ask(standing=values)
    else:
        set_filters(view.filters.having(facet, values))
