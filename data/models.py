"""The schema of the record: one pydantic model per table.

The descriptions below are the data dictionary that users see and the text of `datapackage.json`.
Every cell of a CSV file is text; an empty cell is an absent value.
"""

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from data.dates import DateError, parse_edtf

LIST_SEPARATOR = ";"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

# Control characters other than line feed, and the marks that reorder the text around them.
_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


# Nearly all web addresses are plain ones, for which the full reading takes longer than the rest of their row.
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[!-~]*)?")


class Side(StrEnum):
    """Where a state stands towards the ties between Russia and North Korea."""

    PARTNERS = "partners"
    ALLIES = "allies"
    UKRAINE = "ukraine"
    OTHER = "other"


class ActorKind(StrEnum):
    STATE = "state"
    ALLIANCE = "alliance"
    WORLD_BODY = "world-body"
    ORGANISATION = "organisation"
    UNIT = "unit"
    COMPANY = "company"
    PERSON = "person"
    VESSEL = "vessel"


class EventKind(StrEnum):
    SUMMIT = "summit"
    VISIT = "visit"
    TALKS = "talks"
    TREATY = "treaty"
    STATEMENT = "statement"
    CEREMONY = "ceremony"
    INSPECTION = "inspection"
    ARMS_TRANSFER = "arms-transfer"
    DEPLOYMENT = "deployment"
    COMBAT = "combat"
    TRADE_TRANSPORT = "trade-transport"
    SPACE_LAUNCH = "space-launch"
    WEAPONS_TEST = "weapons-test"
    SHIP_LAUNCH = "ship-launch"
    IMAGERY = "imagery"
    EXERCISE = "exercise"
    INCIDENT = "incident"
    SANCTIONS = "sanctions"
    UN_ACTION = "un-action"


class Status(StrEnum):
    OCCURRED = "occurred"
    ALLEGED = "alleged"
    PLANNED = "planned"
    FAILED = "failed"


class Period(StrEnum):
    CURRENT = "current"
    BACKGROUND = "background"


class Role(StrEnum):
    AUTHOR = "author"
    GUEST = "guest"
    HOST = "host"
    OBSERVER = "observer"
    ORGANISER = "organiser"
    PARTICIPANT = "participant"
    RECIPIENT = "recipient"
    SENDER = "sender"
    TARGET = "target"


class Stance(StrEnum):
    ASSERTS = "asserts"
    ASSESSES = "assesses"
    CONFIRMS = "confirms"
    DENIES = "denies"
    QUESTIONS = "questions"


class Confirms(StrEnum):
    OWN_CONDUCT = "own-conduct"
    INDEPENDENT_EVIDENCE = "independent-evidence"


class Evidence(StrEnum):
    NONE_OFFERED = "none-offered"
    OFFICIAL_STATEMENT = "official-statement"
    INTELLIGENCE_RELEASE = "intelligence-release"
    OFFICIALS_IN_MEDIA = "officials-in-media"
    ANALYST_JUDGEMENT = "analyst-judgement"
    IMAGERY = "imagery"
    TRACKING = "tracking"
    RECOVERED_MATERIAL = "recovered-material"
    TESTIMONY = "testimony"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Nature(StrEnum):
    FACT = "fact"
    JUDGEMENT = "judgement"


class Precision(StrEnum):
    SITE = "site"
    TOWN = "town"
    AREA = "area"


class PlaceKind(StrEnum):
    AIR_BASE = "air-base"
    AIR_ZONE = "air-zone"
    AIRPORT = "airport"
    BORDER_CROSSING = "border-crossing"
    BRIDGE = "bridge"
    CAPITAL = "capital"
    CITY = "city"
    COUNTRY = "country"
    DEPOT = "depot"
    DISTRICT = "district"
    FACTORY = "factory"
    GOVERNMENT_BUILDING = "government-building"
    ISLAND = "island"
    LANDMARK = "landmark"
    LAUNCH_SITE = "launch-site"
    NAVAL_BASE = "naval-base"
    NUCLEAR_SITE = "nuclear-site"
    PORT = "port"
    RAIL_STATION = "rail-station"
    REGION = "region"
    RESORT = "resort"
    SEA_AREA = "sea-area"
    SHIPYARD = "shipyard"
    TRAINING_GROUND = "training-ground"
    UNIVERSITY = "university"


class MeasureKind(StrEnum):
    TOTAL = "total"
    LEVEL = "level"
    PERIOD = "period"
    PLAN = "plan"
    NONE = "none"


class Qualifier(StrEnum):
    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    UP_TO = "up to"
    BETWEEN = "between"


class Mode(StrEnum):
    SEA = "sea"
    RAIL = "rail"
    AIR = "air"
    ROAD = "road"


class SourceKind(StrEnum):
    NEWS = "news"
    STATE_MEDIA = "state-media"
    OFFICIAL = "official"
    UN_DOCUMENT = "un-document"
    THINK_TANK = "think-tank"
    REFERENCE = "reference"


def link(table: str) -> Any:
    """Mark a field as a link to the `id` of a row of `table`."""
    return Field(json_schema_extra={"link": table})


def linked_table(info: FieldInfo) -> str | None:
    """The table that a field links to, or None."""
    # In `ActorId | None` the mark stays with the inner annotation.
    inner = [mark for choice in get_args(info.annotation) for mark in get_args(choice)]
    for mark in (info, *inner):
        extra = mark.json_schema_extra if isinstance(mark, FieldInfo) else None
        table = extra.get("link") if isinstance(extra, dict) else None
        if isinstance(table, str):
            return table
    return None


def _text(value: str) -> str:
    # None of them is printable, and nearly all texts are, which is quicker to tell.
    if not value.isprintable() and (found := _FORBIDDEN_CHARACTERS.search(value)):
        raise PydanticCustomError(
            "control_character",
            "holds the control character U+{code} - delete it",
            {"code": f"{ord(found[0]):04X}"},
        )
    if value != value.strip():
        raise PydanticCustomError("outer_space", "begins or ends with a space - trim it")
    return value


def _edtf(value: str) -> str:
    try:
        parse_edtf(value)
    except DateError as error:
        raise PydanticCustomError("edtf", "{wrong}", {"wrong": str(error)}) from None
    return value


def _url(value: str) -> str:
    if _PLAIN_URL.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", value):
        raise PydanticCustomError("web_url", "is not a web address - give one that starts with https:// or http://")
    return value


def _flag(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("flag", "is not a flag - write true or false")


Text = Annotated[str, AfterValidator(_text)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Edtf = Annotated[str, AfterValidator(_edtf)]
Url = Annotated[Text, AfterValidator(_url)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Alpha3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

ActorId = Annotated[Slug, link("actors")]
PlaceId = Annotated[Slug, link("places")]
EventId = Annotated[Slug, link("events")]
QuestionId = Annotated[Slug, link("questions")]
ClaimId = Annotated[Slug, link("claims")]
MeasureId = Annotated[Slug, link("measures")]
RouteId = Annotated[Slug, link("routes")]
SourceId = Annotated[Slug, link("sources")]


def row_fault(column: str, message: str, **values: str) -> PydanticCustomError:
    """A fault in the relation of several cells of a row, reported at `column`."""
    return PydanticCustomError("row", message, {"column": column, **values})


class Row(BaseModel):
    """A row of a table. `key` is its primary key, `order` the columns its file is sorted by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ("id",)
    order: ClassVar[tuple[str, ...]] = ()


class Actor(Row):
    """A state, alliance, person, organisation, unit, company or vessel."""

    heading = "Actors"

    id: Slug = Field(description="Stable id.")
    name: Text = Field(description="The one spelling used in the record.")
    kind: ActorKind = Field(
        description="What it is. `alliance` takes in teams of states and unnamed officials of several "
        "states; `world-body` is the United Nations, which acts for no side."
    )
    state: ActorId | None = Field(
        None,
        description="The state, alliance or world body it acts for; empty if it acts for none. "
        "A state-funded broadcaster or institute acts for its state.",
    )
    side: Side | None = Field(
        None,
        description="Where it stands: `partners` (Russia, North Korea), `allies` (the United States, South "
        "Korea, Japan and those who exercise or sanction with them), `ukraine`, or `other`. Given for "
        "states, alliances and world bodies; all others have the side of the state they act for.",
    )
    side_reason: Text | None = Field(None, description="Why this side, where it is open to doubt.")
    alt_names: Text | None = Field(None, description="Other spellings, separated by semicolons.")
    native_name: Text | None = Field(None, description="Name in its own script.")
    description: Text | None = Field(None, description="Who or what it is, in a few words.")

    @model_validator(mode="after")
    def _side_where_due(self) -> Self:
        due = self.kind in (ActorKind.STATE, ActorKind.ALLIANCE, ActorKind.WORLD_BODY)
        if due and self.side is None:
            raise row_fault("side", "is empty for a state or alliance - give one")
        if not due and self.side is not None:
            raise row_fault(
                "side", "is given for a {kind} - leave it empty, it follows from `state`", kind=str(self.kind)
            )
        return self


class Place(Row):
    """A point on the map."""

    heading = "Places"

    id: Slug = Field(description="Stable id.")
    name: Text = Field(description="The one spelling used in the record; both names where a name is disputed.")
    alt_names: Text | None = Field(None, description="Other spellings, separated by semicolons.")
    native_name: Text | None = Field(None, description="Name in the script of the country.")
    country: Alpha3 | None = Field(
        None, description="Country that administers it (ISO 3166-1 alpha-3); empty for the high seas."
    )
    admin1: Text | None = Field(None, description="Province or region.")
    kind: PlaceKind = Field(description="What is there.")
    lat: float = Field(ge=-90, le=90, allow_inf_nan=False, description="Latitude, degrees north, WGS 84.")
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False, description="Longitude, degrees east, WGS 84.")
    precision: Precision = Field(
        description="How exact the point is: `site` (the thing itself), `town`, or `area` (the centre of a wider area)."
    )
    radius_km: float | None = Field(
        None, gt=0, allow_inf_nan=False, description="Radius of an `area` in kilometres; empty otherwise."
    )
    basis: Text = Field(description="Where the coordinates come from.")

    @model_validator(mode="after")
    def _plausible(self) -> Self:
        if self.lat == 0 and self.lon == 0:
            raise row_fault("lat", "is 0 and so is lon - give the real coordinates")
        if (self.precision is Precision.AREA) != (self.radius_km is not None):
            raise row_fault("radius_km", "belongs to places of precision `area` and only to these - add or delete it")
        return self


class Event(Row):
    """Something that happened, is said to have happened, was planned, or failed."""

    heading = "Events"
    order = ("date", "id")

    id: Slug = Field(description="Stable id.")
    title: Text = Field(
        description="What happened, in one line; an allegation names who makes it here or in the summary."
    )
    kind: EventKind = Field(description="What sort of event it is.")
    status: Status = Field(description="`occurred`, `alleged` (not established), `planned`, or `failed`.")
    date: Edtf = Field(
        description="When it happened (EDTF): a day, a month, or a span such as 2023-09-12/2023-09-17; "
        "~ marks an approximate date."
    )
    place: PlaceId = Field(description="Where it happened: its main place.")
    summary: Text = Field(description="What happened, in two or three sentences.")
    period: Period = Field(
        description="`current`, or `background` for a milestone before 2022 that is left out unless asked for."
    )


class EventActor(Row):
    """Who took part in an event, and how."""

    heading = "Actors of events"
    key = ("event", "actor", "role")

    event: EventId = Field(description="The event.")
    actor: ActorId = Field(description="Who took part.")
    role: Role = Field(description="How.")


class EventPlace(Row):
    """A further place of an event, beside its main one."""

    heading = "Further places of events"
    key = ("event", "place")
    order = ("event", "position")

    event: EventId = Field(description="The event.")
    place: PlaceId = Field(description="A further place it touched.")
    position: int = Field(ge=1, description="Order of the further places, from 1.")


class EventSource(Row):
    """A source that supports an event."""

    heading = "Sources of events"
    key = ("event", "source")

    event: EventId = Field(description="The event.")
    source: SourceId = Field(description="A page that supports it.")


class Question(Row):
    """A disputed question that can be answered yes or no."""

    heading = "Questions"
    order = ("topic", "id")

    id: Slug = Field(description="Stable id.")
    text: Text = Field(description="The question.")
    topic: Slug = Field(description="Subject it belongs to.")
    nature: Nature = Field(
        description="`fact`, or `judgement`, which no evidence settles: its standing never rises above rung 3."
    )
    note: Text | None = Field(None, description="What counts as yes, as no and as unclear.")


class QuestionConcern(Row):
    """A state whose own conduct a question is about: it alone can acknowledge the answer."""

    heading = "Whose conduct a question concerns"
    key = ("question", "actor")

    question: QuestionId = Field(description="The question.")
    actor: ActorId = Field(description="The state or alliance whose conduct is in question.")


class QuestionImplication(Row):
    """A yes to one question that cannot be true unless another is yes too."""

    heading = "What a yes implies"
    key = ("question", "implies")

    question: QuestionId = Field(description="The question answered yes.")
    implies: QuestionId = Field(description="The question that must then be yes too.")


class Claim(Row):
    """What one party, or several in a joint statement, said on one day."""

    heading = "Claims"
    order = ("date", "id")

    id: Slug = Field(description="Stable id.")
    date: Edtf = Field(description="When it was said (EDTF).")
    spoken_by: ActorId | None = Field(None, description="The person who spoke for the claimant.")
    stance: Stance = Field(description="What the claimant does with the matter.")
    confirms: Confirms | None = Field(
        None,
        description="What a confirmation rests on: `own-conduct` (a state whose conduct is in question admits "
        "it) or `independent-evidence`; empty otherwise.",
    )
    evidence: Evidence = Field(description="What the claimant offered in support.")
    text: Text = Field(description="What was claimed, in reported words.")
    quote: Text | None = Field(None, description="A short quotation, as published.")

    @model_validator(mode="after")
    def _confirms_only_when_confirming(self) -> Self:
        if self.confirms is not None and self.stance is not Stance.CONFIRMS:
            raise row_fault(
                "confirms",
                "is given although the stance is {stance} - leave it empty or change the stance",
                stance=str(self.stance),
            )
        return self


class ClaimAnswer(Row):
    """What a claim implies for a question."""

    heading = "Answers"
    key = ("claim", "question")

    claim: ClaimId = Field(description="The claim.")
    question: QuestionId = Field(description="The question it bears on.")
    answer: Answer = Field(description="`yes`, `no`, or `unclear` where it settles neither.")


class ClaimActor(Row):
    """Who made a claim; a joint statement has several claimants."""

    heading = "Claimants"
    key = ("claim", "actor")

    claim: ClaimId = Field(description="The claim.")
    actor: ActorId = Field(description="Who made it.")


class ClaimEvent(Row):
    """An event that a claim is about."""

    heading = "Events of claims"
    key = ("claim", "event")

    claim: ClaimId = Field(description="The claim.")
    event: EventId = Field(description="An event it is about.")


class ClaimReply(Row):
    """An earlier claim that a claim answers."""

    heading = "Replies"
    key = ("claim", "reply_to")

    claim: ClaimId = Field(description="The later claim.")
    reply_to: ClaimId = Field(description="The earlier claim that it answers.")


class ClaimSource(Row):
    """A source that reports a claim."""

    heading = "Sources of claims"
    key = ("claim", "source")

    claim: ClaimId = Field(description="The claim.")
    source: SourceId = Field(description="A page that reports it.")


class Measure(Row):
    """What a number counts."""

    heading = "Measures"

    id: Slug = Field(description="Stable id.")
    label: Text = Field(description="What is counted.")
    unit: Text | None = Field(None, description="Unit.")
    kind: MeasureKind = Field(
        description="`total` (a running total), `level` (at that time), `period` (within one span), `plan`, or "
        "`none` (single figures that form no series)."
    )
    note: Text | None = Field(None, description="Scope, starting point and pitfalls.")


class Quantity(Row):
    """A number in a claim."""

    heading = "Quantities"
    key = ("claim", "position")

    claim: ClaimId = Field(description="The claim that gives it.")
    position: int = Field(ge=1, description="Order of the numbers within the claim, from 1.")
    measure: MeasureId = Field(description="What it counts.")
    low: float | None = Field(
        None, allow_inf_nan=False, description="Lower end, or the number itself; empty if none was given."
    )
    high: float | None = Field(
        None, allow_inf_nan=False, description="Upper end, or the number itself; empty if none was given."
    )
    qualifier: Qualifier = Field(description="How the claimant put it.")
    cumulative: Flag = Field(
        description="Whether it counts everything up to then (true) or one span or moment (false)."
    )
    raw: Text = Field(description="The figure as worded in the material.")

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.low is None and self.high is None:
            raise row_fault("low", "is empty and so is high - give at least one")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise row_fault("low", "is above high - swap them")
        return self


class Route(Row):
    """A path by sea, rail, air or road. It belongs to one event or one claim."""

    heading = "Routes"

    id: Slug = Field(description="Stable id.")
    title: Text = Field(description="What moved, and where.")
    mode: Mode = Field(description="How it moved.")
    date: Edtf = Field(description="When (EDTF).")
    event: EventId | None = Field(None, description="The event it belongs to.")
    claim: ClaimId | None = Field(None, description="The claim it belongs to.")
    note: Text | None = Field(None, description="What is assumed about its course.")

    @model_validator(mode="after")
    def _one_parent(self) -> Self:
        if (self.event is None) == (self.claim is None):
            raise row_fault("event", "a route belongs to one event or one claim - fill in one of the two")
        return self


class RouteStop(Row):
    """A stop of a route."""

    heading = "Stops of routes"
    key = ("route", "position")

    route: RouteId = Field(description="The route.")
    position: int = Field(ge=1, description="Order along the route, from 1.")
    place: PlaceId = Field(description="The place.")


class RouteSource(Row):
    """A source that supports a route."""

    heading = "Sources of routes"
    key = ("route", "source")

    route: RouteId = Field(description="The route.")
    source: SourceId = Field(description="A page that supports it.")


class Source(Row):
    """A published page that somebody saw."""

    heading = "Sources"

    id: Slug = Field(description="Stable id.")
    title: Text = Field(
        description="Headline as published; [square brackets] mark one that was supplied because the page's own was "
        "not visible."
    )
    publisher: Text = Field(description="Who published it; an agency in brackets where the text was carried from it.")
    url: Url = Field(description="Address.")
    published: Edtf | None = Field(
        None, description="Date of publication (EDTF: a day, a month or a year); empty if not known."
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = Field(description="Language (ISO 639).")
    kind: SourceKind = Field(description="What sort of publisher it is.")


TABLES: dict[str, type[Row]] = {
    "actors": Actor,
    "places": Place,
    "sources": Source,
    "events": Event,
    "event_actors": EventActor,
    "event_places": EventPlace,
    "event_sources": EventSource,
    "questions": Question,
    "question_concerns": QuestionConcern,
    "question_implications": QuestionImplication,
    "claims": Claim,
    "claim_answers": ClaimAnswer,
    "claim_actors": ClaimActor,
    "claim_events": ClaimEvent,
    "claim_replies": ClaimReply,
    "claim_sources": ClaimSource,
    "measures": Measure,
    "quantities": Quantity,
    "routes": Route,
    "route_stops": RouteStop,
    "route_sources": RouteSource,
}
