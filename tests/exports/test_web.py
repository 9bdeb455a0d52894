"""The routes under /export, asked as a browser or a program would."""

import json
import re
from datetime import date
from email.message import Message
from threading import Event, Lock
from urllib.parse import urljoin

import anyio
import httpx
import pytest
from starlette.applications import Starlette

from data.filters import PARAMETERS, Filters
from exports.formats import Format, Order
from exports.parameters import FILTER_PARAMETERS, PASSED_OVER
from exports.registry import FORMATS
from exports.renders import Lane
from exports.web import Exports, file_name
from tests.exports.conftest import asking, with_package

NOTHING = "?q=zzzzzz"


def letters(number: int):
    """What makes a file of so many letters."""

    def make(order: Order) -> bytes:
        return b"x" * number

    return make


def stub(make, path: str = "stub.txt", **options) -> dict[str, Format]:
    """A registry of one format."""
    return {path: Format(path, "Stubs", "A stub", "text/plain", make, **options)}


@pytest.mark.parametrize("path", FORMATS)
def test_every_format_comes_with_its_headers(get, path) -> None:
    answer = get(f"/{path}?kind=summit&from=2023-09-01&to=2023-10-31")
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-type"] == FORMATS[path].media_type
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "public, no-cache"
    message = Message()
    message["content-disposition"] = answer.headers["content-disposition"]
    assert message.get_content_disposition() == ("inline" if FORMATS[path].inline else "attachment")
    assert re.fullmatch(r"tumen[a-z_.-]*-summit-2023-09-01--2023-10-31\.[a-z]+", message.get_filename())


@pytest.mark.parametrize("path", [path for path, one in FORMATS.items() if one.empty])
def test_a_filter_that_finds_nothing_gives_a_file_of_nothing(get, path) -> None:
    assert get(f"/{path}{NOTHING}").status_code == 200


def test_a_format_that_cannot_be_empty_says_so(small_record) -> None:
    get = asking(Exports(lambda: small_record, stub(letters(1), empty=False)))
    assert get("/stub.txt").content == b"x"
    answer = get(f"/stub.txt{NOTHING}")
    assert answer.status_code == 400
    assert "finds nothing" in answer.json()["error"]


def test_the_filter_narrows_the_file(get) -> None:
    assert get("/events.csv").text.count("\r\n") == 4
    assert get("/events.csv?kind=summit").text.count("\r\n") == 2
    assert get("/events.json?kind=summit&kind=visit").json()["total"] == 2


def test_an_address_of_the_dashboard_can_be_used(get) -> None:
    answer = get("/events.json?kind=summit&select=event:e-summit&at=40,130,5&present=1&title=T&subtitle=S&frame=16x9")
    assert answer.json()["query"] == {"kind": ["summit"]}


def test_every_filter_of_the_dashboard_is_described() -> None:
    assert {parameter.name for parameter in FILTER_PARAMETERS} == set(PARAMETERS)
    assert not set(PASSED_OVER) & set(PARAMETERS)


@pytest.mark.parametrize(
    ("query", "parameter", "value", "word"),
    [
        ("kind=sumit", "kind", "sumit", "did you mean summit"),
        ("kind=summit&kind=x", "kind", "x", "not known"),
        ("actor=nobody", "actor", "nobody", "not known"),
        ("from=2023-02-30", "from", "2023-02-30", "not a day"),
        ("asof=yesterday", "asof", "yesterday", "not a day"),
        ("from=2024-01-01&to=2023-01-01", "from", "2024-01-01", "later than"),
        ("together=2", "together", "2", "not a switch"),
        ("q=" + "x" * 201, "q", "x" * 201, "at most 200"),
        ("knd=summit", "knd", "summit", "did you mean kind"),
        ("limit=0", "limit", "0", "from 1 to 1,000"),
        ("limit=1001", "limit", "1001", "from 1 to 1,000"),
        ("offset=-1", "offset", "-1", "from 0 to"),
        ("offset=1e3", "offset", "1e3", "digits only"),
        ("limit=%D9%A3", "limit", "٣", "digits only"),
        ("%3Cscript%3E%3A=1", "<script>:", "1", "not a parameter"),
    ],
)
def test_what_is_asked_in_vain_is_named(get, query, parameter, value, word) -> None:
    answer = get(f"/events.json?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    (problem,) = answer.json()["problems"]
    assert (problem["parameter"], problem["value"]) == (parameter, value)
    assert word in problem["problem"]


def test_few_allowed_values_are_listed(get) -> None:
    (problem,) = get("/events.csv?side=x").json()["problems"]
    assert problem["allowed"] == ["partners", "allies", "ukraine", "other"]


def test_all_problems_are_named_at_once(get) -> None:
    problems = get("/events.csv?side=x&from=never&limit=5").json()["problems"]
    assert [problem["parameter"] for problem in problems] == ["limit", "side", "from"]


def test_an_unknown_export_is_not_found(get) -> None:
    answer = get("/evnts.csv")
    assert answer.status_code == 404
    assert "did you mean events.csv" in answer.json()["error"]
    assert get("/../app.py").status_code == 404


def test_without_a_record_there_is_nothing_to_serve() -> None:
    get = asking(Exports(lambda: None))
    for path in ("/events.csv", ""):
        answer = get(path)
        assert answer.status_code == 503
        assert "make check" in answer.json()["error"]


def test_pages_hold_every_event_once(get) -> None:
    address, seen = "/events.json?limit=2", []
    while address:
        page = get(address).json()
        assert page["total"] == 3
        seen += [item["id"] for item in page["items"]]
        onward = page["next"]
        address = urljoin("http://tumen.test/export/events.json", onward).removeprefix("http://tumen.test/export")
        address = address if onward else ""
    assert seen == ["e-arms", "e-summit", "e-visit"]


def test_a_page_past_the_end_is_empty(get) -> None:
    page = get("/events.json?offset=99&kind=summit").json()
    assert (page["items"], page["next"], page["total"]) == ([], None, 1)


def test_questions_come_with_their_standing_on_the_day(get) -> None:
    later = {item["id"]: item for item in get("/questions.json").json()["items"]}["q-arms"]
    assert later["standing"]["headline"] == "contested"
    assert later["standing"]["no"]["parties"] == ["North Korea"]
    assert later["concerns"] == ["North Korea", "Russia"]
    assert get("/questions.json?asof=2023-10-13").json()["as_of"] == "2023-10-13"
    earlier = get("/questions.json?asof=2023-10-13").json()["items"]
    assert [item["standing"]["headline"] for item in earlier if item["id"] == "q-freight"] == ["asserted: yes"]


def test_a_standing_rests_on_more_than_the_view(get) -> None:
    # The filter shows the accusation alone; the denial still counts.
    items = get("/questions.json?actor=kim-jong-un").json()["items"]
    assert [item["id"] for item in items] == ["q-threat"]
    narrow = get("/questions.json?q=deal").json()["items"]
    assert [(item["id"], item["standing"]["yes"]["rung"]) for item in narrow] == [("q-arms", 1)]


def test_claims_come_with_all_that_belongs_to_them(get) -> None:
    claim = get("/claims.json?q=containers").json()["items"][0]
    assert claim["claimants"] == [{"id": "white-house", "name": "White House", "side": "allies"}]
    assert claim["quantities"][0]["low"] == 1000
    assert claim["answers"][0]["answer"] == "yes"
    assert claim["events"] == ["e-arms"]
    assert [source["id"] for source in claim["sources"]] == ["s-arms"]


def test_a_client_that_has_the_file_is_told_so(get) -> None:
    first = get("/events.csv?kind=summit")
    tag = first.headers["etag"]
    again = get("/events.csv?kind=summit", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get("/events.csv?kind=summit", headers={"If-None-Match": '"other"'}).status_code == 200
    assert get("/events.csv?kind=summit", headers={"If-None-Match": "*"}).status_code == 304


def test_an_etag_is_of_the_view_and_the_options(get, small, small_record) -> None:
    def tag(path: str, ask=get) -> str:
        return ask(path).headers["etag"]

    assert tag("/events.csv?kind=summit&kind=visit") == tag("/events.csv?kind=visit&kind=summit&select=event:e-visit")
    different = ["/events.csv", "/claims.csv", "/events.csv?kind=visit", "/events.json", "/events.json?limit=5"]
    assert len({tag(path) for path in different}) == len(different)
    small.set("events", 0, title="Another title")
    changed = small.load()
    assert tag("/events.csv", asking(Exports(lambda: changed))) != tag("/events.csv")
    retitled = with_package(small_record, title="Another title")
    assert tag("/events.csv", asking(Exports(lambda: retitled))) != tag("/events.csv")


def test_head_makes_nothing(small_record) -> None:
    made: list[Order] = []

    def make(order: Order) -> bytes:
        made.append(order)
        return b"12345"

    get = asking(Exports(lambda: small_record, stub(make)))
    head = get("/stub.txt", method="HEAD")
    assert (head.status_code, head.content, made) == (200, b"", [])
    assert "content-length" not in head.headers
    full = get("/stub.txt")
    after = get("/stub.txt", method="HEAD")
    assert after.headers["content-length"] == "5"
    assert {name: full.headers[name] for name in head.headers} == dict(head.headers)
    assert get("/stub.txt?kind=x", method="HEAD").status_code == 400
    assert get("/stub.txt", method="POST").status_code == 405


def test_a_file_is_made_once_while_there_is_room(small_record) -> None:
    made: list[str] = []

    def make(order: Order) -> bytes:
        made.append(str(order.view.filters.kinds))
        return b"x" * 60

    get = asking(Exports(lambda: small_record, stub(make), cache_bytes=100))
    for kind in ("summit", "summit", "visit", "summit"):
        assert get(f"/stub.txt?kind={kind}").content == b"x" * 60
    assert made == ["('summit',)", "('visit',)", "('summit',)"]


def test_a_file_larger_than_the_cache_is_served_all_the_same(small_record) -> None:
    get = asking(Exports(lambda: small_record, stub(letters(60)), cache_bytes=10))
    assert len(get("/stub.txt").content) == 60


def test_a_format_that_breaks_is_an_error_of_the_server(small_record, caplog) -> None:
    def make(order: Order) -> bytes:
        raise ZeroDivisionError("secret")

    answer = asking(Exports(lambda: small_record, stub(make)))("/stub.txt")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "stub.txt" in caplog.text


class Kitchen:
    """A format whose files are made when `release` is called, and how many are being made."""

    def __init__(self, record, slots: int, waiting: int) -> None:
        self.open, self.lock = Event(), Lock()
        self.now = self.most = self.made = 0
        lane = Lane(slots=slots, waiting=waiting, retry_after=7)
        exports = Exports(lambda: record, stub(self.make, heavy=True), heavy=lane)
        self.app = Starlette(routes=exports.routes())
        self.transport = httpx.ASGITransport(self.app)

    def make(self, _order: Order) -> bytes:
        with self.lock:
            self.now += 1
            self.made += 1
            self.most = max(self.most, self.now)
        assert self.open.wait(10)
        with self.lock:
            self.now -= 1
        return b"x"

    async def ask(self, number: int, answers: list[httpx.Response]) -> None:
        async with httpx.AsyncClient(transport=self.transport, base_url="http://tumen.test") as client:
            answers.append(await client.get(f"/export/stub.txt?q={number}"))

    async def until(self, condition) -> None:
        with anyio.fail_after(5):
            while not condition():
                await anyio.sleep(0.01)


def test_too_many_at_once_are_told_to_come_back(small_record) -> None:
    kitchen = Kitchen(small_record, slots=2, waiting=1)

    async def run() -> list[httpx.Response]:
        answers: list[httpx.Response] = []
        async with anyio.create_task_group() as group:
            for number in range(6):
                group.start_soon(kitchen.ask, number, answers)
            await kitchen.until(lambda: len(answers) == 3)
            kitchen.open.set()
        return answers

    answers = anyio.run(run)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 429, 429, 429]
    busy = next(answer for answer in answers if answer.status_code == 429)
    assert busy.headers["retry-after"] == "7"
    assert "7 seconds" in busy.json()["error"]
    assert kitchen.most == 2


def test_a_client_that_goes_away_while_it_waits_frees_its_place(small_record) -> None:
    kitchen = Kitchen(small_record, slots=1, waiting=1)

    async def leave(gone: anyio.Event) -> None:
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/export/stub.txt",
            "query_string": b"q=2",
            "headers": [],
            "scheme": "http",
            "server": ("tumen.test", 80),
            "root_path": "",
        }
        messages = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> dict:
            if messages:
                return messages.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            pass

        await kitchen.app(scope, receive, send)

    async def run() -> list[httpx.Response]:
        gone, answers = anyio.Event(), []
        async with anyio.create_task_group() as group:
            group.start_soon(kitchen.ask, 1, answers)
            await kitchen.until(lambda: kitchen.now == 1)
            async with anyio.create_task_group() as leaving:
                leaving.start_soon(leave, gone)
                await anyio.sleep(0.2)
                await kitchen.ask(3, answers)
                assert answers[0].status_code == 429
                gone.set()
            # The one that left has given its place to this one.
            group.start_soon(kitchen.ask, 4, answers)
            await anyio.sleep(0.2)
            assert len(answers) == 1
            kitchen.open.set()
        return answers

    answers = anyio.run(run)
    assert [answer.status_code for answer in answers] == [429, 200, 200]
    assert kitchen.made == 2


def test_the_citation_leads_to_the_dashboard(get) -> None:
    text = get("/citation.txt?kind=summit&select=event:e-summit").text
    assert text.endswith(", http://tumen.test/?kind=summit\n")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "tumen-events.csv"),
        ({"from": ["2023-09-01"], "to": ["2023-10-31"]}, "tumen-events-2023-09-01--2023-10-31.csv"),
        ({"from": ["2023-09-01"]}, "tumen-events-from-2023-09-01.csv"),
        ({"to": ["2023-09-01"]}, "tumen-events-until-2023-09-01.csv"),
        ({"actor": ["prk"], "asof": ["2024-01-01"]}, "tumen-events-prk-as-of-2024-01-01.csv"),
        ({"kind": ["summit", "visit", "talks", "treaty"]}, "tumen-events.csv"),
        ({"q": ['"; x=../..\r\n']}, "tumen-events.csv"),
    ],
)
def test_a_file_name_says_what_is_in_it(small_record, query, name) -> None:
    assert file_name(FORMATS["events.csv"], Filters.from_query(query, small_record)) == name


@pytest.mark.parametrize("path", FORMATS)
def test_days_as_far_as_they_go(get, path) -> None:
    # On the first of days, nothing was known.
    for day, status in ((date.min, 200 if FORMATS[path].empty else 400), (date.max, 200)):
        assert get(f"/{path}?asof={day.isoformat()}").status_code == status


@pytest.mark.parametrize("year", ["0001", "9999"])
@pytest.mark.parametrize("path", FORMATS)
def test_events_as_far_as_days_go(small, path, year) -> None:
    small.set("events", 2, date=year)
    record = small.load()
    assert asking(Exports(lambda: record))(f"/{path}").status_code == 200


def test_nothing_of_the_record_can_be_a_header(hostile) -> None:
    view = hostile("x\r\nX-Evil: 1")
    record = view._record
    answer = asking(Exports(lambda: record))("/events.csv")
    assert answer.status_code == 200
    assert "x-evil" not in answer.headers
    assert json.loads(asking(Exports(lambda: record))("/events.json").content)["title"] == "x\r\nX-Evil: 1"
