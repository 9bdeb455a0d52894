"""The deck, read back by python-pptx."""

import io
import re
import subprocess
from datetime import date
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from data.filters import Filters
from exports.deck import deck
from exports.text import one_line, xml_safe
from tests.exports.conftest import nothing, on_hostile_texts


def read(content: bytes):
    return Presentation(io.BytesIO(content))


def title(slide) -> str:
    return slide.shapes.title.text_frame.text


def tables(slide):
    return [shape.table for shape in slide.shapes if shape.has_table]


def rows(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def notes(slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def described(shape) -> str:
    return next(element.get("descr", "") for element in shape._element.iter() if element.tag.endswith("}cNvPr"))


def assert_within(slides) -> None:
    for slide in slides.slides:
        for shape in slide.shapes:
            assert shape.left >= 0, shape.name
            assert shape.top >= 0, shape.name
            assert shape.left + shape.width <= slides.slide_width, shape.name
            assert shape.top + shape.height <= slides.slide_height, shape.name


@pytest.fixture(scope="module")
def autumn(record):
    return Filters(start=date(2023, 9, 1), end=date(2023, 10, 31)).apply(record)


@pytest.fixture(scope="module")
def slides(autumn):
    return read(deck(autumn))


@pytest.fixture(scope="module")
def all_slides(everything):
    return read(deck(everything))


def test_the_slides_in_their_order(slides, autumn) -> None:
    assert abs(slides.slide_width / slides.slide_height - 16 / 9) < 0.001
    titles = [re.sub(r" \(\d+ of \d+\)$", "", title(slide)) for slide in slides.slides]
    first, last = dict.fromkeys(titles[: titles.index("Sources")]), titles[titles.index("Sources") :]
    labels = set(autumn["measures"]["label"])
    assert [one for one in first if one not in labels] == [
        autumn.package.title,
        "Summary",
        "Where it happened",
        "When it happened",
        "Key events",
        "Disputed questions and how they stand",
    ]
    assert set(first) & labels
    assert set(last) == {"Sources"}


def test_title_and_foot_say_period_day_and_version(slides, autumn) -> None:
    first = texts(slides.slides[0])
    assert "1 September to 31 October 2023" in first
    assert "As known on" in first
    for number, slide in enumerate(slides.slides, start=1):
        assert f"Record version {autumn.version}" in texts(slide), number
        assert "As known on" in texts(slide)


def test_nothing_runs_off_a_slide(slides, all_slides) -> None:
    assert_within(slides)
    assert_within(all_slides)


def test_long_tables_go_on_with_their_head(all_slides) -> None:
    found = [slide for slide in all_slides.slides if title(slide).startswith("Key events")]
    assert len(found) > 1
    assert [title(slide) for slide in found] == [f"Key events ({n} of {len(found)})" for n in range(1, len(found) + 1)]
    heads, lines = set(), []
    for slide in found:
        head, *body = rows(tables(slide)[0])
        heads.add(tuple(head))
        lines += body
    assert heads == {("When", "What", "Where", "Kind", "Rests on")}
    assert len(lines) == 24


def test_what_is_left_out_is_counted(all_slides, everything) -> None:
    found = next(slide for slide in all_slides.slides if title(slide).startswith("Sources"))
    count = len(everything["sources"])
    assert f"40 of {count:,} pages, those cited most; {count - 40:,} left out." in texts(found)


def test_questions_stand_as_the_record_says(slides, autumn) -> None:
    lines = [
        line for slide in slides.slides if title(slide).startswith("Disputed") for line in rows(tables(slide)[0])[1:]
    ]
    questions = autumn["questions"]
    assert {line[0]: line[1] for line in lines} == {
        text: autumn.standings[question].headline
        for question, text in zip(questions["id"], questions["text"], strict=True)
    }


def test_numbers_are_charts_that_can_be_edited(all_slides, everything) -> None:
    charts = [shape.chart for slide in all_slides.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 4
    measure = everything["quantities"]["measure"].value_counts()
    kinds = everything["measures"].set_index("id")["kind"]
    most = next(one for one in measure.index if kinds[one] != "none")
    figures = everything["quantities"][everything["quantities"]["measure"] == most]
    ends = figures[["low", "high"]].apply(lambda row: len(set(row.dropna())), axis=1).sum()
    assert sum(len(list(series.values)) for series in charts[0].plots[0].series) == ends
    # Its first series is the longest, since LibreOffice loses points otherwise.
    for chart in charts:
        lengths = [len(list(series.values)) for series in chart.plots[0].series]
        assert lengths == sorted(lengths, reverse=True)
        assert chart.part.chart_workbook.xlsx_part is not None


def test_pictures_tables_and_charts_have_a_text_for_those_who_cannot_see_them(slides) -> None:
    found = [
        (title(slide), described(shape))
        for slide in slides.slides
        for shape in slide.shapes
        if shape.shape_type is not None and (hasattr(shape, "image") or shape.has_table or shape.has_chart)
    ]
    assert len(found) >= 6
    assert all(len(text) > 20 for _, text in found), found
    told = dict(found)
    assert "37 events and 50 claims" in told["Where it happened"]
    assert "Most events: " in told["Where it happened"]


def test_pictures_are_not_distorted(slides) -> None:
    pictures = [shape for slide in slides.slides for shape in slide.shapes if hasattr(shape, "image")]
    assert len(pictures) == 2
    for shape in pictures:
        width, height = Image.open(io.BytesIO(shape.image.blob)).size
        assert abs(width / height - shape.width / shape.height) < 0.005


def test_notes_name_the_sources(slides, autumn) -> None:
    for slide in slides.slides:
        assert notes(slide)
    events = next(slide for slide in slides.slides if title(slide).startswith("Key events"))
    named = rows(tables(events)[0])[1][1]
    event = autumn["events"].set_index("title").at[named, "id"]
    links = autumn["event_sources"]
    urls = autumn["sources"].set_index("id")["url"]
    for source in links[links["event"] == event]["source"]:
        assert urls[source] in notes(events)


def test_sources_are_links(slides, autumn) -> None:
    linked = {
        run.hyperlink.address
        for slide in slides.slides
        if title(slide).startswith("Sources")
        for row in tables(slide)[0].rows
        for run in row.cells[0].text_frame.paragraphs[0].runs
        if run.hyperlink.address
    }
    assert len(linked) == 40
    assert linked <= set(autumn["sources"]["url"])


def test_a_figure_alone_stands_in_a_table(whole) -> None:
    found = read(deck(whole))
    slide = next(slide for slide in found.slides if title(slide) == "Numbers in dispute")
    assert rows(tables(slide)[0])[1] == [
        "Containers shipped",
        "13 October 2023",
        "White House",
        "more than 1,000 containers",
    ]


def test_the_same_view_gives_the_same_bytes(autumn) -> None:
    content = deck(autumn)
    assert content == deck(autumn)
    for item in ZipFile(io.BytesIO(content)).infolist():
        assert item.date_time == (1980, 1, 1, 0, 0, 0)


def test_libreoffice_makes_a_page_of_each_slide(autumn, slides, tmp_path) -> None:
    (tmp_path / "deck.pptx").write_bytes(deck(autumn))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "deck.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
    pages = PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == len(slides.slides)
    for page, slide in zip(pages, slides.slides, strict=True):
        assert "".join(title(slide).split()) in "".join(page.extract_text().split())


def test_an_empty_view_is_refused(small_record) -> None:
    with pytest.raises(ValueError, match="nothing to brief on"):
        deck(nothing(small_record))


@pytest.fixture
def drawn_blank(monkeypatch) -> None:
    """Pictures that take no time; what they do with hostile text is tested with them."""
    out = io.BytesIO()
    Image.new("RGB", (2, 1)).save(out, "png")
    for name in ("map_image", "timeline_image"):
        monkeypatch.setattr(f"exports.deck.{name}", lambda *_: out.getvalue())


@on_hostile_texts()
def test_hostile_text_comes_out_as_text(hostile, drawn_blank, text) -> None:
    found = read(deck(hostile(text)))
    assert_within(found)
    safe = one_line(xml_safe(text))
    events = next(slide for slide in found.slides if title(slide).startswith("Key events"))
    for row in rows(tables(events)[0])[1:]:
        shown = row[1]
        assert shown == safe or (shown.endswith("…") and safe.startswith(shown[:-1]))
