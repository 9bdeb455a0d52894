"""Who claims what."""

from components.claims import show_claims
from data.view import View

TABLE_HEIGHT = 640


def show(view: View) -> None:
    """Draw the page."""
    show_claims(view, TABLE_HEIGHT)
