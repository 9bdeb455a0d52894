"""Text on its way into a label or message that Streamlit reads as Markdown."""

import re

_MEANINGFUL = frozenset("\\`*_{}[]<>()#+-.!|~$:&=")

# What Streamlit makes links, icons and arrows of even where every character is escaped: it looks for them in the text
# that the escapes leave behind. A joiner, which takes no room, keeps their parts from being seen together.
_JOINER = "\u2060"
_SPOTTED = re.compile(
    r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=:)(?=material/|streamlit:)"
    r"|(?<=(?<!\S)[-<>~])(?=[-=>](?!\S)|->(?!\S))",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Text as Markdown that shows it as it stands, on one line."""
    line = _SPOTTED.sub(_JOINER, " ".join(text.split()))
    return "".join(f"\\{char}" if char in _MEANINGFUL else char for char in line)
