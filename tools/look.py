"""Take pictures of pages, whole pages, to look at them:

    python tools/look.py http://127.0.0.1:8000/ http://127.0.0.1:8000/sw/ --out shots

One PNG for each page and width (--widths 360 1280), named after both; --print adds what a printer would
get, as a PDF.
Needs `make e2e` once (Playwright) and Debian's chromium.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

HEIGHTS = {360: 740}  # a cheap phone
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def look_at(browser: Browser, address: str, width: int, folder: Path, as_printed: bool) -> None:
    page = browser.new_page(viewport={"width": width, "height": HEIGHTS.get(width, 900)})
    answer = page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    picture = folder / f"{_name(address)}-{width}.png"
    page.screenshot(path=picture, full_page=True)
    over = page.evaluate("document.documentElement.scrollWidth") - width
    sideways = f"  SCROLLS SIDEWAYS by {over} px" if over > 0 else ""
    print(f"{answer.status if answer else '---'} {address} at {width}: {picture}{sideways}", flush=True)
    if as_printed:
        page.pdf(path=folder / f"{_name(address)}.pdf", format="A4")
    page.close()


def _name(address: str) -> str:
    parts = urlsplit(address)
    return re.sub(r"[^\w]+", "-", f"{parts.path}-{parts.query}").strip("-") or "home"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("addresses", nargs="+", metavar="URL")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--widths", type=int, nargs="+", default=[360, 1280])
    parser.add_argument("--print", action="store_true", help="also the page as printed on A4")
    asked = parser.parse_args()
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("Pictures need Chromium. On Debian: apt install chromium")
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for address in asked.addresses:
            for width in asked.widths:
                look_at(browser, address, width, asked.out, asked.print and width == asked.widths[0])
        browser.close()


if __name__ == "__main__":
    main()
