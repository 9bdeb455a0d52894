"""What a view holds, one value per event, claim, question and source, each with all that belongs to it.

The JSON API serves these as they are; tables, maps and calendars are drawn from them, so that no two formats disagree.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from data.models import (
    Actor,
    Answer,
    Claim,
    ClaimAnswer,
    Confirms,
    Event,
    EventActor,
    EventKind,
    Evidence,
    Measure,
    MeasureKind,
    Nature,
    Period,
    Place,
    PlaceKind,
    Precision,
    Qualifier,
    Quantity,
    Question,
    Role,
    Row,
    Side,
    Source,
    SourceKind,
    Stance,
    Status,
)
from data.standing import Standing, Support, Word
from data.view import View

FIRST_DAY = "The earliest day that the date covers."
LAST_DAY = "The latest day that the date covers."
EXACT = "Whether the date is known to the day."
KNOWN = "The day on which somebody could first read of it."


def _as(model: type[Row], field: str) -> Any:
    """A field with the description that the schema of the record gives it."""
    return Field(description=model.model_fields[field].description)


class Entry(BaseModel):
    """One thing of a view, with what belongs to it."""

    model_config = ConfigDict(frozen=True)


class ActorEntry(Entry):
    """An actor by name."""

    id: str = _as(Actor, "id")
    name: str = _as(Actor, "name")
    side: Side | None = Field(description="Where it, or the state it acts for, stands; null if it acts for none.")


class ParticipantEntry(ActorEntry):
    """An actor in an event."""

    role: Role = _as(EventActor, "role")


class PlaceEntry(Entry):
    """A place; `lat` and `lon` are degrees WGS 84."""

    id: str = _as(Place, "id")
    name: str = _as(Place, "name")
    native_name: str | None = _as(Place, "native_name")
    country: str | None = _as(Place, "country")
    admin1: str | None = _as(Place, "admin1")
    kind: PlaceKind = _as(Place, "kind")
    lat: float = _as(Place, "lat")
    lon: float = _as(Place, "lon")
    precision: Precision = _as(Place, "precision")
    radius_km: float | None = _as(Place, "radius_km")


class SourceEntry(Entry):
    """A published page."""

    id: str = _as(Source, "id")
    title: str = _as(Source, "title")
    publisher: str = _as(Source, "publisher")
    published: str | None = _as(Source, "published")
    language: str = _as(Source, "language")
    kind: SourceKind = _as(Source, "kind")
    url: str = _as(Source, "url")


class EventEntry(Entry):
    """Something that happened, is said to have happened, was planned, or failed."""

    id: str = _as(Event, "id")
    title: str = _as(Event, "title")
    kind: EventKind = _as(Event, "kind")
    status: Status = _as(Event, "status")
    side: Side | None = Field(description="The side that acts in it; null where none does.")
    date: str = _as(Event, "date")
    first_day: datetime.date = Field(description=FIRST_DAY)
    last_day: datetime.date = Field(description=LAST_DAY)
    exact: bool = Field(description=EXACT)
    known_since: datetime.date = Field(description=KNOWN)
    period: Period = _as(Event, "period")
    summary: str = _as(Event, "summary")
    place: PlaceEntry = _as(Event, "place")
    further_places: tuple[PlaceEntry, ...] = Field(description="Further places it touched, in order.")
    actors: tuple[ParticipantEntry, ...] = Field(description="Who took part, and how.")
    claims: tuple[str, ...] = Field(description="Ids of the claims in view that are about it.")
    sources: tuple[SourceEntry, ...] = Field(description="The pages that support it.")


class AnswerEntry(Entry):
    """What a claim implies for a question."""

    question: str = _as(ClaimAnswer, "question")
    text: str = _as(Question, "text")
    answer: Answer = _as(ClaimAnswer, "answer")


class QuantityEntry(Entry):
    """A number in a claim."""

    measure: str = _as(Quantity, "measure")
    label: str = _as(Measure, "label")
    unit: str | None = _as(Measure, "unit")
    kind: MeasureKind = _as(Measure, "kind")
    low: float | None = _as(Quantity, "low")
    high: float | None = _as(Quantity, "high")
    qualifier: Qualifier = _as(Quantity, "qualifier")
    cumulative: bool = _as(Quantity, "cumulative")
    raw: str = _as(Quantity, "raw")


class ClaimEntry(Entry):
    """What one party, or several in a joint statement, said on one day."""

    id: str = _as(Claim, "id")
    date: str = _as(Claim, "date")
    first_day: datetime.date = Field(description=FIRST_DAY)
    last_day: datetime.date = Field(description=LAST_DAY)
    exact: bool = Field(description=EXACT)
    known_since: datetime.date = Field(description=KNOWN)
    claimants: tuple[ActorEntry, ...] = Field(description="Who made it; a joint statement has several.")
    spoken_by: str | None = Field(description="Name of the person who spoke for the claimant.")
    stance: Stance = _as(Claim, "stance")
    confirms: Confirms | None = _as(Claim, "confirms")
    evidence: Evidence = _as(Claim, "evidence")
    text: str = _as(Claim, "text")
    quote: str | None = _as(Claim, "quote")
    answers: tuple[AnswerEntry, ...] = Field(description="What it implies for the questions it bears on.")
    quantities: tuple[QuantityEntry, ...] = Field(description="The numbers it gives, in order.")
    events: tuple[str, ...] = Field(description="Ids of the events it is about, in view or not.")
    replies_to: tuple[str, ...] = Field(description="Ids of the earlier claims it answers, in view or not.")
    sources: tuple[SourceEntry, ...] = Field(description="The pages that report it.")


class SupportEntry(Entry):
    """How far an answer has climbed."""

    rung: int = Field(ge=0, le=5, description="0 none, 1 one party, 2 one side, 3 several sides, 4 independent "
                      "evidence, 5 acknowledged by a state whose conduct is in question.")  # fmt: skip
    parties: tuple[str, ...] = Field(description="Names of the parties that hold it.")
    claims: tuple[str, ...] = Field(description="Ids of the claims that decide it, in view or not.")


class StandingEntry(Entry):
    """How a question stands on a day, from all claims known by then, whatever the filter."""

    day: datetime.date = Field(description="The as-of day.")
    headline: str = Field(description="The word, with the answer where it is not the usual yes.")
    word: Word = Field(description="The word for it.")
    yes: SupportEntry = Field(description="Support for yes.")
    no: SupportEntry = Field(description="Support for no.")


class QuestionEntry(Entry):
    """A disputed question that claims in view answer, and how it stands."""

    id: str = _as(Question, "id")
    text: str = _as(Question, "text")
    topic: str = _as(Question, "topic")
    nature: Nature = _as(Question, "nature")
    note: str | None = _as(Question, "note")
    concerns: tuple[str, ...] = Field(description="Names of the states or alliances whose conduct is in question.")
    claims: tuple[str, ...] = Field(description="Ids of the claims in view that answer it.")
    standing: StandingEntry = Field(description="How it stands on the as-of day.")


_Made = TypeVar("_Made")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as plain values, None for what is missing."""
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


@lru_cache(maxsize=8)
def event_entries(view: View) -> tuple[EventEntry, ...]:
    """The events in view, by first day and id."""
    places = place_entries(view)
    sources = _linked(view, "event_sources", "event", _by_id(source_entries(view)))
    actors = _actors(view)
    cast: dict[str, list[ParticipantEntry]] = defaultdict(list)
    for row in records(view["event_actors"]):
        cast[row["event"]].append(ParticipantEntry(**actors[row["actor"]].model_dump(), role=row["role"]))
    further: dict[str, list[PlaceEntry]] = defaultdict(list)
    for row in records(view["event_places"].sort_values(["event", "position"])):
        further[row["event"]].append(places[row["place"]])
    about = view["claim_events"]
    claims = _ids(about[about["in_view"]], "event", "claim")
    return tuple(
        EventEntry(
            **_own(row, EventEntry),
            **_days(row),
            place=places[row["place"]],
            further_places=tuple(further[row["id"]]),
            actors=tuple(cast[row["id"]]),
            claims=claims[row["id"]],
            sources=sources[row["id"]],
        )
        for row in records(view["events"].sort_values(["first", "id"]))
    )


@lru_cache(maxsize=8)
def claim_entries(view: View) -> tuple[ClaimEntry, ...]:
    """The claims in view, by first day and id."""
    sources = _linked(view, "claim_sources", "claim", _by_id(source_entries(view)))
    claimants = _linked(view, "claim_actors", "claim", _actors(view), column="actor")
    questions = dict(zip(view["questions"]["id"], view["questions"]["text"], strict=True))
    answers: dict[str, list[AnswerEntry]] = defaultdict(list)
    for row in records(view["claim_answers"]):
        answers[row["claim"]].append(
            AnswerEntry(question=row["question"], text=questions[row["question"]], answer=row["answer"])
        )
    quantities = _quantities(view)
    events = _ids(view["claim_events"], "claim", "event")
    replies = _ids(view["claim_replies"], "claim", "reply_to")
    return tuple(
        ClaimEntry(
            **_own(row, ClaimEntry, without=("spoken_by",)),
            **_days(row),
            spoken_by=view.actor_names.get(row["spoken_by"]),
            claimants=claimants[row["id"]],
            answers=tuple(answers[row["id"]]),
            quantities=tuple(quantities[row["id"]]),
            events=events[row["id"]],
            replies_to=replies[row["id"]],
            sources=sources[row["id"]],
        )
        for row in records(view["claims"].sort_values(["first", "id"]))
    )


@lru_cache(maxsize=8)
def question_entries(view: View) -> tuple[QuestionEntry, ...]:
    """The questions that claims in view answer, by topic and id."""
    claims = _ids(view["claim_answers"], "question", "claim")
    concerns = _ids(view["question_concerns"], "question", "actor")
    standings = view.standings
    return tuple(
        QuestionEntry(
            **_own(row, QuestionEntry),
            concerns=tuple(view.actor_names[actor] for actor in concerns[row["id"]]),
            claims=claims[row["id"]],
            standing=_standing(standings[row["id"]], view.actor_names),
        )
        for row in records(view["questions"].sort_values(["topic", "id"]))
    )


def source_entries(view: View) -> tuple[SourceEntry, ...]:
    """The sources in view, in the order of the record."""
    return tuple(SourceEntry(**_own(row, SourceEntry)) for row in records(view["sources"]))


def place_entries(view: View) -> dict[str, PlaceEntry]:
    """The places in view, by id, in the order of the record."""
    return {row["id"]: PlaceEntry(**_own(row, PlaceEntry)) for row in records(view["places"])}


def _own(row: Mapping[str, Any], model: type[Entry], without: Iterable[str] = ()) -> dict[str, Any]:
    """The cells of a row that an entry holds as they are."""
    linked = {"place", "claims", "events", *without}
    return {name: row[name] for name in model.model_fields if name in row and name not in linked}


def _days(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "first_day": row["first"].date(),
        "last_day": row["last"].date(),
        "known_since": row["known"].date(),
    }


def _by_id(entries: Iterable[SourceEntry]) -> dict[str, SourceEntry]:
    return {entry.id: entry for entry in entries}


def _actors(view: View) -> dict[str, ActorEntry]:
    return {row["id"]: ActorEntry(**_own(row, ActorEntry)) for row in records(view["actors"])}


def _linked(
    view: View, table: str, owner: str, made: Mapping[str, _Made], column: str = "source"
) -> defaultdict[str, tuple[_Made, ...]]:
    """For each owner, what a link table links it to."""
    links: defaultdict[str, tuple[_Made, ...]] = defaultdict(tuple)
    for key, value in zip(view[table][owner], view[table][column], strict=True):
        links[key] += (made[value],)
    return links


def _ids(frame: pd.DataFrame, owner: str, column: str) -> defaultdict[str, tuple[str, ...]]:
    links: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for key, value in zip(frame[owner], frame[column], strict=True):
        links[key] += (value,)
    return links


def _quantities(view: View) -> dict[str, list[QuantityEntry]]:
    measures = {row["id"]: row for row in records(view["measures"])}
    found: dict[str, list[QuantityEntry]] = defaultdict(list)
    for row in records(view["quantities"].sort_values(["claim", "position"])):
        measure = measures[row["measure"]]
        found[row["claim"]].append(
            QuantityEntry(
                **_own(row, QuantityEntry), label=measure["label"], unit=measure["unit"], kind=measure["kind"]
            )
        )
    return found


def _standing(standing: Standing, names: Mapping[str, str]) -> StandingEntry:
    def support(of: Support) -> SupportEntry:
        return SupportEntry(rung=of.rung, parties=tuple(names[party] for party in of.parties), claims=of.claims)

    return StandingEntry(
        day=standing.day,
        headline=standing.headline,
        word=standing.word,
        yes=support(standing.yes),
        no=support(standing.no),
    )
