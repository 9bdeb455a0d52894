"""Reading and writing one CSV file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import EventActor, Place, Quantity, Question, Row
from data.tables import Fault, RecordError, nearest, read_table, shown, table_text

HEADER = "id,text,topic,nature,note"
LINE = "q-one,Is it so?,arms,fact,"


def faults_of(path: Path, text: str | bytes, model: type[Row] = Question) -> list[str]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(fault) for fault in read_table(path, model)[1]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "questions.csv"


def test_rows_come_with_the_line_they_begin_on(path: Path) -> None:
    path.write_text(f'{HEADER}\n\nq-one,Is it so?,arms,fact,"one\ntwo\nthree"\nq-two,And so?,arms,fact,\n')
    table, faults = read_table(path, Question)
    assert [(row["id"], line) for row, line in table.numbered()] == [("q-one", 3), ("q-two", 6)]
    assert faults == []


def test_an_empty_cell_is_an_absent_value(path: Path) -> None:
    path.write_text(f"{HEADER}\n{LINE}\n")
    assert read_table(path, Question)[0].rows[0]["note"] is None


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\r\n{LINE}\r\n",
        f"\ufeff{HEADER}\n{LINE}\n",
        f"{HEADER}\n{LINE}",
        f'{HEADER}\r\nq-one,Is it so?,arms,fact,"one\r\ntwo"\r\n',
        "topic,id,note,nature,text\narms,q-one,,fact,Is it so?\n",
    ],
    ids=["CRLF", "BOM", "no last line end", "CRLF in a cell", "other order of columns"],
)
def test_what_other_programs_write_is_accepted(path: Path, text: str) -> None:
    assert faults_of(path, text) == []
    assert [row["id"] for row in read_table(path, Question)[0].rows] == ["q-one"]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("id,text,topic,nature,note,colour", "unknown column 'colour' - the columns are"),
        ("id,text,topics,nature,note", "unknown column 'topics', did you mean topic?; missing column topic - the"),
        ("id,text,topic", "missing column nature, note - the columns are"),
        ("id,text,topic,nature,note,id", "column twice id - the columns are"),
    ],
)
def test_a_header_that_does_not_fit(path: Path, header: str, problem: str) -> None:
    (fault,) = faults_of(path, f"{header}\n{LINE}\n")
    assert fault.startswith(f"questions.csv:1: {problem}")
    assert fault.endswith("id,text,topic,nature,note")


def test_an_empty_file_lacks_all_columns(path: Path) -> None:
    (fault,) = faults_of(path, "")
    assert fault.startswith("questions.csv:1: missing column id, text, topic, nature, note - ")


@pytest.mark.parametrize(("cells", "count"), [("q-one,Is it so?,arms,fact", 4), (f"{LINE},more", 6)])
def test_a_wrong_number_of_cells(path: Path, cells: str, count: int) -> None:
    (fault,) = faults_of(path, f"{HEADER}\n{LINE}\n{cells}\n")
    assert fault == f"questions.csv:3: has {count} cells where the header has 5 - check commas and quotes"


def test_bytes_that_are_not_utf_8(path: Path) -> None:
    (fault,) = faults_of(path, f"{HEADER}\n{LINE}\nq-two,Caf".encode() + b"\xe9,arms,fact,\n")
    assert fault == "questions.csv:3: is not UTF-8 - save the file as UTF-8"


def test_a_missing_file(path: Path) -> None:
    table, faults = read_table(path, Question)
    assert [str(fault) for fault in faults] == [
        "questions.csv: is missing - add the file, if only with its header line"
    ]
    assert not table.readable


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'{HEADER}\n{LINE}\nq-two,"never closed,arms,fact,\nq-three,So?,arms,fact,\n', 2),
        (f'{HEADER}\n{LINE}\nq-two,"closed" too soon,arms,fact,\n', 2),
        (f'"id,{HEADER[3:]}\n{LINE}\n', 1),
    ],
    ids=["open quote", "stray quote", "open quote in the header"],
)
def test_a_file_that_is_no_csv_has_one_fault_and_is_unreadable(path: Path, text: str, line: int) -> None:
    (fault,) = faults_of(path, text)
    assert fault.startswith(f"questions.csv:{line}: cannot be read as CSV after this line (")
    assert fault.endswith(" - check the quotes")
    assert not read_table(path, Question)[0].readable


def test_all_faults_of_a_row_are_listed_and_the_row_is_left_out(path: Path) -> None:
    path.write_text(f"{HEADER}\n{LINE}\nQ two,,arms,maybe,\n")
    table, faults = read_table(path, Question)
    assert [(fault.line, fault.column) for fault in faults] == [(3, "id"), (3, "text"), (3, "nature")]
    assert [row["id"] for row in table.rows] == ["q-one"]
    assert "Q two" in table.rejected


def test_faults_read_as_file_line_column_problem() -> None:
    assert str(Fault("a.csv", 3, "id", "is odd - mend it")) == "a.csv:3: id: is odd - mend it"
    assert str(Fault("a.csv", 3, "", "is odd - mend it")) == "a.csv:3: is odd - mend it"
    assert str(Fault("a.csv", 0, "", "is odd - mend it")) == "a.csv: is odd - mend it"


def test_a_record_error_lists_its_faults_by_file_and_line() -> None:
    error = RecordError([Fault("b.csv", 1, "", "x"), Fault("a.csv", 10, "", "x"), Fault("a.csv", 9, "", "x")])
    assert str(error) == "a.csv:9: x\na.csv:10: x\nb.csv:1: x"


def test_shown_values_stay_on_one_line_and_are_cut() -> None:
    assert shown("a\nb\u202ec") == r"'a\nb\u202ec'"
    assert shown("x" * 100) == "'" + "x" * 57 + "…'"


def test_nearest_suggests_only_what_is_near() -> None:
    assert nearest("rajin-prt", ["pyongyang", "rajin-port"]) == ", did you mean rajin-port?"
    assert nearest("zzz", ["pyongyang", "rajin-port"]) == ""


def test_nearest_does_not_depend_on_the_order_of_the_choices() -> None:
    choices = ["kim-b", "kim-a", "kim-c"]
    assert nearest("kim", choices) == nearest("kim", choices[::-1]) == ", did you mean kim-a?"


def test_table_text_is_sorted_quoted_where_needed_and_ends_lines_with_lf() -> None:
    rows = [
        {"id": "q-b", "text": 'Did he say "no", or not?', "topic": "arms", "nature": "fact", "note": None},
        {"id": "q-a", "text": "Is it so?", "topic": "space", "nature": "fact", "note": "one\ntwo"},
        {"id": "q-a", "text": "Is it so?", "topic": "arms", "nature": "fact", "note": ""},
    ]
    assert table_text(rows, Question) == (
        "id,text,topic,nature,note\n"
        "q-a,Is it so?,arms,fact,\n"
        'q-b,"Did he say ""no"", or not?",arms,fact,\n'
        'q-a,Is it so?,space,fact,"one\ntwo"\n'
    )


def test_table_text_sorts_positions_as_numbers() -> None:
    row = {"claim": "c", "measure": "m", "low": 1.0, "high": 2.5, "qualifier": "between", "cumulative": False}
    text = table_text([{**row, "position": n, "raw": str(n)} for n in (10, 9)], Quantity)
    assert text.splitlines()[1:] == ["c,9,m,1,2.5,between,false,9", "c,10,m,1,2.5,between,false,10"]


def test_table_text_sorts_by_the_key_where_no_order_is_given() -> None:
    cast = (("b", "host"), ("a", "host"), ("a", "guest"))
    rows = [{"event": "e", "actor": actor, "role": role} for actor, role in cast]
    assert table_text(rows, EventActor).splitlines()[1:] == ["e,a,guest", "e,a,host", "e,b,host"]


WORDS = st.lists(
    st.sampled_from(["a", ",", '"', '""', "'", ";", "=1", "평양", "P’yŏng", "\N{GRINNING FACE}", "#", "\\"]),
    min_size=1,
    max_size=3,
).flatmap(lambda words: st.sampled_from([" ".join(words), "\n".join(words)]))
PLACES = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a", "a-b", "b", "10", "9"]),
        "name": WORDS,
        "alt_names": st.none() | WORDS,
        "native_name": st.none() | WORDS,
        "country": st.none() | st.just("PRK"),
        "admin1": st.none(),
        "kind": st.sampled_from(["port", "city"]),
        "lat": st.floats(0.1, 90),
        "lon": st.floats(-180, 180),
        "precision": st.just("area"),
        "radius_km": st.floats(1e-6, 1e6),
        "basis": WORDS,
    }
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(PLACES, max_size=4))
def test_rows_written_and_read_again_are_the_same(tmp_path_factory: pytest.TempPathFactory, rows: list[dict]) -> None:
    path = tmp_path_factory.getbasetemp() / "places.csv"
    path.write_text(table_text(rows, Place), encoding="utf-8", newline="")
    table, faults = read_table(path, Place)
    assert faults == []
    assert table.rows == sorted(rows, key=lambda row: row["id"])
