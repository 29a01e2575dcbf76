"""How things are called before a reader, and how a change of wording is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.plans.figures.tags import tag_said
from jukwaa.plans.rules.document import BodyRef, Texts
from jukwaa.plans.rules.wording import Piece, pieces, shortened

LONG = 500  # letters


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence; or, where a wording changed, what it is of, with the words themselves behind it."""

    sentence: str
    pieces: tuple[Piece, ...] = ()
    language: str = ""  # of the pieces

    @property
    def long(self) -> bool:
        """Better folded away until it is asked for."""
        return sum(len(piece.text) for piece in self.pieces) > LONG


@dataclass(frozen=True, slots=True)
class Words:
    """How things are called before this reader."""

    places: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)  # names that the documents themselves leave out
    themes: Mapping[str, Texts] = field(default_factory=dict)
    currency: str = ""

    def body(self, body: BodyRef) -> str:
        """A body whose name is withheld from this reader is never more than "a civil-society body"."""
        return body.name or self.bodies.get(body.id or "", "") or _("a civil-society body")

    def all(self, bodies: Iterable[BodyRef]) -> str:
        return ", ".join(dict.fromkeys(self.body(body) for body in bodies))

    def place(self, code: str) -> str:
        return self.places.get(code, code)

    def tag(self, tag: str) -> str:
        return tag_said(tag)

    def theme(self, code: str) -> str:
        return say(self.themes.get(code)).text or code


Say = Callable[[Any, Any, Words], Iterator[Told]]


def texts_told(label: Callable[[], str]) -> Say:
    def told(before: Texts | None, after: Texts | None, _words: Words) -> Iterator[Told]:
        return reworded(label(), before or {}, after or {})

    return told


def reworded(label: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Told]:
    """Every language in which it changed, the reader's own first: each of them is signed."""
    own = (get_language() or "en")[:2]
    changed = [code for code in {*before, *after} if before.get(code, "") != after.get(code, "")]
    for language in sorted(changed, key=lambda code: (code != own, code)):
        found = shortened(pieces(before.get(language, ""), after.get(language, "")))
        yield Told(label if language == own else _in_language(label, language), found, language)


def in_the_others(label: str, texts: Texts) -> Iterator[Told]:
    """What is new, in each language in which the sentence before has not said it."""
    return reworded(label, {(said := say(texts)).language: said.text}, texts)


def _in_language(label: str, language: str) -> str:
    return _("%(what)s (in %(language)s)") % {"what": label, "language": language_name(language)}


def language_name(code: str) -> str:
    return {"en": _("English"), "sw": _("Swahili")}.get(code, code)


def paragraphs_told(before: Any, after: Any, _words: Words) -> Iterator[Told]:
    return reworded(_("Text"), _joined(before), _joined(after))


def _joined(paragraphs: Iterable[tuple[Texts, bool]] | None) -> dict[str, str]:
    paragraphs = list(paragraphs or ())
    languages = {language for text, _heading in paragraphs for language in text}
    return {code: "\n".join(text.get(code, "") for text, _heading in paragraphs) for code in languages}


def names_told(added: Callable[[], str], gone: Callable[[], str], order: Callable[[], str], of: str) -> Say:
    def told(before: Iterable[str] | None, after: Iterable[str] | None, words: Words) -> Iterator[Told]:
        call = getattr(words, of)
        old, new = list(before or ()), list(after or ())
        more, less = ([call(n) for n in one if n not in two] for one, two in ((new, old), (old, new)))
        if more:
            yield Told(added() % {"names": ", ".join(more)})
        if less:
            yield Told(gone() % {"names": ", ".join(less)})
        if not more and not less:
            yield Told(order())

    return told
