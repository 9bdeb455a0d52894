"""What you run: the dashboard, its map library and its base map, all served from here.

streamlit run app.py
"""

from pathlib import Path

import streamlit as st
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from xstatic.pkg import leaflet

HERE = Path(__file__).parent
ONE_YEAR = 365 * 24 * 3600


class LastingFiles(StaticFiles):
    """Static files that a browser need not ask for again: their addresses carry the version of what they hold."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with a cache header of a year."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
        return response


app = st.App(
    HERE / "dashboard.py",
    routes=[
        Mount("/assets/leaflet", LastingFiles(directory=leaflet.BASE_DIR)),
        Mount("/assets/basemap", LastingFiles(directory=HERE / "data" / "basemap")),
        Mount("/assets/tumen", LastingFiles(directory=HERE / "assets")),
    ],
)
