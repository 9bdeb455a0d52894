"""How a standing came about, and the reason in words, on the questions that an analyst would ask first."""

from datetime import date
from itertools import pairwise

import pytest

from data.filters import Filters
from data.reason import headline_since, reason
from data.standing import standing_lines, standings

# A day after all that is asserted here, so that new claims cannot change it.
DAY = date(2025, 6, 30)


def steps(record, question: str, day: date = DAY) -> list[tuple[str, str, int, int]]:
    line = standing_lines(record, day)[question]
    return [(one.day.isoformat(), one.headline, one.yes.rung, one.no.rung) for one in line]


def why(record, question: str, day: date = DAY) -> str:
    return reason(Filters(as_of=day).apply(record), question)


def test_the_line_of_troops_in_combat(record) -> None:
    assert steps(record, "q-troops-fought") == [
        ("2024-10-31", "asserted: no", 0, 1),
        ("2024-11-05", "contested", 1, 1),
        ("2024-11-13", "contested", 3, 1),
        ("2025-02-19", "evidenced, denied", 4, 1),
        ("2025-04-26", "acknowledged", 5, 0),
    ]


@pytest.mark.parametrize("day", [date(2023, 10, 20), date(2024, 6, 30), DAY])
def test_a_line_ends_where_the_question_stands(record, day) -> None:
    lines, stand = standing_lines(record, day), standings(record, day)
    assert lines.keys() == stand.keys()
    for question, line in lines.items():
        last = (line[-1].word, line[-1].yes.rung, line[-1].no.rung) if line else ("unreported", 0, 0)
        assert last == (stand[question].word, stand[question].yes.rung, stand[question].no.rung), question
        assert [one.day for one in line] == sorted({one.day for one in line})
        assert all(one.day <= day for one in line)
        rungs = [(0, 0)] + [(one.yes.rung, one.no.rung) for one in line]
        assert all(one != after for one, after in pairwise(rungs))


def test_every_step_is_the_standing_of_its_day(record) -> None:
    for question in ("q-munitions", "q-sat-help", "q-oil", "q-us-rok-drills", "q-troops-sent"):
        for step in standing_lines(record, DAY)[question]:
            assert step == standings(record, step.day)[question]


def test_troops_are_acknowledged_since_the_chief_of_staff_spoke(record) -> None:
    text = why(record, "q-troops-fought")
    assert text.startswith(
        "Acknowledged since 26 April 2025, when Russian General Staff (Valery Gerasimov) confirmed of its own conduct"
    )
    assert "first on 5 November 2024" in text
    assert text.endswith("denied by Russia from 31 October 2024 to 26 April 2025.")


def test_sending_troops_is_acknowledged_by_implication(record) -> None:
    text = why(record, "q-troops-sent")
    assert text.startswith("Acknowledged since 26 April 2025, when Russian General Staff")
    assert "which answers “Have North Korean troops fought for Russia against Ukraine?” and so implies a yes" in text
    assert "by Russia from 10 October 2024 to 26 April 2025" in text
    assert "by North Korea from 22 October 2024 to 28 April 2025" in text


def test_munitions_are_evidenced_and_denied_by_both(record) -> None:
    text = why(record, "q-munitions")
    assert text.startswith("Evidenced, denied since 24 January 2024, when Conflict Armament Research")
    assert "on recovered material" in text
    assert text.endswith("denied by North Korea since 22 September 2022 and by Russia since 9 November 2022.")


def test_help_with_satellites_is_one_word_against_another(record) -> None:
    assert why(record, "q-sat-help", date(2024, 12, 31)).endswith("yes is held by South Korea.")
    text = why(record, "q-sat-help")
    assert text.startswith(
        "Contested since 9 January 2025, when Russian Mission to the United Nations (Vassily Nebenzia)"
    )
    assert text.endswith("yes is held by South Korea; denied by Russia since 9 January 2025.")


def test_oil_beyond_the_cap_is_evidenced_and_denied(record) -> None:
    assert steps(record, "q-oil") == [
        ("2024-05-02", "asserted: yes", 1, 0),
        ("2024-11-22", "evidenced", 4, 0),
        ("2025-06-02", "evidenced, denied", 4, 1),
    ]
    assert why(record, "q-oil").endswith("denied by North Korea since 2 June 2025.")


def test_exercises_as_rehearsal_stay_a_matter_of_judgement(record) -> None:
    text = why(record, "q-us-rok-drills")
    assert text.startswith("Contested since 1 September 2022, when US Department of Defense asserted: “")
    assert "denied by United States since 1 September 2022 and by South Korea since 13 March 2023" in text
    assert text.endswith("It is a question of judgement, which no evidence settles.")
    assert max(max(step[2:]) for step in steps(record, "q-us-rok-drills")) <= 3


def test_a_question_nobody_answers_is_unreported(small) -> None:
    small.set("claim_answers", 0, answer="unclear")
    view = Filters().apply(small.load())
    assert reason(view, "q-freight") == (
        "Unreported on 20 June 2024: no party has answered yes or no; 1 claim left it open."
    )
    assert headline_since(view.standing_lines["q-freight"]) is None


def test_a_denial_in_the_lead_is_affirmed_by_the_others(small_record) -> None:
    text = reason(Filters().apply(small_record), "q-arms")
    # c-accusation implies a yes, c-denial says no: one against one.
    assert text.startswith("Contested since 20 October 2023, when North Korea denied: “There had been no such deal”;")
    assert text.endswith("yes is held by United States; denied by North Korea since 20 October 2023.")


def test_every_question_has_a_reason_on_any_day(record) -> None:
    for day in (date(2022, 1, 1), date(2023, 10, 20), date(2024, 10, 31), DAY):
        view = Filters(as_of=day).apply(record)
        for question in record["questions"]["id"]:
            text = reason(view, question)
            word = view.standings[question].headline
            assert text.casefold().startswith(word), question
            assert text.endswith(".")
