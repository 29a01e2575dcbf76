"""Every sentence that people see stands in Swahili too: translated, not fuzzy, with the same placeholders.

The sentences are read from the code itself, without xgettext, which a bare machine does not have.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib

from tools.checks import ROOT, finish, our_files, text_of

ALONE = {"gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}  # the first argument says where
FORMS = 2  # Swahili has one and many
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-z]|%[\d.]*[sdif]|\{\w*\}|</?[a-z]+")


class Sentence(NamedTuple):
    context: str
    text: str


def said_in_python(path: Path, source: str) -> Iterator[tuple[str, Sentence | None]]:
    """(where, sentence); None for a sentence that is not written out and so cannot be translated."""
    tree = ast.parse(source)
    names = _names_of_gettext(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := names.get(_called(node))):
            wanted = 2 if function in IN_CONTEXT else 1
            words = [word.value for word in node.args[:wanted] if isinstance(word, ast.Constant)]
            written_out = len(words) == wanted
            yield f"{path}:{node.lineno}", Sentence(*["", *map(str, words)][-2:]) if written_out else None


def said_in_template(path: Path, source: str) -> Iterator[tuple[str, Sentence]]:
    from django.utils.translation.template import templatize

    for call in TEMPLATE_CALL.finditer(templatize(source, origin=str(path))):
        words = [ast.literal_eval(word) for word in re.findall(STRING, call[2])]
        contextual = call[1].startswith(("p", "np"))
        yield str(path), Sentence(words[0] if contextual else "", words[1 if contextual else 0])


def faults(where: str, entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one entry of a catalogue."""
    said = f"{where}: “{entry.msgid}”"
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(form.strip() for form in forms):
        yield f"{said} is not translated."
        return
    if entry.fuzzy:
        yield f"{said} is marked fuzzy: read it, correct it, remove the mark."
    if entry.msgid_plural and len(forms) != FORMS:
        yield f"{said} needs two forms, one and many."
    for form in forms:
        if not _same_holes(entry, form):
            yield f"{said} has other placeholders or tags than “{form}”."
        if _edges(form) != _edges(entry.msgid):
            yield f"{said} begins or ends with a line break in one language only."


def missing(said: Iterable[tuple[str, Sentence | None]], translated: set[Sentence]) -> Iterator[str]:
    reported: set[Sentence | None] = set()
    for where, sentence in said:
        if sentence is None:
            yield f"{where}: write the sentence out inside gettext(), or it cannot be translated."
        elif sentence not in translated and sentence not in reported:
            reported.add(sentence)
            yield f"{where}: “{sentence.text}” has no Swahili in any catalogue."


def complaints() -> list[str]:
    entries = [
        (str(path), entry)
        for path in our_files("src/*/locale/sw/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(ROOT / path))
        if not entry.obsolete
    ]
    translated = {Sentence(entry.msgctxt or "", entry.msgid) for _, entry in entries}
    found = [fault for where, entry in entries for fault in faults(where, entry)]
    return [*found, *missing(_all_said(), translated)]


def _all_said() -> Iterator[tuple[str, Sentence | None]]:
    for path in our_files("src/*.py"):
        if "migrations" not in path.parts:
            yield from said_in_python(path, text_of(path))
    for path in our_files("src/*/templates/*"):
        yield from said_in_template(path, text_of(path))


def _names_of_gettext(tree: ast.AST) -> dict[str, str]:
    """The name used in this file -> the function of django.utils.translation."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name: name for name in ALONE | IN_CONTEXT} | {
        alias.asname or alias.name: alias.name
        for node in imports
        if node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in ALONE | IN_CONTEXT
    }


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _edges(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


def _same_holes(entry: polib.POEntry, form: str) -> bool:
    """“One action” may leave the number out, in either language."""
    ours = sorted(PLACEHOLDER.findall(form))
    if not entry.msgid_plural:
        return ours == sorted(PLACEHOLDER.findall(entry.msgid))
    return ours in (sorted(PLACEHOLDER.findall(entry.msgid)), sorted(PLACEHOLDER.findall(entry.msgid_plural)))


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=True)
    finish(complaints())
