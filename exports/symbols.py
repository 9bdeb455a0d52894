"""What stands for events on a map or timeline: side gives the hue, kind the shape, status the fill, as on screen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from data.models import EventKind, Status
from exports.sheet import Sheet
from style import KINDS, hue

DISC = KINDS[EventKind.VISIT].path
CROSS = "M-10 -10L10 10M-10 10L10 -10"
# Radii in units: of one event, of many, and of the shapes that stand round a disc.
ONE, MOST = 10.0, 26.0
_SATELLITE, _RING = 4.2, 4.0
_RINGED = 6


@dataclass(frozen=True)
class Event:
    """What a symbol shows of an event."""

    kind: str
    side: str | None
    status: str


@dataclass(frozen=True)
class Symbol:
    """What stands for some events: how many, their kinds (most frequent first), the side most behind them, the status.

    Where they do not share a status, it is `occurred`.
    """

    count: int
    kinds: tuple[str, ...]
    side: str | None
    status: str

    @classmethod
    def of(cls, events: Sequence[Event]) -> "Symbol":
        """The symbol of one or more events; of equally frequent values the first counts."""
        sides = _by_frequency(event.side for event in events if event.side)
        statuses = {event.status for event in events}
        return cls(
            count=len(events),
            kinds=tuple(_by_frequency(event.kind for event in events)),
            side=sides[0] if sides else None,
            status=statuses.pop() if len(statuses) == 1 else Status.OCCURRED,
        )

    @property
    def radius(self) -> float:
        """The radius of its body in units; it grows with the root of the count, so that the area says how many."""
        return ONE if self.count == 1 else min(MOST, 9 + 2.6 * sqrt(self.count))

    @property
    def reach(self) -> float:
        """How far it reaches from its middle in units, with the shapes round it."""
        return self.radius + (_RING + _SATELLITE + 1 if self.count > 1 else 2)

    @property
    def is_hollow(self) -> bool:
        """Whether its body is not filled: what is not established."""
        return self.status in (Status.ALLEGED, Status.PLANNED)


def _by_frequency(values: Iterable[str]) -> list[str]:
    return [value for value, _ in Counter(values).most_common()]


def draw_symbol(sheet: Sheet, symbol: Symbol, x: float, y: float, radius: float, ringed: bool = True) -> None:
    """Draw a symbol about a point, its body with a radius in pixels; `ringed` asks for the shapes of its kinds."""
    single = symbol.count == 1
    draw_body(
        sheet, KINDS[EventKind(symbol.kinds[0])].path if single else DISC, x, y, radius, symbol.side, symbol.status
    )
    kinds = symbol.kinds[:_RINGED] if ringed and not single else ()
    scale = radius / symbol.radius
    for index, kind in enumerate(kinds):
        # The most frequent stands at the top.
        angle = 2 * pi * index / len(kinds) - pi / 2
        off = (symbol.radius + _RING) * scale
        at = x + off * cos(angle), y + off * sin(angle)
        shape, size = KINDS[EventKind(kind)].path, _SATELLITE * scale
        # The light edge lies behind the shape, so that it does not eat it.
        sheet.shape(shape, *at, size, fill=sheet.palette.paper, edge=sheet.palette.paper, width=2 * scale)
        sheet.shape(shape, *at, size, fill=sheet.palette.ink)
    if not single:
        number = f"{symbol.count:,}"
        size = radius * (0.78 if len(number) < 3 else 1.9 / len(number))
        style = sheet.style(size / sheet.unit, sheet.palette.ink if symbol.is_hollow else "#ffffff", bold=True)
        sheet.text(x, y, number, style, across="center")


def draw_body(sheet: Sheet, d: str, x: float, y: float, radius: float, side: str | None, status: str) -> None:
    """Draw a shape in the hue of a side and the fill of a status."""
    colour, paper = hue(side), sheet.palette.paper
    if status in (Status.ALLEGED, Status.PLANNED):
        dashes = (0.32 * radius, 0.22 * radius) if status == Status.PLANNED else None
        sheet.shape(d, x, y, radius, fill=paper, edge=colour, width=0.24 * radius, dashes=dashes)
    else:
        sheet.shape(d, x, y, radius, fill=colour, edge=paper, width=min(0.12 * radius, 1.2 * sheet.unit))
    if status == Status.FAILED:
        sheet.shape(CROSS, x, y, radius, edge=sheet.palette.ink, width=0.17 * radius)
