"""The timeline: events in lanes on both sides of a common axis, and claims on a lane of their own."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.address import ask
from components.lanes import BINS, MARK_SHARE, MOST_MARKS, Lane, LanesBy, crowded, heights, laned, levels
from components.selection import Selection, select, selected
from components.text import cut
from components.timeline_marks import (
    COUNTS,
    ONE_DAY,
    Window,
    claim_rows,
    counts,
    escaped,
    event_rows,
    failures,
    hover_text,
    marks,
    ring,
    spans,
)
from data.dates import in_words
from data.describe import counted
from data.milestones import milestones
from data.models import EventKind
from data.view import View
from style import KINDS, THEMES, Theme, hue

CLAIMS_LANE = "Claims"
LEVEL_HEIGHT = 15
LANE_GAP = 9
# Plotly's toolbar lies over the figure; a mark under it could not be clicked.
TOOLBAR_HEIGHT = 32
MILESTONES_HEIGHT = 66
LABEL_LIMIT = 24
LABELS_WIDTH = 155
MILESTONE_LIMIT = 28
MOST_MILESTONES = 6
MILESTONE_LEVELS = 3
MOST_BANDS = 40


@dataclass(frozen=True)
class TimelineOptions:
    """How a timeline is drawn. `window` limits what is shown to a first and a last day; `theme` names the colours."""

    by: LanesBy = LanesBy.KIND
    with_claims: bool = True
    with_bands: bool = False
    with_milestones: bool = False
    window: Window | None = None
    theme: str = "light"


@lru_cache(maxsize=64)
def timeline_figure(
    view: View, chosen: Selection | None = None, options: TimelineOptions = TimelineOptions()
) -> go.Figure:
    """Events over time, and claims on a lane of their own where these are asked for.

    Days are marks, spans are bars, inexact dates are pale bars with a whisker; hue is the side, shape the kind or
    stance, fill the status. Marks that would lie on each other stand on levels; where they are too
    many they are counted by bin. The `customdata` of each mark and bar holds the selection that a click on it makes.
    """
    window = options.window or window_of(view)
    events = _within(event_rows(view), window)
    lanes, rows = laned(view, events, options.by)
    if options.with_claims:
        claims = _within(claim_rows(view), window).assign(lane=CLAIMS_LANE)
        lanes = [*lanes, Lane(CLAIMS_LANE, CLAIMS_LANE)] if len(claims) else lanes
        rows = pd.concat([rows, claims])
    rows = rows.reset_index(drop=True)
    span = window[1] - window[0]
    rows["level"] = 0 if len(rows) > MOST_MARKS else levels(rows, span * MARK_SHARE)
    rows["counted"] = (len(rows) > MOST_MARKS) | crowded(rows)
    rows.loc[rows["counted"], "level"] = 0
    centres = _centres(lanes, heights(lanes, rows))
    rows["y"] = rows["lane"].map(centres.middles).astype(float) - rows["level"]
    single = rows[~rows["counted"]]
    traces = [*spans(single), *marks(single), *failures(single)]
    traces += [*counts(rows[rows["counted"]], window, centres.middles), *ring(rows, chosen)]
    figure = go.Figure(traces)
    named = shown_milestones(view, window).to_dict("records") if options.with_milestones else []
    _lay_out(figure, view, lanes, centres, window, options)
    figure.update_layout(
        shapes=list(_shapes(view, window, centres, options, named)),
        annotations=list(_notes(centres, named, THEMES[options.theme])),
    )
    return figure


def window_of(view: View) -> Window:
    """The first and last day that a timeline of a view spans: those of its rows, a little widened."""
    frames = [view[name] for name in ("events", "claims") if len(view[name])]
    if not frames:
        return pd.Timestamp(view.as_of) - pd.Timedelta(days=30), pd.Timestamp(view.as_of)
    first = min(frame["first"].min() for frame in frames)
    last = max(frame["last"].max() for frame in frames)
    margin = max((last - first) * 0.02, ONE_DAY * 2)
    return first - margin, last + margin


def _within(rows: pd.DataFrame, window: Window) -> pd.DataFrame:
    return rows[(rows["last"] >= window[0]) & (rows["first"] <= window[1])]


@dataclass(frozen=True)
class _Centres:
    """Where lanes stand, in levels from the top downwards: their first level, by key, and the ends of both halves."""

    middles: dict[str, float]
    axis: float | None
    total: float


def _centres(lanes: list[Lane], needed: dict[str, int]) -> _Centres:
    gap = LANE_GAP / LEVEL_HEIGHT
    y, axis, middles = 0.0, None, {}
    for position, lane in enumerate(lanes):
        if lane.answer and axis is None and position:
            axis = y + gap / 2
            y -= gap * 2
        middles[lane.key] = y - 0.5
        y -= needed[lane.key] + gap
    return _Centres(middles, axis, -y)


def _lay_out(
    figure: go.Figure, view: View, lanes: list[Lane], centres: _Centres, window: Window, options: TimelineOptions
) -> None:
    top = TOOLBAR_HEIGHT + (MILESTONES_HEIGHT if options.with_milestones else 0)
    figure.update_layout(
        height=top + 40 + LEVEL_HEIGHT * max(centres.total, 2),
        # Margins that Plotly works out by itself cost a second drawing of the whole figure.
        margin={"l": LABELS_WIDTH, "r": 8, "t": top, "b": 40, "autoexpand": False},
        showlegend=False,
        hoverlabel={"align": "left"},
        clickmode="event+select",
        dragmode="pan",
        uirevision=f"{view.version} {window} {options.by}",
        meta=view.key,
        yaxis={
            "tickvals": [centres.middles[lane.key] for lane in lanes],
            "ticktext": [escaped(cut(lane.label, LABEL_LIMIT)) for lane in lanes],
            "range": [-max(centres.total, 2), 0.2],
            "automargin": False,
            "fixedrange": True,
            "zeroline": False,
        },
        xaxis={"type": "date", "range": [str(window[0]), str(window[1])], "automargin": False},
    )


def _shapes(
    view: View, window: Window, centres: _Centres, options: TimelineOptions, named: Sequence[Mapping[Hashable, Any]]
) -> Iterator[dict[str, Any]]:
    """The common axis, exercises as bands, the day of knowledge, and a thin line down to each milestone.

    Written out, since Plotly's own methods add them one at a time and validate the whole figure each time.
    """
    theme = THEMES[options.theme]
    if centres.axis is not None:
        line = {"color": theme.ink, "width": 1}
        yield {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": centres.axis, "y1": centres.axis, "line": line}
    if options.with_bands:
        events = _within(view["events"], window)
        bands = events[(events["kind"] == EventKind.EXERCISE) & (events["last"] > events["first"])]
        for row in bands.sort_values("first").tail(MOST_BANDS).to_dict("records"):
            yield _upright(row["first"], row["last"] + ONE_DAY) | {
                "type": "rect",
                "fillcolor": hue(row["side"]),
                "opacity": 0.13,
                "line": {"width": 0},
            }
    if view.filters.as_of:
        yield _upright(view.filters.as_of) | {"line": {"color": theme.ink, "width": 1, "dash": "dot"}}
    for milestone in named:
        yield _upright(milestone["first"]) | {"line": {"color": theme.grid, "width": 1}}


def _upright(first: date, last: date | None = None) -> dict[str, Any]:
    """A shape from the foot of the figure to its head, behind all marks."""
    ends = {"x0": str(first), "x1": str(last or first), "y0": 0, "y1": 1}
    return {"type": "line", "yref": "paper", "layer": "below", **ends}


def _notes(centres: _Centres, named: Sequence[Mapping[Hashable, Any]], theme: Theme) -> Iterator[dict[str, Any]]:
    """What stands on both sides of the axis, and the names of milestones above the lanes, on levels in turn."""
    if centres.axis is not None:
        for text, shift, anchor in (("Moscow and Pyongyang ↑", 1, "bottom"), ("the answer of the allies ↓", -1, "top")):
            yield {
                "x": 1, "xref": "paper", "y": centres.axis, "yshift": shift, "yanchor": anchor, "xanchor": "right",
                "text": text, "showarrow": False, "font": {"size": 10, "color": theme.ink},
            }  # fmt: skip
    for number, row in enumerate(named):
        yield {
            "x": str(row["first"]), "y": 1, "yref": "paper", "xanchor": "center", "yanchor": "bottom",
            "yshift": 4 + 20 * (number % MILESTONE_LEVELS), "showarrow": False, "captureevents": False,
            "text": escaped(cut(row["title"], MILESTONE_LIMIT)), "font": {"size": 11, "color": theme.ink},
            "hovertext": hover_text(row["title"], row["date"]),
        }  # fmt: skip


def shown_milestones(view: View, window: Window) -> pd.DataFrame:
    """The events that a timeline of a window names: those of most weight, so far apart that names find room."""
    start, end = window
    # A name near an end would be cut off.
    margin = (end - start) * 0.08
    lower, upper = (start + margin).date(), (end - margin).date()
    asked = view.filters
    inner = replace(asked, start=max(lower, asked.start or lower), end=min(upper, asked.end or upper))
    return milestones(view.asking(inner), MOST_MILESTONES, (end - start) / (MOST_MILESTONES + 1))


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


def show_timeline(view: View, options: TimelineOptions = TimelineOptions()) -> None:
    """Draw the timeline; a click on a mark selects its event or claim."""
    figure = timeline_figure(view, selected(), options)
    st.plotly_chart(
        figure,
        key="timeline",
        on_select=_take_selection,
        selection_mode="points",
        config={"scrollZoom": False, "displaylogo": False},
        alt=timeline_alt(view, options.with_claims),
    )
    if any(trace.name == COUNTS for trace in figure.data):
        window = options.window or window_of(view)
        step = max((window[1] - window[0]) / BINS, ONE_DAY).days
        st.caption(
            f"Where marks are too many to tell apart, numbers count them in steps of {counted(step, 'day')}. "
            "On the Timeline screen, press a number or choose a shorter stretch to see each."
        )


def _take_selection() -> None:
    points = st.session_state["timeline"]["selection"]["points"]
    if points and points[0].get("customdata"):
        kind, _, row = str(points[0]["customdata"][0]).partition(":")
        if kind == "window":
            ask(window=row)
        else:
            select(Selection(kind, row))
