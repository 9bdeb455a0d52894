"""The questions table and the page of a question, as a reader sees them."""

from datetime import date

import pytest

from components.matrices import parties_in_view, position_matrix_html, time_matrix_html
from components.question import question_html
from components.questions import ORDERS, question_table, question_table_alt
from components.standing_line import standing_alt, standing_figure, standing_steps
from components.thread import claimants, heading, post_html, thread
from data.filters import Filters
from data.standing import Word
from style import WORDS

DAY = date(2025, 6, 30)


@pytest.fixture
def view(record):
    return Filters(as_of=DAY).apply(record)


@pytest.fixture
def hostile(hostile_record):
    return Filters().apply(hostile_record)


def test_a_row_tells_how_a_question_stands_and_who_says_so(view) -> None:
    row = question_table(view).loc["q-oil"]
    assert row["standing"] == "◑ evidenced, denied"
    assert row["question"] == "Has Russia supplied North Korea with oil beyond the UN cap?"
    assert row["since"] == "2025-06-02"
    assert (row["yes"], row["no"], row["unclear"]) == (3, 1, 1)
    assert row["held_yes"] == "Multilateral Sanctions Monitoring Team, Open Source Centre and United States"
    assert row["held_no"] == "North Korea"
    assert "imagery 2" in row["evidence"]
    assert row["sources"] >= 4
    assert row["moved"] == "2025-06-02"
    assert row["topic"] == "sanctions evasion"


def test_words_of_the_standing_narrow_the_table(view) -> None:
    table = question_table(view, ("acknowledged",))
    assert "q-troops-fought" in table.index
    assert set(table["standing"].str[2:].str.partition(":")[0]) == {"acknowledged"}
    assert len(question_table(view)) == len(view["questions"])


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_holds_the_same_questions(view, order) -> None:
    table = question_table(view, (), order)
    assert set(table.index) == set(view["questions"]["id"])
    ranks = [list(WORDS.values()).index(one[0]) for one in table["standing"]]
    in_order = {
        "moved": table["moved"].is_monotonic_decreasing,
        "since": table["since"].is_monotonic_decreasing,
        "standing": ranks == sorted(ranks),
        "claims": (table["yes"] + table["no"] + table["unclear"]).is_monotonic_decreasing,
        "sources": table["sources"].is_monotonic_decreasing,
        "topic": table["topic"].is_monotonic_increasing,
        "question": table["question"].is_monotonic_increasing,
    }
    assert in_order[order]


def test_an_empty_view_has_an_empty_table(small_record) -> None:
    table = question_table(Filters(text="nowhere to be found").apply(small_record))
    assert table.empty
    assert len(table.columns) == 12


def test_the_alt_text_counts_the_standings(small_record) -> None:
    alt = question_table_alt(question_table(Filters().apply(small_record)))
    assert alt.startswith("Table of 3 questions: 2 asserted: yes, 1 contested.")


def test_every_word_has_a_sign_of_its_own() -> None:
    assert len(set(WORDS.values())) == len(Word)


def test_the_page_says_how_it_stands_why_and_how_far_each_answer_has_come(view) -> None:
    page = question_html(view, "q-troops-fought")
    assert "<h3>Have North Korean troops fought for Russia against Ukraine?</h3>" in page
    assert "Acknowledged since 26 April 2025" in page
    assert "rung 5 of 5, acknowledged by a state whose own conduct is in question: North Korea, Russia" in page
    assert "rung 0 of 5, held by nobody" in page
    assert "on the conduct of North Korea and Russia" in page


def test_the_steps_are_those_of_the_line(view) -> None:
    steps = standing_steps(view, "q-sat-help")
    assert steps.to_dict("records") == [
        {"Day": "2023-11-02", "Standing": "asserted: yes", "Yes": "1: held by one party", "No": "0: held by nobody"},
        {"Day": "2025-01-09", "Standing": "contested", "Yes": "1: held by one party", "No": "1: held by one party"},
    ]
    yes, no = standing_figure(view, "q-sat-help").data
    assert yes.line.shape == no.line.shape == "hv"
    assert list(yes.y) == [0, 1, 1, 1]
    assert list(no.y) == [0, 0, 1, 1]
    assert yes.x[-1] == DAY
    assert yes.line.dash != no.line.dash
    assert standing_alt(view, "q-sat-help") == (
        "Standing over time, rungs from 0 to 5: 2 November 2023 asserted: yes, yes at 1, no at 0; "
        "9 January 2025 contested, yes at 1, no at 1."
    )


def test_without_an_answer_the_line_is_flat(small) -> None:
    small.set("claim_answers", 0, answer="unclear")
    view = Filters().apply(small.load())
    assert standing_steps(view, "q-freight").empty
    assert set(standing_figure(view, "q-freight").data[0].y) == {0}
    assert standing_alt(view, "q-freight") == "Standing over time: unreported until 20 June 2024."


def test_replies_hang_under_what_they_answer(small_record) -> None:
    posts = thread(Filters().apply(small_record), "q-arms")
    assert [(one.statement.claim, one.depth, one.replies_to) for one in posts] == [
        ("c-accusation", 0, ()),
        ("c-denial", 1, ("c-accusation",)),
    ]


def test_a_thread_holds_each_claim_once_and_replies_after_what_they_answer(view) -> None:
    for question in view["questions"]["id"]:
        posts = thread(view, question)
        order = [one.statement.claim for one in posts]
        assert sorted(order) == sorted(one.claim for one in view.statements[question])
        for post in posts:
            assert all(order.index(earlier) < order.index(post.statement.claim) for earlier in post.replies_to)
            assert (post.depth > 0) is bool(post.replies_to)


def test_a_chain_of_replies_of_any_length_is_followed(small) -> None:
    for number in range(1500):
        small.rows["claims"].append(
            {**small.rows["claims"][0], "id": f"c-x-{number:04}", "date": "2023-11-01", "text": "More."}
        )
        small.rows["claim_answers"].append({"claim": f"c-x-{number:04}", "question": "q-arms", "answer": "yes"})
        small.rows["claim_actors"].append({"claim": f"c-x-{number:04}", "actor": "usa"})
        small.rows["claim_sources"].append({"claim": f"c-x-{number:04}", "source": "s-undated"})
        if number:
            small.rows["claim_replies"].append({"claim": f"c-x-{number:04}", "reply_to": f"c-x-{number - 1:04}"})
    for table in ("claims", "claim_answers", "claim_actors", "claim_sources", "claim_replies"):
        small.write(table)
    assert max(post.depth for post in thread(Filters().apply(small.load()), "q-arms")) == 1499


def test_a_reply_to_what_the_filter_hides_stands_on_its_own(small_record) -> None:
    posts = thread(Filters(stances=("denies",)).apply(small_record), "q-arms")
    assert [(one.statement.claim, one.depth) for one in posts] == [("c-denial", 0)]


def test_a_claim_of_the_thread_has_all_it_rests_on(view) -> None:
    post = next(one for one in thread(view, "q-troops-fought") if "gerasimov" in one.statement.claim)
    assert heading(view, post) == "26 April 2025: Russian General Staff (Russia), by Valery Gerasimov, confirms"
    shown = post_html(view, post)
    for part in (
        "▲ yes",
        "official statement",
        "acknowledges its own conduct",
        "<blockquote>",
        "In reply to:",
        "About:",
    ):
        assert part in shown
    assert 'rel="noopener noreferrer"' in shown
    assert "26 April 2025" in shown


def test_an_answer_by_implication_says_by_which(view) -> None:
    post = next(one for one in thread(view, "q-munitions") if one.statement.claim == "c-2024-01-24-car-kn23")
    assert "by answering “Has Russia fired North Korean ballistic missiles at Ukraine?”" in post_html(view, post)
    assert claimants(view, post.statement.claim) == "Conflict Armament Research"


def test_parties_by_time_as_a_table(view) -> None:
    table = time_matrix_html(view, "q-troops-fought")
    assert table.count('<th scope="row">') == 7
    assert '<th scope="row">Russia</th><td><span class="answer no">▼ no</span></td>' in table
    assert "<caption>" in table
    assert "silent" in table
    assert time_matrix_html(view, "q-nowhere") == ""


def test_parties_by_questions_as_a_table(view) -> None:
    questions = {"q-munitions", "q-sat-help"}
    parties = parties_in_view(view, questions)
    assert {"prk", "rus", "kor", "usa"} <= set(parties)
    table = position_matrix_html(view, questions, ["kor", "rus"])
    assert '<th scope="col">South Korea</th><th scope="col">Russia</th>' in table
    munitions = table[table.index("Has North Korea supplied arms") :].split("</tr>")[0]
    assert "▲ yes" in munitions
    assert "▼ no</span><small>2022-11-09</small>" in munitions
    assert parties_in_view(Filters(as_of=DAY, actors=("rus",)).apply(view._record), questions) == ["rus"]


def test_hostile_text_stays_text_on_the_page_of_a_question(hostile) -> None:
    for question in [one for one in hostile["questions"]["id"] if str(one).startswith("h-")]:
        parts = [question_html(hostile, question), time_matrix_html(hostile, question)]
        parts += [post_html(hostile, post) for post in thread(hostile, question)]
        parts.append(position_matrix_html(hostile, {question}, [question]))
        for part in parts:
            for tag in ("<img", "<script", "<svg", "<b>", 'onmouseover="window', "<i>"):
                assert tag not in part
