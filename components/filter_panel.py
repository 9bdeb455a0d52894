"""The filter in the sidebar."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from components.address import adopt
from data.dates import day_in_words
from data.describe import counted
from data.filters import TEXT_LIMIT, Filters
from data.knowledge import moment_after, moment_before
from data.models import EventKind, Side, Status
from data.record import Record
from style import KINDS, SIDES, STATUSES

# Session state keys of the widgets, by part of the filter.
_KEYS = {part: f"filter_{part}" for part in Filters.__dataclass_fields__}


def show_filter_panel(record: Record, page: str) -> Filters:
    """Draw the filter and return what it asks for; the URL wins when it was changed from outside."""
    asked = adopt(record, page)
    if asked is not None:
        set_filters(asked)
    # A day outside the record may be asked for by a link, or since the record has changed; it must not be dropped.
    asked_days = [day for part in ("start", "end", "as_of") if (day := st.session_state.get(_KEYS[part]))]
    days = [*record.coverage, date.today(), *asked_days]
    first, latest = min(days), max(days)
    with st.sidebar:
        st.button("Reset all filters", on_click=set_filters, args=[Filters()], width="stretch")
        st.text_input("Search", key=_KEYS["text"], max_chars=TEXT_LIMIT, placeholder="All words, any spelling")
        _choice("Actors", "actors", _by_name(record, "actors"), record.actor_names)
        st.toggle("Only where all of them take part", key=_KEYS["together"])
        _period_presets(record)
        left, right = st.columns(2)
        left.date_input("From", None, first, latest, key=_KEYS["start"], format="YYYY-MM-DD")
        right.date_input("To", None, first, latest, key=_KEYS["end"], format="YYYY-MM-DD")
        _choice("Kinds", "kinds", list(EventKind), {kind: mark.label for kind, mark in KINDS.items()})
        _choice("Sides", "sides", list(Side), SIDES)
        _choice("Status", "statuses", list(Status), STATUSES)
        _choice("Places", "places", _by_name(record, "places"), record.place_names)
        st.date_input(
            "Known as of",
            None,
            first,
            latest,
            key=_KEYS["as_of"],
            format="YYYY-MM-DD",
            help="Hides what nobody could have read by that day. The newest entry became known on "
            f"{day_in_words(record.known_until)}.",
        )
        _moments(record)
        st.toggle("Background before 2022", key=_KEYS["background"])
    return _from_widgets()


def _period_presets(record: Record) -> None:
    """A list of the record's own periods; choosing one sets both days."""
    periods = record.package.periods
    if not periods:
        return
    days = st.session_state.get(_KEYS["start"]), st.session_state.get(_KEYS["end"])
    st.session_state["period_preset"] = next((name for name, ends in periods.items() if ends == days), None)
    st.selectbox(
        "Period", list(periods), key="period_preset", placeholder="A period of the record",
        on_change=lambda: _set_period(periods.get(st.session_state["period_preset"])),
    )  # fmt: skip


def _set_period(days: tuple[date, date] | None) -> None:
    st.session_state[_KEYS["start"]], st.session_state[_KEYS["end"]] = days or (None, None)


def _moments(record: Record) -> None:
    """Steps from the day of knowledge to the moments just before and after it at which something became known."""
    day = st.session_state.get(_KEYS["as_of"])
    before = moment_before(record.moments, day or date.max)
    after = moment_after(record.moments, day) if day else None
    with st.container(horizontal=True):
        for label, icon, to in (("Earlier", "chevron_left", before), ("Later", "chevron_right", after)):
            st.button(
                label,
                key=f"moment_{label}",
                icon=f":material/{icon}:",
                on_click=_stand_on,
                args=[to],
                disabled=to is None,
                help=f"To {day_in_words(to)}" if to else None,
            )
        st.button("Now", on_click=_stand_on, args=[None], disabled=day is None)


def _stand_on(day: date | None) -> None:
    st.session_state[_KEYS["as_of"]] = day


def set_filters(filters: Filters) -> None:
    """Set every widget of the panel; call it before the panel is drawn, or from a callback."""
    for part, key in _KEYS.items():
        value = getattr(filters, part)
        st.session_state[key] = list(value) if isinstance(value, tuple) else value


def _from_widgets() -> Filters:
    parts: dict[str, Any] = {}
    for part, key in _KEYS.items():
        value = st.session_state.get(key)
        parts[part] = tuple(value) if isinstance(value, list) else value
    filters = Filters(**parts)
    if filters.start and filters.end and filters.start > filters.end:
        st.sidebar.error("“From” is later than “To”: the dates are ignored until one of them is changed.")
        return filters.without("start").without("end")
    return filters


def _choice(label: str, part: str, options: Sequence[str], names: Mapping[Any, str]) -> None:
    st.multiselect(
        label,
        options,
        key=_KEYS[part],
        format_func=lambda value: names[value],
        placeholder=f"Any of {counted(len(options), 'value')}",
        select_all=False,
    )


@lru_cache(maxsize=8)
def _by_name(record: Record, table: str) -> list[str]:
    """Ids in the order of their names, states and alliances before all other actors."""
    frame = record[table]
    later = ~frame["kind"].isin(["state", "alliance", "world-body"]) if table == "actors" else frame["id"] == ""
    return list(frame.assign(later=later).sort_values(["later", "name"])["id"])
