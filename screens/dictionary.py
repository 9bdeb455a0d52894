"""What every table and column of the record means, and the record itself to take away."""

from components.dictionary import show_dictionary, show_download
from data.view import View


def show(view: View) -> None:
    """Draw the page."""
    show_download(view)
    show_dictionary(view)
