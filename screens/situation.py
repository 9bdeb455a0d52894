"""The situation at a glance: figures, sentences, map, timeline, what changed, and claims, all of one view."""

import streamlit as st

from components.claims import show_claims
from components.key_figures import show_key_figures
from components.lanes import LanesBy
from components.learned import show_recent
from components.legend import show_legend
from components.map import show_map
from components.questions import show_questions
from components.sentences import show_sentences
from components.timeline import TimelineOptions, show_timeline
from data.facets import standing_as
from data.standing import Word
from data.view import View

MAP_HEIGHT = 460
TABLE_HEIGHT = 320
QUESTIONS_HEIGHT = 300
IN_DISPUTE = (str(Word.CONTESTED), str(Word.EVIDENCED_DENIED))


def show(view: View) -> None:
    """Draw the page."""
    show_key_figures(view)
    show_sentences(view)
    show_map(view, MAP_HEIGHT)
    show_legend()
    # The claims stand in the table below.
    show_timeline(view, TimelineOptions(by=LanesBy.SIDE, with_claims=False, theme=st.context.theme.type or "light"))
    show_recent(view)
    st.html("<h4>Questions in dispute</h4>")
    if standing_as(view, IN_DISPUTE):
        show_questions(view, IN_DISPUTE, "moved", QUESTIONS_HEIGHT)
    else:
        st.caption("No question in view is in dispute.")
    st.html("<h4>Newest claims</h4>")
    show_claims(view, TABLE_HEIGHT)
