"""Where to write labels beside marks so that they do not cover each other."""

from collections.abc import Sequence
from dataclasses import dataclass

# Of a label of Plotly's at 11 pixels.
LETTER_WIDTH = 5.6
LINE_HEIGHT = 15
# From the middle of a mark to its label, and half the room that a mark takes, in pixels.
GAP = 10


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        return not (
            self.right < other.left or other.right < self.left or self.bottom < other.top or other.bottom < self.top
        )


def placed(points: Sequence[tuple[float, float]], labels: Sequence[str], width: float, height: float) -> list[str]:
    """For each label, Plotly's name of a place beside its point where it covers nothing; empty where there is none.

    Points are pixels from the top left of a drawing of the given size. Earlier labels choose first.
    """
    taken = [Box(x - GAP / 2, y - GAP / 2, x + GAP / 2, y + GAP / 2) for x, y in points]
    found = []
    for (x, y), label in zip(points, labels, strict=True):
        for name, box in _places(x, y, len(label) * LETTER_WIDTH).items():
            inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
            if inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                found.append(name)
                break
        else:
            found.append("")
    return found


def _places(x: float, y: float, wide: float) -> dict[str, Box]:
    half = LINE_HEIGHT / 2
    above, below = (y - GAP - LINE_HEIGHT, y - GAP), (y + GAP, y + GAP + LINE_HEIGHT)
    left, middle, right = (x - GAP - wide, x - GAP), (x - wide / 2, x + wide / 2), (x + GAP, x + GAP + wide)
    return {
        # First where steps that join the points do not run.
        "bottom right": Box(right[0] - GAP / 2, below[0], right[1], below[1]),
        "middle right": Box(right[0], y - half, right[1], y + half),
        "middle left": Box(left[0], y - half, left[1], y + half),
        "bottom center": Box(middle[0], below[0], middle[1], below[1]),
        "top left": Box(left[0], above[0], left[1] + GAP / 2, above[1]),
        "bottom left": Box(left[0], below[0], left[1] + GAP / 2, below[1]),
        "top right": Box(right[0] - GAP / 2, above[0], right[1], above[1]),
    }
