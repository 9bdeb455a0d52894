"""The dashboard under Streamlit's AppTest, which runs it without a browser.

AppTest draws widgets, tables and text. The map and the timeline run, too, but nobody can click in them here.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """Streamlit's own key of each page, by its address. AppTest itself goes to pages that are files only."""
    app = AppTest.from_file(str(DASHBOARD), default_timeout=60).run()
    return {str(info["url_pathname"]): key for key, info in app._registered_pages.items()}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, pages: dict[str, str]) -> Callable[..., AppTest]:
    """Opens the dashboard on the record in a folder, at a screen and with a query, and runs it once."""

    def opened(folder: Path, screen: str = "", **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("TUMEN_RECORD", str(folder))
        app = AppTest.from_file(str(DASHBOARD), default_timeout=60)
        app._page_hash = pages[screen]
        app.query_params = {name: [value] if isinstance(value, str) else value for name, value in query.items()}
        return app.run()

    return opened
