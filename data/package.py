"""`datapackage.json`: what a record says of itself, and its schema for any tool (Frictionless Data Package)."""

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from data.models import SLUG, TABLES, Row, linked_table
from data.tables import Fault

DESCRIPTOR = "datapackage.json"


class Package(BaseModel):
    """The part of `datapackage.json` that is written by hand; the rest is generated from the models."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(pattern=SLUG)
    title: str = Field(min_length=1)
    description: str = ""
    region: str = Field(min_length=1, description="What the map shows, in words.")
    bounds: tuple[float, float, float, float] = Field(
        description="West, south, east and north of the first map view, degrees WGS 84."
    )
    presets: dict[str, tuple[float, float, float, float]] = Field(
        default={}, description="Further map views by name, bounds as above; east may pass 180."
    )
    periods: dict[str, tuple[date, date]] = Field(
        default={}, description="Stretches of time worth a look, by name: first and last day."
    )
    licenses: list[dict[str, str]] = []

    @field_validator("bounds", "presets")
    @classmethod
    def _in_order(cls, value: Any) -> Any:
        for west, south, east, north in value.values() if isinstance(value, dict) else [value]:
            if not (-180 <= west < east <= 360 and -90 <= south < north <= 90):
                raise PydanticCustomError("bounds", "bounds are west, south, east and north in degrees, in this order")
        return value

    @field_validator("periods")
    @classmethod
    def _forwards(cls, value: dict[str, tuple[date, date]]) -> dict[str, tuple[date, date]]:
        for name, (first, last) in value.items():
            if last < first:
                raise PydanticCustomError("period", "{name} ends before it starts", {"name": name})
        return value


def read_package(path: Path) -> tuple[Package | None, list[Fault]]:
    """The hand-written part of a `datapackage.json`, or what is wrong with it."""
    try:
        return Package.model_validate_json(path.read_bytes()), []
    except FileNotFoundError:
        return None, [
            Fault(path.name, 0, "", "is missing - copy one from another record and change its title and bounds")
        ]
    except ValidationError as error:
        return None, [
            Fault(path.name, 0, ".".join(map(str, detail["loc"])), f"{detail['msg']} - correct it")
            for detail in error.errors(include_url=False)
        ]


def descriptor_text(package: Package, version: str, coverage: tuple[date, date]) -> str:
    """The whole `datapackage.json`: the hand-written part, version, coverage and the schema of every table."""
    first, last = coverage
    descriptor = {
        "profile": "tabular-data-package",
        **package.model_dump(mode="json"),
        "version": version,
        "temporal": {"start": first.isoformat(), "end": last.isoformat()},
        "resources": [_resource(name, model) for name, model in TABLES.items()],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _resource(name: str, model: type[Row]) -> dict[str, Any]:
    links = {field: target for field, info in model.model_fields.items() if (target := linked_table(info))}
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": model.heading,
        "description": (model.__doc__ or "").strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(field, info) for field, info in model.model_fields.items()],
            "primaryKey": list(model.key),
            "foreignKeys": [
                # An empty resource name is the standard's way to point to the table itself.
                {"fields": [field], "reference": {"resource": "" if target == name else target, "fields": ["id"]}}
                for field, target in links.items()
            ],
            "missingValues": [""],
        },
    }


def _field(name: str, info: FieldInfo) -> dict[str, Any]:
    base = base_type(info.annotation)
    field: dict[str, Any] = {"name": name, "type": field_type(base), "description": info.description}
    constraints: dict[str, Any] = {"required": True} if info.is_required() else {}
    if issubclass(base, StrEnum):
        constraints["enum"] = [member.value for member in base]
    if constraints:
        field["constraints"] = constraints
    return field


_TYPES: dict[type, str] = {float: "number", int: "integer", bool: "boolean"}


def field_type(base: type) -> str:
    """What the standard calls the type of a cell: string, number, integer or boolean."""
    return _TYPES.get(base, "string")


def base_type(annotation: Any) -> type:
    """The plain type behind `X | None` and `Annotated[X, ...]`."""
    while not isinstance(annotation, type):
        annotation = next(arg for arg in get_args(annotation) if arg is not NoneType)
    return annotation
