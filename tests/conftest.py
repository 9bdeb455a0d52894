"""Records for the tests: the real one, and a small one whose single cells can be spoiled."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from data.live import DEFAULT_FOLDER
from data.load import load_record, read_all
from data.models import TABLES
from data.record import Record

# The day on which the small record is read: `e-visit` lies after it and is planned, all else lies before it.
TODAY = date(2026, 1, 1)

PACKAGE = {
    "name": "small-record",
    "title": "A small record",
    "region": "Around Rajin",
    "bounds": [120, 32, 142, 50],
    "licenses": [{"name": "CC0-1.0"}],
}

SMALL = {
    "actors": """\
id,name,kind,state,side,alt_names,native_name
imagery-lab,Imagery Lab,organisation,,,,
kim-jong-un,Kim Jong Un,person,prk,,Kim Jong-un,김정은
kor,South Korea,state,,allies,,한국
nato,NATO,alliance,,allies,,
prk,North Korea,state,,partners,DPRK,조선
rus,Russia,state,,partners,,Россия
ukr,Ukraine,state,,ukraine,,Україна
un,United Nations,world-body,,other,UN,
usa,United States,state,,allies,US,
white-house,White House,organisation,usa,,,
""",
    "places": """\
id,name,alt_names,native_name,country,kind,lat,lon,precision,radius_km,basis
east-sea,East Sea / Sea of Japan,,,,sea-area,40,133,area,300,map
pyongyang,Pyongyang,P'yŏngyang,평양,PRK,capital,39.03,125.75,town,,map
rajin-port,Rajin port,Najin,라진항,PRK,port,42.236,130.292,site,,map
vladivostok,Vladivostok,,Владивосток,RUS,city,43.115,131.886,town,,map
""",
    "sources": """\
id,title,publisher,url,published,language,kind
s-arms,Containers seen,Agency,https://example.org/arms,2023-10-13,en,news
s-denial,Denial printed,State agency,https://example.org/denial,2023-10-20,en,state-media
s-month,A month in review,Institute,https://example.org/month,2023-10,en,think-tank
s-plan,Visit announced,Agency,https://example.org/plan,2024-06-20,en,news
s-summit,Leaders meet,Agency,http://example.org/summit,2023-09-14,en,news
s-undated,A page without a date,Archive,https://example.org/undated,,en,reference
""",
    "events": """\
id,title,kind,status,date,place,summary,period
e-arms,Containers go by sea,arms-transfer,alleged,2023-09/2023-10,rajin-port,Washington showed pictures.,current
e-summit,Two leaders meet,summit,occurred,2023-09-13,vladivostok,They met and dined.,current
e-visit,A return visit is planned,visit,planned,2027-05,pyongyang,Moscow accepted an invitation.,current
""",
    "event_actors": """\
event,actor,role
e-arms,prk,sender
e-arms,rus,recipient
e-arms,white-house,author
e-summit,kim-jong-un,guest
e-summit,rus,host
e-visit,rus,guest
""",
    "event_places": """\
event,place,position
e-arms,east-sea,1
e-arms,vladivostok,2
""",
    "event_sources": """\
event,source
e-arms,s-arms
e-arms,s-month
e-summit,s-month
e-summit,s-summit
e-visit,s-plan
e-visit,s-undated
""",
    "questions": """\
id,text,topic,nature
q-arms,Has North Korea sent arms to Russia?,arms,fact
q-freight,Did the containers hold arms?,arms,fact
q-threat,Are the exercises a threat?,drills,judgement
""",
    "question_concerns": """\
question,actor
q-arms,prk
q-arms,rus
q-freight,prk
q-freight,rus
q-threat,usa
""",
    "question_implications": """\
question,implies
q-freight,q-arms
""",
    "claims": """\
id,date,spoken_by,stance,confirms,evidence,text,quote
c-accusation,2023-10-13,,asserts,,intelligence-release,Containers of arms had gone by sea.,
c-concern,2023-09-13,kim-jong-un,asserts,,official-statement,The exercises were a rehearsal.,a rehearsal
c-denial,2023-10-20,,denies,,none-offered,There had been no such deal.,
""",
    "claim_answers": """\
claim,question,answer
c-accusation,q-freight,yes
c-concern,q-threat,yes
c-denial,q-arms,no
""",
    "claim_actors": """\
claim,actor
c-accusation,white-house
c-concern,prk
c-concern,rus
c-denial,prk
""",
    "claim_events": """\
claim,event
c-accusation,e-arms
c-denial,e-arms
""",
    "claim_replies": """\
claim,reply_to
c-denial,c-accusation
""",
    "claim_sources": """\
claim,source
c-accusation,s-arms
c-concern,s-month
c-concern,s-summit
c-denial,s-denial
""",
    "measures": """\
id,label,unit,kind
containers,Containers shipped,containers,total
""",
    "quantities": """\
claim,position,measure,low,high,qualifier,cumulative,raw
c-accusation,1,containers,1000,,more than,true,"more than 1,000 containers"
""",
    "routes": """\
id,title,mode,date,event,claim
r-said,Containers by sea as claimed,sea,2023-10,,c-accusation
r-ship,Containers by sea,sea,2023-09/2023-10,e-arms,
""",
    "route_stops": """\
route,position,place
r-said,1,rajin-port
r-said,2,vladivostok
r-ship,1,rajin-port
r-ship,2,vladivostok
""",
    "route_sources": """\
route,source
r-said,s-arms
r-ship,s-arms
r-ship,s-month
""",
}


def table_of(name: str, rows: list[dict[str, str]]) -> bytes:
    """Rows as the bytes of a CSV file, in the order given and however faulty they are."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(TABLES[name].model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(SMALL[name])))


SOUND = {f"{name}.csv": table_of(name, rows_of(name)) for name in SMALL} | {
    "datapackage.json": json.dumps(PACKAGE).encode()
}


class SmallRecord:
    """A folder with a few sound rows in every table.

    Its methods write the table at once; `path` is for spoiling a file byte by byte. Row `n` (from 0) stands on line
    `n + 2` of its file while no cell holds a line feed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = {name: rows_of(name) for name in SMALL}
        # The folder is used again and again, and writing is slow: only what the last test changed is put right.
        for path in set(folder.iterdir()) - {folder / name for name in SOUND}:
            path.unlink()
        for name, content in SOUND.items():
            path = folder / name
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def write(self, table: str) -> None:
        self.path(table).write_bytes(table_of(table, self.rows[table]))

    def set(self, table: str, row: int, **cells: str) -> None:
        """Change cells of the row at a position."""
        self.rows[table][row].update(cells)
        self.write(table)

    def add(self, table: str, **cells: str) -> None:
        """Add a row at the end."""
        self.rows[table].append(cells)
        self.write(table)

    def drop(self, table: str, row: int) -> None:
        """Delete the row at a position."""
        del self.rows[table][row]
        self.write(table)

    def clear(self, *tables: str) -> None:
        """Leave nothing but the header line."""
        for table in tables:
            self.rows[table] = []
            self.write(table)

    def load(self) -> Record:
        return load_record(self.folder, TODAY)

    def faults(self) -> list[str]:
        """Every fault, as a curator reads it."""
        return [str(fault) for fault in sorted(read_all(self.folder, TODAY)[2])]


@pytest.fixture(scope="session")
def record() -> Record:
    """The record that comes with the program. Shared: do not change its frames."""
    return load_record(DEFAULT_FOLDER)


@pytest.fixture(scope="session")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The small record as it is, loaded. Shared: do not change its frames."""
    return SmallRecord(tmp_path_factory.mktemp("small")).load()


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("small-to-spoil")


@pytest.fixture
def small(small_folder: Path) -> SmallRecord:
    """A small record, sound again for every test."""
    return SmallRecord(small_folder)


# What a hostile hand could write into a text: code for Jinja, JavaScript, HTML, Markdown and TeX; and far too much.
HOSTILE = (
    "{{7919*7907}} and {% print(7919*7907) %}",
    "${window.pwned=1} and `${window.pwned=2}`",
    "</script><script>window.pwned=3</script>",
    "<img src=x onerror=window.pwned=4>",
    "'\"><svg onload=window.pwned=5></svg><b>bold</b>",
    "[link](javascript:window.pwned=6) ![picture](https://example.org/x.png) https://example.org",
    "**strong** _leaning_ ~~struck~~ `code` # no heading",
    "$x^2$ and $$y$$ :red[red] :material/home: :smile: a -> b",
    "&lt;i&gt; &amp; &#60; \\u003cimg\\u003e \\ %20 %{text}",
    "1. one - two + three = four | five",
    "long " * 400 + "end",
    "L" * 1500,
)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record, with an actor, a place, an event, a claim, a question and a source for each hostile text.

    Their ids are `h-0`, `h-1` and so on; all that a reader sees of them is that text, and so is the record's title.
    """
    folder = tmp_path_factory.mktemp("hostile")
    small = SmallRecord(folder)
    for number, text in enumerate(HOSTILE):
        row = f"h-{number}"
        small.add("actors", id=row, name=text, kind="state", side="other")
        small.add(
            "places",
            id=row,
            name=text,
            kind="city",
            lat=str(34 + number),
            lon=str(117 + number),
            precision="site",
            basis="none",
        )
        url = f'https://example.org/{number}?"onmouseover="window.pwned=7"'
        small.add(
            "sources", id=row, title=text, publisher=text, url=url, published="2024-01", language="en", kind="news"
        )
        day = f"2024-01-{number + 1:02}"
        event = {"title": text, "kind": "talks", "status": "occurred", "date": day, "place": row, "summary": text}
        small.add("events", id=row, **event, period="current")
        small.add("event_actors", event=row, actor=row, role="host")
        small.add("event_sources", event=row, source=row)
        small.add("questions", id=row, text=text, topic="none", nature="fact")
        small.add(
            "claims",
            id=row,
            date=day,
            spoken_by=row,
            stance="asserts",
            evidence="none-offered",
            text=text,
            quote=text,
        )
        small.add("claim_answers", claim=row, question=row, answer="yes")
        small.add("claim_actors", claim=row, actor=row)
        small.add("claim_events", claim=row, event=row)
        small.add("claim_replies", claim=row, reply_to="c-denial")
        small.add("claim_sources", claim=row, source=row)
    (folder / "datapackage.json").write_text(json.dumps({**PACKAGE, "title": " ".join(HOSTILE[:8])}), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def hostile_record(hostile_folder: Path) -> Record:
    """The hostile record, loaded. Shared: do not change its frames."""
    return load_record(hostile_folder, TODAY)
