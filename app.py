"""What you run: the dashboard, its map library, its base map and its exports, all served from here.

streamlit run app.py
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from xstatic.pkg import leaflet

from data.geography import map_file
from data.live import live_record, record_folder
from data.record import Record
from data.sites import standing_sites
from exports.web import export_routes

HERE = Path(__file__).parent
ONE_YEAR = 365 * 24 * 3600


class LastingFiles(StaticFiles):
    """Static files that a browser need not ask for again: their addresses carry the version of what they hold."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with a cache header of a year."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
        return response


def for_the_map(made: Callable[[Record], dict[str, Any]]) -> Callable[[Request], Response]:
    """An endpoint that gives what the map fetches of the record, once for each version."""

    def endpoint(request: Request) -> Response:
        record, _ = live_record(record_folder()).current()
        if record is None:
            return JSONResponse({"error": "the record cannot be read - run make check"}, status_code=503)
        if request.query_params.get("v", record.version) != record.version:
            return JSONResponse({"error": "v: is not the version of the record - load the page again"}, status_code=404)
        return JSONResponse(made(record), headers={"Cache-Control": f"public, max-age={ONE_YEAR}, immutable"})

    return endpoint


class EmbedSwitch:
    """Takes `?embed=1` to `?embed=true`, which is what Streamlit itself understands and keeps from its scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page that is asked for so with a redirect; pass on all else."""
        if scope["type"] == "http":
            query = parse_qsl(scope["query_string"].decode(errors="replace"), keep_blank_values=True)
            if ("embed", "1") in query:
                asked = [(name, "true" if name == "embed" else value) for name, value in query]
                # Relative, so that it also holds behind a base path.
                await RedirectResponse(f"?{urlencode(asked)}")(scope, receive, send)
                return
        await self.app(scope, receive, send)


app = st.App(
    HERE / "dashboard.py",
    middleware=[Middleware(EmbedSwitch)],
    routes=[
        Route("/assets/record/sites.geojson", for_the_map(standing_sites)),
        Route("/assets/record/map.json", for_the_map(map_file)),
        Mount("/assets/leaflet", LastingFiles(directory=leaflet.BASE_DIR)),
        Mount("/assets/basemap", LastingFiles(directory=HERE / "data" / "basemap")),
        Mount("/assets/tumen", LastingFiles(directory=HERE / "assets")),
        *export_routes,
    ],
)
