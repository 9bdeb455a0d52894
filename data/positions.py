"""What each party holds on a question, since when, and what it said in which period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from data.models import Answer
from data.periods import CalendarPeriod
from data.standing import Statement
from data.view import View


@dataclass(frozen=True, slots=True)
class Position:
    """An answer that a party holds or held.

    `since` is the day on which it became known, `until` the day on which the party's other answer replaced it, and
    `claims` are those in which it was taken, oldest first.
    """

    party: str
    answer: Answer
    since: date
    until: date | None
    claims: tuple[str, ...]


def positions(said: Iterable[Statement]) -> list[Position]:
    """Every position that parties took in the statements on a question, in the order in which they took them.

    As in the rule for standings a later yes or no replaces the earlier one, an unclear word replaces nothing, and two
    answers that became known on one day both stand.
    """
    taken: list[Position] = []
    held: dict[str, dict[Answer, int]] = {}
    latest: dict[str, date] = {}
    for statement in sorted(said, key=lambda statement: statement.known):
        for party in sorted(statement.parties):
            own = held.setdefault(party, {})
            if statement.answer is not Answer.UNCLEAR:
                if latest.get(party) != statement.known:
                    _replace(taken, own, statement)
                latest[party] = statement.known
            elif party in latest:
                continue
            _take(taken, own, party, statement)
    return taken


def _replace(taken: list[Position], own: dict[Answer, int], statement: Statement) -> None:
    """End what a party holds otherwise than a statement; `own` has the place of each answer that it holds."""
    for answer in own.keys() - {statement.answer}:
        place = own.pop(answer)
        taken[place] = replace(taken[place], until=statement.known)


def _take(taken: list[Position], own: dict[Answer, int], party: str, statement: Statement) -> None:
    """Add a statement to the position that it repeats, or begin one with it."""
    if statement.answer in own:
        place = own[statement.answer]
        taken[place] = replace(taken[place], claims=(*taken[place].claims, statement.claim))
    else:
        own[statement.answer] = len(taken)
        taken.append(Position(party, statement.answer, statement.known, None, (statement.claim,)))


@lru_cache(maxsize=16)
def current_positions(view: View) -> dict[str, dict[str, list[Position]]]:
    """For each question, what each party holds on the day of the view, by the party's id.

    Most hold one answer; two that became known on one day both stand. All claims known by the day count, not only those
    in view.
    """
    found: dict[str, dict[str, list[Position]]] = {}
    for question, said in view.statements.items():
        for position in positions(said):
            if position.until is None:
                found.setdefault(question, {}).setdefault(position.party, []).append(position)
    return found


def answers_by_period(
    said: Iterable[Statement], periods: Sequence[CalendarPeriod]
) -> dict[str, list[tuple[Answer, ...]]]:
    """For each party, what it answered in each of the periods: nothing while it was silent.

    A statement belongs to the period in which it became known. Parties stand in the order of their first statement.
    """
    found: dict[str, list[tuple[Answer, ...]]] = {}
    for statement in sorted(said, key=lambda statement: statement.known):
        for party in sorted(statement.parties):
            row = found.setdefault(party, [()] * len(periods))
            for column, period in enumerate(periods):
                if period.first <= statement.known <= period.last and statement.answer not in row[column]:
                    row[column] = (*row[column], statement.answer)
    return found
