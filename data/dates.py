"""Dates that are not exact: EDTF (ISO 8601-2)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile

from edtf import parse_edtf as parse_any_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

# A year, a month or a day. Seasons, such as 2023-21, and all else that is rare are left to the edtf package.
_PLAIN = re.compile("([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?([~?%]?)")
_QUALIFIERS = re.compile("[~?%]")


class DateError(ValueError):
    """A text that is no usable date; says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days an EDTF date covers.

    `first` and `last` are the earliest and the latest day, inclusive. `exact` is False when either end is
    approximate, uncertain, or coarser than a day.
    """

    first: date
    last: date
    exact: bool


@cache
def parse_edtf(text: str) -> Span:
    """The days that an EDTF text covers.

    Raises DateError when the text is not EDTF, is open at an end, or ends before it starts.
    """
    ends = text.split("/")
    if len(ends) > 1 and {ends[0], ends[-1]} & {"", ".."}:
        raise DateError("is open at an end - give both ends, or the last known day")
    plain = [_PLAIN.fullmatch(end) for end in ends]
    try:
        # The edtf package needs 10 to 45 ms a date, and nearly all dates are plain ones.
        spans = [_plain_span(match) for match in plain if match]
        span = _join(spans) if len(spans) == len(ends) <= 2 else _any_span(text)
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        raise DateError(
            "is not a date in EDTF - write 2023-09-13, 2023-09, 2023-09-12/2023-09-17 or 2023-09-13~"
        ) from None
    if span.last < span.first:
        raise DateError("ends before it starts - swap the two dates")
    return span


def _plain_span(match: re.Match[str]) -> Span:
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return Span(
        date(year, month or 1, day or 1),
        date(year, last_month, last_day),
        exact=day > 0 and not match[4],
    )


def _join(spans: list[Span]) -> Span:
    return Span(spans[0].first, spans[-1].last, all(span.exact for span in spans))


def _any_span(text: str) -> Span:
    if re.search(r"[^!-\x7e]", text):
        raise ValueError("the edtf package reads digits of any script and passes over spaces, the standard does not")
    parsed = parse_any_edtf(text)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return Span(date(*first[:3]), date(*last[:3]), exact=False)


def in_words(text: str) -> str:
    """An EDTF text as English: `2023-09-12/2023-09-17` becomes "12 to 17 September 2023"."""
    about = "about " if _QUALIFIERS.search(text) else ""
    ends = [_end_in_words(end).split() for end in _QUALIFIERS.sub("", text).split("/")]
    first, last = ends[0], ends[-1]
    if first == last:
        return about + " ".join(last)
    # What both ends share at their tails, the year or month and year, is said once.
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first[::-1], last[::-1], strict=False)))
    if len(first) == len(last):
        first = first[: len(first) - shared]
    return f"{about}{' '.join(first)} to {' '.join(last)}"


def _end_in_words(end: str) -> str:
    match = _PLAIN.fullmatch(end)
    if not match:
        return end
    year, month, day = match.groups()[:3]
    words = [str(int(day))] if day else []
    words += [calendar.month_name[int(month)]] if month else []
    return " ".join([*words, year])


def day_in_words(day: date) -> str:
    """A day as English: 13 September 2023."""
    return in_words(day.isoformat())
