"""How the standing of a question moved: the rung of each answer over time, as steps."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from data.dates import day_in_words
from data.models import Answer
from data.standing import RUNGS, Standing
from data.view import View
from style import ANSWER_HUES, ANSWERS

HEIGHT = 250
RUNG_NAMES = ("0 nobody", "1 one party", "2 one side", "3 several sides", "4 evidence", "5 acknowledged")
_LEAD = timedelta(days=30)


def standing_figure(view: View, question: str) -> go.Figure:
    """The rung of yes and of no over time, up to the day of the view; the last headline is written at the end.

    A step stands on the day on which the rung changed. The two lines differ in hue, in dash and in their marks.
    """
    line = view.standing_lines[question]
    figure = go.Figure([_steps(line, answer, view.as_of) for answer in (Answer.YES, Answer.NO)])
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 118, "r": 12, "t": 30, "b": 36},
        legend={"orientation": "h", "y": 1.16, "x": 0},
        hovermode="x unified",
        dragmode=False,
        meta=f"{view.key} {question}",
        yaxis={"range": [-0.3, 5.3], "tickvals": list(range(6)), "ticktext": list(RUNG_NAMES), "fixedrange": True},
        xaxis={"type": "date", "fixedrange": True},
    )
    return figure


def _steps(line: Sequence[Standing], answer: Answer, until: date) -> go.Scatter:
    rungs = [getattr(standing, answer).rung for standing in line]
    days = [standing.day for standing in line]
    begin = (days[0] if days else until) - _LEAD
    yes = answer is Answer.YES
    return go.Scatter(
        x=[begin, *days, until],
        y=[0, *rungs, rungs[-1] if rungs else 0],
        mode="lines+markers",
        name=f"{ANSWERS[answer]} {answer}",
        line={
            "shape": "hv",
            "width": 3 if yes else 2,
            "dash": "solid" if yes else "dash",
            "color": ANSWER_HUES[answer],
        },
        marker={"symbol": "triangle-up" if yes else "triangle-down", "size": 9},
        hovertemplate="%{y}",
    )


def standing_steps(view: View, question: str) -> pd.DataFrame:
    """The table twin of the figure: a row per change with its day, the headline, and how each answer stood."""
    return pd.DataFrame(
        [
            {
                "Day": standing.day.isoformat(),
                "Standing": standing.headline,
                "Yes": f"{standing.yes.rung}: {RUNGS[standing.yes.rung]}",
                "No": f"{standing.no.rung}: {RUNGS[standing.no.rung]}",
            }
            for standing in view.standing_lines[question]
        ],
        columns=["Day", "Standing", "Yes", "No"],
    )


def standing_alt(view: View, question: str) -> str:
    """What the figure shows, for those who cannot see it."""
    line = view.standing_lines[question]
    if not line:
        return f"Standing over time: unreported until {day_in_words(view.as_of)}."
    steps = "; ".join(
        f"{day_in_words(one.day)} {one.headline}, yes at {one.yes.rung}, no at {one.no.rung}" for one in line
    )
    return f"Standing over time, rungs from 0 to 5: {steps}."


def show_standing_line(view: View, question: str) -> None:
    """Draw the steps, and the same as a table behind a switch."""
    st.plotly_chart(
        standing_figure(view, question),
        key="standing_line",
        config={"displayModeBar": False},
        alt=standing_alt(view, question),
    )
    steps = standing_steps(view, question)
    with st.expander(f"The same as a table: {len(steps)} changes", icon=":material/table:"):
        st.dataframe(steps, hide_index=True, key="standing_steps", alt=standing_alt(view, question))
