"""The figures at the head of the situation page."""

import streamlit as st

from components.text import html
from data.standing import Word
from data.view import View

_IN_DISPUTE = frozenset({Word.CONTESTED, Word.EVIDENCED_DENIED})


def key_figures(view: View) -> dict[str, int]:
    """What is in view, counted, by label."""
    standings = view.standings
    return {
        "Events": len(view["events"]),
        "Claims": len(view["claims"]),
        "Questions touched": len(view["questions"]),
        "of them in dispute": sum(standings[question].word in _IN_DISPUTE for question in view["questions"]["id"]),
        "Sources": len(view["sources"]),
    }


def key_figures_html(view: View) -> str:
    """The figures as one list; a single element, since each one of Streamlit's own costs a round of drawing."""
    pairs = (f"<div>{html(label)}<strong>{figure:,}</strong></div>" for label, figure in key_figures(view).items())
    return f'<div class="figures">{"".join(pairs)}</div>'


def show_key_figures(view: View) -> None:
    """Draw the figures in a row."""
    st.html(key_figures_html(view))
