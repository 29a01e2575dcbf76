"""One section, action, indicator or paragraph as it was, with what a document says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from jukwaa.plans.rules.document import (
    ActionDoc,
    IndicatorDoc,
    LeadDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
    Texts,
)
from jukwaa.plans.rules.matching import Candidate, body_key, pair
from jukwaa.plans.rules.numbering import comes_from
from jukwaa.plans.rules.whole import once, spoken, whole_action

Value = TypeVar("Value")
Item = TypeVar("Item", IndicatorDoc, ParagraphDoc)
NewId = Callable[[str], str]  # letter -> a new permanent id


@dataclass(frozen=True, slots=True)
class Terms:
    """How a document is brought in."""

    complete: bool
    prune: bool
    new_id: NewId
    kinds: frozenset[str]  # of roles that the file speaks of at all


def mended_section(was: SectionDoc | None, says: SectionDoc, terms: Terms) -> SectionDoc:
    """Without its parts and actions."""
    old = was or SectionDoc(id=says.id or terms.new_id("s"), title={})
    return SectionDoc(
        id=old.id,
        title=_texts(old.title, says.title, terms),
        code=_code(old.code, says.code),
        outcome=_texts(old.outcome, says.outcome, terms),
        leads=_leads(old.leads or (), says.leads, terms),
        text=mended_paragraphs(old.text, says.text, terms),
        indicators=_indicators(old.indicators or (), says.indicators, terms),
        themes=_said(old.themes or (), says.themes),
    )


def mended_action(was: ActionDoc | None, says: ActionDoc, terms: Terms) -> ActionDoc:
    old = was or whole_action(ActionDoc(id=says.id or terms.new_id("a"), title={}))
    indicators = _indicators(old.indicators or (), says.indicators, terms)
    if terms.complete:
        return replace(says, id=old.id, code=_code(old.code, says.code), indicators=indicators)
    starts, ends = _span(old, says)
    return replace(
        old,
        title=_texts(old.title, says.title, terms),
        code=_code(old.code, says.code),
        text=_texts(old.text, says.text, terms),
        audience=_texts(old.audience, says.audience, terms),
        remarks=_texts(old.remarks, says.remarks, terms),
        tags=_said(old.tags, says.tags),
        starts=starts,
        ends=ends,
        funding=_said(old.funding, says.funding),
        estimate=_estimate(old, says),
        areas=_said(old.areas, says.areas),
        roles=_roles(old.roles or (), says.roles, terms),
        indicators=indicators,
        themes=_said(old.themes, says.themes),
        carried_from=says.carried_from or old.carried_from,
        status=_said(old.status, says.status),
        reason=_texts(old.reason, says.reason, terms),
    )


def _said(old: Value, new: Value | None) -> Value:
    return old if new is None else new


def _texts(old: Texts | None, new: Texts | None, terms: Terms) -> Texts:
    return spoken(new) if terms.complete else {**spoken(old), **spoken(new)}


def _code(old: str | None, says: str | None) -> str | None:
    """A code that this one was made of does not make it another."""
    return old if not says or comes_from(old, says) else says


def _estimate(old: ActionDoc, says: ActionDoc) -> Decimal | None:
    """ "Costed" without an amount leaves the amount that is known; "no cost" and "not known" do not."""
    silent = says.estimate is None and says.funding in (None, "funded")
    return old.estimate if silent else says.estimate


def _span(old: ActionDoc, says: ActionDoc) -> tuple[date | None, date | None]:
    """A day that the file leaves open stays, unless it would then end before it begins."""
    starts, ends = says.starts or old.starts, says.ends or old.ends
    return (says.starts, says.ends) if starts and ends and ends < starts else (starts, ends)


# --- bodies ------------------------------------------------------------------------------------------------


def _leads(old: Sequence[LeadDoc], new: Sequence[LeadDoc] | None, terms: Terms) -> tuple[LeadDoc, ...]:
    said = old if not new and not terms.complete else new
    return once(said, lambda lead: body_key(lead.body))


def _roles(old: tuple[RoleDoc, ...], new: tuple[RoleDoc, ...] | None, terms: Terms) -> tuple[RoleDoc, ...]:
    """What the file says of a kind of role replaces it; a kind that it never speaks of stays."""
    if new is None:
        return old
    shares = {(role.kind, body_key(role.body)): role.share for role in old}
    said = (
        role if role.share else replace(role, share=shares.get((role.kind, body_key(role.body)), ""))
        for role in new
    )
    kept = (role for role in old if role.kind not in terms.kinds)
    return once((*said, *kept), lambda role: (role.kind, body_key(role.body)))


# --- indicators and paragraphs -------------------------------------------------------------------------------


def mended_paragraphs(
    old: Sequence[ParagraphDoc] | None, new: Sequence[ParagraphDoc] | None, terms: Terms
) -> tuple[ParagraphDoc, ...]:
    if new is None and not terms.complete:
        return tuple(old or ())
    was = _paired(old or (), new or ())
    return tuple(
        replace(item, id=was[n].id if n in was else item.id or terms.new_id("p"))
        for n, item in enumerate(new or ())
    )


def _indicators(
    old: Sequence[IndicatorDoc], new: Sequence[IndicatorDoc] | None, terms: Terms
) -> tuple[IndicatorDoc, ...]:
    if new is None and not terms.complete:
        return tuple(old)
    was = _paired(old, new or ())
    mended = [_indicator(was.get(n), item, terms) for n, item in enumerate(new or ())]
    if terms.complete or terms.prune:
        return tuple(mended)
    kept = {item.id for item in was.values()}
    return (*mended, *(item for item in old if item.id not in kept))


def _paired(old: Sequence[Item], new: Sequence[Item]) -> dict[int, Item]:
    """Place in `new` -> the one that it was: by id, by its words, or the only one left between the same two."""
    pairs = pair(*([Candidate.of(item.id, None, item.text) for item in items] for items in (new, old)))
    rest = set(range(len(old))) - set(pairs.values())
    gaps: dict[tuple[int, int], list[int]] = {}
    for n, item in enumerate(new):
        if n not in pairs and item.id is None:
            before = max((m for m in pairs if m < n), default=None)
            behind = min((m for m in pairs if m > n), default=None)
            gap = (-1 if before is None else pairs[before], len(old) if behind is None else pairs[behind])
            gaps.setdefault(gap, []).append(n)
    for (first, last), left in gaps.items():
        were = [o for o in rest if first < o < last]
        if len(left) == len(were) == 1:  # one corrected wording
            pairs[left[0]] = were[0]
    return {n: old[o] for n, o in pairs.items()}


def _indicator(was: IndicatorDoc | None, says: IndicatorDoc, terms: Terms) -> IndicatorDoc:
    if terms.complete or was is None:
        known = was or says
        return replace(
            says,
            id=known.id or terms.new_id("i"),
            text=spoken(says.text),
            verification=spoken(says.verification),
            unit=spoken(says.unit),
            definition=says.definition or known.definition or terms.new_id("d"),
        )
    return replace(
        was,
        text=_texts(was.text, says.text, terms),
        baseline=says.baseline or was.baseline,
        target=says.target or was.target,
        verification=_texts(was.verification, says.verification, terms),
    )


# --- ids -----------------------------------------------------------------------------------------------------


def unique_ids(doc: PlanDoc, new_id: NewId) -> PlanDoc:
    """Each id stands once. Where a file bears one twice, the first keeps it and the others get their own."""
    seen: set[str | None] = set()

    def own(item: Value, letter: str) -> Value:
        pid = getattr(item, "id")  # noqa: B009
        if pid not in seen:
            seen.add(pid)
            return item
        return replace(item, id=new_id(letter))  # type: ignore[type-var]

    def section(part: SectionDoc) -> SectionDoc:
        return replace(
            own(part, "s"),
            text=tuple(own(paragraph, "p") for paragraph in part.text or ()),
            indicators=tuple(own(indicator, "i") for indicator in part.indicators or ()),
            actions=tuple(action(item) for item in part.actions),
            sections=tuple(section(inner) for inner in part.sections),
        )

    def action(item: ActionDoc) -> ActionDoc:
        return replace(
            own(item, "a"), indicators=tuple(own(indicator, "i") for indicator in item.indicators or ())
        )

    text = tuple(own(paragraph, "p") for paragraph in doc.text or ())
    return replace(doc, text=text, sections=tuple(section(part) for part in doc.sections))
