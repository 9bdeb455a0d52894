"""The record narrowed to what a filter asks for: what every figure, table and file is a function of."""

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.archive import record_zip
from data.package import Package
from data.quality import Doubt, known_doubts
from data.record import Record
from data.standing import Standing, Statement, known_statements, standing_lines, standings

if TYPE_CHECKING:
    from data.filters import Filters


class View:
    """The tables of a record, consistently narrowed.

    `view[table]` has the columns of the record's table and the rows that belong to the events and claims in view.
    Every link in it resolves within the view, except that a row of `claim_events`, `claim_replies` or
    `question_implications` may point outside; its column `in_view` then says so.
    """

    def __init__(self, record: Record, filters: "Filters", events: np.ndarray, claims: np.ndarray) -> None:
        """`events` and `claims` mark the rows in view (boolean, in the order of the record's tables)."""
        self._record = record
        self._masks = {"events": events, "claims": claims}
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
    def key(self) -> str:
        """A short name for what the view shows: record version and filter."""
        query = json.dumps(self.filters.to_query(), sort_keys=True)
        return f"{self.version}-{hashlib.sha256(query.encode()).hexdigest()[:8]}"

    @property
    def package(self) -> Package:
        """Title, region and bounds of the record."""
        return self._record.package

    @property
    def as_of(self) -> date:
        """The day whose knowledge the view shows: the one asked for, or the latest of the record."""
        return self.filters.as_of or self._record.known_until

    @property
    def actor_names(self) -> dict[str, str]:
        """The name of every actor of the record, by id."""
        return self._record.actor_names

    @property
    def place_names(self) -> dict[str, str]:
        """The name of every place of the record, by id."""
        return self._record.place_names

    @property
    def question_texts(self) -> dict[str, str]:
        """The text of every question of the record, by id."""
        return self._record.question_texts

    @property
    def event_titles(self) -> dict[str, str]:
        """The title of every event of the record, by id, whether it was known on the day or not."""
        return self._record.event_titles

    @property
    def standings(self) -> dict[str, Standing]:
        """How every question of the record stands on the as-of day.

        They rest on all claims known by then, not on those in view: a filter must not make a denial disappear.
        """
        return standings(self._record, self.as_of)

    @property
    def standing_lines(self) -> dict[str, tuple[Standing, ...]]:
        """Every standing that each question of the record has had up to the as-of day, oldest first; as above."""
        return standing_lines(self._record, self.as_of)

    @property
    def statements(self) -> dict[str, tuple[Statement, ...]]:
        """For each question, every claim known by the as-of day that bears on it; as above."""
        return known_statements(self._record, self.as_of)

    @property
    def whole(self) -> "View":
        """Everything known on the day of the view, the background too, whatever else its filter asks for."""
        return self.asking(type(self.filters)(as_of=self.filters.as_of, background=True))

    def archive(self) -> bytes:
        """The whole record as a zipped data package, whatever is in view."""
        return record_zip(self._record)

    def asking(self, filters: "Filters") -> "View":
        """The view of the same record that another filter asks for."""
        return filters.apply(self._record)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What an editor should look at in the whole record, as `make check` lists it."""
        return known_doubts(self._record)

    @property
    def is_empty(self) -> bool:
        """Whether no event and no claim is in view."""
        return not (self._mask("events").any() or self._mask("claims").any())

    @property
    def moments(self) -> tuple[date, ...]:
        """The days on which something of the record became known, in order."""
        return self._record.moments

    def positions(self, table: str) -> np.ndarray:
        """The positions of the rows in view within the record's table."""
        return np.flatnonzero(self._mask(table))

    def _narrow(self, name: str) -> pd.DataFrame:
        frame, mask = self._record[name], self._mask(name)
        kept = frame.copy(deep=False) if mask.all() else frame.take(np.flatnonzero(mask))
        kept.index = pd.RangeIndex(len(kept))
        if name in _MAY_POINT_OUTSIDE:
            column, target = _MAY_POINT_OUTSIDE[name]
            kept["in_view"] = self._record.linking(name, column, self._mask(target))[mask]
        return kept

    def _mask(self, name: str) -> np.ndarray:
        """Which rows of a table are in view."""
        if name not in self._masks:
            self._masks[name] = self._owned(name) if name in _OWNERS else self._referenced(name)
        return self._masks[name]

    def _owned(self, name: str) -> np.ndarray:
        masks = [self._record.linking(name, column, self._mask(owner)) for column, owner in _OWNERS[name].items()]
        mask: np.ndarray = np.logical_or.reduce(masks)
        if self.filters.as_of and name.endswith("_sources"):
            # Nobody could have cited a page that was not published yet; one without a date is given the benefit.
            later = (self._record["sources"]["published_first"] > pd.Timestamp(self.filters.as_of)).to_numpy()
            mask = mask & self._record.linking(name, "source", ~later)
        return mask

    def _referenced(self, name: str) -> np.ndarray:
        masks = [self._record.linked(table, column, self._mask(table)) for table, column in _REFERENCES[name]]
        mask: np.ndarray = np.logical_or.reduce(masks)
        return mask | self._record.linked("actors", "state", mask) if name == "actors" else mask


# Tables whose rows belong to rows of another: the columns that name the owner, and the owner's table.
_OWNERS = {
    "event_actors": {"event": "events"},
    "event_places": {"event": "events"},
    "event_sources": {"event": "events"},
    "question_concerns": {"question": "questions"},
    "question_implications": {"question": "questions"},
    "claim_answers": {"claim": "claims"},
    "claim_actors": {"claim": "claims"},
    "claim_events": {"claim": "claims"},
    "claim_replies": {"claim": "claims"},
    "claim_sources": {"claim": "claims"},
    "quantities": {"claim": "claims"},
    "routes": {"event": "events", "claim": "claims"},
    "route_stops": {"route": "routes"},
    "route_sources": {"route": "routes"},
}

# Tables whose rows are in view while a row in view names them: the tables and columns that may. Whom an actor acts for
# is in view with the actor.
_REFERENCES = {
    "actors": (
        ("event_actors", "actor"),
        ("claim_actors", "actor"),
        ("claims", "spoken_by"),
        ("question_concerns", "actor"),
    ),
    "places": (("events", "place"), ("event_places", "place"), ("route_stops", "place")),
    "questions": (("claim_answers", "question"),),
    "measures": (("quantities", "measure"),),
    "sources": (("event_sources", "source"), ("claim_sources", "source"), ("route_sources", "source")),
}

# Link tables that keep a link when its other end is not in view: the column and table of that end.
_MAY_POINT_OUTSIDE = {
    "question_implications": ("implies", "questions"),
    "claim_events": ("event", "events"),
    "claim_replies": ("reply_to", "claims"),
}
