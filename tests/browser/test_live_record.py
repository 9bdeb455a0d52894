"""The files of the record may change while the dashboard runs."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.filters import Filters

pytestmark = pytest.mark.browser


def rerun(screen) -> None:
    """Do something that changes nothing but lets the script run."""
    screen.page.get_by_test_id("stSidebar").get_by_text("Only where all of them take part").click()


def test_an_edit_shows_on_the_next_run_and_a_fault_keeps_the_last_good_record(screen_on, small) -> None:
    screen = screen_on(small.folder)
    screen.open()
    screen.expect_view(Filters().apply(small.load()))

    small.set("events", 1, title="Two leaders met and signed", place="pyongyang")
    rerun(screen)
    screen.expect_view(Filters().apply(small.load()))
    expect(screen.panel.get_by_role("button", name="13 September 2023: Two leaders met and signed")).to_be_visible()
    expect(screen.place("vladivostok")).to_have_count(0)
    good = Filters().apply(small.load())
    screen.in_frame("() => { window.marker = 'same document'; }")

    small.set("events", 1, date="someday", title="Never shown")
    rerun(screen)
    banner = screen.page.get_by_test_id("stAlert")
    expect(banner).to_contain_text("The record on disk is faulty. What you see is the last good one.")
    expect(banner).to_contain_text("events.csv:3: date: is not a date in EDTF")
    screen.expect_view(good)
    expect(screen.page.get_by_text("Never shown")).to_have_count(0)
    assert screen.in_frame("() => window.marker") == "same document"

    small.set("events", 1, date="2023-09-13", title="Two leaders met at last")
    rerun(screen)
    screen.expect_view(Filters().apply(small.load()))
    expect(banner).to_have_count(0)
    expect(screen.panel.get_by_role("button", name="13 September 2023: Two leaders met at last")).to_be_visible()
    assert screen.in_frame("() => window.marker") == "same document"


def test_a_record_that_is_faulty_from_the_start_shows_its_faults_and_recovers(screen_on, small, tmp_path: Path) -> None:
    folder = tmp_path / "faulty"
    shutil.copytree(small.folder, folder)
    sound = (folder / "events.csv").read_text()
    (folder / "events.csv").write_text(sound.replace("2023-09-13", "some<b>day"))
    (folder / "claims.csv").unlink()
    screen = screen_on(folder)
    # The first that a new server is asked for is a page by its address.
    screen.page.goto(f"{screen.server}/claims?view=claims")
    banner = screen.page.get_by_test_id("stAlert")
    expect(banner).to_contain_text("The record cannot be read.")
    expect(banner).to_contain_text("claims.csv: is missing - add the file, if only with its header line")
    expect(banner).to_contain_text("events.csv:3: date: is not a date in EDTF")
    expect(banner).to_contain_text("some<b>day")
    expect(screen.page.locator("iframe")).to_have_count(0)
    expect(screen.page.get_by_text("Traceback")).to_have_count(0)

    (folder / "events.csv").write_text(sound)
    shutil.copy(small.folder / "claims.csv", folder)
    screen.page.reload()
    screen.expect_summary(Filters().apply(small.load()))
    screen.expect_claims(Filters().apply(small.load()))
    expect(banner).to_have_count(0)
