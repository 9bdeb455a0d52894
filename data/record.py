"""The record in memory: one pandas frame per table, with what follows from the tables worked out once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.dates import parse_edtf
from data.models import TABLES, linked_table
from data.package import Package
from data.sides import event_sides

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


@dataclass(frozen=True, eq=False)
class Record:
    """A validated record.

    `tables` holds a frame per table of the schema, in the order of its file, with columns worked out from the rest:
    `first`, `last` (earliest and latest day, datetime64) and `exact` of `events`, `claims` and `routes`; `known`, the
    day on which somebody could first read of them, of `events` and `claims`; the `side` that acts in `events`; the
    `side` of all `actors`; `published_first` and `published_last`, the days within which `sources` were published.
    """

    folder: Path
    version: str
    package: Package
    tables: Mapping[str, pd.DataFrame]

    @classmethod
    def from_rows(cls, folder: Path, version: str, package: Package, rows: Rows) -> "Record":
        """A record from rows that `load_record` has validated."""
        frames = {name: _frame(name, rows[name]) for name in TABLES}
        frames["actors"] = _with_sides(frames["actors"])
        frames["events"]["side"] = event_sides(frames["events"], frames["event_actors"], frames["actors"])
        for name in ("events", "claims", "routes"):
            frames[name] = _with_days(frames[name])
        frames["sources"] = _with_publication_days(frames["sources"])
        for name, links in (("events", "event_sources"), ("claims", "claim_sources")):
            frames[name]["known"] = _known(frames[name], frames[links], frames["sources"])
        return cls(folder, version, package, frames)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def linking(self, table: str, column: str, targets: np.ndarray) -> np.ndarray:
        """Which rows of a table link, through a column, to a target; `targets` marks rows of the linked table."""
        rows: np.ndarray = np.append(targets, False)[self._positions(table, column)]
        return rows

    def linked(self, table: str, column: str, rows: np.ndarray) -> np.ndarray:
        """Which rows of the linked table one of the `rows` that are marked in a table links to through a column."""
        found = np.zeros(len(self[_target(table, column)]) + 1, dtype=bool)
        found[self._positions(table, column)[rows]] = True
        return found[:-1]

    def _positions(self, table: str, column: str) -> np.ndarray:
        """For each row of a table, the position of the row that it links to; -1, the last of all, for none."""
        if (table, column) not in self._known_positions:
            ids = pd.Index(self[_target(table, column)]["id"])
            self._known_positions[table, column] = ids.get_indexer(pd.Index(self[table][column]))
        return self._known_positions[table, column]

    @cached_property
    def _known_positions(self) -> dict[tuple[str, str], np.ndarray]:
        return {}

    @cached_property
    def actor_names(self) -> dict[str, str]:
        """The name of every actor, by id. An actor and a place may share an id, such as the Kremlin."""
        return dict(zip(self["actors"]["id"], self["actors"]["name"], strict=True))

    @cached_property
    def place_names(self) -> dict[str, str]:
        """The name of every place, by id."""
        return dict(zip(self["places"]["id"], self["places"]["name"], strict=True))

    @cached_property
    def question_texts(self) -> dict[str, str]:
        """The text of every question, by id."""
        return dict(zip(self["questions"]["id"], self["questions"]["text"], strict=True))

    @cached_property
    def event_titles(self) -> dict[str, str]:
        """The title of every event, by id."""
        return dict(zip(self["events"]["id"], self["events"]["title"], strict=True))

    @cached_property
    def coverage(self) -> tuple[date, date]:
        """The first and the last day that any event touches; today twice for a record without events."""
        events = self["events"]
        if events.empty:
            return date.today(), date.today()
        return events["first"].min().date(), events["last"].max().date()

    @cached_property
    def moments(self) -> tuple[date, ...]:
        """The days on which an event or a claim became known, in order."""
        known = pd.concat([self[name]["known"] for name in ("events", "claims")])
        return tuple(sorted(known.dt.date.unique()))

    @cached_property
    def known_until(self) -> date:
        """The latest day on which something in the record became known."""
        return self.moments[-1] if self.moments else date.today()


@cache
def _target(table: str, column: str) -> str:
    """The table that a column links to."""
    target = linked_table(TABLES[table].model_fields[column])
    if target is None:
        raise KeyError(f"{table}.{column} is not a link")
    return target


def _frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    columns = list(TABLES[name].model_fields)
    return pd.DataFrame(list(rows), columns=columns)


def _with_sides(actors: pd.DataFrame) -> pd.DataFrame:
    """Actors with `side` filled in from the state, alliance or world body they act for."""
    own = actors.set_index("id")["side"]
    acts_for = actors["state"].map(own)
    return actors.assign(side=actors["side"].where(actors["side"].notna(), acts_for))


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    which, texts = pd.factorize(frame["date"])
    spans = [parse_edtf(text) for text in texts]
    return frame.assign(
        first=_days([span.first for span in spans], which),
        last=_days([span.last for span in spans], which),
        exact=np.array([span.exact for span in spans], dtype=bool)[which],
    )


def _with_publication_days(sources: pd.DataFrame) -> pd.DataFrame:
    which, texts = pd.factorize(sources["published"])
    spans = [parse_edtf(text) for text in texts]
    return sources.assign(
        published_first=_days([span.first for span in spans], which),
        published_last=_days([span.last for span in spans], which),
    )


def _days(distinct: Sequence[date], which: np.ndarray) -> np.ndarray:
    """For each row, the day at its position among the distinct ones, as datetime64; none for -1, the last of all."""
    days: np.ndarray = np.array([*distinct, None], dtype="datetime64[s]")[which]
    return days


def _known(frame: pd.DataFrame, links: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """When each event or claim was first known, as datetime64.

    It is the earliest publication among its sources; a month or year of publication counts as its last day, since
    nobody can be shown to have read it before. Where no source is dated to the day, the thing's own last day stands in,
    or the first day of publication if that is later. A page older than the thing cannot report that it happened, so
    nothing but a plan is known before its first day.
    """
    owner = links.columns[0]
    published = sources.set_index("id")[["published_first", "published_last"]].reindex(links["source"])
    published["to_the_day"] = published["published_first"] == published["published_last"]
    of_each = published.groupby(links[owner].to_numpy()).agg(
        {"published_first": "min", "published_last": "min", "to_the_day": "any"}
    )
    found = of_each.reindex(frame["id"]).reset_index(drop=True)
    vague = frame["last"].where(~(found["published_first"] > frame["last"]), found["published_first"])
    known = found["published_last"].where(found["to_the_day"].fillna(False).astype(bool), vague)
    floor = frame["first"]
    if "status" in frame:
        floor = floor.where(frame["status"] != "planned", known)
    return known.where(known >= floor, floor)
