"""How a question stands: every rung and headline on small cases, and what it must say of the real record."""

from datetime import date, timedelta

import pytest

from data.filters import Filters
from data.standing import Standing, Word, standings, statements

DAY = date(2025, 1, 1)
OTHER = {"yes": "no", "no": "yes"}


class Said:
    """A small record in which nobody has said anything yet. Each claim is known on its own day."""

    def __init__(self, small) -> None:
        self.small = small
        small.clear(
            "claims", "claim_answers", "claim_actors", "claim_events", "claim_replies", "claim_sources", "quantities",
            "routes", "route_stops", "route_sources", "question_implications",
        )  # fmt: skip
        self.count = 0

    def __call__(
        self,
        actors: str,
        answer: str,
        day: str = "2024-01-01",
        question: str = "q-arms",
        evidence: str = "official-statement",
        confirms: str = "",
        source: str = "s-undated",
    ) -> str:
        """Add a claim of one or several actors; its id, c-1, c-2, ..."""
        self.count += 1
        claim = f"c-{self.count}"
        stance = "confirms" if confirms else "asserts"
        self.small.add(
            "claims", id=claim, date=day, stance=stance, confirms=confirms, evidence=evidence, text="So it was said."
        )
        self.answers(claim, question, answer)
        for actor in actors.split():
            self.small.add("claim_actors", claim=claim, actor=actor)
        self.small.add("claim_sources", claim=claim, source=source)
        return claim

    def answers(self, claim: str, question: str, answer: str) -> None:
        """Let a claim bear on a further question."""
        self.small.add("claim_answers", claim=claim, question=question, answer=answer)

    def implies(self, question: str, implied: str) -> None:
        self.small.add("question_implications", question=question, implies=implied)

    def standing(self, question: str = "q-arms", day: date = DAY) -> Standing:
        return standings(self.small.load(), day)[question]


@pytest.fixture
def said(small) -> Said:
    return Said(small)


# Each claim: who, on what evidence, confirming what.
RUNGS = [
    (0, []),
    (1, [("usa", "", "")]),
    (1, [("usa", "", ""), ("white-house", "", "")]),
    (1, [("imagery-lab", "analyst-judgement", "")]),
    (2, [("usa", "", ""), ("kor", "", "")]),
    (2, [("usa kor", "", "")]),
    (2, [("usa", "", ""), ("nato", "", "")]),
    (2, [("un", "", ""), ("imagery-lab", "analyst-judgement", "")]),
    (3, [("usa", "", ""), ("ukr", "", "")]),
    (3, [("usa ukr", "", "")]),
    (3, [("usa", "", ""), ("imagery-lab", "analyst-judgement", "")]),
    (3, [("usa", "", ""), ("un", "", "")]),
    (3, [("usa", "", ""), ("ukr", "", ""), ("prk", "", ""), ("un", "", ""), ("imagery-lab", "", "")]),
    (4, [("imagery-lab", "imagery", "")]),
    (4, [("imagery-lab", "tracking", "")]),
    (4, [("imagery-lab", "recovered-material", "")]),
    (4, [("imagery-lab", "testimony", "")]),
    (4, [("un", "recovered-material", "")]),
    (4, [("un imagery-lab", "imagery", "")]),
    (4, [("usa", "", "independent-evidence")]),
    (1, [("usa", "imagery", "")]),
    (1, [("white-house", "imagery", "")]),
    (1, [("nato", "tracking", "")]),
    (3, [("imagery-lab usa", "imagery", "")]),
    (5, [("prk", "", "own-conduct")]),
    (5, [("kim-jong-un", "", "own-conduct")]),
    (5, [("prk usa", "", "own-conduct")]),
    (5, [("imagery-lab", "imagery", ""), ("rus", "", "own-conduct")]),
    (1, [("usa", "", "own-conduct")]),
    (1, [("prk", "", "")]),
]


@pytest.mark.parametrize("answer", ["yes", "no"])
@pytest.mark.parametrize(("rung", "claims"), RUNGS)
def test_rungs_are_the_same_for_yes_and_for_no(said, answer, rung, claims) -> None:
    for actors, evidence, confirms in claims:
        said(actors, answer, evidence=evidence or "official-statement", confirms=confirms)
    standing = said.standing()
    assert getattr(standing, answer).rung == rung
    assert getattr(standing, OTHER[answer]).rung == 0


@pytest.mark.parametrize(("rung", "claims"), [case for case in RUNGS if case[0] > 1])
def test_a_judgement_stops_at_rung_three(said, rung, claims) -> None:
    said.small.add("question_concerns", question="q-threat", actor="prk")
    said.small.add("question_concerns", question="q-threat", actor="rus")
    for actors, evidence, confirms in claims:
        said(actors, "yes", question="q-threat", evidence=evidence or "official-statement", confirms=confirms)
    found = said.standing("q-threat").yes.rung
    assert found == rung if rung < 4 else 1 <= found <= 3


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ([], Word.UNREPORTED),
        ([("usa", "unclear", "", "")], Word.UNREPORTED),
        ([("usa", "yes", "", "")], Word.ASSERTED_YES),
        ([("usa", "no", "", "")], Word.ASSERTED_NO),
        ([("usa", "yes", "", ""), ("ukr", "yes", "", ""), ("rus", "no", "", "")], Word.CONTESTED),
        ([("imagery-lab", "yes", "imagery", "")], Word.EVIDENCED),
        ([("imagery-lab", "no", "imagery", "")], Word.EVIDENCED),
        ([("imagery-lab", "yes", "imagery", ""), ("rus", "no", "", "")], Word.EVIDENCED_DENIED),
        ([("usa", "yes", "", ""), ("un", "no", "testimony", "")], Word.EVIDENCED_DENIED),
        ([("imagery-lab", "yes", "imagery", ""), ("un", "no", "testimony", "")], Word.CONTESTED),
        ([("rus", "yes", "", "own-conduct")], Word.ACKNOWLEDGED),
        ([("rus", "no", "", "own-conduct")], Word.ACKNOWLEDGED),
        ([("rus", "yes", "", "own-conduct"), ("prk", "no", "", "")], Word.ACKNOWLEDGED),
        ([("rus", "yes", "", "own-conduct"), ("un", "no", "testimony", "")], Word.ACKNOWLEDGED),
        ([("rus", "yes", "", "own-conduct"), ("prk", "no", "", "own-conduct")], Word.CONTESTED),
    ],
)
def test_headline_words(said, claims, word) -> None:
    for actors, answer, evidence, confirms in claims:
        said(actors, answer, evidence=evidence or "official-statement", confirms=confirms)
    assert said.standing().word == word


@pytest.mark.parametrize(
    ("claims", "headline"),
    [
        ([("imagery-lab", "yes", "imagery", "")], "evidenced"),
        ([("imagery-lab", "no", "imagery", "")], "evidenced: no"),
        ([("usa", "yes", "", ""), ("un", "no", "testimony", "")], "evidenced, denied: no"),
        ([("rus", "yes", "", "own-conduct"), ("un", "no", "testimony", "")], "acknowledged"),
        ([("rus", "no", "", "own-conduct")], "acknowledged: no"),
        ([("usa", "no", "", "")], "asserted: no"),
        ([("usa", "yes", "", ""), ("rus", "no", "", ""), ("ukr", "no", "", "")], "contested"),
        ([], "unreported"),
    ],
)
def test_the_headline_says_which_answer_where_it_is_not_the_usual_yes(said, claims, headline) -> None:
    for actors, answer, evidence, confirms in claims:
        said(actors, answer, evidence=evidence or "official-statement", confirms=confirms)
    assert said.standing().headline == headline


def test_a_standing_names_the_claims_that_decide_it_and_who_holds_it(said) -> None:
    said("usa", "yes", "2024-01-01")
    said("imagery-lab", "yes", "2024-01-02", evidence="imagery")
    said("rus", "no", "2024-01-03")
    said("kim-jong-un", "no", "2024-01-04")
    standing = said.standing()
    assert (standing.question, standing.day) == ("q-arms", DAY)
    assert standing.yes.claims == ("c-2",)
    assert standing.yes.parties == ("imagery-lab", "usa")
    assert set(standing.no.claims) == {"c-3", "c-4"}
    assert standing.no.parties == ("prk", "rus")


def test_a_joint_claim_is_named_once(said) -> None:
    said("usa kor", "yes")
    assert said.standing().yes.claims == ("c-1",)


def test_every_question_has_a_standing(said) -> None:
    assert set(standings(said.small.load(), DAY)) == {"q-arms", "q-freight", "q-threat"}


@pytest.mark.parametrize(("day", "rung"), [(date(2024, 2, 4), 0), (date(2024, 2, 5), 1)])
def test_a_claim_counts_from_the_day_it_is_known(said, day, rung) -> None:
    said("usa", "yes", "2024-02-05")
    assert said.standing(day=day).yes.rung == rung


def test_a_claim_published_late_counts_late(said) -> None:
    said("usa", "yes", "2024-02-05", source="s-plan")
    assert said.standing(day=date(2024, 6, 19)).word == Word.UNREPORTED
    assert said.standing(day=date(2024, 6, 20)).word == Word.ASSERTED_YES


# The latest word of a party


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_latest_word_of_a_party_replaces_its_earlier_one(said, answer) -> None:
    said("usa", answer, "2024-01-01")
    said("usa", OTHER[answer], "2024-02-01")
    before, after = said.standing(day=date(2024, 1, 31)), said.standing(day=date(2024, 2, 1))
    assert (getattr(before, answer).rung, getattr(before, OTHER[answer]).rung) == (1, 0)
    assert (getattr(after, answer).rung, getattr(after, OTHER[answer]).rung) == (0, 1)
    assert getattr(after, OTHER[answer]).claims == ("c-2",)


def test_whoever_speaks_for_a_party_replaces_its_word(said) -> None:
    said("usa", "yes", "2024-01-01")
    said("white-house", "no", "2024-02-01")
    assert said.standing().word == Word.ASSERTED_NO


def test_a_party_that_turns_leaves_the_others_where_they_are(said) -> None:
    said("usa kor", "yes", "2024-01-01")
    said("usa", "no", "2024-02-01")
    standing = said.standing()
    assert (standing.yes.parties, standing.no.parties) == (("kor",), ("usa",))


def test_an_unclear_word_replaces_nothing(said) -> None:
    said("usa", "yes", "2024-01-01")
    said("usa", "unclear", "2024-02-01")
    standing = said.standing()
    assert (standing.word, standing.yes.claims) == (Word.ASSERTED_YES, ("c-1",))


def test_two_answers_of_one_day_are_both_held(said) -> None:
    said("usa", "yes", "2024-01-01")
    said("usa", "no", "2024-01-01")
    assert said.standing().word == Word.CONTESTED


def test_a_repeated_word_adds_a_claim_but_no_rung(said) -> None:
    said("usa", "yes", "2024-01-01")
    said("usa", "yes", "2024-02-01")
    assert (said.standing().yes.rung, said.standing().yes.claims) == (1, ("c-1", "c-2"))


def test_evidence_and_admissions_stay_when_their_party_turns(said) -> None:
    said("imagery-lab", "yes", "2024-01-01", evidence="imagery")
    said("imagery-lab", "no", "2024-02-01")
    assert (said.standing().yes.rung, said.standing().no.rung) == (4, 1)
    said("rus", "yes", "2024-03-01", confirms="own-conduct")
    said("rus", "no", "2024-04-01")
    assert (said.standing().yes.rung, said.standing().word) == (5, Word.ACKNOWLEDGED)


# Implication


def test_a_yes_counts_as_a_yes_to_what_it_implies(said) -> None:
    said.implies("q-freight", "q-arms")
    said("imagery-lab", "yes", question="q-freight", evidence="imagery")
    standing = said.standing("q-arms")
    assert (standing.yes.rung, standing.yes.claims) == (4, ("c-1",))
    (statement,) = statements(said.small.load())["q-arms"]
    assert statement.implied_by == "q-freight"


@pytest.mark.parametrize("answer", ["no", "unclear"])
def test_only_a_yes_implies(said, answer) -> None:
    said.implies("q-freight", "q-arms")
    said("usa", answer, question="q-freight")
    assert said.standing("q-arms").word == Word.UNREPORTED


def test_implication_does_not_run_backwards(said) -> None:
    said.implies("q-freight", "q-arms")
    said("usa", "yes", question="q-arms")
    assert said.standing("q-freight").word == Word.UNREPORTED


def test_implication_goes_on_over_several_steps_and_may_run_in_a_circle(said) -> None:
    said.implies("q-freight", "q-arms")
    said.implies("q-arms", "q-threat")
    said.implies("q-threat", "q-freight")
    said("usa", "yes", question="q-freight")
    assert {said.standing(question).word for question in ("q-freight", "q-arms", "q-threat")} == {Word.ASSERTED_YES}
    assert [one.implied_by for one in statements(said.small.load())["q-freight"]] == [None]


@pytest.mark.parametrize("order", [("q-freight", "q-arms"), ("q-arms", "q-freight")])
def test_what_a_claim_says_itself_takes_the_place_of_what_it_implies(said, order) -> None:
    said.implies("q-freight", "q-arms")
    answers = {"q-freight": "yes", "q-arms": "unclear"}
    claim = said("usa", answers[order[0]], question=order[0])
    said.answers(claim, order[1], answers[order[1]])
    assert said.standing("q-arms").word == Word.UNREPORTED


def test_an_admission_acknowledges_what_it_implies_only_if_that_concerns_the_same_state(said) -> None:
    said.implies("q-freight", "q-arms")
    said.implies("q-freight", "q-threat")
    said("rus", "yes", question="q-freight", confirms="own-conduct")
    assert said.standing("q-arms").word == Word.ACKNOWLEDGED
    assert said.standing("q-threat").word == Word.ASSERTED_YES


# The real record


def test_combat_is_acknowledged_in_spring_2025_and_not_before(record) -> None:
    assert standings(record, date(2024, 12, 1))["q-troops-fought"].word != Word.ACKNOWLEDGED
    assert standings(record, date(2025, 5, 1))["q-troops-fought"].word == Word.ACKNOWLEDGED


def quarters(first: date, last: date) -> list[date]:
    days = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (3, 6, 9, 12)]
    return [day for day in days if first <= day <= last]


def test_us_south_korean_drills_are_contested_all_along(record) -> None:
    days = [*quarters(date(2022, 9, 1), record.known_until), record.known_until]
    assert len(days) >= 16
    words = {day: standings(record, day)["q-us-rok-drills"].word for day in days}
    assert words == dict.fromkeys(days, Word.CONTESTED)


def test_no_question_of_the_record_loses_rung_four_or_five(record) -> None:
    earlier = standings(record, date(2022, 1, 1))
    for day in quarters(date(2022, 3, 1), record.known_until):
        later = standings(record, day)
        for question, standing in later.items():
            for answer in ("yes", "no"):
                was, is_ = getattr(earlier[question], answer).rung, getattr(standing, answer).rung
                assert is_ >= was or was < 4, (question, day, answer)
        earlier = later


def test_the_deciding_claims_of_the_record_were_known_by_the_day(record) -> None:
    known = record["claims"].set_index("id")["known"].dt.date
    for day in (date(2023, 6, 1), date(2024, 6, 1), record.known_until):
        for standing in standings(record, day).values():
            for support in (standing.yes, standing.no):
                assert all(known[claim] <= day for claim in support.claims)
                assert bool(support.claims) == (support.rung > 0)


def test_a_filter_does_not_change_a_standing(record) -> None:
    day = record.known_until - timedelta(days=365)
    narrow = Filters(actors=("kor",), text="drill", as_of=day).apply(record)
    assert narrow.standings == standings(record, day)
