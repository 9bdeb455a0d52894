"""The claim table."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from components.selection import Selection, select
from data.view import View

COLUMNS = {
    "date": st.column_config.TextColumn("Date", width="small"),
    "claimants": st.column_config.TextColumn("Who", width="medium"),
    "stance": st.column_config.TextColumn("Stance", width="small"),
    "text": st.column_config.TextColumn("Claim", width="large"),
    "questions": st.column_config.TextColumn("On the question", width="large"),
    "evidence": st.column_config.TextColumn("Evidence offered", width="medium"),
    "sources": st.column_config.NumberColumn("Sources", width="small"),
}


@lru_cache(maxsize=64)
def claim_table(view: View) -> pd.DataFrame:
    """One row per claim in view, newest first, as shown to a reader; indexed by the claim's id."""
    claims = view["claims"].sort_values(["first", "id"], ascending=[False, True])
    answers = view["claim_answers"]
    texts = view["questions"].set_index("id")["text"]
    answered = answers["question"].map(texts) + " " + answers["answer"]
    actors = view["claim_actors"]
    ids = claims["id"]
    return pd.DataFrame(
        {
            "date": claims["date"],
            "claimants": ids.map(actors["actor"].map(view.names).groupby(actors["claim"]).agg(", ".join)),
            "stance": claims["stance"],
            "text": claims["text"],
            "questions": ids.map(answered.groupby(answers["claim"]).agg("; ".join)).fillna(""),
            "evidence": claims["evidence"].str.replace("-", " "),
            "sources": ids.map(view["claim_sources"]["claim"].value_counts()),
        }
    ).set_index(ids)


def show_claims(view: View, height: int) -> None:
    """Draw the claim table, `height` pixels high; a click on a row selects the claim."""
    table = claim_table(view)
    if table.empty:
        st.info("No claims in view.")
        return
    st.dataframe(
        table,
        key="claims",
        height=height,
        hide_index=True,
        column_config=COLUMNS,
        on_select=lambda: _take_row(table),
        selection_mode="single-row",
        alt=f"Table of {len(table)} claims: date, claimant, stance, claim, question, evidence, number of sources.",
    )


def _take_row(table: pd.DataFrame) -> None:
    rows = st.session_state["claims"]["selection"]["rows"]
    if rows and rows[0] < len(table):
        select(Selection("claim", str(table.index[rows[0]])))
