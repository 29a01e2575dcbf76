"""From a plan to the content of its documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from jukwaa.publishing.documents import telling
from jukwaa.publishing.documents.content import Cover, Grouped, Part, Ref, Signature, Whole
from jukwaa.publishing.documents.facts import Facts, Office
from jukwaa.publishing.documents.rows import Teller, by_sub_county
from jukwaa.publishing.documents.totals import glance, taking_part, untranslated_note, without_name

DEEPEST = 5  # headings have six levels, and a section's own parts need one more


def gather(doc: PlanDoc, facts: Facts, language: str) -> Whole:
    """In the language that is switched on already."""
    teller = Teller(doc, facts, language)
    parts = tuple(_parts(teller))
    return Whole(
        cover=cover(teller),
        glance=glance(teller),
        text=teller.paragraphs(doc.text),
        parts=parts,
        bodies=taking_part(teller),
        unnamed=without_name(teller),
        signed=tuple(_signature(office) for office in facts.signed),
        signed_note=_signed_note(facts),
        untranslated_note=untranslated_note(doc, language),
    )


def _signature(office: Office) -> Signature:
    day = telling.day(office.day) if office.day else ""
    return Signature(office.office, office.body, day, office.means)


def _signed_note(facts: Facts) -> str:
    if not facts.signed:
        return ""
    number = {"n": telling.number(facts.signed[0].version)}
    if all(office.day for office in facts.signed):
        return _("Version %(n)s. Each office signed the fingerprint of everything that it promises.") % number
    return _("Version %(n)s waits for these signatures, on paper or in the system.") % number


def cover(teller: Teller) -> Cover:
    doc, facts = teller.doc, teller.facts
    return Cover(
        forum=teller.title(facts.forum_name),
        county=facts.areas.get(facts.area, ""),
        title=teller.title(doc.title),
        edition=doc.edition,
        period=telling.period(doc.starts, doc.ends),
        status=telling.status(doc),
        unsigned=telling.unsigned(doc),
        sample=telling.sample(doc),
        as_at=telling.day(facts.printed_on),
        follows=_("Follows the edition %(edition)s") % {"edition": doc.follows} if doc.follows else "",
        address=facts.address,
        package=facts.package,
        manifest=facts.manifest_sha256,
        checkpoint=facts.checkpoint,
    )


def _parts(teller: Teller) -> Iterator[Part]:
    first = 1
    for number, (path, section) in enumerate(teller.doc.walk(), 1):
        yield _part(teller, section, (number, first, min(len(path), DEEPEST)))
        first += len(section.actions)


def _part(teller: Teller, section: SectionDoc, place: tuple[int, int, int]) -> Part:
    number, first, depth = place
    rows = tuple(teller.row(action, n) for n, action in enumerate(section.actions, first))
    refs = [
        (Ref(f"a{row.number}", row.code), action) for row, action in zip(rows, section.actions, strict=True)
    ]
    code = section.code or ""
    return Part(
        number=number,
        depth=depth,
        kicker=kicker(teller, section, depth),
        code=code,
        title=teller.title(section.title),
        outcome=teller.say(section.outcome),
        leads=tuple(teller.lead(lead) for lead in section.leads or ()),
        text=teller.paragraphs(section.text),
        alignment=_alignment(teller, section, refs),
        places=_places(teller, refs),
        rows=rows,
        measures=(*teller.measures(section.indicators, code, 0), *(m for row in rows for m in row.measures)),
        asked=asked(teller.doc, section.actions),
        in_all=sum(1 for _action in inside(section)),
    )


def kicker(teller: Teller, section: SectionDoc, depth: int) -> str:
    """ "Pillar 3": what the plan calls it, and its code."""
    return capfirst(f"{teller.level(depth)} {section.code or ''}".strip())


def inside(section: SectionDoc) -> Iterator[ActionDoc]:
    yield from section.actions
    for part in section.sections:
        yield from inside(part)


def asked(doc: PlanDoc, actions: Iterable[ActionDoc]) -> str:
    """ "KES 3,200,000 for 7 of 9 actions"; nothing where no sum is named."""
    actions = list(actions)
    sums = [action.estimate for action in actions if action.estimate is not None]
    if not sums:
        return ""
    told = {
        "sum": telling.amount(sum(sums, Decimal(0)), doc.currency),
        "n": telling.number(len(sums)),
        "actions": telling.actions(len(actions)),
    }
    return _("%(sum)s for %(n)s of %(actions)s") % told


def _alignment(teller: Teller, section: SectionDoc, refs: list[tuple[Ref, ActionDoc]]) -> tuple[Grouped, ...]:
    """The section's themes, then those that only some of its actions name."""
    whole = section.themes or ()
    single = sorted({theme for _ref, action in refs for theme in action.themes or ()} - set(whole))
    named = [(theme, ()) for theme in whole] + [
        (theme, tuple(ref for ref, action in refs if theme in (action.themes or ()))) for theme in single
    ]
    return tuple(
        Grouped(teller.say(teller.facts.themes.get(theme)), theme.replace("/", " · "), some)
        for theme, some in named
    )


def _places(teller: Teller, refs: list[tuple[Ref, ActionDoc]]) -> tuple[Grouped, ...]:
    codes = {code for _ref, action in refs for code in action.areas or ()}
    outer = by_sub_county(codes)
    return tuple(
        Grouped(
            telling.plain(teller.place(place)),
            ", ".join(teller.place(code) for code in sorted(codes) if "-" in code and code.startswith(place))
            if place != teller.facts.area
            else "",
            tuple(ref for ref, action in refs if place in by_sub_county(action.areas or ())),
        )
        for place in outer
    )
