"""The data dictionary: what every table and column of a record holds, read off the models."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic.fields import FieldInfo

from data.models import TABLES, Row, linked_table
from data.package import base_type, field_type


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `values` are the allowed ones, if they are few; `links` is the table of the id it holds."""

    name: str
    type: str
    required: bool
    description: str
    values: tuple[str, ...]
    links: str | None


@dataclass(frozen=True, slots=True)
class Described:
    """A table: its name, heading, what a row is, its key, and its columns."""

    name: str
    heading: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def dictionary() -> list[Described]:
    """Every table of the schema, in its order."""
    return [_described(name, model) for name, model in TABLES.items()]


def _described(name: str, model: type[Row]) -> Described:
    columns = tuple(_column(field, info) for field, info in model.model_fields.items())
    return Described(name, model.heading, (model.__doc__ or "").strip(), model.key, columns)


def _column(name: str, info: FieldInfo) -> Column:
    base = base_type(info.annotation)
    values = tuple(str(member.value) for member in base) if issubclass(base, StrEnum) else ()
    return Column(name, field_type(base), info.is_required(), info.description or "", values, linked_table(info))
