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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from data.models import Answer, Confirms, Evidence, Nature
from data.record import Record

INDEPENDENT_EVIDENCE = frozenset({Evidence.IMAGERY, Evidence.TRACKING, Evidence.RECOVERED_MATERIAL, Evidence.TESTIMONY})
_GOVERNMENTS = frozenset({"state", "alliance"})

RUNGS = (
    "held by nobody",
    "held by one party",
    "held by several parties of one side",
    "held by parties of more than one side",
    "borne out by independent evidence",
    "acknowledged by a state whose own conduct is in question",
)


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
    tally = _Tally(sides, judgement)
    for statement in sorted(said, key=lambda statement: statement.known):
        if statement.known <= day:
            tally.add(statement)
    return tally.standing(question, day)


@lru_cache(maxsize=64)
def standing_lines(record: Record, until: date) -> dict[str, tuple[Standing, ...]]:
    """Every standing that each question has had up to a day, oldest first, by the id of the question.

    A new one begins on the day on which the rung of either answer changes; before the first the question was
    unreported.
    """
    natures = dict(zip(record["questions"]["id"], record["questions"]["nature"], strict=True))
    sides, by_question = _party_sides(record), statements(record)
    return {
        question: tuple(_line(question, by_question.get(question, ()), sides, nature == Nature.JUDGEMENT, until))
        for question, nature in natures.items()
    }


def _line(
    question: str, said: Iterable[Statement], sides: dict[str, str], judgement: bool, until: date
) -> Iterator[Standing]:
    tally, rungs = _Tally(sides, judgement), (0, 0)
    for day, of_day in groupby(said, key=lambda statement: statement.known):
        if day > until:
            return
        for statement in of_day:
            tally.add(statement)
        now = (tally.rung(Answer.YES), tally.rung(Answer.NO))
        if now != rungs:
            rungs = now
            yield tally.standing(question, day)


class _Tally:
    """What is held on one question and what decides it, while statements are added in the order of becoming known.

    A party holds what it said last: a later yes or no replaces its earlier one, an unclear word does not.
    """

    def __init__(self, sides: dict[str, str], judgement: bool) -> None:
        self._sides = sides
        self._judgement = judgement
        self._latest: dict[str, date] = {}
        self._held: dict[Answer, dict[str, list[str]]] = {Answer.YES: {}, Answer.NO: {}}
        self._decisive: dict[tuple[Answer, int], list[str]] = defaultdict(list)

    def add(self, statement: Statement) -> None:
        answer = statement.answer
        if answer is Answer.UNCLEAR:
            return
        other = Answer.NO if answer is Answer.YES else Answer.YES
        for party in statement.parties:
            if self._latest.get(party) != statement.known:
                self._held[other].pop(party, None)
            self._latest[party] = statement.known
            self._held[answer].setdefault(party, []).append(statement.claim)
        for rung, decides in ((5, statement.acknowledges), (4, statement.independent)):
            if decides and not self._judgement:
                self._decisive[answer, rung].append(statement.claim)

    def rung(self, answer: Answer) -> int:
        for rung in (5, 4):
            if (answer, rung) in self._decisive:
                return rung
        parties = self._held[answer]
        if len(parties) <= 1:
            return len(parties)
        return 2 if len({self._sides[party] for party in parties}) == 1 else 3

    def standing(self, question: str, day: date) -> Standing:
        yes, no = self._support(Answer.YES), self._support(Answer.NO)
        return Standing(question, day, _word(yes.rung, no.rung), yes, no)

    def _support(self, answer: Answer) -> Support:
        rung, held = self.rung(answer), self._held[answer]
        names = tuple(sorted(held))
        own = dict.fromkeys(claim for party in names for claim in held[party])
        return Support(rung, tuple(self._decisive.get((answer, rung), own)), names)


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


@lru_cache(maxsize=64)
def known_statements(record: Record, day: date) -> dict[str, tuple[Statement, ...]]:
    """For each question, the claims known by `day` that bear on it, in the order of becoming known."""
    return {
        question: tuple(statement for statement in said if statement.known <= day)
        for question, said in statements(record).items()
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
