"""Text on its way into a label or message that Streamlit reads as Markdown."""

_MEANINGFUL = frozenset("\\`*_{}[]<>()#+-.!|~$:&=")


def plain(text: str) -> str:
    """Text as Markdown that shows it as it stands, on one line."""
    return "".join(f"\\{char}" if char in _MEANINGFUL else char for char in " ".join(text.split()))
