"""What a filter keeps, and how it reads and writes the query parameters of a URL."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.filters import LISTS, PARAMETERS, TEXT_LIMIT, FilterError, Filters, claim_years
from data.models import TABLES, EventKind, Side, Status, linked_table
from data.record import Record
from data.view import View

WORDS = ["rajin", "kim jong un", "missile", "Россия", "korea", "zzz"]
DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))
LINKS = [
    (table, column, target)
    for table, model in TABLES.items()
    for column, info in model.model_fields.items()
    if (target := linked_table(info))
]
MAY_DANGLE = {("claim_events", "event"), ("claim_replies", "reply_to"), ("question_implications", "implies")}


def ids(record: Record, table: str, column: str) -> st.SearchStrategy[str]:
    """An id that a table of the record names, the frequent ones more often."""
    return st.sampled_from(sorted(record[table][column]))


def values(record: Record) -> dict[str, st.SearchStrategy[str]]:
    return {
        "actors": ids(record, "event_actors", "actor"),
        "sides": st.sampled_from([str(one) for one in Side]),
        "kinds": ids(record, "events", "kind"),
        "statuses": ids(record, "events", "status"),
        "places": ids(record, "events", "place"),
        "stances": ids(record, "claims", "stance"),
        "evidence": ids(record, "claims", "evidence"),
        "questions": ids(record, "claim_answers", "question"),
        "topics": ids(record, "questions", "topic"),
        "events": ids(record, "claim_events", "event"),
        "years": st.sampled_from(sorted(set(claim_years(record["claims"])))),
    }


@st.composite
def filters_of(draw: Callable, record: Record) -> Filters:
    """A filter of a few parts with values that the record has; `start` is not later than `end`."""
    chosen = draw(st.sets(st.sampled_from([one.name for one in fields(Filters)]), max_size=4))
    parts = {
        part: tuple(draw(st.lists(value, min_size=1, max_size=4)))
        for part, value in values(record).items()
        if part in chosen
    }
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    parts |= {part: day for part, day in zip(("start", "end"), days, strict=True) if part in chosen}
    if "as_of" in chosen:
        parts["as_of"] = draw(DAYS)
    if "text" in chosen:
        parts["text"] = draw(st.sampled_from(WORDS))
    return Filters(together="together" in chosen, background="background" in chosen, **parts)


@st.composite
def narrower(draw: Callable, record: Record, filters: Filters) -> Filters:
    """A filter that asks for less: a part that was open is set, or one that was set is tightened."""
    part = draw(st.sampled_from([one.name for one in fields(Filters)]))
    old = getattr(filters, part)
    if part == "together":
        return replace(filters, together=True)
    if part == "background":
        return replace(filters, background=False)
    if part == "text":
        return replace(filters, text=f"{old} {draw(st.sampled_from(WORDS))}")
    if part in ("start", "end", "as_of"):
        step = timedelta(draw(st.integers(0, 400))) * (1 if part == "start" else -1)
        return replace(filters, **{part: old + step if old else draw(DAYS)})
    value = values(record)[part]
    if not old:
        return replace(filters, **{part: tuple(draw(st.lists(value, min_size=1, max_size=3)))})
    if part == "actors" and filters.together:
        return replace(filters, actors=(*old, draw(value)))
    return replace(filters, **{part: tuple(draw(st.lists(st.sampled_from(old), min_size=1)))})


def rows(view: View, table: str) -> set[tuple]:
    return set(view[table][list(TABLES[table].key)].itertuples(index=False, name=None))


def found(view: View) -> tuple[set[str], set[str]]:
    return set(view["events"]["id"]), set(view["claims"]["id"])


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_narrowing_never_adds_rows(record, data) -> None:
    wide = data.draw(filters_of(record))
    narrow = data.draw(narrower(record, wide))
    before, after = wide.apply(record), narrow.apply(record)
    for table in TABLES:
        assert rows(after, table) <= rows(before, table), table


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_link_of_a_view_resolves_or_is_marked(record, data) -> None:
    view = data.draw(filters_of(record)).apply(record)
    for table, column, target in LINKS:
        frame = view[table].dropna(subset=column)
        resolves = frame[column].isin(view[target]["id"])
        if (table, column) in MAY_DANGLE:
            assert (frame["in_view"] == resolves).all(), (table, column)
        else:
            assert resolves.all(), (table, column)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_view_holds_nothing_that_its_events_and_claims_do_not_need(record, data) -> None:
    view = data.draw(filters_of(record)).apply(record)
    needed = {
        "places": {("events", "place"), ("event_places", "place"), ("route_stops", "place")},
        "sources": {("event_sources", "source"), ("claim_sources", "source"), ("route_sources", "source")},
        "questions": {("claim_answers", "question")},
        "measures": {("quantities", "measure")},
        "actors": {
            ("event_actors", "actor"), ("claim_actors", "actor"), ("claims", "spoken_by"),
            ("question_concerns", "actor"), ("actors", "state"),
        },
    }  # fmt: skip
    for table, links in needed.items():
        named = {one for other, column in links for one in view[other][column].dropna()}
        assert set(view[table]["id"]) <= named, table


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_query_gives_back_the_filter_that_wrote_it(record, data) -> None:
    filters = data.draw(filters_of(record))
    again = Filters.from_query(filters.to_query(), record)
    assert again == filters
    assert hash(again) == hash(filters)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_order_of_values_and_parameters_does_not_matter(record, data) -> None:
    filters = data.draw(filters_of(record))
    query = {name: data.draw(st.permutations(values)) for name, values in filters.to_query().items()}
    query = dict(data.draw(st.permutations(list(query.items()))))
    assert Filters.from_query(query, record) == filters
    for part in LISTS:
        assert replace(filters, **{part: tuple(data.draw(st.permutations(getattr(filters, part))))}) == filters


@settings(max_examples=60, deadline=None)
@given(
    query=st.dictionaries(
        st.sampled_from([*PARAMETERS, "page", "x"]),
        st.lists(st.text(max_size=12) | st.sampled_from(["prk", "1", "2023-09-13", "9999-12-31", "kim"]), max_size=3),
    )
)
def test_any_query_gives_a_filter_or_an_error_with_a_usable_one(record, query) -> None:
    try:
        filters = Filters.from_query(query, record)
    except FilterError as error:
        filters = error.usable
    assert Filters.from_query(filters.to_query(), record) == filters
    filters.apply(record)


# What each part keeps, said again in the plainest way.


def event_ids(record: Record, keep: Callable[[dict], bool]) -> set[str]:
    return {row["id"] for row in record["events"].to_dict("records") if keep(row)}


def linked(record: Record, table: str, owner: str, column: str, values: set[str]) -> set[str]:
    return {row[owner] for row in record[table].to_dict("records") if row[column] in values}


@pytest.mark.parametrize("kind", ["summit", "arms-transfer"])
def test_kinds_keep_events_of_the_kind_and_claims_about_them(record, kind) -> None:
    events, claims = found(Filters(kinds=(kind,), background=True).apply(record))
    assert events == event_ids(record, lambda row: row["kind"] == kind)
    assert claims == linked(record, "claim_events", "claim", "event", events)
    assert events
    assert claims


def test_statuses_keep_events_of_the_status_and_claims_about_them(record) -> None:
    events, claims = found(Filters(statuses=("alleged", "failed")).apply(record))
    assert events == event_ids(record, lambda row: row["status"] in ("alleged", "failed"))
    assert claims == linked(record, "claim_events", "claim", "event", events)


def test_places_keep_events_at_or_touching_the_place_and_claims_about_them(record) -> None:
    events, claims = found(Filters(places=("vladivostok",), background=True).apply(record))
    main = event_ids(record, lambda row: row["place"] == "vladivostok")
    further = linked(record, "event_places", "event", "place", {"vladivostok"})
    assert events == main | further
    assert main - further
    assert further - main
    assert claims == linked(record, "claim_events", "claim", "event", events)


def test_kind_and_place_must_hold_for_the_same_event_of_a_claim(small) -> None:
    small.add("claim_events", claim="c-denial", event="e-summit")
    record = small.load()
    # c-denial is about a transfer at Rajin and a summit at Vladivostok, but about no summit at Rajin.
    assert found(Filters(kinds=("summit",), places=("rajin-port",)).apply(record)) == (set(), set())
    assert found(Filters(kinds=("summit",), places=("vladivostok",)).apply(record))[1] == {"c-denial"}


def test_sides_keep_what_somebody_of_the_side_takes_part_in_or_claims(record) -> None:
    events, claims = found(Filters(sides=("ukraine",), background=True).apply(record))
    of_side = set(record["actors"].loc[record["actors"]["side"] == "ukraine", "id"])
    assert "ukr" in of_side
    assert len(of_side) > 1
    assert events == linked(record, "event_actors", "event", "actor", of_side)
    assert claims == linked(record, "claim_actors", "claim", "actor", of_side)


def test_a_state_stands_for_all_who_act_for_it(record) -> None:
    events, claims = found(Filters(actors=("prk",), background=True).apply(record))
    for actor in ("kim-jong-un", "north-korean-foreign-ministry"):
        its_events, its_claims = found(Filters(actors=(actor,), background=True).apply(record))
        assert its_events
        assert its_events < events
        assert its_claims < claims
    assert linked(record, "event_actors", "event", "actor", {"kim-jong-un"}) < events


def test_a_person_does_not_stand_for_the_state(record) -> None:
    events, _ = found(Filters(actors=("kim-jong-un",), background=True).apply(record))
    assert events == linked(record, "event_actors", "event", "actor", {"kim-jong-un"})


def test_a_speaker_finds_the_claims_spoken_for_another(small_record) -> None:
    assert found(Filters(actors=("kim-jong-un",)).apply(small_record)) == ({"e-summit"}, {"c-concern"})


def test_several_actors_are_alternatives_unless_together(record) -> None:
    one, other = (found(Filters(actors=(actor,)).apply(record)) for actor in ("kor", "rus"))
    either = found(Filters(actors=("kor", "rus")).apply(record))
    both = found(Filters(actors=("kor", "rus"), together=True).apply(record))
    assert either == (one[0] | other[0], one[1] | other[1])
    assert both == (one[0] & other[0], one[1] & other[1])
    assert both[0]
    assert both[0] < either[0]


def test_together_wants_a_joint_claim(small_record) -> None:
    both = Filters(actors=("prk", "rus"), together=True)
    assert found(both.apply(small_record)) == ({"e-arms", "e-summit"}, {"c-concern"})
    assert found(replace(both, together=False).apply(small_record))[1] == {"c-concern", "c-denial"}


@pytest.mark.parametrize(
    ("start", "end", "events"),
    [
        ("2023-09-13", "2023-09-13", {"e-arms", "e-summit"}),
        ("2023-09-14", None, {"e-arms", "e-visit"}),
        ("2023-10-31", "2023-10-31", {"e-arms"}),
        ("2023-11-01", "2027-04-30", set()),
        (None, "2023-09-01", {"e-arms"}),
        (None, "2023-08-31", set()),
        ("2027-05-31", None, {"e-visit"}),
        ("2027-06-01", None, set()),
    ],
)
def test_dates_keep_events_whose_span_overlaps(small_record, start, end, events) -> None:
    filters = Filters(start=start and date.fromisoformat(start), end=end and date.fromisoformat(end))
    assert found(filters.apply(small_record))[0] == events


def test_dates_keep_claims_made_within_the_range(small_record) -> None:
    filters = Filters(start=date(2023, 10, 13), end=date(2023, 10, 19))
    assert found(filters.apply(small_record))[1] == {"c-accusation"}


@pytest.mark.parametrize(
    ("day", "events", "claims"),
    [
        (date(2023, 9, 13), set(), set()),
        (date(2023, 9, 14), {"e-summit"}, {"c-concern"}),
        (date(2023, 10, 12), {"e-summit"}, {"c-concern"}),
        (date(2023, 10, 13), {"e-arms", "e-summit"}, {"c-accusation", "c-concern"}),
        (date(2023, 10, 20), {"e-arms", "e-summit"}, {"c-accusation", "c-concern", "c-denial"}),
        (date(2024, 6, 20), {"e-arms", "e-summit", "e-visit"}, {"c-accusation", "c-concern", "c-denial"}),
    ],
)
def test_as_of_hides_what_nobody_could_have_read(small_record, day, events, claims) -> None:
    assert found(Filters(as_of=day).apply(small_record)) == (events, claims)


@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2024, 10, 31)])
def test_as_of_shows_all_that_was_known_and_nothing_else(record, day) -> None:
    view = Filters(as_of=day, background=True).apply(record)
    for table in ("events", "claims"):
        early = record[table]["known"].dt.date <= day
        assert 0 < early.sum() < len(early)
        assert set(view[table]["id"]) == set(record[table].loc[early, "id"])


def test_text_needs_every_word(small_record) -> None:
    assert found(Filters(text="CONTAINERS rajin").apply(small_record))[0] == {"e-arms"}
    assert found(Filters(text="containers pyongyang").apply(small_record))[0] == set()


def at_port(record: Record, text: str) -> set[str]:
    """The events at Rajin port that a search finds."""
    port = found(Filters(places=("rajin-port",)).apply(record))[0]
    return found(Filters(text=text).apply(record))[0] & port


@pytest.mark.parametrize("name", ["Rajin", "RAJIN port", "Najin", "najin", "라진", "라진항"])
def test_every_name_of_the_port_finds_all_its_events(record, name) -> None:
    assert at_port(record, name) == found(Filters(places=("rajin-port",)).apply(record))[0]
    assert len(at_port(record, name)) > 5


@pytest.mark.parametrize("part", LISTS)
def test_an_unknown_value_finds_nothing(record, part) -> None:
    view = Filters(**{part: ("nowhere",)}).apply(record)
    assert view["claims"].empty
    assert view["events"].empty is (part not in OF_CLAIMS)


OF_CLAIMS = ["stances", "evidence", "questions", "topics", "events", "years"]


@pytest.mark.parametrize("part", OF_CLAIMS)
def test_what_only_claims_have_narrows_no_events(record, part) -> None:
    value = {
        "stances": "denies",
        "evidence": "imagery",
        "questions": "q-munitions",
        "topics": "troops",
        "events": "2024-06-19-comprehensive-strategic-partnership-treaty",
        "years": "2024",
    }[part]
    view = Filters(**{part: (value,)}).apply(record)
    assert len(view["events"]) == len(Filters().apply(record)["events"])
    assert set(view["claims"]["id"]) == PLAINLY[part](record, value)
    assert 0 < len(view["claims"]) < len(record["claims"])


def of_topic(record: Record, topic: str) -> set[str]:
    questions = {row["id"] for row in record["questions"].to_dict("records") if row["topic"] == topic}
    return linked(record, "claim_answers", "claim", "question", questions)


def claims_with(record: Record, column: str, value: str) -> set[str]:
    return {row["id"] for row in record["claims"].to_dict("records") if str(row[column]).startswith(value)}


PLAINLY = {
    "stances": lambda record, value: claims_with(record, "stance", value),
    "evidence": lambda record, value: claims_with(record, "evidence", value),
    "questions": lambda record, value: linked(record, "claim_answers", "claim", "question", {value}),
    "topics": of_topic,
    "events": lambda record, value: linked(record, "claim_events", "claim", "event", {value}),
    "years": lambda record, value: claims_with(record, "date", value),
}


def test_facets_of_claims_combine_and_their_values_are_alternatives(record) -> None:
    both = Filters(stances=("denies", "questions"), topics=("troops",)).apply(record)["claims"]
    assert set(both["stance"]) == {"denies", "questions"}
    assert set(both["id"]) == (claims_with(record, "stance", "denies") | claims_with(record, "stance", "questions")) & (
        of_topic(record, "troops")
    )


def test_an_unknown_actor_is_no_alternative_but_prevents_together(record) -> None:
    known = found(Filters(actors=("prk",)).apply(record))
    assert found(Filters(actors=("prk", "nobody")).apply(record)) == known
    assert Filters(actors=("prk", "nobody"), together=True).apply(record).is_empty


def test_an_open_filter_keeps_everything(record) -> None:
    view = Filters(background=True).apply(record)
    for table in set(TABLES) - {"sources", "actors", "places", "measures", "questions"}:
        assert len(view[table]) == len(record[table]), table


# The filter as a value


def test_values_are_sorted_and_said_once_and_spaces_in_text_do_not_count() -> None:
    assert Filters(actors=("rus", "prk", "rus"), text="  a \n b ") == Filters(actors=("prk", "rus"), text="a b")


def test_the_background_is_left_out_unless_asked_for(small) -> None:
    small.set("events", 1, period="background")
    record = small.load()
    assert "e-summit" not in set(Filters().apply(record)["events"]["id"])
    assert "e-summit" in set(Filters(background=True).apply(record)["events"]["id"])


def test_together_needs_two_actors() -> None:
    assert Filters(actors=("prk", "prk"), together=True) == Filters(actors=("prk",))
    assert Filters(actors=("prk", "rus"), together=True) != Filters(actors=("prk", "rus"))


def test_one_part_can_be_taken_away() -> None:
    filters = Filters(actors=("prk", "rus"), together=True, start=date(2023, 1, 1), text="x")
    assert filters.without("start") == Filters(actors=("prk", "rus"), together=True, text="x")
    assert filters.without("actors") == Filters(start=date(2023, 1, 1), text="x")
    assert filters.without("text").active() == ["actors", "start"]


def test_active_lists_the_parts_that_narrow() -> None:
    assert Filters().active() == []
    assert Filters(actors=("prk", "rus"), together=True, as_of=date(2023, 1, 1)).active() == ["actors", "as_of"]


def test_to_query_names_only_what_narrows() -> None:
    assert Filters().to_query() == {}
    filters = Filters(
        actors=("rus", "prk"), together=True, sides=("other",), start=date(2023, 1, 1), end=date(2023, 2, 1), text="a b"
    )
    assert filters.to_query() == {
        "actor": ["prk", "rus"], "together": ["1"], "side": ["other"],
        "from": ["2023-01-01"], "to": ["2023-02-01"], "q": ["a b"],
    }  # fmt: skip


def test_from_query_reads_every_parameter(record) -> None:
    query = {
        "actor": ["rus", "prk"], "together": ["1"], "side": ["partners"], "kind": ["summit"], "status": ["occurred"],
        "place": ["pyongyang"], "from": ["2023-01-01"], "to": ["2023-12-31"], "asof": ["2024-01-01"], "q": ["kim"],
    }  # fmt: skip
    assert Filters.from_query(query, record) == Filters(
        ("prk", "rus"), True, ("partners",), ("summit",), ("occurred",), ("pyongyang",),
        date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1), "kim",
    )  # fmt: skip


def test_empty_values_do_not_narrow(record) -> None:
    query = {name: [""] for name in PARAMETERS} | {"actor": []}
    assert Filters.from_query(query, record) == Filters()


def test_parameters_of_somebody_else_are_passed_over(record) -> None:
    assert Filters.from_query({"select": ["x"], "actor": ["prk"]}, record, other=["select"]) == Filters(actors=("prk",))


@pytest.mark.parametrize(
    ("query", "problem", "usable"),
    [
        (
            {"actor": ["kim-jong-unn", "prk"]},
            "actor: 'kim-jong-unn' is not known, did you mean kim-jong-un? - use an id of the record",
            Filters(actors=("prk",)),
        ),
        ({"place": ["xqzw"]}, "place: 'xqzw' is not known - use an id of the record", Filters()),
        (
            {"kind": ["sumit"], "status": ["failed"]},
            f"kind: 'sumit' is not known, did you mean summit? - use {', '.join(sorted(EventKind))}",
            Filters(statuses=("failed",)),
        ),
        (
            {"status": ["ocurred"]},
            f"status: 'ocurred' is not known, did you mean occurred? - use {', '.join(sorted(Status))}",
            Filters(),
        ),
        (
            {"side": ["partner"]},
            f"side: 'partner' is not known, did you mean partners? - use {', '.join(sorted(Side))}",
            Filters(),
        ),
        ({"from": ["13.09.2023"]}, "from: '13.09.2023' is not a day - write it as 2023-09-13", Filters()),
        ({"to": ["2023-02-30"]}, "to: '2023-02-30' is not a day - write it as 2023-09-13", Filters()),
        ({"asof": ["2023-09"], "q": ["x"]}, "asof: '2023-09' is not a day - write it as 2023-09-13", Filters(text="x")),
        (
            {"from": ["2024-01-01"], "to": ["2023-01-01"], "q": ["x"]},
            "from: 2024-01-01 is later than to: 2023-01-01 - swap them",
            Filters(text="x"),
        ),
        (
            {"actor": ["prk", "rus"], "together": ["yes"]},
            "together: 'yes' is not a switch - use 1 or 0",
            Filters(actors=("prk", "rus")),
        ),
        ({"q": ["x" * 201]}, "q: has 201 characters - use at most 200", Filters()),
        (
            {"actors": ["prk"], "kind": ["summit"]},
            "actors: is not a parameter, did you mean actor? - use actor, asof, background, event, evidence, from, "
            "kind, place, q, question, select, side, stance, status, to, together, topic, year",
            Filters(kinds=("summit",)),
        ),
    ],
)
def test_a_faulty_query_names_parameter_and_value_and_keeps_the_rest(record, query, problem, usable) -> None:
    with pytest.raises(FilterError) as caught:
        Filters.from_query(query, record, other=["select"])
    assert caught.value.problems == [problem]
    assert caught.value.usable == usable


def test_all_problems_of_a_query_are_listed(record) -> None:
    with pytest.raises(FilterError) as caught:
        Filters.from_query({"kind": ["zzz", "yyy"], "from": ["soon"], "colour": ["red"]}, record)
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["kind", "kind", "from", "colour"]
    assert str(caught.value) == "; ".join(caught.value.problems)


def test_the_longest_text_is_still_read(record) -> None:
    assert Filters.from_query({"q": ["x" * TEXT_LIMIT]}, record).text == "x" * TEXT_LIMIT
