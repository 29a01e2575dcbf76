"""The matrix: a row for each action."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_noop as _

from jukwaa.plans.figures.sheets.columns import label
from jukwaa.plans.imports.own_xlsx.bodies import read_roles
from jukwaa.plans.imports.own_xlsx.cells import Row
from jukwaa.plans.imports.own_xlsx.indicators import Item
from jukwaa.plans.imports.own_xlsx.tree import Node, Tree, section_of
from jukwaa.plans.imports.own_xlsx.values import (
    Context,
    Cost,
    read_ancestor,
    read_choice,
    read_code,
    read_cost,
    read_day,
    read_list,
    read_places,
    read_texts,
    read_themes,
    tell,
)
from jukwaa.plans.rules.cells.notes import doubt
from jukwaa.plans.rules.cells.several import split_code
from jukwaa.plans.rules.document import ActionDoc, Texts
from jukwaa.plans.rules.matching import fold

TOTAL = re.compile(r"\W*(?:grand |sub-?)?(?:total|jumla)\b", re.IGNORECASE)
BLANK = ActionDoc(None, {})
EMPTY = ActionDoc(
    None, {}, None, {}, {}, {}, (), None, None, "unknown", None, (), (), (), (), None, "not_started", {}
)


@dataclass(slots=True, eq=False)
class Held:
    """An action of the file, until its indicators are known."""

    row: Row
    was: ActionDoc | None
    doc: ActionDoc
    node: Node
    items: list[Item] = field(default_factory=list)


def read_actions(
    rows: Iterable[tuple[Row, str | None]],
    before: Mapping[str, tuple[str, ActionDoc]],
    tree: Tree,
    context: Context,
) -> list[Held]:
    """`before`: id -> (id of its section, the action as it was)."""
    held: list[Held] = []
    for row, pid in rows:
        section, was = before.get(pid or "", ("", None))
        title = read_texts(row, "title", was.title if was else {}) or {}
        if not title:
            _nameless(row)
            continue
        node = section_of(tree, row, tree.by_id.get(section), held[-1].node if held else None)
        old = was or replace(EMPTY if tree.complete else BLANK, id=pid)
        held.append(Held(row, was, _action(row, replace(old, title=title), context), node))
    return held


def _nameless(row: Row) -> None:
    texts = [row.text(key) for key in row.line.cells]
    if any(TOTAL.match(text) for text in texts):
        row.note("", _("A total, left out."))
    else:
        row.doubt("", _("This row has no title, so it was left out."))


def _action(row: Row, old: ActionDoc, context: Context) -> ActionDoc:
    """`old` already has its new title."""
    code, title = read_code(row, old.code), old.title
    if not row.was and not code:
        code, title = _code_in_title(title)
    cost = read_cost(row, context, Cost(old.funding, old.estimate))
    made = replace(
        old,
        title=title,
        code=code,
        text=read_texts(row, "text", old.text),
        audience=read_texts(row, "audience", old.audience),
        tags=read_list(row, "tags", old.tags),
        starts=read_day(row, "starts", context, old.starts),
        ends=read_day(row, "ends", context, old.ends),
        funding=cost.funding,
        estimate=cost.estimate,
        areas=read_places(row, context, old.areas),
        roles=read_roles(row, context, old.roles),
        themes=read_themes(row, old.themes),
        carried_from=read_ancestor(row, old.carried_from),
        status=read_choice(row, "status", context, old.status),
        reason=read_texts(row, "reason", old.reason),
        where=row.line.where,
    )
    if not row.was and not any(role.kind == "lead" for role in made.roles or ()):
        tell(row, "lead", (doubt("bodies.no_lead"),))
    return replace(made, remarks=_remarks(row, read_texts(row, "remarks", old.remarks), context.language))


def _code_in_title(title: Texts) -> tuple[str | None, Texts]:
    split = {language: split_code(text) for language, text in title.items()}
    code = next((code for code, _rest in split.values() if code), None)
    return (code, {language: rest for language, (_code, rest) in split.items()}) if code else (None, title)


def _remarks(row: Row, remarks: Texts | None, language: str) -> Texts | None:
    """With what was not understood, and what stands in columns that somebody added."""
    more = [*row.remarks, *(f"{heading}: {text}" for heading, text in row.line.more)]
    before = (remarks or {}).get(language, "")
    new = [line for line in more if line not in before]
    return {**(remarks or {}), language: "\n".join(filter(None, [before, *new]))} if new else remarks


def names_of(held: Iterable[Held], labels: Mapping[str, str]) -> dict[str, Held]:
    """Whatever another sheet may call an action: its label, code or title, as it was or as it is now."""
    names: dict[str, Held] = {}
    for item in held:
        doc, languages = item.doc, list(item.doc.title)
        said = [
            labels.get(doc.id or "", ""),
            *(label(doc.code, doc.title, language) for language in languages),
        ]
        for name in (*said, doc.code or "", *doc.title.values()):
            names.setdefault(fold(name), item)
    names.pop("", None)
    return names
