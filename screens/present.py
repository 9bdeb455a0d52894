"""The map alone, in a fixed frame, ready for a screenshot."""

import streamlit as st

from components.address import map_parameter
from components.map import Presentation, show_map
from components.text import cut
from data.dates import day_in_words
from data.describe import counted, summary
from data.view import View

TEXT_LIMIT = 120
FRAMES = {"16x9": (1600, 900), "4x3": (1200, 900), "1x1": (900, 900)}
STYLE = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
[data-testid="stExpandSidebarButton"] { display: none !important; }
.stMainBlockContainer { padding: 0 !important; max-width: none !important; }
[data-testid="stVerticalBlock"] { gap: 0; }
</style>"""


def presentation(view: View) -> Presentation:
    """What the URL asks to write around the map; the view in words where it asks for nothing."""
    width, height = FRAMES.get(map_parameter("frame"), FRAMES["16x9"])
    publishers = view["sources"]["publisher"].nunique()
    sources = f"{counted(len(view['sources']), 'source')} of {counted(publishers, 'publisher')}"
    return Presentation(
        title=cut(map_parameter("title") or view.package.title, TEXT_LIMIT),
        subtitle=cut(map_parameter("subtitle") or summary(view), TEXT_LIMIT),
        footer=f"As known on {day_in_words(view.as_of)}  ·  {sources}  ·  record version {view.version}",
        width=width,
        height=height,
    )


def show(view: View) -> None:
    """Draw the frame and nothing else."""
    st.html(STYLE)
    shown = presentation(view)
    show_map(view, shown.height, shown)
