"""The timeline."""

from components.legend import show_legend
from components.timeline import show_timeline
from data.view import View


def show(view: View) -> None:
    """Draw the page."""
    show_timeline(view)
    show_legend()
