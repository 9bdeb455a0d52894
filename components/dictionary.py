"""The data dictionary, and the whole record for other programs."""

import re

import streamlit as st

from components.choices import choose
from components.text import html
from data.describe import counted
from data.dictionary import Column, Described, dictionary
from data.view import View


def dictionary_html(table: Described, rows: int | None) -> str:
    """A table of the schema as HTML: what a row is, its key, and each column with type, links and allowed values.

    `rows` is how many the record in view has, where that is known.
    """
    lines = "".join(_column_html(column) for column in table.columns)
    count = f" · {counted(rows, 'row')} in view" if rows is not None else ""
    return (
        f'<div class="question"><h4>{html(table.heading)} <code>{html(table.name)}.csv</code></h4>'
        f"<p>{_marked(table.description)}</p><p class='post-facts'>key: {html(', '.join(table.key))}{count}</p></div>"
        f'<div class="matrix" tabindex="0" role="region" aria-label="Columns of {html(table.name)}">'
        "<table class='left'><thead><tr><th scope='col'>Column</th><th scope='col'>Type</th><th scope='col'>Needed</th>"
        f"<th scope='col'>What it holds</th></tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _column_html(column: Column) -> str:
    links = f" → <code>{html(column.links)}</code>" if column.links else ""
    values = f"<br><small>One of {', '.join(html(value) for value in column.values)}.</small>" if column.values else ""
    return (
        f"<tr><th scope='row'><code>{html(column.name)}</code></th><td>{html(column.type)}{links}</td>"
        f"<td>{'yes' if column.required else ''}</td><td>{_marked(column.description)}{values}</td></tr>"
    )


def _marked(text: str) -> str:
    """Text with its `code` marked as such."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html(text))


def show_download(view: View) -> None:
    """Draw a button that gives the whole record as a data package."""
    st.download_button(
        "Download the whole record (data package, ZIP)",
        view.archive,
        file_name=f"{view.package.name}-{view.version}.zip",
        mime="application/zip",
        on_click="ignore",
        icon=":material/download:",
        key="record_zip",
        help="Every table as CSV, whatever the filter, with a datapackage.json (Frictionless Data Package).",
    )


def show_dictionary(view: View) -> None:
    """Draw one table of the schema, chosen from a list that the address keeps."""
    tables = {table.name: table for table in dictionary()}
    chosen = tables[choose("table", "Table", {name: f"{table.heading} ({name})" for name, table in tables.items()})]
    st.html(dictionary_html(chosen, len(view[chosen.name])))
