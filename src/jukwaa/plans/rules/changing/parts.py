"""What each screen of the editor says: an item in parts, each a handful of fields with plain values, there and back.

A field of texts is one value for each language (`title_en`, `title_sw`), so that two people can write in two languages
at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from jukwaa.plans.rules.changing.agreeing import Said, Value
from jukwaa.plans.rules.changing.finding import Item, Kind
from jukwaa.plans.rules.document import BodyRef, LeadDoc, RoleDoc, SectionDoc, Texts
from jukwaa.plans.rules.matching import name_key
from jukwaa.plans.rules.promise import plain

Act = Literal["edit", "detail"]  # who may: forums.rules.POWERS
Shape = Literal["texts", "plain", "day", "amount", "choice", "flag", "codes", "tags", "who"]


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    shape: Shape = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    act: Act
    fields: tuple[Field, ...]
    kinds: tuple[str, ...] = ()  # of the roles of which it tells

    def names(self, languages: Sequence[str]) -> list[str]:
        """Of its values."""
        return [
            name
            for field in self.fields
            for name in (
                [f"{field.name}_{code}" for code in languages] if field.shape == "texts" else [field.name]
            )
        ]


def _texts(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, "texts") for name in names)


LEADING, SUPPORTING = ("lead", "co_lead"), ("support", "funder")
WHO = (Field("who", "who"),)
THEMES = (Field("themes", "codes"),)
INDICATOR = Part(
    "words",
    "edit",
    (
        *_texts("text"),
        Field("baseline"),
        Field("target"),
        *_texts("verification", "unit"),
        Field("measure", "choice"),
        Field("direction", "choice"),
        Field("over_places", "choice"),
        Field("over_time", "choice"),
    ),
)

PARTS: Mapping[Kind, tuple[Part, ...]] = {
    "plan": (
        Part("words", "edit", _texts("title")),
        Part("when", "edit", (Field("starts", "day"), Field("ends", "day"))),
        Part("terms", "edit", (Field("currency"), Field("fy_month", "choice"))),
    ),
    "section": (
        Part("words", "edit", _texts("title", "outcome")),
        Part("leads", "edit", WHO, LEADING),
        Part("aligned", "edit", THEMES),
        Part("code", "edit", (Field("code"),)),
    ),
    "action": (
        Part("words", "edit", _texts("title", "text", "audience")),
        Part("leads", "edit", WHO, LEADING),
        Part("support", "detail", WHO, SUPPORTING),
        Part("when", "detail", (Field("starts", "day"), Field("ends", "day"))),
        Part("where", "detail", (Field("areas", "codes"),)),
        Part("money", "detail", (Field("funding", "choice"), Field("estimate", "amount"))),
        Part("status", "detail", (Field("status", "choice"), *_texts("reason"))),
        Part("notes", "edit", (*_texts("remarks"), Field("tags", "tags"))),
        Part("aligned", "edit", THEMES),
        Part("code", "edit", (Field("code"),)),
    ),
    "indicator": (INDICATOR,),
    "paragraph": (Part("words", "edit", (*_texts("text"), Field("heading", "flag"))),),
}


def is_unexplained(said: Said) -> bool:
    """A promise that is dropped without a word. To pause needs none: it protects (design.md 7)."""
    reasons = (value for name, value in said.items() if name.startswith("reason_"))
    return said["status"] == "dropped" and not any(reasons)


def part_of(kind: Kind, name: str) -> Part | None:
    return next((part for part in PARTS[kind] if part.name == name), None)


# --- from the item to the form ----------------------------------------------------------------------------


def said_of(item: Item, part: Part, languages: Sequence[str]) -> dict[str, Value]:
    """What the part's form holds."""
    said: dict[str, Value] = {}
    for field in part.fields:
        if field.shape == "texts":
            texts: Texts = getattr(item, field.name) or {}
            said |= {f"{field.name}_{code}": texts.get(code, "") for code in languages}
        elif field.shape == "who":
            said[field.name] = _who_said(item, part.kinds)
        else:
            said[field.name] = SAYING[field.shape](getattr(item, field.name))
    return said


def _who_said(item: Any, kinds: Iterable[str]) -> list[list[str]]:
    """Kind, name and share of each, in order."""
    return [
        [offer.kind, offer.body.name or offer.body.id or "", getattr(offer, "share", "")]
        for offer in _offers(item)
        if offer.kind in kinds
    ]


def _offers(item: Any) -> tuple[Any, ...]:
    return (item.leads if isinstance(item, SectionDoc) else item.roles) or ()


def _str(value: Any) -> str:
    return "" if value is None else str(value)


SAYING: Mapping[Shape, Callable[[Any], Value]] = {
    "plain": _str,
    "choice": _str,
    "day": lambda day: day.isoformat() if day else "",
    "amount": lambda amount: plain(amount) or "",
    "flag": bool,
    "codes": lambda codes: list(codes or ()),
    "tags": lambda tags: list(tags or ()),
}


# --- from the form to the item ----------------------------------------------------------------------------


def with_said(item: Any, part: Part, said: Said, known: Mapping[str, BodyRef] | None = None) -> Any:
    """`known`: the folded name of every body that the form names, by which it is found."""
    values: dict[str, Any] = {}
    for field in part.fields:
        if field.shape == "texts":
            values[field.name] = _reworded(getattr(item, field.name), field.name, said)
        elif field.shape == "who":
            values["leads" if isinstance(item, SectionDoc) else "roles"] = _with_who(
                item, part.kinds, said[field.name], known or {}
            )
        else:
            values[field.name] = READING[field.shape](said[field.name], getattr(item, field.name))
    return replace(item, **values)


def _reworded(texts: Texts | None, name: str, said: Said) -> Texts:
    """A language that the form did not show keeps its text."""
    words = dict(texts or {})
    for key, text in said.items():
        owner, _bar, code = key.rpartition("_")
        if owner == name:
            words[code] = text
    return {code: text for code, text in words.items() if text}


def _with_who(
    item: Any, kinds: Sequence[str], rows: Sequence[Sequence[str]], known: Mapping[str, BodyRef]
) -> tuple[Any, ...]:
    """Offers of other kinds stay where they are: leads before support, as the form does not mix them."""
    old = _offers(item)
    bodies = {
        **known,
        **{name_key(o.body.name or o.body.id or ""): o.body for o in old},
    }
    made: dict[tuple[str, str], Any] = {}
    for kind, name, share in rows:
        body = bodies.get(name_key(name), BodyRef(None, name))
        offer: Any = LeadDoc(body, kind) if isinstance(item, SectionDoc) else RoleDoc(body, kind, share)  # type: ignore[arg-type]
        made.setdefault((kind, name_key(name)), offer)
    new = list(made.values())
    if [(o.kind, o.body) for o in new] == [(o.kind, o.body) for o in old if o.kind in kinds]:
        fresh = iter(new)  # nobody came or went: each stays in its place
        return tuple(next(fresh) if offer.kind in kinds else offer for offer in old)
    others = [offer for offer in old if offer.kind not in kinds]
    return (*new, *others) if kinds == LEADING else (*others, *new)


def _amount(text: str, _old: Any) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


READING: Mapping[Shape, Callable[[Any, Any], Any]] = {
    "plain": lambda text, _old: text,
    "choice": lambda text, old: int(text) if isinstance(old, int) else text,
    "day": lambda text, _old: date.fromisoformat(text) if text else None,
    "amount": _amount,
    "flag": lambda yes, _old: bool(yes),
    "codes": lambda codes, _old: tuple(codes),
    "tags": lambda tags, _old: tuple(tags),
}
