"""One cell, several activities; and codes that stand before a title."""

from __future__ import annotations

import re

BULLET = re.compile(r"^\s*(?:[•●▪■◦‣⁃∙·*➢➤✓✔-]|[–—])\s+(?=\S)")
NUMBERED = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)", re.IGNORECASE)
INLINE = re.compile(r"(?:(?<=\s)|^)\((?:[a-h]|[ivx]{1,4}|\d{1,2})\)\s+", re.IGNORECASE)
CODE = re.compile(
    r"^\s*(?P<code>(?:[A-Z]{1,4}\d{0,3}[.\-/]?)?\d{1,3}(?:[.\-][A-Z]?\d{1,3}){1,4}|[A-Z]{1,3}\d{1,3}(?:\.[A-Z]?\d{1,3})*|[A-Z]\.\d{1,3})[.):]?\s+(?=\S)(?P<title>.+)$",
    re.DOTALL,
)


def split_activities(text: str) -> tuple[str, ...]:
    """Each bullet or number is one; a sentence that only wraps is one; an introduction with its list is one."""
    lines = [line for line in re.split(r"[\r\n\v\f]+", text) if line.strip()]
    if not lines:
        return ()
    marked = [bool(BULLET.match(line) or NUMBERED.match(line)) for line in lines]
    if sum(marked) >= 2 and marked[0]:
        return _gather(lines, marked)
    if len(lines) == 1 and len(parts := _inline(lines[0])) >= 2:
        return parts
    if marked[0] and len(lines) == 1:
        return (_bare(lines[0]),) if BULLET.match(lines[0]) else (lines[0].strip(),)
    if sum(marked) >= 2:  # "Train the following:" and its list
        return ("; ".join([lines[0].strip(), *(_bare(line) for line in lines[1:])]).replace(":;", ":", 1),)
    return (" ".join(" ".join(lines).split()),)


def _gather(lines: list[str], marked: list[bool]) -> tuple[str, ...]:
    found: list[str] = []
    for line, starts in zip(lines, marked, strict=True):
        if starts:
            found.append(_bare(line))
        else:
            found[-1] = f"{found[-1]} {line.strip()}"
    return tuple(" ".join(item.split()) for item in found)


def _inline(line: str) -> tuple[str, ...]:
    if INLINE.match(line.lstrip()) is None:
        return ()
    return tuple(part.strip(" ;,") for part in INLINE.split(line) if part.strip(" ;,"))


def _bare(line: str) -> str:
    return NUMBERED.sub("", BULLET.sub("", line, count=1), count=1).strip()


def split_code(text: str) -> tuple[str | None, str]:
    """ "1.1 Hold…" is (1.1, Hold…); "60 women trained" has no code."""
    found = CODE.match(text)
    if found and not re.fullmatch(r"(19|20)\d\d([-/.]\d{2,4})?", found["code"]):
        return found["code"].strip(".):"), " ".join(found["title"].split())
    return None, " ".join(text.split())
