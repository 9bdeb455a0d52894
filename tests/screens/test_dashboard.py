"""The whole script without a browser: filter, address, notices, empty state and panel."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data.live import DEFAULT_FOLDER

Open = Callable[..., AppTest]


def texts(app: AppTest) -> list[str]:
    """Title, summary and the like as a reader sees them."""
    return [re.sub(r"\\(.)", r"\1", markdown.value) for markdown in app.markdown]


def summary(app: AppTest) -> str:
    assert not app.exception
    return texts(app)[1]


def panel(app: AppTest) -> str:
    """All HTML of the page: the headings and entries of the panel are most of it."""
    return "".join(html.proto.body for html in app.get("html"))


def query(app: AppTest) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def button(app: AppTest, label: str):
    found = [button for button in app.button if re.sub(r"\\(.)", r"\1", button.label).startswith(label)]
    assert found, [button.label for button in app.button]
    return found[0]


def kinds_of(app: AppTest) -> set[str]:
    return {element.type for element in app.main}


@pytest.fixture
def folder(small) -> Path:
    """The small record. Read today, it holds nothing that is faulty."""
    return small.folder


def test_the_first_screen_shows_the_whole_record(opened: Open, folder: Path) -> None:
    app = opened(folder)
    assert texts(app)[0] == "#### A small record"
    assert summary(app) == "3 events and 3 claims"
    assert "<div>Events<strong>3</strong></div>" in panel(app)
    assert [len(table.value) for table in app.dataframe] == [1, 3]
    assert query(app) == {}
    assert "Latest events in view" in panel(app)
    assert not app.warning
    assert not app.error


@pytest.mark.parametrize(
    ("screen", "parts", "absent"),
    [
        ("", {"component_instance", "plotly_chart", "dataframe"}, set()),
        ("map", {"component_instance", "dataframe"}, {"plotly_chart"}),
        ("timeline", {"plotly_chart"}, {"component_instance", "dataframe"}),
        ("claims", {"dataframe"}, {"component_instance", "plotly_chart"}),
        ("sources", {"dataframe"}, {"component_instance", "plotly_chart"}),
    ],
)
def test_each_page_shows_its_part_under_the_same_filter(
    opened: Open, folder: Path, screen: str, parts: set[str], absent: set[str]
) -> None:
    app = opened(folder, screen, kind="arms-transfer", **({"view": "claims"} if screen == "claims" else {}))
    assert summary(app) == "1 event and 2 claims, arms transfer"
    assert parts <= kinds_of(app)
    assert not absent & kinds_of(app)
    if screen in ("claims", "sources"):
        assert len(app.dataframe[0].value) == {"claims": 2, "sources": 3}[screen]


def test_every_widget_narrows_and_writes_its_part_of_the_address(opened: Open, folder: Path) -> None:
    app = opened(folder)
    app.multiselect(key="filter_actors").set_value(["prk", "rus"]).run()
    assert summary(app) == "3 events and 2 claims, North Korea or Russia"
    app.toggle(key="filter_together").set_value(True).run()
    assert summary(app) == "2 events and 1 claim, North Korea and Russia"
    app.multiselect(key="filter_kinds").set_value(["summit", "arms-transfer"]).run()
    app.multiselect(key="filter_sides").set_value(["partners"])
    app.multiselect(key="filter_statuses").set_value(["occurred"])
    app.multiselect(key="filter_places").set_value(["vladivostok"])
    app.date_input(key="filter_start").set_value(date(2023, 9, 1))
    app.date_input(key="filter_end").set_value(date(2023, 9, 30))
    app.date_input(key="filter_as_of").set_value(date(2024, 1, 1))
    app.text_input(key="filter_text").set_value("dined").run()
    assert summary(app) == (
        "1 event and 0 claims, 1 to 30 September 2023, North Korea and Russia, side of partners, "
        "arms transfer or summit, occurred, at Vladivostok, with the words “dined”, as known on 1 January 2024"
    )
    assert query(app) == {
        "actor": ["prk", "rus"],
        "together": ["1"],
        "side": ["partners"],
        "kind": ["arms-transfer", "summit"],
        "status": ["occurred"],
        "place": ["vladivostok"],
        "from": ["2023-09-01"],
        "to": ["2023-09-30"],
        "asof": ["2024-01-01"],
        "q": ["dined"],
    }
    copy = opened(folder, **query(app))
    assert summary(copy) == summary(app)
    assert query(copy) == query(app)
    for key in ("actors", "sides", "kinds", "statuses", "places"):
        assert set(copy.multiselect(key=f"filter_{key}").value) == set(app.multiselect(key=f"filter_{key}").value)
    for key in ("start", "end", "as_of"):
        assert copy.date_input(key=f"filter_{key}").value == app.date_input(key=f"filter_{key}").value
    assert copy.text_input(key="filter_text").value == "dined"
    assert copy.toggle(key="filter_together").value is True


def test_reset_empties_widgets_and_address(opened: Open, folder: Path) -> None:
    app = opened(folder, actor=["prk", "rus"], together="1", q="dined", asof="2024-01-01", **{"from": "2023-09-01"})
    assert summary(app).startswith("1 event and 0 claims")
    button(app, "Reset all filters").click().run()
    assert summary(app) == "3 events and 3 claims"
    assert query(app) == {}
    assert app.multiselect(key="filter_actors").value == []
    assert app.date_input(key="filter_as_of").value is None
    assert app.text_input(key="filter_text").value == ""
    assert app.toggle(key="filter_together").value is False


def test_the_address_wins_when_it_is_changed_from_outside(opened: Open, folder: Path) -> None:
    app = opened(folder, kind="summit")
    app.multiselect(key="filter_kinds").set_value(["visit"]).run()
    # As the browser's back button does.
    app.query_params = {"kind": ["summit"], "select": ["event:e-summit"]}
    app.run()
    assert summary(app) == "1 event and 0 claims, summit"
    assert app.multiselect(key="filter_kinds").value == ["summit"]
    assert "Two leaders meet" in panel(app)
    app.query_params = {}
    app.run()
    assert summary(app) == "3 events and 3 claims"
    assert "Latest events in view" in panel(app)


def test_going_to_another_page_keeps_filter_and_selection(opened: Open, folder: Path, pages) -> None:
    app = opened(folder, kind="summit", select="event:e-summit")
    # Streamlit empties the query when a reader goes to another page.
    app.query_params = {}
    app._page_hash = pages["timeline"]
    app.run()
    assert summary(app) == "1 event and 0 claims, summit"
    assert query(app) == {"kind": ["summit"], "select": ["event:e-summit"]}
    assert "Two leaders meet" in panel(app)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"actor": "white-hous"}, "actor: 'white-hous' is not known, did you mean white-house? - use "),
        ({"kind": ["summit", "sumit"]}, "kind: 'sumit' is not known, did you mean summit? - use "),
        ({"colour": "red"}, "colour: is not a parameter - use actor, asof, background, event, evidence, from, "),
        ({"from": "yesterday"}, "from: 'yesterday' is not a day - write it as 2023-09-13"),
        ({"from": "2024-01-02", "to": "2024-01-01"}, "from: 2024-01-02 is later than to: 2024-01-01 - swap them"),
        ({"select": "event:e-sumit"}, "select: there is no event 'e-sumit', did you mean e-summit? - use "),
        ({"select": "<b>"}, "select: '<b>' is not a selection - write event:, claim:, place:, question:, "),
        ({"q": "x" * 201}, "q: has 201 characters - use at most 200"),
    ],
)
def test_what_the_address_asks_in_vain_is_named_and_the_rest_applies(
    opened: Open, folder: Path, asked: dict[str, str | list[str]], problem: str
) -> None:
    app = opened(folder, place="vladivostok", **asked)
    notice = re.sub(r"\\(.)", r"\1", app.warning[0].value)
    assert notice.startswith("The address asks for something that is not there. ")
    assert problem in notice
    assert len(app.warning) == 1
    assert summary(app).endswith("at Vladivostok")
    # The address is put right; the notice stays until something else is asked for.
    assert query(app) == {"place": ["vladivostok"], **({"kind": ["summit"]} if "kind" in asked else {})}


def test_notices_go_when_the_address_is_put_right(opened: Open, folder: Path) -> None:
    app = opened(folder, kind="sumit")
    assert app.warning
    app.query_params = {"kind": ["summit"]}
    app.run()
    assert not app.warning


def test_several_problems_are_named_one_by_one(opened: Open, folder: Path) -> None:
    app = opened(folder, kind="sumit", colour="red", select="event:no")
    assert len(app.warning) == 3
    assert summary(app) == "3 events and 3 claims"


@pytest.mark.parametrize("parameter", ["from", "to", "asof"])
@pytest.mark.parametrize("day", ["1900-01-01", "0001-01-01", "2023-10-25", "2199-12-31", "9999-12-31"])
def test_any_day_may_be_asked_for(opened: Open, folder: Path, parameter: str, day: str) -> None:
    app = opened(folder, **{parameter: day})
    assert not app.exception
    assert query(app) == {parameter: [day]}
    assert day[:4] in summary(app)


def test_a_range_that_ends_before_it_begins_is_pointed_out(opened: Open, folder: Path) -> None:
    app = opened(folder, kind="summit")
    app.date_input(key="filter_start").set_value(date(2024, 1, 2))
    app.date_input(key="filter_end").set_value(date(2024, 1, 1)).run()
    assert "“From” is later than “To”" in app.error[0].value
    assert summary(app) == "1 event and 0 claims, summit"
    app.date_input(key="filter_start").set_value(None).run()
    assert not app.error
    assert query(app) == {"kind": ["summit"], "to": ["2024-01-01"]}


def test_nothing_found_offers_ways_back_that_work(opened: Open, folder: Path) -> None:
    app = opened(folder, kind="summit", q="arms")
    assert summary(app) == "0 events and 0 claims, summit, with the words “arms”"
    assert app.info[0].value == "Nothing in the record matches this filter."
    assert not {"component_instance", "plotly_chart", "dataframe"} & kinds_of(app)
    button(app, "Drop the kinds (0 events, 2 claims)")
    button(app, "Drop the search (1 event, 0 claims)").click().run()
    assert summary(app) == "1 event and 0 claims, summit"
    assert query(app) == {"kind": ["summit"]}


def test_nothing_found_whatever_is_dropped_offers_a_reset(opened: Open, folder: Path) -> None:
    app = opened(folder, kind="combat", q="nowhere to be found")
    app.button(key="drop_all").click().run()
    assert summary(app) == "3 events and 3 claims"


@pytest.mark.parametrize("part", ["actor", "side", "kind", "status", "place", "from", "to", "asof", "q"])
def test_every_part_of_a_filter_can_be_dropped(opened: Open, folder: Path, part: str) -> None:
    nothing = {
        "actor": "nato",
        "side": "other",
        "kind": "combat",
        "status": "failed",
        "place": "pyongyang",
        "from": "2027-06-01",
        "to": "2022-01-01",
        "asof": "2022-01-01",
        "q": "nowhere to be found",
    }
    with_claims = {"place": {"kind": "summit"}}
    app = opened(folder, **{part: nothing[part]}, **with_claims.get(part, {}))
    assert app.info[0].value == "Nothing in the record matches this filter."
    back = [one for one in app.button if (one.key or "").startswith("drop_")]
    assert back
    back[0].click().run()
    assert not app.exception
    assert "Nothing in the record matches this filter." not in [info.value for info in app.info]


def test_an_event_opens_from_the_panel_and_closes(opened: Open, folder: Path) -> None:
    app = opened(folder)
    button(app, "13 September 2023: Two leaders meet").click().run()
    assert query(app) == {"select": ["event:e-summit"]}
    assert "They met and dined." in panel(app)
    assert "Latest events in view" not in panel(app)
    button(app, "Close").click().run()
    assert query(app) == {}
    assert "Latest events in view" in panel(app)


def test_a_selected_place_lists_its_events_in_view(opened: Open, folder: Path) -> None:
    app = opened(folder, select="place:vladivostok")
    assert "<h3>Vladivostok</h3>" in panel(app)
    # One has it as its main place, the other as a further one.
    labels = [one.label for one in app.button if (one.key or "").startswith("open_")]
    assert labels == ["September to October 2023\\: Containers go by sea", "13 September 2023\\: Two leaders meet"]
    button(app, "13 September 2023").click().run()
    assert query(app) == {"select": ["event:e-summit"]}


def test_a_selected_place_without_events_in_view_says_so(opened: Open, folder: Path) -> None:
    app = opened(folder, select="place:pyongyang", kind="summit")
    assert "No event of the present filter touches this place." in [caption.value for caption in app.caption]


@pytest.mark.parametrize("chosen", ["event:e-arms", "claim:c-denial"])
def test_an_entry_outside_the_filter_is_whole_and_says_so(opened: Open, folder: Path, chosen: str) -> None:
    app = opened(folder, kind="summit", select=chosen)
    kind = chosen.partition(":")[0]
    assert f"This {kind} is outside the present filter." in [caption.value for caption in app.caption]
    # The denial, and what it is about.
    assert "There had been no such deal." in panel(app)
    assert "Containers go by sea" in panel(app)
    inside = opened(folder, select=chosen)
    assert not [caption.value for caption in inside.caption if "outside" in caption.value]


def test_an_entry_not_yet_known_on_the_day_is_held_back(opened: Open, folder: Path) -> None:
    app = opened(folder, asof="2023-10-01", select="claim:c-denial")
    assert [info.value for info in app.info] == ["The selected claim is not part of what was known on 1 October 2023."]
    assert not app.get("html")[-1].proto.body.startswith("<h3>North Korea denies")
    assert "<h3>North Korea denies" not in panel(app)


def test_the_footer_names_record_version_day_and_licence(opened: Open, small) -> None:
    app = opened(small.folder, asof="2023-10-15")
    version = small.load().version
    assert re.sub(r"\\(.)", r"\1", app.caption[-1].value) == (
        f"A small record · record version {version} · as known on 15 October 2023 · CC0-1.0"
    )


def test_a_record_that_was_never_sound_shows_its_faults_only(opened: Open, tmp_path: Path, small) -> None:
    folder = tmp_path / "faulty"
    folder.mkdir()
    for path in small.folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    events = folder / "events.csv"
    events.write_text(events.read_text().replace("2023-09-13", "someday"))
    app = opened(folder)
    assert not app.exception
    message = re.sub(r"\\(.)", r"\1", app.error[0].value)
    assert message.startswith("The record cannot be read.\n\n- events.csv:")
    assert "events.csv:3: date: is not a date in EDTF" in message
    assert not app.multiselect
    assert not app.dataframe


def test_faults_beyond_the_first_few_are_counted(opened: Open, tmp_path: Path) -> None:
    app = opened(tmp_path)
    lines = re.sub(r"\\(.)", r"\1", app.error[0].value).split("\n")
    assert lines[0] == "The record cannot be read."
    assert len(lines) == 2 + 5 + 1
    assert re.fullmatch("- and [0-9]+ more: run `make check` to list them", lines[-1])


def test_a_changed_record_is_read_on_the_next_run_and_the_last_good_one_kept(opened: Open, small) -> None:
    app = opened(small.folder)
    small.set("events", 1, title="Two leaders met")
    app.run()
    assert any("Two leaders met" in one.label for one in app.button)
    small.set("events", 1, date="someday")
    app.run()
    message = re.sub(r"\\(.)", r"\1", app.error[0].value)
    assert message.startswith(
        "The record on disk is faulty. What you see is the last good one.\n\n- events.csv:3: date"
    )
    assert summary(app) == "3 events and 3 claims"
    small.set("events", 1, date="2023-09-13")
    app.run()
    assert not app.error


def test_what_vanishes_from_the_record_vanishes_from_filter_and_selection(opened: Open, small) -> None:
    app = opened(small.folder, actor=["nato", "rus"], place="east-sea", to="2027-05-31", select="event:e-visit")
    assert not app.exception
    # An actor, a place and an event go, and with the event the last day that the record covers.
    small.rows["actors"] = [row for row in small.rows["actors"] if row["id"] != "nato"]
    small.write("actors")
    small.drop("event_places", 0)
    small.rows["places"] = [row for row in small.rows["places"] if row["id"] != "east-sea"]
    small.write("places")
    for table in ("event_actors", "event_sources"):
        small.rows[table] = [row for row in small.rows[table] if row["event"] != "e-visit"]
        small.write(table)
    small.drop("events", 2)
    app.run()
    assert not app.error, app.error[0].value
    assert not app.exception
    assert app.multiselect(key="filter_actors").value == ["rus"]
    assert app.multiselect(key="filter_places").value == []
    app.run()
    assert not app.exception


def test_hostile_text_is_escaped_wherever_markdown_is_read(opened: Open, hostile_folder: Path) -> None:
    app = opened(hostile_folder, **{"<b>**x**": "1", "kind": "[x](http://x.org)", "q": "`a` $x$"})
    assert len(app.warning) == 2
    whole = opened(hostile_folder)
    assert not whole.exception
    messages = [one.value for one in [*app.markdown, *app.warning, *whole.markdown, *whole.caption]]
    for text in [*(one.label for one in whole.button), *messages]:
        assert not set(re.sub(r"\\.", "", text.removeprefix("#### "))) & set("<>`*_[]{}$~|:"), text
    app = opened(hostile_folder, actor="h-3", select="event:h-3", q="<img src=x onerror=alert(1)>")
    assert not app.exception
    assert "<img" not in panel(app)
    assert "&lt;img src=x onerror=window.pwned=4&gt;" in panel(app)


def test_the_real_record_opens_in_every_state_of_every_page(opened: Open, pages) -> None:
    for screen in pages:
        for asked in ({}, {"actor": "rus", "from": "2023-09-01", "to": "2023-10-31"}, {"q": "nowhere to be found"}):
            app = opened(DEFAULT_FOLDER, screen, **asked)
            assert not app.exception
            assert not app.warning
            assert not app.error


def test_an_embedded_page_is_the_figure_and_one_line(
    opened: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContextProxy, "is_embedded", True)
    app = opened(folder, "timeline", kind="summit")
    assert not app.exception
    assert {"plotly_chart"} <= kinds_of(app)
    assert "Latest events in view" not in panel(app)
    assert texts(app) == []
    assert re.sub(r"\\(.)", r"\1", app.caption[-1].value).startswith(
        "A small record: 1 event and 0 claims, summit · as known"
    )


def test_a_period_of_the_record_sets_both_days(opened: Open, small) -> None:
    path = small.folder / "datapackage.json"
    package = json.loads(path.read_text())
    path.write_text(json.dumps(package | {"periods": {"Autumn 2023": ["2023-09-01", "2023-10-31"]}}))
    app = opened(small.folder)
    app.selectbox(key="period_preset").set_value("Autumn 2023").run()
    assert query(app) == {"from": ["2023-09-01"], "to": ["2023-10-31"]}
    assert "Changes are against 2 July to 31 August 2023." in panel(app)
    button(app, "Reset all filters").click().run()
    assert query(app) == {}


def test_steps_of_knowledge_and_then_and_now(opened: Open, folder: Path) -> None:
    app = opened(folder, asof="2023-10-15")
    assert [one.label for one in app.expander if "Then and now" in one.label]
    button(app, "Earlier").click().run()
    assert query(app) == {"asof": ["2023-10-13"]}
    button(app, "Later").click().run()
    assert query(app) == {"asof": ["2023-10-20"]}
    button(app, "Now").click().run()
    assert query(app) == {}
    assert not [one for one in app.expander if "Then and now" in one.label]


def test_a_selection_that_the_filter_excludes_has_a_way_out(opened: Open, folder: Path) -> None:
    app = opened(folder, "map", kind="summit", select="event:e-arms")
    button(app, "Widen the filter").click().run()
    assert query(app) == {"select": ["event:e-arms"]}
    app = opened(folder, "map", asof="2023-09-20", select="event:e-arms")
    button(app, "Show it as known today").click().run()
    assert query(app) == {"select": ["event:e-arms"]}


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("actor:rus", "Questions it spoke on"),
        ("question:q-arms", "Who holds what"),
        ("source:s-arms", "Events that cite it"),
    ],
)
def test_each_kind_of_thing_has_an_entry(opened: Open, folder: Path, chosen: str, words: str) -> None:
    app = opened(folder, "map", select=chosen)
    assert not app.exception
    assert words in panel(app)


def test_an_impossible_window_is_named(opened: Open, folder: Path) -> None:
    app = opened(folder, "timeline", window="yesterday")
    assert "is not a stretch of time" in app.warning[0].value
    assert not opened(folder, "timeline", window="1900-01-01/1900-02-01").warning
