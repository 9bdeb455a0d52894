"""Which side acts in an event."""

import pandas as pd
import pytest

from data.models import EventKind, Role, Side
from data.sides import event_sides

ACTORS = pd.DataFrame(
    [
        ("rus", "partners"),
        ("prk", "partners"),
        ("usa", "allies"),
        ("kor", "allies"),
        ("ukr", "ukraine"),
        ("chn", "other"),
        ("lab", None),
    ],
    columns=["id", "side"],
)
AUTHORED = ["statement", "treaty", "sanctions", "un-action", "imagery", "talks"]

Cast = tuple[tuple[str, str], ...]


def side_of(*cast: tuple[str, str], kind: str = "visit") -> object:
    """The side of one event from its actors and roles."""
    (side,) = sides({"e": (kind, cast)})
    return side


def sides(events: dict[str, tuple[str, Cast]]) -> list[object]:
    links = [(event, actor, role) for event, (_, cast) in events.items() for actor, role in cast]
    found = event_sides(
        pd.DataFrame({"id": list(events), "kind": [kind for kind, _ in events.values()]}),
        pd.DataFrame(links, columns=["event", "actor", "role"]),
        ACTORS,
    )
    assert list(found.index) == list(range(len(events)))
    return [None if pd.isna(side) else side for side in found]


@pytest.mark.parametrize("role", ["organiser", "sender"])
def test_who_brings_an_event_about_tells_its_side(role: str) -> None:
    # However many others take part.
    assert side_of(("usa", role), ("rus", "participant"), ("prk", "guest"), ("ukr", "host")) == "allies"


@pytest.mark.parametrize("kind", AUTHORED)
def test_so_does_the_author_of_words_and_documents(kind: str) -> None:
    assert side_of(("usa", "author"), ("rus", "participant"), ("prk", "guest"), kind=kind) == "allies"


@pytest.mark.parametrize("kind", sorted(set(map(str, EventKind)) - set(AUTHORED)))
def test_the_author_of_a_report_of_what_others_did_comes_last(kind: str) -> None:
    assert side_of(("usa", "author"), ("rus", "participant"), kind=kind) == "partners"
    assert side_of(("usa", "author"), ("rus", "target"), kind=kind) == "allies"


@pytest.mark.parametrize("role", ["participant", "guest", "host"])
def test_where_nobody_brings_it_about_those_who_take_part_do(role: str) -> None:
    assert side_of(("ukr", role), ("rus", "target")) == "ukraine"


@pytest.mark.parametrize("role", ["target", "recipient", "observer"])
def test_who_is_aimed_at_or_looks_on_has_no_say(role: str) -> None:
    assert side_of(("rus", role)) is None
    assert side_of(("rus", role), ("prk", role), ("kor", "participant")) == "allies"


def test_every_role_has_been_thought_of() -> None:
    bringing, taking, saying, watching = (
        {"organiser", "sender"},
        {"host", "guest", "participant"},
        {"author"},
        {"target", "recipient", "observer"},
    )
    assert set(map(str, Role)) == bringing | taking | saying | watching


def test_most_actors_win() -> None:
    assert side_of(("rus", "host"), ("usa", "guest"), ("kor", "participant")) == "allies"
    assert side_of(("chn", "guest"), ("ukr", "guest"), ("ukr", "participant")) == "ukraine"


def test_a_tie_goes_to_the_side_named_first() -> None:
    order = {"partners": "rus", "allies": "usa", "ukraine": "ukr", "other": "chn"}
    assert list(order) == [str(side) for side in Side]
    for first, winner in enumerate(order):
        rest = list(order.values())[first:]
        assert side_of(*((actor, "host") for actor in reversed(rest))) == winner


def test_a_body_without_a_side_does_not_count() -> None:
    assert side_of(("lab", "organiser")) is None
    assert side_of(("lab", "organiser"), ("kor", "guest")) == "allies"


def test_events_are_judged_one_by_one_in_their_own_order() -> None:
    assert sides(
        {
            "z": ("visit", (("usa", "host"),)),
            "a": ("visit", ()),
            "m": ("visit", (("rus", "guest"), ("kor", "target"))),
        }
    ) == ["allies", None, "partners"]


def test_without_links_no_event_has_a_side() -> None:
    assert sides({"e": ("visit", ())}) == [None]
    assert sides({}) == []


def test_the_record_carries_the_side_of_each_event(small_record) -> None:
    # Washington says that the containers went; North Korea sent them.
    assert small_record["events"].set_index("id")["side"].to_dict() == {
        "e-arms": "partners",
        "e-summit": "partners",
        "e-visit": "partners",
    }
