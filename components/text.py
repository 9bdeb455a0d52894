"""Text of the record, an upload or a URL on its way into a page: hostile until made harmless here."""

from html import escape


def html(text: object) -> str:
    """Text as HTML that shows it and does nothing else."""
    return escape(str(text), quote=True)


def cut(text: str, limit: int) -> str:
    """Text of at most `limit` characters, its end replaced by an ellipsis when it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def link(text: object, url: str) -> str:
    """A link as HTML that opens a new tab without handing it this page; plain text where the URL is not http(s)."""
    if not url.lower().startswith(("http://", "https://")):
        return html(text)
    return f'<a href="{html(url)}" target="_blank" rel="noopener noreferrer">{html(text)}</a>'
