"""Doubts about a record that do not make it faulty: what an editor should look at."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, utils

from data.package import DESCRIPTOR, descriptor_text
from data.record import Record

# Events at one place within so many days, with titles at least so alike (0 to 100), may be one event entered twice.
NEAR_DAYS = pd.Timedelta(days=2)
NEAR_TITLES = 80.0


@dataclass(frozen=True, order=True)
class Doubt:
    """A row worth a second look, and why."""

    kind: str
    table: str
    id: str
    problem: str

    def __str__(self) -> str:
        return f"{self.table}: {self.id}: {self.problem}"


def doubts(record: Record) -> list[Doubt]:
    """All doubts about a record, sorted by kind, table and id."""
    return sorted(doubt for find in _FINDERS for doubt in find(record))


@lru_cache(maxsize=2)
def known_doubts(record: Record) -> tuple[Doubt, ...]:
    """The same, found once for each record."""
    return tuple(doubts(record))


def near_duplicates(record: Record) -> Iterator[Doubt]:
    """Events that may be one: same place, dates within two days, similar titles."""
    for _, events in record["events"].groupby("place"):
        rows = events.sort_values("first")[["id", "title", "first"]].to_dict("records")
        for one, other in _near_pairs(rows):
            alike = fuzz.token_sort_ratio(one["title"], other["title"], processor=utils.default_process)
            if alike >= NEAR_TITLES:
                yield Doubt(
                    "near duplicate",
                    "events",
                    other["id"],
                    f"may be the same as {one['id']} - merge them or tell them apart in the title",
                )


def _near_pairs(rows: Sequence[dict[Hashable, Any]]) -> Iterator[tuple[dict[Hashable, Any], dict[Hashable, Any]]]:
    """The pairs of rows, which are in the order of their first days, that begin within two days of each other."""
    for position, one in enumerate(rows):
        for other in islice(rows, position + 1, None):
            if other["first"] - one["first"] > NEAR_DAYS:
                break
            yield one, other


def single_source(record: Record) -> Iterator[Doubt]:
    """Events that rest on one page."""
    counts = record["event_sources"]["event"].value_counts()
    for event in counts.index[counts == 1]:
        yield Doubt("single source", "events", event, "rests on a single source - add a second, independent one")


def early_sources(record: Record) -> Iterator[Doubt]:
    """Events that cite a page older than themselves, and are not plans."""
    events = record["events"].loc[record["events"]["status"] != "planned", ["id", "first"]]
    links = (
        record["event_sources"]
        .merge(events, left_on="event", right_on="id")
        .merge(record["sources"][["id", "published_last"]], left_on="source", right_on="id")
    )
    for row in links[links["published_last"] < links["first"]].to_dict("records"):
        yield Doubt(
            "older source",
            "events",
            row["event"],
            f"is younger than its source {row['source']} - check the date of one of them",
        )


def unused(record: Record) -> Iterator[Doubt]:
    """Sources that nothing cites."""
    cited = pd.concat([record[f"{owner}_sources"]["source"] for owner in ("event", "claim", "route")])
    for source in record["sources"]["id"][~record["sources"]["id"].isin(cited)]:
        yield Doubt("uncited source", "sources", source, "is cited by nothing - cite or delete it")


def unanswered(record: Record) -> Iterator[Doubt]:
    """Claims that bear on no question, and questions that no claim bears on."""
    answers = record["claim_answers"]
    for table, column in (("claims", "claim"), ("questions", "question")):
        for one in record[table]["id"][~record[table]["id"].isin(answers[column])]:
            yield Doubt("unanswered", table, one, "stands in no row of claim_answers.csv - add one or delete it")


def stale_description(record: Record) -> Iterator[Doubt]:
    """A `datapackage.json` that no longer describes its tables."""
    path = record.folder / DESCRIPTOR
    if path.read_text(encoding="utf-8") != descriptor_text(record.package, record.version, record.coverage):
        yield Doubt(
            "stale description",
            "datapackage",
            record.package.name,
            "does not describe these tables - run make datapackage",
        )


_FINDERS: tuple[Callable[[Record], Iterator[Doubt]], ...] = (
    near_duplicates,
    single_source,
    early_sources,
    unused,
    unanswered,
    stale_description,
)
