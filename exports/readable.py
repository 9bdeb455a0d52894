"""The tables that people read: names instead of ids, and all that belongs to an event or claim in one row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from data.models import Claim, Event, Measure, Place, Quantity, Row, Source
from data.view import View
from exports.entries import (
    FIRST_DAY,
    KNOWN,
    LAST_DAY,
    ActorEntry,
    ClaimEntry,
    EventEntry,
    QuantityEntry,
    SourceEntry,
    claim_entries,
    event_entries,
    source_entries,
)

SEPARATOR = "; "

Cell = str | float | bool | date | None


@dataclass(frozen=True)
class Column:
    """A column of a readable table: its name, what stands in it, and how a cell is made from an item of the table."""

    name: str
    description: str
    cell: Callable[[Any], Cell]


@dataclass(frozen=True)
class ReadableTable:
    """A readable table. `rows` have a cell for each column; a cell is text, a number, a truth value, a day or empty."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]]

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


@lru_cache(maxsize=16)
def readable_table(view: View, name: str) -> ReadableTable:
    """The readable table of that name, of the view; `READABLE` lists the names. Raises KeyError for any other."""
    title, columns, items = READABLE[name]
    return ReadableTable(name, title, columns, [[column.cell(item) for column in columns] for item in items(view)])


def _as(model: type[Row], field: str, cell: Callable[[Any], Cell], name: str | None = None) -> Column:
    """A column described as the schema of the record describes the field."""
    return Column(name or field, model.model_fields[field].description or "", cell)


def _joined(texts: Iterable[str]) -> str:
    return SEPARATOR.join(texts)


def _urls(item: EventEntry | ClaimEntry) -> str:
    # A space parts addresses, which hold none, and may hold a semicolon.
    return " ".join(source.url for source in item.sources)


def _names(actors: Iterable[ActorEntry]) -> str:
    return _joined(actor.name for actor in actors)


def figure(quantity: QuantityEntry) -> str:
    """A number as the material words it, with what it counts: "more than 1,000 containers (Containers shipped)"."""
    return f"{quantity.raw} ({quantity.label})"


@dataclass(frozen=True)
class _QuantityLine:
    claim: ClaimEntry
    quantity: QuantityEntry


@dataclass(frozen=True)
class _SourceLine:
    source: SourceEntry
    supports: int


@dataclass(frozen=True)
class _ClaimLine:
    claim: ClaimEntry
    events: str


def _claim_lines(view: View) -> list[_ClaimLine]:
    titles = {entry.id: entry.title for entry in event_entries(view)}
    return [
        _ClaimLine(claim, _joined(titles.get(event, event) for event in claim.events)) for claim in claim_entries(view)
    ]


def _quantity_lines(view: View) -> list[_QuantityLine]:
    return [_QuantityLine(claim, quantity) for claim in claim_entries(view) for quantity in claim.quantities]


def _source_lines(view: View) -> list[_SourceLine]:
    cited = pd.concat([view[f"{owner}_sources"]["source"] for owner in ("event", "claim", "route")]).value_counts()
    return [_SourceLine(source, int(cited.get(source.id, 0))) for source in source_entries(view)]


EVENT_COLUMNS = (
    _as(Event, "id", lambda event: event.id),
    _as(Event, "date", lambda event: event.date),
    Column("first_day", FIRST_DAY, lambda event: event.first_day),
    Column("last_day", LAST_DAY, lambda event: event.last_day),
    _as(Event, "title", lambda event: event.title),
    _as(Event, "kind", lambda event: event.kind),
    _as(Event, "status", lambda event: event.status),
    Column("side", "The side that acts in it; empty where none does.", lambda event: event.side),
    _as(Event, "place", lambda event: event.place.name),
    _as(Place, "country", lambda event: event.place.country),
    _as(Place, "lat", lambda event: event.place.lat),
    _as(Place, "lon", lambda event: event.place.lon),
    _as(Place, "precision", lambda event: event.place.precision),
    Column(
        "further_places",
        "Further places it touched, in order.",
        lambda event: _joined(place.name for place in event.further_places),
    ),
    Column(
        "actors",
        "Who took part, and how.",
        lambda event: _joined(f"{actor.name} ({actor.role})" for actor in event.actors),
    ),
    _as(Event, "summary", lambda event: event.summary),
    _as(Event, "period", lambda event: event.period),
    Column("known_since", KNOWN, lambda event: event.known_since),
    Column("claims", "How many claims in view are about it.", lambda event: len(event.claims)),
    Column("sources", "How many pages support it.", lambda event: len(event.sources)),
    Column("source_urls", "Their addresses, parted by spaces.", _urls),
)

CLAIM_COLUMNS = (
    _as(Claim, "id", lambda line: line.claim.id),
    _as(Claim, "date", lambda line: line.claim.date),
    Column("first_day", FIRST_DAY, lambda line: line.claim.first_day),
    Column("last_day", LAST_DAY, lambda line: line.claim.last_day),
    Column("claimants", "Who made it.", lambda line: _names(line.claim.claimants)),
    Column(
        "sides",
        "The sides of the claimants.",
        lambda line: _joined(dict.fromkeys(str(actor.side) for actor in line.claim.claimants if actor.side)),
    ),
    _as(Claim, "spoken_by", lambda line: line.claim.spoken_by),
    _as(Claim, "stance", lambda line: line.claim.stance),
    _as(Claim, "confirms", lambda line: line.claim.confirms),
    _as(Claim, "evidence", lambda line: line.claim.evidence),
    _as(Claim, "text", lambda line: line.claim.text),
    _as(Claim, "quote", lambda line: line.claim.quote),
    Column(
        "answers",
        "The questions it bears on, and what it implies for them.",
        lambda line: _joined(f"{answer.text} {answer.answer}" for answer in line.claim.answers),
    ),
    Column("quantities", "The numbers it gives.", lambda line: _joined(map(figure, line.claim.quantities))),
    Column("events", "Titles of the events it is about; the id of one outside the view.", lambda line: line.events),
    Column("replies_to", "Ids of the earlier claims it answers.", lambda line: _joined(line.claim.replies_to)),
    Column("known_since", KNOWN, lambda line: line.claim.known_since),
    Column("sources", "How many pages report it.", lambda line: len(line.claim.sources)),
    Column("source_urls", "Their addresses, parted by spaces.", lambda line: _urls(line.claim)),
)

QUANTITY_COLUMNS = (
    _as(Quantity, "claim", lambda line: line.claim.id),
    _as(Claim, "date", lambda line: line.claim.date),
    Column("first_day", FIRST_DAY, lambda line: line.claim.first_day),
    Column("claimants", "Who gives the number.", lambda line: _names(line.claim.claimants)),
    _as(Claim, "stance", lambda line: line.claim.stance),
    _as(Quantity, "measure", lambda line: line.quantity.label),
    _as(Measure, "unit", lambda line: line.quantity.unit),
    _as(Measure, "kind", lambda line: line.quantity.kind),
    _as(Quantity, "qualifier", lambda line: line.quantity.qualifier),
    _as(Quantity, "low", lambda line: line.quantity.low),
    _as(Quantity, "high", lambda line: line.quantity.high),
    _as(Quantity, "cumulative", lambda line: line.quantity.cumulative),
    _as(Quantity, "raw", lambda line: line.quantity.raw),
    _as(Claim, "text", lambda line: line.claim.text, "claim_text"),
    Column("source_urls", "Addresses of the pages that report it, parted by spaces.", lambda line: _urls(line.claim)),
)

SOURCE_COLUMNS = (
    _as(Source, "id", lambda line: line.source.id),
    _as(Source, "title", lambda line: line.source.title),
    _as(Source, "publisher", lambda line: line.source.publisher),
    _as(Source, "published", lambda line: line.source.published),
    _as(Source, "kind", lambda line: line.source.kind),
    _as(Source, "language", lambda line: line.source.language),
    Column("supports", "How many events, claims and routes in view cite it.", lambda line: line.supports),
    _as(Source, "url", lambda line: line.source.url),
)

READABLE: dict[str, tuple[str, tuple[Column, ...], Callable[[View], Iterable[Any]]]] = {
    "events": ("Events", EVENT_COLUMNS, event_entries),
    "claims": ("Claims", CLAIM_COLUMNS, _claim_lines),
    "quantities": ("Quantities", QUANTITY_COLUMNS, _quantity_lines),
    "sources": ("Sources", SOURCE_COLUMNS, _source_lines),
}
