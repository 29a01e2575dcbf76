"""What it costs to report, counted as a thumb does: screens, and taps and keys beside the words. No time is measured.

The browser test that files a report without a line walks the same way (`tests/e2e/test_without_a_line.py`).
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Measured, benchmark, free_port, serving

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SCREENS, PRESSES = 4, 7  # one thing per screen: when, where, what, how many
SAID, PEOPLE = "Dialogue of elders and youth in two wards", "40"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class Keys:
    """Counts what a person does with their thumb."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed, self.screens, self.letters = page, 0, 1, 0

    def tap(self, place: Locator) -> None:
        place.click()
        self.pressed += 1

    def words(self, said: str) -> None:
        self.page.keyboard.type(said)
        self.letters += len(said)

    def next(self) -> None:
        self.tap(self.page.get_by_role("button", name="Next"))
        self.screens += 1


def fill_in(page: Page, said: str = SAID, people: str = PEOPLE) -> Keys:
    """The short path, from the form's first screen on: when (today stands there), where, what, how many."""
    keys = Keys(page)
    keys.next()
    keys.tap(page.get_by_label("all of Mombasa"))
    keys.next()
    keys.tap(page.get_by_label("What was done?"))
    keys.words(said)
    keys.next()
    keys.tap(page.get_by_label("How many people came, in all?"))
    keys.words(people)
    keys.tap(page.get_by_role("button", name="Send the report"))
    return keys


@cache
def walked() -> Keys:
    """By a body's focal person, at 360 px, on the sample."""
    from playwright.sync_api import sync_playwright

    port = free_port()
    at = f"http://localhost:{port}"
    command = [
        str(Path(sys.executable).parent / "jukwaa"),
        "serve",
        "--sample",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    with tempfile.TemporaryDirectory(prefix="jukwaa-bench-") as home, sync_playwright() as playwright:
        state = {"JUKWAA_HOME": home, "DATABASE_URL": f"sqlite:///{home}/jukwaa.sqlite3"}
        with serving(command, f"{at}/healthz", **state):
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 360, "height": 740})
            _come_in(page, at, Path(home))
            page.goto(f"{at}/desk/mombasa/reports/new/")
            page.locator(".lines a").first.click()
            keys = fill_in(page)
            page.get_by_text("Your report is here. Thank you.").wait_for()
            browser.close()
    return keys


def _come_in(page: Page, at: str, home: Path) -> None:
    signs_in = {row[1]: row[2] for row in json.loads((home / "sample-sign-ins.json").read_text())}
    page.goto(f"{at}/sign-in/")
    page.locator("input[type=email], input[name=login]").first.fill("women@jukwaa.example")
    page.locator("input[type=password]").fill(signs_in["women@jukwaa.example"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/**")


if shutil.which("chromium"):

    @benchmark("report on a phone: screens from the action to the receipt", "screens", limit=SCREENS)
    def screens() -> Measured:
        return Measured(walked().screens)

    @benchmark("report on a phone: taps and keys beside the words", "presses", limit=PRESSES)
    def presses() -> Measured:
        return Measured(walked().pressed)

else:
    print("not measured: what a report costs a thumb (needs Chromium: apt install chromium)")
