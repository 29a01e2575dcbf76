"""The sheet of the plan itself: its title, its days, what its levels are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop as _

from jukwaa.plans.imports.own_xlsx.cells import Row, continued, day_of
from jukwaa.plans.rules.document import LevelDoc, PlanDoc, Texts

LEVEL = re.compile(r"levels\.(\d+)\.(one|many)\.([a-z]+)")
SHAPES = {"currency": re.compile(r"[A-Z]{3}"), "fy_month": re.compile(r"0?[1-9]|1[0-2]")}
FIXED = ("forum", "edition", "status", "languages", "sample")


def read_head(fields: Iterable[tuple[str, Row]], was: PlanDoc) -> PlanDoc:
    doc = was
    for name, row in fields:
        if row.changed("value"):
            doc = _changed(doc, name, row)
    return doc


def _changed(doc: PlanDoc, name: str, row: Row) -> PlanDoc:
    if name.startswith("title."):
        return replace(doc, title=_spoken(doc.title, name.removeprefix("title."), row))
    if found := LEVEL.fullmatch(name):
        return _level(doc, int(found[1]) - 1, found[2], _spoken_as(found[3], row))
    if name in FIXED:
        row.doubt("value", _("A file cannot change this; it stays as it was."))
        return doc
    return replace(doc, **_plain(name, row))


def _spoken(texts: Texts, language: str, row: Row) -> Texts:
    said = {**texts, language: continued(row.text("value"), texts.get(language, ""))}
    return {lang: text for lang, text in said.items() if text}


def _spoken_as(language: str, row: Row) -> tuple[str, str]:
    return language, row.text("value")


def _level(doc: PlanDoc, n: int, which: str, said: tuple[str, str]) -> PlanDoc:
    if n >= len(doc.levels):
        return doc
    language, text = said
    texts = {**getattr(doc.levels[n], which), language: text}
    level: LevelDoc = replace(doc.levels[n], **{which: {k: v for k, v in texts.items() if v}})
    return replace(doc, levels=(*doc.levels[:n], level, *doc.levels[n + 1 :]))


def _plain(name: str, row: Row) -> dict[str, Any]:
    """The field with its new value, or nothing where the value cannot be."""
    text = row.text("value")
    if name == "follows":
        return {name: text or None}
    if name in ("starts", "ends", "as_at"):
        day = day_of(row.line.cells["value"])
        said: dict[str, Any] = {name: day} if day or (not text and name == "as_at") else {}
    else:
        good = name in SHAPES and SHAPES[name].fullmatch(text)
        said = {name: int(text) if name == "fy_month" else text} if good else {}
    if not said:
        row.doubt("value", _("“%(text)s” cannot stand here; it stays as it was."), text=text)
    return said
