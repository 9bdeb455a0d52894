"""Make the pictures in docs/: the situation page, every region of the map, light and dark, and present mode.

.venv/bin/python -m tools.make_screenshots        # from the root of the repository, about two minutes
"""

from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from bench.browser import CHROMIUM, ROOT, SWITCHES, served
from data.live import record_folder
from data.load import load_record

DOCS = ROOT / "docs"
SUMMIT = {"select": "event:2023-09-13-putin-kim-vostochny", "from": "2023-09-01", "to": "2023-10-31"}


def shoot(browser: Browser, address: str, file: Path, scheme: str, region: str = "") -> None:
    """Save a picture of an address, after going to a region of the map where one is named."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    frame = page.frame_locator("iframe")
    frame.locator("[data-basemap=complete][data-view]").wait_for(timeout=60_000)
    if region:
        frame.get_by_label("Go to a region").select_option(region)
    page.wait_for_timeout(2500)
    page.screenshot(path=file)
    page.close()


def main() -> None:
    """Take all pictures from a server of their own."""
    with sync_playwright() as playwright, served(ROOT / "app.py") as address:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        shoot(browser, f"{address}/?{urlencode(SUMMIT)}", DOCS / "situation.png", "light")
        for scheme in ("light", "dark"):
            for region in load_record(record_folder()).package.presets:
                name = "-".join(region.lower().replace(",", "").split())
                shoot(browser, f"{address}/map", DOCS / "map" / f"{name}-{scheme}.png", scheme, region)
            present = {"present": "1", "at": "41,131,6", "from": "2023-09-01", "to": "2023-10-31"}
            shoot(browser, f"{address}/map?{urlencode(present)}", DOCS / "map" / f"present-{scheme}.png", scheme)


if __name__ == "__main__":
    main()
