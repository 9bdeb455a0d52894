"""iCalendar (RFC 5545) of the events in view, as a file or to subscribe to."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from data.dates import in_words
from data.describe import narrowed_by
from data.models import Status
from data.view import View
from exports.entries import EventEntry, event_entries
from exports.text import is_web_address, one_line, xml_safe
from style import KINDS

_PREFIX = {Status.ALLEGED: "Alleged: ", Status.PLANNED: "Planned: ", Status.FAILED: "Failed: "}
# A calendar hides what is cancelled; what failed was tried all the same.
_STATUS = {Status.PLANNED: "TENTATIVE", Status.ALLEGED: "TENTATIVE"}
_ONE_DAY = timedelta(days=1)


def events_ics(view: View) -> bytes:
    """A calendar with an all-day entry for each event in view, over all the days that its date covers.

    An entry keeps its UID, so that a calendar that subscribes follows changes of the record. Its DTSTAMP is the day on
    which the event was known: the same view gives the same bytes. Text is without the characters that XML cannot hold,
    most of which iCalendar forbids, too.
    """
    name = ", ".join([view.package.title, *narrowed_by(view)])
    calendar = Calendar()
    calendar.add("prodid", "-//Tumen//Exports//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", xml_safe(one_line(name)))
    calendar.add("x-wr-calname", xml_safe(one_line(name)))
    calendar.add("refresh-interval", _ONE_DAY, parameters={"value": "DURATION"})
    for event in event_entries(view):
        calendar.add_component(_entry(event, view.package.name))
    content: bytes = calendar.to_ical()
    return content


def _entry(event: EventEntry, record: str) -> Event:
    entry = Event()
    entry.add("uid", f"{event.id}@{record}.tumen")
    entry.add("dtstamp", datetime.combine(event.known_since, time.min, UTC))
    entry.add("dtstart", event.first_day)
    # The end of an all-day entry is the day after it, where there is one.
    entry.add("dtend", min(event.last_day, date.max - _ONE_DAY) + _ONE_DAY)
    entry.add("summary", xml_safe(_PREFIX.get(event.status, "") + one_line(event.title)))
    entry.add("description", xml_safe(_description(event)))
    entry.add("location", xml_safe(one_line(event.place.name)))
    entry.add("geo", (event.place.lat, event.place.lon))
    entry.add("categories", [KINDS[event.kind].label])
    entry.add("status", _STATUS.get(event.status, "CONFIRMED"))
    entry.add("transp", "TRANSPARENT")
    return entry


def _description(event: EventEntry) -> str:
    links = [source.url for source in event.sources if is_web_address(source.url)]
    return "\n".join([f"{in_words(event.date)}, {event.status}.", event.summary, "", "Sources:", *links])
