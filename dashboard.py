"""The Streamlit script: page config, record, filter, navigation, and the frame around every page."""

from pathlib import Path

import streamlit as st

from components.address import PRESENT, map_parameter, publish
from components.entry import show_panel
from components.export_panel import EMBEDDED, show_export_panel
from components.filter_panel import show_filter_panel
from components.learned import show_then_and_now
from components.markdown import plain
from components.notices import show_empty, show_faults, show_footer, show_notices
from data.describe import summary
from data.live import live_record, record_folder
from screens import claims, dictionary, embedded, map, present, quality, situation, sources, timeline

ASSETS = Path(__file__).parent / "assets"
PAGES = {
    "situation": ("Situation", ":material/dashboard:", situation.show),
    "map": ("Map", ":material/map:", map.show),
    "timeline": ("Timeline", ":material/timeline:", timeline.show),
    "claims": ("Claims", ":material/forum:", claims.show),
    "sources": ("Sources", ":material/link:", sources.show),
    "quality": ("Record quality", ":material/fact_check:", quality.show),
    "dictionary": ("Data dictionary", ":material/dictionary:", dictionary.show),
}
# Pages that say something even when no event and no claim is in view.
OF_THE_RECORD = ("dictionary",)

record, faults = live_record(record_folder()).current()
st.set_page_config(
    page_title=record.package.title if record else "Tumen", layout="wide", page_icon=str(ASSETS / "icon.svg")
)
page = st.navigation(
    [
        st.Page(lambda draw=draw: draw(view), title=title, icon=icon, url_path=path, default=path == "situation")
        for path, (title, icon, draw) in PAGES.items()
    ],
    position="top",
)
show_faults(faults, kept=record is not None)
if record is None:
    st.stop()

filters = show_filter_panel(record, page.url_path)
view = filters.apply(record)
publish(filters)

if map_parameter(PRESENT) == "1":
    present.show(view)
    st.stop()
st.html(ASSETS / "page.css")
if st.context.is_embedded and page.url_path in EMBEDDED:
    embedded.show(view, PAGES[page.url_path][2])
    st.stop()
st.markdown(f"#### {plain(record.package.title)}")
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(plain(summary(view)))
    show_export_panel(view, page.url_path or "situation")
show_notices()
then_and_now = st.container()
if filters.as_of:
    with then_and_now:
        show_then_and_now(view, filters.without("as_of").apply(record))
screen, panel = st.columns([5, 2])
with screen:
    if view.is_empty and page.url_path not in OF_THE_RECORD:
        show_empty(filters, record)
    else:
        page.run()
with panel:
    show_panel(view.whole, view)
show_footer(view)
