"""The routes under `/export`: every format of the registry, a page that lists them, and OpenAPI."""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from data.filters import Filters
from data.live import live_record, record_folder
from data.record import Record
from data.tables import nearest, shown
from exports.address import query_string
from exports.formats import Format, Order
from exports.index import index_html
from exports.openapi import openapi
from exports.parameters import Query, read_filters
from exports.problems import ExportError, Problem
from exports.registry import FORMATS
from exports.renders import CACHE_BYTES, HEAVY, LIGHT, BusyError, Lane, Renders, while_connected
from exports.version import code_version

ROOT = "/export"
# A file may be kept, but whoever keeps it asks each time whether it is still the one.
_CACHING = "public, no-cache"
# Nothing in a file runs or is fetched, whatever the record holds; a page has its own styles.
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
}
# Nginx's code for a client that went away; nobody reads it but a log.
_GONE = 499

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Plan:
    """What is to be made for a request, and what names it among all files: `key`."""

    format: Format
    order: Order
    key: str


class Exports:
    """The routes under `/export` for the record that `current` gives, or None where there is no sound one."""

    def __init__(
        self,
        current: Callable[[], Record | None],
        formats: Mapping[str, Format] = FORMATS,
        light: Lane = LIGHT,
        heavy: Lane = HEAVY,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self._current = current
        self._formats = formats
        # What any format may be asked, once each: the page hands it on to those that understand it.
        self._own = list({own.name: own for one in formats.values() for own in one.parameters}.values())
        self._renders = Renders({"light": light, "heavy": heavy}, cache_bytes)

    def routes(self) -> list[Route]:
        """The routes, for any Starlette application."""
        return [
            Route(ROOT, self._index),
            Route(f"{ROOT}/", self._to_index),
            Route(f"{ROOT}/openapi.json", self._openapi),
            Route(f"{ROOT}/{{path:path}}", self._file),
        ]

    async def _to_index(self, request: Request) -> Response:
        # Relative, so that it holds behind a proxy that serves this under another path.
        return RedirectResponse(f"../export?{request.url.query}".removesuffix("?"))

    def _openapi(self, _request: Request) -> Response:
        return _json(openapi(self._formats.values()))

    def _index(self, request: Request) -> Response:
        query = _query(request.query_params)
        record = self._current()
        if record is None:
            return _failed(_no_record())
        status, filters = 200, Filters()
        problems: Sequence[Problem] = ()
        try:
            filters, _ = read_filters(query, record, self._own)
        except ExportError as error:
            status, problems = error.status, error.problems
            query = {}
        address = _dashboard(request, "", filters)
        page = index_html(filters.apply(record), query, self._formats.values(), self._own, address, problems)
        return HTMLResponse(page, status, {**_SECURITY, "Cache-Control": "no-cache"})

    async def _file(self, request: Request) -> Response:
        try:
            plan = await run_in_threadpool(self._plan, request)
        except ExportError as error:
            return _failed(error)
        headers = _headers(plan)
        if _has(request, headers["ETag"]):
            return Response(status_code=304, headers={name: headers[name] for name in ("ETag", "Cache-Control")})
        if request.method == "HEAD":
            return self._head(plan, headers)
        lane = "heavy" if plan.format.heavy else "light"
        make = partial(plan.format.make, plan.order)
        try:
            content = await while_connected(request, partial(self._renders.content, plan.key, lane, make))
        except BusyError as error:
            return _failed(ExportError(429, str(error)), {"Retry-After": str(error.retry_after)})
        except ExportError as error:
            return _failed(error)
        except Exception:
            _log.exception("could not make %s", plan.format.path)
            return _failed(ExportError(500, f"{plan.format.path} could not be made - see the log of the server"))
        if content is None:
            return Response(status_code=_GONE)
        return Response(content, headers=headers)

    def _plan(self, request: Request) -> _Plan:
        """What a request asks for; raises ExportError where it asks for what is not there."""
        path = request.path_params["path"]
        if (wanted := self._formats.get(path)) is None:
            raise ExportError(404, f"{shown(path)} is not an export{nearest(path, self._formats)} - see {ROOT}")
        if (record := self._current()) is None:
            raise _no_record()
        filters, options = read_filters(_query(request.query_params), record, wanted.parameters)
        view = filters.apply(record)
        order = Order(view, options, _dashboard(request, path, filters) if wanted.addressed else "")
        if wanted.check:
            wanted.check(order)
        if view.is_empty and not wanted.empty:
            raise ExportError(400, "the filter finds nothing, and there is no such file of nothing - widen it")
        return _Plan(wanted, order, _key(wanted, order))

    def _head(self, plan: _Plan, headers: dict[str, str]) -> Response:
        """The headers alone, without the work: the length of the file only where it is known already."""
        response = Response(headers=headers)
        content = self._renders.kept(plan.key)
        if content is None:
            del response.headers["Content-Length"]
        else:
            response.headers["Content-Length"] = str(len(content))
        return response


def _current_record() -> Record | None:
    return live_record(record_folder()).current()[0]


export_routes: Sequence[Route] = Exports(_current_record).routes()


def file_name(wanted: Format, filters: Filters) -> str:
    """A name that says what is in the file: `tumen-map-2023-09-01--2023-10-31.png`.

    It consists of ASCII letters, digits, hyphens and dots, so that it needs no quoting (RFC 6266).
    """
    days = "--".join(str(day) for day in (filters.start, filters.end) if day)
    if not (filters.start and filters.end):
        days = f"{'from' if filters.start else 'until'}-{days}" if days else ""
    chosen = [*filters.kinds, *filters.actors, *filters.sides, *filters.statuses, *filters.places]
    # More would make a name that no dialogue shows whole.
    chosen = chosen if len(chosen) <= 3 else []
    known = f"as-of-{filters.as_of}" if filters.as_of else ""
    stem = wanted.stem.removeprefix("tumen")
    return "-".join(filter(None, ["tumen", stem, *chosen, days, known])) + f".{wanted.ending}"


def _query(params: QueryParams) -> Query:
    return {name: params.getlist(name) for name in params}


def _dashboard(request: Request, path: str, filters: Filters) -> str:
    """The address of the dashboard with this filter, on the server that was asked."""
    own = f"{ROOT}/{path}" if path else ROOT
    root = request.url.path.removesuffix(own) + "/"
    return str(request.url.replace(path=root, query=query_string(filters.to_query()), fragment=""))


def _key(wanted: Format, order: Order) -> str:
    """A name for the file: the same for the same bytes, another when anything that goes into them differs."""
    view = order.view
    parts: list[Any] = [
        code_version(),
        view.version,
        # Title, licence and bounds are no part of the version, which is that of the tables.
        view.package.model_dump(mode="json"),
        # A record without events is known until today.
        view.as_of.isoformat(),
        view.filters.to_query(),
        wanted.path,
        sorted(order.options.items()),
        order.address,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def _headers(plan: _Plan) -> dict[str, str]:
    sort = "inline" if plan.format.inline else "attachment"
    return {
        "Content-Type": plan.format.media_type,
        "Content-Disposition": f'{sort}; filename="{file_name(plan.format, plan.order.view.filters)}"',
        # Weak, since the server may send the same file compressed.
        "ETag": f'W/"{plan.key}"',
        "Cache-Control": _CACHING,
        **_SECURITY,
    }


def _has(request: Request, etag: str) -> bool:
    """Whether the client has this very file (RFC 9110, section 13.1.2)."""
    named = request.headers.get("If-None-Match", "")
    tags = {tag.strip().removeprefix("W/") for tag in named.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


def _no_record() -> ExportError:
    return ExportError(503, "the record cannot be read - run make check")


def _failed(error: ExportError, headers: Mapping[str, str] | None = None) -> Response:
    return _json(error.as_dict(), error.status, {"Cache-Control": "no-store", **(headers or {})})


def _json(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse(content, status, {**_SECURITY, "Cache-Control": "no-cache", **(headers or {})})
