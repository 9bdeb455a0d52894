"""Choices that a screen keeps in its address: which part shows, in what order."""

from collections.abc import Mapping

import streamlit as st

from components.address import ask, one_asked


def choose_part(parts: Mapping[str, str]) -> str:
    """Draw a switch between the parts of a screen, by id with their labels, and return the one that shows.

    Turning to another part forgets what was asked of the last one.
    """
    part = one_asked("view", list(parts), next(iter(parts)))
    st.session_state["part"] = part
    st.segmented_control(
        "Part of the screen",
        list(parts),
        format_func=lambda one: parts[one],
        key="part",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: ask(
            view=st.session_state["part"], on=None, standing=None, measure=None, scale=None, sort=None, page=None
        ),
    )
    return part


def choose(parameter: str, label: str, options: Mapping[str, str]) -> str:
    """Draw a list of options, by id with their labels, and return the chosen one; the first is the default."""
    chosen = one_asked(parameter, list(options), next(iter(options)))
    key = f"choose_{parameter}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(options),
        format_func=lambda one: options[one],
        key=key,
        on_change=lambda: ask(**{parameter: st.session_state[key]}),
    )
    return chosen
