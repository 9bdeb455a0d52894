"""The address of a screen: filters and selection travel in the URL, and come back from it.

Streamlit's own `bind="query-params"` writes the labels of options into the URL and drops what it does not know without
a word. Here the URL carries ids, the same ones as an export's, and what is unknown is named to the user.
"""

from typing import Any

import streamlit as st

from components.selection import PARAMETER, Selection, select, selected
from data.filters import FilterError, Filters
from data.record import Record

# Parameters that belong to the map's scripts: the view of the map, and present mode. They are passed on as they are.
PRESENT = "present"
MAP_PARAMETERS = ("at", PRESENT, "title", "subtitle", "frame")
_PUBLISHED = "_published_query"
_PAGE = "_published_page"
_NOTICES = "_address_notices"


def adopt(record: Record, page: str) -> Filters | None:
    """The filter that the URL asks for, if it was changed from outside since it was last published; else None.

    From outside means a link, an edited address, or the browser's back button. Going to another page of the dashboard
    empties the query; that does not empty the filter. What the URL asks for in vain goes to `notices`.
    """
    query = _query(of_map=False)
    moved = st.session_state.get(_PAGE) not in (None, page) and not query
    st.session_state[_PAGE] = page
    if moved or query == st.session_state.get(_PUBLISHED):
        return None
    problems: list[str] = []
    try:
        filters = Filters.from_query(query, record, other=[PARAMETER])
    except FilterError as error:
        filters, problems = error.usable, list(error.problems)
    chosen = query.get(PARAMETER)
    try:
        select(Selection.parse(chosen[-1], record) if chosen else None)
    except ValueError as error:
        select(None)
        problems.append(str(error))
    st.session_state[_NOTICES] = problems
    return filters


def publish(filters: Filters) -> None:
    """Write filter and selection into the URL, unless they stand there already."""
    query: dict[str, Any] = filters.to_query()
    if chosen := selected():
        query[PARAMETER] = [str(chosen)]
    if query != _query(of_map=False):
        st.query_params.from_dict(query | _query(of_map=True))
    st.session_state[_PUBLISHED] = query


def map_parameter(name: str) -> str:
    """A parameter of the map from the URL; empty if it is not there."""
    return str(st.query_params.get(name, ""))


def _query(of_map: bool) -> dict[str, list[str]]:
    """The query parameters of the URL: those of the map, or all others."""
    return {name: st.query_params.get_all(name) for name in st.query_params if (name in MAP_PARAMETERS) is of_map}


def notices() -> list[str]:
    """What the URL asked for in vain, each with what to do about it."""
    found: list[str] = st.session_state.get(_NOTICES, [])
    return found
