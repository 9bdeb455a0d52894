"""The data dictionary says what the models say."""

from data.dictionary import dictionary
from data.models import TABLES, Stance


def test_every_table_and_column_is_described() -> None:
    found = {table.name: table for table in dictionary()}
    assert list(found) == list(TABLES)
    for name, model in TABLES.items():
        assert [column.name for column in found[name].columns] == list(model.model_fields)
        assert found[name].description
        assert all(column.description for column in found[name].columns)


def test_types_links_and_values_are_told() -> None:
    claims = next(table for table in dictionary() if table.name == "claims")
    columns = {column.name: column for column in claims.columns}
    assert columns["stance"].values == tuple(str(stance) for stance in Stance)
    assert columns["stance"].required
    assert columns["spoken_by"].links == "actors"
    assert not columns["spoken_by"].required
    quantities = next(table for table in dictionary() if table.name == "quantities")
    assert {column.name: column.type for column in quantities.columns}["low"] == "number"
    assert quantities.key == ("claim", "position")
