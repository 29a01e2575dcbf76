"""What a browser test asks of a page beside its words."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def assert_accessible(page: Page) -> None:
    """axe finds nothing against WCAG 2.2 AA on the page as it stands."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG_2_2_AA}})
    assert not found.violations_count, f"{page.url} at {page.viewport_size}:\n{_readable(found.response)}"


def assert_no_sideways_scrolling(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than its window of {page.viewport_size}"


def _readable(response: dict) -> str:
    lines = []
    for violation in response["violations"]:
        lines.append(f"- {violation['help']} ({violation['id']}, {violation['impact']})")
        for node in violation["nodes"]:
            reasons = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
            lines.append(f"    {node['html'][:160]}\n      {'; '.join(reasons)}")
    return "\n".join(lines)
