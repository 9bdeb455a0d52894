"""The one thing selected, in session state and in the URL."""

from dataclasses import dataclass

import streamlit as st

from data.record import Record
from data.tables import nearest, shown

PARAMETER = "select"
KEY = "selection"
TABLES = {
    "event": "events",
    "claim": "claims",
    "place": "places",
    "question": "questions",
    "actor": "actors",
    "source": "sources",
}


@dataclass(frozen=True)
class Selection:
    """An event, a claim or a place, by id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str, record: Record) -> "Selection":
        """What a text such as `event:2023-09-13-...` selects. Raises ValueError saying what is wrong with it."""
        kind, _, row = text.partition(":")
        if kind not in TABLES:
            raise ValueError(
                f"{PARAMETER}: {shown(text)} is not a selection - write event:, claim: or place: and an id"
            )
        ids = set(record[TABLES[kind]]["id"])
        if row not in ids:
            raise ValueError(
                f"{PARAMETER}: there is no {kind} {shown(row)}{nearest(row, ids)} - use an id of the record"
            )
        return cls(kind, row)


def selected() -> Selection | None:
    """What is selected now."""
    found = st.session_state.get(KEY)
    return found if isinstance(found, Selection) else None


def select(selection: Selection | None) -> None:
    """Select something, or nothing."""
    st.session_state[KEY] = selection
