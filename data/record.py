"""The record in memory: one pandas frame per table, with what follows from the tables worked out once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.dates import parse_edtf
from data.models import TABLES
from data.package import Package

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


@dataclass(frozen=True, eq=False)
class Record:
    """A validated record.

    `tables` holds a frame per table of the schema, in the order of its file. Beside its columns, `events`, `claims` and `routes` carry `first`, `last` (earliest and latest day, datetime64) and `exact`; `events` and `claims`
    carry `known`, the day on which somebody could first read of them; `actors` carry `side` for all; `sources` carry
    `published_last`, the latest day on which they can have been published.
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
        for name in ("events", "claims", "routes"):
            frames[name] = _with_days(frames[name])
        frames["sources"]["published_last"] = _last_days(frames["sources"]["published"])
        published = frames["sources"].set_index("id")["published_last"]
        for name, links in (("events", "event_sources"), ("claims", "claim_sources")):
            frames[name]["known"] = _known(frames[name], frames[links], published)
        return cls(folder, version, package, frames)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def positions(self, table: str, owner: str) -> np.ndarray:
        """For each row of a link table, the position of its owner (`event` or `claim`) in the owner's table."""
        if (table, owner) not in self._positions:
            index = pd.Index(self[f"{owner}s"]["id"])
            self._positions[table, owner] = index.get_indexer(pd.Index(self[table][owner]))
        return self._positions[table, owner]

    @cached_property
    def _positions(self) -> dict[tuple[str, str], np.ndarray]:
        return {}

    @cached_property
    def coverage(self) -> tuple[date, date]:
        """The first and the last day that any event touches; today twice for a record without events."""
        events = self["events"]
        if events.empty:
            return date.today(), date.today()
        return events["first"].min().date(), events["last"].max().date()

    @cached_property
    def known_until(self) -> date:
        """The latest day on which something in the record became known."""
        latest = max((self[name]["known"].max() for name in ("events", "claims") if len(self[name])), default=None)
        return latest.date() if latest is not None else date.today()


def _frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    columns = list(TABLES[name].model_fields)
    return pd.DataFrame(list(rows), columns=columns)


def _with_sides(actors: pd.DataFrame) -> pd.DataFrame:
    """Actors with `side` filled in from the state, alliance or world body they act for."""
    own = actors.set_index("id")["side"]
    acts_for = actors["state"].map(own)
    return actors.assign(side=actors["side"].where(actors["side"].notna(), acts_for))


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    spans = [parse_edtf(text) for text in frame["date"]]
    return frame.assign(
        first=_days(span.first for span in spans),
        last=_days(span.last for span in spans),
        exact=np.array([span.exact for span in spans], dtype=bool),
    )


def _days(days: Iterable[date | None]) -> pd.Series:
    return pd.Series(np.array(list(days), dtype="datetime64[s]"))


def _last_days(dates: pd.Series) -> pd.Series:
    return _days(parse_edtf(text).last if isinstance(text, str) else None for text in dates)


def _known(frame: pd.DataFrame, links: pd.DataFrame, published: pd.Series) -> pd.Series:
    """When each event or claim was first known, as datetime64.

    It is the earliest publication among its sources, where a month or year of publication counts as its last day,
    since nobody can be shown to have read it before. A page older than the thing itself cannot report that it
    happened, so nothing but a plan is known before its first day. Without a dated source, its own last day stands in.
    """
    owner = links.columns[0]
    earliest = links["source"].map(published).groupby(links[owner].to_numpy()).min()
    known = frame["id"].map(earliest)
    known = known.where(known.notna(), frame["last"])
    floor = frame["first"]
    if "status" in frame:
        floor = floor.where(frame["status"] != "planned", known)
    return known.where(known >= floor, floor)
