"""The export panel: every file of a page, with the present filter in each address."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from components.export_panel import export_html
from data.filters import Filters
from exports.registry import FORMATS


class Links(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.images: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.hrefs.append(str(given["href"]))
        if tag == "img":
            self.images.append(str(given["src"]))


@pytest.mark.parametrize("page", ["situation", "map", "timeline", "claims", "sources", "quality"])
def test_every_format_is_offered_once_with_the_filter(small_record, page: str) -> None:
    links = Links(export_html(Filters(kinds=("summit",)).apply(small_record), page, "dark"))
    paths = [urlsplit(href).path.removeprefix("export/") for href in links.hrefs]
    assert sorted(paths) == sorted([*FORMATS, "export"])
    for href in links.hrefs:
        assert parse_qs(urlsplit(href).query)["kind"] == ["summit"]


def test_an_empty_view_offers_no_pictures(small_record) -> None:
    links = Links(export_html(Filters(text="nowhere to be found").apply(small_record), "map", "light"))
    assert links.images == []
    paths = {urlsplit(href).path.removeprefix("export/") for href in links.hrefs}
    assert paths == {path for path, one in FORMATS.items() if one.empty} | {"export"}


def test_hostile_words_stay_in_the_address(small_record) -> None:
    view = Filters(text='"><script>alert(1)</script>').apply(small_record)
    markup = export_html(view, "map", "light")
    assert "<script" not in markup
    assert parse_qs(urlsplit(Links(markup).hrefs[0]).query)["q"] == ['"><script>alert(1)</script>']
