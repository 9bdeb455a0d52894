"""Present mode: the map alone, with its words around it."""

import pytest

from data.filters import Filters
from screens import present


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """Present mode with what the URL asks for."""

    def asked(view, **parameters: str):
        monkeypatch.setattr(present, "map_parameter", lambda name: parameters.get(name, ""))
        return present.presentation(view)

    return asked


def test_it_says_the_filter_in_words_and_what_it_rests_on(asked, small_record) -> None:
    view = Filters(kinds=("arms-transfer",)).apply(small_record)
    shown = asked(view)
    assert shown.title == small_record.package.title
    assert shown.subtitle.endswith("arms transfer")
    assert f"record version {small_record.version}" in shown.footer
    assert "3 sources" in shown.footer
    assert (shown.width, shown.height) == (1600, 900)


@pytest.mark.parametrize(
    ("frame", "size"), [("4x3", (1200, 900)), ("1x1", (900, 900)), ("9999x1", (1600, 900)), ("", (1600, 900))]
)
def test_frames(asked, small_record, frame: str, size: tuple[int, int]) -> None:
    shown = asked(Filters().apply(small_record), frame=frame)
    assert (shown.width, shown.height) == size


def test_title_and_subtitle_of_the_url_are_cut(asked, small_record) -> None:
    shown = asked(Filters().apply(small_record), title="T" * 10_000, subtitle="<b>so</b>")
    assert len(shown.title) == 120
    assert shown.title.endswith("…")
    assert shown.subtitle == "<b>so</b>"
