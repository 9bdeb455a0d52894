"""Pages of a long table: only the rows of one page are worked out and sent."""

from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components.address import ask

PAGE_SIZE = 50
PARAMETER = "page"
Rows = TypeVar("Rows", tuple[Any, ...], list[str], pd.DataFrame)


def pages(rows: int, size: int = PAGE_SIZE) -> int:
    """How many pages so many rows fill; one at least."""
    return max(1, -(-rows // size))


def page_asked(rows: int, size: int = PAGE_SIZE) -> int:
    """The page that the URL asks for, from 1; the nearest there is where it asks for none of them."""
    text = st.query_params.get(PARAMETER, "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
    return min(max(number, 1), pages(rows, size))


def of_page(rows: Rows, page: int, size: int = PAGE_SIZE) -> Rows:
    """The rows of a page."""
    return rows[(page - 1) * size : page * size]


def show_pages(rows: int, page: int, size: int = PAGE_SIZE) -> None:
    """Draw the buttons that turn pages, where there is more than one."""
    if pages(rows, size) == 1:
        return
    # A key of its own for each page asked for, so that the address decides which one is marked.
    key = f"page_{page}"
    with st.container(horizontal=True, vertical_alignment="center", key="pages"):
        st.pagination(pages(rows, size), default=page, key=key, on_change=lambda: ask(page=str(st.session_state[key])))
        st.caption(f"{(page - 1) * size + 1:,} to {min(page * size, rows):,} of {rows:,}")
