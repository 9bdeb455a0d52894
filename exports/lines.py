"""Routes as lines within -180 to 180 degrees, cut where they cross the 180th meridian (RFC 7946, section 3.1.9)."""

from collections.abc import Iterator
from itertools import pairwise
from math import floor

from data.legs import Leg, Line, Point


def route_line(legs: list[Leg]) -> Line:
    """The legs of a route as one line, whose longitudes run on without a jump and so may leave -180 to 180."""
    points: list[Point] = []
    for leg in legs:
        # Each leg starts within -180 to 180, wherever the one before it has got to.
        turn = 360 * round((points[-1][0] - leg.coordinates[0][0]) / 360) if points else 0
        shifted = [(lon + turn, lat) for lon, lat in leg.coordinates]
        points += shifted[1:] if points else shifted
    return tuple(points)


def cut_at_antimeridian(line: Line) -> list[Line]:
    """The parts of a line on either side of the 180th meridian, each of two points or more within -180 to 180."""
    parts: list[list[Point]] = []
    for start, end in pairwise(line):
        for world, a, b in _within_worlds(start, end):
            shifted = [(lon - 360 * world, lat) for lon, lat in (a, b)]
            if parts and parts[-1][-1] == shifted[0]:
                parts[-1].append(shifted[1])
            else:
                parts.append(shifted)
    return [tuple(part) for part in parts]


def _within_worlds(start: Point, end: Point) -> Iterator[tuple[int, Point, Point]]:
    """The parts of a segment within one turn of the globe each, with the number of the turn; 0 is -180 to 180."""
    low, high = sorted((start[0], end[0]))
    edges = [edge * 360 + 180 for edge in range(floor((low - 180) / 360) + 1, floor((high - 180) / 360) + 1)]
    inner = [edge for edge in edges if low < edge < high]
    cuts = [start, *(_at(start, end, lon) for lon in (inner if start[0] <= end[0] else inner[::-1])), end]
    for a, b in pairwise(cuts):
        yield floor(((a[0] + b[0]) / 2 + 180) / 360), a, b


def _at(start: Point, end: Point, lon: float) -> Point:
    share = (lon - start[0]) / (end[0] - start[0])
    return lon, start[1] + share * (end[1] - start[1])
