"""What may be asked of a picture: format, size, theme, texts and, for a map, where to look."""

from collections.abc import Collection
from dataclasses import dataclass
from math import isfinite

from data.tables import nearest, shown
from style import THEMES, Theme

# Media types by format.
FORMATS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
# Pixels a side. Under the least the texts that must stand on a picture no longer fit on it.
LEAST_SIDE, MOST_SIDE = 320, 8000
# Pixels in all, which is what the memory of a drawing grows with: an 8000 wide picture of 16:9 passes.
MOST_PIXELS = 36_000_000
TEXT_LIMIT = 120
# Degrees; a map of less is finer than the base map and the record.
LEAST_EXTENT = 0.02

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Picture:
    """How a picture is drawn. Raises ValueError, which names the option, its value and what is allowed.

    `format` is one of FORMATS; `width` and `height` are pixels, LEAST_SIDE to MOST_SIDE each and at most MOST_PIXELS in
    all (in svg they are those of CSS, in pdf points of 1/72 inch); `theme` is `light` or `dark`. `labels` is whether
    names stand on it: towns and seas on a map, milestones on a timeline, claimants beside numbers. `title` and
    `subtitle`, at most TEXT_LIMIT characters, replace the record's title and the filter in words, which then goes
    to the foot.

    A map shows the record's own bounds, one of its presets by name, or `bounds`: west, south, east and north in degrees
    WGS 84, in this order; east may pass 180. Whether a preset is there only the record knows, see `map_bounds`. The
    other pictures pass over both.
    """

    format: str = "png"
    width: int = 1920
    height: int = 1080
    theme: str = "light"
    labels: bool = True
    title: str = ""
    subtitle: str = ""
    preset: str | None = None
    bounds: Bounds | None = None

    def __post_init__(self) -> None:
        _one_of("format", self.format, FORMATS)
        _one_of("theme", self.theme, THEMES)
        for option in ("width", "height"):
            _pixels(option, getattr(self, option))
        if self.width * self.height > MOST_PIXELS:
            size = f"{self.width} x {self.height}"
            raise ValueError(f"width and height: {size} is too large - use at most {MOST_PIXELS:,} pixels in all")
        for option in ("title", "subtitle"):
            _text(option, getattr(self, option))
        if self.bounds is not None:
            if self.preset is not None:
                raise ValueError(f"bounds: {shown(self.bounds)} is given and so is preset - give one of the two")
            _bounds(self.bounds)

    @property
    def palette(self) -> Theme:
        """The colours of the theme."""
        return THEMES[self.theme]

    @property
    def media_type(self) -> str:
        """The media type of what is drawn."""
        return FORMATS[self.format]


def _one_of(option: str, value: object, allowed: Collection[str]) -> None:
    if value not in allowed:
        raise ValueError(
            f"{option}: {shown(value)} is not known{nearest(str(value), allowed)} - use {', '.join(allowed)}"
        )


def _pixels(option: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not LEAST_SIDE <= value <= MOST_SIDE:
        raise ValueError(f"{option}: {shown(value)} is not a size - use whole pixels, {LEAST_SIDE} to {MOST_SIDE}")


def _text(option: str, value: str) -> None:
    if len(value) > TEXT_LIMIT:
        raise ValueError(f"{option}: {shown(value)} has {len(value)} characters - use at most {TEXT_LIMIT}")


def _bounds(bounds: Bounds) -> None:
    # What is no number compares false, so it falls through to the message.
    fits = len(bounds) == 4 and all(isfinite(degrees) for degrees in bounds)
    if fits:
        west, south, east, north = bounds
        fits = -180 <= west < east <= min(360, west + 360) and -90 <= south < north <= 90
        fits = fits and east - west >= LEAST_EXTENT and north - south >= LEAST_EXTENT
    if not fits:
        raise ValueError(
            f"bounds: {shown(bounds)} is no area - use west, south, east and north in degrees: -180 to 360 and "
            f"-90 to 90, at least {LEAST_EXTENT} and at most 360 wide"
        )
