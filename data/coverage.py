"""What the record covers: rows by month, kind, side and question, and where it is thin."""

import pandas as pd

from data.describe import counted
from data.filters import Filters
from data.footing import entries_by_month, newest_source, one_sided_questions, source_shares, thin_months
from data.record import Record
from data.view import View

_HEAD = """\
# What the record covers

Generated from the tables: run `make coverage` after a change. The background before 2022 is counted apart, at the end.
"""


def coverage_tables(view: View) -> dict[str, pd.DataFrame]:
    """Counts of what is in view by heading; each frame has a readable index and whole numbers.

    By month: events and claims. By kind and by side: events, and those with two or more sources. By question: claims
    that answer yes, no and neither.
    """
    events = view["events"]
    sources = events["id"].map(view["event_sources"]["event"].value_counts()).fillna(0)
    rows = events.assign(several=sources >= 2, side=events["side"].astype(object).fillna("none"))
    months = entries_by_month(view)
    return {
        "By month": months.set_axis([f"{month:%Y-%m}" for month in months.index], axis="index"),
        "By kind": _with_shares(rows, "kind"),
        "By side": _with_shares(rows, "side"),
        "By question": _by_question(view),
    }


def _with_shares(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    groups = rows.groupby(column)
    table = pd.DataFrame({"events": groups.size(), "two or more sources": groups["several"].sum().astype(int)})
    return table.sort_values("events", ascending=False, kind="stable")


def _by_question(view: View) -> pd.DataFrame:
    answers = view["claim_answers"]
    table = pd.crosstab(answers["question"], answers["answer"]).reindex(columns=["yes", "no", "unclear"], fill_value=0)
    return table.set_axis([view.question_texts[question] for question in table.index], axis="index").sort_index()


def coverage_text(record: Record) -> str:
    """`docs/coverage.md`: shares, gaps and all tables as Markdown."""
    view = Filters().apply(record)
    background = len(Filters(background=True).apply(record)["events"]) - len(view["events"])
    parts = [_HEAD, _shares(view), _gaps(view)]
    parts += [f"## {heading}\n\n{_markdown(table)}" for heading, table in coverage_tables(view).items()]
    parts.append(f"## Background\n\n{counted(background, 'event')} before 2022.\n")
    return "\n".join(parts)


def _shares(view: View) -> str:
    shares = source_shares(view)
    several = shares.events - shares.single_source
    return (
        f"{counted(shares.events, 'event')}, {counted(len(view['claims']), 'claim')}, "
        f"{counted(len(view['sources']), 'source')}; the newest dated source is of {newest_source(view)}.\n"
        f"{several:,} events rest on two or more sources, {shares.single_source:,} on one, "
        f"{shares.state_media_only:,} on state media alone; {shares.official_document:,} cite an official document.\n"
    )


def _gaps(view: View) -> str:
    thin = ", ".join(f"{month:%Y-%m}" for month in thin_months(view).index) or "none"
    one_sided = [f"- {view.question_texts[one.question]} ({one.headline})" for one in one_sided_questions(view)]
    return "\n".join(
        [
            "## Gaps\n",
            f"Months with fewer than a quarter of the usual month's entries: {thin}.\n",
            "Questions answered one way only, by parties of one side:\n",
            *sorted(one_sided or ["none"]),
            "",
        ]
    )


def _markdown(table: pd.DataFrame) -> str:
    head = ["", *map(str, table.columns)]
    lines = [head, ["---", *["---:"] * len(table.columns)]]
    lines += [[str(name).replace("|", "\\|"), *(f"{value:,}" for value in row)]
              for name, row in zip(table.index, table.to_numpy(), strict=True)]  # fmt: skip
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
