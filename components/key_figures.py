"""The figures at the head of the situation page."""

import streamlit as st

from components.text import html
from data.describe import period
from data.period import preceding
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
    """The figures as one list; a single element, since each one of Streamlit's own costs a round of drawing.

    Where both ends of the period are given, each figure says how it differs from the period of equal length before.
    """
    before = preceding(view)
    then = key_figures(before) if before else {}
    figures = "".join(
        f"<div>{html(label)}<strong>{figure:,}</strong>{_change(figure, then.get(label))}</div>"
        for label, figure in key_figures(view).items()
    )
    against = ""
    if before and before.filters.start and before.filters.end:
        against = f"<p>Changes are against {html(period(before.filters.start, before.filters.end))}.</p>"
    return f'<div class="figures">{figures}</div>{against}'


def _change(figure: int, before: int | None) -> str:
    if before is None:
        return ""
    sign = {1: "▲ +", -1: "▼ −", 0: "="}[(figure > before) - (figure < before)]
    return f"<small>{sign}{abs(figure - before):,}</small>"


def show_key_figures(view: View) -> None:
    """Draw the figures in a row."""
    st.html(key_figures_html(view))
