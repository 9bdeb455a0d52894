"""The palette: complete, distinct and legible."""

import re

import pytest
from plotly.validator_cache import ValidatorCache

from data.models import EventKind, Side, Stance, Status
from style import DARK, INDEPENDENT_HUE, KINDS, LIGHT, SIDE_HUES, SIDES, STANCES, STATUSES, THEMES, Theme, hue

MARKS = [*KINDS.values(), *STANCES.values()]


def luminance(colour: str) -> float:
    """Relative luminance of a colour `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_value_has_its_look() -> None:
    assert set(KINDS) == set(EventKind)
    assert set(STANCES) == set(Stance)
    assert set(STATUSES) == set(Status)
    assert set(SIDES) == set(SIDE_HUES) == set(Side)


@pytest.mark.parametrize("marks", [KINDS, STANCES])
def test_no_two_kinds_or_stances_look_or_read_alike(marks) -> None:
    for part in ("label", "symbol", "path"):
        values = [getattr(mark, part) for mark in marks.values()]
        assert len(set(values)) == len(values)
    assert len(set(STATUSES.values())) == len(STATUSES)
    assert len(set(SIDES.values())) == len(SIDES)
    assert len({*SIDE_HUES.values(), INDEPENDENT_HUE}) == len(SIDE_HUES) + 1


@pytest.mark.parametrize("ending", ["", "-open", "-open-dot"])
def test_plotly_knows_every_symbol_in_every_fill(ending: str) -> None:
    validator = ValidatorCache.get_validator("scatter.marker", "symbol")
    for mark in MARKS:
        assert validator.validate_coerce(mark.symbol + ending) == mark.symbol + ending
    with pytest.raises(ValueError, match="Invalid value"):
        validator.validate_coerce("no-such-symbol")


def test_every_path_is_closed_and_reaches_about_ten_units() -> None:
    for mark in MARKS:
        assert re.fullmatch(r"M[-0-9. LAHVhvm]+Z", mark.path), mark.label
        numbers = [abs(float(number)) for number in re.findall(r"-?\d+\.?\d*", mark.path)]
        assert 7 <= max(numbers) <= 12, mark.label


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_hues_and_words_stand_out_from_what_lies_behind(theme: Theme) -> None:
    # WCAG asks 3:1 of symbols and 4.5:1 of text.
    for colour in (*SIDE_HUES.values(), INDEPENDENT_HUE):
        assert contrast(colour, theme.paper) >= 3, colour
    assert contrast(theme.ink, theme.paper) >= 4.5
    for ground in (theme.land, theme.halo):
        assert contrast(theme.label, ground) >= 4.5
    assert contrast(theme.sea_label, theme.halo) >= 4.5


def test_the_number_on_a_disc_can_be_read() -> None:
    # White and bold on the hue of the side, as assets/map.js draws it.
    for colour in (*SIDE_HUES.values(), INDEPENDENT_HUE):
        assert contrast(colour, "#ffffff") >= 3, colour


def test_themes_are_found_by_name_and_differ_in_every_colour() -> None:
    assert THEMES == {"light": LIGHT, "dark": DARK}
    light, dark = LIGHT.as_dict(), DARK.as_dict()
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for name, colour in light.items() if name != "name")
    assert all(light[name] != dark[name] for name in light)


def test_the_hue_of_a_side_or_of_none() -> None:
    assert hue("partners") == SIDE_HUES[Side.PARTNERS]
    assert hue(None) == INDEPENDENT_HUE
    with pytest.raises(ValueError, match="nobody"):
        hue("nobody")
