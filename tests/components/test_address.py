"""Filter and selection in the address, run by Streamlit without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.filters import Filters


def script() -> None:
    """Adopts the address, applies what a test asks for, publishes, and tells all of it."""
    import os
    from pathlib import Path

    import streamlit as st

    from components.address import adopt, notices, publish
    from components.selection import Selection, select, selected
    from data.filters import Filters
    from data.live import live_record

    record, _ = live_record(Path(os.environ["TUMEN_RECORD"])).current()
    assert record is not None
    adopted = adopt(record, st.session_state.get("page", "situation"))
    filters = adopted if adopted is not None else st.session_state.get("filters", Filters())
    if asked := st.session_state.pop("ask", None):
        filters = asked
    if chosen := st.session_state.pop("choose", None):
        select(Selection(*chosen))
    st.session_state["filters"] = filters
    publish(filters)
    st.session_state["seen"] = (adopted, str(selected() or ""), notices())


@pytest.fixture
def run(small, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    monkeypatch.setenv("TUMEN_RECORD", str(small.folder))
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    app = AppTest.from_function(script, default_timeout=60)

    def again(query: dict[str, list[str]] | None = None, **state: object) -> AppTest:
        if query is not None:
            app.query_params = dict(query)
        for name, value in state.items():
            app.session_state[name] = value
        app.run()
        assert not app.exception
        return app

    return again


def query(app: AppTest) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def test_the_first_run_adopts_the_address_and_the_next_one_does_not(run) -> None:
    asked = {"kind": ["summit", "visit"], "select": ["claim:c-denial"]}
    app = run(asked)
    assert app.session_state["seen"] == (Filters(kinds=("summit", "visit")), "claim:c-denial", [])
    assert query(app) == asked
    assert run().session_state["seen"][0] is None


def test_an_empty_address_asks_for_everything(run) -> None:
    app = run()
    assert app.session_state["seen"] == (Filters(), "", [])
    assert query(app) == {}


def test_what_is_published_is_not_taken_for_a_wish_from_outside(run) -> None:
    run()
    app = run(ask=Filters(actors=("rus",)), choose=("event", "e-summit"))
    assert query(app) == {"actor": ["rus"], "select": ["event:e-summit"]}
    assert run().session_state["seen"] == (None, "event:e-summit", [])


def test_a_changed_address_is_adopted_whole(run) -> None:
    run({"kind": ["summit"], "select": ["event:e-summit"]})
    app = run({"kind": ["visit"]})
    assert app.session_state["seen"] == (Filters(kinds=("visit",)), "", [])


def test_an_emptied_address_empties_the_filter_on_the_same_page_only(run) -> None:
    run({"kind": ["summit"], "select": ["event:e-summit"]}, page="situation")
    app = run({}, page="map")
    assert app.session_state["seen"] == (None, "event:e-summit", [])
    assert query(app) == {"kind": ["summit"], "select": ["event:e-summit"]}
    app = run({}, page="map")
    assert app.session_state["seen"] == (Filters(), "", [])
    assert query(app) == {}


def test_a_link_to_another_page_is_adopted(run) -> None:
    run({"kind": ["summit"]}, page="situation")
    assert run({"kind": ["visit"]}, page="map").session_state["seen"][0] == Filters(kinds=("visit",))


def test_what_is_asked_in_vain_is_told_until_the_next_wish(run) -> None:
    app = run({"kind": ["sumit"], "side": ["allies"], "select": ["event:no"]})
    adopted, chosen, told = app.session_state["seen"]
    assert (adopted, chosen) == (Filters(sides=("allies",)), "")
    assert [problem.partition(":")[0] for problem in told] == ["kind", "select"]
    assert query(app) == {"side": ["allies"]}
    assert len(run().session_state["seen"][2]) == 2
    assert run({"side": ["ukraine"]}).session_state["seen"][2] == []


def test_of_several_selections_the_last_one_counts(run) -> None:
    app = run({"select": ["event:e-summit", "place:pyongyang"]})
    assert app.session_state["seen"][1] == "place:pyongyang"
    assert query(app) == {"select": ["place:pyongyang"]}
