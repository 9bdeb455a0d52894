"""The query of a URL that asks for a view, as text."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode


def query_string(query: Mapping[str, Sequence[str]]) -> str:
    """Query parameters percent-encoded, without the question mark; ASCII only, empty for none."""
    return urlencode(query, doseq=True)
