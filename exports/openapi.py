"""OpenAPI 3.1 of everything under `/export`, from the formats and parameters themselves."""

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from exports.formats import Format
from exports.parameters import FILTER_PARAMETERS, Parameter
from exports.version import code_version

_COMPONENTS = "#/components/schemas/"
_PROBLEMS = {
    "type": "object",
    "description": "Why there is no file.",
    "required": ["error", "problems"],
    "properties": {
        "error": {"type": "string", "description": "What is wrong."},
        "problems": {
            "type": "array",
            "description": "Each parameter at fault.",
            "items": {
                "type": "object",
                "required": ["parameter", "value", "problem"],
                "properties": {
                    "parameter": {"type": "string"},
                    "value": {"type": "string"},
                    "problem": {"type": "string", "description": "What is wrong, and what to do."},
                    "allowed": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
_FAILURES = {
    "400": "A parameter or value is unknown, or the filter finds nothing and there is no such file of nothing.",
    "429": "Too many files are being made; Retry-After says when to try again.",
    "503": "The record cannot be read.",
}


def openapi(formats: Iterable[Format]) -> dict[str, Any]:
    """The description as plain values, for JSON. Addresses are relative to where it is served."""
    formats = list(formats)
    models = list(dict.fromkeys(one.answers for one in formats if one.answers))
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models], ref_template=_COMPONENTS + "{model}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tumen exports",
            "version": code_version(),
            "description": "The record, narrowed by the filter of the dashboard, as files and JSON.",
        },
        "servers": [{"url": "."}],
        "paths": {f"/{one.path}": {"get": _operation(one)} for one in formats},
        "components": {
            "schemas": {**schemas.get("$defs", {}), "Problems": _PROBLEMS},
            "parameters": {parameter.name: _parameter(parameter) for parameter in FILTER_PARAMETERS},
        },
    }


def _operation(wanted: Format) -> dict[str, Any]:
    shared = [{"$ref": f"#/components/parameters/{parameter.name}"} for parameter in FILTER_PARAMETERS]
    return {
        "operationId": wanted.path.replace("/", "-").replace(".", "-"),
        "tags": [wanted.group],
        "summary": wanted.title,
        "description": wanted.note,
        "parameters": [*shared, *map(_parameter, wanted.parameters)],
        "responses": {
            "200": {"description": wanted.title, "content": {wanted.media_type.partition(";")[0]: _body(wanted)}},
            "304": {"description": "The file that If-None-Match names is still the one."},
            **{code: _failure(text) for code, text in _FAILURES.items()},
        },
    }


def _body(wanted: Format) -> dict[str, Any]:
    # A file that is no JSON is bytes, which OpenAPI 3.1 says by no schema at all.
    return {"schema": {"$ref": _COMPONENTS + wanted.answers.__name__}} if wanted.answers else {}


def _failure(text: str) -> dict[str, Any]:
    return {
        "description": text,
        "content": {"application/json": {"schema": {"$ref": f"{_COMPONENTS}Problems"}}},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(parameter.schema)
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": {"type": "array", "items": schema} if parameter.repeats else schema,
    }
