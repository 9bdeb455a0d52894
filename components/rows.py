"""A table whose rows can be selected; the one selection of the dashboard decides which row is marked."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.selection import Selection, select, selected


def show_rows(
    name: str,
    kind: str,
    table: pd.DataFrame,
    height: int,
    columns: dict[str, Any],
    alt: str,
    row_height: int | None = None,
    also: Callable[[str], None] = lambda _: None,
) -> None:
    """Draw a table, `height` pixels high, whose index holds the ids of what its rows are of, such as `claim`.

    A click on a row selects it and calls `also` with its id. `name` tells the tables of a session apart.
    """
    rows = _chosen_rows(kind, table)
    key = _key_for(name, rows)
    st.dataframe(
        table,
        key=key,
        height=height,
        row_height=row_height,
        hide_index=True,
        column_config=columns,
        on_select=lambda: _take_row(key, kind, table, also),
        selection_mode="single-row",
        selection_default={"selection": {"rows": rows}},
        alt=alt,
    )


def _chosen_rows(kind: str, table: pd.DataFrame) -> list[int]:
    """The position of what is selected, if it is in the table."""
    chosen = selected()
    if chosen is None or chosen.kind != kind:
        return []
    return [row for row, one in enumerate(table.index) if one == chosen.id][:1]


def _key_for(name: str, rows: list[int]) -> str:
    """The key of a table in which these rows are selected: the one on screen, or a new one if it has others.

    A table keeps the numbers of its selected rows when what stands in them changes, and only a new table can be told
    which to select.
    """
    count = f"_{name}_tables"
    number = st.session_state.get(count, 0)
    on_screen = st.session_state.get(f"{name}_{number}")
    if on_screen is not None and on_screen["selection"]["rows"] != rows:
        number += 1
        st.session_state[count] = number
    return f"{name}_{number}"


def _take_row(key: str, kind: str, table: pd.DataFrame, also: Callable[[str], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if not rows:
        select(None)
    elif rows[0] < len(table):
        row = str(table.index[rows[0]])
        select(Selection(kind, row))
        also(row)
