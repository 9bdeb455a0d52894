"""The page at /export and its description for programs."""

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import html
from openapi_spec_validator import OpenAPIV31SpecValidator

from exports.parameters import FILTER_PARAMETERS
from exports.registry import FORMATS
from exports.web import Exports
from tests.exports.conftest import asking, on_hostile_texts


def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def links(root: html.HtmlElement) -> dict[str, dict[str, list[str]]]:
    """The query of every link of the page, by path."""
    parts = [urlsplit(urljoin("http://tumen.test/export", link.get("href"))) for link in root.iter("a")]
    assert {part.netloc for part in parts} == {"tumen.test"}
    return {part.path: parse_qs(part.query) for part in parts}


def test_every_format_has_a_link_that_keeps_the_query(get) -> None:
    answer = get("?kind=summit&kind=visit&q=a%26b&select=event:e-summit")
    assert answer.status_code == 200
    found = links(page(answer.text))
    asked = {"kind": ["summit", "visit"], "q": ["a&b"]}
    assert {path: query for path, query in found.items() if path != "/export/openapi.json"} == {
        "/": asked,
        **{f"/export/{path}": asked for path in FORMATS},
    }


def test_a_link_keeps_what_its_format_understands(get) -> None:
    found = links(page(get("?kind=summit&limit=5").text))
    assert found["/export/events.json"] == {"kind": ["summit"], "limit": ["5"]}
    assert found["/export/events.csv"] == {"kind": ["summit"]}


@pytest.mark.parametrize("path", FORMATS)
def test_every_link_leads_to_a_file(get, path) -> None:
    assert get(f"/{path}?q=leaders").status_code == 200


def test_the_page_says_what_is_in_view_and_how_to_cite_it(get) -> None:
    text = page(get("?kind=summit").text).text_content()
    assert "In view: 1 event and 0 claims, summit." in text
    assert "Tumen, “A small record”" in text
    assert "http://tumen.test/?kind=summit" in text


def test_the_page_loads_nothing(get) -> None:
    root = page(get("").text)
    assert not list(root.iter("script", "link", "img", "iframe"))
    assert "url(" not in get("").text


def test_what_is_asked_in_vain_is_named_on_the_page(get) -> None:
    answer = get("?kind=sumit")
    assert answer.status_code == 400
    root = page(answer.text)
    (alert,) = root.xpath("//*[@role='alert']")
    assert "did you mean summit" in alert.text_content()
    assert links(root)["/export/events.csv"] == {}


def test_a_slash_too_many_leads_to_the_page(get) -> None:
    answer = get("/?kind=summit")
    assert answer.status_code == 307
    assert urljoin("http://tumen.test/export/", answer.headers["location"]) == "http://tumen.test/export?kind=summit"


@on_hostile_texts()
def test_hostile_text_comes_out_as_text(hostile, text) -> None:
    record = hostile(text)._record
    root = page(asking(Exports(lambda: record))("").text)
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "a", "blockquote", "table", "thead",
        "tbody", "tr", "th", "td", "code", "br",
    }  # fmt: skip


def test_openapi_is_valid_and_complete(get) -> None:
    description = get("/openapi.json").json()
    OpenAPIV31SpecValidator(description).validate()
    assert set(description["paths"]) == {f"/{path}" for path in FORMATS}
    operations = [path["get"] for path in description["paths"].values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    events = description["paths"]["/events.json"]["get"]
    assert [one["name"] for one in events["parameters"] if "name" in one] == ["limit", "offset"]
    assert len(events["parameters"]) == len(FILTER_PARAMETERS) + 2
    kind = description["components"]["parameters"]["kind"]["schema"]
    assert kind["type"] == "array"
    assert "summit" in kind["items"]["enum"]


@pytest.mark.parametrize("path", ["events.json", "claims.json", "questions.json"])
def test_what_comes_is_what_openapi_says(get, path) -> None:
    description = get("/openapi.json").json()
    content = description["paths"][f"/{path}"]["get"]["responses"]["200"]["content"]["application/json"]
    schema = {**content["schema"], "components": description["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(get(f"/{path}").json())


def test_a_refusal_is_what_openapi_says(get) -> None:
    problems = get("/openapi.json").json()["components"]["schemas"]["Problems"]
    Draft202012Validator(problems).validate(get("/events.csv?kind=x").json())
