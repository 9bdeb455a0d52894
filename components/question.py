"""The page of one disputed question."""

import streamlit as st

from components.address import ask
from components.matrices import show_time_matrix
from components.selection import select, selected
from components.standing_line import show_standing_line
from components.text import html
from components.thread import show_thread
from data.dates import day_in_words
from data.describe import listed, spaced
from data.models import Answer, Nature
from data.reason import reason
from data.standing import RUNGS, Support
from data.view import View
from style import ANSWERS, WORDS


def question_asked(on: str) -> str | None:
    """The question whose page shows: the one selected, or else the one that stands in the address as `on`."""
    chosen = selected()
    return chosen.id if chosen is not None and chosen.kind == "question" else on or None


def question_html(view: View, question: str) -> str:
    """The question, how it stands and why, and how far each answer has climbed, as HTML."""
    row = view.whole["questions"].set_index("id").loc[question].to_dict()
    standing = view.standings[question]
    concerns = view.whole["question_concerns"]
    concerned = concerns.loc[concerns["question"] == question, "actor"].map(view.actor_names)
    facts = [
        spaced(row["topic"]),
        "a question of judgement" if row["nature"] == Nature.JUDGEMENT else "a question of fact",
        f"on the conduct of {listed(list(concerned))}" if len(concerned) else "",
    ]
    note = f"<p><strong>What counts:</strong> {html(row['note'])}</p>" if isinstance(row["note"], str) else ""
    return (
        f'<div class="question"><h3>{html(row["text"])}</h3>'
        f'<p class="post-facts">{html(" · ".join(filter(None, facts)))}</p>'
        f'<p class="standing">{WORDS[standing.word]} {html(standing.headline)}'
        f" <small>on {day_in_words(view.as_of)}</small></p><p>{html(reason(view, question))}</p>{note}"
        f"{_ladder(view, Answer.YES, standing.yes)}{_ladder(view, Answer.NO, standing.no)}</div>"
    )


def _ladder(view: View, answer: Answer, support: Support) -> str:
    """One answer: its rung, drawn as filled steps and said in words, and who holds it."""
    steps = "■" * support.rung + "□" * (len(RUNGS) - 1 - support.rung)
    parties = sorted(view.actor_names[party] for party in support.parties)
    held = f": {html(listed(parties, most=12))}" if parties else ""
    return (
        f'<p class="rung"><span class="answer {answer}">{ANSWERS[answer]} {answer}</span> '
        f'<span aria-hidden="true">{steps}</span> '
        f"rung {support.rung} of {len(RUNGS) - 1}, {html(RUNGS[support.rung])}{held}</p>"
    )


def show_question(view: View, question: str) -> None:
    """Draw the page."""
    st.button("All questions", key="all_questions", icon=":material/arrow_back:", on_click=_leave)
    if question not in set(view.whole["questions"]["id"]):
        st.info(f"Nobody had said anything on this question by {day_in_words(view.as_of)}.")
        return
    st.html(question_html(view, question))
    show_standing_line(view, question)
    show_time_matrix(view, question)
    show_thread(view, question)


def _leave() -> None:
    ask(on=None, page=None)
    chosen = selected()
    if chosen is not None and chosen.kind == "question":
        select(None)
