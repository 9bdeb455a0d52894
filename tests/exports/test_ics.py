"""iCalendar, read back by vobject."""

import re
from datetime import date

import vobject

from data.filters import Filters
from exports.ics import events_ics
from exports.text import one_line, xml_safe
from tests.exports.conftest import CONTROLS, TEXTS, nothing, on_hostile_texts


def read(content: bytes) -> dict[str, vobject.base.Component]:
    (calendar,) = vobject.readComponents(content.decode())
    return {event.uid.value: event for event in getattr(calendar, "vevent_list", [])}


def test_an_event_lasts_all_days_of_its_date(whole) -> None:
    arms = read(events_ics(whole))["e-arms@small-record.tumen"]
    assert (arms.dtstart.value, arms.dtend.value) == (date(2023, 9, 1), date(2023, 11, 1))
    assert arms.summary.value == "Alleged: Containers go by sea"
    assert arms.location.value == "Rajin port"
    assert arms.categories.value == ["Arms transfer"]
    assert (arms.status.value, arms.transp.value) == ("TENTATIVE", "TRANSPARENT")
    assert "https://example.org/arms" in arms.description.value


def test_an_event_of_a_day_ends_the_next(whole) -> None:
    summit = read(events_ics(whole))["e-summit@small-record.tumen"]
    assert (summit.dtstart.value, summit.dtend.value) == (date(2023, 9, 13), date(2023, 9, 14))
    assert (summit.summary.value, summit.status.value) == ("Two leaders meet", "CONFIRMED")


def test_a_uid_stays_when_the_event_changes(small) -> None:
    before = read(events_ics(Filters().apply(small.load())))
    small.set("events", 1, title="Another title", date="2023-09-12")
    after = read(events_ics(Filters().apply(small.load())))
    assert set(before) == set(after)
    assert after["e-summit@small-record.tumen"].summary.value == "Another title"


def test_every_event_of_the_record_is_there_once(everything) -> None:
    content = events_ics(everything)
    assert content.count(b"BEGIN:VEVENT") == len(read(content)) == len(everything["events"])


def test_lines_are_folded_and_end_as_they_must(everything) -> None:
    lines = events_ics(everything).split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()


def test_an_empty_view_is_a_calendar_of_nothing(small_record) -> None:
    assert read(events_ics(nothing(small_record))) == {}


def test_the_same_view_gives_the_same_bytes(whole) -> None:
    assert events_ics(whole) == events_ics(whole)


@on_hostile_texts(TEXTS | CONTROLS)
def test_hostile_text_comes_out_as_text(hostile, text) -> None:
    content = events_ics(hostile(text))
    safe = xml_safe(one_line(text))
    events = read(content)
    assert len(events) == 3
    for uid, event in events.items():
        assert re.fullmatch(r"e-[a-z]+@small-record\.tumen", uid)
        assert event.summary.value.removeprefix("Alleged: ").removeprefix("Planned: ") == safe
        assert {child.name for child in event.getChildren()} == {
            "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "CATEGORIES",
            "STATUS", "TRANSP",
        }  # fmt: skip
