"""The map."""

from components.map import show_map
from components.place_table import show_place_table
from data.view import View

MAP_HEIGHT = 680


def show(view: View) -> None:
    """Draw the page."""
    show_map(view, MAP_HEIGHT)
    show_place_table(view)
