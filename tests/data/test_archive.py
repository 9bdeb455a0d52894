"""The whole record as one file that other programs accept."""

import json
from io import BytesIO
from zipfile import ZipFile

import frictionless
import pytest

from data.archive import record_zip
from data.models import TABLES


def test_frictionless_accepts_the_archive(record, tmp_path) -> None:
    path = tmp_path / "record.zip"
    path.write_bytes(record_zip(record))
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["message"])[:5]
    assert {task.name for task in report.tasks} == set(TABLES)


def test_it_holds_every_table_as_it_lies_on_disk_and_the_licence(record) -> None:
    archive = ZipFile(BytesIO(record_zip(record)))
    assert set(archive.namelist()) == {"datapackage.json", "LICENSE.md", *(f"{table}.csv" for table in TABLES)}
    for table in TABLES:
        assert archive.read(f"{table}.csv") == (record.folder / f"{table}.csv").read_bytes()


def test_its_description_fits_even_where_the_one_on_disk_is_stale(small) -> None:
    record = small.load()
    described = json.loads(ZipFile(BytesIO(record_zip(record))).read("datapackage.json"))
    assert described["version"] == record.version
    assert len(described["resources"]) == len(TABLES)


def test_the_same_record_gives_the_same_bytes(small_record) -> None:
    assert record_zip(small_record) == record_zip(small_record)


def test_a_table_that_has_gone_is_an_error(small) -> None:
    record = small.load()
    small.path("claims").unlink()
    with pytest.raises(OSError, match="claims"):
        record_zip(record)
