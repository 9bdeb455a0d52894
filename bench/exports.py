"""Drawing the pictures: warm, as a running dashboard does, with the whole record in view."""

import gc
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from bench.data import LARGE_NAME, large, real
from bench.rows import Row, milliseconds
from data.filters import Filters
from data.view import View
from exports.map_image import map_image
from exports.numbers_image import numbers_image
from exports.picture import Picture
from exports.timeline_image import timeline_image

HD = Picture()
UHD = Picture(width=3840, height=2160)
RENDERS = 20


def map_hd() -> Row:
    return _drawing("map, png 1920 x 1080", map_image, HD, 1.0)


def map_uhd() -> Row:
    return _drawing("map, png 3840 x 2160", map_image, UHD, 2.5)


def map_svg() -> Row:
    return _drawing("map, svg", map_image, Picture(format="svg"), None)


def map_pdf() -> Row:
    return _drawing("map, pdf", map_image, Picture(format="pdf"), None)


def map_elsewhere() -> Row:
    """A map of an area that no picture showed before, so that the base map is projected anew."""
    view, step = whole(), iter(range(100))

    def draw() -> bytes:
        return map_image(view, Picture(bounds=(100 + next(step), 30, 130, 50)))

    return Row("map, png 1920 x 1080, in a new projection", milliseconds(draw, 5) / 1000, "s", 2.0)


def timeline_hd() -> Row:
    return _drawing("timeline, png 1920 x 1080", timeline_image, HD, 1.0)


def numbers_hd() -> Row:
    return _drawing("numbers, png 1920 x 1080", numbers_image, HD, 1.0)


def map_large() -> Row:
    view = Filters().apply(large())
    map_image(view, HD)
    return Row(
        f"map, png, {LARGE_NAME}", milliseconds(lambda: map_image(view, HD), 1) / 1000, "s", note="20,000 routes"
    )


def timeline_large() -> Row:
    view = Filters().apply(large())
    timeline_image(view, HD)
    return Row(f"timeline, png, {LARGE_NAME}", milliseconds(lambda: timeline_image(view, HD), 1) / 1000, "s")


def memory_of_renders() -> Row:
    """How much the process grows over as many maps, after the first few have filled what is kept."""
    view = whole()
    for _ in range(3):
        map_image(view, HD)
    before = _resident()
    for _ in range(RENDERS):
        map_image(view, HD)
    return Row(f"growth of memory over {RENDERS} maps", max(0.0, _resident() - before), "MB", 20)


def whole() -> View:
    """The real record without a filter."""
    return Filters().apply(real())


def _drawing(name: str, draw: Callable[[View, Picture], bytes], picture: Picture, target: float | None) -> Row:
    view = whole()
    size = len(draw(view, picture)) / 1e6
    seconds = milliseconds(lambda: draw(view, picture), 5) / 1000
    return Row(name, seconds, "s", target, f"{size:.1f} MB")


def _resident() -> float:
    """Memory of this process now in megabytes; where the system does not tell, the most it ever had."""
    gc.collect()
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


ROWS = (
    map_hd,
    map_uhd,
    map_svg,
    map_pdf,
    map_elsewhere,
    timeline_hd,
    numbers_hd,
    map_large,
    timeline_large,
    memory_of_renders,
)
