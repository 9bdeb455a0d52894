"""The stretch of time that a timeline shows: presets, and the way from it to a filter."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from components.address import ask, map_parameter
from components.filter_panel import set_filters
from components.markdown import plain
from components.timeline import window_of
from components.timeline_marks import Window
from data.dates import in_words
from data.filters import Filters
from data.period import period_of
from data.view import View

PARAMETER = "window"
_RANGE = "window_range"
PRESETS = {"1 month": 1, "3 months": 3, "1 year": 12}


def asked_window(view: View) -> Window | None:
    """The window that the URL asks for; None where it asks for none, or for one that holds nothing of the view."""
    text = map_parameter(PARAMETER)
    if not text:
        return None
    try:
        first, last = (date.fromisoformat(end) for end in text.split("/"))
    except ValueError:
        st.warning(plain(f"window: {text[:60]} is not a stretch of time - write 2023-09-01/2023-10-31"))
        return None
    low, high = window_of(view)
    window = pd.Timestamp(first), pd.Timestamp(last)
    return window if first < last and window[0] <= high and window[1] >= low else None


def preset_window(view: View, months: int) -> str:
    """The last so many months of the view's period, as the URL writes it."""
    period = period_of(view)
    last = pd.Timestamp(period[1] if period else view.as_of)
    return f"{(last - pd.DateOffset(months=months)).date()}/{last.date()}"


def show_window(view: View) -> Window | None:
    """Draw the presets and return the window that shows."""
    window = asked_window(view)
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, months in PRESETS.items():
            st.button(label, on_click=_show, args=[preset_window(view, months)])
        st.button("All", on_click=_show, args=[None], disabled=window is None)
        if window is not None:
            start, end = (moment.date() for moment in window)
            st.caption(plain(f"Shown: {in_words(f'{start}/{end}')}"))
            wanted = replace(view.filters, start=start, end=end)
            st.button("Use this range as the filter", on_click=_use, args=[wanted], type="primary")
    return window


def show_range(view: View, window: Window | None) -> None:
    """Draw a slider over the whole of the view, whose two ends say what the timeline shows."""
    low, high = (moment.date() for moment in window_of(view))
    start, end = (moment.date() for moment in window) if window else (low, high)
    st.session_state[_RANGE] = (max(low, start), min(high, end))
    st.slider("Shown on the timeline", low, high, key=_RANGE, format="YYYY-MM-DD", on_change=_take_range)


def _take_range() -> None:
    start, end = st.session_state[_RANGE]
    if start < end:
        _show(f"{start}/{end}")


def _show(window: str | None) -> None:
    ask(window=window)


def _use(wanted: Filters) -> None:
    ask(window=None)
    set_filters(wanted)
