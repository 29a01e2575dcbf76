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


def assert_nothing_overlaps(page: Page) -> None:
    """No button, link, field or heading lies on another: what axe does not see, and a thumb does."""
    found = page.evaluate(OVERLAPS)
    assert not found, f"{page.url} at {page.viewport_size}:\n" + "\n".join(found)


OVERLAPS = """() => {
  const stays = (each) => each && (['sticky', 'fixed'].includes(getComputedStyle(each).position) || stays(each.parentElement));
  const seen = [...document.querySelectorAll('a, button, input, select, textarea, summary, h1, h2')].filter((each) =>
    each.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
    !each.closest('.visually-hidden, .skip') && !stays(each));  // what stays in its place is scrolled under
  const found = [];
  seen.forEach((one, n) => seen.slice(n + 1).forEach((two) => {
    if (one.contains(two) || two.contains(one)) return;
    for (const a of one.getClientRects()) for (const b of two.getClientRects()) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 6) found.push(`${one.outerHTML.slice(0, 90)} lies on ${two.outerHTML.slice(0, 90)}`);
    }
  }));
  return found.slice(0, 5);
}"""


def _readable(response: dict) -> str:
    lines = []
    for violation in response["violations"]:
        lines.append(f"- {violation['help']} ({violation['id']}, {violation['impact']})")
        for node in violation["nodes"]:
            reasons = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
            lines.append(f"    {node['html'][:160]}\n      {'; '.join(reasons)}")
    return "\n".join(lines)
