"""Free text over the record: all words, any order, blind to case, accents and script variants."""

import re
import unicodedata
from functools import lru_cache

import numpy as np
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
    if not joined.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(char))
        joined = unicodedata.normalize("NFC", bare).casefold()
    return _NOT_WORD.sub(" ", joined).strip()


def matches(texts: pd.Series, query: str) -> pd.Series:
    """Which of the normalised texts hold every word of the query, in any order."""
    found = np.ones(len(texts), dtype=bool)
    for word in normalise(query).split():
        # A letter alone, as in U.S., stands in nearly every word; it must be a word itself.
        within = " " + texts[found] + " " if len(word) == 1 else texts[found]
        found[found] = within.str.contains(f" {word} " if len(word) == 1 else word, regex=False)
    return pd.Series(found, index=texts.index)


@lru_cache(maxsize=4)
def event_texts(record: Record) -> pd.Series:
    """What a search in events looks at: title, summary, and every spelling of its places and actors."""
    events = record["events"]
    places, actors = _spellings(record["places"]), _spellings(record["actors"])
    return _gathered(
        events["id"],
        (events["title"] + " " + events["summary"]).map(normalise),
        (events["id"], events["place"], places),
        (record["event_places"]["event"], record["event_places"]["place"], places),
        (record["event_actors"]["event"], record["event_actors"]["actor"], actors),
    )


@lru_cache(maxsize=4)
def claim_texts(record: Record) -> pd.Series:
    """What a search in claims looks at: text, quotation, questions, all spellings of claimants, and its events."""
    claims, actors = record["claims"], _spellings(record["actors"])
    questions = _by_id(record["questions"], record["questions"]["text"].map(normalise))
    events = _by_id(record["events"], event_texts(record))
    spoken = claims.dropna(subset="spoken_by")
    return _gathered(
        claims["id"],
        (claims["text"] + " " + claims["quote"].fillna("")).map(normalise),
        (spoken["id"], spoken["spoken_by"], actors),
        (record["claim_answers"]["claim"], record["claim_answers"]["question"], questions),
        (record["claim_actors"]["claim"], record["claim_actors"]["actor"], actors),
        (record["claim_events"]["claim"], record["claim_events"]["event"], events),
    )


def _spellings(frame: pd.DataFrame) -> dict[str, str]:
    """Every name of each row of `actors` or `places`, normalised, by id."""
    names = (
        frame["name"]
        + LIST_SEPARATOR
        + frame["alt_names"].fillna("")
        + LIST_SEPARATOR
        + frame["native_name"].fillna("")
    )
    return _by_id(frame, names.map(normalise))


def _by_id(frame: pd.DataFrame, texts: pd.Series) -> dict[str, str]:
    return dict(zip(frame["id"], texts, strict=True))


def _gathered(ids: pd.Series, own: pd.Series, *links: tuple[pd.Series, pd.Series, dict[str, str]]) -> pd.Series:
    """The own text of each id, then those of all that it links to.

    Each of `links` gives owners, what they link to, and the texts of what can be linked to. All are normalised before
    they are joined: a name is then normalised once, however many rows link to it.
    """
    texts = {one: [text] for one, text in zip(ids, own, strict=True)}
    for owners, targets, of_targets in links:
        for owner, target in zip(owners, targets, strict=True):
            texts[owner].append(of_targets[target])
    return pd.Series([" ".join(filter(None, parts)) for parts in texts.values()], dtype="str")
