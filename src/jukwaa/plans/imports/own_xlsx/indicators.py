"""Indicators stand in two places: beside their action, and each on a line of its own sheet. Either may be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_noop as _

from jukwaa.plans.imports.own_xlsx.cells import Row, continued, gist, is_numbered, split_numbered
from jukwaa.plans.imports.own_xlsx.values import Context, read_choice, read_line, read_texts, tell
from jukwaa.plans.rules.cells.indicators import read_indicators
from jukwaa.plans.rules.document import IndicatorDoc
from jukwaa.plans.rules.matching import fold

PREFIX = "indicators."
BLANK = IndicatorDoc(None, {})
LONGEST = 200  # of a baseline and of a target


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator of one owner: as it was before the file, and as its own sheet has it now."""

    was: IndicatorDoc | None
    now: IndicatorDoc


def read_indicator(row: Row, context: Context, was: IndicatorDoc | None) -> IndicatorDoc:
    """A line of the sheet of indicators."""
    old = was or BLANK
    chosen: dict[str, Any] = {
        key: read_choice(row, key, context, getattr(old, key))
        for key in ("measure", "direction", "over_places", "over_time")
    }
    return replace(
        old,
        text=read_texts(row, "text", old.text) or {},
        baseline=read_line(row, "baseline", old.baseline, LONGEST),
        target=read_line(row, "target", old.target, LONGEST),
        verification=read_texts(row, "verification", old.verification) or {},
        unit=read_texts(row, "unit", old.unit) or {},
        **chosen,
    )


def beside(
    row: Row, before: tuple[IndicatorDoc, ...], items: list[Item], context: Context
) -> tuple[IndicatorDoc, ...]:
    """What an action's own row says of its indicators, laid over what their sheet says.

    `before`: the action's indicators as the numbers in the cells count them.
    """
    if not any(key.startswith(PREFIX) and row.changed(key) for key in row.line.cells):
        return tuple(item.now for item in items if item.now.text)
    if not row.was:
        return _joined([item.now for item in items], _new(row, context))
    said = _said(row, before)
    changed = [_laid_over(row, item, said.pop(_place(item, before), {})) for item in items]
    gone = {
        n for n, old in enumerate(before) if not any(item.was and item.was.id == old.id for item in items)
    }
    more = [_filled(BLANK, fields) for n, fields in sorted(said.items()) if n not in gone]
    return _joined([item for item in changed if item.text], [item for item in more if item.text])


def _place(item: Item, before: tuple[IndicatorDoc, ...]) -> int:
    return next((n for n, old in enumerate(before) if item.was and old.id == item.was.id), -1)


def _said(row: Row, before: tuple[IndicatorDoc, ...]) -> dict[int, dict[str, str]]:
    """Place -> field -> what stands there, for the cells that somebody changed."""
    said: dict[int, dict[str, str]] = {}
    for key in row.line.cells:
        if key.startswith(PREFIX) and row.changed(key):
            field = key.removeprefix(PREFIX)
            if _is_muddled(str(row.was.get(key) or ""), [_get(item, field) for item in before]):
                row.doubt(
                    key,
                    _(
                        "This cell cannot be told apart by its numbers: change the sheet of indicators instead."
                    ),
                )
                continue
            parts = _parts(row, key, len(before))
            for n in {*range(len(before)), *parts}:
                said.setdefault(n, {})[field] = parts.get(n, "")
    return said


def _is_muddled(cell: str, items: list[str]) -> bool:
    """Texts that hold numbered lines themselves, or go on beyond their cell."""
    if len(items) < 2 or not cell:
        return False
    return [gist(part) for _n, part in sorted(split_numbered(cell).items())] != [gist(item) for item in items]


def _parts(row: Row, key: str, count: int) -> dict[int, str]:
    text = row.text(key)
    if is_numbered(text) or (count > 1 and text.lstrip().startswith("1)")):
        return split_numbered(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if count > 1 and len(lines) == count:
        return dict(enumerate(lines))
    if count > 1 and text:
        row.doubt(
            key, _("The cell held %(n)s numbered lines; its text was taken for the first."), n=str(count)
        )
    return {0: text} if text else {}


def _laid_over(row: Row, item: Item, said: dict[str, str]) -> IndicatorDoc:
    """The row's words, but where the indicators' own sheet was changed too and says otherwise."""
    taken: dict[str, str] = {}
    for field, text in said.items():
        was, now = _get(item.was or BLANK, field), _get(item.now, field)
        text = continued(text, was)  # noqa: PLW2901  # a text that goes on beyond its cell
        if gist(text) == gist(was):
            continue
        if now != was and gist(now) != gist(text):
            told = _("The sheet of indicators says “%(now)s” here; that was taken.")
            row.doubt(PREFIX + field, told, now=now[:80])
            continue
        taken[field] = text
    return _filled(item.now, taken)


def _get(item: IndicatorDoc, field: str) -> str:
    name, _dot, language = field.partition(".")
    value = getattr(item, name)
    return str(value.get(language, "") if language else value)


def _filled(item: IndicatorDoc, said: dict[str, str]) -> IndicatorDoc:
    for field, text in said.items():
        name, _dot, language = field.partition(".")
        texts = {**getattr(item, name), language: text} if language else {}
        kept: Any = {k: v for k, v in texts.items() if v} if language else text[:LONGEST]
        item = replace(item, **{name: kept})
    return item


def _new(row: Row, context: Context) -> list[IndicatorDoc]:
    """The indicators of a row that somebody added: numbered, or as matrices write them."""
    fields = [key.removeprefix(PREFIX) for key in row.line.cells if key.startswith(PREFIX)]
    cells = {field: row.text(PREFIX + field) for field in fields}
    if any(is_numbered(text) for text in cells.values()):
        return [item for _n, item in sorted(_numbered(cells).items()) if item.text]
    language = next(
        (f.removeprefix("text.") for f in fields if f.startswith("text.") and cells[f]), context.language
    )
    means = cells.get(f"verification.{language}", "")
    texts = cells.get(f"text.{language}", "")
    read = read_indicators(texts, cells.get("baseline", ""), cells.get("target", ""), means)
    tell(row, f"{PREFIX}text.{language}", read.notes)
    row.remarks += [read.rest] if read.rest else []
    made = [
        IndicatorDoc(
            None,
            {language: item.text},
            item.baseline[:LONGEST],
            item.target[:LONGEST],
            {language: item.verification} if item.verification else {},
            measure=item.measure,
        )
        for item in read.items
        if item.text
    ]
    return _in_other_languages(made, cells, language)


def _numbered(cells: dict[str, str]) -> dict[int, IndicatorDoc]:
    made: dict[int, IndicatorDoc] = {}
    for field, text in cells.items():
        for n, part in (split_numbered(text) if is_numbered(text) else {0: text}).items():
            made[n] = _filled(made.get(n, BLANK), {field: part})
    return made


def _in_other_languages(made: list[IndicatorDoc], cells: dict[str, str], language: str) -> list[IndicatorDoc]:
    for field, text in cells.items():
        name, _dot, other = field.partition(".")
        lines = [line.strip(" •-–\t") for line in text.split("\n") if line.strip(" •-–\t")]
        if not made or not lines or other in ("", language):
            continue
        parts = lines if len(lines) == len(made) else [" ".join(lines)]
        for n, part in enumerate(parts):
            made[n] = _filled(made[n], {f"{name}.{other}": part})
    return made


def _joined(items: Iterable[IndicatorDoc], more: Iterable[IndicatorDoc]) -> tuple[IndicatorDoc, ...]:
    """One that stands in both places is one."""
    found = [item for item in items if item.text]
    return (*found, *_others(found, more))


def _others(found: list[IndicatorDoc], more: Iterable[IndicatorDoc]) -> Iterator[IndicatorDoc]:
    texts = {fold(text) for item in found for text in item.text.values()}
    yield from (item for item in more if not texts & {fold(text) for text in item.text.values()})
