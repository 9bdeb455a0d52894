"""Then and now: what was learned between two days."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from components.markdown import plain
from components.selection import Selection, select
from components.text import cut, html
from data.dates import day_in_words, in_words
from data.describe import counted
from data.knowledge import Learned, learned
from data.view import View

MOST_LISTED = 12
TEXT_LIMIT = 160


def learned_html(found: Learned, texts: dict[str, str]) -> str:
    """New events, new claims and changed standings as lists; `texts` are those of the questions."""
    standings = [
        f"{html(texts[new.question])} <strong>{html(old.headline)} → {html(new.headline)}</strong>"
        for old, new in found.standings
        if new.question in texts
    ]
    events = [f"{html(in_words(row['date']))}: {html(row['title'])}" for row in _latest(found.events)]
    claims = [f"{html(in_words(row['date']))}: {html(cut(row['text'], TEXT_LIMIT))}" for row in _latest(found.claims)]
    return (
        _list("Standings that changed", standings, len(standings))
        + _list("New events", events, len(found.events))
        + _list("New claims", claims, len(found.claims))
    )


def _latest(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return frame.sort_values(["known", "id"])[::-1][:MOST_LISTED].to_dict("records")


def _list(title: str, items: list[str], count: int) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items[:MOST_LISTED])
    more = f"<p>and {count - MOST_LISTED:,} more</p>" if count > MOST_LISTED else ""
    return f"<h4>{html(title)}: {count:,}</h4><ul>{lines}</ul>{more}"


def show_recent(view: View) -> None:
    """What became known in the 30 and 90 days up to the end of the period, or to the day of the view."""
    day = min(view.filters.end or view.as_of, view.as_of)
    then = view.asking(replace(view.filters, as_of=day))
    for column, days in zip(st.columns(2), (30, 90), strict=True):
        found = learned(then, day - timedelta(days=days))
        head = (
            f"{days} days to {day_in_words(day)}: {counted(len(found.events), 'new event')}, "
            f"{counted(len(found.claims), 'new claim')}, {counted(len(found.standings), 'changed standing')}"
        )
        with column.expander(plain(head)):
            st.html(learned_html(found, _texts(view)))


def show_then_and_now(view: View, today: View) -> None:
    """What was learned after the past day of a view; `today` is the same filter as known today."""
    found = learned(today, view.as_of)
    head = (
        f"Then and now: what {day_in_words(view.as_of)} did not know: {counted(len(found.events), 'event')}, "
        f"{counted(len(found.claims), 'claim')}, {counted(len(found.standings), 'changed standing')}"
    )
    with st.expander(plain(head), icon=":material/history:"):
        st.html(learned_html(found, _texts(today)))
        for row in _latest(found.events):
            st.button(
                plain(f"Open: {cut(row['title'], 80)}"),
                key=f"learned_{row['id']}",
                type="tertiary",
                on_click=select,
                args=[Selection("event", row["id"])],
            )


def _texts(view: View) -> dict[str, str]:
    return dict(zip(view["questions"]["id"], view["questions"]["text"], strict=True))
