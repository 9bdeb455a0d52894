"""What a user asks for, as a value that reads and writes the query parameters of a URL."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from data.models import EventKind, Evidence, Period, Side, Stance, Status
from data.record import Record
from data.search import claim_texts, event_texts, matches
from data.tables import nearest, shown
from data.view import View

Query = Mapping[str, Sequence[str]]
TEXT_LIMIT = 200


class FilterError(ValueError):
    """Query parameters that ask for something that is not there.

    `problems` says for each what is wrong and what to do; `usable` is the filter without the parts at fault.
    """

    def __init__(self, problems: list[str], usable: "Filters") -> None:
        self.problems = problems
        self.usable = usable
        super().__init__("; ".join(problems))


def _parameter(name: str) -> dict[str, str]:
    return {"parameter": name}


@dataclass(frozen=True)
class Filters:
    """A filter. Parts that are empty do not narrow; several values of one part are alternatives.

    | part | an event is kept when | a claim is kept when |
    |---|---|---|
    | `actors` | one of them takes part, itself or through somebody who acts for it | one of them makes or speaks it |
    | `together` | all the chosen actors take part, not just one | all of them make it jointly |
    | `sides` | somebody of the side takes part | somebody of the side makes it |
    | `kinds`, `statuses`, `places` | it is, or touches, one of them | it is about an event that is or does |
    | `start`, `end` | its span overlaps the range | it was made within the range |
    | `as_of` | it was known by that day | it was known by that day |
    | `background` | milestones before 2022 are kept, too; they are not otherwise | - |
    | `text` | its title, summary, places, actors hold all words | its text, question, claimants, events do |
    | `stances`, `evidence` | - | it has one of them |
    | `questions`, `topics` | - | it answers one of them, or a question of one of them |
    | `events` | - | it is about one of them |
    | `years` | - | it was made in one of them |

    The last four rows narrow claims only: events stay in view whatever they ask for. A value that the record does not
    have finds nothing in `apply`; `from_query` reports it.
    """

    actors: tuple[str, ...] = field(default=(), metadata=_parameter("actor"))
    together: bool = field(default=False, metadata=_parameter("together"))
    sides: tuple[str, ...] = field(default=(), metadata=_parameter("side"))
    kinds: tuple[str, ...] = field(default=(), metadata=_parameter("kind"))
    statuses: tuple[str, ...] = field(default=(), metadata=_parameter("status"))
    places: tuple[str, ...] = field(default=(), metadata=_parameter("place"))
    start: date | None = field(default=None, metadata=_parameter("from"))
    end: date | None = field(default=None, metadata=_parameter("to"))
    as_of: date | None = field(default=None, metadata=_parameter("asof"))
    text: str = field(default="", metadata=_parameter("q"))
    background: bool = field(default=False, metadata=_parameter("background"))
    stances: tuple[str, ...] = field(default=(), metadata=_parameter("stance"))
    evidence: tuple[str, ...] = field(default=(), metadata=_parameter("evidence"))
    questions: tuple[str, ...] = field(default=(), metadata=_parameter("question"))
    topics: tuple[str, ...] = field(default=(), metadata=_parameter("topic"))
    events: tuple[str, ...] = field(default=(), metadata=_parameter("event"))
    years: tuple[str, ...] = field(default=(), metadata=_parameter("year"))

    def __post_init__(self) -> None:
        # One filter has one value, whatever the order in which its parts were chosen.
        for part in LISTS:
            object.__setattr__(self, part, tuple(sorted(set(getattr(self, part)))))
        object.__setattr__(self, "text", " ".join(self.text.split()))
        object.__setattr__(self, "together", self.together and len(self.actors) > 1)

    @classmethod
    def from_query(cls, query: Query, record: Record, other: Collection[str] = ()) -> "Filters":
        """The filter that query parameters ask for.

        `other` names parameters that belong to somebody else and are passed over. Raises FilterError when a parameter
        is unknown or has a value that the record does not have.
        """
        problems: list[str] = []
        parts: dict[str, object] = {}
        for name, values in query.items():
            part = PARAMETERS.get(name)
            if part is not None:
                parts[part] = _read(part, name, values, record, problems)
            elif name not in other:
                known = sorted({*PARAMETERS, *other})
                problems.append(f"{name}: is not a parameter{nearest(name, known)} - use {', '.join(known)}")
        found = cls(**{part: value for part, value in parts.items() if value is not None})  # type: ignore[arg-type]
        if found.start and found.end and found.start > found.end:
            problems.append(f"from: {found.start} is later than to: {found.end} - swap them")
            found = replace(found, start=None, end=None)
        if problems:
            raise FilterError(problems, found)
        return found

    def to_query(self) -> dict[str, list[str]]:
        """The query parameters that ask for this filter; parts that do not narrow are left out."""
        query: dict[str, list[str]] = {}
        for part in fields(self):
            value = getattr(self, part.name)
            if value:
                values = value if isinstance(value, tuple) else ("1" if value is True else str(value),)
                query[part.metadata["parameter"]] = list(values)
        return query

    def apply(self, record: Record) -> View:
        """The view of the record that this filter asks for."""
        return _apply(self, record)

    def without(self, part: str) -> "Filters":
        """This filter without one of its parts."""
        return replace(self, **{part: getattr(Filters(), part)})

    def having(self, part: str, values: Iterable[str]) -> "Filters":
        """This filter with other values of one of its parts that have several."""
        return replace(self, **{part: tuple(values)})  # type: ignore[arg-type]

    def active(self) -> list[str]:
        """The parts that narrow, in the order of the class."""
        return [
            part.name
            for part in fields(self)
            if part.name not in ("together", "background") and getattr(self, part.name)
        ]


# Parts with several values, which are alternatives.
LISTS = tuple(part.name for part in fields(Filters) if part.default == ())
PARAMETERS = {part.metadata["parameter"]: part.name for part in fields(Filters)}


def _read(part: str, name: str, values: Sequence[str], record: Record, problems: list[str]) -> object:
    """The value of one part, or None where nothing usable was given; problems are added to the list."""
    values = [value for value in values if value]
    if not values:
        return None
    if part in ("start", "end", "as_of"):
        return _read_day(name, values, problems)
    if part in ("together", "background"):
        if values[-1] not in ("0", "1"):
            problems.append(f"{name}: {shown(values[-1])} is not a switch - use 1 or 0")
        return values[-1] == "1"
    if part == "text":
        if len(values[-1]) > TEXT_LIMIT:
            problems.append(f"{name}: has {len(values[-1])} characters - use at most {TEXT_LIMIT}")
            return None
        return values[-1]
    allowed = _allowed(part, record)
    for value in values:
        if value not in allowed:
            some = ", ".join(sorted(allowed)) if len(allowed) <= 20 else "an id of the record"
            problems.append(f"{name}: {shown(value)} is not known{nearest(value, allowed)} - use {some}")
    return tuple(value for value in values if value in allowed)


def _read_day(name: str, values: Sequence[str], problems: list[str]) -> date | None:
    try:
        if len(values[-1]) != len("2023-09-13"):
            raise ValueError
        return date.fromisoformat(values[-1])
    except ValueError:
        problems.append(f"{name}: {shown(values[-1])} is not a day - write it as 2023-09-13")
        return None


def _allowed(part: str, record: Record) -> Collection[str]:
    enums = {"sides": Side, "kinds": EventKind, "statuses": Status, "stances": Stance, "evidence": Evidence}
    if part in enums:
        return [str(member) for member in enums[part]]
    if part == "topics":
        return set(record["questions"]["topic"])
    if part == "years":
        return set(claim_years(record["claims"]))
    return set(record[part]["id"])


def claim_years(claims: pd.DataFrame) -> pd.Series:
    """The year in which each claim was made, or had begun to be made, as text: 2024."""
    years: pd.Series = claims["first"].dt.year.astype("str")
    return years


@lru_cache(maxsize=32)
def _apply(filters: Filters, record: Record) -> View:
    events, claims = record["events"], record["claims"]
    about = _event_part(filters, record)
    event_mask = about & _common_part(filters, events, event_texts, record)
    if not filters.background:
        event_mask &= (events["period"] != Period.BACKGROUND).to_numpy()
    claim_mask = _common_part(filters, claims, claim_texts, record)
    if filters.kinds or filters.statuses or filters.places:
        claim_mask &= _owners(record, "claim_events", "claim", "event", about)
    if filters.actors:
        chosen = _who_acts_for(filters, record)
        event_mask &= _with_actors(filters, record, "event_actors", "event", chosen)
        spoken = [record.linking("claims", "spoken_by", actors) for actors in chosen]
        claim_mask &= _with_actors(filters, record, "claim_actors", "claim", chosen, spoken)
    if filters.sides:
        of_side = _in(record["actors"]["side"], filters.sides)
        event_mask &= _owners(record, "event_actors", "event", "actor", of_side)
        claim_mask &= _owners(record, "claim_actors", "claim", "actor", of_side)
    return View(record, filters, event_mask, claim_mask & _claim_part(filters, record))


def _event_part(filters: Filters, record: Record) -> np.ndarray:
    """Events that pass what only events have: kind, status and place."""
    events = record["events"]
    mask = np.ones(len(events), dtype=bool)
    if filters.kinds:
        mask &= _in(events["kind"], filters.kinds)
    if filters.statuses:
        mask &= _in(events["status"], filters.statuses)
    if filters.places:
        places = _in(record["places"]["id"], filters.places)
        further = _owners(record, "event_places", "event", "place", places)
        mask &= record.linking("events", "place", places) | further
    return mask


def _claim_part(filters: Filters, record: Record) -> np.ndarray:
    """Claims that pass what only claims have: stance, evidence, question, topic, event and year."""
    claims, questions = record["claims"], record["questions"]
    mask = np.ones(len(claims), dtype=bool)
    if filters.stances:
        mask &= _in(claims["stance"], filters.stances)
    if filters.evidence:
        mask &= _in(claims["evidence"], filters.evidence)
    for asked, column in ((filters.questions, "id"), (filters.topics, "topic")):
        if asked:
            mask &= _owners(record, "claim_answers", "claim", "question", _in(questions[column], asked))
    if filters.events:
        mask &= _owners(record, "claim_events", "claim", "event", _in(record["events"]["id"], filters.events))
    if filters.years:
        mask &= _in(claim_years(claims), filters.years)
    return mask


def _common_part(
    filters: Filters, frame: pd.DataFrame, texts: Callable[[Record], pd.Series], record: Record
) -> np.ndarray:
    """Rows that pass what events and claims share: dates, day of knowledge and text."""
    mask = np.ones(len(frame), dtype=bool)
    if filters.start:
        mask &= (frame["last"] >= pd.Timestamp(filters.start)).to_numpy()
    if filters.end:
        mask &= (frame["first"] <= pd.Timestamp(filters.end)).to_numpy()
    if filters.as_of:
        mask &= (frame["known"] <= pd.Timestamp(filters.as_of)).to_numpy()
    if filters.text:
        mask &= matches(texts(record), filters.text).to_numpy()
    return mask


def _who_acts_for(filters: Filters, record: Record) -> list[np.ndarray]:
    """For each chosen actor, itself and all who act for it, marked among the actors."""
    actors = record["actors"]
    return [_in(actors["state"], [chosen]) | _in(actors["id"], [chosen]) for chosen in filters.actors]


def _with_actors(
    filters: Filters,
    record: Record,
    table: str,
    owner: str,
    chosen: list[np.ndarray],
    also: Sequence[np.ndarray] = (),
) -> np.ndarray:
    masks = [_owners(record, table, owner, "actor", actors) for actors in chosen]
    masks = [mask | more for mask, more in zip(masks, also, strict=True)] if also else masks
    mask: np.ndarray = (np.logical_and if filters.together else np.logical_or).reduce(masks)
    return mask


def _owners(record: Record, table: str, owner: str, column: str, targets: np.ndarray) -> np.ndarray:
    """Which events or claims have a row in a link table whose `column` links to one of the targets."""
    return record.linked(table, owner, record.linking(table, column, targets))


def _in(column: pd.Series, values: Iterable[str]) -> np.ndarray:
    return column.isin(list(values)).to_numpy(dtype=bool)
