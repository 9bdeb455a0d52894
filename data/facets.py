"""What claims and questions can be narrowed by, each value with the number of those it would leave."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from data.filters import claim_years
from data.standing import Word
from data.view import View

STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet, and how many claims or questions it would leave."""

    value: str
    count: int


@lru_cache(maxsize=32)
def claim_facets(view: View) -> dict[str, list[Count]]:
    """For each part of a filter that is a facet, its values with the number of claims each leaves, most first.

    What a facet itself asks for does not narrow its own counts, so that its other values can be told; all the rest of
    the filter does. Values asked for are there even if they leave nothing.
    """
    return {part: _counts(view, part, _VALUES[part](_without(view, part))) for part in PARTS}


@lru_cache(maxsize=32)
def question_facets(view: View, words: tuple[str, ...] = ()) -> dict[str, list[Count]]:
    """The same with the number of questions that the claims bear on; `words` are the standings asked for.

    The facet `standing` has the words of the standings on the day of the view, in the order of the rule.
    """
    stand = pd.Series([str(view.standings[question].word) for question in view["questions"]["id"]], dtype="str")
    counts = stand.value_counts()
    found = {STANDING: [Count(str(word), int(counts.get(str(word), 0))) for word in Word]}
    for part in PARTS:
        wide = _without(view, part)
        answers = wide["claim_answers"][["claim", "question"]]
        answers = answers[answers["question"].isin(standing_as(wide, words))]
        found[part] = _counts(view, part, _VALUES[part](wide).merge(answers, on="claim")[["question", "value"]])
    return found


def standing_as(view: View, words: Collection[str]) -> set[str]:
    """The questions in view that stand as one of the words, or all of them where no word is given."""
    standings = view.standings
    return {question for question in view["questions"]["id"] if not words or standings[question].word in words}


def _without(view: View, part: str) -> View:
    return view.asking(view.filters.without(part))


def _counts(view: View, part: str, pairs: pd.DataFrame) -> list[Count]:
    """How often each value of a facet stands among the distinct pairs of one thing and a value."""
    counts = pairs.drop_duplicates()["value"].value_counts()
    found = {str(value): int(count) for value, count in counts.items()}
    found |= {value: 0 for value in getattr(view.filters, part) if value not in found}
    by_count = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Count(value, count) for value, count in (sorted(found.items()) if part == "years" else by_count)]


def _claimants(view: View) -> pd.DataFrame:
    """For each claim who made or spoke it, and the states and the like that these act for."""
    claims, actors = view["claims"], view["claim_actors"]
    spoken = claims.dropna(subset="spoken_by")
    of_claims = pd.concat(
        [
            pd.DataFrame({"claim": actors["claim"], "value": actors["actor"]}),
            pd.DataFrame({"claim": spoken["id"], "value": spoken["spoken_by"]}),
        ]
    )
    state = of_claims["value"].map(view["actors"].set_index("id")["state"])
    return pd.concat([of_claims, of_claims.assign(value=state).dropna()])


def _sides(view: View) -> pd.DataFrame:
    actors = view["claim_actors"]
    side = actors["actor"].map(view["actors"].set_index("id")["side"])
    return pd.DataFrame({"claim": actors["claim"], "value": side}).dropna()


def _topics(view: View) -> pd.DataFrame:
    answers = view["claim_answers"]
    topic = answers["question"].map(view["questions"].set_index("id")["topic"])
    return pd.DataFrame({"claim": answers["claim"], "value": topic})


def _own(column: str) -> Callable[[View], pd.DataFrame]:
    return lambda view: pd.DataFrame({"claim": view["claims"]["id"], "value": view["claims"][column]})


# Each facet that is a part of a filter, in the order in which they are offered: claims and their values.
_VALUES: dict[str, Callable[[View], pd.DataFrame]] = {
    "topics": _topics,
    "actors": _claimants,
    "sides": _sides,
    "stances": _own("stance"),
    "evidence": _own("evidence"),
    "years": lambda view: pd.DataFrame({"claim": view["claims"]["id"], "value": claim_years(view["claims"])}),
}
PARTS = tuple(_VALUES)
