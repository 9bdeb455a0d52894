"""HTML: a view on one page that prints on a sheet of A4 and loads nothing."""

from base64 import b64encode
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.view import View
from exports.briefing import Most, briefing
from exports.frame import sources_in_words
from exports.map_image import map_image
from exports.picture import Picture
from exports.pictures import Draw
from exports.text import xml_safe
from exports.timeline_image import timeline_image
from style import LIGHT

# What a sheet has room for.
_MOST = Most(events=5, questions=5)
# Pixels. At this size, texts on a picture can be read when it is as wide as the sheet.
_MAP, _TIMELINE = (860, 370), (860, 320)

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def brief_html(view: View) -> bytes:
    """A view on one page: in words, on a map and a timeline, with the key events and the questions most spoken of.

    The pictures are part of the page, as images in which nothing runs. The same view gives the same bytes. Raises
    ValueError for an empty view.
    """
    content = briefing(view, _MOST)
    page = _PAGES.get_template("brief.html").render(
        brief=content,
        map=_image(view, map_image, "Where it happened", *_MAP),
        timeline=_image(view, timeline_image, "When it happened", *_TIMELINE),
        sources=xml_safe(sources_in_words(view)),
        look=LIGHT,
    )
    return page.encode()


def _image(view: View, draw: Draw, title: str, width: int, height: int) -> str:
    """A picture as an address that holds it."""
    svg = draw(view, Picture("svg", width, height, title=title))
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
