"""Who holds what: parties by time on one question, and parties by questions."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import streamlit as st

from components.text import html
from data.dates import day_in_words
from data.describe import counted, spaced
from data.facets import standing_as
from data.models import Answer
from data.periods import periods
from data.positions import Position, answers_by_period, current_positions
from data.view import View
from style import ANSWERS, WORDS

SILENT = '<span class="silent">silent</span>'
MOST_PARTIES = 14


def answers_html(answers: Sequence[Answer]) -> str:
    """Answers as a sign and a word each."""
    return " ".join(f'<span class="answer {one}">{ANSWERS[one]} {html(one)}</span>' for one in answers)


def _table(caption: str, head: Iterable[str], rows: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A table with a head line and a head in each row; all parts are HTML already."""
    heads = "".join(f'<th scope="col">{one}</th>' for one in head)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>' for name, cells in rows
    )
    # A box that scrolls has to be reachable by keyboard.
    return (
        f'<div class="matrix" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def time_matrix_html(view: View, question: str) -> str:
    """What each party answered in each month, quarter or longer period, as a table; empty where nobody spoke."""
    said = view.statements.get(question, ())
    if not said:
        return ""
    columns = periods(min(one.known for one in said), view.as_of)
    rows = answers_by_period(said, columns)
    caption = "What the parties answered, by the time at which it became known"
    return _table(
        caption,
        ["Party", *(html(column.label) for column in columns)],
        [
            (html(view.actor_names[party]), [answers_html(cell) or SILENT for cell in row])
            for party, row in rows.items()
        ],
    )


def parties_in_view(view: View, questions: Collection[str]) -> list[str]:
    """The parties that hold something on one of the questions, most first; of chosen actors these alone."""
    held: dict[str, int] = {}
    current = current_positions(view)
    for question in questions:
        for party in current.get(question, {}):
            held[party] = held.get(party, 0) + 1
    chosen = view.filters.actors
    return [party for party in sorted(held, key=lambda one: (-held[one], one)) if not chosen or party in chosen]


def position_matrix_html(view: View, questions: Collection[str], parties: Sequence[str]) -> str:
    """What each party holds on each of some questions in view on the as-of day, as a table; by topic."""
    standings, current = view.standings, current_positions(view)
    rows = []
    shown = view["questions"][view["questions"]["id"].isin(questions)]
    for row in shown.sort_values(["topic", "text"]).to_dict("records"):
        question, word = row["id"], standings[row["id"]].word
        name = (
            f"<small>{html(spaced(row['topic']))}</small>{html(row['text'])}"
            f"<small>{WORDS[word]} {html(standings[question].headline)}</small>"
        )
        rows.append((name, [_cell(current.get(question, {}).get(party, [])) for party in parties]))
    caption = f"What {len(parties)} parties hold on {counted(len(rows), 'question')} on {day_in_words(view.as_of)}"
    return _table(caption, ["Question", *(html(view.actor_names[party]) for party in parties)], rows)


def _cell(held: Sequence[Position]) -> str:
    if not held:
        return SILENT
    return f"{answers_html([one.answer for one in held])}<small>{html(_since(held))}</small>"


def _since(held: Sequence[Position]) -> date:
    return max(one.since for one in held)


def show_time_matrix(view: View, question: str) -> None:
    """Draw the matrix of parties by time."""
    st.html(time_matrix_html(view, question))


def show_position_matrix(view: View, words: Collection[str]) -> None:
    """Draw the matrix of parties by questions that stand as one of the words; by all where none is given."""
    questions = standing_as(view, words)
    parties = parties_in_view(view, questions)
    if not parties:
        st.info("No party in view holds anything on a question in view.")
        return
    st.caption(
        "What each party holds on the as-of day and since when, from all its claims known by then: its latest yes or "
        "no, or ◆ where it only left the matter open."
    )
    st.html(position_matrix_html(view, questions, parties[:MOST_PARTIES]))
    if len(parties) > MOST_PARTIES:
        st.caption(
            f"The {MOST_PARTIES} parties that hold most of {len(parties)}. Choose others under Actors in the filter."
        )
