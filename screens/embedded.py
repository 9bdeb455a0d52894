"""The map or the timeline alone, to stand in another page."""

from collections.abc import Callable

import streamlit as st

from components.markdown import plain
from data.dates import day_in_words
from data.describe import summary
from data.view import View
from screens.present import STYLE


def show(view: View, draw: Callable[[View], None]) -> None:
    """Draw a page without anything round it but a line that says what it shows and as of when."""
    st.html(STYLE)
    draw(view)
    st.caption(
        plain(
            f"{view.package.title}: {summary(view)} · as known on {day_in_words(view.as_of)} · version {view.version}"
        )
    )
