"""Nothing leaves that this reader is not to read: whatever page says it, it passes here on its way out.

Pages are many and grow; one that forgets a rule of safety would give a body away. So what must not be named is taken
out of the finished page, also out of feeds and of what machines read. (Files are made without it: `plans.rules.masking`.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Protocol
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

# What a form holds is never changed on its way out: it would come back changed.
PIECES = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|textarea)\b.*?</(?P=raw)\s*>|(?P<tag><[^>]*>)|(?P<text>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)
SPOKEN = re.compile(
    r"""(?<=\s)((?:content|title|alt|aria-label|data-label|placeholder|label)=)(["'])(.*?)\2""", re.DOTALL
)
ADDRESS = re.compile(r"""(?<=\s)((?:href|action|src)=)(["'])([^"'?]*\?[^"']*)\2""")
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


class Mask(Protocol):
    """What a reader is not to read; false where that is nothing."""

    def __bool__(self) -> bool: ...
    def finds(self, text: str) -> bool: ...
    def text(self, text: str, language: str) -> str: ...


Change = Callable[[str], str]


def keep_back(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether something was taken out. Done once for each response."""
    mask: Mask | None = getattr(request, "mask", None)
    if not isinstance(response, HttpResponse) or response.streaming or getattr(response, "passed", False):
        return False
    response.passed = True  # type: ignore[attr-defined]
    change = CHANGES.get(_kind(response))
    if change is None or not mask or not response.content:
        return False
    text = response.content.decode()
    if not mask.finds(unescape(text)) and not mask.finds(unquote_plus(text)):
        return False
    response.content = change(text, _spoken(mask, map(str, request.GET.values())))
    return True


def _kind(response: HttpResponse) -> str:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
    return "json" if kind.endswith("json") else "xml" if kind.endswith(("xml", "html")) else kind


def _spoken(mask: Mask, asked: Iterable[str]) -> Change:
    """What the reader typed is given back as typed: else a search would tell which names are kept back."""
    language = (get_language() or "en")[:2]
    echoes = [re.escape(f"“{each.strip()}”") for each in asked if each.strip() and mask.finds(each)]
    if not echoes:
        return lambda text: mask.text(text, language)
    apart = re.compile(f"({'|'.join(echoes)})")
    return lambda text: "".join(
        part if apart.fullmatch(part) else mask.text(part, language) for part in apart.split(text)
    )


def _in_markup(page: str, change: Change) -> str:
    def piece(found: re.Match[str]) -> str:
        if found["text"]:
            return _escaped(found["text"], change, quote=False)
        if found["tag"] and "=" in found["tag"]:
            told = SPOKEN.sub(
                lambda said: f"{said[1]}{said[2]}{_escaped(said[3], change)}{said[2]}", found["tag"]
            )
            return ADDRESS.sub(lambda to: f"{to[1]}{to[2]}{_asking(to[3], change)}{to[2]}", told)
        return found[0]

    return PIECES.sub(piece, page)


def _asking(url: str, change: Change) -> str:
    """What an address asks for is a text too: `?q=` and the name. (Quoted, so that the reader's own question stays.)"""
    parts = urlsplit(unescape(url))
    asked = parse_qsl(parts.query, keep_blank_values=True)
    changed = [(name, change(f"“{value}”")[1:-1]) for name, value in asked]
    return url if changed == asked else escape(urlunsplit(parts._replace(query=urlencode(changed))))


def _escaped(text: str, change: Change, *, quote: bool = True) -> str:
    plain = unescape(text)
    changed = change(plain)
    return text if changed == plain else escape(changed, quote=quote)


def _in_literals(data: str, change: Change) -> str:
    def literal(found: re.Match[str]) -> str:
        plain = json.loads(found[0], strict=False)
        changed = change(plain)
        return found[0] if changed == plain else json.dumps(changed, ensure_ascii=False)

    return LITERAL.sub(literal, data)


def _in_words(text: str, change: Change) -> str:
    return change(text)


CHANGES: dict[str, Callable[[str, Change], str]] = {
    "xml": _in_markup,
    "json": _in_literals,
    "text/plain": _in_words,
    "text/csv": _in_words,
}
