"""The record of a running program: read again when its files change, the last good one kept when they become faulty."""

import os
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

from data.load import load_record
from data.models import TABLES
from data.package import DESCRIPTOR
from data.record import Record
from data.tables import Fault, RecordError

DEFAULT_FOLDER = Path(__file__).parent / "record"

_Signature = tuple[object, ...]


def record_folder() -> Path:
    """The folder of the record: the one that TUMEN_RECORD names, or the one that comes with the program."""
    return Path(os.environ.get("TUMEN_RECORD") or DEFAULT_FOLDER)


@cache
def live_record(folder: Path) -> "LiveRecord":
    """The one live record of a folder, shared by all sessions."""
    return LiveRecord(folder)


class LiveRecord:
    """A record that follows its files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._seen: _Signature | None = None
        self._record: Record | None = None
        self._faults: list[Fault] = []

    def current(self) -> tuple[Record | None, list[Fault]]:
        """The newest sound record, or None if there never was one, and what is wrong with the files as they are now."""
        with self._lock:
            signature = self._signature()
            if signature != self._seen:
                self._seen = signature
                try:
                    self._record, self._faults = load_record(self._folder), []
                except RecordError as error:
                    self._faults = error.faults
            return self._record, self._faults

    def _signature(self) -> _Signature:
        """What changes when a file does, or when a day begins on which a date may no longer lie in the future."""
        stats: list[object] = [date.today()]
        for name in (DESCRIPTOR, *(f"{table}.csv" for table in TABLES)):
            try:
                stat = (self._folder / name).stat()
                stats.append((name, stat.st_mtime_ns, stat.st_size))
            except OSError:
                stats.append((name, None))
        return tuple(stats)
