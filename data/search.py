"""Free text over the record: all words, any order, blind to case, accents and script variants."""

import re
import unicodedata
from functools import lru_cache

import pandas as pd

from data.models import LIST_SEPARATOR
from data.record import Record

# Marks inside a word that spellings differ in: P'yŏngyang and Pyongyang, Ch'ŏngjin and Chongjin.
_APOSTROPHES = re.compile("['‘’ʼ`´＇]")
_NOT_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Text as single-spaced lower-case words without accents; Hangul and Cyrillic stay what they are."""
    # Before the decomposition, which makes a space of an acute accent that stands for an apostrophe.
    joined = _APOSTROPHES.sub("", text.casefold())
    bare = "".join(char for char in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(char))
    composed = unicodedata.normalize("NFC", bare).casefold()
    return _NOT_WORD.sub(" ", composed).strip()


def matches(texts: pd.Series, query: str) -> pd.Series:
    """Which of the normalised texts hold every word of the query, in any order."""
    found = pd.Series(True, index=texts.index)
    for word in normalise(query).split():
        found &= texts.str.contains(word, regex=False)
    return found


@lru_cache(maxsize=4)
def event_texts(record: Record) -> pd.Series:
    """What a search in events looks at: title, summary, and every spelling of its places and actors."""
    events = record["events"]
    places, actors = _spellings(record["places"]), _spellings(record["actors"])
    ids = events["id"]
    texts = events["title"] + " " + events["summary"] + " " + events["place"].map(places)
    for links, column, names in (("event_places", "place", places), ("event_actors", "actor", actors)):
        texts = texts + _gathered(record[links], "event", column, names, ids)
    return texts.map(normalise)


@lru_cache(maxsize=4)
def claim_texts(record: Record) -> pd.Series:
    """What a search in claims looks at: text, quotation, questions, all spellings of claimants, and its events."""
    claims, ids = record["claims"], record["claims"]["id"]
    actors = _spellings(record["actors"])
    questions = record["questions"].set_index("id")["text"]
    events = pd.Series(event_texts(record).to_numpy(), index=record["events"]["id"])
    texts = claims["text"] + " " + claims["quote"].fillna("") + " " + claims["spoken_by"].map(actors).fillna("")
    for links, column, names in (
        ("claim_answers", "question", questions),
        ("claim_actors", "actor", actors),
        ("claim_events", "event", events),
    ):
        texts = texts + _gathered(record[links], "claim", column, names, ids)
    return texts.map(normalise)


def _spellings(frame: pd.DataFrame) -> pd.Series:
    """Every name of each row of `actors` or `places`, by id."""
    names = (
        frame["name"]
        + LIST_SEPARATOR
        + frame["alt_names"].fillna("")
        + LIST_SEPARATOR
        + frame["native_name"].fillna("")
    )
    return pd.Series(names.to_numpy(), index=frame["id"])


def _gathered(links: pd.DataFrame, owner: str, column: str, texts: pd.Series, ids: pd.Series) -> pd.Series:
    """The texts of all rows linked to each id, joined; empty where there are none."""
    joined = links[column].map(texts).groupby(links[owner].to_numpy()).agg(" ".join)
    return " " + pd.Series(joined.reindex(ids).to_numpy(), dtype="str").fillna("")
