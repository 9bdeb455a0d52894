"""Numbers in dispute: every figure that a claim in view gives, with who gave it, when and how it was put."""

from functools import lru_cache

import numpy as np
import pandas as pd

from data.models import MeasureKind, Qualifier
from data.view import View

# Qualifiers that leave a figure open upwards or downwards.
OPEN_ABOVE = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})
OPEN_BELOW = frozenset({Qualifier.UP_TO})

KINDS = {
    MeasureKind.TOTAL: "running total",
    MeasureKind.LEVEL: "level at the time",
    MeasureKind.PERIOD: "within one period",
    MeasureKind.PLAN: "planned",
    MeasureKind.NONE: "single figure, no series",
}


@lru_cache(maxsize=16)
def figures(view: View) -> pd.DataFrame:
    """One row per number in the claims in view, oldest first.

    `claim`, `position`, `measure`, `low`, `high`, `qualifier` and `raw` as in `quantities`; `label`, `unit`, `kind` and
    `note` of the measure; `date`, `first`, `last`, `stance`, `evidence` and `text` of the claim; `claimants`, their
    names; the `side` of the first of them, missing for a body that acts for no government; and the `party` it acts
    for, an id.
    """
    claims = view["claims"].set_index("id")[["date", "first", "last", "stance", "evidence", "text"]]
    measures = view["measures"].set_index("id")[["label", "unit", "kind", "note"]]
    # A column in which every cell is empty has no type of its own.
    quantities = view["quantities"].astype({"low": float, "high": float})
    rows = quantities.join(claims, on="claim").join(measures, on="measure")
    actors = view["claim_actors"]
    actors = actors[actors["claim"].isin(rows["claim"])].join(
        view["actors"].set_index("id")[["state", "side"]], on="actor"
    )
    names = actors["actor"].map(view.actor_names).groupby(actors["claim"]).agg(", ".join)
    first = actors.assign(party=actors["state"].fillna(actors["actor"])).drop_duplicates("claim").set_index("claim")
    rows = rows.assign(claimants=rows["claim"].map(names)).join(first[["side", "party"]], on="claim")
    return rows.sort_values(["first", "claim", "position"]).reset_index(drop=True)


def measure_counts(view: View) -> dict[str, int]:
    """The measures that form a series, by id, with the number of figures in view; those with most first."""
    rows = figures(view)
    counts = rows.loc[rows["kind"] != MeasureKind.NONE, "measure"].value_counts()
    return {str(measure): int(count) for measure, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))}


def point(rows: pd.DataFrame) -> pd.Series:
    """Where each figure is drawn: the number itself, the one end that was given, or the middle of the two."""
    middle: pd.Series = rows[["low", "high"]].mean(axis=1)
    return middle


def openness(rows: pd.DataFrame) -> pd.Series:
    """Which way each figure is open: `above` ("more than"), `below` ("up to"), or empty."""
    ways = np.select([rows["qualifier"].isin(OPEN_ABOVE), rows["qualifier"].isin(OPEN_BELOW)], ["above", "below"], "")
    return pd.Series(ways, index=rows.index)


def in_figures(low: float, high: float, qualifier: str) -> str:
    """A figure in words: "more than 1,000", "10,000 to 12,000", "about 2,000"; either end may be missing (NaN)."""
    ends = [f"{end:,.10g}" for end in (low, high) if not np.isnan(end)]
    if len(ends) == 2 and ends[0] != ends[1]:
        about = "" if qualifier == Qualifier.BETWEEN else f"{qualifier} "
        return f"{about}{ends[0]} to {ends[1]}"
    return ends[0] if qualifier in (Qualifier.EXACTLY, Qualifier.BETWEEN) else f"{qualifier} {ends[0]}"
