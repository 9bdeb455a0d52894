"""The whole record as one file: a zipped Frictionless Data Package that other programs can read."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.models import TABLES
from data.package import DESCRIPTOR, descriptor_text
from data.record import Record

LICENCE = "LICENSE.md"
# The same record gives the same bytes, whenever they are made. A zip file knows no day before this one.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def record_zip(record: Record) -> bytes:
    """The tables of a record as they lie in its folder, its licence, and a `datapackage.json` that describes them.

    The descriptor is made anew, so that it fits the tables even where the one on disk is stale. Raises OSError when a
    table has gone since the record was read.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        text = descriptor_text(record.package, record.version, record.coverage)
        archive.writestr(ZipInfo(DESCRIPTOR, _NO_DATE), text, ZIP_DEFLATED)
        for name in (f"{table}.csv" for table in TABLES):
            archive.writestr(ZipInfo(name, _NO_DATE), (record.folder / name).read_bytes(), ZIP_DEFLATED)
        if (licence := record.folder / LICENCE).is_file():
            archive.writestr(ZipInfo(LICENCE, _NO_DATE), licence.read_bytes(), ZIP_DEFLATED)
    return target.getvalue()
