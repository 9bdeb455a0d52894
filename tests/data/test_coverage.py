"""What the record covers, and the page that says so."""

from pathlib import Path

from data.coverage import coverage_tables, coverage_text
from data.filters import Filters

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"


def test_tables_count_every_event_once_and_every_answer(record) -> None:
    view = Filters().apply(record)
    tables = coverage_tables(view)
    for heading in ("By kind", "By side"):
        assert tables[heading]["events"].sum() == len(view["events"])
        assert (tables[heading]["two or more sources"] <= tables[heading]["events"]).all()
    assert tables["By question"].to_numpy().sum() == len(view["claim_answers"])
    past = view["events"]["first"].dt.date <= view.as_of
    assert tables["By month"]["events"].sum() == past.sum()


def test_the_page_in_docs_is_true(record) -> None:
    assert PAGE.read_text(encoding="utf-8") == coverage_text(record), "run make coverage"
