"""KML 2.2 (OGC 07-147r2) of the events and routes in view, with the days they span, for Google Earth and the like."""

from html import escape
from xml.etree import ElementTree as Xml

from data.dates import in_words
from data.describe import summary
from data.geography import RouteLook, route_looks
from data.legs import route_legs
from data.models import Side, Status
from data.view import View
from exports.entries import EventEntry, event_entries, records
from exports.lines import cut_at_antimeridian, route_line
from exports.text import is_web_address, xml_safe
from style import KINDS, SIDES, STATUSES, hue

NAMESPACE = "http://www.opengis.net/kml/2.2"

# What occurred is drawn full, all else faint; the line under a name says the status, too. Of 255.
_FULL = 0xFF
_FAINT = 0x80
_ROUTE = "route"


def kml(view: View) -> bytes:
    """A KML document: a folder of events, in a folder for each kind, and a folder of routes.

    Both carry a TimeSpan and the colour of a side: the one that acts in an event, or that makes the claim a route
    belongs to. Nothing is fetched: without an icon of its own a placemark gets the reader's pin, in that colour.
    """
    root = Xml.Element("kml", xmlns=NAMESPACE)
    document = _child(root, "Document")
    _child(document, "name", view.package.title)
    _child(document, "description", escape(f"Version {view.version}: {summary(view)}."))
    for side in (*Side, None):
        for status in Status:
            _event_style(document, side, status)
        _route_style(document, side)
    _events(_folder(document, "Events"), view)
    _routes(_folder(document, "Routes"), view)
    Xml.indent(root)
    content: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _events(folder: Xml.Element, view: View) -> None:
    events = event_entries(view)
    for kind, mark in KINDS.items():
        of_kind = [event for event in events if event.kind is kind]
        if of_kind:
            within = _folder(folder, mark.label)
            for event in of_kind:
                _event(within, event)


def _event(folder: Xml.Element, event: EventEntry) -> None:
    placemark = _child(folder, "Placemark")
    placemark.set("id", f"event-{event.id}")
    _child(placemark, "name", event.title)
    _child(placemark, "Snippet", f"{KINDS[event.kind].label}, {event.status}, {in_words(event.date)}")
    _child(placemark, "description", _description(event))
    _span(placemark, event.first_day.isoformat(), event.last_day.isoformat())
    _child(placemark, "styleUrl", f"#{_style_id(event.side, event.status)}")
    data = _child(placemark, "ExtendedData")
    values = {
        "kind": event.kind,
        "status": event.status,
        "side": event.side or "",
        "date": event.date,
        "place": event.place.name,
        "precision": event.place.precision,
        "known_since": event.known_since.isoformat(),
    }
    for name, value in values.items():
        entry = _child(data, "Data")
        entry.set("name", name)
        _child(entry, "value", value)
    point = _child(placemark, "Point")
    _child(point, "coordinates", f"{event.place.lon:.5f},{event.place.lat:.5f}")


def _description(event: EventEntry) -> str:
    """The balloon of an event as HTML, which is what readers take a description for."""
    actors = "; ".join(f"{actor.name} ({actor.role})" for actor in event.actors)
    facts = (
        ("Date", in_words(event.date)),
        ("Place", event.place.name),
        ("Kind", KINDS[event.kind].label),
        ("Status", STATUSES[event.status].partition(" (")[0]),
        ("Side", SIDES[event.side] if event.side else "None"),
        ("Who took part", actors),
    )
    lines = "<br>".join(f"<b>{name}:</b> {escape(value)}" for name, value in facts)
    sources = "".join(
        f'<li><a href="{escape(source.url)}">{escape(source.title)}</a>, {escape(source.publisher)}</li>'
        if is_web_address(source.url)
        else f"<li>{escape(source.title)}, {escape(source.publisher)}</li>"
        for source in event.sources
    )
    return f"<h3>{escape(event.title)}</h3><p>{lines}</p><p>{escape(event.summary)}</p><ul>{sources}</ul>"


def _routes(folder: Xml.Element, view: View) -> None:
    legs, looks = route_legs(view), route_looks(view)
    for row in records(view["routes"]):
        parts = cut_at_antimeridian(route_line(legs[row["id"]]))
        if not parts:
            continue
        placemark = _child(folder, "Placemark")
        placemark.set("id", f"route-{row['id']}")
        _child(placemark, "name", row["title"])
        _child(placemark, "Snippet", f"Route by {row['mode']}, {in_words(row['date'])}")
        drawn = "At least one leg is only the shortest line between two stops."
        note = " ".join(filter(None, [row["note"], drawn if any(leg.schematic for leg in legs[row["id"]]) else ""]))
        _child(placemark, "description", f"<h3>{escape(row['title'])}</h3><p>{escape(note)}</p>")
        _span(placemark, row["first"].date().isoformat(), row["last"].date().isoformat())
        _child(placemark, "styleUrl", f"#{_style_id(_side(looks[row['id']]), _ROUTE)}")
        lines = _child(placemark, "MultiGeometry")
        for part in parts:
            line = _child(lines, "LineString")
            _child(line, "tessellate", "1")
            _child(line, "coordinates", " ".join(f"{lon:.5f},{lat:.5f}" for lon, lat in part))


def _side(look: RouteLook) -> Side | None:
    return Side(look.side) if look.side else None


def _event_style(document: Xml.Element, side: Side | None, status: Status) -> None:
    style = _child(document, "Style")
    style.set("id", _style_id(side, status))
    icon = _child(style, "IconStyle")
    _child(icon, "color", _colour(hue(side), _FULL if status is Status.OCCURRED else _FAINT))
    _balloon(style)


def _route_style(document: Xml.Element, side: Side | None) -> None:
    style = _child(document, "Style")
    style.set("id", _style_id(side, _ROUTE))
    line = _child(style, "LineStyle")
    _child(line, "color", _colour(hue(side), _FULL))
    _child(line, "width", "2")
    _balloon(style)


def _balloon(style: Xml.Element) -> None:
    # The usual balloon shows the name as HTML, too, and it is no HTML.
    _child(_child(style, "BalloonStyle"), "text", "$[description]")


def _style_id(side: Side | None, what: str) -> str:
    return f"{side or 'none'}-{what}"


def _colour(rgb: str, opacity: int) -> str:
    """A colour as KML writes it: opacity, blue, green, red."""
    red, green, blue = rgb[1:3], rgb[3:5], rgb[5:7]
    return f"{opacity:02x}{blue}{green}{red}".lower()


def _span(placemark: Xml.Element, first: str, last: str) -> None:
    span = _child(placemark, "TimeSpan")
    _child(span, "begin", first)
    _child(span, "end", last)


def _folder(parent: Xml.Element, name: str) -> Xml.Element:
    folder = _child(parent, "Folder")
    _child(folder, "name", name)
    return folder


def _child(parent: Xml.Element, tag: str, text: str | None = None) -> Xml.Element:
    child = Xml.SubElement(parent, tag)
    if text is not None:
        child.text = xml_safe(text)
    return child
