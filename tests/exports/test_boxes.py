"""Where labels stand."""

from hypothesis import given
from hypothesis import strategies as st

from exports.boxes import BESIDE, ON, Anchor, Box, Room

PAGE = Box(0, 0, 1000, 800)
numbers = st.floats(0, 1000, allow_nan=False)


def test_a_label_stands_right_of_its_point_unless_that_is_taken() -> None:
    room = Room(PAGE)
    anchor = Anchor(500, 400, 10)
    assert room.place(anchor, 100, 20, BESIDE) == Box(510, 390, 610, 410)
    assert room.place(anchor, 100, 20, BESIDE) == Box(390, 390, 490, 410)
    assert room.place(anchor, 100, 20, BESIDE) == Box(450, 370, 550, 390)


def test_a_label_without_room_is_left_out_and_takes_nothing() -> None:
    room = Room(PAGE, [PAGE])
    assert room.place(Anchor(500, 400), 100, 20, BESIDE) is None
    room = Room(Box(0, 0, 50, 50))
    assert room.place(Anchor(25, 25), 60, 20, ON) is None
    assert room.is_free(Box(0, 0, 50, 50))


def test_what_touches_does_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20))


def test_covered_counts_what_is_under_a_box() -> None:
    room = Room(PAGE, [Box(0, 0, 10, 10), Box(20, 0, 30, 10)])
    assert room.covered(Box(5, 5, 25, 15)) == 5 * 5 * 2
    assert room.covered(Box(500, 500, 600, 600)) == 0


@given(st.lists(st.tuples(numbers, numbers, st.floats(0, 40), st.floats(1, 200), st.floats(1, 40)), max_size=400))
def test_no_two_labels_overlap_however_many_there_are(
    labels: list[tuple[float, float, float, float, float]],
) -> None:
    symbols = [Box(x, y, x, y).grown(clear) for x, y, clear, _, _ in labels[:20]]
    room = Room(PAGE, symbols)
    placed = [room.place(Anchor(x, y, clear), width, height, BESIDE) for x, y, clear, width, height in labels]
    boxes = [box for box in placed if box]
    for index, box in enumerate(boxes):
        assert PAGE.holds(box)
        assert not any(box.overlaps(other) for other in boxes[:index])
        assert not any(box.overlaps(symbol) for symbol in symbols)
