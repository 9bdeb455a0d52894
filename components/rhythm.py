"""The rhythm of events: how many a month, by side or by kind, and the way from a month to a filter."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.filter_panel import set_filters
from components.timeline import LABELS_WIDTH
from data.dates import in_words
from data.describe import counted
from data.models import EventKind, Side
from data.rhythm import By, rhythm
from data.view import View
from style import INDEPENDENT_HUE, KINDS, SIDE_HUES, SIDES

KEY = "rhythm"
HEIGHT = 150
ROW_HEIGHT = 18
# Beyond this many months a number in each cell could not be read.
MOST_NUMBERED = 60

# Sides differ in more than colour.
_HATCHES: dict[str, str] = {Side.PARTNERS: "", Side.ALLIES: "/", Side.UKRAINE: "x", Side.OTHER: ".", "none": "-"}


@lru_cache(maxsize=64)
def rhythm_figure(view: View, by: By) -> go.Figure:
    """Events by month: stacked bars by side, or a table of shades with numbers by kind.

    The `customdata` of each bar or cell holds the month as 2023-09.
    """
    table = rhythm(view, by)
    figure = go.Figure(_bars(table) if by == "side" else _cells(table))
    figure.update_layout(
        height=HEIGHT if by == "side" else 60 + ROW_HEIGHT * max(len(table.columns), 2),
        barmode="stack",
        bargap=0.15,
        margin={"l": LABELS_WIDTH, "r": 8, "t": 24, "b": 24, "autoexpand": False},
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
        meta=view.key,
        xaxis={"type": "date", "automargin": False},
        yaxis={"automargin": False, "fixedrange": True},
    )
    return figure


def _bars(table: pd.DataFrame) -> list[go.Bar]:
    names = {str(side): label for side, label in SIDES.items()} | {"none": "Independent bodies"}
    hues = {str(side): colour for side, colour in SIDE_HUES.items()} | {"none": INDEPENDENT_HUE}
    return [
        go.Bar(
            x=table.index,
            y=table[side],
            width=24 * 3600 * 1000 * 26,
            xperiodalignment="middle",
            name=names[side],
            marker={
                "color": hues[side],
                "pattern": {
                    "shape": pattern,
                    "fillmode": "overlay",
                    "fgcolor": "#ffffff",
                    "fgopacity": 0.5,
                    "size": 5,
                },
            },
            customdata=[[f"{month:%Y-%m}"] for month in table.index],
            hovertemplate=f"%{{y}}: {names[side]}, %{{customdata[0]}}<extra></extra>",
        )
        # Hatches, so that sides differ in more than colour.
        for side, pattern in (
            (Side.PARTNERS, ""),
            (Side.ALLIES, "/"),
            (Side.UKRAINE, "x"),
            (Side.OTHER, "."),
            ("none", "-"),
        )
        if side in table
    ]


def _cells(table: pd.DataFrame) -> list[go.Heatmap]:
    kinds = [kind for kind in KINDS if kind in table]
    counts = table[kinds].T if kinds else table
    return [
        go.Heatmap(
            x=table.index,
            y=[KINDS[EventKind(kind)].label for kind in kinds][::-1] if kinds else [],
            z=counts.to_numpy()[::-1] if kinds else [],
            text=counts.where(counts > 0, "").to_numpy()[::-1] if kinds and len(table) <= MOST_NUMBERED else None,
            texttemplate="%{text}" if len(table) <= MOST_NUMBERED else None,
            customdata=[[[f"{month:%Y-%m}", str(kind)] for month in table.index] for kind in kinds[::-1]],
            colorscale=[[0, "rgba(128,128,128,0.06)"], [1, "#0072B2"]],
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate="%{z}: %{y}, %{customdata[0]}<extra></extra>",
        )
    ]


def rhythm_alt(view: View) -> str:
    """What the chart shows, for those who cannot see it."""
    table = rhythm(view, "side")
    if table.empty:
        return "Events by month: none in view."
    totals = table.sum(axis="columns")
    span = in_words(f"{table.index[0]:%Y-%m}/{table.index[-1]:%Y-%m}")
    return (
        f"Events by month, {span}: {counted(int(totals.sum()), 'event')}; "
        f"most in {in_words(f'{totals.idxmax():%Y-%m}')} ({int(totals.max())})."
    )


def show_rhythm(view: View, by: By) -> None:
    """Draw the chart; a click on a month makes it the filter."""
    st.plotly_chart(
        rhythm_figure(view, by),
        key=KEY,
        on_select=lambda: _take(view),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=rhythm_alt(view),
    )


def _take(view: View) -> None:
    points = st.session_state[KEY]["selection"]["points"]
    if points:
        month = pd.Period(points[0]["customdata"][0])
        set_filters(replace(view.filters, start=month.start_time.date(), end=month.end_time.date()))
