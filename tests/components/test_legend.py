"""What hue, shape and fill mean."""

import re
from base64 import b64decode
from xml.etree import ElementTree

from components.legend import legend_html
from style import DARK, INDEPENDENT_HUE, KINDS, LIGHT, SIDE_HUES, SIDES, STANCES

SHAPES = [*KINDS.values(), *STANCES.values()]


def items(ink: str) -> dict[str, ElementTree.Element]:
    """The path of each symbol, by its label, in order."""
    found = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"[^>]*>\s*([^<]+)<', legend_html(ink))
    paths = {}
    for image, label in found:
        assert label not in paths
        (path,) = ElementTree.fromstring(b64decode(image))  # noqa: S314 - our own
        paths[label] = path
    return paths


def test_every_hue_fill_and_shape_is_explained_once() -> None:
    hues = [*SIDES.values(), "Independent bodies"]
    fills = ["occurred", "alleged", "planned", "failed"]
    assert list(items(LIGHT.ink)) == [*hues, *fills, *(mark.label for mark in SHAPES)]


def test_symbols_look_like_those_of_the_map() -> None:
    found = items(DARK.ink)
    assert {side: found[label].get("fill") for side, label in SIDES.items()} == SIDE_HUES
    assert found["Independent bodies"].get("fill") == INDEPENDENT_HUE
    for mark in SHAPES:
        assert (found[mark.label].get("d"), found[mark.label].get("fill")) == (mark.path, DARK.ink)
    assert found["occurred"].get("fill") == DARK.ink
    assert found["alleged"].get("fill") == "none"
    assert found["planned"].get("stroke-dasharray")
    assert "M-11 -11L11 11M-11 11L11 -11" in str(found["failed"].get("d"))


def test_the_ink_follows_the_theme() -> None:
    assert items(LIGHT.ink)["alleged"].get("stroke") == LIGHT.ink
    assert items(DARK.ink)["alleged"].get("stroke") == DARK.ink
