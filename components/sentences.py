"""The view in a few sentences, ready to be copied as a caption."""

import streamlit as st

from components.text import html
from data.brief import sentences
from data.view import View


def show_sentences(view: View) -> None:
    """Draw the sentences as one paragraph."""
    st.html(f'<p class="brief">{html(" ".join(sentences(view)))}</p>')
