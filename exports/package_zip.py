"""The view as a data package of its own: a zip that this program and any Frictionless tool can read as a record."""

import io
import zipfile
from datetime import date

import pandas as pd

from data.describe import summary
from data.load import tables_version
from data.models import TABLES
from data.package import DESCRIPTOR, Package, descriptor_text
from data.view import View
from exports.csv_table import record_csv
from exports.text import one_line

README = "README.txt"
# The first moment that a zip file can name: the same view gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class _Complete:
    """A view less its routes that no page in view supports: a record does not hold a route without a source.

    "Known as of" hides pages that were not published yet, and so may leave a route with none.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._supported = view["route_sources"]["route"]

    def __getitem__(self, table: str) -> pd.DataFrame:
        frame = self._view[table]
        column = {"routes": "id", "route_stops": "route"}.get(table)
        return frame[frame[column].isin(self._supported)] if column else frame


def package_zip(view: View) -> bytes:
    """The tables of the view as CSV, `datapackage.json` that describes them, and a note on where they come from."""
    complete = _Complete(view)
    tables = {f"{name}.csv": record_csv(complete, name) for name in TABLES}
    files = {
        README: _readme(view).encode(),
        DESCRIPTOR: descriptor_text(_package(view), tables_version(tables), _coverage(view)).encode(),
        **tables,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _package(view: View) -> Package:
    extract = f"Extract of version {view.version}: {one_line(summary(view))}. {view.package.description}"
    return view.package.model_copy(update={"description": extract.strip()})


def _coverage(view: View) -> tuple[date, date]:
    """The first and the last day that an event in view touches; the as-of day twice where there is none."""
    events = view["events"]
    if events.empty:
        return view.as_of, view.as_of
    return events["first"].min().date(), events["last"].max().date()


def _readme(view: View) -> str:
    licences = ", ".join(licence.get("title") or licence.get("name", "") for licence in view.package.licenses)
    return (
        f"{one_line(view.package.title)}: an extract\n\n"
        f"Taken from version {view.version}: {one_line(summary(view))}.\n\n"
        f"Licence of the record: {one_line(licences) or 'not stated'}.\n\n"
        "datapackage.json describes every table and field. Links that point outside the extract are left out, and so\n"
        "are routes that no page in the extract supports. Text that a spreadsheet would run as a formula begins with\n"
        "an apostrophe.\n"
    )
