"""What a briefing says of a view, whatever the format: sentences, tables with the sources of each line, and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.brief import sentences
from data.dates import day_in_words, in_words
from data.describe import counted, listed, narrowed_by
from data.figures import KINDS
from data.milestones import milestones
from data.models import MeasureKind, Side, Status
from data.period import period_of
from data.view import View
from exports.entries import (
    ClaimEntry,
    EventEntry,
    QuestionEntry,
    SourceEntry,
    claim_entries,
    event_entries,
    question_entries,
    source_entries,
)
from exports.text import is_web_address, one_line, xml_safe


@dataclass(frozen=True)
class Most:
    """How many of each a briefing shows; what is left out is counted."""

    events: int = 24
    questions: int = 60
    measures: int = 4
    figures: int = 24
    sources: int = 40


@dataclass(frozen=True)
class Line:
    """A row of a table, the pages it rests on, and the address its first cell leads to, if any."""

    cells: tuple[str, ...]
    sources: tuple[SourceEntry, ...]
    url: str = ""


@dataclass(frozen=True)
class Listing:
    """A table: its columns, each with its share of the width, and its lines. `note` says what is chosen or left out."""

    title: str
    columns: tuple[tuple[str, float], ...]
    lines: tuple[Line, ...]
    note: str


@dataclass(frozen=True)
class Figure:
    """A number that a claim gives: one or two ends, the lower first."""

    day: date
    said: str
    claimants: str
    worded: str
    ends: tuple[float, ...]
    side: Side | None
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True)
class Series:
    """A measure, what its numbers are, and the figures that claims give for it, in the order of time."""

    label: str
    detail: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Briefing:
    """A view as a briefing tells it.

    `about` says in a line each which period, what of it and as known when; `basis` is the line under every page.
    `series` are the measures with several figures, `figures` a table of all.
    """

    title: str
    about: tuple[str, ...]
    basis: str
    sentences: tuple[str, ...]
    counts: tuple[tuple[int, str], ...]
    events: Listing
    questions: Listing
    sources: Listing
    series: tuple[Series, ...]
    figures: Listing


def briefing(view: View, most: Most | None = None) -> Briefing:
    """What a briefing says of a view that is not empty; the same view gives the same words.

    All texts are one line each and hold no character that XML cannot. Raises ValueError for an empty view.
    """
    most = most or Most()
    period = period_of(view)
    if period is None:
        raise ValueError("the view is empty - there is nothing to brief on")
    known = f"As known on {day_in_words(view.as_of)}"
    licences = listed([licence["name"] for licence in view.package.licenses if "name" in licence])
    record = f"Record version {view.version}" + (f" ({licences})" if licences else "")
    within = in_words(f"{period[0]}/{period[1]}")
    shown = _text(", ".join(narrowed_by(view))) or "The whole record"
    measured = _measured(view)
    return Briefing(
        title=_text(view.package.title) or "Briefing",
        # A filter of nothing but a period says what stands there already.
        about=tuple(dict.fromkeys((within, shown, known))),
        basis=_text(f"{known}  ·  {record}"),
        sentences=tuple(map(_text, sentences(view))),
        counts=_counts(view),
        events=_events(view, most.events),
        questions=_questions(view, most.questions),
        sources=_sources(view, most.sources),
        series=tuple([one for one in measured if len(one.figures) > 1][: most.measures]),
        figures=_figures(measured, most.figures),
    )


def reference(source: SourceEntry) -> str:
    """A page as a line of text: title, publisher, date and address."""
    dated = f", {in_words(source.published)}" if source.published else ""
    return _text(f"{source.title}, {source.publisher}{dated}. {source.url}")


def _text(text: str) -> str:
    return one_line(xml_safe(text))


def _counts(view: View) -> tuple[tuple[int, str], ...]:
    tables = ("events", "claims", "questions", "sources")
    return tuple(
        (len(view[name]), counted(len(view[name]), name.removesuffix("s")).rpartition(" ")[2]) for name in tables
    )


def _events(view: View, most: int) -> Listing:
    entries = {entry.id: entry for entry in event_entries(view)}
    chosen = [entries[event] for event in milestones(view, most, pd.Timedelta(0))["id"]]
    return Listing(
        title="Key events",
        columns=(("When", 0.16), ("What", 0.41), ("Where", 0.17), ("Kind", 0.13), ("Rests on", 0.13)),
        lines=tuple(map(_event, chosen)),
        note=_left_out(len(chosen), len(entries), "event", "those most reported and disputed")
        or "By the number of claims about them and of pages that report them, all events in view.",
    )


def _event(event: EventEntry) -> Line:
    kind = event.kind.replace("-", " ").capitalize()
    kind += "" if event.status is Status.OCCURRED else f" ({event.status})"
    rests = counted(len(event.sources), "page")
    rests += f", {counted(len(event.claims), 'claim')}" if event.claims else ""
    return Line((in_words(event.date), _text(event.title), _text(event.place.name), kind, rests), event.sources)


def _questions(view: View, most: int) -> Listing:
    entries = question_entries(view)
    ranked = sorted(entries, key=lambda question: (-len(question.claims), question.topic, question.id))
    chosen = sorted(ranked[:most], key=lambda question: (question.topic, question.id))
    claims = {claim.id: claim for claim in claim_entries(view)}
    return Listing(
        title="Disputed questions and how they stand",
        columns=(("Question", 0.46), ("Standing", 0.16), ("Yes, say", 0.19), ("No, say", 0.19)),
        lines=tuple(_question(question, claims) for question in chosen),
        note=f"{_left_out(len(chosen), len(entries), 'question', 'those most spoken of')} A standing rests on all "
        f"claims known on {day_in_words(view.as_of)}, whatever the filter.".strip(),
    )


def _question(question: QuestionEntry, claims: dict[str, ClaimEntry]) -> Line:
    standing = question.standing
    yes, no = (_text(listed(side.parties)) or "nobody" for side in (standing.yes, standing.no))
    pages = dict.fromkeys(page for claim in question.claims if claim in claims for page in claims[claim].sources)
    return Line((_text(question.text), standing.headline, yes, no), tuple(pages))


def _sources(view: View, most: int) -> Listing:
    cited = pd.concat([view[f"{owner}_sources"]["source"] for owner in ("event", "claim", "route")]).value_counts()
    ranked = sorted(source_entries(view), key=lambda page: (-cited.get(page.id, 0), page.title, page.id))
    return Listing(
        title="Sources",
        columns=(("Page", 0.53), ("Publisher", 0.22), ("Published", 0.16), ("Cited by", 0.09)),
        lines=tuple(_source(page, int(cited.get(page.id, 0))) for page in ranked[:most]),
        note=_left_out(min(most, len(ranked)), len(ranked), "page", "those cited most"),
    )


def _source(page: SourceEntry, cited: int) -> Line:
    published = in_words(page.published) if page.published else "no date"
    url = page.url if is_web_address(page.url) else ""
    return Line((_text(page.title), _text(page.publisher), published, str(cited)), (page,), url)


def _left_out(shown: int, count: int, noun: str, chosen: str) -> str:
    """How many are shown of how many; empty where all are."""
    return f"{shown:,} of {counted(count, noun)}, {chosen}; {count - shown:,} left out." if shown < count else ""


def _measured(view: View) -> list[Series]:
    """The measures of figures in view, those with most first."""
    found: dict[str, list[Figure]] = {}
    named: dict[str, tuple[str, str]] = {}
    for claim in claim_entries(view):
        for quantity in claim.quantities:
            # Single figures form no series, so there is nothing to compare them with.
            if quantity.kind is MeasureKind.NONE:
                continue
            ends = tuple(dict.fromkeys(end for end in (quantity.low, quantity.high) if end is not None))
            detail = ", ".join(filter(None, (_text(quantity.unit or ""), KINDS[quantity.kind])))
            named[quantity.measure] = (_text(quantity.label), detail)
            found.setdefault(quantity.measure, []).append(_figure(claim, quantity.raw, ends))
    series = [Series(*named[measure], tuple(figures)) for measure, figures in found.items()]
    return sorted(series, key=lambda one: (-len(one.figures), one.label))


def _figures(measured: Sequence[Series], most: int) -> Listing:
    lines = [
        Line((series.label, figure.said, figure.claimants, figure.worded), figure.sources)
        for series in measured
        for figure in series.figures
    ]
    return Listing(
        title="Numbers in dispute",
        columns=(("What", 0.35), ("When", 0.16), ("Who", 0.22), ("Figure", 0.27)),
        lines=tuple(lines[:most]),
        note=_left_out(min(most, len(lines)), len(lines), "figure", "of what most of them are about"),
    )


def _figure(claim: ClaimEntry, raw: str, ends: tuple[float, ...]) -> Figure:
    claimants = claim.claimants
    return Figure(
        day=claim.first_day + (claim.last_day - claim.first_day) // 2,
        said=in_words(claim.date),
        claimants=_text(listed([actor.name for actor in claimants], most=3)),
        worded=_text(raw),
        ends=ends,
        side=next((actor.side for actor in claimants if actor.side), None),
        sources=claim.sources,
    )
