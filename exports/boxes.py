"""Rectangles in pixels, and where labels stand: the most important first, none over another or over what is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y down."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def grown(self, by: float) -> "Box":
        """The box with each side moved outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: "Box") -> bool:
        """Whether another box lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def overlaps(self, other: "Box") -> bool:
        """Whether another box and this one share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Anchor:
    """A point that a label names, in pixels, and how far the label keeps off it."""

    x: float
    y: float
    clear: float = 0.0


class Room:
    """What is taken of a box: symbols, texts, all that no label may cover."""

    def __init__(self, box: Box, taken: Iterable[Box] = ()) -> None:
        self.box = box
        # Rows of left, top, right, bottom; grown by doubling.
        self._rows = np.empty((256, 4))
        self._count = 0
        for one in taken:
            self.take(one)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        if self._count == len(self._rows):
            self._rows = np.vstack([self._rows, np.empty_like(self._rows)])
        self._rows[self._count] = (box.left, box.top, box.right, box.bottom)
        self._count += 1

    def is_free(self, box: Box) -> bool:
        """Whether a box lies inside and overlaps nothing that is taken."""
        if not self.box.holds(box):
            return False
        rows = self._rows[: self._count]
        across = (rows[:, 0] < box.right) & (box.left < rows[:, 2])
        return not bool((across & (rows[:, 1] < box.bottom) & (box.top < rows[:, 3])).any())

    def covered(self, box: Box) -> float:
        """How many square pixels of what is taken a box would cover."""
        rows = self._rows[: self._count]
        across = np.minimum(rows[:, 2], box.right) - np.maximum(rows[:, 0], box.left)
        down = np.minimum(rows[:, 3], box.bottom) - np.maximum(rows[:, 1], box.top)
        return float((across.clip(0) * down.clip(0)).sum())

    def place(self, anchor: Anchor, width: float, height: float, offsets: Sequence[tuple[float, float]]) -> Box | None:
        """The first free box for a label of a size in pixels, which is then taken; None where there is no room.

        `offsets` say where the middle of the label may stand, in halves of its width and height: see BESIDE and ON.
        """
        for box in _boxes(anchor, width, height, offsets):
            if self.is_free(box):
                self.take(box)
                return box
        return None


# Beside a point, the place that is read best first: right, left, above, below, then the same shifted. After Imhof, E.
# (1975), "Positioning Names on Maps", The American Cartographer 2, 128-144, but sides come before corners, since a
# symbol here has shapes round it.
BESIDE = (
    *((1, 0), (-1, 0), (0, -1), (0, 1)),
    *((1, -0.9), (1, 0.9), (-1, -0.9), (-1, 0.9)),
    *((0.8, -1), (0.8, 1), (-0.8, -1), (-0.8, 1)),
)
# On a point, or a little off it: names of areas.
ON = ((0, 0), (0, -0.6), (0, 0.6), (0.35, 0), (-0.35, 0))
# The same for large areas.
WIDELY = (*ON, (0, -1.5), (0, 1.5), (0.8, 0), (-0.8, 0), (0.6, 1.2), (-0.6, 1.2), (0.6, -1.2), (-0.6, -1.2))


def _boxes(anchor: Anchor, width: float, height: float, offsets: Sequence[tuple[float, float]]) -> Iterator[Box]:
    for across, down in offsets:
        # What stands to the side keeps off the point to the side, what stands above keeps off it upwards.
        aside = anchor.clear * across if abs(across) == 1 else 0.0
        above = anchor.clear * down if abs(across) != 1 else 0.0
        x = anchor.x + across * width / 2 + aside
        y = anchor.y + down * height / 2 + above
        yield Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
