"""Texts on slides: how many lines they take, and where to cut those that take too many.

What shows a slide may not have the font it asks for. Widths are therefore those of DejaVu Sans, which is wider than
Arial and its like and as wide as their bold, so that a text hardly ever takes more lines than reckoned.
"""

from functools import lru_cache

from exports.sheet import Style, clean, width_of

# Over the size of the text; that of Arial and Liberation Sans is less.
LINE = 1.2
# Nothing longer is measured: no cell or sentence has room for it.
LONGEST = 1_000


def line_count(text: str, size: float, width: float) -> int:
    """How many lines a text of one paragraph takes; size and width in points. A word longer than a line is broken."""
    style = Style(size, "")
    space = width_of(" ", style)
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = _width(word, style)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0.0)
        if used > width:
            more = int(used // width)
            lines, used = lines + more, used - more * width
    return lines


def cut(text: str, size: float, width: float, most: int) -> str:
    """A text that takes at most so many lines, its end replaced by an ellipsis where it takes more."""
    if len(text) <= LONGEST and line_count(text, size, width) <= most:
        return text
    least, longest = 0, min(len(text), LONGEST)
    while least < longest:
        middle = (least + longest + 1) // 2
        if line_count(text[:middle].rstrip() + "…", size, width) <= most:
            least = middle
        else:
            longest = middle - 1
    return text[:least].rstrip() + "…"


def _width(word: str, style: Style) -> float:
    return sum(_letter(letter) for letter in word) * style.size


@lru_cache(maxsize=8192)
def _letter(letter: str) -> float:
    """The width of a letter of size 1; one that the font does not have is about as wide as high."""
    return width_of(clean(letter), Style(1, ""))
