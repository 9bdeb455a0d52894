"""The query parameters of exports: those of a filter, which all share, and those that a format has of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.filters import PARAMETERS, TEXT_LIMIT, FilterError, Filters
from data.models import SLUG, EventKind, Evidence, Side, Stance, Status
from data.record import Record
from data.tables import nearest, shown
from exports.problems import ExportError, Problem, few

# Parameters of the dashboard that mean nothing to a file: its addresses can be used here as they are.
PASSED_OVER = ("select", "at", "present", "title", "subtitle", "frame")

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Parameter:
    """A query parameter: what it is for, the JSON Schema of its value, and how a text becomes one.

    `read` raises ValueError with what is wrong and what to do. `repeats` says that it may stand several times.
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any] = str
    default: Any = None
    repeats: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values that it may have, where they are few."""
        return few(self.schema.get("enum", ()))


def choice(name: str, description: str, values: Sequence[str], default: str) -> Parameter:
    """A parameter that has one of a few values."""

    def read(text: str) -> str:
        if text not in values:
            raise ValueError(f"{shown(text)} is not known{nearest(text, values)} - use {', '.join(values)}")
        return text

    return Parameter(name, description, {"type": "string", "enum": list(values), "default": default}, read, default)


def whole_number(name: str, description: str, least: int, most: int, default: int) -> Parameter:
    """A parameter that is a whole number within limits."""

    def read(text: str) -> int:
        # Not int(), which reads signs, spaces, underscores and digits of any script.
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else -1
        if not least <= number <= most:
            raise ValueError(f"{shown(text)} is not a whole number from {least:,} to {most:,} - use digits only")
        return number

    schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    return Parameter(name, description, schema, read, default)


_ID = {"type": "string", "pattern": SLUG}
_DAY = {"type": "string", "format": "date"}
_SWITCH = {"type": "string", "enum": ["0", "1"], "default": "0"}


def _enum(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": [str(value) for value in values]}


# The values are read by `Filters.from_query`; what is said here is for people and for OpenAPI.
FILTER_PARAMETERS = (
    Parameter("actor", "Id of an actor: what it, or somebody who acts for it, does or says.", _ID, repeats=True),
    Parameter("together", "With several actors, 1 keeps only what all of them do or say together.", _SWITCH),
    Parameter("side", "What somebody of the side does or says.", _enum(Side), repeats=True),
    Parameter("kind", "Events of the kind, and claims about them.", _enum(EventKind), repeats=True),
    Parameter("status", "Events of the status, and claims about them.", _enum(Status), repeats=True),
    Parameter("place", "Id of a place: events that touch it, and claims about them.", _ID, repeats=True),
    Parameter("from", "First day: events whose dates overlap the range, claims made in it.", _DAY),
    Parameter("to", "Last day of that range.", _DAY),
    Parameter("asof", "Only what was known by that day.", _DAY),
    Parameter("q", "Words that all must occur, in any order.", {"type": "string", "maxLength": TEXT_LIMIT}),
    Parameter("stance", "Claims of the stance; events stay.", _enum(Stance), repeats=True),
    Parameter("evidence", "Claims that offer it; events stay.", _enum(Evidence), repeats=True),
    Parameter("topic", "Claims on questions of the topic; events stay.", {"type": "string"}, repeats=True),
    Parameter("question", "Id of a question: claims that bear on it; events stay.", _ID, repeats=True),
    Parameter("event", "Id of an event: claims about it; events stay.", _ID, repeats=True),
    Parameter("year", "Claims made in the year; events stay.", {"type": "string", "examples": ["2024"]}, repeats=True),
    Parameter("background", "1 keeps milestones before 2022, too.", _SWITCH),
)


def read_filters(query: Query, record: Record, own: Sequence[Parameter] = ()) -> tuple[Filters, dict[str, Any]]:
    """The filter and the values of a format's own parameters, by name, that a query asks for.

    Raises ExportError (400) with every problem: a parameter that is unknown, or a value that is.
    """
    problems = _unknown(query, own)
    filters = Filters()
    try:
        filters = Filters.from_query({name: query[name] for name in query if name in PARAMETERS}, record)
    except FilterError as error:
        problems += [_of_filter(text, query) for text in error.problems]
    options: dict[str, Any] = {}
    for parameter in own:
        given = [value for value in query.get(parameter.name, ()) if value]
        try:
            options[parameter.name] = parameter.read(given[-1]) if given else parameter.default
        except ValueError as error:
            problems.append(Problem(parameter.name, given[-1], str(error), parameter.allowed))
    if problems:
        raise ExportError(400, "the address asks for what is not there", problems)
    return filters, options


def kept(query: Query, own: Sequence[Parameter] = ()) -> dict[str, list[str]]:
    """The part of a query that a format understands."""
    names = {*PARAMETERS, *(parameter.name for parameter in own)}
    return {name: list(values) for name, values in query.items() if name in names and any(values)}


def _unknown(query: Query, own: Sequence[Parameter]) -> list[Problem]:
    known = [*PARAMETERS, *(parameter.name for parameter in own)]
    return [
        Problem(name, values[-1], f"is not a parameter{nearest(name, known)} - use {', '.join(known)}", tuple(known))
        for name, values in query.items()
        if name not in known and name not in PASSED_OVER
    ]


def _of_filter(text: str, query: Query) -> Problem:
    """A problem that `Filters.from_query` tells as "name: what is wrong"; the name is one of the filter's."""
    name, _, problem = text.partition(": ")
    parameter = next(one for one in FILTER_PARAMETERS if one.name == name)
    at_fault = [value for value in query[name] if shown(value) in problem]
    return Problem(name, (at_fault or [*query[name]])[-1], problem, parameter.allowed)
