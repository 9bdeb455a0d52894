"""The map."""

from components.legend import show_legend
from components.map import show_map
from data.view import View

MAP_HEIGHT = 680


def show(view: View) -> None:
    """Draw the page."""
    show_map(view, MAP_HEIGHT)
    show_legend()
