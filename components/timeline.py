"""The timeline: events in lanes by kind, claims on a lane of their own."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.selection import Selection, select, selected
from components.text import cut
from data.dates import in_words
from data.describe import counted
from data.models import EventKind
from data.view import View
from style import KINDS, STANCES, STATUSES, hue

CLAIMS_LANE = "Claims"
LANE_HEIGHT = 26
# Plotly's toolbar lies over the figure; a mark under it could not be clicked.
TOOLBAR_HEIGHT = 32
TITLE_LIMIT = 120

_ONE_DAY = pd.Timedelta(days=1)


@lru_cache(maxsize=64)
def timeline_figure(view: View, chosen: Selection | None = None, with_claims: bool = True) -> go.Figure:
    """Events over time, and claims on a lane of their own where these are asked for.

    Days are marks, spans are bars, inexact dates are pale bars; hue is the side, shape the kind or stance, fill the
    status. The `customdata` of each mark and bar holds the selection that a click on it makes.
    """
    events, claims = _events(view), _claims(view)
    claims = claims if with_claims else claims[:0]
    lanes = [mark.label for kind, mark in KINDS.items() if (events["kind"] == kind).any()]
    lanes += [CLAIMS_LANE] if len(claims) else []
    marks = pd.concat([events, claims], ignore_index=True)
    figure = go.Figure([*_spans(events), *_marks(marks), *_failures(events), *_ring(marks, chosen)])
    figure.update_layout(
        height=TOOLBAR_HEIGHT + 52 + LANE_HEIGHT * max(len(lanes), 1),
        # Margins that Plotly works out by itself cost a second drawing of the whole figure.
        margin={"l": 140, "r": 8, "t": TOOLBAR_HEIGHT, "b": 40, "autoexpand": False},
        showlegend=False,
        hoverlabel={"align": "left"},
        clickmode="event+select",
        dragmode="pan",
        uirevision=view.version,
        meta=view.key,
        yaxis={
            "categoryorder": "array",
            "categoryarray": lanes[::-1],
            "range": [-0.6, max(len(lanes), 1) - 0.4],
            "automargin": False,
            "fixedrange": True,
        },
        xaxis={"type": "date", "automargin": False},
    )
    return figure


def _events(view: View) -> pd.DataFrame:
    events = view["events"]
    labels = {kind: mark.label for kind, mark in KINDS.items()}
    symbols = {kind: mark.symbol for kind, mark in KINDS.items()}
    open_mark = events["status"].map({"alleged": "-open", "planned": "-open-dot"}).fillna("")
    return events.assign(
        lane=events["kind"].map(labels),
        symbol=events["kind"].map(symbols) + open_mark,
        select="event:" + events["id"],
        hover=[
            _hover(row["title"], row["date"], view.place_names[row["place"]], STATUSES[row["status"]])
            for row in events[["title", "date", "place", "status"]].to_dict("records")
        ],
    )


def _claims(view: View) -> pd.DataFrame:
    claims = view["claims"]
    actors = view["claim_actors"]
    who = actors["actor"].map(view.actor_names).groupby(actors["claim"]).agg(", ".join)
    sides = view["actors"].set_index("id")["side"]
    side = actors["actor"].map(sides).groupby(actors["claim"]).first()
    return claims.assign(
        lane=CLAIMS_LANE,
        side=claims["id"].map(side),
        symbol=claims["stance"].map({stance: mark.symbol for stance, mark in STANCES.items()}),
        select="claim:" + claims["id"],
        hover=[
            _hover(row["text"], row["date"], row["who"], row["stance"])
            for row in claims.assign(who=claims["id"].map(who))[["text", "date", "who", "stance"]].to_dict("records")
        ],
    )


def _hover(title: str, date: str, *more: str) -> str:
    # Plotly reads a few tags in hover texts; escaped text shows as itself.
    lines = [f"<b>{_escaped(cut(title, TITLE_LIMIT))}</b>", _escaped(in_words(date)), *map(_escaped, more)]
    return "<br>".join(lines)


def _escaped(text: str) -> str:
    # Plotly does not know the entity of a quotation mark, which means nothing to it as it stands.
    return escape(text, quote=False)


def _spans(events: pd.DataFrame) -> Iterable[go.Bar]:
    """A bar for each event longer than a day; pale where the date is not exact."""
    long = events[events["last"] > events["first"]]
    if long.empty:
        return
    yield go.Bar(
        base=long["first"],
        x=(long["last"] - long["first"] + _ONE_DAY).dt.as_unit("ms").astype("int64"),
        y=long["lane"],
        orientation="h",
        width=0.34,
        marker={
            "color": _hues(long),
            "opacity": [0.55 if exact else 0.22 for exact in long["exact"]],
        },
        text=long["hover"],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        customdata=long[["select"]],
    )


def _hues(rows: pd.DataFrame) -> list[str]:
    return [hue(side if isinstance(side, str) else None) for side in rows["side"]]


def _marks(rows: pd.DataFrame) -> Iterable[go.Scatter]:
    if rows.empty:
        return
    colours = _hues(rows)
    yield go.Scatter(
        x=rows["first"] + (rows["last"] - rows["first"]) / 2,
        y=rows["lane"],
        mode="markers",
        marker={
            "symbol": rows["symbol"],
            "color": colours,
            "size": 10,
            "line": {"width": 1.2, "color": colours},
        },
        opacity=0.85,
        text=rows["hover"],
        hovertemplate="%{text}<extra></extra>",
        customdata=rows[["select"]],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.85}},
    )


def _failures(events: pd.DataFrame) -> Iterable[go.Scatter]:
    """A cross over what failed."""
    failed = events[events["status"] == "failed"]
    if not failed.empty:
        yield go.Scatter(
            x=failed["first"] + (failed["last"] - failed["first"]) / 2,
            y=failed["lane"],
            mode="markers",
            marker={"symbol": "x-thin-open", "size": 15, "color": "#808080", "line": {"width": 2}},
            hoverinfo="skip",
        )


def _ring(rows: pd.DataFrame, chosen: Selection | None) -> Iterable[go.Scatter]:
    """A ring round the selected event or claim, or round all events of the selected place."""
    if chosen is None:
        return
    ringed = rows[rows["place"] == chosen.id] if chosen.kind == "place" else rows[rows["select"] == str(chosen)]
    if not ringed.empty:
        yield go.Scatter(
            x=ringed["first"] + (ringed["last"] - ringed["first"]) / 2,
            y=ringed["lane"],
            mode="markers",
            marker={"symbol": "circle-open", "size": 20, "color": "#E69F00", "line": {"width": 3}},
            hoverinfo="skip",
        )


def timeline_alt(view: View, with_claims: bool = True) -> str:
    """What the timeline shows, for those who cannot see it."""
    events = view["events"]
    claims = f" and {counted(len(view['claims']), 'claim')}" if with_claims else ""
    if events.empty:
        return f"Timeline without events{claims}."
    most = events["kind"].value_counts()
    kinds = ", ".join(f"{count} {KINDS[EventKind(str(kind))].label.lower()}" for kind, count in most.head(4).items())
    span = in_words(f"{events['first'].min().date()}/{events['last'].max().date()}")
    return f"Timeline of {counted(len(events), 'event')}{claims}, {span}. Most frequent kinds: {kinds}."


def show_timeline(view: View, with_claims: bool = True) -> None:
    """Draw the timeline; a click on a mark selects its event or claim."""
    st.plotly_chart(
        timeline_figure(view, selected(), with_claims),
        key="timeline",
        on_select=_take_selection,
        selection_mode="points",
        config={"scrollZoom": False, "displaylogo": False},
        alt=timeline_alt(view, with_claims),
    )


def _take_selection() -> None:
    points = st.session_state["timeline"]["selection"]["points"]
    if points and points[0].get("customdata"):
        kind, _, row = str(points[0]["customdata"][0]).partition(":")
        select(Selection(kind, row))
