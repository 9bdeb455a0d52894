"""The one palette: side gives the hue, kind the shape, status the fill. Never colour alone.

Hues are from Okabe and Ito's set for all kinds of colour vision (jfly.uni-koeln.de/color).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import cos, pi, sin

from data.models import Answer, EventKind, Evidence, Side, Stance, Status
from data.standing import Word


@dataclass(frozen=True)
class Mark:
    """How a value is named and drawn: a label, a Plotly symbol, and an SVG path about 0,0 with a radius of 10."""

    label: str
    symbol: str
    path: str


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _polygon(corners: int, turn: float = 0.0, wide: float = 1.0, tall: float = 1.0) -> str:
    """A regular polygon with its first corner at the top, turned by `turn` of a full circle, then stretched."""
    angles = (2 * pi * (corner / corners + turn) - pi / 2 for corner in range(corners))
    return _path((10 * wide * cos(angle), 10 * tall * sin(angle)) for angle in angles)


def _star(points: int, inner: float, turn: float = 0.0) -> str:
    """A star with its first point at the top; `inner` is the radius of its inner corners, 0 to 1."""
    corners = range(2 * points)
    radii = (10 if corner % 2 == 0 else 10 * inner for corner in corners)
    angles = (pi * corner / points + 2 * pi * turn - pi / 2 for corner in corners)
    return _path((radius * cos(angle), radius * sin(angle)) for radius, angle in zip(radii, angles, strict=True))


_DISC = "M-9 0A9 9 0 1 0 9 0A9 9 0 1 0 -9 0Z"
_PLUS = "M-3.5 -9.5H3.5V-3.5H9.5V3.5H3.5V9.5H-3.5V3.5H-9.5V-3.5H-3.5Z"
_EX = "M-8 -4L-4 -8L0 -4L4 -8L8 -4L4 0L8 4L4 8L0 4L-4 8L-8 4L-4 0Z"

# In the order of the timeline's lanes: what passes between Moscow and Pyongyang first, the answer to it last.
# Only symbols that Plotly has with a dot, too, which marks what is planned.
KINDS: dict[EventKind, Mark] = {
    EventKind.SUMMIT: Mark("Summit", "star", _star(5, 0.45)),
    EventKind.VISIT: Mark("Visit", "circle", _DISC),
    EventKind.TALKS: Mark("Talks", "diamond", _polygon(4)),
    EventKind.TREATY: Mark("Treaty", "square", _polygon(4, 1 / 8, 1.15, 1.15)),
    EventKind.STATEMENT: Mark("Statement", "triangle-up", _polygon(3)),
    EventKind.CEREMONY: Mark("Ceremony", "pentagon", _polygon(5)),
    EventKind.INSPECTION: Mark("Inspection", "hexagon", _polygon(6)),
    EventKind.ARMS_TRANSFER: Mark("Arms transfer", "triangle-down", _polygon(3, 1 / 2)),
    EventKind.DEPLOYMENT: Mark("Deployment", "triangle-right", _polygon(3, 1 / 4)),
    EventKind.COMBAT: Mark("Combat", "x", _EX),
    EventKind.TRADE_TRANSPORT: Mark("Trade and transport", "triangle-left", _polygon(3, 3 / 4)),
    EventKind.SPACE_LAUNCH: Mark("Space launch", "star-triangle-up", _star(3, 0.25)),
    EventKind.WEAPONS_TEST: Mark("Weapons test", "cross", _PLUS),
    EventKind.SHIP_LAUNCH: Mark("Ship launch", "star-diamond", _star(4, 0.4)),
    EventKind.IMAGERY: Mark("Imagery published", "star-square", _star(4, 0.4, 1 / 8)),
    EventKind.EXERCISE: Mark("Exercise", "diamond-wide", _polygon(4, wide=1.1, tall=0.65)),
    EventKind.INCIDENT: Mark("Incident", "diamond-tall", _polygon(4, wide=0.65, tall=1.1)),
    EventKind.SANCTIONS: Mark("Sanctions", "hexagram", _star(6, 0.58)),
    EventKind.UN_ACTION: Mark("UN action", "octagon", _polygon(8, 1 / 16)),
}

STANCES: dict[Stance, Mark] = {
    Stance.ASSERTS: Mark("asserts", "triangle-up", _polygon(3)),
    Stance.ASSESSES: Mark("assesses", "diamond", _polygon(4)),
    Stance.CONFIRMS: Mark("confirms", "circle", _DISC),
    Stance.DENIES: Mark("denies", "x", _EX),
    Stance.QUESTIONS: Mark("questions", "cross", _PLUS),
}

EVIDENCES: dict[Evidence, Mark] = {
    Evidence.NONE_OFFERED: Mark("None offered", "x", _EX),
    Evidence.OFFICIAL_STATEMENT: Mark("Official statement", "circle", _DISC),
    Evidence.INTELLIGENCE_RELEASE: Mark("Intelligence release", "square", _polygon(4, 1 / 8, 1.15, 1.15)),
    Evidence.OFFICIALS_IN_MEDIA: Mark("Officials in media", "diamond", _polygon(4)),
    Evidence.ANALYST_JUDGEMENT: Mark("Analyst judgement", "triangle-up", _polygon(3)),
    Evidence.IMAGERY: Mark("Imagery", "star-square", _star(4, 0.4, 1 / 8)),
    Evidence.TRACKING: Mark("Tracking", "triangle-right", _polygon(3, 1 / 4)),
    Evidence.RECOVERED_MATERIAL: Mark("Recovered material", "cross", _PLUS),
    Evidence.TESTIMONY: Mark("Testimony", "pentagon", _polygon(5)),
}

# Signs that stand before the word, for reading a column or a matrix at a glance.
WORDS: dict[Word, str] = {
    Word.ACKNOWLEDGED: "●",
    Word.EVIDENCED: "◕",
    Word.EVIDENCED_DENIED: "◑",
    Word.CONTESTED: "⇄",
    Word.ASSERTED_YES: "△",
    Word.ASSERTED_NO: "▽",
    Word.UNREPORTED: "–",
}
ANSWERS: dict[Answer, str] = {Answer.YES: "▲", Answer.NO: "▼", Answer.UNCLEAR: "◆"}
# Neither is the hue of a side.
ANSWER_HUES: dict[Answer, str] = {Answer.YES: "#56B4E9", Answer.NO: "#E69F00", Answer.UNCLEAR: "#999999"}

STATUSES: dict[Status, str] = {
    Status.OCCURRED: "Occurred (solid)",
    Status.ALLEGED: "Alleged (hollow)",
    Status.PLANNED: "Planned (dashed)",
    Status.FAILED: "Failed (crossed out)",
}

SIDES: dict[Side, str] = {
    Side.PARTNERS: "Russia and North Korea",
    Side.ALLIES: "US, South Korea, Japan and allies",
    Side.UKRAINE: "Ukraine",
    Side.OTHER: "Others",
}

SIDE_HUES: dict[Side, str] = {
    Side.PARTNERS: "#D55E00",
    Side.ALLIES: "#0072B2",
    Side.UKRAINE: "#009E73",
    Side.OTHER: "#767676",
}

# Hue of what no side stands behind: a body that acts for no government.
INDEPENDENT_HUE = "#CC79A7"


def hue(side: str | None) -> str:
    """The colour of a side, or of none."""
    return SIDE_HUES[Side(side)] if side else INDEPENDENT_HUE


@dataclass(frozen=True)
class Theme:
    """Colours that differ between light and dark screens."""

    name: str
    sea: str
    deep: str
    land: str
    coast: str
    border: str
    region: str
    water: str
    rail: str
    label: str
    sea_label: str
    halo: str
    ink: str
    paper: str
    grid: str

    def as_dict(self) -> dict[str, str]:
        """The colours by name, for a browser."""
        return asdict(self)


LIGHT = Theme(
    name="light",
    sea="#dbe8f0",
    deep="#b9d0e0",
    land="#f6f3ec",
    coast="#a9b8c2",
    border="#8d7f8d",
    region="#d8d0c8",
    water="#b4cede",
    rail="#a79f96",
    label="#4a4a4a",
    sea_label="#55758c",
    halo="#fdfcf9",
    ink="#1f2430",
    paper="#ffffff",
    grid="#e3e6ea",
)

DARK = Theme(
    name="dark",
    sea="#16222d",
    deep="#0e1820",
    land="#2a2f36",
    coast="#4a5a68",
    border="#8d8494",
    region="#3a4149",
    water="#1d3140",
    rail="#5d5f63",
    label="#c9ccd1",
    sea_label="#7f9db3",
    halo="#14181d",
    ink="#e8eaed",
    paper="#0e1117",
    grid="#2d333b",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
