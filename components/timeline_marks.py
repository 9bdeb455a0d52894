"""What stands on a timeline: its rows, and the traces of Plotly that draw them."""

from collections.abc import Iterable
from html import escape

import pandas as pd
import plotly.graph_objects as go

from components.lanes import binned
from components.selection import Selection
from components.text import cut
from data.dates import in_words
from data.standing import Word
from data.view import View
from style import KINDS, STANCES, STATUSES, hue

COUNTS = "counts"
TITLE_LIMIT = 120
ONE_DAY = pd.Timedelta(days=1)

Window = tuple[pd.Timestamp, pd.Timestamp]


def event_rows(view: View) -> pd.DataFrame:
    """The events in view with their `symbol`, what a click on each selects (`select`), and its `hover` text."""
    events = view["events"]
    symbols = {kind: mark.symbol for kind, mark in KINDS.items()}
    open_mark = events["status"].map({"alleged": "-open", "planned": "-open-dot"}).fillna("")
    standings = _standings(view)
    return events.assign(
        symbol=events["kind"].map(symbols) + open_mark,
        select="event:" + events["id"],
        hover=[
            hover_text(
                row["title"], row["date"], view.place_names[row["place"]], STATUSES[row["status"]],
                *standings.get(row["id"], []),
            )
            for row in events[["id", "title", "date", "place", "status"]].to_dict("records")
        ],
    )  # fmt: skip


def _standings(view: View) -> dict[str, list[str]]:
    """For each event that claims are about, how the questions stand that they answer."""
    pairs = view["claim_events"].merge(view["claim_answers"], on="claim")[["event", "question"]].drop_duplicates()
    texts = dict(zip(view["questions"]["id"], view["questions"]["text"], strict=True))
    found: dict[str, list[str]] = {}
    for event, question in zip(pairs["event"], pairs["question"], strict=True):
        standing = view.standings[question]
        if standing.word is not Word.UNREPORTED:
            found.setdefault(event, []).append(f"{cut(texts[question], TITLE_LIMIT)} {standing.headline}")
    return {event: lines[:2] for event, lines in found.items()}


def claim_rows(view: View) -> pd.DataFrame:
    """The claims in view likewise, with the `side` of their first claimant."""
    claims = view["claims"]
    actors = view["claim_actors"]
    who = actors["actor"].map(view.actor_names).groupby(actors["claim"]).agg(", ".join)
    sides = view["actors"].set_index("id")["side"]
    side = actors["actor"].map(sides).groupby(actors["claim"]).first()
    return claims.assign(
        side=claims["id"].map(side),
        symbol=claims["stance"].map({stance: mark.symbol for stance, mark in STANCES.items()}),
        select="claim:" + claims["id"],
        hover=[
            hover_text(row["text"], row["date"], row["who"], row["stance"])
            for row in claims.assign(who=claims["id"].map(who))[["text", "date", "who", "stance"]].to_dict("records")
        ],
    )


def hover_text(title: str, date: str, *more: str) -> str:
    """A hover text of lines, the first of them bold; the texts show as themselves."""
    # Plotly reads a few tags in hover texts; escaped text shows as itself.
    lines = [f"<b>{escaped(cut(title, TITLE_LIMIT))}</b>", escaped(in_words(date)), *map(escaped, more)]
    return "<br>".join(lines)


def escaped(text: str) -> str:
    """Text as Plotly shows it and does nothing else."""
    # Plotly does not know the entity of a quotation mark, which means nothing to it as it stands.
    return escape(text, quote=False)


def spans(rows: pd.DataFrame) -> Iterable[go.Bar]:
    """A bar for each event longer than a day; pale where the date is not exact."""
    long = rows[(rows["last"] > rows["first"]) & rows["select"].str.startswith("event:")]
    if long.empty:
        return
    yield go.Bar(
        base=long["first"],
        x=(long["last"] - long["first"] + ONE_DAY).dt.as_unit("ms").astype("int64"),
        y=long["y"],
        orientation="h",
        width=0.5,
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


def _middle(rows: pd.DataFrame) -> pd.Series:
    return rows["first"] + (rows["last"] - rows["first"]) / 2


def marks(rows: pd.DataFrame) -> Iterable[go.Scatter]:
    """A mark for each event and claim at its height `y`, with a whisker where the date is not exact."""
    if rows.empty:
        return
    colours = _hues(rows)
    half = ((rows["last"] - rows["first"]) / 2).dt.as_unit("ms").astype("int64")
    yield go.Scatter(
        x=_middle(rows),
        y=rows["y"],
        mode="markers",
        marker={
            "symbol": rows["symbol"],
            "color": colours,
            "size": 10,
            "line": {"width": 1.2, "color": colours},
        },
        # A whisker over all the days on which it may have been.
        error_x={
            "type": "data", "array": half.where(~rows["exact"].astype(bool), 0), "width": 3, "thickness": 1,
            "color": "#808080",
        },
        opacity=0.85,
        text=rows["hover"],
        hovertemplate="%{text}<extra></extra>",
        customdata=rows[["select"]],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.85}},
    )  # fmt: skip


def counts(rows: pd.DataFrame, window: Window, middles: dict[str, float]) -> Iterable[go.Scatter]:
    """A numbered disc for each lane and bin; a click on it looks closer at the bin."""
    if rows.empty:
        return
    table = binned(rows, window)
    yield go.Scatter(
        x=_middle(table),
        y=table["lane"].map(middles),
        name=COUNTS,
        mode="markers+text",
        marker={"symbol": "circle", "color": _hues(table), "size": 9 + 3 * table["count"].clip(upper=99).pow(0.5)},
        text=table["count"],
        textfont={"size": 9, "color": "#ffffff"},
        hovertext=[
            f"{row['count']:,} from {row['first']:%Y-%m-%d} to {row['last']:%Y-%m-%d}"
            for row in table.to_dict("records")
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[f"window:{row['first']:%Y-%m-%d}/{row['last']:%Y-%m-%d}"] for row in table.to_dict("records")],
    )


def failures(rows: pd.DataFrame) -> Iterable[go.Scatter]:
    """A cross over what failed."""
    failed = rows[rows["status"] == "failed"] if "status" in rows else rows[:0]
    if not failed.empty:
        yield go.Scatter(
            x=_middle(failed),
            y=failed["y"],
            mode="markers",
            marker={"symbol": "x-thin-open", "size": 15, "color": "#808080", "line": {"width": 2}},
            hoverinfo="skip",
        )


def ring(rows: pd.DataFrame, chosen: Selection | None) -> Iterable[go.Scatter]:
    """A ring round the selected event or claim, or round all events of the selected place."""
    if chosen is None or rows.empty:
        return
    ringed = rows[rows["place"] == chosen.id] if chosen.kind == "place" else rows[rows["select"] == str(chosen)]
    if not ringed.empty:
        yield go.Scatter(
            x=_middle(ringed),
            y=ringed["y"],
            mode="markers",
            marker={"symbol": "circle-open", "size": 20, "color": "#E69F00", "line": {"width": 3}},
            hoverinfo="skip",
        )
