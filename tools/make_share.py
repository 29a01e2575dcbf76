"""Draw the picture that stands beside a shared link: src/jukwaa/core/static/core/share.png, 1200 x 630.

Needs `make e2e` once (Playwright) and Debian's chromium. Drawn from the page's own colours.
"""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

from font_source_sans_pro import SourceSansPro, SourceSansProBold
from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parents[1] / "src" / "jukwaa" / "core" / "static" / "core"
PAGE = """<!doctype html><html lang="en"><style>{tokens}
@font-face {{ font-family: Sans; src: url(data:font/otf;base64,{plain}); }}
@font-face {{ font-family: Sans; font-weight: 700; src: url(data:font/otf;base64,{bold}); }}
body {{ margin: 0; width: 1200px; height: 630px; background: var(--sea); color: var(--card); font-family: Sans; }}
.band {{ height: 60px; background: var(--kanga) repeat-x center / auto 60px; }}
main {{ padding: 84px 90px; }} b {{ display: block; font-size: 132px; letter-spacing: -.02em; line-height: 1; }}
p {{ font-size: 50px; line-height: 1.3; max-width: none; margin: 40px 0 0; color: var(--sand); }}
</style><div class="band"></div><main><b>Jukwaa</b><p>What your county promised, and where it stands<br>
<span lang="sw">Kaunti yako iliahidi nini, na imefikia wapi</span></p></main></html>"""


def main() -> None:
    tokens = (STATIC / "tokens.css").read_text(encoding="utf-8")
    root = re.search(r":root \{.*?\n  \}", tokens, re.DOTALL)
    if root is None:
        raise SystemExit("tokens.css holds no :root block")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(
            PAGE.format(tokens=root[0], plain=_font(SourceSansPro), bold=_font(SourceSansProBold))
        )
        page.evaluate("document.fonts.ready")
        page.screenshot(path=STATIC / "share.png")
        browser.close()


def _font(path: str) -> str:
    return base64.b64encode(Path(path).read_bytes()).decode()


if __name__ == "__main__":
    main()
