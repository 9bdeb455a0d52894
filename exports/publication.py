"""When a source was published, in the parts that formats of references ask for."""

import re
from datetime import date

from data.dates import parse_edtf

_PARTS = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")

# A year, a year and month, or a year, month and day.
Parts = tuple[int, ...]


def date_parts(published: str) -> tuple[Parts, ...]:
    """The date of publication (EDTF) as one set of parts, or two for a span, none finer than it is known.

    What is neither year, month nor day, such as a season, comes as the span of its days.
    """
    ends = published.split("/")
    matches = [_PARTS.fullmatch(end) for end in ends]
    if all(matches) and not any(match and match[2] and int(match[2]) > 12 for match in matches):
        return tuple(tuple(int(part) for part in match.groups() if part) for match in matches if match)
    span = parse_edtf(published)
    return tuple(_day(day) for day in dict.fromkeys((span.first, span.last)))


def is_approximate(published: str) -> bool:
    """Whether the date is marked as approximate or uncertain."""
    return any(mark in published for mark in "~?%")


def _day(day: date) -> Parts:
    return day.year, day.month, day.day
