"""Draw the picture that a shared link shows (src/jukwaa/core/static/core/share.png, 1200 x 630):

    python tools/make_share_picture.py

Drawn with the colours and the border of tokens.css, in both languages. Needs Debian's chromium; done once, the
picture is kept in the repository.
"""

from __future__ import annotations

import shutil
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import font_source_sans_pro
from playwright.sync_api import sync_playwright

CORE = Path(__file__).parents[1] / "src/jukwaa/core/static/core"
FONTS = Path(font_source_sans_pro.__file__).parent / "files"
WIDTH, HEIGHT = 1200, 630
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LIMIT = 40_000  # bytes: fetched by every chat in which a link is shared

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><style>{tokens}
@font-face {{ font-family: Drawn; src: url("{fonts}/SourceSansPro-Regular.ttf"); font-weight: 400; }}
@font-face {{ font-family: Drawn; src: url("{fonts}/SourceSansPro-Bold.ttf"); font-weight: 700; }}
html {{ font-family: Drawn; }}
body {{ width: {width}px; height: {height}px; background: var(--sea); color: var(--sand); display: flex; flex-direction: column; }}
.kanga {{ height: 48px; background-size: 144px 48px; background-position: left; }}
main {{ flex: 1; padding: 0 96px; display: flex; flex-direction: column; justify-content: center; }}
h1 {{ color: inherit; font-size: 150px; line-height: 1; margin: 0 0 28px -6px; }}
p {{ font-size: 44px; line-height: 1.25; margin: 0 0 20px; max-width: none; }} p + p {{ color: var(--t2); }}
</style><body><div class="kanga"></div><main><h1>Jukwaa</h1>
<p>What was promised, by whom, where,<br>and where it stands</p>
<p lang="sw">Kilichoahidiwa, nani aliahidi, wapi,<br>na kimefikia wapi</p></main><div class="kanga"></div>"""


def main() -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("The picture needs Chromium. On Debian: apt install chromium")
    tokens = (CORE / "tokens.css").read_text(encoding="utf-8")
    drawing = CORE.parent / "share.html"  # a file, so that it may use the fonts beside it
    drawing.write_text(
        PAGE.format(tokens=tokens, fonts=FONTS.as_uri(), width=WIDTH, height=HEIGHT), encoding="utf-8"
    )
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--headless", "--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(drawing.as_uri())
            page.evaluate("document.fonts.ready")
            picture = page.screenshot()
            browser.close()
    finally:
        drawing.unlink()
    small = with_palette(picture)
    (CORE / "share.png").write_bytes(small)
    print(f"{len(small)} bytes")
    if len(small) > LIMIT:
        raise SystemExit(f"More than {LIMIT} bytes: simplify the drawing.")


def with_palette(png: bytes) -> bytes:
    """The same picture with one byte for each pixel: a drawing has few colours; a rare blend takes its neighbour's."""
    lines = list(_pixels(png))
    used = [colour for colour, _times in Counter(chain.from_iterable(lines)).most_common()]
    palette = used[:256]
    place = {colour: palette.index(min(palette, key=lambda near: _apart(near, colour))) for colour in used}
    rows = b"".join(b"\0" + bytes(place[colour] for colour in line) for line in lines)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    colours = bytes(chain.from_iterable(palette))
    parts = [(b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def _apart(one: bytes, other: bytes) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _pixels(png: bytes) -> Iterator[list[bytes]]:
    """The lines of an RGB picture, each pixel as three bytes."""
    data, at = b"", len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, above = zlib.decompress(data), bytearray(WIDTH * 3)
    for start in range(0, len(raw), WIDTH * 3 + 1):
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + WIDTH * 3]), above)
        yield [bytes(above[n : n + 3]) for n in range(0, len(above), 3)]


def _unfiltered(kind: int, line: bytearray, above: bytearray) -> bytearray:
    for n in range(len(line)):
        left, over = (line[n - 3], above[n - 3]) if n >= 3 else (0, 0)
        guess = (0, left, above[n], (left + above[n]) // 2, _paeth(left, above[n], over))[kind]
        line[n] = (line[n] + guess) & 255
    return line


def _paeth(left: int, up: int, over: int) -> int:
    near = left + up - over
    return min((left, up, over), key=lambda value: abs(near - value))


if __name__ == "__main__":
    main()
