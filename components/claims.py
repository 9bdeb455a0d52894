"""The claim table."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from components.selection import Selection, select, selected
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

# How many tables this session has gone through.
_TABLES = "_claim_tables"


@lru_cache(maxsize=64)
def claim_table(view: View) -> pd.DataFrame:
    """One row per claim in view, newest first, as shown to a reader; indexed by the claim's id."""
    claims = view["claims"].sort_values(["first", "id"], ascending=[False, True])
    answers = view["claim_answers"]
    texts = view["questions"].set_index("id")["text"]
    # Without any answer in the record the column has no type of its own, and no text could be added to it.
    answered = answers["question"].map(texts).astype("str") + " " + answers["answer"]
    actors = view["claim_actors"]
    ids = claims["id"]
    return pd.DataFrame(
        {
            "date": claims["date"],
            "claimants": ids.map(actors["actor"].map(view.actor_names).groupby(actors["claim"]).agg(", ".join)),
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
    rows = _chosen_rows(table)
    key = _key_for(rows)
    st.dataframe(
        table,
        key=key,
        height=height,
        hide_index=True,
        column_config=COLUMNS,
        on_select=lambda: _take_row(key, table),
        selection_mode="single-row",
        selection_default={"selection": {"rows": rows}},
        alt=f"Table of {len(table)} claims: date, claimant, stance, claim, question, evidence, number of sources.",
    )


def _chosen_rows(table: pd.DataFrame) -> list[int]:
    """The position of the selected claim, if it is in the table."""
    chosen = selected()
    ids = [chosen.id] if chosen is not None and chosen.kind == "claim" else []
    return [int(row) for row in table.index.get_indexer(pd.Index(ids)) if row >= 0]


def _key_for(rows: list[int]) -> str:
    """The key of a table in which these rows are selected: the one on screen, or a new one if it has others.

    A table keeps the numbers of its selected rows when what stands in them changes, and only a new table can be told
    which to select.
    """
    number = st.session_state.get(_TABLES, 0)
    on_screen = st.session_state.get(f"claims_{number}")
    if on_screen is not None and on_screen["selection"]["rows"] != rows:
        number += 1
        st.session_state[_TABLES] = number
    return f"claims_{number}"


def _take_row(key: str, table: pd.DataFrame) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if not rows:
        select(None)
    elif rows[0] < len(table):
        select(Selection("claim", str(table.index[rows[0]])))
