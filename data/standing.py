"""How a disputed question stands on a given day, computed from the claims known by then.

Support for an answer climbs a ladder, the same for yes and for no:

0. nobody holds it
1. one party holds it
2. several parties of one side hold it
3. parties of more than one side hold it
4. independent evidence: imagery, recovered material, tracking or testimony published by a body that acts for no
   government, or a claim marked `independent-evidence`
5. acknowledged by a state whose own conduct is in question

A question of judgement stops at 3. `docs/curating.md` argues the rule.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from data.models import Answer, Confirms, Evidence, Nature
from data.record import Record

INDEPENDENT_EVIDENCE = frozenset({Evidence.IMAGERY, Evidence.TRACKING, Evidence.RECOVERED_MATERIAL, Evidence.TESTIMONY})
_GOVERNMENTS = frozenset({"state", "alliance"})


class Word(StrEnum):
    """The headline of a standing."""

    ACKNOWLEDGED = "acknowledged"
    EVIDENCED = "evidenced"
    EVIDENCED_DENIED = "evidenced, denied"
    CONTESTED = "contested"
    ASSERTED_YES = "asserted: yes"
    ASSERTED_NO = "asserted: no"
    UNREPORTED = "unreported"


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as it bears on one question.

    `parties` are the states, alliances or independent bodies behind it. `implied_by` names the question whose yes
    implies this one, when the claim does not answer this one itself.
    """

    claim: str
    known: date
    answer: Answer
    parties: frozenset[str]
    independent: bool
    acknowledges: bool
    implied_by: str | None


@dataclass(frozen=True, slots=True)
class Support:
    """How far an answer has climbed, the claims that decide it, and the parties that hold it on that day."""

    rung: int
    claims: tuple[str, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question stands on a day."""

    question: str
    day: date
    word: Word
    yes: Support
    no: Support

    @property
    def headline(self) -> str:
        """The word, with the answer where it is acknowledged or evidenced and not the usual yes."""
        other = self.word not in (Word.CONTESTED, Word.ASSERTED_NO) and self.no.rung > self.yes.rung
        return f"{self.word}: no" if other else str(self.word)


@lru_cache(maxsize=256)
def standings(record: Record, day: date) -> dict[str, Standing]:
    """The standing of every question on `day`, by id."""
    natures = dict(zip(record["questions"]["id"], record["questions"]["nature"], strict=True))
    sides = _party_sides(record)
    by_question = statements(record)
    return {
        question: standing(question, by_question.get(question, ()), sides, nature == Nature.JUDGEMENT, day)
        for question, nature in natures.items()
    }


def standing(question: str, said: Iterable[Statement], sides: dict[str, str], judgement: bool, day: date) -> Standing:
    """The standing of one question from the statements known by `day`."""
    known = [statement for statement in said if statement.known <= day]
    held = _positions(known)
    yes, no = (_support(known, held, answer, sides, judgement) for answer in (Answer.YES, Answer.NO))
    return Standing(question, day, _word(yes.rung, no.rung), yes, no)


def _positions(known: Iterable[Statement]) -> dict[Answer, dict[str, list[str]]]:
    """For each answer, the parties that hold it and the claims in which they last took it.

    A party holds what it said last: a later yes or no replaces its earlier one, an unclear word does not.
    """
    latest: dict[str, date] = {}
    answers: dict[str, dict[Answer, list[str]]] = {}
    for statement in sorted(known, key=lambda statement: statement.known):
        if statement.answer is Answer.UNCLEAR:
            continue
        for party in statement.parties:
            if latest.get(party) != statement.known:
                replaced = answers.setdefault(party, {})
                for answer in set(replaced) - {statement.answer}:
                    del replaced[answer]
            latest[party] = statement.known
            answers[party].setdefault(statement.answer, []).append(statement.claim)
    held: dict[Answer, dict[str, list[str]]] = defaultdict(dict)
    for party, taken in answers.items():
        for answer, claims in taken.items():
            held[answer][party] = claims
    return held


def _support(
    known: list[Statement],
    held: dict[Answer, dict[str, list[str]]],
    answer: Answer,
    sides: dict[str, str],
    judgement: bool,
) -> Support:
    parties = held.get(answer, {})
    names = tuple(sorted(parties))
    if not judgement:
        for rung, decisive in ((5, "acknowledges"), (4, "independent")):
            claims = tuple(s.claim for s in known if s.answer is answer and getattr(s, decisive))
            if claims:
                return Support(rung, claims, names)
    claims = tuple(dict.fromkeys(claim for party in names for claim in parties[party]))
    if len(parties) <= 1:
        return Support(len(parties), claims, names)
    return Support(2 if len({sides[party] for party in parties}) == 1 else 3, claims, names)


def _word(yes: int, no: int) -> Word:
    if (yes == 5) != (no == 5):
        return Word.ACKNOWLEDGED
    if (yes >= 4) != (no >= 4):
        return Word.EVIDENCED_DENIED if min(yes, no) else Word.EVIDENCED
    if yes and no:
        return Word.CONTESTED
    if yes or no:
        return Word.ASSERTED_YES if yes else Word.ASSERTED_NO
    return Word.UNREPORTED


@lru_cache(maxsize=4)
def statements(record: Record) -> dict[str, tuple[Statement, ...]]:
    """For each question, every claim that bears on it, itself or by implication, in the order of becoming known."""
    parties, independent = _claimants(record)
    concerns = _grouped(record, "question_concerns", "question", "actor")
    implied = _implied(record)
    claims = record["claims"]
    known = dict(zip(claims["id"], claims["known"].dt.date, strict=True))
    confirms = dict(zip(claims["id"], claims["confirms"], strict=True))
    evidence = dict(zip(claims["id"], claims["evidence"], strict=True))
    found: dict[str, dict[str, Statement]] = defaultdict(dict)

    def add(claim: str, question: str, answer: Answer, implied_by: str | None) -> None:
        own = confirms[claim] == Confirms.OWN_CONDUCT
        found[question][claim] = Statement(
            claim=claim,
            known=known[claim],
            answer=answer,
            parties=parties[claim],
            independent=confirms[claim] == Confirms.INDEPENDENT_EVIDENCE
            or (evidence[claim] in INDEPENDENT_EVIDENCE and independent[claim]),
            acknowledges=own and not concerns[question].isdisjoint(parties[claim]),
            implied_by=implied_by,
        )

    answers = record["claim_answers"].to_dict("records")
    for row in answers:
        if row["answer"] == Answer.YES:
            for target in implied.get(row["question"], ()):
                add(row["claim"], target, Answer.YES, row["question"])
    # What a claim says of a question itself takes the place of what it implies.
    for row in answers:
        add(row["claim"], row["question"], Answer(row["answer"]), None)
    return {
        question: tuple(sorted(said.values(), key=lambda s: (s.known, s.claim))) for question, said in found.items()
    }


def _party_sides(record: Record) -> dict[str, str]:
    """The side of every actor as a party; a body that acts for no government is of no side but its own kind."""
    actors = record["actors"]
    return {
        actor: side if isinstance(side, str) and kind in _GOVERNMENTS else "independent"
        for actor, side, kind in zip(actors["id"], actors["side"], actors["kind"], strict=True)
    }


def _claimants(record: Record) -> tuple[dict[str, frozenset[str]], dict[str, bool]]:
    """For each claim, the parties behind it, and whether all of them act for no government."""
    actors = record["actors"]
    state = dict(zip(actors["id"], actors["state"], strict=True))
    kind = dict(zip(actors["id"], actors["kind"], strict=True))
    party = {actor: of if isinstance(of, str) else actor for actor, of in state.items()}
    claimants = _grouped(record, "claim_actors", "claim", "actor")
    parties = {claim: frozenset(party[actor] for actor in who) for claim, who in claimants.items()}
    return parties, {claim: all(kind[one] not in _GOVERNMENTS for one in who) for claim, who in parties.items()}


def _grouped(record: Record, table: str, owner: str, column: str) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in zip(record[table][owner], record[table][column], strict=True):
        groups[key].add(value)
    return groups


def _implied(record: Record) -> dict[str, set[str]]:
    """For each question, all that a yes to it implies, however many steps away."""
    direct = _grouped(record, "question_implications", "question", "implies")
    closed: dict[str, set[str]] = {}
    for question in direct:
        reached: set[str] = set()
        todo = list(direct[question])
        while todo:
            one = todo.pop()
            if one not in reached and one != question:
                reached.add(one)
                todo += direct.get(one, ())
        closed[question] = reached
    return closed
