"""What the entries in view rest on, and where that is thin: all worked out, nothing typed."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from data.models import Answer, Evidence, SourceKind
from data.standing import Standing
from data.view import View

OFFICIAL = frozenset({SourceKind.OFFICIAL, SourceKind.UN_DOCUMENT})
# A month with fewer entries than this share of the usual month is thin.
THIN = 0.25


@dataclass(frozen=True, slots=True)
class Shares:
    """How many events there are, and how many of them rest on one page, on state media alone, on a document."""

    events: int
    single_source: int
    state_media_only: int
    official_document: int


@lru_cache(maxsize=32)
def source_shares(view: View) -> Shares:
    """On what sources the events in view rest. An official document is one of a government body or of the UN."""
    links = view["event_sources"]
    kinds = links["source"].map(view["sources"].set_index("id")["kind"])
    of_events = kinds.groupby(links["event"])
    return Shares(
        events=len(view["events"]),
        single_source=int((of_events.size() == 1).sum()),
        state_media_only=int((kinds == SourceKind.STATE_MEDIA).groupby(links["event"]).all().sum()),
        official_document=int(kinds.isin(OFFICIAL).groupby(links["event"]).any().sum()),
    )


def newest_source(view: View) -> date | None:
    """The day on which the newest source in view was published, of those dated to the day; None where none is."""
    sources = view["sources"]
    newest = sources.loc[sources["published_first"] == sources["published_last"], "published_last"].max()
    return None if pd.isna(newest) else newest.date()


def single_source_events(view: View) -> pd.DataFrame:
    """The events in view that rest on one page, newest first: rows of `events`."""
    counts = view["event_sources"]["event"].value_counts()
    events = view["events"]
    return events[events["id"].isin(counts.index[counts == 1])].sort_values(["first", "id"], ascending=[False, True])


def claims_without_evidence(view: View) -> pd.DataFrame:
    """The claims in view that offered no evidence, newest first: rows of `claims`."""
    claims = view["claims"]
    found = claims[claims["evidence"] == Evidence.NONE_OFFERED]
    return found.sort_values(["first", "id"], ascending=[False, True])


def one_sided_questions(view: View) -> list[Standing]:
    """The questions in view that are held one way only, and by parties of one side or one body: rungs 0 and 1 or 2.

    A question that independent evidence or an acknowledgement has answered is not known from one side only.
    """
    standings = (view.standings[question] for question in view["questions"]["id"])
    return [one for one in standings if sorted((one.yes.rung, one.no.rung)) in ([0, 1], [0, 2])]


def held(standing: Standing) -> tuple[Answer, tuple[str, ...]]:
    """The answer that a one-sided question has, and the parties that hold it."""
    return (Answer.YES, standing.yes.parties) if standing.yes.rung else (Answer.NO, standing.no.parties)


def entries_by_month(view: View) -> pd.DataFrame:
    """Events and claims in view by the month in which they begin, from the first to the last: `events`, `claims`.

    The index is the first day of the month. Months without an entry have a row, too. Plans beyond the day of the view
    are left out.
    """
    counts = {}
    for table in ("events", "claims"):
        first = view[table]["first"]
        past = first[first <= pd.Timestamp(view.as_of)]
        counts[table] = past.dt.to_period("M").value_counts()
    found = pd.DataFrame(counts).fillna(0).astype(int)
    if found.empty:
        return found
    months = pd.period_range(found.index.min(), pd.Period(pd.Timestamp(view.as_of), "M"), freq="M")
    return found.reindex(months, fill_value=0).set_index(months.to_timestamp())


def thin_months(view: View) -> pd.DataFrame:
    """The months of `entries_by_month` whose entries are fewer than a quarter of those of the median month."""
    months = entries_by_month(view)
    if months.empty:
        return months
    entries = months.sum(axis=1)
    return months[entries < THIN * entries.median()]


def by_publisher(view: View) -> pd.DataFrame:
    """Publishers of the sources in view, those with most first: `sources`, `supports`, `kinds`, `newest`.

    `supports` counts the events, claims and routes in view that cite a page of theirs; `newest` is a day or NaT.
    """
    return _grouped_sources(view, "publisher").assign(
        kinds=view["sources"].groupby("publisher")["kind"].agg(lambda kinds: ", ".join(sorted(set(kinds))))
    )


def by_kind(view: View) -> pd.DataFrame:
    """Kinds of the sources in view, those with most first: `sources`, `supports`, `publishers`, `newest`, as above."""
    return _grouped_sources(view, "kind").assign(publishers=view["sources"].groupby("kind")["publisher"].nunique())


def supports(view: View) -> pd.Series:
    """For each source in view, by id, how many events, claims and routes in view cite it."""
    cited = pd.concat([view[f"{owner}_sources"]["source"] for owner in ("event", "claim", "route")])
    counts: pd.Series = cited.value_counts()
    return counts


def _grouped_sources(view: View, column: str) -> pd.DataFrame:
    sources = view["sources"]
    grouped = sources.assign(supports=sources["id"].map(supports(view)).fillna(0)).groupby(column)
    found = pd.DataFrame(
        {
            "sources": grouped.size(),
            "supports": grouped["supports"].sum().astype(int),
            "newest": grouped["published_last"].max(),
        }
    )
    return found.sort_values(["sources", "supports"], ascending=False, kind="stable")
