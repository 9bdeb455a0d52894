"""The figures at the head of the situation page."""

import streamlit as st

from data.standing import Word
from data.view import View


def key_figures(view: View) -> dict[str, int]:
    """What is in view, counted, by label."""
    standings = view.standings
    contested = [Word.CONTESTED, Word.EVIDENCED_DENIED]
    return {
        "Events": len(view["events"]),
        "Claims": len(view["claims"]),
        "Questions touched": len(view["questions"]),
        "of them in dispute": sum(standings[question].word in contested for question in view["questions"]["id"]),
        "Sources": len(view["sources"]),
    }


def show_key_figures(view: View) -> None:
    """Draw the figures in a row."""
    figures = key_figures(view)
    for column, (label, figure) in zip(st.columns(len(figures)), figures.items(), strict=True):
        column.metric(label, f"{figure:,}")
