"""The record of a running program follows its files."""

import os
from datetime import date
from pathlib import Path

import pytest

from data.live import DEFAULT_FOLDER, LiveRecord, live_record, record_folder


@pytest.fixture
def live(small) -> LiveRecord:
    return LiveRecord(small.folder)


def test_files_that_do_not_change_are_read_once(live) -> None:
    record, faults = live.current()
    assert record is not None
    assert faults == []
    assert live.current()[0] is record


def test_an_edited_file_is_picked_up(small, live) -> None:
    before, _ = live.current()
    small.set("events", 1, title="Two leaders meet and dine")
    after, faults = live.current()
    assert faults == []
    assert after["events"]["title"][1] == "Two leaders meet and dine"
    assert after.version != before.version
    assert before["events"]["title"][1] == "Two leaders meet"


def test_an_edit_that_keeps_the_size_is_picked_up(small, live) -> None:
    live.current()
    small.set("events", 1, title="Two leaders greet"[:16])
    stat = small.path("events").stat()
    os.utime(small.path("events"), ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))
    assert live.current()[0]["events"]["title"][1] == "Two leaders gree"


def test_an_edited_description_is_picked_up(small, live) -> None:
    live.current()
    path = small.folder / "datapackage.json"
    path.write_text(path.read_text().replace("A small record", "A smaller record"))
    assert live.current()[0].package.title == "A smaller record"


def test_a_faulty_file_keeps_the_last_good_record_until_it_is_mended(small, live) -> None:
    good, _ = live.current()
    small.set("events", 1, place="vladivostock")
    kept, faults = live.current()
    assert kept is good
    assert [(fault.file, fault.line, fault.column) for fault in faults] == [("events.csv", 3, "place")]
    assert live.current() == (good, faults), "asked again, it says the same"

    small.set("events", 1, place="vladivostok", title="Mended")
    mended, faults = live.current()
    assert faults == []
    assert mended["events"]["title"][1] == "Mended"


def test_a_file_that_goes_away_and_comes_back(small, live) -> None:
    good, _ = live.current()
    small.path("routes").rename(small.folder / "away")
    kept, faults = live.current()
    assert kept is good
    assert [fault.file for fault in faults] == ["routes.csv"]
    (small.folder / "away").rename(small.path("routes"))
    assert live.current()[1] == []


def test_a_record_faulty_from_the_start_is_none_until_mended(small) -> None:
    small.set("events", 1, title="")
    live = LiveRecord(small.folder)
    record, faults = live.current()
    assert record is None
    assert len(faults) == 1
    small.set("events", 1, title="Two leaders meet")
    record, faults = live.current()
    assert record is not None
    assert faults == []


def test_a_missing_folder_is_a_fault(tmp_path) -> None:
    record, (fault,) = LiveRecord(tmp_path / "nowhere").current()
    assert record is None
    assert "is not a folder" in str(fault)


def test_a_new_day_is_looked_at_anew(small, live, monkeypatch) -> None:
    class Day(date):
        now = date(2026, 5, 31)

        @classmethod
        def today(cls):
            return cls.now

    monkeypatch.setattr("data.live.date", Day)
    monkeypatch.setattr("data.load.date", Day)
    small.set("events", 1, date="2026-06-01")
    assert "lies in the future" in str(live.current()[1][0])
    Day.now = date(2026, 6, 1)
    assert live.current()[1] == []


def test_all_sessions_share_the_live_record_of_a_folder(small, tmp_path) -> None:
    assert live_record(small.folder) is live_record(small.folder)
    assert live_record(small.folder) is not live_record(tmp_path)


def test_the_environment_may_name_another_folder(monkeypatch) -> None:
    monkeypatch.delenv("TUMEN_RECORD", raising=False)
    assert record_folder() == DEFAULT_FOLDER
    monkeypatch.setenv("TUMEN_RECORD", "")
    assert record_folder() == DEFAULT_FOLDER
    monkeypatch.setenv("TUMEN_RECORD", "/elsewhere")
    assert record_folder() == Path("/elsewhere")
