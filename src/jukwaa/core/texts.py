"""Texts in several languages: kept as {language: text}, shown in the reader's, with what is missing said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    language: str  # in which the text is
    translated: bool  # False: the reader's own language has none yet

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


def say(texts: Texts | None, language: str | None = None) -> Said:
    """The text in the reader's language, else in one that has it."""
    wanted = language or (get_language() or "en")[:2]
    if not texts:
        return Said("", wanted, True)
    if text := texts.get(wanted):
        return Said(text, wanted, True)
    other = next(((lang, text) for lang, text in texts.items() if text), None)
    return Said(other[1], other[0], False) if other else Said("", wanted, True)


def marked(texts: Texts | Said | None) -> SafeString:
    """As HTML: escaped; a text in another language than the page's is tagged as such and says so."""
    told = texts if isinstance(texts, Said) else say(texts)
    if told.translated:
        return format_html("{}", told.text)
    return format_html(
        '<span lang="{}">{}</span> <small class="untranslated">{}</small>',
        told.language,
        told.text,
        _("not yet translated"),
    )


LONG_WORD = re.compile(r"[\w']{6,}")
ONSET = r"(?:[mn]?(?:ng'|ch|dh|dz|gh|kh|ng|ny|sh|th|[bdfgjkptvz])[wy]?|[mn][wy]?|[hlrswy]w?)"  # how a syllable begins
OPEN_SYLLABLE = re.compile(rf"(?<=[\w'])([aeiou])(?={ONSET}[aeiou])", re.IGNORECASE)


def breakable(name: str) -> str:
    """A name with soft hyphens in its long words (Mwa-ki-ru-nge) and breaks after a slash: for narrow tiles.

    Browsers carry no Swahili hyphenation; in Bantu names nearly every syllable ends in its vowel.
    """
    hyphened = LONG_WORD.sub(lambda word: OPEN_SYLLABLE.sub("\\1\u00ad", word[0]), name)
    return hyphened.replace("/", "/\u200b")
