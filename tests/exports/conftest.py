"""What the tests of exports share: a way to ask the routes, and records full of hostile text."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import anyio
import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from data.filters import Filters
from data.load import read_all
from data.package import Package
from data.record import Record
from data.view import View
from exports.map_image import map_image
from exports.numbers_image import numbers_image
from exports.picture import Picture
from exports.timeline_image import timeline_image
from exports.web import Exports
from tests.conftest import TODAY, SmallRecord

Get = Callable[..., httpx.Response]
Draw = Callable[[View, Picture], bytes]
PICTURES: dict[str, Draw] = {"map": map_image, "timeline": timeline_image, "numbers": numbers_image}

# What each format would take for something else than text, and some that are only awkward.
PAYLOADS = (
    '=HYPERLINK("https://example.org","x")',
    "+1+1",
    "-1",
    "@SUM(A1)",
    "=1\n=2",
    "'=1",
    "_x0041_",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a & b &amp; c",
    "]]><!--",
    "<![CDATA[x]]>",
    "$[name] ${x} {{7*7}} {% raw %}",
    "}\n}\n@misc{evil,\n title={x}}",
    "}",
    "{",
    "\\input{/etc/passwd} %x",
    '"quoted", and, commas; semicolons',
    "x\nER  - \nTY  - JOUR\nTI  - evil",
    "TY  - JOUR",
    "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:evil",
    "back\\slash \\n \\, \\;",
    "^'^n:",
    " ".join(["김정은"] * 40),
    "\U0001f469\u200d\U0001f4bb" * 30,
    "a\u2028b\u2029c",
    "\uffff\ufffe",
    "é" * 200,
)

# What the loader lets through: no control characters but line feeds, and no surrogates, which are no text.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).map(str.strip).filter(bool)
# The loader refuses these; a format must come out readable all the same.
CONTROLS = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0x2030), min_size=1, max_size=40)


def on_hostile_texts(texts: st.SearchStrategy[str] = TEXTS) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test with every payload, and with texts that hypothesis thinks of, as its argument `text`."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        fixture = HealthCheck.function_scoped_fixture
        run = settings(max_examples=20, deadline=None, suppress_health_check=[fixture])(given(text=texts)(test))
        for payload in PAYLOADS:
            run = example(text=payload)(run)
        return run

    return decorate


HOSTILE = {
    "actors": ("name",),
    "places": ("name", "admin1", "native_name"),
    "sources": ("title", "publisher"),
    "events": ("title", "summary"),
    "questions": ("text", "note"),
    "claims": ("text", "quote"),
    "measures": ("label", "unit"),
    "quantities": ("raw",),
    "routes": ("title", "note"),
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], View]:
    """Everything in the small record, with a text in every cell that holds free text, and in its title."""
    folder = tmp_path_factory.mktemp("hostile")
    SmallRecord(folder)
    package, tables, faults = read_all(folder, TODAY)
    assert package is not None
    assert not faults

    def view(text: str) -> View:
        rows = {
            name: [row | dict.fromkeys(HOSTILE.get(name, ()), text) for row in table.rows]
            for name, table in tables.items()
        }
        spoiled = package.model_copy(update={"title": text})
        return Filters().apply(Record.from_rows(folder, "0123456789", spoiled, rows))

    return view


@pytest.fixture(scope="session")
def whole(small_record: Record) -> View:
    """Everything in the small record."""
    return Filters().apply(small_record)


@pytest.fixture(scope="session")
def everything(record: Record) -> View:
    """Everything in the record that comes with the program."""
    return Filters(background=True).apply(record)


def nothing(record: Record) -> View:
    return Filters(text="zzzzzz").apply(record)


def with_package(record: Record, **changes: Any) -> Record:
    """The record with other words about itself."""
    return replace(record, package=Package.model_validate(record.package.model_dump() | changes))


def asking(exports: Exports) -> Get:
    """A function that asks the routes for an address under /export."""
    app = Starlette(routes=exports.routes())

    def get(path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://tumen.test") as client:
                return await client.request(method, f"/export{path}", headers=headers)

        return anyio.run(ask)

    return get


@pytest.fixture(scope="session")
def get(small_record: Record) -> Get:
    """Ask the routes of the small record."""
    return asking(Exports(lambda: small_record))


def texts(svg: bytes) -> list[str]:
    """Every text that stands in an svg as text, in the order of drawing."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own file
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.fixture(scope="session")
def small_view(small_record: Record) -> View:
    return Filters().apply(small_record)


@pytest.fixture(scope="session")
def whole_view(record: Record) -> View:
    return Filters().apply(record)


@pytest.fixture(params=PICTURES)
def draw(request: pytest.FixtureRequest) -> Draw:
    """Each of the pictures in turn."""
    return PICTURES[request.param]
