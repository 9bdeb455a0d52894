"""The source table."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from data.view import View

COLUMNS = {
    "title": st.column_config.TextColumn("Title", width="large"),
    "publisher": st.column_config.TextColumn("Publisher", width="medium"),
    "published": st.column_config.TextColumn("Published", width="small"),
    "kind": st.column_config.TextColumn("Kind", width="small"),
    "language": st.column_config.TextColumn("Language", width="small"),
    "supports": st.column_config.NumberColumn("Supports", help="Events, claims and routes in view that cite it."),
    "url": st.column_config.LinkColumn("Link", display_text="Open", width="small"),
}


@lru_cache(maxsize=64)
def source_table(view: View) -> pd.DataFrame:
    """One row per source in view, newest first, as shown to a reader; indexed by the source's id."""
    sources = view["sources"].sort_values(["published_last", "id"], ascending=[False, True])
    cited = pd.concat([view[f"{owner}_sources"]["source"] for owner in ("event", "claim", "route")]).value_counts()
    return pd.DataFrame(
        {
            "title": sources["title"],
            "publisher": sources["publisher"],
            "published": sources["published"].fillna("not dated"),
            "kind": sources["kind"].str.replace("-", " "),
            "language": sources["language"],
            "supports": sources["id"].map(cited),
            "url": sources["url"],
        }
    ).set_index(sources["id"])


def show_sources(view: View, height: int) -> None:
    """Draw the source table, `height` pixels high."""
    table = source_table(view)
    if table.empty:
        st.info("No sources in view.")
        return
    st.dataframe(
        table,
        key="sources",
        height=height,
        hide_index=True,
        column_config=COLUMNS,
        alt=f"Table of {len(table)} sources: title, publisher, date, kind, language, what it supports, link.",
    )
