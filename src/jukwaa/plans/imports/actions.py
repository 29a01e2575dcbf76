"""One line of a matrix as an action: each column read by its own reader, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jukwaa.plans.imports.costs import read_cost_lines, read_costs
from jukwaa.plans.imports.measures import read_measures, stands_for_it
from jukwaa.plans.imports.rows import Row
from jukwaa.plans.imports.when_where import read_when, read_when_lines, read_where
from jukwaa.plans.imports.who import read_roles
from jukwaa.plans.rules.cells.money import Money
from jukwaa.plans.rules.cells.notes import doubt, note
from jukwaa.plans.rules.cells.several import split_activities, split_code
from jukwaa.plans.rules.cells.topics import words
from jukwaa.plans.rules.document import ActionDoc, Stated
from jukwaa.plans.rules.matching import fold

LONGEST_CODE = 20
STATES: Mapping[Stated, tuple[str, ...]] = {
    "done": ("done", "complete", "completed", "achieved", "finished", "fully achieved", "imekamilika", "imefanyika", "100", "100%"),
    "moving": ("moving", "ongoing", "on going", "in progress", "on track", "started", "under way", "underway", "partially achieved", "inaendelea", "imeanza"),
    "not_started": ("not started", "not yet started", "pending", "planned", "not begun", "not done", "haijaanza", "bado", "0%"),
    "paused": ("paused", "on hold", "suspended", "imesitishwa"),
    "dropped": ("dropped", "cancelled", "canceled", "abandoned", "imeondolewa", "imefutwa"),
}  # fmt: skip
STATE_OF = {fold(word): state for state, words in STATES.items() for word in words}
READ = words("code action co_lead lead support audience place when starts ends indicator baseline target year_target verification budget year_cost tick funder status tags section")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One of the activities that a cell holds."""

    title: Mapping[str, str]
    code: str | None


def read_actions(row: Row, *, levels: frozenset[int] = frozenset()) -> list[ActionDoc]:
    """The line's action, or several where its cell holds several. `levels`: columns that name sections."""
    parts = _parts(row)
    costs, periods = (
        _costs(row, len(parts)),
        read_when_lines(row, len(parts)) or [read_when(row)] * len(parts),
    )
    roles, areas = read_roles(row), read_where(row)
    indicators, status = read_measures(row, len(parts)), _status(row)
    _leftovers(row, levels)
    remarks = row.in_language("\n".join(row.remarks)) if row.remarks else None
    shared = _beside(row, "remarks")
    return [
        ActionDoc(
            id=None,
            title=part.title,
            code=part.code,
            audience=row.texts("audience") if row.has("audience") else None,
            remarks=_together(remarks, shared),
            tags=_tags(row),
            starts=periods[n].starts,
            ends=periods[n].ends,
            funding=costs[n].funding,
            estimate=costs[n].amount,
            areas=areas,
            roles=roles,
            indicators=indicators[n],
            status=status,
            where=row.where,
        )
        for n, part in enumerate(parts)
    ]


# --- what is done ------------------------------------------------------------------------------------------------


def _parts(row: Row) -> list[Part]:
    """The activities of the cell; in a second language they pair up where there are as many."""
    said: dict[str, tuple[str, ...]] = {}
    for language, text in _spoken(row).items():
        read = split_activities(text)
        said[language] = read.texts
        if read.lines:
            row.tell(row.heading("action"), [doubt("several.lines")])
    most = max((len(texts) for texts in said.values()), default=0)
    if most > 1:
        row.tell(row.heading("action"), [doubt("several", n=most)])
    return [_part(row, said, n, most) for n in range(most)]


def _spoken(row: Row) -> dict[str, str]:
    spoken: dict[str, list[str]] = {}
    for column in row.of("action"):
        if text := row.cell(column):
            spoken.setdefault(column.language or row.setting.lexicon.language, []).append(text)
    return {language: "\n".join(dict.fromkeys(texts)) for language, texts in spoken.items()}


def _part(row: Row, said: Mapping[str, tuple[str, ...]], n: int, most: int) -> Part:
    given = _code(row) if n == 0 else None
    title: dict[str, str] = {}
    code = None
    for language, texts in said.items():
        words = texts[n] if len(texts) == most else "; ".join(texts) if n == 0 else ""
        own, bare = split_code(words)
        code = code or own
        if bare:
            title[language] = bare if own and (given in (None, own) or most > 1) else words
    return Part({language: " ".join(text.split()) for language, text in title.items()}, given or code)


def _code(row: Row) -> str | None:
    text = " ".join(row.text("code").split()).strip(" .):")
    if len(text) <= LONGEST_CODE and re.search(r"\w", text) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    if re.search(r"\w", text):
        row.keep(row.heading("code"), text)
    return None


# --- what it costs, how it stands --------------------------------------------------------------------------------


def _costs(row: Row, count: int) -> list[Money]:
    """The amount stays with the first of several activities, unless the cell lists as many amounts."""
    if count > 1 and (each := read_cost_lines(row, count)):
        return each
    money = read_costs(row)
    if count == 1 or money.amount is None:
        return [money] * count
    row.tell(row.heading("budget", "year_cost"), [doubt("money.first_of_several")])
    return [money, *[Money("unknown", None, money.currency)] * (count - 1)]


def _status(row: Row) -> Stated | None:
    text = row.text("status")
    if not text:
        return None
    state = STATE_OF.get(fold(text)) or STATE_OF.get(text.casefold().strip())
    if state is None:
        row.tell(row.heading("status"), [note("status.not_understood", text=text)])
        row.keep(row.heading("status"), text)
    return state


def _tags(row: Row) -> tuple[str, ...] | None:
    if not row.has("tags"):
        return None
    return tuple(tag.strip() for tag in re.split(r"[,;\n]", row.text("tags")) if tag.strip())


# --- what is left ------------------------------------------------------------------------------------------------------


def _leftovers(row: Row, levels: frozenset[int]) -> None:
    """Every column that has no field of its own here is kept under its heading."""
    said = row.text("indicator")
    for column in row.setting.header.columns:
        text = row.cell(column)
        if not text or column.field in READ or column.field == "remarks" or column.at in levels:
            continue
        if column.field in ("key_result", "output") and not said and stands_for_it(row) == text:
            continue
        row.keep(column.said, text)


def _beside(row: Row, field: str) -> dict[str, str]:
    """Remarks in the file's own words, without the heading before them."""
    spoken: dict[str, list[str]] = {}
    columns = row.of(field)
    for column in columns:
        if text := row.cell(column):
            named = text if len(columns) == 1 or column.language else f"{column.said}: {text}"
            spoken.setdefault(column.language or row.setting.lexicon.language, []).append(named)
    return {language: "\n".join(texts) for language, texts in spoken.items()}


def _together(kept: Mapping[str, str] | None, said: Mapping[str, str]) -> dict[str, str] | None:
    languages = {**said, **(kept or {})}
    return {
        language: "\n".join(filter(None, [said.get(language, ""), (kept or {}).get(language, "")]))
        for language in languages
    } or None


def joined(action: ActionDoc, more: ActionDoc) -> tuple[ActionDoc, bool]:
    """The action with what a further line says of it; whether that changed its time or its amount."""
    known = {fold(role.body.name or "") for role in action.roles or ()}
    has_lead = any(role.kind == "lead" for role in action.roles or ())
    roles = tuple(
        replace(role, kind="support") if role.kind == "lead" and has_lead else role
        for role in more.roles or ()
        if fold(role.body.name or "") not in known
    )
    amounts = [amount for amount in (action.estimate, more.estimate) if amount is not None]
    merged = replace(
        action,
        indicators=(*(action.indicators or ()), *(more.indicators or ())) or action.indicators,
        roles=(*(action.roles or ()), *roles) if action.roles is not None or roles else None,
        remarks=_together(more.remarks, action.remarks or {}),
        audience=_audiences(action.audience, more.audience),
        areas=tuple(dict.fromkeys((*(action.areas or ()), *(more.areas or ())))) or None,
        starts=min(filter(None, [action.starts, more.starts]), default=None),
        ends=max(filter(None, [action.ends, more.ends]), default=None),
        estimate=sum(amounts, Decimal(0)) if amounts else None,
        funding="funded"
        if amounts
        else more.funding
        if action.funding in (None, "unknown")
        else action.funding,
        tags=tuple(dict.fromkeys((*(action.tags or ()), *(more.tags or ()))))
        if action.tags is not None
        else None,
    )
    changed = (merged.starts, merged.ends, merged.estimate) != (action.starts, action.ends, action.estimate)
    return merged, changed and bool(action.starts or action.estimate)


def _audiences(one: Mapping[str, str] | None, two: Mapping[str, str] | None) -> Mapping[str, str] | None:
    if not two:
        return one
    languages = {**(one or {}), **two}
    return {
        lang: "; ".join(dict.fromkeys(filter(None, [(one or {}).get(lang, ""), two.get(lang, "")])))
        for lang in languages
    }
