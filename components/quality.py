"""The quality of the record in view: where it is thin, one-sided or doubtful, all worked out."""

from collections import Counter

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.claims import COLUMNS as CLAIM_COLUMNS
from components.claims import claim_rows
from components.paging import of_page, page_asked, pages, show_pages
from components.rows import show_rows
from data.coverage import coverage_tables
from data.describe import counted, listed
from data.footing import (
    claims_without_evidence,
    entries_by_month,
    held,
    one_sided_questions,
    single_source_events,
    thin_months,
)
from data.view import View
from style import KINDS, WORDS

_TEXT = st.column_config.TextColumn
MONTHS_HEIGHT = 260
EVENT_COLUMNS = {
    "date": _TEXT("Date", width=95),
    "title": _TEXT("Event", width="large"),
    "kind": _TEXT("Kind", width=140),
    "source": _TEXT("Its only source", width="large"),
    "publisher": _TEXT("Publisher", width="medium"),
}
QUESTION_COLUMNS = {
    "standing": _TEXT("Standing", width="medium"),
    "question": _TEXT("Question", width="large"),
    "answer": _TEXT("Only answer", width="small"),
    "parties": _TEXT("Held by", width="large"),
}
DOUBT_COLUMNS = {
    "kind": _TEXT("Doubt", width="small"),
    "table": _TEXT("Table", width="small"),
    "id": _TEXT("Row", width="medium"),
    "problem": _TEXT("What is doubtful, and what to do", width="large"),
}


def single_source_table(view: View) -> pd.DataFrame:
    """The events in view that rest on one page, newest first, with that page; indexed by the event's id."""
    events = single_source_events(view)
    links = view["event_sources"].set_index("event")["source"]
    source = events["id"].map(links[links.index.isin(events["id"])])
    sources = view["sources"].set_index("id")
    labels = {str(kind): mark.label for kind, mark in KINDS.items()}
    return pd.DataFrame(
        {
            "date": events["date"],
            "title": events["title"],
            "kind": events["kind"].map(labels),
            "source": source.map(sources["title"]),
            "publisher": source.map(sources["publisher"]),
        },
        columns=list(EVENT_COLUMNS),
    ).set_index(events["id"])


def one_sided_table(view: View) -> pd.DataFrame:
    """The questions in view that parties of one side alone have answered, and one way; indexed by the question's id."""
    rows = []
    for standing in one_sided_questions(view):
        answer, parties = held(standing)
        rows.append(
            {
                "id": standing.question,
                "standing": f"{WORDS[standing.word]} {standing.headline}",
                "question": view.question_texts[standing.question],
                "answer": str(answer),
                "parties": listed(sorted(view.actor_names[party] for party in parties), most=8),
            }
        )
    return pd.DataFrame(rows, columns=["id", *QUESTION_COLUMNS]).set_index("id")


def doubt_table(view: View) -> pd.DataFrame:
    """What an editor should look at in the whole record, single sources left out: kind, table, row, what to do."""
    doubts = [doubt for doubt in view.doubts if doubt.kind != "single source"]
    return pd.DataFrame(
        [{"kind": one.kind, "table": one.table, "id": one.id, "problem": one.problem} for one in doubts],
        columns=list(DOUBT_COLUMNS),
    )


def months_figure(view: View) -> go.Figure:
    """Events and claims in view by month, stacked; thin months are marked with a triangle above the bar."""
    months, thin = entries_by_month(view), thin_months(view)
    bars = [
        go.Bar(x=months.index, y=months["events"], name="Events", marker={"color": "#767676"}),
        go.Bar(
            x=months.index,
            y=months["claims"],
            name="Claims",
            marker={"color": "#c4c4c4", "pattern": {"shape": "/", "fgcolor": "#767676"}},
        ),
    ]
    mark = go.Scatter(
        x=thin.index,
        y=thin.sum(axis=1) + months.sum(axis=1).max() * 0.06,
        mode="markers",
        name="Thin month",
        marker={"symbol": "triangle-down", "size": 9, "color": "#D55E00"},
        hoverinfo="skip",
    )
    figure = go.Figure([*bars, mark])
    figure.update_layout(
        barmode="stack",
        height=MONTHS_HEIGHT,
        margin={"l": 44, "r": 8, "t": 28, "b": 32},
        legend={"orientation": "h", "y": 1.16, "x": 0},
        dragmode=False,
        meta=view.key,
        xaxis={"fixedrange": True},
        yaxis={"fixedrange": True},
    )
    return figure


def months_alt(view: View) -> str:
    """What the chart of months shows, for those who cannot see it."""
    months, thin = entries_by_month(view), thin_months(view)
    entries = months.sum(axis=1)
    names = listed([f"{month:%B %Y}" for month in thin.index], most=12) or "none"
    return (
        f"Entries by month: {len(months)} months, {entries.median():.0f} entries in the middle one, "
        f"{entries.max()} at most, in {entries.idxmax():%B %Y}. Thin months: {names}."
    )


def show_single_sources(view: View, height: int) -> None:
    """Draw the events that rest on one page, page by page."""
    table = single_source_table(view)
    if table.empty:
        st.info("Every event in view rests on more than one page.")
        return
    page = page_asked(len(table))
    st.caption(f"{counted(len(table), 'event')} of {len(view['events']):,} in view rest on one page.")
    alt = f"Table of {len(table)} events on one source, page {page} of {pages(len(table))}: date, event, kind, source."
    show_rows("single", "event", of_page(table, page), height, EVENT_COLUMNS, alt)
    show_pages(len(table), page)


def show_claims_without_evidence(view: View, height: int) -> None:
    """Draw the claims that offered no evidence, page by page."""
    ids = list(claims_without_evidence(view)["id"])
    if not ids:
        st.info("Every claim in view offered some evidence.")
        return
    page = page_asked(len(ids))
    st.caption(f"{counted(len(ids), 'claim')} of {len(view['claims']):,} in view offered no evidence.")
    alt = f"Table of {len(ids)} claims without evidence, page {page} of {pages(len(ids))}."
    show_rows("bare", "claim", claim_rows(view, of_page(ids, page)), height, CLAIM_COLUMNS, alt)
    show_pages(len(ids), page)


def show_one_sided(view: View, height: int) -> None:
    """Draw the questions known from one side only."""
    table = one_sided_table(view)
    if table.empty:
        st.info("Every question in view is known from more than one side, or settled by evidence or acknowledgement.")
        return
    st.caption("Answered one way only, by parties of one side, without independent evidence or acknowledgement.")
    alt = f"Table of {len(table)} questions known from one side only: standing, question, answer, parties."
    show_rows("one_sided", "question", table, height, QUESTION_COLUMNS, alt)


def show_months(view: View) -> None:
    """Draw the entries by month, and the same as a table."""
    months = entries_by_month(view)
    if months.empty:
        st.info("No entries in view up to the as-of day.")
        return
    thin = thin_months(view)
    st.caption(
        f"{counted(len(thin), 'month')} of {len(months)} have fewer than a quarter of the median month's entries."
    )
    st.plotly_chart(months_figure(view), key="months", config={"displayModeBar": False}, alt=months_alt(view))
    table = months.assign(thin=months.index.isin(thin.index)).set_index(
        pd.Index([f"{month:%Y-%m}" for month in months.index])
    )[::-1]
    with st.expander(f"The same as a table: {len(table)} months", icon=":material/table:"):
        st.dataframe(table, key="months_table", alt=months_alt(view))


def show_coverage(view: View) -> None:
    """Draw how many entries there are by kind, side and question."""
    for heading, table in coverage_tables(view).items():
        if heading != "By month":
            st.caption(heading)
            st.dataframe(table, key=f"coverage_{heading}", alt=f"Table of entries in view {heading.lower()}.")


def show_doubts(view: View, height: int) -> None:
    """Draw what `make check` doubts in the whole record."""
    table = doubt_table(view)
    counts = ", ".join(f"{count} {kind}" for kind, count in Counter(one.kind for one in view.doubts).most_common())
    if not counts:
        st.info("Nothing in the record is doubtful.")
        return
    st.caption(f"As `make check` lists them for the whole record, whatever the filter: {counts}.")
    if table.empty:
        return
    page = page_asked(len(table))
    alt = f"Table of {len(table)} doubts, page {page} of {pages(len(table))}: kind, table, row, what to do."
    rows = of_page(table, page)
    st.dataframe(rows, key="doubts", hide_index=True, height=height, column_config=DOUBT_COLUMNS, alt=alt)
    show_pages(len(table), page)
