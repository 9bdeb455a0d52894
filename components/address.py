"""The address of a screen: filters and selection travel in the URL, and come back from it.

Streamlit's own `bind="query-params"` writes the labels of options into the URL and drops what it does not know without
a word. Here the URL carries ids, the same ones as an export's, and what is unknown is named to the user.
"""

from collections.abc import Collection, Sequence
from typing import Any

import streamlit as st

from components.markdown import plain
from components.selection import PARAMETER, Selection, select, selected
from data.filters import FilterError, Filters
from data.record import Record
from data.tables import nearest, shown

# Parameters that belong to the map's scripts: the view of the map, and present mode. They are passed on as they are.
PRESENT = "present"
MAP_PARAMETERS = ("at", PRESENT, "title", "subtitle", "frame")
# Parameters that belong to one screen: which of its parts shows, and how. They stand in the URL alone, are passed on as
# they are, and go when another screen is opened.
SCREEN_PARAMETERS = (
    "view",
    "on",
    "standing",
    "measure",
    "scale",
    "sort",
    "page",
    "table",
    "lanes",
    "window",
    "bands",
    "by",
)
_PASSED_ON = (*MAP_PARAMETERS, *SCREEN_PARAMETERS)
_PUBLISHED = "_published_query"
_PAGE = "_published_page"
_NOTICES = "_address_notices"


def adopt(record: Record, page: str) -> Filters | None:
    """The filter that the URL asks for, if it was changed from outside since it was last published; else None.

    From outside means a link, an edited address, or the browser's back button. Going to another page of the dashboard
    empties the query; that does not empty the filter. What the URL asks for in vain goes to `notices`.
    """
    query = _query(passed_on=False)
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
    if query != _query(passed_on=False):
        st.query_params.from_dict(query | _query(passed_on=True))
    st.session_state[_PUBLISHED] = query


def map_parameter(name: str) -> str:
    """A parameter of the map from the URL; empty if it is not there."""
    return str(st.query_params.get(name, ""))


def asked(name: str, allowed: Collection[str]) -> list[str]:
    """The values of a parameter of the screen; what is not allowed is left out and named to the user."""
    values = [value for value in st.query_params.get_all(name) if value]
    for value in values:
        if value not in allowed:
            some = ", ".join(allowed) if len(allowed) <= 20 else "one of the record"
            problem = f"{name}: {shown(value)} is not known{nearest(value, allowed)} - use {some}"
            st.warning(plain(f"The address asks for something that is not there. {problem}. This part is ignored."))
    return [value for value in dict.fromkeys(values) if value in allowed]


def one_asked(name: str, allowed: Collection[str], default: str) -> str:
    """The value of a parameter of the screen that has one, or the default."""
    return next(iter(asked(name, allowed)[-1:]), default)


def ask(**values: Sequence[str] | str | None) -> None:
    """Write parameters of the screen into the URL; without a value they go from it."""
    for name, value in values.items():
        wanted = [value] if isinstance(value, str) else list(value or ())
        if any(wanted):
            # Writing what stands there already would be one more step for the back button.
            if wanted != st.query_params.get_all(name):
                st.query_params[name] = wanted
        elif name in st.query_params:
            del st.query_params[name]


def _query(passed_on: bool) -> dict[str, list[str]]:
    """The query parameters of the URL: those that are passed on as they are, or all others."""
    return {name: st.query_params.get_all(name) for name in st.query_params if (name in _PASSED_ON) is passed_on}


def notices() -> list[str]:
    """What the URL asked for in vain, each with what to do about it."""
    found: list[str] = st.session_state.get(_NOTICES, [])
    return found
