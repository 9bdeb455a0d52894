"""How good the record is: where it is thin, one-sided or doubtful."""

from components.choices import choose_part
from components.quality import (
    show_claims_without_evidence,
    show_coverage,
    show_doubts,
    show_months,
    show_one_sided,
    show_single_sources,
)
from components.sources import show_shares
from data.view import View

PARTS = {
    "single": "Events on one source",
    "bare": "Claims without evidence",
    "one-sided": "One-sided questions",
    "months": "Entries by month",
    "coverage": "Coverage",
    "doubts": "Doubts",
}
TABLE_HEIGHT = 520


def show(view: View) -> None:
    """Draw the page: the part that the address asks for, or the events on one source."""
    show_shares(view)
    part = choose_part(PARTS)
    if part == "months":
        show_months(view)
    elif part == "coverage":
        show_coverage(view)
    else:
        tables = {
            "single": show_single_sources,
            "bare": show_claims_without_evidence,
            "one-sided": show_one_sided,
            "doubts": show_doubts,
        }
        tables[part](view, TABLE_HEIGHT)
