"""Lines cut at the 180th meridian."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.legs import Leg
from exports.lines import cut_at_antimeridian, route_line


def test_a_line_that_crosses_nothing_stays_whole() -> None:
    assert cut_at_antimeridian(((170.0, 10.0), (180.0, 20.0), (175.0, 30.0))) == [
        ((170.0, 10.0), (180.0, 20.0), (175.0, 30.0))
    ]


def test_a_line_is_cut_where_it_crosses() -> None:
    assert cut_at_antimeridian(((170.0, 0.0), (190.0, 20.0))) == [
        ((170.0, 0.0), (180.0, 10.0)),
        ((-180.0, 10.0), (-170.0, 20.0)),
    ]


def test_a_line_that_leaves_to_the_west_is_cut_too() -> None:
    assert cut_at_antimeridian(((-170.0, 0.0), (-190.0, 20.0), (-170.0, 40.0))) == [
        ((-170.0, 0.0), (-180.0, 10.0)),
        ((180.0, 10.0), (170.0, 20.0), (180.0, 30.0)),
        ((-180.0, 30.0), (-170.0, 40.0)),
    ]


@pytest.mark.parametrize("line", [(), ((1.0, 2.0),)])
def test_less_than_two_points_are_no_line(line) -> None:
    assert cut_at_antimeridian(line) == []


STEPS = st.tuples(st.floats(-170, 170), st.floats(-80, 80))


@given(start=st.floats(-180, 180), steps=st.lists(STEPS, min_size=1, max_size=12))
def test_no_part_leaves_the_map_or_jumps(start, steps) -> None:
    points = [(start, 0.0)]
    for east, lat in steps:
        points.append((points[-1][0] + east, lat))
    parts = cut_at_antimeridian(tuple(points))
    assert all(len(part) >= 2 for part in parts)
    assert all(-180 - 1e-6 <= lon <= 180 + 1e-6 for part in parts for lon, _ in part)
    length = sum(abs(b[0] - a[0]) for part in parts for a, b in pairwise(part))
    assert length == pytest.approx(sum(abs(b[0] - a[0]) for a, b in pairwise(points)), abs=1e-6)
    for one, other in pairwise(parts):
        assert one[-1][1] == pytest.approx(other[0][1])
        assert abs(one[-1][0]) == pytest.approx(180)
        assert other[0][0] == pytest.approx(-one[-1][0])


def test_legs_run_on_across_the_meridian() -> None:
    legs = [
        Leg("a", "b", ((170.0, 0.0), (190.0, 0.0)), schematic=True),
        Leg("b", "c", ((-170.0, 0.0), (-160.0, 5.0)), schematic=True),
    ]
    assert route_line(legs) == ((170.0, 0.0), (190.0, 0.0), (200.0, 5.0))
    assert route_line([]) == ()
