"""`datapackage.json`, held together with the models by frictionless, an independent reader."""

import json

import frictionless
import pytest

from data.__main__ import main
from data.live import DEFAULT_FOLDER
from data.models import TABLES
from data.package import DESCRIPTOR, descriptor_text
from data.tables import read_table, table_text

# Written out by hand, so that a link that the models lose is noticed here.
LINKS = {
    "actors": {"state": "actors"},
    "places": {},
    "sources": {},
    "events": {"place": "places"},
    "event_actors": {"event": "events", "actor": "actors"},
    "event_places": {"event": "events", "place": "places"},
    "event_sources": {"event": "events", "source": "sources"},
    "questions": {},
    "question_concerns": {"question": "questions", "actor": "actors"},
    "question_implications": {"question": "questions", "implies": "questions"},
    "claims": {"spoken_by": "actors"},
    "claim_answers": {"claim": "claims", "question": "questions"},
    "claim_actors": {"claim": "claims", "actor": "actors"},
    "claim_events": {"claim": "claims", "event": "events"},
    "claim_replies": {"claim": "claims", "reply_to": "claims"},
    "claim_sources": {"claim": "claims", "source": "sources"},
    "measures": {},
    "quantities": {"claim": "claims", "measure": "measures"},
    "routes": {"event": "events", "claim": "claims"},
    "route_stops": {"route": "routes", "place": "places"},
    "route_sources": {"route": "routes", "source": "sources"},
}


def frictionless_errors(folder) -> set[tuple[str, str]]:
    """The table and type of every error that frictionless finds."""
    report = frictionless.Package(str(folder / DESCRIPTOR)).validate()
    assert len(report.tasks) == len(TABLES)
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


@pytest.fixture(scope="module")
def resources() -> dict[str, dict]:
    """The committed description of each table."""
    descriptor = json.loads((DEFAULT_FOLDER / DESCRIPTOR).read_bytes())
    return {resource["name"]: resource for resource in descriptor["resources"]}


def test_the_committed_description_is_not_stale(record) -> None:
    committed = (DEFAULT_FOLDER / DESCRIPTOR).read_text(encoding="utf-8")
    assert committed == descriptor_text(record.package, record.version, record.coverage)


def test_frictionless_finds_the_committed_record_valid() -> None:
    assert frictionless_errors(DEFAULT_FOLDER) == set()


@pytest.fixture
def described(small):
    """The small record with a complete `datapackage.json`."""
    assert main(["datapackage", str(small.folder)]) == 0
    return small


def test_frictionless_finds_the_small_record_valid(described) -> None:
    assert frictionless_errors(described.folder) == set()


def test_frictionless_finds_spoiled_cells(described) -> None:
    described.set("events", 0, place="rajin-prt")
    described.set("actors", 9, state="usax")
    described.set("claims", 1, spoken_by="nobody")
    described.set("routes", 1, event="e-nothing")
    described.set("claim_replies", 0, reply_to="c-nothing")
    described.set("questions", 0, nature="guess")
    described.set("measures", 0, label="")
    described.set("places", 0, lat="north")
    described.set("quantities", 0, position="1.5")
    described.set("event_places", 1, place="east-sea")
    assert frictionless_errors(described.folder) == {
        ("events", "foreign-key"),
        ("actors", "foreign-key"),
        ("claims", "foreign-key"),
        ("routes", "foreign-key"),
        ("claim_replies", "foreign-key"),
        ("questions", "constraint-error"),
        ("measures", "constraint-error"),
        ("places", "type-error"),
        ("quantities", "type-error"),
        ("event_places", "primary-key"),
    }


def test_every_link_is_a_foreign_key(resources) -> None:
    found = {
        name: {
            key["fields"][0]: (key["reference"]["resource"] or name, key["reference"]["fields"])
            for key in resource["schema"]["foreignKeys"]
        }
        for name, resource in resources.items()
    }
    assert found == {
        name: {column: (target, ["id"]) for column, target in links.items()} for name, links in LINKS.items()
    }


def test_every_table_and_field_is_described(resources) -> None:
    for name, model in TABLES.items():
        assert resources[name]["title"] == model.heading
        assert resources[name]["description"].endswith(".")
        assert "Row" not in resources[name]["description"], "the text of the base class"
        fields = resources[name]["schema"]["fields"]
        assert [field["name"] for field in fields] == list(model.model_fields)
        for field in fields:
            assert (field["description"] or "").endswith("."), f"{name}.{field['name']}"


@pytest.mark.parametrize(
    ("table", "column", "kind", "constraints"),
    [
        ("places", "lat", "number", {"required": True}),
        ("places", "radius_km", "number", None),
        ("quantities", "position", "integer", {"required": True}),
        ("quantities", "cumulative", "boolean", {"required": True}),
        ("claims", "quote", "string", None),
        ("claims", "confirms", "string", {"enum": ["own-conduct", "independent-evidence"]}),
        ("events", "status", "string", {"required": True, "enum": ["occurred", "alleged", "planned", "failed"]}),
    ],
)
def test_types_and_constraints_follow_the_models(resources, table, column, kind, constraints) -> None:
    (field,) = [field for field in resources[table]["schema"]["fields"] if field["name"] == column]
    assert field["type"] == kind
    assert field.get("constraints") == constraints


def test_the_description_says_what_the_record_says_of_itself(described) -> None:
    descriptor = json.loads((described.folder / DESCRIPTOR).read_bytes())
    assert descriptor["title"] == "A small record"
    assert descriptor["bounds"] == [120, 32, 142, 50]
    assert descriptor["licenses"] == [{"name": "CC0-1.0"}]
    assert descriptor["version"] == described.load().version
    assert descriptor["temporal"] == {"start": "2023-09-01", "end": "2027-05-31"}


@pytest.mark.parametrize("table", list(TABLES))
def test_committed_tables_are_in_house_format(table) -> None:
    path = DEFAULT_FOLDER / f"{table}.csv"
    rows = read_table(path, TABLES[table])[0].rows
    assert path.read_bytes() == table_text(rows, TABLES[table]).encode()
