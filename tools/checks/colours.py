"""A colour is named once, in tokens.css, where its contrast is settled; everything else uses the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.checks import finish, our_files, text_of

TOKENS = "tokens.css"
NAMES = (
    "aqua|beige|black|blue|brown|coral|crimson|cyan|fuchsia|gold|gray|green|grey|indigo|ivory|khaki|lavender|lime|"
    "magenta|maroon|navy|olive|orange|orchid|pink|plum|purple|red|salmon|silver|tan|teal|tomato|turquoise|violet|"
    "wheat|white|yellow|(?:dark|light|medium|pale|deep|dim)[a-z]*(?:gray|grey|blue|green|red|pink|yellow|orange)"
)
RAW = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?<![\w-])(?:{NAMES})(?![\w-])",
    re.IGNORECASE,
)
DECLARATION = re.compile(r"(?<![\w-])(-{0,2}[a-z][\w-]*)\s*:\s*([^;{}]+)(?=[;}])")
COLOURED = re.compile(r"^--|color|background|border|outline|fill|stroke|shadow|decoration|rule")
STYLED = re.compile(r"""\b(?:style|fill|stroke|stop-color)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def in_style_sheet(path: Path, text: str) -> Iterator[str]:
    code = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL)
    for declaration in DECLARATION.finditer(code):
        value = re.sub(r"""url\([^)]*\)|"[^"]*"|'[^']*'""", "", declaration[2])
        if COLOURED.search(declaration[1]) and RAW.search(value):
            yield f"{path}:{code.count(chr(10), 0, declaration.start(1)) + 1}: {declaration[0]}"


def in_template(path: Path, text: str) -> Iterator[str]:
    for attribute in STYLED.finditer(text):
        if RAW.search(attribute[1] or attribute[2] or ""):
            yield f"{path}:{text.count(chr(10), 0, attribute.start()) + 1}: {attribute[0]}"


def raw(texts: Iterable[tuple[Path, str]]) -> Iterator[str]:
    readers = {".css": in_style_sheet, ".html": in_template}
    for path, text in texts:
        if path.suffix in readers and path.name != TOKENS and "vendor" not in path.parts:
            for found in readers[path.suffix](path, text):
                yield f"{found}  (a raw colour: use a name from {TOKENS})"


def complaints() -> list[str]:
    return list(raw((path, text_of(path)) for path in our_files("src")))


if __name__ == "__main__":
    finish(complaints())
