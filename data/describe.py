"""A view in words."""

from collections.abc import Sequence
from datetime import date

from data.dates import day_in_words, in_words
from data.filters import Filters
from data.record import Record
from data.view import View


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "1,204 claims"."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def listed(words: Sequence[str], conjunction: str = "and", most: int = 4) -> str:
    """Words as a list in a sentence; beyond `most`, the rest as a number."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    return f" {conjunction} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def summary(view: View) -> str:
    """What is in view and what it was narrowed by: "14 events and 9 claims, 1 September to 31 October 2023, ..."."""
    counts = f"{counted(len(view['events']), 'event')} and {counted(len(view['claims']), 'claim')}"
    return ", ".join([counts, *narrowed_by(view)])


def narrowed_by(view: View) -> list[str]:
    """Each part of a filter in words, in a fixed order."""
    filters = view.filters
    places = listed([view.place_names.get(place, place) for place in filters.places], "or")
    parts = [
        period(filters.start, filters.end),
        listed([view.actor_names.get(actor, actor) for actor in filters.actors], "and" if filters.together else "or"),
        listed([f"side of {side}" if side != "other" else "other sides" for side in filters.sides], "or"),
        listed([kind.replace("-", " ") for kind in filters.kinds], "or"),
        listed(filters.statuses, "or"),
        f"at {places}" if places else "",
        _of_claims("claims whose stance is", filters.stances),
        _of_claims("claims whose evidence is", [spaced(one) for one in filters.evidence]),
        _of_claims("claims on the topic", [spaced(one) for one in filters.topics]),
        _of_claims("claims on", [view.question_texts.get(one, one) for one in filters.questions]),
        _of_claims("claims about", [view.event_titles.get(one, one) for one in filters.events]),
        _of_claims("claims of", filters.years),
        f"with the words “{filters.text}”" if filters.text else "",
        "with the background before 2022" if filters.background else "",
        f"as known on {day_in_words(filters.as_of)}" if filters.as_of else "",
    ]
    return [part for part in parts if part]


def spaced(value: object) -> str:
    """A value of the schema as words: "intelligence release"."""
    return str(value).replace("-", " ")


def _of_claims(what: str, values: Sequence[str]) -> str:
    return f"{what} {listed(values, 'or')}" if values else ""


def period(start: date | None, end: date | None) -> str:
    """A range of days in words; empty where neither end is given."""
    if start and end:
        return in_words(f"{start.isoformat()}/{end.isoformat()}")
    if start:
        return f"from {day_in_words(start)}"
    return f"until {day_in_words(end)}" if end else ""


def ways_back(filters: Filters, record: Record) -> list[tuple[str, View]]:
    """For a filter that finds nothing: the parts whose removal alone brings something back, and what it brings."""
    found = [(part, filters.without(part).apply(record)) for part in filters.active()]
    return [(part, view) for part, view in found if not view.is_empty]
