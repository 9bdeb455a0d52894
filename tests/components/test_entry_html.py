"""The full entry of an event or claim, as HTML."""

from html.parser import HTMLParser

import pytest

from components.entry_html import claim_html, event_html
from data.filters import Filters

SHAPES = {"h3", "h4", "p", "br", "strong", "em", "ul", "li", "blockquote", "a", "table", "tr", "th", "td"}


class Entry(HTMLParser):
    """An entry as a browser would read it: its blocks of text in order, list items by heading, links and tags."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[dict[str, str | None]] = []
        self.blocks: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append(dict(attrs))
        else:
            assert not attrs
        if tag in ("h3", "h4", "p", "li", "blockquote"):
            self.blocks.append((tag, ""))
        if tag == "br":
            self.handle_data("\n")
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        tag, text = self.blocks.pop()
        self.blocks.append((tag, text + data))

    def section(self, title: str) -> list[str]:
        """The items under a heading."""
        start = self.blocks.index(("h4", title)) + 1
        items = []
        for tag, text in self.blocks[start:]:
            if tag != "li":
                break
            items.append(text)
        return items


@pytest.fixture
def whole(small_record):
    return Filters().apply(small_record)


def test_the_entry_of_an_event_has_all_its_parts(whole) -> None:
    entry = Entry(event_html(whole, "e-arms"))
    assert entry.blocks[:3] == [
        ("h3", "Containers go by sea"),
        (
            "p",
            "Date: September to October 2023\n"
            "Place: Rajin port; East Sea / Sea of Japan; Vladivostok\n"
            "Kind: Arms transfer\n"
            "Status: Alleged (hollow)\n"
            "Known since: 13 October 2023",
        ),
        ("p", "Washington showed pictures."),
    ]
    assert entry.section("Who took part") == ["North Korea (sender)", "Russia (recipient)", "White House (author)"]
    assert entry.section("Claims about it") == [
        "13 October 2023, White House asserts: Containers of arms had gone by sea.",
        "20 October 2023, North Korea denies: There had been no such deal.",
    ]
    assert entry.section("Sources") == [
        "Containers seen, Agency, 13 October 2023",
        "A month in review, Institute, October 2023",
    ]
    assert entry.tags <= SHAPES


def test_the_entry_of_a_claim_has_all_its_parts(whole) -> None:
    entry = Entry(claim_html(whole, "c-denial"))
    assert entry.blocks[:3] == [
        ("h3", "North Korea denies"),
        ("p", "Date: 20 October 2023\nWho: North Korea\nEvidence offered: none offered"),
        ("p", "There had been no such deal."),
    ]
    assert entry.section("On the question") == ["Has North Korea sent arms to Russia? no (stands as contested)"]
    assert entry.section("In reply to") == [
        "13 October 2023, White House asserts: Containers of arms had gone by sea.",
    ]
    assert entry.section("About") == ["Containers go by sea"]
    assert entry.section("Sources") == ["Denial printed, State agency, 20 October 2023"]
    assert entry.tags <= SHAPES


def test_a_joint_claim_names_all_claimants_the_speaker_and_the_quotation(whole) -> None:
    entry = Entry(claim_html(whole, "c-concern"))
    assert entry.blocks[0] == ("h3", "North Korea, Russia asserts")
    assert "Who: North Korea, Russia (spoken by Kim Jong Un)" in entry.blocks[1][1]
    assert ("blockquote", "a rehearsal") in entry.blocks
    for absent in ("In reply to", "About"):
        assert ("h4", absent) not in entry.blocks


def test_parts_that_an_event_lacks_are_left_out(whole) -> None:
    entry = Entry(event_html(whole, "e-summit"))
    assert ("h4", "Claims about it") not in entry.blocks
    assert "Place: Vladivostok\n" in entry.blocks[1][1]


def test_a_source_without_a_date_says_none(whole) -> None:
    assert Entry(event_html(whole, "e-visit")).section("Sources") == [
        "Visit announced, Agency, 20 June 2024",
        "A page without a date, Archive",
    ]


def test_an_entry_shows_what_was_known_on_the_day(small_record) -> None:
    early = Filters(as_of=small_record["claims"].set_index("id").loc["c-accusation", "known"].date()).apply(
        small_record
    )
    entry = Entry(event_html(early, "e-arms"))
    assert entry.section("Claims about it") == [
        "13 October 2023, White House asserts: Containers of arms had gone by sea.",
    ]
    claim = Entry(claim_html(early, "c-accusation"))
    assert claim.section("On the question") == ["Did the containers hold arms? yes (stands as asserted: yes)"]


def test_sources_are_links_that_do_not_hand_over_the_page(whole) -> None:
    assert Entry(event_html(whole, "e-summit")).links == [
        {"href": url, "target": "_blank", "rel": "noopener noreferrer"}
        for url in ("http://example.org/summit", "https://example.org/month")
    ]


def test_entries_throughout_the_record_can_be_read(record) -> None:
    whole = Filters(background=True).apply(record)
    for draw, table in ((event_html, "events"), (claim_html, "claims")):
        for row in record[table][::13].to_dict("records"):
            entry = Entry(draw(whole, row["id"]))
            assert entry.tags <= SHAPES
            assert entry.links
            assert all(str(link["href"]).startswith(("http://", "https://")) for link in entry.links)
            assert ("p", row.get("summary") or row["text"]) in entry.blocks


def test_hostile_text_shows_as_itself(hostile_record) -> None:
    whole = Filters().apply(hostile_record)
    texts = hostile_record["events"].set_index("id")["title"].filter(like="h-")
    assert len(texts) > 10
    for row, text in texts.items():
        event = Entry(event_html(whole, row))
        assert event.blocks[0] == ("h3", text)
        assert f"\nPlace: {text}\n" in event.blocks[1][1]
        assert event.blocks[2] == ("p", text)
        assert event.section("Who took part") == [f"{text} (host)"]
        assert event.section("Claims about it")[0].endswith(f"January 2024, {text} asserts: {text}")
        assert event.section("Sources") == [f"{text}, {text}, January 2024"]
        claim = Entry(claim_html(whole, row))
        assert claim.blocks[0] == ("h3", f"{text} asserts")
        assert claim.blocks[2:4] == [("p", text), ("blockquote", text)]
        assert f"(spoken by {text})" in claim.blocks[1][1]
        assert claim.section("On the question") == [f"{text} yes (stands as asserted: yes)"]
        assert claim.section("About") == [text]
        for entry in (event, claim):
            assert entry.tags <= SHAPES
            assert [sorted(link) for link in entry.links] == [["href", "rel", "target"]]


def test_further_places_stand_in_their_order(small) -> None:
    small.set("event_places", 0, position="2")
    small.set("event_places", 1, position="1")
    assert (
        "Place: Rajin port; Vladivostok; East Sea"
        in Entry(event_html(Filters().apply(small.load()), "e-arms")).blocks[1][1]
    )


def test_any_character_may_stand_in_a_name(small) -> None:
    small.set("actors", 5, name="Rus␟sia")
    entry = Entry(event_html(Filters().apply(small.load()), "e-summit"))
    assert entry.section("Who took part") == ["Kim Jong Un (guest)", "Rus␟sia (host)"]


def test_an_event_may_have_no_actors(small) -> None:
    small.clear("event_actors")
    entry = Entry(event_html(Filters().apply(small.load()), "e-summit"))
    assert ("h4", "Who took part") not in entry.blocks
