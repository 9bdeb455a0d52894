"""The questions table: how each disputed question stands, since when, and who says what on what evidence."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import streamlit as st

from components.address import ask
from components.rows import show_rows
from data.describe import listed, spaced
from data.facets import standing_as
from data.models import Answer
from data.reason import headline_since
from data.standing import Standing, Word
from data.view import View
from style import WORDS

_TEXT, _NUMBER = st.column_config.TextColumn, st.column_config.NumberColumn
_ON_THE_DAY = "On the as-of day, from all claims known by then."
COLUMNS = {
    "standing": _TEXT("Standing", width=150, help=_ON_THE_DAY),
    "question": _TEXT("Question", width=330),
    "since": _TEXT("Since", width=95, help="The day from which the standing has had this word."),
    "yes": _NUMBER("Yes", width=55, help="Claims in view that answer yes."),
    "no": _NUMBER("No", width=55, help="Claims in view that answer no."),
    "unclear": _NUMBER("Open", width=60, help="Claims in view that settle neither."),
    "held_yes": _TEXT("Yes held by", width=190, help=_ON_THE_DAY),
    "held_no": _TEXT("No held by", width=150, help=_ON_THE_DAY),
    "evidence": _TEXT("Evidence offered", width=190, help="In the claims in view, most frequent first."),
    "sources": _NUMBER("Sources", width=75, help="Pages that the claims in view cite."),
    "moved": _TEXT("Last movement", width=110, help="When the newest claim that bears on it became known."),
    "topic": _TEXT("Topic", width=130),
}
ORDERS = {
    "moved": "Last movement first",
    "standing": "By standing, best settled first",
    "since": "Latest change of standing first",
    "claims": "Most claims first",
    "sources": "Most sources first",
    "topic": "By topic",
    "question": "By question, A to Z",
}
ROW_HEIGHT = 76


@lru_cache(maxsize=64)
def question_table(view: View, words: tuple[str, ...] = (), order: str = "moved") -> pd.DataFrame:
    """One row per question in view that stands as one of the words (all, if none is given); indexed by its id."""
    kept = standing_as(view, words)
    questions = view["questions"][view["questions"]["id"].isin(kept)]
    ids = questions["id"]
    stand = ids.map(view.standings)
    table = pd.DataFrame(
        {
            "standing": [_standing(one) for one in stand],
            "question": questions["text"],
            "since": [_since(view, question) for question in ids],
            **{str(answer): ids.map(_answers(view, answer)).fillna(0).astype(int) for answer in Answer},
            "held_yes": [_names(view, one.yes.parties) for one in stand],
            "held_no": [_names(view, one.no.parties) for one in stand],
            "evidence": ids.map(_evidence(view)),
            "sources": ids.map(_sources(view)).fillna(0).astype(int),
            "moved": [max(one.known for one in view.statements[question]).isoformat() for question in ids],
            "topic": questions["topic"].map(spaced),
        },
        columns=list(COLUMNS),
    ).set_index(ids)
    return _ordered(table, [list(Word).index(one.word) for one in stand], order)


def _standing(standing: Standing) -> str:
    return f"{WORDS[standing.word]} {standing.headline}"


def _since(view: View, question: str) -> str:
    begun = headline_since(view.standing_lines[question])
    return begun.day.isoformat() if begun else ""


def _names(view: View, parties: Sequence[str]) -> str:
    return listed(sorted(view.actor_names[party] for party in parties), most=5)


def _answers(view: View, answer: Answer) -> pd.Series:
    answers = view["claim_answers"]
    counts: pd.Series = answers.loc[answers["answer"] == answer, "question"].value_counts()
    return counts


def _evidence(view: View) -> pd.Series:
    """For each question the kinds of evidence of the claims in view, with their numbers."""
    evidence = view["claims"].set_index("id")["evidence"]
    answers = view["claim_answers"]
    kinds = answers["claim"].map(evidence).groupby(answers["question"])
    return kinds.agg(lambda kinds: ", ".join(f"{spaced(kind)} {count}" for kind, count in kinds.value_counts().items()))


def _sources(view: View) -> pd.Series:
    cited = view["claim_answers"][["claim", "question"]].merge(view["claim_sources"], on="claim")
    return cited.groupby("question")["source"].nunique()


def _ordered(table: pd.DataFrame, ranks: Sequence[int], order: str) -> pd.DataFrame:
    keys = {
        "moved": (["moved"], [False]),
        "standing": (["rank"], [True]),
        "since": (["since"], [False]),
        "claims": (["claims"], [False]),
        "sources": (["sources"], [False]),
        "topic": (["topic", "question"], [True, True]),
        "question": (["question"], [True]),
    }
    by, ascending = keys[order]
    keyed = table.assign(rank=list(ranks), claims=table["yes"] + table["no"] + table["unclear"])
    return keyed.sort_values(by, ascending=ascending, kind="stable")[list(COLUMNS)]


def question_table_alt(table: pd.DataFrame) -> str:
    """What the table holds, for those who cannot see it."""
    standings = table["standing"].str[2:].value_counts()
    counts = ", ".join(f"{count} {word}" for word, count in standings.items())
    return f"Table of {len(table)} questions: {counts}. A row has standing, claims, parties, evidence and sources."


def show_questions(view: View, words: tuple[str, ...], order: str, height: int) -> None:
    """Draw the table, `height` pixels high; a click on a row opens the page of the question."""
    table = question_table(view, words, order)
    if table.empty:
        st.info("No question in view. Take away a facet above, or a part of the filter.")
        return
    show_rows(
        "questions",
        "question",
        table,
        height,
        COLUMNS,
        question_table_alt(table),
        ROW_HEIGHT,
        also=lambda question: ask(on=question),
    )
