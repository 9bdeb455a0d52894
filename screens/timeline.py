"""The timeline, its rhythm, and the same as a list."""

import streamlit as st

from components.choices import choose, choose_part
from components.chronology import show_chronology
from components.lanes import LanesBy
from components.legend import show_legend
from components.rhythm import show_rhythm
from components.timeline import TimelineOptions, show_timeline
from components.window import show_range, show_window
from data.view import View

PARTS = {"figure": "Timeline", "list": "Chronology"}
LANES = {LanesBy.KIND: "Lanes by kind", LanesBy.SIDE: "Lanes by side", LanesBy.ACTOR: "Lanes by actor"}
BANDS = {"off": "No bands", "exercises": "Exercises as bands"}
RHYTHM = {"side": "Events a month by side", "kind": "Events a month by kind"}


def show(view: View) -> None:
    """Draw the page."""
    if choose_part(PARTS) == "list":
        show_chronology(view)
        return
    left, middle, right = st.columns(3)
    with left:
        lanes = choose("lanes", "Lanes", {str(by): label for by, label in LANES.items()})
    with middle:
        bands = choose("bands", "Context", BANDS)
    with right:
        by = choose("by", "Rhythm", RHYTHM)
    window = show_window(view)
    show_timeline(
        view,
        TimelineOptions(
            by=LanesBy(lanes),
            with_bands=bands == "exercises",
            with_milestones=True,
            window=window,
            theme=st.context.theme.type or "light",
        ),
    )
    show_range(view, window)
    st.caption("Events by month. Press one to make it the filter.")
    show_rhythm(view, "kind" if by == "kind" else "side")
    show_legend()
