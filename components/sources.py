"""The sources: every page, and how many of which publisher and kind."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from components.choices import choose
from components.paging import of_page, page_asked, pages, show_pages
from components.rows import show_rows
from components.text import html
from data.dates import day_in_words
from data.describe import spaced
from data.footing import by_kind, by_publisher, newest_source, source_shares, supports
from data.view import View

_TEXT, _NUMBER = st.column_config.TextColumn, st.column_config.NumberColumn
COLUMNS = {
    "title": _TEXT("Title", width="large"),
    "publisher": _TEXT("Publisher", width="medium"),
    "published": _TEXT("Published", width="small"),
    "kind": _TEXT("Kind", width="small"),
    "language": _TEXT("Language", width="small"),
    "supports": _NUMBER("Supports", help="Events, claims and routes in view that cite it."),
    "url": st.column_config.LinkColumn("Link", display_text="Open", width="small"),
}
GROUP_COLUMNS = {
    "name": _TEXT("Name", width="large"),
    "sources": _NUMBER("Sources", help="Pages in view."),
    "supports": _NUMBER("Supports", help="Citations by events, claims and routes in view."),
    "more": _TEXT("Kinds or publishers", width="medium"),
    "newest": _TEXT("Newest", width="small"),
}
MOST_GROUPS = 500
_ALT = "title, publisher, date, kind, language, what it supports, link"
ORDERS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "publisher": "By publisher",
    "supports": "Most supported first",
}


@lru_cache(maxsize=64)
def source_table(view: View) -> pd.DataFrame:
    """One row per source in view, newest first, as shown to a reader; indexed by the source's id."""
    sources = view["sources"].sort_values(["published_last", "id"], ascending=[False, True])
    return pd.DataFrame(
        {
            "title": sources["title"],
            "publisher": sources["publisher"],
            "published": sources["published"].fillna("not dated"),
            "kind": sources["kind"].str.replace("-", " "),
            "language": sources["language"],
            "supports": sources["id"].map(supports(view)),
            "url": sources["url"],
        }
    ).set_index(sources["id"])


@lru_cache(maxsize=64)
def ordered_sources(view: View, order: str) -> pd.DataFrame:
    """The same in one of the orders; what is equal in it stands newest first, and what is not dated last of all."""
    table = source_table(view)
    if order == "oldest":
        dated = table["published"] != "not dated"
        return pd.concat([table[dated][::-1], table[~dated]])
    if order == "newest":
        return table
    return table.sort_values(order, ascending=order != "supports", kind="stable")


def publisher_table(view: View) -> pd.DataFrame:
    """One row per publisher of the sources in view, those with most first."""
    found = by_publisher(view)
    return _group_table(found, pd.Series(found.index, index=found.index), found["kinds"].map(spaced))


def kind_table(view: View) -> pd.DataFrame:
    """One row per kind of the sources in view, those with most first."""
    found = by_kind(view)
    return _group_table(found, found.index.to_series().map(spaced), found["publishers"].map("{:,} publishers".format))


def _group_table(found: pd.DataFrame, names: pd.Series, more: pd.Series) -> pd.DataFrame:
    newest = found["newest"].dt.strftime("%Y-%m-%d").fillna("not dated")
    columns = {"name": names, "sources": found["sources"], "supports": found["supports"], "more": more}
    return pd.DataFrame({**columns, "newest": newest}).reset_index(drop=True)


def shares_html(view: View) -> str:
    """On what the events in view rest, and how old the newest source is, as one list of figures."""
    shares = source_shares(view)
    parts = [
        ("Events on one source", shares.single_source),
        ("on state media only", shares.state_media_only),
        ("with an official document", shares.official_document),
    ]
    figures = [
        (label, f"{count / max(shares.events, 1):.0%}", f"{count:,} of {shares.events:,}") for label, count in parts
    ]
    newest = newest_source(view)
    if newest:
        days = (view.as_of - newest).days
        figures.append(
            ("Newest source", day_in_words(newest), f"{days:,} days before the as-of day" if days > 0 else "")
        )
    return '<div class="figures">' + "".join(_figure(*figure) for figure in figures) + "</div>"


def _figure(label: str, figure: str, note: str) -> str:
    return f"<div>{html(label)}<strong>{html(figure)}</strong><small>{html(note)}</small></div>"


def show_shares(view: View) -> None:
    """Draw the shares in a row."""
    st.html(shares_html(view))


def show_sources(view: View, height: int) -> None:
    """Draw the sources in view page by page, `height` pixels high; a click on a row selects the source."""
    table = ordered_sources(view, choose("sort", "Order", ORDERS))
    if table.empty:
        st.info("No sources in view.")
        return
    page = page_asked(len(table))
    alt = f"Table of {len(table)} sources, page {page} of {pages(len(table))}: {_ALT}."
    show_rows("sources", "source", of_page(table, page), height, COLUMNS, alt)
    show_pages(len(table), page)


def show_source_groups(table: pd.DataFrame, what: str, height: int) -> None:
    """Draw a table of publishers or kinds, `height` pixels high."""
    if table.empty:
        st.info("No sources in view.")
        return
    shown = table.head(MOST_GROUPS)
    first = table.iloc[0]
    alt = f"Table of {len(table)} {what}; the first is {first['name']} with {first['sources']} sources."
    st.dataframe(shown, key=f"source_{what}", hide_index=True, height=height, column_config=GROUP_COLUMNS, alt=alt)
    if len(table) > MOST_GROUPS:
        st.caption(f"The {MOST_GROUPS} with most sources of {len(table):,}.")
