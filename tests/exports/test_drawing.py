"""What all pictures promise, whatever they show."""

import io
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

import exports
from data.filters import Filters
from data.record import Record
from data.view import View
from exports.picture import FORMATS, LEAST_SIDE, Picture
from tests.conftest import HOSTILE, SmallRecord
from tests.exports.conftest import PICTURES, Draw, texts

SMALL = Picture(width=480, height=320)
GOLDEN = Path(__file__).parent / "golden"
# Mean difference of the channels, 0 to 255: letters are drawn a little otherwise by other versions of the font library.
TOLERANCE = 2.0

SCRIPT = """
import importlib, pkgutil, sys, exports
for module in pkgutil.walk_packages(exports.__path__, "exports."):
    importlib.import_module(module.name)
assert "exports.map_image" in sys.modules
print(sorted({name.split(".")[0] for name in sys.modules} & {"streamlit", "folium", "plotly", "components"}))
print("matplotlib.pyplot" in sys.modules)
"""


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


def test_exports_need_no_screen() -> None:
    root = Path(exports.__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    assert (run.stdout, run.stderr) == ("[]\nFalse\n", "")


@pytest.mark.parametrize(("width", "height"), [(480, 320), (LEAST_SIDE, LEAST_SIDE), (1280, 720), (400, 1000)])
def test_a_png_has_the_size_asked_for(draw: Draw, small_view: View, width: int, height: int) -> None:
    image = Image.open(io.BytesIO(draw(small_view, Picture(width=width, height=height))))
    assert image.size == (width, height)


def test_an_svg_is_as_large_in_css_pixels_and_its_text_is_text(draw: Draw, small_view: View) -> None:
    svg = draw(small_view, Picture(format="svg", title="A title of my own", subtitle="And a subtitle"))
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert (root.get("width"), root.get("height")) == ("1920", "1080")
    found = texts(svg)
    assert found[:2] == ["A title of my own", "And a subtitle"]
    joined = " ".join(found)
    # The filter in words goes to the foot where the subtitle is another.
    assert "Shown: 3 events and 3 claims" in joined
    assert f"Record version {small_view.version} (CC0-1.0)" in joined
    assert "As known on 20 June 2024" in joined
    assert re.search(r"Sources: \d pages of \d publishers", joined)


def test_title_and_filter_in_words_stand_on_a_picture_unless_others_are_asked_for(
    draw: Draw, small: SmallRecord
) -> None:
    view = Filters(start=date(2023, 9, 1), end=date(2023, 12, 31)).apply(small.load())
    assert texts(draw(view, Picture(format="svg")))[:2] == [
        "A small record",
        "2 events and 3 claims, 1 September to 31 December 2023",
    ]


def test_a_pdf_is_one_page_with_fonts_and_no_date(draw: Draw, small_view: View) -> None:
    pdf = draw(small_view, replace(SMALL, format="pdf"))
    assert pdf.startswith(b"%PDF-")
    assert b"/MediaBox [ 0 0 480 320 ]" in pdf
    assert pdf.count(b"/Type /Page ") == 1
    # Embedded TrueType, not outlines: a reader can search and copy the text.
    assert b"/CIDFontType2" in pdf
    assert b"Date" not in pdf


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_picture_has_the_same_bytes(draw: Draw, small: SmallRecord, kind: str) -> None:
    picture = replace(SMALL, format=kind)
    first = draw(Filters().apply(small.load()), picture)
    assert draw(Filters().apply(small.load()), picture) == first


@pytest.mark.parametrize("kind", FORMATS)
def test_threads_do_not_disturb_each_other(small_view: View, kind: str) -> None:
    asked = [
        (draw, replace(SMALL, format=kind, theme=theme)) for draw in PICTURES.values() for theme in ("light", "dark")
    ]
    alone = [draw(small_view, picture) for draw, picture in asked]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: one[0](small_view, one[1]), asked * 2))
    assert together == alone * 2


def test_themes_differ_and_keep_their_paper(draw: Draw, small_view: View) -> None:
    light, dark = (pixels(draw(small_view, replace(SMALL, theme=theme))) for theme in ("light", "dark"))
    assert light[2, 2].tolist() == [255, 255, 255]
    assert dark[2, 2].tolist() == [0x0E, 0x11, 0x17]
    assert light.mean() > 150 > 90 > dark.mean()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_looks_as_it_did(small_view: View, name: str, theme: str) -> None:
    """Set TUMEN_GOLDEN=write to accept how the pictures look now; look at each before it is committed."""
    drawn = PICTURES[name](small_view, Picture(width=640, height=400, theme=theme))
    golden = GOLDEN / f"{name}-{theme}.png"
    if os.environ.get("TUMEN_GOLDEN") == "write":
        golden.write_bytes(drawn)
    before, now = pixels(golden.read_bytes()), pixels(drawn)
    assert before.shape == now.shape
    assert np.abs(before - now).mean() < TOLERANCE


def test_the_tolerance_sees_a_missing_symbol(small: SmallRecord, small_view: View) -> None:
    """A golden picture that anything matches would be none."""
    small.rows["events"] = small.rows["events"][1:]
    for table in ("event_actors", "event_places", "event_sources", "claim_events"):
        small.rows[table] = [row for row in small.rows[table] if row["event"] != "e-arms"]
        small.write(table)
    small.rows["routes"] = [row for row in small.rows["routes"] if row["id"] != "r-ship"]
    for table in ("route_stops", "route_sources"):
        small.rows[table] = [row for row in small.rows[table] if row["route"] != "r-ship"]
        small.write(table)
    small.write("events")
    small.write("routes")
    fewer = Filters().apply(small.load())
    picture = Picture(width=640, height=400)
    for name in ("map", "timeline"):
        before, now = (pixels(PICTURES[name](view, picture)) for view in (small_view, fewer))
        assert np.abs(before - now).mean() > TOLERANCE / 4


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_view_says_so(draw: Draw, small_record: Record, kind: str) -> None:
    view = Filters(text="nothing holds this").apply(small_record)
    drawn = draw(view, Picture(format=kind))
    if kind == "svg":
        joined = " ".join(texts(drawn))
        assert "in view: " in joined
        assert "No sources" in joined
        assert "0 events and 0 claims, with the words “nothing holds this”" in joined


@pytest.mark.parametrize("kind", FORMATS)
def test_hostile_text_of_a_record_is_text(draw: Draw, hostile_record: Record, kind: str) -> None:
    drawn = draw(Filters().apply(hostile_record), Picture(format=kind, width=2400, height=1500))
    if kind != "svg":
        return
    root = ElementTree.fromstring(drawn)  # noqa: S314
    tags = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert not tags & {"script", "img", "b", "i", "image", "foreignObject", "a"}
    # The record's title holds the first of them, cut to the width of the picture.
    assert texts(drawn)[0].startswith(HOSTILE[0][:30])


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= 120])
def test_hostile_titles_are_written_as_they_are(draw: Draw, small_view: View, text: str) -> None:
    found = texts(draw(small_view, Picture(format="svg", width=2400, title=text)))
    assert " ".join(found).startswith(text)


# Characters that the font, XML or the layout could choke on, and any others.
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("$\\_^{}&<>\"'%#`\u200f\u202e\u2066\ufeff\ufffe\x00\x0b\n\t\u0301\ud800한국אבعر\U0001f680"),
    ),
    max_size=120,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=ODD, subtitle=ODD, kind=st.sampled_from([*FORMATS]), name=st.sampled_from([*PICTURES]))
def test_any_text_can_be_drawn(small_view: View, title: str, subtitle: str, kind: str, name: str) -> None:
    drawn = PICTURES[name](small_view, replace(SMALL, format=kind, title=title, subtitle=subtitle))
    if kind == "svg":
        ElementTree.fromstring(drawn)  # noqa: S314
