"""How pictures are asked for; what is drawn is stubbed."""

import pytest

from exports.picture import Picture
from exports.pictures import MAP_PARAMETERS, picture_formats
from exports.web import Exports
from tests.exports.conftest import asking, with_package


@pytest.fixture
def drawn() -> list[Picture]:
    return []


@pytest.fixture
def get(small_record, drawn):
    record = with_package(small_record, presets={"Korean peninsula": (124, 33, 131, 43)})

    def draw(view, picture: Picture) -> bytes:
        drawn.append(picture)
        return b"picture"

    formats = {one.path: one for one in picture_formats("map", "Map", draw, MAP_PARAMETERS)}
    return asking(Exports(lambda: record, formats))


def test_a_picture_as_usual(get, drawn) -> None:
    answer = get("/map.svg")
    assert (answer.content, answer.headers["content-type"]) == (b"picture", "image/svg+xml")
    assert 'filename="tumen-map.svg"' in answer.headers["content-disposition"]
    assert drawn == [Picture(format="svg")]


def test_a_picture_as_asked_for(get, drawn) -> None:
    query = "?kind=summit&width=1600&height=900&theme=dark&labels=0&title=A&subtitle=B&bounds=124,33,131,43.2&present=1"
    assert get(f"/map.png{query}").status_code == 200
    assert drawn == [Picture("png", 1600, 900, "dark", False, "A", "B", None, (124, 33, 131, 43.2))]


def test_a_preset_of_the_record(get, drawn) -> None:
    assert get("/map.pdf?preset=Korean+peninsula").status_code == 200
    assert drawn == [Picture("pdf", preset="Korean peninsula")]


@pytest.mark.parametrize(
    ("query", "parameter", "word"),
    [
        ("width=10", "width", "whole number"),
        ("width=1e3", "width", "digits only"),
        ("width=8000&height=8000", "width and height", "too large"),
        ("theme=pink", "theme", "light, dark"),
        ("labels=yes", "labels", "1, 0"),
        ("preset=Mars", "preset", "Korean peninsula"),
        ("bounds=1,2,3", "bounds", "west,south,east,north"),
        ("bounds=nan,2,3,4", "bounds", "no area"),
        ("bounds=131,33,124,43", "bounds", "no area"),
        ("bounds=124,33,131,43&preset=Korean+peninsula", "bounds", "one of the two"),
        ("title=" + "x" * 121, "title", "at most 120"),
        ("zoom=3", "zoom", "not a parameter"),
    ],
)
def test_what_cannot_be_drawn_is_named_before_it_is_tried(get, drawn, query, parameter, word) -> None:
    answer = get(f"/map.png?{query}")
    assert answer.status_code == 400
    (problem,) = answer.json()["problems"]
    assert problem["parameter"] == parameter
    assert word in problem["problem"]
    assert drawn == []


def test_a_picture_of_nothing_is_refused(get, drawn) -> None:
    assert get("/map.png?q=zzzzzz").status_code == 400
    assert drawn == []
