"""The record narrowed to what a filter asks for: what every figure, table and file is a function of."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.package import Package
from data.record import Record
from data.standing import Standing, standings

if TYPE_CHECKING:
    from data.filters import Filters

# The tables whose rows a filter chooses among; all others follow from these.
_CHOSEN = ("events", "claims")


class View:
    """The tables of a record, consistently narrowed.

    `view[table]` has the columns of the record's table and the rows that belong to the events and claims in view.
    Every link in it resolves within the view, except that a row of `claim_events`, `claim_replies` or
    `question_implications` may point outside; its column `in_view` then says so.
    """

    def __init__(self, record: Record, filters: "Filters", events: np.ndarray, claims: np.ndarray) -> None:
        """`events` and `claims` mark the rows in view (boolean, in the order of the record's tables)."""
        self._record = record
        self._chosen = {"events": events, "claims": claims}
        self._tables: dict[str, pd.DataFrame] = {}
        self.filters = filters

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self._tables:
            self._tables[table] = self._narrow(table)
        return self._tables[table]

    @property
    def version(self) -> str:
        """The version of the record that it was taken from."""
        return self._record.version

    @property
    def package(self) -> Package:
        """Title, region and bounds of the record."""
        return self._record.package

    @property
    def as_of(self) -> date:
        """The day whose knowledge the view shows: the one asked for, or the latest of the record."""
        return self.filters.as_of or self._record.known_until

    @property
    def standings(self) -> dict[str, Standing]:
        """How every question of the record stands on the as-of day.

        They rest on all claims known by then, not on those in view: a filter must not make a denial disappear.
        """
        return standings(self._record, self.as_of)

    @property
    def is_empty(self) -> bool:
        """Whether no event and no claim is in view."""
        return not any(mask.any() for mask in self._chosen.values())

    def _narrow(self, name: str) -> pd.DataFrame:
        frame = self._record[name]
        if name in _CHOSEN:
            return frame[self._chosen[name]].reset_index(drop=True)
        if name in _LINKS:
            return self._linked(frame, *_LINKS[name])
        return frame[_REFERENCED[name](self, frame)].reset_index(drop=True)

    def _linked(self, frame: pd.DataFrame, owner: str, column: str, target: str | None) -> pd.DataFrame:
        """Rows of a link table whose owner is in view; `target` is the table the other end may be missing from."""
        kept = frame[frame[column].isin(self[owner]["id"])].reset_index(drop=True)
        if target is not None:
            kept["in_view"] = kept[kept.columns[1]].isin(self[target]["id"])
        return kept

    def _ids(self, *columns: tuple[str, str]) -> pd.Series:
        return pd.concat([self[table][column].dropna() for table, column in columns], ignore_index=True)


# Link table -> the table of its owner, the column naming the owner, and the table its other end may be missing from.
_LINKS: dict[str, tuple[str, str, str | None]] = {
    "event_actors": ("events", "event", None),
    "event_places": ("events", "event", None),
    "event_sources": ("events", "event", None),
    "question_concerns": ("questions", "question", None),
    "question_implications": ("questions", "question", "questions"),
    "claim_answers": ("claims", "claim", None),
    "claim_actors": ("claims", "claim", None),
    "claim_events": ("claims", "claim", "events"),
    "claim_replies": ("claims", "claim", "claims"),
    "claim_sources": ("claims", "claim", None),
    "quantities": ("claims", "claim", None),
    "route_stops": ("routes", "route", None),
    "route_sources": ("routes", "route", None),
}


def _routes(view: View, routes: pd.DataFrame) -> pd.Series:
    return routes["event"].isin(view["events"]["id"]) | routes["claim"].isin(view["claims"]["id"])


def _questions(view: View, questions: pd.DataFrame) -> pd.Series:
    return questions["id"].isin(view["claim_answers"]["question"])


def _measures(view: View, measures: pd.DataFrame) -> pd.Series:
    return measures["id"].isin(view["quantities"]["measure"])


def _places(view: View, places: pd.DataFrame) -> pd.Series:
    return places["id"].isin(view._ids(("events", "place"), ("event_places", "place"), ("route_stops", "place")))


def _sources(view: View, sources: pd.DataFrame) -> pd.Series:
    links = ("event_sources", "claim_sources", "route_sources")
    return sources["id"].isin(view._ids(*((table, "source") for table in links)))


def _actors(view: View, actors: pd.DataFrame) -> pd.Series:
    named = view._ids(
        ("event_actors", "actor"), ("claim_actors", "actor"), ("claims", "spoken_by"), ("question_concerns", "actor")
    )
    kept = actors["id"].isin(named)
    return kept | actors["id"].isin(actors.loc[kept, "state"].dropna())


_REFERENCED: dict[str, Callable[[View, pd.DataFrame], pd.Series]] = {
    "actors": _actors,
    "places": _places,
    "questions": _questions,
    "measures": _measures,
    "routes": _routes,
    "sources": _sources,
}
