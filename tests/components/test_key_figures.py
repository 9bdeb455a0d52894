"""The figures at the head of the situation page."""

import pytest

from components.key_figures import key_figures, key_figures_html
from data.filters import Filters


@pytest.mark.parametrize(
    ("filters", "figures"),
    [
        # q-arms is contested: Washington implies it, Pyongyang denies it; q-freight and q-threat are asserted only.
        (Filters(), [3, 3, 3, 1, 6]),
        (Filters(kinds=("summit",)), [1, 0, 0, 0, 2]),
        # The denial alone is in view, but its question stays in dispute.
        (Filters(actors=("prk",), text="no such deal"), [0, 1, 1, 1, 1]),
        (Filters(text="nowhere to be found"), [0, 0, 0, 0, 0]),
    ],
)
def test_the_figures_count_what_is_in_view(small_record, filters: Filters, figures: list[int]) -> None:
    assert key_figures(filters.apply(small_record)) == dict(
        zip(["Events", "Claims", "Questions touched", "of them in dispute", "Sources"], figures, strict=True)
    )


def test_evidenced_and_denied_counts_as_in_dispute(small) -> None:
    small.set("claims", 0, evidence="imagery")
    small.set("claim_actors", 0, actor="imagery-lab")
    view = Filters().apply(small.load())
    assert (view.standings["q-arms"].word, view.standings["q-freight"].word) == ("evidenced, denied", "evidenced")
    assert key_figures(view)["of them in dispute"] == 1
    small.add("claim_answers", claim="c-denial", question="q-freight", answer="no")
    assert key_figures(Filters().apply(small.load()))["of them in dispute"] == 2


def test_the_figures_are_drawn_with_thousands_apart(small_record, monkeypatch) -> None:
    monkeypatch.setattr("components.key_figures.key_figures", lambda _: {"Events": 12345, "R&D <b>": 1})
    assert key_figures_html(Filters().apply(small_record)) == (
        '<div class="figures"><div>Events<strong>12,345</strong></div>'
        "<div>R&amp;D &lt;b&gt;<strong>1</strong></div></div>"
    )
