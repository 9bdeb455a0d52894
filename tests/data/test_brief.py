"""A view in sentences."""

from datetime import date

from data.brief import sentences
from data.filters import Filters


def test_the_sentences_of_a_small_view(small_record) -> None:
    view = Filters(start=date(2023, 9, 1), end=date(2023, 10, 31)).apply(small_record)
    assert sentences(view) == [
        "1 September to 31 October 2023: 2 events and 3 claims; the most frequent kinds are arms transfer (1) and "
        "summit (1).",
        "Russia and North Korea acted in 2.",
        "Most reported and disputed: Containers go by sea (September to October 2023).",
        f"Of {len(view['questions'])} questions touched, as known on 20 June 2024: 1 contested and "
        "2 asserted with yes and not denied.",
        *sentences(view)[4:],
    ]
    assert len(sentences(view)) <= 5


def test_the_same_view_gives_the_same_sentences(record) -> None:
    filters = Filters(start=date(2024, 10, 1), end=date(2024, 12, 31))
    once = sentences(filters.apply(record))
    assert once == sentences(Filters.from_query(filters.to_query(), record).apply(record))
    assert once[0].startswith("1 October to 31 December 2024: ")
    assert once[-1].startswith("Standings that changed: ")


def test_an_empty_view_says_so(small_record) -> None:
    view = Filters(text="nowhere to be found").apply(small_record)
    assert sentences(view) == ["Nothing in the record matches this filter."]


def test_claims_alone_have_a_sentence(small_record) -> None:
    told = sentences(Filters(text="no such deal").apply(small_record))
    assert told[0] == "20 October 2023: 0 events and 1 claim."
