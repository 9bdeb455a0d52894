"""The commands for curators: `python -m data check|datapackage|format`."""

import codecs
import json
import subprocess
import sys
from pathlib import Path

import pytest

import data
from data.__main__ import main
from data.models import TABLES


def contents(small) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(small.folder.iterdir())}


def test_check_sums_up_a_sound_record(small, capsys) -> None:
    main(["datapackage", str(small.folder)])
    capsys.readouterr()
    assert main(["check", str(small.folder)]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    for table in TABLES:
        assert f"{table:<24}{len(small.rows[table]):>7}" in lines
    assert lines[-2:] == [
        f"A small record, version {small.load().version}",
        "Events from 2023-09-01 to 2027-05-31; latest knowledge of 2024-06-20.",
    ]
    assert err == ""


def test_check_lists_doubts_and_single_sources_only_when_asked(small, capsys) -> None:
    small.drop("event_sources", 2)
    main(["datapackage", str(small.folder)])
    small.add("questions", id="q-new", text="Is it new?", topic="arms", nature="fact")
    capsys.readouterr()
    assert main(["check", str(small.folder)]) == 0
    out = capsys.readouterr().out
    assert "3 doubts: " in out
    assert "1 single source" in out
    assert "questions: q-new: stands in no row of claim_answers.csv" in out
    assert "e-summit" not in out
    assert "(single sources: 1; --all lists them)" in out
    assert main(["check", str(small.folder), "--all"]) == 0
    assert "events: e-summit: rests on a single source" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "datapackage", "format"])
def test_a_faulty_record_is_listed_and_left_as_it_is(small, capsys, command) -> None:
    small.set("events", 1, title="", place="vladivostock")
    small.set("places", 0, lat="91")
    before = contents(small)
    assert main([command, str(small.folder)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "events.csv:3: title: is empty - fill it in",
        "places.csv:2: lat: is too large ('91') - it must be 90.0 or less",
    ]
    assert err == "2 faults\n"
    assert contents(small) == before


@pytest.mark.parametrize("command", ["check", "datapackage", "format"])
def test_a_missing_folder_is_a_fault(tmp_path, capsys, command) -> None:
    assert main([command, str(tmp_path / "nowhere")]) == 1
    assert "is not a folder" in capsys.readouterr().out


def test_an_unknown_command_says_which_there_are(capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["mend"])
    assert caught.value.code == 2
    assert "datapackage" in capsys.readouterr().err


def test_datapackage_describes_the_tables(small) -> None:
    assert main(["datapackage", str(small.folder)]) == 0
    descriptor = json.loads((small.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in descriptor["resources"]] == list(TABLES)
    assert descriptor["version"] == small.load().version
    assert descriptor["title"] == "A small record"


def test_datapackage_written_again_is_the_same(small) -> None:
    main(["datapackage", str(small.folder)])
    before = contents(small)
    main(["datapackage", str(small.folder)])
    assert contents(small) == before


def test_format_sorts_and_unifies_and_loses_nothing(small) -> None:
    good = contents(small)
    for table in TABLES:
        small.rows[table].reverse()
        small.write(table)
        crlf = small.path(table).read_bytes().replace(b"\n", b"\r\n")
        small.path(table).write_bytes(codecs.BOM_UTF8 + crlf)
    small.set("places", 1, lat="42.2360")
    assert contents(small) != good
    assert main(["format", str(small.folder)]) == 0
    # Events, claims and questions are sorted by date or topic before id.
    assert contents(small) == good | {
        f"{table}.csv": sorted_text(good[f"{table}.csv"], columns)
        for table, columns in {"events": (4, 0), "claims": (1, 0), "questions": (2, 0)}.items()
    }


def sorted_text(text: bytes, columns: tuple[int, ...]) -> bytes:
    """A table without quoted cells, its lines sorted by some of its columns."""
    header, *lines = text.splitlines(keepends=True)
    return b"".join([header, *sorted(lines, key=lambda line: [line.split(b",")[column] for column in columns])])


def test_format_twice_changes_nothing_more(small) -> None:
    for table in TABLES:
        small.rows[table].reverse()
        small.write(table)
    main(["format", str(small.folder)])
    once = contents(small)
    main(["format", str(small.folder)])
    assert contents(small) == once


def test_the_record_that_comes_with_the_program_passes_its_check() -> None:
    root = Path(data.__file__).parents[1]
    run = subprocess.run([sys.executable, "-m", "data", "check"], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert run.stderr == ""
    assert "Russia and North Korea" in run.stdout
    assert "stale description" not in run.stdout
