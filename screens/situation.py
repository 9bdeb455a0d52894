"""The situation at a glance: figures, map, timeline and claims, all of one view."""

from components.claims import show_claims
from components.key_figures import show_key_figures
from components.legend import show_legend
from components.map import show_map
from components.timeline import show_timeline
from data.view import View

MAP_HEIGHT = 460
TABLE_HEIGHT = 320


def show(view: View) -> None:
    """Draw the page."""
    show_key_figures(view)
    show_map(view, MAP_HEIGHT)
    show_legend()
    # The claims stand in the table below; half the marks are drawn in half the time.
    show_timeline(view, with_claims=False)
    show_claims(view, TABLE_HEIGHT)
