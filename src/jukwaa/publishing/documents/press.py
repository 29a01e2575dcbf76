"""The press: a program of its own that sets one document and ends. Run by `typesetting`, never imported.

    python -P press.py < job.json > document.pdf

typst keeps all it has ever worked out in memory (measured: 100 MB more with each plan of 65 pages), and it might stop a process on an
error of its own. In a process of its own neither touches the server. It starts in 0.03 s, as it imports nothing of ours.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import typst


def main() -> None:
    job = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        # The package holds each cut twice, in two formats, and a folder is read in the order in which it lies on the disk: a
        # folder of our own has no two to choose between.
        for font in map(Path, job["fonts"]):
            (Path(folder) / font.name).symlink_to(font)
        made: dict[str, Any] = {
            "root": job["root"],
            "font_paths": [folder],
            "ignore_system_fonts": True,
            "sys_inputs": {"data": json.dumps(job["data"], ensure_ascii=False)},
            **job["how"],
        }
        sys.stdout.buffer.write(_print(job["template"], made))


def _print(template: str, made: dict[str, Any]) -> bytes:
    try:
        return bytes(typst.compile(template, **made))
    except typst.TypstError as refused:
        if "pdf_standards" not in made:
            raise
        sys.stderr.write(f"{template} could not be made as {made['pdf_standards']}: {refused}\n")
        return bytes(
            typst.compile(
                template, **{name: value for name, value in made.items() if name != "pdf_standards"}
            )
        )


if __name__ == "__main__":
    main()
