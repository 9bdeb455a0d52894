"""Free text over events and claims."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.search import claim_texts, event_texts, matches, normalise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kim Jong-un", "kim jong un"),
        ("P'yŏngyang", "pyongyang"),
        ("P’yŏngyang", "pyongyang"),
        ("P`yŏngyang", "pyongyang"),
        ("P´yŏngyang", "pyongyang"),
        ("Ch'ŏngjin", "chongjin"),
        ("  two\n words ", "two words"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Ｒａｊｉｎ", "rajin"),
        ("라진항", "라진항"),
        ("\u1105\u1161\u110c\u1175\u11ab", "라진"),
        ("Владивосток", "владивосток"),
        ("snake_case;list", "snake case list"),
        ("12,000", "12 000"),
        ("… — !", ""),
        ("", ""),
    ],
)
def test_normalised_text(text, words) -> None:
    assert normalise(text) == words


@given(st.text(max_size=20))
def test_normalising_again_changes_nothing(text) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=20))
def test_case_does_not_matter(text) -> None:
    assert normalise(text.swapcase().casefold()) == normalise(text.casefold())


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("kim", [True, True, False]),
        ("UN Kim", [True, False, False]),
        ("kim un", [True, False, False]),
        ("kim  jong", [True, True, False]),
        ("jon", [True, True, False]),
        ("kim.un", [True, False, False]),
        ("k[a-z]m", [False, False, False]),
        ("평양", [False, False, True]),
        ("", [True, True, True]),
    ],
)
def test_a_text_matches_when_it_holds_every_word(query, hits) -> None:
    texts = pd.Series(["kim jong un", "kim yo jong", "평양 pyongyang"])
    assert list(matches(texts, query)) == hits


def text_of(texts: pd.Series, table: pd.DataFrame, id_: str) -> str:
    return texts[list(table["id"]).index(id_)]


@pytest.mark.parametrize(
    "words",
    [
        "containers go by sea",  # title
        "washington showed",  # summary
        "najin",  # other spelling of the place
        "라진항",  # its own script
        "east sea sea of japan",  # a further place
        "white house",  # an actor
        "dprk",  # other spelling of an actor
        "조선",  # its own script
    ],
)
def test_events_are_searched_by_words_places_and_actors(small_record, words) -> None:
    assert words in text_of(event_texts(small_record), small_record["events"], "e-arms")
    assert words not in text_of(event_texts(small_record), small_record["events"], "e-visit")


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("c-accusation", "containers of arms had gone by sea"),  # text
        ("c-accusation", "did the containers hold arms"),  # question
        ("c-accusation", "white house"),  # claimant
        ("c-accusation", "라진항"),  # place of its event
        ("c-concern", "a rehearsal"),  # quotation
        ("c-concern", "김정은"),  # speaker
        ("c-concern", "are the exercises a threat"),
    ],
)
def test_claims_are_searched_by_words_questions_claimants_and_events(small_record, claim, words) -> None:
    texts = claim_texts(small_record)
    assert words in text_of(texts, small_record["claims"], claim)
    other = "c-concern" if claim == "c-accusation" else "c-denial"
    assert words not in text_of(texts, small_record["claims"], other)


def test_a_letter_alone_must_be_a_word_itself() -> None:
    texts = pd.Series([normalise("The U.S. said so"), normalise("Russia used buses")])
    assert list(matches(texts, "U.S.")) == [True, False]
