"""Numbers in dispute: every figure claimed for a measure over time, who gave it and how it was put."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.address import ask, asked
from components.labels import placed
from components.rows import show_rows
from components.selection import Selection, select, selected
from components.text import cut, html
from data.dates import in_words
from data.describe import counted, listed, spaced
from data.figures import KINDS, figures, in_figures, measure_counts, openness, point
from data.models import Evidence, MeasureKind, Side
from data.view import View
from style import EVIDENCES, SIDES, hue

HEIGHT = 420
MOST_CHARTS = 6
# With more figures than this their labels would cover each other; the hover tells.
MOST_LABELS = 30
MOST_ROWS = 500
LABEL_LIMIT = 28
COLUMNS = {
    "date": st.column_config.TextColumn("Date", width=95),
    "claimants": st.column_config.TextColumn("Who", width="medium"),
    "figure": st.column_config.TextColumn("Figure", width="medium"),
    "raw": st.column_config.TextColumn("As worded in the material", width="large"),
    "evidence": st.column_config.TextColumn("Evidence offered", width="medium"),
    "stance": st.column_config.TextColumn("Stance", width="small"),
    "text": st.column_config.TextColumn("Claim", width="large"),
}
# Of the drawing inside its margins, about, in pixels; for placing labels.
_PLOT = (720, 330)


def measured(view: View, measure: str) -> pd.DataFrame:
    """The figures in view for one measure, oldest first: rows of `figures`, `y`, where each is drawn, and `open`."""
    rows = figures(view)
    rows = rows[rows["measure"] == measure].reset_index(drop=True)
    return rows.assign(y=point(rows), open=openness(rows))


@lru_cache(maxsize=64)
def numbers_figure(view: View, measure: str, log: bool = False, chosen: Selection | None = None) -> go.Figure:
    """The figures of one measure over time.

    A mark stands at the number, a bar spans an interval, an arrow says that it is open upwards or downwards. Hue is the
    side, shape the evidence. What one party gave for a running total is joined by steps; other figures stand alone. The
    `customdata` of each mark holds the selection that a click on it makes. `log` asks for a logarithmic scale, on which
    figures of zero have no place.
    """
    rows = measured(view, measure)
    first, last = rows["first"].min(), rows["first"].max()
    # Room at the right for the label of the last figure.
    room = max((last - first) * 0.16, pd.Timedelta(days=20))
    days = (first - room / 4, last + room)
    traces = [*_steps(rows), *_marks(rows), *_arrows(rows), *_labels(rows, days, log), *_ring(rows, chosen)]
    figure = go.Figure(traces)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 70, "r": 12, "t": 12, "b": 36},
        legend={"orientation": "h", "y": -0.14, "x": 0},
        hoverlabel={"align": "left"},
        clickmode="event+select",
        dragmode="pan",
        meta=f"{view.key} {measure} {'log' if log else 'linear'}",
        xaxis={"type": "date", "range": list(days)},
        yaxis={
            "type": "log" if log else "linear",
            "rangemode": "tozero",
            "title": {"text": escape(_unit(rows), quote=False)},
            "tickformat": ",~r",
        },
    )
    return figure


def _unit(rows: pd.DataFrame) -> str:
    unit = rows["unit"].iloc[0]
    return unit if isinstance(unit, str) else ""


def _side(side: object) -> str | None:
    return side if isinstance(side, str) else None


def _steps(rows: pd.DataFrame) -> Iterable[go.Scatter]:
    """Steps that join what one party gave for a running total."""
    if rows["kind"].iloc[0] != MeasureKind.TOTAL:
        return
    for _, own in rows.groupby("party", sort=False):
        if len(own) > 1:
            yield go.Scatter(
                x=own["first"],
                y=own["y"],
                mode="lines",
                line={"shape": "hv", "width": 1, "dash": "dot", "color": hue(_side(own["side"].iloc[0]))},
                hoverinfo="skip",
                showlegend=False,
            )


def _marks(rows: pd.DataFrame) -> Iterable[go.Scatter]:
    """A trace for each side and kind of evidence, so that the legend names both."""
    for (side, evidence), own in rows.groupby(["side", "evidence"], sort=False, dropna=False):
        colour = hue(_side(side))
        label = SIDES[Side(str(side))] if _side(side) else "Independent bodies"
        yield go.Scatter(
            x=own["first"],
            y=own["y"],
            error_y={
                "type": "data",
                "symmetric": False,
                "array": (own["high"] - own["y"]).fillna(0),
                "arrayminus": (own["y"] - own["low"]).fillna(0),
                "thickness": 2,
                "width": 5,
                "color": colour,
            },
            mode="markers",
            name=f"{label}: {spaced(evidence)}",
            marker={
                "symbol": EVIDENCES[Evidence(str(evidence))].symbol,
                "size": 12,
                "color": colour,
                "line": {"width": 1.5, "color": colour},
            },
            text=[_hover(row) for row in own.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
            customdata=[[f"claim:{claim}"] for claim in own["claim"]],
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )


def _hover(row: dict[object, object]) -> str:
    lines = [f"<b>{_escaped(row['claimants'])}</b>, {_escaped(in_words(str(row['date'])))}", _escaped(_figure(row))]
    return "<br>".join([*lines, _escaped(cut(str(row["raw"]), 110)), _escaped(spaced(row["evidence"]))])


def _escaped(text: object) -> str:
    # Plotly reads a few tags; escaped text shows as itself. It does not know the entity of a quotation mark.
    return escape(str(text), quote=False)


def _figure(row: dict[object, object]) -> str:
    unit = f" {row['unit']}" if isinstance(row["unit"], str) else ""
    return f"{in_figures(row['low'], row['high'], str(row['qualifier']))}{unit}"  # type: ignore[arg-type]


def _arrows(rows: pd.DataFrame) -> Iterable[go.Scatter]:
    """Arrows on figures that are open upwards or downwards."""
    for way, arrow, position in (("above", "↑", "top center"), ("below", "↓", "bottom center")):
        own = rows[rows["open"] == way]
        if not own.empty:
            yield _text(own, [f"<b>{arrow}</b>"] * len(own), [position] * len(own), 18)


def _labels(rows: pd.DataFrame, days: tuple[pd.Timestamp, pd.Timestamp], log: bool) -> Iterable[go.Scatter]:
    """Who gave each figure, where there is room for it."""
    if len(rows) > MOST_LABELS:
        return
    names = [cut(name, LABEL_LIMIT) for name in rows["claimants"]]
    x = (rows["first"] - days[0]) / (days[1] - days[0]) * _PLOT[0]
    sizes = np.log10(rows["y"].clip(lower=1)) if log else rows["y"]
    low, high = (sizes.min(), sizes.max()) if log else (0.0, sizes.max())
    y = (0.95 - 0.9 * (sizes - low) / max(high - low, 1e-9)) * _PLOT[1]
    positions = placed(list(zip(x, y, strict=True)), names, *_PLOT)
    shown = [_escaped(name) if place else "" for name, place in zip(names, positions, strict=True)]
    yield _text(rows, shown, [place or "middle right" for place in positions], 11)


def _text(rows: pd.DataFrame, texts: list[str], positions: list[str], size: int) -> go.Scatter:
    # Marks that cannot be seen keep the text away from those that can.
    return go.Scatter(
        x=rows["first"],
        y=rows["y"],
        mode="markers+text",
        marker={"size": 14, "opacity": 0},
        text=texts,
        textposition=positions,
        textfont={"size": size},
        hoverinfo="skip",
        showlegend=False,
    )


def _ring(rows: pd.DataFrame, chosen: Selection | None) -> Iterable[go.Scatter]:
    """A ring round the figures of the selected claim."""
    if chosen is None or chosen.kind != "claim":
        return
    own = rows[rows["claim"] == chosen.id]
    if not own.empty:
        yield go.Scatter(
            x=own["first"],
            y=own["y"],
            mode="markers",
            marker={"symbol": "circle-open", "size": 24, "color": "#E69F00", "line": {"width": 3}},
            hoverinfo="skip",
            showlegend=False,
        )


def numbers_alt(view: View, measure: str) -> str:
    """What the figure shows, for those who cannot see it: who gave which number, and when."""
    rows = measured(view, measure)
    said = [
        f"{row['claimants']}, {in_words(row['date'])}, {in_figures(row['low'], row['high'], row['qualifier'])}"
        for row in rows.to_dict("records")
    ]
    return f"{rows['label'].iloc[0]}, {KINDS[rows['kind'].iloc[0]]}, {counted(len(rows), 'figure')}: " + "; ".join(
        said[:MOST_LABELS] + ([f"and {len(said) - MOST_LABELS} more"] if len(said) > MOST_LABELS else [])
    )


def number_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The table twin of figures: a row each, newest first, indexed by the claim that gives it."""
    newest = rows.iloc[::-1]
    return pd.DataFrame(
        {
            "date": newest["date"],
            "claimants": newest["claimants"],
            "figure": [_figure(row) for row in newest.to_dict("records")],
            "raw": newest["raw"],
            "evidence": newest["evidence"].map(spaced),
            "stance": newest["stance"],
            "text": newest["text"],
        },
        columns=list(COLUMNS),
    ).set_index(newest["claim"])


def show_numbers(view: View) -> None:
    """Draw a chart and a table for each measure that the address asks for, and a table of what forms no series."""
    counts = measure_counts(view)
    single = figures(view).query("kind == 'none'")
    if not counts and single.empty:
        st.info("No claim in view gives a number. Take away a facet above, or a part of the filter.")
        return
    if counts:
        log = _log_asked()
        for measure in _measures_asked(view, counts):
            _show_measure(view, measure, log)
    if not single.empty:
        _show_table(single, "single", f"{counted(len(single), 'single figure')} that form no series")


def _measures_asked(view: View, counts: dict[str, int]) -> list[str]:
    """The measures to draw, chosen from a list: those of the address, or the one with most figures."""
    labels = view["measures"].set_index("id")["label"]
    known = list(view.whole["measures"]["id"])
    chosen = [measure for measure in asked("measure", known) if measure in counts][:MOST_CHARTS]
    key = "choose_measures"
    st.session_state[key] = chosen or [next(iter(counts))]
    measures: list[str] = st.multiselect(
        "Measures",
        list(counts),
        format_func=lambda one: f"{labels[one]} ({counts[one]})",
        key=key,
        max_selections=MOST_CHARTS,
        on_change=lambda: ask(measure=st.session_state[key]),
    )
    return measures


def _log_asked() -> bool:
    key = "log_scale"
    st.session_state[key] = "log" in asked("scale", ["linear", "log"])
    return st.toggle(
        "Logarithmic scale", key=key, on_change=lambda: ask(scale="log" if st.session_state[key] else None)
    )


def _show_measure(view: View, measure: str, log: bool) -> None:
    rows = measured(view, measure)
    first = rows.iloc[0]
    note = f"<p>{html(first['note'])}</p>" if isinstance(first["note"], str) else ""
    st.html(
        f"<div class='question'><h4>{html(first['label'])}</h4><p class='post-facts'>"
        f"{html(KINDS[first['kind']])} · {counted(len(rows), 'figure')} by {_who(rows)}</p>{note}</div>"
    )
    if log and (rows["y"] <= 0).any():
        st.caption("A logarithmic scale has no place for zero: such figures show in the table only.")
    key = f"numbers_{measure}"
    st.plotly_chart(
        numbers_figure(view, measure, log, selected()),
        key=key,
        on_select=lambda: _take_mark(key),
        selection_mode="points",
        config={"scrollZoom": False, "displaylogo": False},
        alt=numbers_alt(view, measure),
    )
    _show_table(rows, measure, f"The same as a table: {counted(len(rows), 'figure')}")


def _who(rows: pd.DataFrame) -> str:
    return html(listed(list(dict.fromkeys(rows["claimants"])), most=6))


def _show_table(rows: pd.DataFrame, name: str, title: str) -> None:
    with st.expander(title, icon=":material/table:", key=f"numbers_of_{name}"):
        table = number_table(rows)
        alt = f"Table of {len(table)} figures: date, who, figure, wording, evidence, stance, claim."
        show_rows(f"numbers_{name}", "claim", table[:MOST_ROWS], 320, COLUMNS, alt)
        if len(table) > MOST_ROWS:
            st.caption(f"The newest {MOST_ROWS} of {counted(len(table), 'figure')}. Narrow the filter to see others.")


def _take_mark(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        kind, _, row = str(points[0]["customdata"][0]).partition(":")
        select(Selection(kind, row))
