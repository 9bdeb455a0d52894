"""The screens of claims, sources, record quality and the dictionary: their parts, their address, their states."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.paging import PAGE_SIZE, of_page, pages
from data.live import DEFAULT_FOLDER

Open = Callable[..., AppTest]
DAY = "2025-06-30"


def query(app: AppTest) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def page_html(app: AppTest) -> str:
    return "".join(html.proto.body for html in app.get("html"))


def facet(app: AppTest, name: str):
    return next(one for one in app.get("button_group") if str(one.key).startswith(f"facet_{name}_"))


@pytest.fixture
def folder(small) -> Path:
    return small.folder


def test_the_questions_come_first(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims")
    assert not app.exception
    assert set(app.dataframe[0].value["question"]) == {
        "Has North Korea sent arms to Russia?", "Did the containers hold arms?", "Are the exercises a threat?",
    }  # fmt: skip
    assert query(app) == {}


@pytest.mark.parametrize("part", ["claims", "numbers", "positions"])
def test_every_part_has_an_address(opened: Open, folder: Path, part: str) -> None:
    app = opened(folder, "claims", view=part)
    assert not app.exception
    assert not app.warning
    assert app.button_group(key="part").value == part
    assert query(app) == {"view": [part]}


def test_turning_to_another_part_writes_the_address_and_forgets_what_the_last_one_asked(
    opened: Open, folder: Path
) -> None:
    app = opened(folder, "claims", view="claims", sort="oldest", page="1", stance="denies")
    app.button_group(key="part").set_value("numbers").run()
    assert query(app) == {"view": ["numbers"], "stance": ["denies"]}


def test_facets_toggle_combine_and_stand_in_the_address(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims", view="claims")
    facet(app, "stances").set_value(["asserts"]).run()
    assert query(app) == {"view": ["claims"], "stance": ["asserts"]}
    assert len(app.dataframe[0].value) == 2
    facet(app, "topics").set_value(["arms"]).run()
    assert query(app) == {"view": ["claims"], "stance": ["asserts"], "topic": ["arms"]}
    assert list(app.dataframe[0].value.index) == ["c-accusation"]
    facet(app, "stances").set_value(["asserts", "denies"]).run()
    assert list(app.dataframe[0].value.index) == ["c-denial", "c-accusation"]
    facet(app, "stances").set_value([]).run()
    facet(app, "topics").set_value([]).run()
    assert query(app) == {"view": ["claims"]}
    assert len(app.dataframe[0].value) == 3


def test_values_of_facets_carry_their_numbers(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims", view="claims")
    labels = [re.sub(r"\\(.)", r"\1", option) for option in facet(app, "stances").options]
    assert labels == ["asserts · 2", "denies · 1"]


def test_standings_narrow_the_questions_by_the_address(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims", standing="contested")
    assert list(app.dataframe[0].value.index) == ["q-arms"]
    facet(app, "standing").set_value(["contested", "asserted: yes"]).run()
    assert query(app) == {"standing": ["contested", "asserted: yes"]}
    assert len(app.dataframe[0].value) == 3


def test_the_order_stands_in_the_address_and_stays_when_the_filter_changes(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims", view="claims")
    app.selectbox(key="choose_sort").set_value("oldest").run()
    assert list(app.dataframe[0].value.index) == ["c-concern", "c-accusation", "c-denial"]
    facet(app, "stances").set_value(["asserts"]).run()
    assert query(app) == {"view": ["claims"], "sort": ["oldest"], "stance": ["asserts"]}
    assert list(app.dataframe[0].value.index) == ["c-concern", "c-accusation"]


def test_a_selected_question_opens_its_page_and_can_be_left(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims", select="question:q-arms")
    assert not app.exception
    assert "<h3>Has North Korea sent arms to Russia?</h3>" in page_html(app)
    assert query(app) == {"select": ["question:q-arms"]}
    # A claim of the thread is selected, and the page stays.
    app.button(key="thread_c-denial").click().run()
    assert query(app) == {"select": ["claim:c-denial"], "on": ["q-arms"]}
    assert "<h3>Has North Korea sent arms to Russia?</h3>" in page_html(app)
    app.button(key="all_questions").click().run()
    assert query(app) == {"select": ["claim:c-denial"]}
    assert len(app.dataframe[0].value) == 3


def test_the_page_of_a_question_says_what_the_filter_hides(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims", on="q-arms", stance="denies")
    assert "The filter hides 1 of 2 claims. The standing rests on all." in [one.value for one in app.caption]
    assert "yes is held by United States" in page_html(app)


def test_a_question_nobody_had_spoken_on_says_so(opened: Open, folder: Path) -> None:
    app = opened(folder, "claims", on="q-freight", asof="2023-09-20")
    assert "Nobody had said anything on this question by 20 September 2023." in [one.value for one in app.info]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"view": "number"}, "view: 'number' is not known, did you mean numbers? - use questions, claims, "),
        ({"on": "q-arm"}, "on: 'q-arm' is not known, did you mean q-arms? - use "),
        ({"standing": "contestd"}, "standing: 'contestd' is not known, did you mean contested? - use "),
        ({"sort": "<b>"}, "sort: '<b>' is not known - use moved, "),
        ({"view": "numbers", "measure": "container"}, "measure: 'container' is not known, did you mean containers?"),
        ({"view": "numbers", "scale": "lg"}, "scale: 'lg' is not known, did you mean log? - use linear, log"),
        ({"stance": "denise"}, "stance: 'denise' is not known, did you mean denies? - use "),
        ({"topic": "armz"}, "topic: 'armz' is not known, did you mean arms? - use "),
        ({"year": "1812"}, "year: '1812' is not known - use 2023"),
    ],
)
def test_what_the_address_asks_in_vain_is_named(opened: Open, folder: Path, asked: dict, problem: str) -> None:
    app = opened(folder, "claims", **asked)
    assert not app.exception
    notices = [re.sub(r"\\(.)", r"\1", one.value) for one in app.warning]
    assert len(notices) == 1
    assert problem in notices[0]


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 50, "²"])
def test_a_page_that_is_not_there_is_the_nearest_one(opened: Open, folder: Path, page: str) -> None:
    app = opened(folder, "claims", view="claims", page=page)
    assert not app.exception
    assert len(app.dataframe[0].value) == 3


def test_pages_hold_every_row_once() -> None:
    rows = list(map(str, range(2 * PAGE_SIZE + 1)))
    assert pages(len(rows)) == 3
    assert [one for page in (1, 2, 3) for one in of_page(rows, page)] == rows
    assert pages(0) == 1


def test_a_page_of_the_real_record_is_one_page_only(opened: Open) -> None:
    app = opened(DEFAULT_FOLDER, "claims", view="claims", page="2")
    assert len(app.dataframe[0].value) == PAGE_SIZE


def test_nothing_to_show_says_what_to_do(opened: Open, folder: Path) -> None:
    messages = {
        "questions": "No question in view.",
        "claims": "No claims in view.",
        "numbers": "No claim in view gives a number.",
        "positions": "No party in view holds anything on a question in view.",
    }
    for part, message in messages.items():
        app = opened(folder, "claims", view=part, evidence="tracking")
        assert not app.exception
        assert any(one.value.startswith(message) for one in app.info), part


def test_numbers_of_a_measure_and_its_scale_by_the_address(opened: Open) -> None:
    app = opened(
        DEFAULT_FOLDER, "claims", view="numbers", measure=["troops-sent", "oil-barrels"], scale="log", asof=DAY
    )
    assert not app.exception
    assert app.multiselect(key="choose_measures").value == ["troops-sent", "oil-barrels"]
    assert app.toggle(key="log_scale").value is True
    assert len(app.get("plotly_chart")) == 2
    app.toggle(key="log_scale").set_value(False).run()
    assert "scale" not in query(app)
    app.multiselect(key="choose_measures").set_value(["troops-sent"]).run()
    assert query(app)["measure"] == ["troops-sent"]


def test_real_questions_open_on_any_day(opened: Open) -> None:
    for question in ("q-troops-fought", "q-us-rok-drills"):
        for day in ("2024-11-30", DAY):
            app = opened(DEFAULT_FOLDER, "claims", on=question, asof=day)
            assert not app.exception
            assert not app.warning
            assert date.fromisoformat(day).strftime("%B %Y") in page_html(app)


@pytest.mark.parametrize("part", ["pages", "publishers", "kinds"])
def test_parts_of_the_sources(opened: Open, folder: Path, part: str) -> None:
    app = opened(folder, "sources", view=part)
    assert not app.exception
    assert len(app.dataframe[0].value) == {"pages": 6, "publishers": 4, "kinds": 4}[part]
    assert "Events on one source" in page_html(app)


@pytest.mark.parametrize("part", ["single", "bare", "one-sided", "months", "doubts"])
@pytest.mark.parametrize("asked", [{}, {"kind": "summit"}])
def test_parts_of_the_record_quality(opened: Open, part: str, asked: dict) -> None:
    app = opened(DEFAULT_FOLDER, "quality", view=part, **asked)
    assert not app.exception
    assert not app.warning
    assert app.dataframe or app.info or app.get("plotly_chart")


def test_the_dictionary_shows_even_when_nothing_is_in_view(opened: Open, folder: Path) -> None:
    app = opened(folder, "dictionary", table="claims", q="nowhere to be found")
    assert not app.exception
    assert "<h4>Claims <code>claims.csv</code></h4>" in page_html(app)
    app.selectbox(key="choose_table").set_value("quantities").run()
    assert query(app)["table"] == ["quantities"]
    assert "quantities.csv" in page_html(app)


def test_hostile_text_in_facets_and_headings_is_escaped(opened: Open, hostile_folder: Path) -> None:
    for asked in ({}, {"view": "claims"}, {"view": "positions"}, {"on": "h-3"}, {"on": "h-5"}):
        app = opened(hostile_folder, "claims", **asked)
        assert not app.exception
        assert "<img src=x" not in page_html(app)
        labels = [option for group in app.get("button_group") for option in group.options]
        buttons = [one.label for one in app.button if (one.key or "").startswith("thread_")]
        for text in [*labels, *buttons]:
            assert not set(re.sub(r"\\.", "", text)) & set("<>`*_[]{}$~|"), text
