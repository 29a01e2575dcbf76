"""Texts that can be set: what no font here has is replaced by a mark that a reader understands.

typst refuses to write an accessible PDF as soon as one character has no glyph. So before it sees a text:
- what cannot be seen (controls, direction overrides, halves of characters) goes;
- each letter with its accents is looked up in Source Sans, then in the two fonts inside typst that step in for it
  (Arabic, Hebrew, Armenian, Georgian, Lao, many symbols);
- a run of letters of another script becomes "[in Ethiopic letters]", an emoji "[emoji: dove of peace]", a letter of no script "�".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from fontTools import unicodedata as scripts  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from jukwaa.publishing.documents.embedded import LETTERS

FONTS = Path(font_source_sans_pro.font_directory)
CUTS = ("Regular", "Semibold", "Bold")
UNKNOWN = "�"
MOST_MARKS = 4  # accents on one letter; more only blacken the lines around it

BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
HEAPED = re.compile(f"([\u0300-\u036f]{{{MOST_MARKS}}})[\u0300-\u036f]+")
SPACES = re.compile("[\t\x1f\u1680\u180e\u3000]")
SHAPING = "\u200c\u200d"  # joiners: they mean something between letters that join
BREAKABLE = "\xad\u200b"
NOTHING_SEEN = f" \n\xa0{SHAPING}{BREAKABLE}"
NO_SCRIPT = frozenset(("Zyyy", "Zinh", "Zzzz"))
SKIN = range(0x1F3FB, 0x1F400)
FLAG = range(0x1F1E6, 0x1F200)


def legible(text: str) -> str:
    """As it can be set in the fonts of our documents."""
    text = _told(text)
    plain = fonts()[0]
    if all(ord(letter) in plain for letter in text):
        return text
    told = "".join(map(_standing_in, _clusters(text)))
    for script in {scripts.script(letter) for letter in text} - NO_SCRIPT:
        told = _once(told, in_letters(script))
    return told


def _once(text: str, mark: str) -> str:
    """A sentence in another script is one mark, not one for each of its letters."""
    said = re.escape(mark)
    return re.sub(rf"{said}(?:[\s\W]*?{said})+", mark, text)


def is_legible(text: str) -> bool:
    """No mark stands in for anything in it."""
    return legible(text) == _told(text)


@cache
def fonts() -> tuple[frozenset[int], ...]:
    """What each font can show, in the order in which they are tried; in every weight that we use."""
    own = [_letters_of(FONTS / f"SourceSansPro-{cut}.otf") for cut in CUTS]
    invisible = {ord(letter) for letter in f"\n{BREAKABLE}{SHAPING}"}
    first = frozenset.intersection(*own) | invisible
    return (first, *(frozenset(_points(ranges)) | invisible for ranges in LETTERS.values()))


def _letters_of(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _points(ranges: str) -> Iterator[int]:
    for first, _dash, last in (part.partition("-") for part in ranges.split()):
        yield from range(int(first, 16), int(last or first, 16) + 1)


def seen(text: str) -> str:
    """Without what no reader sees: controls, direction overrides; whole lines."""
    text = SPACES.sub(" ", BREAKS.sub("\n", text))
    return "".join(letter for letter in text if letter == "\n" or _is_seen(letter))


def _told(text: str) -> str:
    return HEAPED.sub(r"\1", seen(unicodedata.normalize("NFC", text)))


def _is_seen(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind != "Cc" and (kind != "Cf" or letter in SHAPING + BREAKABLE) and not _is_variation(letter)


def _is_variation(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or 0xE0100 <= ord(letter) <= 0xE01EF


def _clusters(text: str) -> Iterator[str]:
    """Letters with all that belongs to them: accents, joined emoji, the two halves of a flag."""
    cluster = ""
    for letter in text:
        if cluster and cluster != "\n" and _belongs(cluster, letter):
            cluster += letter
        else:
            if cluster:
                yield cluster
            cluster = letter
    if cluster:
        yield cluster


def _belongs(cluster: str, letter: str) -> bool:
    point = ord(letter)
    if unicodedata.category(letter)[0] == "M" or letter in SHAPING or point in SKIN:
        return True
    if point in FLAG:
        return len(cluster) == 1 and ord(cluster) in FLAG
    return cluster[-1] == "\u200d" and unicodedata.category(letter) == "So"


def _standing_in(cluster: str) -> str:
    """What is set for a letter, an emoji, a sign."""
    if _shown(cluster):
        return cluster
    script = scripts.script(cluster[0])
    if script in NO_SCRIPT:
        return _sign(cluster)
    if _shown(cluster[0]):  # only its accents are missing
        return cluster[0] + UNKNOWN
    return in_letters(script)


def in_letters(script: str) -> str:
    return f"[{_('in %(script)s letters') % {'script': script_name(script)}}]"


def _shown(cluster: str) -> bool:
    points = {ord(letter) for letter in cluster}
    return any(points <= font for font in fonts())


def _sign(cluster: str) -> str:
    """A sign of no script: an emoji, a symbol, or nothing that anybody has defined."""
    if _shown(cluster[0]):
        return cluster[0] if len(cluster) == 1 else cluster[0] + UNKNOWN
    if all(ord(letter) in FLAG for letter in cluster):
        country = "".join(chr(ord(letter) - FLAG.start + ord("A")) for letter in cluster)
        return f"[{_('flag: %(country)s') % {'country': country}}]"
    name = unicodedata.name(cluster[0], "").lower()
    if not name or unicodedata.category(cluster[0])[0] in "CZM":
        return " " if unicodedata.category(cluster[0]) == "Zs" else UNKNOWN
    return f"[{_('emoji: %(name)s') % {'name': name}}]" if ord(cluster[0]) > 0xFFFF else f"[{name}]"


def script_name(script: str) -> str:
    """Those that people of the coast write or receive; any other by its English name."""
    known = {
        "Arab": pgettext("a script", "Arabic"),
        "Beng": pgettext("a script", "Bengali"),
        "Deva": pgettext("a script", "Devanagari"),
        "Ethi": pgettext("a script", "Ethiopic"),
        "Gujr": pgettext("a script", "Gujarati"),
        "Guru": pgettext("a script", "Gurmukhi"),
        "Hang": pgettext("a script", "Korean"),
        "Hani": pgettext("a script", "Chinese"),
        "Hira": pgettext("a script", "Japanese"),
        "Kana": pgettext("a script", "Japanese"),
        "Taml": pgettext("a script", "Tamil"),
        "Thai": pgettext("a script", "Thai"),
    }
    return known.get(script) or scripts.script_name(script, script).replace("_", " ")
