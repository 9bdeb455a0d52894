"""What docs/exports.md promises is there, and what is there stands in it."""

import re
from pathlib import Path

import pytest

from data.filters import PARAMETERS
from exports.registry import FORMATS

TEXT = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in FORMATS if not path.startswith("table/")])
def test_every_format_is_described(path) -> None:
    assert re.search(rf"`(/export/)?{re.escape(path)}`", TEXT)


def test_every_parameter_is_described() -> None:
    own = {one.name for wanted in FORMATS.values() for one in wanted.parameters}
    for name in (*PARAMETERS, *own):
        assert f"`{name}`" in TEXT


def test_every_address_that_is_described_is_there() -> None:
    for path in re.findall(r"/export/([a-z.]+\.[a-z]+)\b", TEXT):
        assert path in (*FORMATS, "openapi.json")
