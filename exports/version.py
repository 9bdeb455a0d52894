"""The version of what makes the files: it tells, with that of the record, whether a file may have changed."""

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_PARTS = ("exports/**/*", "data/*.py", "data/basemap/*", "style.py", "requirements.txt")


@cache
def code_version() -> str:
    """A short hash of the code, the base map and the pins that files are made with; read once."""
    digest = hashlib.sha256()
    for path in sorted(path for part in _PARTS for path in _ROOT.glob(part)):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(_ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
