"""The claim table: the newest claims beside other things, or all of them page by page."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import streamlit as st

from components.choices import choose
from components.paging import of_page, page_asked, pages, show_pages
from components.rows import show_rows
from data.describe import counted
from data.view import View

COLUMNS = {
    "date": st.column_config.TextColumn("Date", width=95),
    "claimants": st.column_config.TextColumn("Who", width="medium"),
    "stance": st.column_config.TextColumn("Stance", width="small"),
    "text": st.column_config.TextColumn("Claim", width="large"),
    "questions": st.column_config.TextColumn("On the question", width="large"),
    "evidence": st.column_config.TextColumn("Evidence offered", width="medium"),
    "sources": st.column_config.NumberColumn("Sources", width="small"),
}
# Of more claims than this a table that stands beside other things has the newest.
MOST_NEWEST = 2000
# Room for three lines of text.
ROW_HEIGHT = 76
ORDERS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "who": "By claimant",
    "stance": "By stance",
    "evidence": "By evidence",
}

_ALT = "date, claimant, stance, claim, question, evidence, number of sources"


@lru_cache(maxsize=64)
def claim_table(view: View) -> pd.DataFrame:
    """One row per claim in view, newest first, as shown to a reader; indexed by the claim's id."""
    return claim_rows(view, ordered_claims(view, "newest"))


@lru_cache(maxsize=64)
def ordered_claims(view: View, order: str) -> tuple[str, ...]:
    """The ids of all claims in view in one of the orders; what is equal in it stands newest first."""
    claims = view["claims"].sort_values(["first", "id"], ascending=[False, True])
    if order == "oldest":
        claims = claims.sort_values(["first", "id"])
    elif order == "who":
        names = view["claim_actors"]["actor"].map(view.actor_names)
        first = names.groupby(view["claim_actors"]["claim"]).first()
        claims = claims.assign(who=claims["id"].map(first)).sort_values("who", kind="stable")
    elif order in ("stance", "evidence"):
        claims = claims.sort_values(order, kind="stable")
    return tuple(claims["id"])


def claim_rows(view: View, ids: Sequence[str]) -> pd.DataFrame:
    """One row per claim of those given, in that order, as shown to a reader; indexed by the claim's id."""
    claims = view["claims"].set_index("id", drop=False).loc[list(ids)]
    answers = _of(view["claim_answers"], claims)
    texts = view["questions"].set_index("id")["text"]
    # Without any answer in the record the column has no type of its own, and no text could be added to it.
    answered = answers["question"].map(texts).astype("str") + " " + answers["answer"]
    actors = _of(view["claim_actors"], claims)
    named = claims["id"]
    return pd.DataFrame(
        {
            "date": claims["date"],
            "claimants": named.map(actors["actor"].map(view.actor_names).groupby(actors["claim"]).agg(", ".join)),
            "stance": claims["stance"],
            "text": claims["text"],
            "questions": named.map(answered.groupby(answers["claim"]).agg("; ".join)).fillna(""),
            "evidence": claims["evidence"].str.replace("-", " "),
            "sources": named.map(_of(view["claim_sources"], claims)["claim"].value_counts()),
        },
        index=named,
    )


def _of(links: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    return links[links["claim"].isin(claims["id"])]


def show_claims(view: View, height: int) -> None:
    """Draw the newest claims as a table, `height` pixels high; a click on a row selects the claim."""
    ids = ordered_claims(view, "newest")
    table = claim_rows(view, ids[:MOST_NEWEST])
    if table.empty:
        st.info("No claims in view.")
        return
    show_rows("claims", "claim", table, height, COLUMNS, f"Table of {len(table)} claims: {_ALT}.")
    if len(ids) > MOST_NEWEST:
        st.caption(f"The newest {MOST_NEWEST:,} of {counted(len(ids), 'claim')}. The Claims screen has all of them.")


def show_claim_pages(view: View, height: int) -> None:
    """Draw all claims in view page by page; a click on a row selects the claim."""
    order = choose("sort", "Order", ORDERS)
    ids = ordered_claims(view, order)
    if not ids:
        st.info("No claims in view. Take away a facet above, or a part of the filter.")
        return
    page = page_asked(len(ids))
    alt = f"Table of {len(ids)} claims, page {page} of {pages(len(ids))}: {_ALT}."
    show_rows(
        "claims",
        "claim",
        _with_link(view, claim_rows(view, of_page(ids, page))),
        height,
        COLUMNS | {"link": st.column_config.LinkColumn("First source", display_text="Open", width="small")},
        alt,
        ROW_HEIGHT,
    )
    show_pages(len(ids), page)


def _with_link(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the address of the earliest source of each claim."""
    links = view["claim_sources"]
    sources = view["sources"].set_index("id")[["url", "published_first"]]
    cited = links[links["claim"].isin(table.index)].join(sources, on="source").sort_values("published_first")
    return table.assign(link=cited.groupby("claim")["url"].first())
