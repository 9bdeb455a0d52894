"""What it all rests on."""

from components.choices import choose_part
from components.sources import kind_table, publisher_table, show_shares, show_source_groups, show_sources
from data.view import View

PARTS = {"pages": "Pages", "publishers": "By publisher", "kinds": "By kind"}
TABLE_HEIGHT = 640


def show(view: View) -> None:
    """Draw the page: the part that the address asks for, or the pages."""
    show_shares(view)
    part = choose_part(PARTS)
    if part == "pages":
        show_sources(view, TABLE_HEIGHT)
    elif part == "publishers":
        show_source_groups(publisher_table(view), "publishers", TABLE_HEIGHT)
    else:
        show_source_groups(kind_table(view), "kinds", TABLE_HEIGHT)
