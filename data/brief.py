"""A view in a few sentences, composed by rule."""

from collections import Counter
from dataclasses import replace

from data.dates import day_in_words, in_words
from data.describe import counted, listed
from data.knowledge import learned
from data.milestones import weights
from data.models import EventKind, Side
from data.period import period_of
from data.standing import Word
from data.view import View

MOST_KINDS = 3
MOST_CHANGES = 3
_SIDES = {
    Side.PARTNERS: "Russia and North Korea acted",
    Side.ALLIES: "the United States, South Korea, Japan and their allies",
    Side.UKRAINE: "Ukraine",
    Side.OTHER: "others",
}
# In this order of telling: what is settled last.
_WORDS = (Word.CONTESTED, Word.EVIDENCED_DENIED, Word.ASSERTED_YES, Word.ASSERTED_NO, Word.EVIDENCED, Word.ACKNOWLEDGED)


def sentences(view: View) -> list[str]:
    """What the view shows, in words that may stand as a caption: the same view gives the same sentences."""
    period = period_of(view)
    if period is None:
        return ["Nothing in the record matches this filter."]
    first, last = period
    parts = [_counts(view, in_words(f"{first}/{last}")), _sides(view), _weightiest(view), _questions(view)]
    parts.append(_changes(view))
    return [part for part in parts if part]


def _counts(view: View, period: str) -> str:
    counts = Counter(view["events"]["kind"].map(lambda kind: EventKind(kind).replace("-", " ")))
    most = listed([f"{kind} ({count})" for kind, count in _frequent(counts)[:MOST_KINDS]])
    held = f"{counted(len(view['events']), 'event')} and {counted(len(view['claims']), 'claim')}"
    return f"{period}: {held}" + (f"; the most frequent kinds are {most}." if len(counts) > 1 else ".")


def _frequent(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _sides(view: View) -> str:
    counts = Counter(view["events"]["side"].dropna())
    if not counts:
        return ""
    told = [(words, counts[side]) for side, words in _SIDES.items() if counts[side]]
    head, *more = [f"{words} in {count}" for words, count in told]
    head = head if told[0][0].endswith("acted") else head.replace(" in ", " acted in ", 1)
    return f"{_upper(listed([head, *more]))}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _weightiest(view: View) -> str:
    events = view["events"]
    if events.empty:
        return ""
    ranked = events.assign(weight=weights(view)).sort_values(["weight", "first", "id"], ascending=[False, True, True])
    row = ranked.iloc[0]
    return f"Most reported and disputed: {row['title']} ({in_words(row['date'])})."


def _questions(view: View) -> str:
    standings = [view.standings[question].word for question in view["questions"]["id"]]
    if not standings:
        return ""
    counts = Counter(standings)
    told = listed([f"{counts[word]} {_in_text(word)}" for word in _WORDS if counts[word]], most=len(_WORDS))
    return f"Of {counted(len(standings), 'question')} touched, as known on {day_in_words(view.as_of)}: {told}."


def _in_text(word: Word) -> str:
    return {Word.EVIDENCED_DENIED: "evidenced but denied", Word.ASSERTED_YES: "asserted with yes and not denied",
            Word.ASSERTED_NO: "answered with no only"}.get(word, str(word))  # fmt: skip


def _changes(view: View) -> str:
    """Which standings in view changed within the period that was asked for."""
    if view.filters.start is None:
        return ""
    end = min(view.filters.end or view.as_of, view.as_of)
    changed = learned(view.asking(replace(view.filters, as_of=end)), view.filters.start).standings
    texts = dict(zip(view["questions"]["id"], view["questions"]["text"], strict=True))
    told = [
        f"“{texts[new.question]}” from {old.headline} to {new.headline}"
        for old, new in changed
        if new.question in texts
    ]
    return f"Standings that changed: {listed(told, most=MOST_CHANGES)}." if told else ""
