"""What may be asked of a picture."""

import math
from typing import Any

import pytest

from exports.picture import LEAST_SIDE, MOST_PIXELS, MOST_SIDE, TEXT_LIMIT, Picture
from style import DARK, LIGHT


def test_a_picture_is_a_light_png_of_a_screen_unless_asked_otherwise() -> None:
    picture = Picture()
    assert (picture.format, picture.width, picture.height, picture.palette) == ("png", 1920, 1080, LIGHT)
    assert picture.media_type == "image/png"
    assert Picture(theme="dark").palette == DARK


@pytest.mark.parametrize(
    ("options", "names", "allows"),
    [
        ({"format": "gif"}, "format: 'gif'", "png, svg, pdf"),
        ({"format": "svgz"}, "did you mean svg?", "png, svg, pdf"),
        ({"theme": "sepia"}, "theme: 'sepia'", "light, dark"),
        ({"width": LEAST_SIDE - 1}, f"width: '{LEAST_SIDE - 1}'", f"{LEAST_SIDE} to {MOST_SIDE}"),
        ({"height": MOST_SIDE + 1}, f"height: '{MOST_SIDE + 1}'", f"{LEAST_SIDE} to {MOST_SIDE}"),
        ({"width": True}, "width: 'True'", "whole pixels"),
        ({"width": 800.5}, "width: '800.5'", "whole pixels"),
        ({"width": 8000, "height": 8000}, "8000 x 8000", f"{MOST_PIXELS:,}"),
        ({"title": "t" * (TEXT_LIMIT + 1)}, "title: 'ttt", f"at most {TEXT_LIMIT}"),
        ({"subtitle": "t" * (TEXT_LIMIT + 1)}, "subtitle: 'ttt", f"at most {TEXT_LIMIT}"),
        ({"bounds": (10, 10, 5, 20)}, "bounds: '(10, 10, 5, 20)'", "west, south, east and north"),
        ({"bounds": (10, 20, 20, 10)}, "bounds: ", "-90 to 90"),
        ({"bounds": (-180, -80, 181, 80)}, "bounds: ", "360 wide"),
        ({"bounds": (10, 10, 10.001, 20)}, "bounds: ", "at least 0.02"),
        ({"bounds": (10, math.nan, 20, 20)}, "bounds: ", "degrees"),
        ({"bounds": (10, -math.inf, 20, 20)}, "bounds: ", "degrees"),
        ({"bounds": (10, 10, 20)}, "bounds: ", "west, south, east and north"),
        ({"bounds": (1, 1, 2, 2), "preset": "World"}, "bounds: ", "one of the two"),
    ],
)
def test_what_cannot_be_drawn_is_named_with_what_can(options: dict[str, Any], names: str, allows: str) -> None:
    with pytest.raises(ValueError, match=r"^\w+") as raised:
        Picture(**options)
    assert names in str(raised.value)
    assert allows in str(raised.value)


@pytest.mark.parametrize(
    "options",
    [
        {"width": LEAST_SIDE, "height": LEAST_SIDE},
        {"width": MOST_SIDE, "height": MOST_PIXELS // MOST_SIDE},
        {"title": "t" * TEXT_LIMIT},
        {"bounds": (-180, -90, 180, 90)},
        {"bounds": (170, 40, 200, 60)},
    ],
)
def test_what_is_just_allowed_is_taken(options: dict[str, Any]) -> None:
    assert Picture(**options)
