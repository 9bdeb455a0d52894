"""What the tests of pictures share."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from data.filters import Filters
from data.record import Record
from data.view import View
from exports.map_image import map_image
from exports.numbers_image import numbers_image
from exports.picture import Picture
from exports.timeline_image import timeline_image

Draw = Callable[[View, Picture], bytes]
PICTURES: dict[str, Draw] = {"map": map_image, "timeline": timeline_image, "numbers": numbers_image}


def texts(svg: bytes) -> list[str]:
    """Every text that stands in an svg as text, in the order of drawing."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own file
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.fixture(scope="session")
def small_view(small_record: Record) -> View:
    return Filters().apply(small_record)


@pytest.fixture(scope="session")
def whole_view(record: Record) -> View:
    return Filters().apply(record)


@pytest.fixture(params=PICTURES)
def draw(request: pytest.FixtureRequest) -> Draw:
    """Each of the pictures in turn."""
    return PICTURES[request.param]
