"""What a picture lets be asked of it, as query parameters."""

from collections.abc import Callable

from data.tables import nearest, shown
from data.view import View
from exports.formats import Format, Order
from exports.parameters import Parameter, choice, whole_number
from exports.picture import FORMATS, LEAST_SIDE, MOST_SIDE, TEXT_LIMIT, Bounds, Picture
from exports.problems import ExportError, Problem, few
from style import THEMES

Draw = Callable[[View, Picture], bytes]

_USUAL = Picture()


def _text(text: str) -> str:
    if len(text) > TEXT_LIMIT:
        raise ValueError(f"{shown(text)} has {len(text)} characters - use at most {TEXT_LIMIT}")
    return text


def _bounds(text: str) -> Bounds:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError(f"{shown(text)} is no area - write west,south,east,north in degrees") from None
    bounds = (west, south, east, north)
    try:
        Picture(bounds=bounds)
    except ValueError as error:
        raise ValueError(str(error).partition(": ")[2]) from None
    return bounds


_TEXT = {"type": "string", "maxLength": TEXT_LIMIT}
PARAMETERS = (
    whole_number("width", "Width in pixels; in svg those of CSS, in pdf points.", LEAST_SIDE, MOST_SIDE, _USUAL.width),
    whole_number("height", "Height, likewise.", LEAST_SIDE, MOST_SIDE, _USUAL.height),
    choice("theme", "Colours.", tuple(THEMES), _USUAL.theme),
    choice("labels", "0 leaves out the names.", ("1", "0"), "1"),
    Parameter("title", "A title instead of the record's.", _TEXT, _text, ""),
    Parameter("subtitle", "A subtitle instead of the filter in words.", _TEXT, _text, ""),
)
MAP_PARAMETERS = (
    *PARAMETERS,
    Parameter("preset", "A map view of the record, by name.", {"type": "string"}),
    Parameter(
        "bounds",
        "The area to show instead: west,south,east,north in degrees WGS 84; east may pass 180.",
        {"type": "string", "examples": ["124,33,131,43.2"]},
        _bounds,
    ),
)


def picture_formats(stem: str, title: str, draw: Draw, parameters: tuple[Parameter, ...] = PARAMETERS) -> list[Format]:
    """One format for each file that a picture can be: `/export/` and `stem`.png, .svg, .pdf."""
    return [
        Format(
            path=f"{stem}.{ending}",
            group="Pictures",
            title=f"{title} as {ending.upper()}",
            media_type=media_type,
            make=_maker(draw, ending),
            check=_checker(ending),
            parameters=parameters,
            heavy=True,
            empty=False,
        )
        for ending, media_type in FORMATS.items()
    ]


def _maker(draw: Draw, ending: str) -> Callable[[Order], bytes]:
    return lambda order: draw(order.view, picture(order, ending))


def _checker(ending: str) -> Callable[[Order], Picture]:
    return lambda order: picture(order, ending)


def picture(order: Order, ending: str) -> Picture:
    """The picture that options ask for; raises ExportError (400) where they do not go together or with the record."""
    options, presets = order.options, order.view.package.presets
    preset = options.get("preset")
    if preset is not None and preset not in presets:
        problem = f"{shown(preset)} is not known{nearest(preset, presets)} - use {', '.join(presets)}"
        raise _fault("preset", preset, problem, few(presets))
    try:
        return Picture(format=ending, **{**options, "labels": options["labels"] == "1"})
    except ValueError as error:
        name, _, problem = str(error).partition(": ")
        raise _fault(name, str(options.get(name, "")), problem) from None


def _fault(name: str, value: str, problem: str, allowed: tuple[str, ...] = ()) -> ExportError:
    return ExportError(
        400, "the address asks for a picture that cannot be drawn", [Problem(name, value, problem, allowed)]
    )
