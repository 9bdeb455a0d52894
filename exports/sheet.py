"""A sheet to draw a picture on, in pixels, and its bytes: the same for the same drawing, whenever and wherever made.

Positions and sizes are pixels of the picture from its top left corner, x to the right and y down, as in the paths of
`style`. Matplotlib is used through its objects only, so pictures may be drawn in several threads at once.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from math import sqrt
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from exports.boxes import Box
from exports.paths import box_path, moved, points_of, snapped, svg_path
from exports.picture import Picture

# Settings of the whole process, but nothing else in it draws with matplotlib. Text stays text in svg (none) and pdf
# (42, TrueType); no `$` is ever read as TeX; letters keep their proportions at every size; the salt makes ids repeat.
mpl.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "tumen",
        "pdf.fonttype": 42,
        "text.parse_math": False,
        "text.hinting": "none",
        "path.simplify": False,
    }
)

# The first ships with matplotlib; the other is for readers of an svg who do not have it.
FONTS = ["DejaVu Sans", "sans-serif"]
# A sheet of this size has a unit of one pixel.
UNIT_SIDE = 1440
LEAST_UNIT = 0.62
# A point is a pixel.
DPI = 72
# Of png, 0 to 9: beyond this, files get no smaller to speak of but take much longer.
COMPRESSION = 4
# Widths of text grow in proportion to its size and are measured at this one.
_MEASURED_AT = 100.0
# Height of a line of text, and of its capitals, over its size; of DejaVu Sans.
LINE, CAPITALS = 1.16, 0.73
# No picture shows more of a text than this, and to measure more takes time.
_LONGEST = 400
Across = Literal["left", "center", "right"]

# How much of a text lies left of the point that it is drawn at.
_SHARE_LEFT: dict[Across, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
_MISSING = "\ufffd"


@dataclass(frozen=True)
class Style:
    """How a text looks: its size in pixels, its colour, and whether it is bold or leans."""

    size: float
    colour: str
    bold: bool = False
    leans: bool = False
    alpha: float = 1.0

    @property
    def line(self) -> float:
        """The height of a line in pixels."""
        return self.size * LINE


class Sheet:
    """An empty picture. `unit` is the length in pixels that is 1 at 1920 x 1080; sizes of text and symbols use it."""

    def __init__(self, picture: Picture) -> None:
        width, height = picture.width, picture.height
        self.picture = picture
        self.palette = picture.palette
        self.box = Box(0, 0, width, height)
        # A narrow sheet must not be held to be a large one for its length.
        self.unit = max(LEAST_UNIT, min(sqrt(width * height) / UNIT_SIDE, 1.4 * min(width, height) / 1080))
        self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=self.palette.paper)
        # All is drawn upside down, since matplotlib counts pixels from the bottom.
        self._upright = Affine2D().scale(1, -1).translate(0, height)
        self._drawn = 0

    def style(self, size: float, colour: str | None = None, bold: bool = False, leans: bool = False) -> Style:
        """A text style; `size` in units, the ink of the theme where no colour is given."""
        return Style(size * self.unit, colour or self.palette.ink, bold, leans)

    def text(self, x: float, y: float, text: str, style: Style, across: Across = "left") -> None:
        """Draw one line of text whose capitals have their middle at `y`; `across` says which part of it stands at `x`.

        The text must have passed `clean`, or glyphs may be missing.
        """
        # The middle of capitals, whichever letters the text has: neighbours stay on one line.
        base = y + style.size * CAPITALS / 2
        if self.picture.format == "png":
            # Pixels are the same either way, and outlines can be kept: setting text anew takes most of the time.
            left = x - _SHARE_LEFT[across] * width_of(text, style)
            self.path(_written(text, style, left, base), fill=style.colour, alpha=style.alpha)
            return
        self._add(
            Text(
                x,
                self.box.bottom - base,
                text,
                color=style.colour,
                alpha=style.alpha,
                fontproperties=_font(style.bold, style.leans).copy(),
                fontsize=style.size,
                horizontalalignment=across,
                # Without this a figure takes the position to mean a share of its size.
                transform=Affine2D(),
            )
        )

    def paragraph(self, x: float, top: float, lines: Iterable[str], style: Style, leading: float = 1.25) -> float:
        """Draw lines of text below each other; returns where the next thing may begin."""
        step = style.size * leading
        for line in lines:
            self.text(x, top + step / 2, line, style)
            top += step
        return top

    def path(
        self,
        path: Path,
        fill: str | None = None,
        edge: str | None = None,
        width: float = 0.0,
        dashes: Sequence[float] | None = None,
        alpha: float = 1.0,
        within: Box | None = None,
        cut: Path | None = None,
    ) -> None:
        """Draw a path in pixels. `width` and `dashes` (on, off, ...) are pixels.

        It is cut off at the box `within`, or at the area `cut`.
        """
        if not len(points_of(path)):
            return
        patch = PathPatch(
            path,
            facecolor=fill or "none",
            edgecolor=edge or "none",
            linewidth=width if edge else 0,
            alpha=alpha,
            joinstyle="round",
            # Only dashes need ends that do not run into each other.
            capstyle="butt" if dashes else "round",
        )
        if dashes:
            patch.set_linestyle((0, [max(dash, 0.1) / max(width, 0.1) for dash in dashes]))
        patch.set_transform(self._upright)
        self._add(patch)
        if within is not None:
            cut = box_path(within)
        if cut is not None:
            patch.set_clip_path(cut, self._upright)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float, **more: object) -> None:
        """Draw a line through points."""
        self.path(Path(points), edge=colour, width=width, **more)  # type: ignore[arg-type]

    def rectangle(self, box: Box, **look: object) -> None:
        """Draw a rectangle; the look is that of `path`."""
        self.path(box_path(box), **look)  # type: ignore[arg-type]

    def shape(self, d: str, x: float, y: float, radius: float, **look: object) -> None:
        """Draw an SVG path about 0,0 with a radius of 10, as in `style`, at a point and with a radius in pixels."""
        self.path(moved(svg_path(d), (radius / 10, radius / 10), (x, y)), **look)  # type: ignore[arg-type]

    def halo(self, texts: Iterable[tuple[float, float, str, Style]], width: float) -> None:
        """Draw soft edges round texts that `text` draws later at the same left ends and heights, in pixels."""
        outlines = [_written(text, style, x, y + style.size * CAPITALS / 2) for x, y, text, style in texts]
        together = Path.make_compound_path(*outlines)
        rounded = Path(snapped(points_of(together)), together.codes)
        self.path(rounded, edge=self.palette.halo, width=width, alpha=0.85)

    def save(self, title: str) -> bytes:
        """The bytes of the picture in its format, with the title in its metadata and no date."""
        out = BytesIO()
        metadata: dict[str, dict[str, str | None]] = {
            "png": {"Software": None, "Title": title.encode("latin-1", "replace").decode("latin-1")},
            "svg": {"Date": None, "Creator": None, "Title": title},
            "pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Title": title},
        }
        kind = self.picture.format
        more: dict[str, Any] = {"pil_kwargs": {"compress_level": COMPRESSION}} if kind == "png" else {}
        self.figure.savefig(out, format=kind, dpi=DPI, metadata=metadata[kind], **more)
        # Matplotlib gives the size in points; a browser shows pixels.
        return _in_pixels(out.getvalue()) if kind == "svg" else out.getvalue()

    def _add(self, artist: Text | PathPatch) -> None:
        # In the order of drawing, whatever the artist.
        self._drawn += 1
        artist.set_zorder(self._drawn)
        self.figure.add_artist(artist)
        if isinstance(artist, Text):
            artist.set_clip_on(False)


def _in_pixels(svg: bytes) -> bytes:
    head, begin, rest = svg.partition(b"<svg ")
    attributes, end, body = rest.partition(b">")
    return head + begin + attributes.replace(b'pt"', b'"') + end + body


def clean(text: object) -> str:
    """Text that can be drawn on one line: no control or direction marks, and no character without a glyph.

    Characters that the font does not have, such as Hangul, each become a replacement mark.
    """
    known = _glyphs()
    kept = (
        character if character.isspace() or ord(character) in known else _MISSING
        for character in str(text)[: 4 * _LONGEST]
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf")
    )
    return " ".join("".join(kept).split())[:_LONGEST].rstrip()


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(findfont(_font(False, False))).get_charmap())


def width_of(text: str, style: Style) -> float:
    """The width of a line of clean text in pixels, or a little more, since letters that lean together are not seen."""
    return sum(_advance(letter, style.bold, style.leans) for letter in text) * style.size / _MEASURED_AT


@lru_cache(maxsize=8192)
def _advance(letter: str, bold: bool, leans: bool) -> float:
    """How far a letter moves the next one on."""
    font = get_font(findfont(_font(bold, leans)))
    font.set_size(_MEASURED_AT, DPI)
    # In 65,536ths of a pixel.
    advance: int = font.load_char(ord(letter)).linearHoriAdvance
    return advance / 65536


@lru_cache(maxsize=2048)
def _outline(text: str, bold: bool, leans: bool) -> Path:
    return TextPath((0, 0), text, size=_MEASURED_AT, prop=_font(bold, leans))


def _written(text: str, style: Style, left: float, base: float) -> Path:
    """The outlines of a line of text in pixels, from a left end and a base line."""
    scale = style.size / _MEASURED_AT
    return moved(_outline(text, style.bold, style.leans), (scale, -scale), (left, base))


@cache
def _font(bold: bool, leans: bool) -> FontProperties:
    return FontProperties(family=FONTS, weight="bold" if bold else "normal", style="oblique" if leans else "normal")


def fitted(text: str, style: Style, width: float) -> str:
    """Clean text that is no wider than `width` pixels, its end replaced by an ellipsis when it is wider."""
    if width_of(text, style) <= width:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if width_of(text[:middle].rstrip() + "…", style) <= width:
            least = middle
        else:
            most = middle - 1
    return text[:least].rstrip() + "…"


def wrapped(text: str, style: Style, width: float, most: int) -> list[str]:
    """Clean text in at most so many lines, none wider than `width` pixels; what is left over ends in an ellipsis."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and width_of(" ".join(words[: count + 1]), style) <= width:
            count += 1
        lines.append(fitted(" ".join(words[:count]), style, width))
        words = words[count:]
    return [*lines, fitted(" ".join(words), style, width)] if words else lines
