"""What a text selects."""

import pytest

from components.selection import Selection


@pytest.mark.parametrize("text", ["event:e-summit", "claim:c-denial", "place:rajin-port"])
def test_a_selection_is_read_and_written_alike(small_record, text: str) -> None:
    chosen = Selection.parse(text, small_record)
    assert str(chosen) == text
    assert chosen == Selection(*text.split(":"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "event:e-sumit",
            "select: there is no event 'e-sumit', did you mean e-summit? - use an id of the record",
        ),
        ("place:", "select: there is no place '' - use an id of the record"),
        ("claim:e-summit", "select: there is no claim 'e-summit' - use an id of the record"),
        ("e-summit", "select: 'e-summit' is not a selection - write event:, claim: or place: and an id"),
        ("route:r-ship", "select: 'route:r-ship' is not a selection - write event:, claim: or place: and an id"),
        ("", "select: '' is not a selection - write event:, claim: or place: and an id"),
    ],
)
def test_what_is_not_there_is_named_with_a_way_out(small_record, text: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        Selection.parse(text, small_record)
    assert str(caught.value) == problem
