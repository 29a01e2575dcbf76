"""One cell, several activities; and codes that stand before a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

BULLET = re.compile(r"^\s*(?:[•●▪■◦‣⁃∙·*➢➤►✓✔Øo-](?=\s)|[•●▪■◦‣⁃∙·➢➤►✓✔]|[–—](?=\s))\s*(?=\S)")
NUMBERED = re.compile(
    r"^\s*\(?(?P<n>\d{1,2}|[a-z]|[ivx]{1,4})(?:[.)](?!\d)\s*|\s*[:–-]\s+)(?=\S)", re.IGNORECASE
)
MARKED = re.compile(r"(?:(?<=\s)|(?<=[;,.])|^)(?:\(?(?P<n>\d{1,2}|[a-h]|[ivx]{1,4})\)|(?P<dot>\d{1,2}|[a-h]|[ivx]{1,4})\.(?=\s))\s*(?=\S)", re.IGNORECASE)  # fmt: skip
INLINE_BULLET = re.compile(r"\s*[•●▪■◦‣⁃➢➤►✓✔]\s*")
CODE = re.compile(
    r"^\s*(?:(?i:activity|action|shughuli|no)\.?\s+(?:ya\s+)?)?(?P<code>(?:[A-Z]{1,4}\d{0,3}[.\-/]?)?\d{1,3}(?:[.\-][A-Z]?\d{1,3}){1,4}|[A-Z](?:\.\d{1,3}){1,3})"
    r"(?:\s+[–—-]\s+|[.):]*\s+|:\s*)(?=\S)(?P<title>.+)$"
    r"|^\s*(?P<letters>[A-Z]{1,3}\d{1,3}(?:\.[A-Z]?\d{1,3})*)(?:\s+[–—-]\s+|[.):]+\s*|\s+(?=[A-Z]))(?=\S)(?P<title2>.+)$"
    r"|^\s*(?:(?i:activity|action|shughuli)\s+(?:ya\s+)?)?\(?(?P<plain>\d{1,3}|[A-Z])[.):]\s+(?=\S)(?P<title3>.+)$",
    re.DOTALL,
)
NO_CODE = re.compile(r"(?:19|20)\d\d(?:[-/.]\d{2,4})?|Q[1-4]|H[12]|FY\d+", re.IGNORECASE)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
RUNS_ON = re.compile(r"(?:[,:;&/–-]|\b(?:and|or|of|the|for|to|in|on|with|by|a|an|at|from|na|ya|wa|kwa|za|la|katika|au|ni))\s*$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Activities:
    texts: tuple[str, ...]
    lines: bool = False  # lines without any mark were taken as one


def split_activities(text: str) -> Activities:
    """Each bullet or number is one; a sentence that only wraps is one; an introduction with its list is one."""
    lines = [line for line in re.split(r"[\r\n\v\f]+", text) if line.strip()]
    if not lines:
        return Activities(())
    marked = _marked(lines)
    if sum(marked) >= 2 and marked[0]:
        return Activities(_gather(lines, marked))
    if len(lines) == 1:
        inline = _inline(lines[0])
        return Activities(inline if len(inline) >= 2 else (_tidy(BULLET.sub("", lines[0], count=1)),))
    if sum(marked) >= 2:  # "Train the following:" and its list
        return Activities((_with_list(lines, marked),))
    return _wrapped(lines)


def _marked(lines: list[str]) -> list[bool]:
    """Bullets, or numbers that count up; a "1.2" before a title is a code, and "2022" no number of a list."""
    bullets = [bool(BULLET.match(line)) for line in lines]
    numbers = [NUMBERED.match(line) for line in lines]
    counted = [_value(n["n"]) for n in numbers if n]
    rising = len(counted) >= 2 and all(a < b for a, b in pairwise(counted))
    coded = [bool((code := CODE.match(line)) and code["code"]) for line in lines]
    if sum(coded) >= 2:
        return coded
    return [bullet or (rising and bool(n)) for bullet, n in zip(bullets, numbers, strict=True)]


def _value(mark: str) -> int:
    word = mark.casefold()
    return int(word) if word.isdigit() else ROMAN.get(word) or ord(word[0]) - 96


def _gather(lines: list[str], marked: list[bool]) -> tuple[str, ...]:
    found: list[str] = []
    for line, starts in zip(lines, marked, strict=True):
        if starts:
            found.append(bare_of_mark(line))
        else:
            found[-1] = f"{found[-1]} {line.strip()}"
    return tuple(_tidy(item) for item in found)


def _inline(line: str) -> tuple[str, ...]:
    """ "(a) … (b) …", "1. … 2. …", "• … • …" in one line, where the marks count up from the first."""
    if INLINE_BULLET.match(line):
        return tuple(_tidy(part) for part in INLINE_BULLET.split(line) if part.strip())
    marks = list(MARKED.finditer(line))
    if not marks or marks[0].start() > 0:
        return ()
    values = [_value(mark["n"] or mark["dot"]) for mark in marks]
    if values != list(range(1, len(values) + 1)):
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    return tuple(_tidy(line[mark.end() : end]).strip(" ;,") for mark, end in zip(marks, ends, strict=True))


def _with_list(lines: list[str], marked: list[bool]) -> str:
    head = " ".join(line.strip() for line, is_item in zip(lines, marked, strict=True) if not is_item)
    items = "; ".join(bare_of_mark(line) for line, is_item in zip(lines, marked, strict=True) if is_item)
    return _tidy(f"{head.rstrip(' :')}: {items}")


def _wrapped(lines: list[str]) -> Activities:
    """A line that begins small or follows "and" only wraps; one that begins anew may be another activity."""
    text, anew = lines[0].strip(), False
    for before, line in pairwise(lines):
        fresh = line.strip()[:1].isupper() and not RUNS_ON.search(before) and len(line.split()) > 2
        anew = anew or fresh
        text += ("; " if fresh and text[-1:] not in ".!?;" else " ") + line.strip()
    return Activities((_tidy(text),), anew)


def bare_of_mark(line: str) -> str:
    return NUMBERED.sub("", BULLET.sub("", line, count=1), count=1).strip()


def listed(text: str) -> tuple[str, ...]:
    """The items of a cell's bulleted or numbered list; nothing where it is none."""
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    marked = _marked(lines)
    return _gather(lines, marked) if sum(marked) >= 2 and marked[0] else ()


def _tidy(text: str) -> str:
    return " ".join(text.split())


def split_code(text: str) -> tuple[str | None, str]:
    """ "1.1 Hold…" is (1.1, Hold…), "2. Train…" is (2, Train…); "60 women trained" has no code."""
    found = CODE.match(text)
    code = (found["code"] or found["letters"] or found["plain"]) if found else ""
    if found and not NO_CODE.fullmatch(code):
        return code, _tidy(found["title"] or found["title2"] or found["title3"])
    return None, _tidy(text)
