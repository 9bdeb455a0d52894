"""The zip of a view, read as a record by this program and by frictionless."""

import io
import json
import zipfile
from pathlib import Path

import frictionless
import pytest

from data.__main__ import main
from data.filters import Filters
from data.load import load_record
from data.models import TABLES
from data.package import DESCRIPTOR
from data.quality import doubts
from exports.package_zip import package_zip
from tests.exports.conftest import nothing, on_hostile_texts

QUERIES = (
    {},
    {"background": ["1"]},
    {"from": ["2023-09-01"], "to": ["2023-10-31"]},
    {"actor": ["prk"], "asof": ["2024-01-01"]},
    {"asof": ["2023-10-20"]},
    {"kind": ["exercise"]},
    {"side": ["ukraine"], "status": ["alleged"]},
    {"q": ["missile"], "place": ["pyongyang"]},
    {"q": ["zzzzzz"]},
)


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_it_is_a_record_again(record, tmp_path, query) -> None:
    view = Filters.from_query(query, record).apply(record)
    folder = unpacked(package_zip(view), tmp_path)
    assert main(["check", str(folder)]) == 0
    again = load_record(folder)
    for name in ("events", "claims", "sources", "quantities", "questions"):
        assert list(again[name]["id" if "id" in again[name] else "claim"]) == list(
            view[name]["id" if "id" in view[name] else "claim"]
        )
    report = frictionless.Package(str(folder / DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "message"])
    assert len(report.tasks) == len(TABLES)


def test_its_description_is_its_own(record, tmp_path) -> None:
    view = Filters(kinds=("summit",)).apply(record)
    folder = unpacked(package_zip(view), tmp_path)
    again = load_record(folder)
    assert not [doubt for doubt in doubts(again) if doubt.kind == "stale description"]
    descriptor = json.loads((folder / DESCRIPTOR).read_bytes())
    assert descriptor["version"] == again.version
    assert descriptor["version"] != record.version
    assert f"Extract of version {record.version}: " in descriptor["description"]
    assert descriptor["licenses"] == record.package.licenses


def test_a_route_without_a_source_in_view_is_left_out(small, tmp_path) -> None:
    small.rows["route_sources"] = [
        {"route": "r-said", "source": "s-arms"},
        {"route": "r-ship", "source": "s-plan"},
    ]
    small.write("route_sources")
    record = small.load()
    view = Filters.from_query({"asof": ["2024-01-01"]}, record).apply(record)
    assert "r-ship" in set(view["routes"]["id"])
    again = load_record(unpacked(package_zip(view), tmp_path))
    assert list(again["routes"]["id"]) == ["r-said"]
    assert set(again["route_stops"]["route"]) == {"r-said"}


def test_nothing_is_a_record_without_rows(small_record, tmp_path) -> None:
    again = load_record(unpacked(package_zip(nothing(small_record)), tmp_path))
    assert all(again[name].empty for name in TABLES)


def test_the_same_view_gives_the_same_bytes(whole) -> None:
    assert package_zip(whole) == package_zip(whole)


@on_hostile_texts()
def test_hostile_text_comes_out_as_text(hostile, tmp_path, text) -> None:
    view = hostile(text)
    again = load_record(unpacked(package_zip(view), tmp_path))
    assert set(again["events"]["title"]) <= {text, f"'{text}"}
    assert set(again["claims"]["id"]) == set(view["claims"]["id"])
