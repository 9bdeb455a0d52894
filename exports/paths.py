"""Paths in pixels or kilometres: read from SVG, moved, cut off and made coarse for drawing."""

from functools import cache

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from exports.boxes import Box

# Paths are drawn to this part of a pixel, which is finer than the eye and keeps files small.
GRID = 0.2

EMPTY = Path(np.empty((0, 2)))


def points_of(path: Path) -> np.ndarray:
    """The points of a path as rows of x and y."""
    return np.asarray(path.vertices, dtype=float)


def codes_of(path: Path) -> np.ndarray:
    """What the path does at each of its points: the codes of matplotlib's Path."""
    if path.codes is not None:
        return np.asarray(path.codes)
    codes = np.full(len(points_of(path)), Path.LINETO)
    codes[:1] = Path.MOVETO
    return codes


def moved(path: Path, scale: tuple[float, float], by: tuple[float, float]) -> Path:
    """A path enlarged along x and y, then moved."""
    return Path(points_of(path) * scale + by, path.codes)


def snapped(points: np.ndarray) -> np.ndarray:
    """Points moved to the grid on which paths are drawn."""
    # A whole number of tenths, so that a file writes one decimal.
    return np.round(np.round(points / GRID) * GRID, 1)


@cache
def svg_path(d: str) -> Path:
    """An SVG path as one of matplotlib."""
    pen = RecordingPen()
    parse_path(d, pen)
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for name, values in pen.value:
        if name == "endPath":
            continue
        points += values or [(0.0, 0.0)]
        codes += [_CODES[name]] * max(1, len(values))
    return Path(points, codes)


_CODES = {
    "moveTo": int(Path.MOVETO),
    "lineTo": int(Path.LINETO),
    "curveTo": int(Path.CURVE4),
    "qCurveTo": int(Path.CURVE3),
    "closePath": int(Path.CLOSEPOLY),
}


def box_path(box: Box) -> Path:
    """The outline of a box."""
    corners = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
        (box.left, box.top),
    ]
    return Path(corners, closed=True)


def closed(path: Path) -> Path:
    """Rings, each of which ends where it began, marked as such: without the mark, clipping takes all for one."""
    codes = codes_of(path).copy()
    if len(codes):
        codes[np.append(np.flatnonzero(codes == Path.MOVETO)[1:] - 1, -1)] = Path.CLOSEPOLY
    return Path(points_of(path), codes)


def area_within(path: Path, box: Box) -> Path:
    """The part of closed rings that lies in a box, on the grid; rings too small to see are left out."""
    if not len(points_of(path)):
        return EMPTY
    cut = closed(path).clip_to_bbox(Bbox.from_extents(box.left, box.top, box.right, box.bottom))
    points, codes = points_of(cut), codes_of(cut)
    if not len(points):
        return EMPTY
    points = snapped(points)
    kept = _changes(points, codes)
    points, codes = points[kept], codes[kept]
    # A ring needs three corners, so four points with the one that closes it.
    ring = np.cumsum(codes == Path.MOVETO) - 1
    visible = np.bincount(ring)[ring] >= 4
    return Path(points[visible], codes[visible])


def line_within(path: Path, box: Box) -> Path:
    """Lines without the stretches that surely lie outside a box, on the grid."""
    points, codes = points_of(path), codes_of(path)
    if len(points) < 2:
        return EMPTY
    beyond = np.column_stack(
        [points[:, 0] < box.left, points[:, 0] > box.right, points[:, 1] < box.top, points[:, 1] > box.bottom]
    )
    # A stretch is out of sight when both its ends lie beyond the same side.
    seen = ~(beyond[:-1] & beyond[1:]).any(axis=1) & (codes[1:] == Path.LINETO)
    kept = np.concatenate([[False], seen]) | np.concatenate([seen, [False]])
    codes = np.where(np.concatenate([[False], seen]), Path.LINETO, Path.MOVETO)
    points, codes = snapped(points[kept]), codes[kept]
    if not len(points):
        return EMPTY
    changes = _changes(points, codes)
    return Path(points[changes], codes[changes])


def _changes(points: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Which points are not the one before them over again."""
    changes: np.ndarray = np.concatenate([[True], (np.diff(points, axis=0) != 0).any(axis=1)]) | (codes == Path.MOVETO)
    return changes
