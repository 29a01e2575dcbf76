"""A heading may mean two things: its neighbours and what stands below it decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from jukwaa.plans.imports.headings import Column, Header
from jukwaa.plans.imports.tables import Line
from jukwaa.plans.imports.vocabulary import meaning_of
from jukwaa.plans.rules.cells.amounts import amounts_in
from jukwaa.plans.rules.cells.periods import is_tick
from jukwaa.plans.rules.matching import fold

LOOKED_AT = 200  # lines
RATINGS = re.compile(r"^(?:high|medium|low|very high|h|m|l|juu|kati|wastani|chini|\d)$", re.IGNORECASE)
PEOPLE = re.compile(
    r"\b(?:women|woman|men|youth|youths|girls|boys|children|students|pupils|teachers|leaders|pwds?|people|persons|residents|community|communities|public|clerics|parents|elders|police|traders|"
    r"wanawake|wanaume|vijana|wasichana|wavulana|watoto|wanafunzi|walimu|viongozi|wananchi|wakazi|jamii|umma|wazee|wazazi|polisi)\b",
    re.IGNORECASE,
)
AREA = re.compile(r"\b(?:areas?|focus|zones?|clusters?|eneo|maeneo)\b", re.IGNORECASE)
ONE_LANGUAGE = frozenset(
    {"section", "objective", "action", "audience", "remarks", "indicator", "verification", "outcome"}
)


def settled(header: Header, lines: Sequence[Line], is_place: Callable[[str], bool]) -> Header:
    """The header with every column's field as its cells bear it out. `is_place`: whether a cell names areas."""
    columns = list(header.columns)
    cells = {
        c.at: [t for line in lines[:LOOKED_AT] if (t := line.at(c.at)) and line.is_own(c.at)] for c in columns
    }
    for step in (_by_neighbours, _by_content, _by_year, _bilingual, _who, _what):
        columns = step(columns, cells)
        if step is _by_content:
            columns = _where(columns, cells, is_place)
    return replace(header, columns=tuple(columns))


Cells = dict[int, list[str]]


def _share(texts: Iterable[str], pattern: re.Pattern[str]) -> float:
    said = list(texts)
    return sum(1 for text in said if pattern.search(text)) / len(said) if said else 0.0


DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\d[\d,.]*\s*%?")
CODE = re.compile(r"^(?:[A-Z]{0,3}[.\-]?\d{1,3}(?:[.\-][A-Z]?\d{1,3})*)[.)]?$")
LONGEST_CODE = 60  # letters: a longer one is no code but what is done


def _by_neighbours(columns: list[Column], _cells: Cells) -> list[Column]:
    done: list[Column] = []
    for column in columns:
        before = {c.field for c in done}
        field = column.field
        if fold(column.heading) in ("lengo", "malengo"):
            field = "target" if before & {"indicator", "baseline"} else "objective"
        elif field == "source":
            field = (
                "funder" if before & {"budget", "year_cost"} or "verification" in before else "verification"
            )
        elif field == "outcome" and fold(column.heading) in ("results", "result") and "action" in before:
            field = "output"
        done.append(replace(column, field=field))
    return done


def _by_content(columns: list[Column], cells: Cells) -> list[Column]:
    fields = {column.field for column in columns}
    return [replace(c, field=_field_borne_out(c, cells[c.at], fields)) for c in columns]


def _field_borne_out(column: Column, texts: list[str], fields: set[str]) -> str:
    field = column.field
    if not texts:
        return field
    if field in ("resources", "funding"):
        other = "funder" if field == "funding" and "funder" not in fields else ""
        return other if "budget" in fields or _share(texts, DIGIT) < 0.5 else "budget"
    if field in ("section", "code"):
        rated = field == "section" and _share(texts, RATINGS) > 0.8 and "priorit" in fold(column.heading)
        return "" if rated or (field == "code" and max(map(len, texts)) > LONGEST_CODE) else field
    return _taken_for(field, texts, fields) or field


def _taken_for(field: str, texts: list[str], fields: set[str]) -> str:
    """What a column holds in spite of its heading: people as a target, amounts below "County", codes as activities."""
    if field == "target" and "audience" not in fields and _names_people(texts):
        return "audience"
    if (
        field in ("lead", "support", "place", "funder", "audience")
        and _share(texts, CODE) < 1
        and _are_costs(texts)
    ):
        return "budget"
    return "code" if field == "action" and "code" not in fields and _share(texts, CODE) > 0.8 else ""


def _names_people(texts: list[str]) -> bool:
    return _share(texts, DIGIT) < 0.3 and _share(texts, PEOPLE) > 0.5


def _where(columns: list[Column], cells: Cells, is_place: Callable[[str], bool]) -> list[Column]:
    """Where no heading says where, a column whose cells mostly name areas does: "Area of focus", or one unknown."""
    if any(c.field == "place" for c in columns):
        return columns
    chosen = next((c.at for c in columns if _may_say_where(c) and _are_places(cells[c.at], is_place)), None)
    return [replace(c, field="place") if c.at == chosen else c for c in columns]


def _may_say_where(column: Column) -> bool:
    return not column.field or (
        column.field in ("section", "objective") and AREA.search(column.heading) is not None
    )


def _are_places(texts: list[str], is_place: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(is_place, texts)) * 5 >= len(texts) * 3


def _by_year(columns: list[Column], cells: Cells) -> list[Column]:
    """Columns of time hold ticks, or amounts of money, or the target of each year."""
    texts = [text for c in columns if c.field == "tick" for text in cells[c.at]]
    fields = {column.field for column in columns}
    numbers = sum(bool(NUMBER.fullmatch(text)) for text in texts)
    field = "tick"
    if texts and "budget" not in fields and _are_costs(texts):
        field = "year_cost"
    elif (
        numbers * 4 > len(texts) * 3
        and set(texts) - {"0", "1"}
        and fields & {"indicator", "target", "output"}
    ):
        field = "year_target"
    return [replace(c, field=field) if c.field == "tick" else c for c in columns]


def _are_costs(texts: list[str]) -> bool:
    """Amounts of money below a year: large numbers, and not only ticks."""
    costs = [t for t in texts if any(a.value >= 1000 and not a.year_like for a in amounts_in(t, home="KES"))]
    return len(costs) * 2 > len([t for t in texts if not is_tick(t)]) > 0 and len(costs) * 4 > len(texts)


def _bilingual(columns: list[Column], _cells: Cells) -> list[Column]:
    """Two columns of one kind, one headed in English and one in Swahili, hold the two languages."""
    done = list(columns)
    for field in ONE_LANGUAGE:
        same = [c for c in columns if c.field == field]
        spoken = {c.at: c.language or meaning_of(c.heading).language for c in same}
        if len(same) == 2 and set(spoken.values()) == {"en", "sw"}:
            done = [replace(c, language=spoken[c.at]) if c.at in spoken else c for c in done]
    return done


def _who(columns: list[Column], _cells: Cells) -> list[Column]:
    """Where nobody is headed as responsible, whoever takes part is."""
    fields = {column.field for column in columns}
    if "lead" in fields or "support" not in fields:
        return columns
    return [replace(c, field="lead") if c.field == "support" else c for c in columns]


def under_a_lead(header: Header) -> Header:
    """Below "Lead agency: …" a column of partners names those who support."""
    columns = (
        replace(c, field="support") if c.field == "lead" and meaning_of(c.heading).field == "support" else c
        for c in header.columns
    )
    return replace(header, columns=tuple(columns))


def _what(columns: list[Column], cells: Cells) -> list[Column]:
    """The column that names the actions: the finest of those that say what is done."""
    actions = [c for c in columns if c.field == "action"]
    if len(actions) > 1 and len({c.language for c in actions}) == 1:
        best = max(actions, key=lambda c: (len(set(cells[c.at])), -c.at))
        return [_demoted(c, best, cells) if c in actions else c for c in columns]
    steps = [c for c in columns if c.field == "step"]
    if actions and steps and len(cells[steps[0].at]) * 4 > len(cells[actions[0].at]) * 5:
        finer, coarser = steps[0], {c.at for c in actions}
        return [
            replace(c, field="action" if c.at == finer.at else "objective" if c.at in coarser else c.field)
            for c in columns
        ]
    for other in () if actions else ("step", "key_result", "output", "objective", "outcome"):
        if any(c.field == other for c in columns):
            return [replace(c, field="action") if c.field == other else c for c in columns]
    return columns


def _demoted(column: Column, best: Column, cells: Cells) -> Column:
    """A second column of activities: coarser ones group them, others are kept beside."""
    if column.at == best.at:
        return column
    coarser = len(cells[column.at]) * 4 <= len(cells[best.at]) * 3
    return replace(column, field="objective" if coarser else "")
