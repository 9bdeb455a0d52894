"""A view in words."""

from datetime import date

import pytest

from data.describe import counted, listed, narrowed_by, period, summary, ways_back
from data.filters import Filters


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1204, "1,204 claims")]
)
def test_a_number_stands_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "claim") == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["one"], "one"),
        (["one", "two"], "one and two"),
        (["one", "two", "three"], "one, two and three"),
        (["one", "two", "three", "four"], "one, two, three and four"),
        (["one", "two", "three", "four", "five"], "one, two, three and 2 more"),
    ],
)
def test_words_become_a_list_and_too_many_a_number(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


def test_a_list_has_the_conjunction_and_length_asked_for() -> None:
    assert listed(["one", "two"], "or") == "one or two"
    assert listed(["one", "two", "three"], "or", most=2) == "one or 2 more"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (date(2023, 9, 1), None, "from 1 September 2023"),
        (None, date(2023, 10, 31), "until 31 October 2023"),
        (date(2023, 9, 1), date(2023, 10, 31), "1 September to 31 October 2023"),
        (date(2023, 9, 13), date(2023, 9, 13), "13 September 2023"),
    ],
)
def test_a_period_in_words(start: date | None, end: date | None, words: str) -> None:
    assert period(start, end) == words


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), []),
        (Filters(actors=("rus", "prk")), ["North Korea or Russia"]),
        (Filters(actors=("rus", "prk"), together=True), ["North Korea and Russia"]),
        (Filters(sides=("partners", "other")), ["other sides or side of partners"]),
        (Filters(kinds=("arms-transfer", "un-action")), ["arms transfer or un action"]),
        (Filters(statuses=("alleged",)), ["alleged"]),
        (
            Filters(stances=("denies",), evidence=("none-offered",), topics=("arms-transfer",), years=("2023",)),
            [
                "claims whose stance is denies",
                "claims whose evidence is none offered",
                "claims on the topic arms transfer",
                "claims of 2023",
            ],
        ),
        (
            Filters(questions=("q-arms",), events=("e-summit",)),
            [
                "claims on Has North Korea sent arms to Russia?",
                "claims about Two leaders meet",
            ],
        ),
        (Filters(places=("rajin-port", "vladivostok")), ["at Rajin port or Vladivostok"]),
        (Filters(text="kim  jong un"), ["with the words “kim jong un”"]),
        (Filters(as_of=date(2024, 6, 30)), ["as known on 30 June 2024"]),
        # An id that the record does not have stands for itself.
        (Filters(actors=("nobody",)), ["nobody"]),
    ],
)
def test_every_part_of_a_filter_in_words(small_record, filters: Filters, words: list[str]) -> None:
    assert narrowed_by(filters.apply(small_record)) == words


def test_the_summary_counts_and_names_all_parts_in_a_fixed_order(small_record) -> None:
    assert summary(Filters().apply(small_record)) == "3 events and 3 claims"
    filters = Filters(
        actors=("rus",),
        kinds=("summit",),
        start=date(2023, 9, 1),
        text="met",
        as_of=date(2024, 1, 1),
        places=("vladivostok",),
        statuses=("occurred",),
        sides=("partners",),
    )
    assert summary(filters.apply(small_record)) == (
        "1 event and 0 claims, from 1 September 2023, Russia, side of partners, summit, occurred, at Vladivostok, "
        "with the words “met”, as known on 1 January 2024"
    )


def test_a_part_leads_back_when_dropping_it_alone_finds_something(small_record) -> None:
    filters = Filters(kinds=("summit",), text="arms", actors=("rus",))
    assert filters.apply(small_record).is_empty
    back = ways_back(filters, small_record)
    assert [part for part, _ in back] == ["text"]
    (_, view) = back[0]
    assert view.filters == Filters(kinds=("summit",), actors=("rus",))
    assert list(view["events"]["id"]) == ["e-summit"]


def test_several_parts_may_lead_back_in_the_order_of_the_filter(small_record) -> None:
    filters = Filters(kinds=("summit",), text="no such deal")
    assert [part for part, _ in ways_back(filters, small_record)] == ["kinds", "text"]


def test_no_part_leads_back_when_two_of_them_find_nothing(small_record) -> None:
    assert ways_back(Filters(kinds=("combat",), text="nowhere to be found"), small_record) == []
    assert ways_back(Filters(), small_record) == []
