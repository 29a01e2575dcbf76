"""What somebody wrote into a cell, as the value that its column holds. What is not understood never becomes a value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from jukwaa.plans.figures.sheets import area_labels, labels
from jukwaa.plans.imports.contract import Known, Problem
from jukwaa.plans.imports.messages import problem
from jukwaa.plans.imports.own_xlsx.cells import Row, continued, day_of
from jukwaa.plans.rules.cells.areas import index_areas, read_areas
from jukwaa.plans.rules.cells.money import Terms, read_money
from jukwaa.plans.rules.cells.notes import Note
from jukwaa.plans.rules.cells.periods import Frame, Span, read_period
from jukwaa.plans.rules.document import Ancestor, BodyRef, Texts
from jukwaa.plans.rules.matching import fold

Value = TypeVar("Value")
LARGEST = Decimal(10) ** 12
ANCESTOR = re.compile(r"(\S+)\s+(a-[a-z2-7]{10})")
THEME = re.compile(r"\S+/\S+")


@dataclass
class Context:
    """What cells are read with."""

    known: Known
    language: str  # in which the plan's first texts are
    span: Span
    bodies: dict[str, BodyRef]  # folded name -> body
    problems: list[Problem]
    told: set[str] = field(default_factory=set)  # names that were told of

    @cached_property
    def areas(self) -> Any:
        return index_areas(self.known.areas, self.known.area)

    @cached_property
    def area_codes(self) -> dict[str, str]:
        """Each place by its code and by what the sheets call it, in every language."""
        names = {area.code: area.name for area in self.known.areas}
        codes = {fold(code): code for code in names}
        for language, _name in settings.LANGUAGES:
            with override(language):
                codes |= {fold(label): code for code, label in area_labels(names).items()}
        return codes

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """field -> folded name, in every language -> value."""
        found: dict[str, dict[str, str]] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                for name, chosen in labels().items():
                    known = {fold(label): value for value, label in chosen.items()}
                    found[name] = found.get(name, {value: value for value in chosen}) | known
        return found


def tell(row: Row, key: str, notes: tuple[Note, ...]) -> None:
    for note in notes:
        row.problems.append(problem(note, row.line.where, row.headings.get(key, "")))


def read_texts(row: Row, name: str, was: Texts | None) -> Texts | None:
    """Language by language; an emptied cell takes the text away."""
    changed = {
        key.removeprefix(f"{name}."): key
        for key in row.line.cells
        if key.startswith(f"{name}.") and row.changed(key)
    }
    if not changed:
        return was
    before = dict(was or {})
    said = {lang: continued(row.text(key), before.get(lang, "")) for lang, key in changed.items()}
    return {language: text for language, text in (before | said).items() if text}


def read_line(row: Row, key: str, was: str, most: int) -> str:
    """A short text; what is too long is cut, and says so."""
    if not row.changed(key):
        return was
    text = row.text(key)
    if len(text) > most:
        told = _("This is longer than %(most)s characters, and was cut.")
        row.doubt(key, told, most=str(most))
    return text[:most]


def read_code(row: Row, was: str | None) -> str | None:
    return (row.text("code") or None) if row.changed("code") else was


def read_choice(row: Row, key: str, context: Context, was: Value) -> Value:
    """One of a list, by its name in any of our languages."""
    if not row.changed(key):
        return was
    text = fold(row.text(key))
    found: Any = context.values[key].get(text)
    if found:
        return found  # type: ignore[no-any-return]
    if text:
        row.doubt(key, _("“%(text)s” is none of the choices, and was kept as a remark."), text=row.text(key))
        row.keep(key)
    return was


def read_yes(row: Row, key: str, context: Context, was: bool) -> bool:
    if not row.changed(key):
        return was
    found = context.values["yes_no"].get(fold(row.text(key)), "")
    return {"yes": True, "no": False}.get(found, row.line.cells.get(key) is True)


def read_day(row: Row, key: str, context: Context, was: date | None) -> date | None:
    """A real date, or words as matrices have them: "June 2023", "30/9/2022"."""
    if not row.changed(key):
        return was
    if not row.text(key):
        return None
    if day := day_of(row.line.cells[key]):
        return day
    known = context.known
    period = read_period(row.text(key), Frame(context.span, known.quarters or "plan", known.fy_month))
    tell(row, key, period.notes)
    if period.rest:
        row.keep(key)
    return (period.ends if key == "ends" else period.starts) or was


@dataclass(frozen=True, slots=True)
class Cost:
    funding: Any
    estimate: Decimal | None


def read_cost(row: Row, context: Context, was: Cost) -> Cost:
    funding = read_choice(row, "funding", context, was.funding)
    if not row.changed("estimate"):
        return Cost(funding, was.estimate)
    stated, estimate = _amount(row, context, was.estimate)
    typed_in_words = isinstance(row.line.cells["estimate"], str)
    if not row.changed("funding") and (typed_in_words or funding in (None, "unknown", "no_cost")):
        funding = stated or funding
    return Cost(funding, estimate)


def _amount(row: Row, context: Context, was: Decimal | None) -> tuple[str | None, Decimal | None]:
    """What the cell of the estimate says of the kind of funding, and the amount."""
    value = row.line.cells["estimate"]
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value < LARGEST:
            amount = Decimal(str(value)).quantize(Decimal("0.01")).normalize() + 0
            return ("funded" if amount else None), amount
        row.doubt("estimate", _("“%(text)s” cannot be an amount; it was left as it was."), text=str(value))
        return None, was
    days = (context.span.ends - context.span.starts).days
    money = read_money(row.text("estimate"), Terms(context.known.currency, max(1, round(days / 365.25))))
    tell(row, "estimate", money.notes)
    if money.rest:
        row.keep("estimate")
    return money.funding, money.amount


def read_places(row: Row, context: Context, was: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if not row.changed("areas"):
        return was
    codes: list[str] = []
    whole = row.text("areas")
    for piece in [whole] if _place(whole, context) else re.split(r"[,;\n]+", whole):
        if code := _place(piece, context):
            codes.append(code)
            continue
        read = read_areas(piece, context.areas)
        codes += read.codes
        tell(row, "areas", read.notes)
        row.remarks += [f"{row.headings.get('areas', '')}: {read.rest}"] if read.rest else []
    return tuple(dict.fromkeys(codes))


def _place(text: str, context: Context) -> str | None:
    """By its name or code; a code may also stand behind the name, in brackets."""
    bracketed = re.search(r"\(([A-Z0-9-]+)\)\s*$", text)
    named = [text, bracketed[1]] if bracketed else [text]
    return next((code for name in named if (code := context.area_codes.get(fold(name)))), None)


def read_list(row: Row, key: str, was: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if not row.changed(key):
        return was
    pieces = (piece.strip() for piece in re.split(r"[,;\n]+", row.text(key)))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def read_themes(row: Row, was: tuple[str, ...] | None) -> tuple[str, ...] | None:
    said = read_list(row, "themes", was)
    if said is was:
        return was
    for theme in said or ():
        if not THEME.fullmatch(theme):
            told = _(
                "“%(text)s” is no theme of a strategy; write it like NSCVE-2016/3. It was kept as a remark."
            )
            row.doubt("themes", told, text=theme)
            row.remarks.append(f"{row.headings.get('themes', '')}: {theme}")
    return tuple(theme for theme in said or () if THEME.fullmatch(theme))


def read_ancestor(row: Row, was: Ancestor | None) -> Ancestor | None:
    if not row.changed("carried_from"):
        return was
    text = row.text("carried_from")
    if found := ANCESTOR.fullmatch(text):
        return Ancestor(found[1], found[2])
    if text:
        told = _("“%(text)s” is no earlier action; write its edition and its permanent id.")
        row.doubt("carried_from", told, text=text)
        return was
    return None
