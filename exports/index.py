"""The page at `/export`: every format with a link that keeps the present filter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.describe import summary
from data.view import View
from exports.address import query_string
from exports.citation import citation
from exports.formats import Format
from exports.parameters import FILTER_PARAMETERS, Parameter, Query, kept
from exports.problems import Problem
from style import THEMES

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True)
class _Entry:
    """A format on the page, and the address that keeps the part of the query which it understands."""

    format: Format
    href: str


def index_html(
    view: View,
    query: Query,
    formats: Iterable[Format],
    own: Sequence[Parameter],
    address: str,
    problems: Sequence[Problem] = (),
) -> str:
    """The page as HTML: what is in view, how to cite it, and a link to each format. It loads nothing.

    `query` is that of the request, `own` what formats may be asked beside the filter, `address` the dashboard's with
    the same filter. `problems` are named at the top.
    """
    entries = [_Entry(one, _href(one, query)) for one in formats]
    groups = [(name, list(group)) for name, group in groupby(entries, key=lambda entry: entry.format.group)]
    return _PAGES.get_template("index.html").render(
        view=view,
        summary=summary(view),
        citation=citation(view, address),
        dashboard=f".?{query_string(view.filters.to_query())}",
        openapi="export/openapi.json",
        groups=groups,
        parameters=[*FILTER_PARAMETERS, *own],
        values=_values,
        problems=problems,
        themes=THEMES,
    )


def _href(wanted: Format, query: Query) -> str:
    # Relative to `/export`, so that it holds behind a proxy that serves this under another path.
    return f"export/{wanted.path}?{query_string(kept(query, wanted.parameters))}".removesuffix("?")


def _values(parameter: Parameter) -> str:
    """What a parameter may be, in words."""
    schema = parameter.schema
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "minimum" in schema:
        return f"{schema['minimum']:,} to {schema['maximum']:,}, or {schema['default']:,} if not given"
    if schema.get("format") == "date":
        return "a day: 2023-09-13"
    if "maxLength" in schema:
        return f"text of at most {schema['maxLength']} characters"
    return ", ".join(schema.get("examples", ())) or "an id or name of the record"
