"""Draw the icons of the installed app (src/jukwaa/core/static/core/icon-192.png and -512.png):

    python tools/make_icons.py

The mark of icon.svg on a whole ground, small enough that a round mask cuts nothing of it off. Done once; the pictures
are kept in the repository.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

CORE = Path(__file__).parents[1] / "src/jukwaa/core/static/core"
SEA, SAND, CORAL = "#0b3a53", "#f7f2e8", "#e0743f"  # as in icon.svg
FINER = 4  # drawn larger, then made smaller: smooth edges


def icon(size: int) -> Image.Image:
    whole = size * FINER
    picture = Image.new("RGB", (whole, whole), SEA)
    for half, colour in ((0.32, SAND), (0.16, CORAL)):
        middle, reach = whole / 2, whole * half
        corners = [(middle, middle - reach), (middle + reach, middle), (middle, middle + reach), (middle - reach, middle)]  # fmt: skip
        ImageDraw.Draw(picture).polygon(corners, fill=colour)
    return picture.resize((size, size), Image.Resampling.LANCZOS).quantize(64)


if __name__ == "__main__":
    for size in (192, 512):
        icon(size).save(CORE / f"icon-{size}.png", optimize=True)
