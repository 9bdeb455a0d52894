"""Text on a sheet: cleaned, measured, cut and wrapped; and paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from exports.boxes import Box
from exports.paths import area_within, line_within, points_of, svg_path
from exports.picture import Picture
from exports.sheet import LEAST_UNIT, Sheet, Style, clean, fitted, width_of, wrapped
from style import EVIDENCES, KINDS, STANCES

STYLE = Style(20, "#000000")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Владивосток, P'yŏngyang", "Владивосток, P'yŏngyang"),
        ("one\n two\t three ", "one two three"),
        ("라진항", "\ufffd\ufffd\ufffd"),
        ("left\u202eright\u2066", "leftright"),
        ("\x00\x0b\ufeffa", "a"),
        ("\ud800", "\ufffd"),
        ("$x^2$ \\alpha <b>", "$x^2$ \\alpha <b>"),
    ],
)
def test_clean_text_has_only_what_can_be_drawn(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(max_size=300), st.floats(20, 500))
def test_fitted_text_fits(text: str, width: float) -> None:
    cleaned = clean(text)
    cut = fitted(cleaned, STYLE, width)
    assert width_of(cut, STYLE) <= max(width, width_of("…", STYLE))
    assert cut == cleaned or cut.endswith("…")


@given(st.text(max_size=300), st.floats(60, 500), st.integers(1, 4))
def test_wrapped_text_fits_and_loses_nothing_but_its_end(text: str, width: float, most: int) -> None:
    cleaned = clean(text)
    lines = wrapped(cleaned, STYLE, width, most)
    assert len(lines) <= most
    assert all(width_of(line, STYLE) <= width for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines).split() == cleaned.split()


def test_sizes_grow_with_the_sheet_but_stay_readable() -> None:
    assert Sheet(Picture()).unit == 1
    assert Sheet(Picture(width=3840, height=2160)).unit == 2
    assert Sheet(Picture(width=320, height=320)).unit == LEAST_UNIT
    # A banner is no large picture.
    assert Sheet(Picture(width=8000, height=320)).unit == LEAST_UNIT


@pytest.mark.parametrize("mark", [*KINDS.values(), *STANCES.values(), *EVIDENCES.values()])
def test_every_shape_of_the_palette_can_be_drawn(mark: object) -> None:
    points = points_of(svg_path(mark.path))  # type: ignore[attr-defined]
    assert abs(points).max() <= 12
    assert len(points) >= 4


def test_a_line_is_kept_where_it_crosses_a_box() -> None:
    box = Box(0, 0, 10, 10)
    across = line_within(Path([(-100, -100), (-50, 5), (50, 5), (100, 200), (300, 200)]), box)
    assert points_of(across).tolist() == [[-50, 5], [50, 5]]
    assert not len(points_of(line_within(Path([(20, 0), (20, 10)]), box)))


def test_areas_are_cut_off_one_by_one() -> None:
    """Rings that are not marked as closed would be clipped as one, and join across the sea."""
    squares = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0), (10, 10), (14, 10), (14, 14), (10, 14), (10, 10)]
    moves = [Path.MOVETO, *[Path.LINETO] * 4] * 2
    cut = area_within(Path(squares, moves), Box(-1, -1, 12, 20))
    assert (cut.codes == Path.MOVETO).sum() == 2
    assert points_of(cut).max() == 14
    inside = Path(squares, moves)
    assert not cut.contains_point((7, 7))
    assert points_of(area_within(inside, Box(100, 100, 200, 200))).size == 0
