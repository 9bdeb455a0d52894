"""How to cite a view."""

from data.dates import day_in_words
from data.describe import summary
from data.view import View
from exports.text import one_line


def citation(view: View, url: str) -> str:
    """A reference to the view on one line: title, version, as-of day, what is in view, licence, and `url`.

    It follows data/record/LICENSE.md. The version and the query in the address lead back to the same view.
    """
    licences = [licence.get("title") or licence.get("name", "") for licence in view.package.licenses]
    parts = [
        f"Tumen, “{view.package.title}”",
        f"version {view.version}",
        f"as known on {day_in_words(view.as_of)}",
        # The filter says its own as-of day once more.
        summary(view).removesuffix(f", as known on {day_in_words(view.as_of)}"),
        *filter(None, licences),
    ]
    return one_line(", ".join(parts)) + f", {url}"


def citation_text(view: View, url: str) -> bytes:
    """The reference as a text file."""
    return f"{citation(view, url)}\n".encode()
