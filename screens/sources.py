"""What it all rests on."""

from components.sources import show_sources
from data.view import View

TABLE_HEIGHT = 640


def show(view: View) -> None:
    """Draw the page."""
    show_sources(view, TABLE_HEIGHT)
