"""The chronology as HTML."""

from html.parser import HTMLParser
from urllib.parse import parse_qs

from components.chronology import chronology_html
from data.filters import Filters


class Read(HTMLParser):
    """Tags, links and text of a list."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append(str(dict(attrs)["href"]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_events_stand_under_their_months_with_place_summary_and_sources(small_record) -> None:
    view = Filters(start=None, kinds=("summit", "arms-transfer")).apply(small_record)
    read = Read(chronology_html(view, ("e-arms", "e-summit")))
    text = "".join(read.words)
    assert read.tags.count("h3") == 1
    assert text.startswith("September 2023")
    for part in ("Containers go by sea, Rajin port: Washington showed pictures.", "13 September 2023", "Institute"):
        assert part in text
    query = parse_qs(read.links[0].removeprefix("?"))
    assert query == {"kind": ["arms-transfer", "summit"], "view": ["list"], "select": ["event:e-arms"]}


def test_hostile_text_shows_as_itself(hostile_record) -> None:
    view = Filters().apply(hostile_record)
    ids = tuple(view["events"].sort_values("first")["id"])
    read = Read(chronology_html(view, ids))
    assert set(read.tags) <= {"div", "h3", "ul", "li", "img", "strong", "a", "small"}
    text = "".join(read.words)
    for title in view["events"]["title"]:
        assert title in text
    assert all(link.startswith(("?", "http://", "https://")) for link in read.links)
