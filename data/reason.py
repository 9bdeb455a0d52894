"""Why a question stands as it does, in words: deterministic sentences from its claims."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from data.dates import day_in_words
from data.describe import counted, listed
from data.models import Answer, Nature, Stance
from data.positions import Position, positions
from data.standing import Standing, Statement, Word
from data.view import View

QUOTED = 200
_DID = {
    Stance.ASSERTS: "asserted",
    Stance.ASSESSES: "assessed",
    Stance.CONFIRMS: "confirmed",
    Stance.DENIES: "denied",
    Stance.QUESTIONS: "questioned",
}
_HELD = {Answer.YES: "affirmed", Answer.NO: "denied"}


def headline_since(line: Sequence[Standing]) -> Standing | None:
    """The first of the standings at the end of a line that share its last headline; None for an empty line."""
    same = list(takewhile(lambda standing: standing.headline == line[-1].headline, reversed(line)))
    return same[-1] if same else None


def reason(view: View, question: str) -> str:
    """The standing of a question on the day of a view, since when, by what claim, and who holds otherwise.

    For example: "Acknowledged since 26 April 2025, when the General Staff confirmed ...; denied by Russia from 31
    October 2024 to 26 April 2025". It rests on all claims known by the day, as the standing does.
    """
    begun = headline_since(view.standing_lines[question])
    if begun is None:
        return _unreported(view, question)
    now = view.standings[question]
    lead = Answer.NO if now.no.rung > now.yes.rung else Answer.YES
    taken = positions(view.statements[question])
    headline = now.headline[0].upper() + now.headline[1:]
    parts = [
        f"{headline} since {day_in_words(begun.day)}, when {_trigger(view, begun, lead)}",
        _holders(view, taken, lead),
        _otherwise(view, taken, lead),
    ]
    text = "; ".join(filter(None, parts)) + "."
    nature = view.whole["questions"].set_index("id")["nature"].get(question)
    return f"{text} It is a question of judgement, which no evidence settles." if nature == Nature.JUDGEMENT else text


def _unreported(view: View, question: str) -> str:
    said = view.statements.get(question, ())
    unclear = f"; {counted(len(said), 'claim')} left it open" if said else ""
    return f"Unreported on {day_in_words(view.as_of)}: no party has answered yes or no{unclear}."


def _trigger(view: View, begun: Standing, lead: Answer) -> str:
    """The claim that brought the headline about, and how many more did so on the same day."""
    of_day = [one for one in view.statements[begun.question] if one.known == begun.day]
    decisive = {*begun.yes.claims, *begun.no.claims}
    found = [one for one in of_day if one.claim in decisive] or of_day
    # A claim that answers the question itself tells more than one that implies the answer; the leading answer is
    # usually what moved.
    first = min(found, key=lambda one: (one.implied_by is not None, one.answer is not lead, one.claim))
    if begun.word is Word.CONTESTED:
        first = min(found, key=lambda one: (one.implied_by is not None, one.claim))
    more = f" (and {counted(len(found) - 1, 'more claim')} of that day)" if len(found) > 1 else ""
    return f"{_said(view, first)}{more}"


def _said(view: View, statement: Statement) -> str:
    """Who said what, and on what it rests."""
    claim = view.whole["claims"].set_index("id").loc[statement.claim]
    links = view.whole["claim_actors"]
    who = listed(list(links.loc[links["claim"] == statement.claim, "actor"].map(view.actor_names)))
    if isinstance(claim["spoken_by"], str):
        who += f" ({view.actor_names[claim['spoken_by']]})"
    basis = " of its own conduct" if statement.acknowledges else ""
    if statement.independent:
        basis = f" on {str(claim['evidence']).replace('-', ' ')}"
    text = str(claim["text"]).rstrip(".")
    words = text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"
    implied = ""
    if statement.implied_by:
        implied = f", which answers “{view.question_texts[statement.implied_by]}” and so implies a yes here"
    return f"{who} {_DID[Stance(str(claim['stance']))]}{basis}: “{words}”{implied}"


def _holders(view: View, taken: Sequence[Position], lead: Answer) -> str:
    now = [position for position in taken if position.answer is lead and position.until is None]
    if not now:
        return ""
    names = listed([view.actor_names[position.party] for position in now])
    return f"{lead} is held by {names}" + (f" (first on {day_in_words(now[0].since)})" if len(now) > 1 else "")


def _otherwise(view: View, taken: Sequence[Position], lead: Answer) -> str:
    """Who holds or once held the other answer, and from when to when."""
    other = Answer.NO if lead is Answer.YES else Answer.YES
    spells = [
        f"by {view.actor_names[position.party]} {_spell(position.since, position.until)}"
        for position in taken
        if position.answer is other
    ]
    return f"{_HELD[other]} {listed(spells, most=6)}" if spells else ""


def _spell(since: date, until: date | None) -> str:
    if until is None:
        return f"since {day_in_words(since)}"
    return f"from {day_in_words(since)} to {day_in_words(until)}"
