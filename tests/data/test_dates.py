"""Dates that are not exact."""

from datetime import date

import pytest
from edtf import parse_edtf as parse_with_package
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dates import DateError, Span, day_in_words, in_words, parse_edtf


def span(first: str, last: str, exact: bool = False) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last), exact)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-09-13", span("2023-09-13", "2023-09-13", exact=True)),
        ("2023-09-12/2023-09-17", span("2023-09-12", "2023-09-17", exact=True)),
        ("2023-09-13/2023-09-13", span("2023-09-13", "2023-09-13", exact=True)),
        ("2024-02", span("2024-02-01", "2024-02-29")),
        ("2023-02", span("2023-02-01", "2023-02-28")),
        ("2023", span("2023-01-01", "2023-12-31")),
        ("2023-09-13~", span("2023-09-13", "2023-09-13")),
        ("2023-09-13?", span("2023-09-13", "2023-09-13")),
        ("2023-09-13%", span("2023-09-13", "2023-09-13")),
        ("2023-09~", span("2023-09-01", "2023-09-30")),
        ("2023~", span("2023-01-01", "2023-12-31")),
        ("2023-09-12/2023-09-17~", span("2023-09-12", "2023-09-17")),
        ("2023-09/2023-10", span("2023-09-01", "2023-10-31")),
        ("2023-09-12/2023-10", span("2023-09-12", "2023-10-31")),
        ("2023/2024-06", span("2023-01-01", "2024-06-30")),
        ("2023-21", span("2023-03-01", "2023-05-31")),
        ("2023-XX", span("2023-01-01", "2023-12-31")),
        ("202X", span("2020-01-01", "2029-12-31")),
        ("[2023-01..2023-03]", span("2023-01-01", "2023-03-31")),
    ],
)
def test_edtf_covers_its_days(text: str, expected: Span) -> None:
    assert parse_edtf(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "13.09.2023",
        "13 September 2023",
        "20230913",
        "2023-9-13",
        "2023-13",
        "2023-00",
        "2023-00-05",
        "2023-09-00",
        "2023-09-31",
        "2023-02-29",
        "0000",
        " 2023",
        "2023-09-12 / 2023-09-17",
        "2023-09-13\n",
        "２０２３-09-13",
        "2023-09-12/2023-09-17/2023-09-20",
        "-0500",
        "y170000002",
    ],
)
def test_what_is_no_usable_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(DateError, match=r"^is not a date in EDTF - write 2023-09-13, 2023-09, "):
        parse_edtf(text)


@pytest.mark.parametrize("text", ["2023-09-13/", "2023-09-13/..", "/2023-09-13", "../2023-09-13", "/"])
def test_open_spans_ask_for_both_ends(text: str) -> None:
    with pytest.raises(DateError, match=r"^is open at an end - give both ends"):
        parse_edtf(text)


@pytest.mark.parametrize("text", ["2023-09-17/2023-09-12", "2024/2023", "2023-09~/2023-08", "2023-09-13/2023-21"])
def test_reversed_spans_ask_to_swap(text: str) -> None:
    with pytest.raises(DateError, match=r"^ends before it starts - swap the two dates$"):
        parse_edtf(text)


def written(parts: tuple[int, int, int, int, str]) -> str:
    year, month, day, precision, qualifier = parts
    return "-".join([f"{year:04}", f"{month:02}", f"{day:02}"][:precision]) + qualifier


# Months up to 25 and days up to 32 take in seasons and dates that do not exist.
ENDS = st.tuples(
    st.integers(1900, 2100), st.integers(0, 25), st.integers(0, 32), st.integers(1, 3), st.sampled_from(["", "~", "?"])
).map(written)


def days_by_package(text: str) -> tuple[date, date] | None:
    """The days as the edtf package reads them, or None where it refuses."""
    try:
        parsed = parse_with_package(text)
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        return None


@settings(max_examples=40, deadline=None)
@given(ENDS)
def test_fast_path_agrees_with_the_edtf_package(text: str) -> None:
    try:
        found = parse_edtf(text)
        days = found.first, found.last
    except DateError:
        days = None
    assert days == days_by_package(text)


@settings(max_examples=20, deadline=None)
@given(ENDS, ENDS)
def test_spans_agree_with_the_edtf_package(first: str, last: str) -> None:
    expected = days_by_package(f"{first}/{last}")
    try:
        found = parse_edtf(f"{first}/{last}")
    except DateError:
        assert expected is None or expected[1] < expected[0]
    else:
        assert (found.first, found.last) == expected


@settings(max_examples=40, deadline=None)
@given(st.text("0123456789-/~?%X.[]{}, TZy", max_size=14))
def test_any_text_gives_days_in_order_or_a_date_error(text: str) -> None:
    try:
        found = parse_edtf(text)
    except DateError:
        return
    assert found.first <= found.last


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-09-13", "13 September 2023"),
        ("2023-09-05", "5 September 2023"),
        ("2023-09", "September 2023"),
        ("2023", "2023"),
        ("2023-09-13~", "about 13 September 2023"),
        ("2023-09-12/2023-09-17", "12 to 17 September 2023"),
        ("2023-09-12/2023-09-17~", "about 12 to 17 September 2023"),
        ("2023-09-30/2023-10-02", "30 September to 2 October 2023"),
        ("2023-09-12/2023-10-12", "12 September to 12 October 2023"),
        ("2022-12-30/2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2022-09-12/2023-09-12", "12 September 2022 to 12 September 2023"),
        ("2023-09/2023-10", "September to October 2023"),
        ("2022-11/2023-02", "November 2022 to February 2023"),
        ("2022/2023", "2022 to 2023"),
        ("2023/2024-06", "2023 to June 2024"),
        ("2024/2024-06", "2024 to June 2024"),
        ("2023-09-13/2023-09-13", "13 September 2023"),
        ("202X", "202X"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert in_words(text) == words


def test_a_day_in_words() -> None:
    assert day_in_words(date(2023, 9, 3)) == "3 September 2023"
