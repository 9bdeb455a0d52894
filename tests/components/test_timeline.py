"""The timeline: what is drawn, where, and how it looks."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.lanes import LanesBy
from components.selection import Selection
from components.timeline import CLAIMS_LANE, TimelineOptions, shown_milestones, timeline_alt, timeline_figure, window_of
from components.timeline_marks import COUNTS, TITLE_LIMIT
from data.filters import Filters
from style import KINDS, SIDE_HUES


def drawn(figure: go.Figure, kind: type) -> pd.DataFrame:
    """Every mark or bar that can be clicked, with its look; indexed by the selection that a click makes."""
    rows: list[dict[str, Any]] = []
    for trace in figure.data:
        if not isinstance(trace, kind) or trace.customdata is None or trace.name == COUNTS:
            continue
        for position, custom in enumerate(trace.customdata):

            def one(value: Any, position: int = position) -> Any:
                return value if value is None or isinstance(value, (str, int, float)) else value[position]

            rows.append(
                {
                    "select": custom[0],
                    "x": one(trace.x),
                    "base": one(trace.base) if kind is go.Bar else None,
                    "lane": lane_at(figure, one(trace.y)),
                    "hover": one(trace.text),
                    "color": one(trace.marker.color),
                    "opacity": one(trace.marker.opacity),
                    "symbol": one(trace.marker.symbol) if kind is go.Scatter else None,
                }
            )
    frame = pd.DataFrame(rows, columns=["select", "x", "base", "lane", "hover", "color", "opacity", "symbol"])
    assert frame["select"].is_unique
    return frame.set_index("select")


def overlays(figure: go.Figure, symbol: str) -> list[tuple[pd.Timestamp, str]]:
    """Time and lane of every mark of a symbol that is drawn over others and cannot be clicked."""
    return [
        (pd.Timestamp(x), lane_at(figure, y))
        for trace in figure.data
        if isinstance(trace, go.Scatter) and trace.customdata is None and trace.marker.symbol == symbol
        for x, y in zip(trace.x, trace.y, strict=True)
    ]


def lanes(figure: go.Figure) -> list[str]:
    """The lanes from top to bottom."""
    return list(figure.layout.yaxis.ticktext)


def lane_at(figure: go.Figure, y: float) -> str:
    """The lane in which a height lies: the lowest whose first level is not below it."""
    axis = figure.layout.yaxis
    return min((top, name) for top, name in zip(axis.tickvals, axis.ticktext, strict=True) if top >= y - 1e-9)[1]


def test_each_event_and_claim_is_one_mark_or_counted(record) -> None:
    for by in LanesBy:
        view = Filters().apply(record)
        figure = timeline_figure(view, None, TimelineOptions(by=by))
        marks = drawn(figure, go.Scatter) if by is not LanesBy.ACTOR else None
        (counts,) = [trace for trace in figure.data if trace.name == COUNTS] or [go.Scatter(text=[])]
        if marks is not None:
            assert len(marks) + sum(map(int, counts.text)) == len(view["events"]) + len(view["claims"])
            assert set(marks.index) <= set("event:" + record["events"]["id"]) | set("claim:" + record["claims"]["id"])


def test_in_a_shorter_window_each_mark_is_itself(record) -> None:
    window = pd.Timestamp("2023-09-01"), pd.Timestamp("2023-10-31")
    figure = timeline_figure(Filters().apply(record), None, TimelineOptions(window=window))
    view = Filters(start=window[0].date(), end=window[1].date()).apply(record)
    expected = {*("event:" + view["events"]["id"]), *("claim:" + view["claims"]["id"])}
    assert set(drawn(figure, go.Scatter).index) == expected
    assert [pd.Timestamp(end) for end in figure.layout.xaxis.range] == list(window)


def test_each_event_longer_than_a_day_is_one_bar_as_long_as_it_lasts(record) -> None:
    view = Filters(start=date(2023, 9, 1), end=date(2024, 3, 31)).apply(record)
    bars = drawn(timeline_figure(view, None, TimelineOptions(with_claims=False)), go.Bar)
    events = view["events"]
    long = events[events["last"] > events["first"]].set_index("id")
    assert set(bars.index) == set("event:" + long.index)
    for select, bar in bars.iterrows():
        event = long.loc[str(select).removeprefix("event:")]
        first = pd.Timestamp(bar["base"])
        assert first == event["first"]
        # Both days count, and Plotly counts in milliseconds.
        assert first + pd.Timedelta(milliseconds=int(bar["x"])) == event["last"] + pd.Timedelta(days=1)
        assert bar["lane"] == KINDS[event["kind"]].label


def test_lanes_stand_in_the_order_of_kinds_first_dealings_then_answers_then_claims(record) -> None:
    labels = lanes(timeline_figure(Filters().apply(record)))
    order = [mark.label for mark in KINDS.values()]
    assert labels[-1] == CLAIMS_LANE
    turn = next(n for n in range(1, len(labels)) if labels[n] == "Summit")
    for half in (labels[:turn], labels[turn:-1]):
        assert half == sorted(half, key=order.index)


def test_by_side_the_allies_stand_last(record) -> None:
    labels = lanes(timeline_figure(Filters().apply(record), None, TimelineOptions(by=LanesBy.SIDE, with_claims=False)))
    assert labels[0] == "Russia and North Korea"[:20].rstrip() or labels[0].startswith("Russia and North")
    assert labels[-1].startswith("US, South Korea")


def test_an_inexact_date_has_a_whisker_over_all_its_days(small_record) -> None:
    (trace,) = [one for one in timeline_figure(Filters().apply(small_record)).data if one.error_x.array is not None]
    reach = dict(zip([custom[0] for custom in trace.customdata], trace.error_x.array, strict=True))
    assert reach["event:e-summit"] == 0
    assert pd.Timedelta(milliseconds=int(reach["event:e-arms"])) == pd.Timedelta(days=30)


def test_exercises_are_bands_where_asked_for(record) -> None:
    view = Filters(kinds=("exercise",), start=date(2023, 8, 1), end=date(2023, 9, 30)).apply(record)
    long = view["events"][view["events"]["last"] > view["events"]["first"]]

    def bands(figure: go.Figure) -> set[tuple[str, str]]:
        return {(shape.x0[:10], shape.x1[:10]) for shape in figure.layout.shapes if shape.type == "rect"}

    assert bands(timeline_figure(view)) == set()
    spans = zip(long["first"], long["last"] + pd.Timedelta(days=1), strict=True)
    assert bands(timeline_figure(view, None, TimelineOptions(with_bands=True))) == {
        (str(first.date()), str(last.date())) for first, last in spans
    }


def test_milestones_are_named_where_asked_for(record) -> None:
    view = Filters().apply(record)
    figure = timeline_figure(view, None, TimelineOptions(with_milestones=True))
    named = shown_milestones(view, window_of(view))
    assert 2 <= len(named) <= 6
    texts = [note.text for note in figure.layout.annotations]
    for title in named["title"]:
        assert any(text.rstrip("…") in title.replace("&", "&amp;") for text in texts)


def test_only_lanes_in_use_are_drawn(small_record) -> None:
    figure = timeline_figure(Filters(kinds=("summit",)).apply(small_record))
    assert lanes(figure) == ["Summit"]
    low, high = figure.layout.yaxis.range
    assert low < figure.layout.yaxis.tickvals[0] < high


def test_marks_show_kind_side_status_and_time(small_record) -> None:
    marks = drawn(timeline_figure(Filters().apply(small_record)), go.Scatter)
    assert marks[["lane", "symbol", "color"]].to_dict("index") == {
        "event:e-arms": {
            "lane": "Arms transfer",
            "symbol": "triangle-down-open",
            "color": SIDE_HUES["partners"],
        },
        "event:e-summit": {"lane": "Summit", "symbol": "star", "color": SIDE_HUES["partners"]},
        "event:e-visit": {"lane": "Visit", "symbol": "circle-open-dot", "color": SIDE_HUES["partners"]},
        "claim:c-accusation": {"lane": CLAIMS_LANE, "symbol": "triangle-up", "color": SIDE_HUES["allies"]},
        "claim:c-concern": {"lane": CLAIMS_LANE, "symbol": "triangle-up", "color": SIDE_HUES["partners"]},
        "claim:c-denial": {"lane": CLAIMS_LANE, "symbol": "x", "color": SIDE_HUES["partners"]},
    }
    times = marks["x"].map(pd.Timestamp)
    assert times["event:e-summit"] == pd.Timestamp("2023-09-13")
    # The middle of September and October.
    assert times["event:e-arms"] == pd.Timestamp("2023-10-01")


def test_a_bar_is_paler_where_the_date_is_not_exact(small) -> None:
    small.set("events", 1, date="2023-09-13/2023-09-17")
    bars = drawn(timeline_figure(Filters().apply(small.load())), go.Bar)
    assert bars.loc["event:e-arms", "opacity"] < bars.loc["event:e-summit", "opacity"]


def test_what_no_side_stands_behind_has_a_hue_of_its_own(small) -> None:
    small.set("claim_actors", 0, actor="imagery-lab")
    marks = drawn(timeline_figure(Filters().apply(small.load())), go.Scatter)
    assert marks.loc["claim:c-accusation", "color"] not in SIDE_HUES.values()


def test_what_failed_is_crossed_out(small) -> None:
    assert overlays(timeline_figure(Filters().apply(small.load())), "x-thin-open") == []
    small.set("events", 1, status="failed")
    figure = timeline_figure(Filters().apply(small.load()))
    assert overlays(figure, "x-thin-open") == [(pd.Timestamp("2023-09-13"), "Summit")]
    # The mark itself stays as it is for what occurred.
    assert drawn(figure, go.Scatter).loc["event:e-summit", "symbol"] == "star"


@pytest.mark.parametrize(
    ("chosen", "ringed"),
    [
        (None, []),
        (Selection("event", "e-summit"), [("2023-09-13", "Summit")]),
        (Selection("claim", "c-denial"), [("2023-10-20", CLAIMS_LANE)]),
        (Selection("place", "vladivostok"), [("2023-09-13", "Summit")]),
        (Selection("place", "imaginary"), []),
        # An id of another table.
        (Selection("claim", "e-summit"), []),
    ],
)
def test_the_selection_has_a_ring(small_record, chosen: Selection | None, ringed: list[tuple[str, str]]) -> None:
    figure = timeline_figure(Filters().apply(small_record), chosen)
    assert overlays(figure, "circle-open") == [(pd.Timestamp(day), lane) for day, lane in ringed]
    # The ring lies over the marks and takes none away.
    assert len(drawn(figure, go.Scatter)) == 6


def test_a_selection_out_of_view_has_no_ring(small_record) -> None:
    view = Filters(kinds=("visit",)).apply(small_record)
    assert overlays(timeline_figure(view, Selection("event", "e-summit")), "circle-open") == []


def test_hover_texts_tell_what_when_where_and_status(small_record) -> None:
    marks = drawn(timeline_figure(Filters().apply(small_record)), go.Scatter)
    assert marks.loc["event:e-arms", "hover"] == (
        "<b>Containers go by sea</b><br>September to October 2023<br>Rajin port<br>Alleged (hollow)"
        "<br>Did the containers hold arms? asserted: yes<br>Has North Korea sent arms to Russia? contested"
    )
    assert marks.loc["claim:c-concern", "hover"] == (
        "<b>The exercises were a rehearsal.</b><br>13 September 2023<br>North Korea, Russia<br>asserts"
    )


def test_hostile_text_is_escaped_and_cut(hostile_record) -> None:
    figure = timeline_figure(Filters().apply(hostile_record))
    for hover in drawn(figure, go.Scatter)["hover"]:
        bare = hover.replace("<b>", "").replace("</b>", "").replace("<br>", "\n")
        assert not set(bare) & set("<>")
        assert len(bare.split("\n")[0]) < TITLE_LIMIT * 6
    texts = [trace for trace in figure.data if trace.hovertemplate]
    assert {trace.hovertemplate for trace in texts} <= {"%{text}<extra></extra>", "%{hovertext}<extra></extra>"}


@pytest.mark.parametrize("filters", [Filters(text="nowhere to be found"), Filters(text="no such deal")])
def test_a_timeline_without_events_can_be_drawn(small_record, filters: Filters) -> None:
    view = filters.apply(small_record)
    figure = timeline_figure(view)
    assert lanes(figure) == ([CLAIMS_LANE] if len(view["claims"]) else [])
    assert len(drawn(figure, go.Scatter)) == len(view["claims"])
    figure.to_json()


def test_a_record_without_claims_or_without_events_can_be_drawn(small) -> None:
    small.clear("routes", "route_stops", "route_sources", "claim_events")
    events, event_links = (
        small.rows["events"],
        {table: small.rows[table] for table in ("event_actors", "event_places", "event_sources")},
    )
    small.clear("events", *event_links)
    figure = timeline_figure(Filters().apply(small.load()), Selection("place", "vladivostok"))
    assert lanes(figure) == [CLAIMS_LANE]
    for table, rows in {"events": events, **event_links}.items():
        small.rows[table] = rows
        small.write(table)
    small.clear("claims", "claim_answers", "claim_actors", "claim_replies", "claim_sources", "quantities")
    figure = timeline_figure(Filters().apply(small.load()), Selection("place", "vladivostok"))
    assert lanes(figure) == ["Summit", "Visit", "Arms transfer"]


def test_the_alternative_text_says_what_is_drawn(small_record) -> None:
    assert timeline_alt(Filters().apply(small_record)) == (
        "Timeline of 3 events and 3 claims, 1 September 2023 to 31 May 2027. "
        "Most frequent kinds: 1 arms transfer, 1 summit, 1 visit."
    )
    assert timeline_alt(Filters(kinds=("summit",)).apply(small_record)) == (
        "Timeline of 1 event and 0 claims, 13 September 2023. Most frequent kinds: 1 summit."
    )
    assert timeline_alt(Filters(text="no such deal").apply(small_record)) == "Timeline without events and 1 claim."


def test_the_alternative_text_names_the_most_frequent_kinds_first(record) -> None:
    counts = Filters().apply(record)["events"]["kind"].value_counts()
    first = f"{counts.iloc[0]} {KINDS[counts.index[0]].label.lower()}"
    text = timeline_alt(Filters().apply(record))
    assert f"Most frequent kinds: {first}, " in text
    assert text.startswith(
        f"Timeline of {len(Filters().apply(record)['events'])} events and {len(record['claims'])} claims, "
    )


def test_every_kind_in_every_status_can_be_drawn_and_looks_like_no_other(small) -> None:
    for kind in KINDS:
        for status in ("occurred", "alleged", "planned"):
            row = f"e-{kind}-{status}"
            small.rows["events"].append(
                {
                    "id": row,
                    "title": row,
                    "kind": kind,
                    "status": status,
                    "date": "2024-01-01",
                    "place": "pyongyang",
                    "summary": row,
                    "period": "current",
                }
            )
            small.rows["event_sources"].append({"event": row, "source": "s-month"})
    small.write("events")
    small.write("event_sources")
    marks = drawn(timeline_figure(Filters().apply(small.load())), go.Scatter)
    looks = marks[marks.index.str.startswith("event:e-") & marks["hover"].str.contains("1 January 2024")]["symbol"]
    assert len(looks) == 3 * len(KINDS)
    assert looks.is_unique


def test_quotation_marks_in_hover_texts_stay_as_they_are(small) -> None:
    small.set("events", 1, title='Kim\'s "gift" & <more>')
    marks = drawn(timeline_figure(Filters().apply(small.load())), go.Scatter)
    # Plotly knows the entities of &, < and > but not that of a quotation mark.
    assert marks.loc["event:e-summit", "hover"].startswith('<b>Kim\'s "gift" &amp; &lt;more&gt;</b><br>')
