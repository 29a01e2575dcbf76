"""One action, one section, one indicator, as their line in a document says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jukwaa.core.texts import Said, say
from jukwaa.plans.figures.masking import nameless
from jukwaa.plans.figures.tags import tag_said
from jukwaa.plans.models import Role
from jukwaa.plans.rules.document import (
    ActionDoc,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    Texts,
)
from jukwaa.publishing.documents import telling
from jukwaa.publishing.documents.content import Measure, Paragraph, Row, Who
from jukwaa.publishing.documents.facts import Facts
from jukwaa.publishing.documents.letters import NOTHING_SEEN, seen

LONG_TEXT = 420  # letters: ten lines of a column


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells: a plan, what is known beside it, and the language it is told in."""

    doc: PlanDoc
    facts: Facts
    language: str

    def say(self, texts: Texts | None) -> Said:
        told = say(texts, self.language)
        text = seen(told.text).strip(NOTHING_SEEN)
        return Said(text, told.language, told.translated or not text)

    def title(self, texts: Texts) -> Said:
        """A heading is never empty: a reader and a screen reader need something to stop at."""
        told = self.say(texts)
        return told if told.text else telling.plain(_("(no title yet)"))

    def name(self, body: BodyRef) -> str:
        return body.name or nameless(self.facts.kept_back.get(body.id or "", False))

    def level(self, depth: int) -> str:
        """What the plan calls one section at that depth."""
        levels = self.doc.levels
        return (self.say(levels[min(depth, len(levels) - 1)].one).text if levels else "") or _("section")

    # --- an action ---

    def row(self, action: ActionDoc, number: int) -> Row:
        standing, label = self.facts.standing.get(action.id or "", ("", ""))
        code, before = action.code or "", action.carried_from
        return Row(
            number=number,
            code=code,
            title=self.title(action.title),
            text=(text := self.say(action.text)),
            long_text=len(text.text) > LONG_TEXT,
            audience=self.say(action.audience),
            tags=", ".join(map(tag_said, action.tags or ())),
            carried=_("Carried from %(edition)s") % {"edition": before.edition} if before else "",
            standing=standing,
            standing_label=label,
            who=tuple(self.who(role, action) for role in action.roles or ()),
            when=telling.when(action.starts, action.ends, self.doc),
            where=self.where(action.areas or ()),
            money=telling.money(action.estimate, action.funding, self.doc.currency),
            measures=self.measures(action.indicators, code, number),
            remarks=self.say(action.remarks),
            reason=self.say(action.reason),
        )

    def who(self, role: RoleDoc, action: ActionDoc) -> Who:
        offer = (action.id or "", role.body.id or "", role.kind)
        agreed = offer in self.facts.accepted
        reply = _("accepted") if agreed else self.facts.declined.get(offer, _("being agreed"))
        return Who(
            self.name(role.body),
            role.kind,
            str(Role.Kind(role.kind).label),
            agreed,
            reply,
            role.share.strip(),
            declined=not agreed and offer in self.facts.declined,
        )

    def lead(self, lead: LeadDoc) -> Who:
        return Who(self.name(lead.body), lead.kind, str(Role.Kind(lead.kind).label), None, "", "")

    def where(self, codes: Iterable[str]) -> tuple[str, ...]:
        """One line for each sub-county: "Mvita: Tudor, Majengo"."""
        told = []
        for outer, wards in by_sub_county(codes).items():
            name = self.place(outer)
            told.append(f"{name}: {', '.join(self.place(ward) for ward in wards)}" if wards else name)
        return tuple(told)

    def place(self, code: str) -> str:
        if code == self.facts.area:
            return _("Everywhere in %(county)s") % {"county": self.facts.areas.get(code, code)}
        return self.facts.areas.get(code, code)

    # --- indicators and texts ---

    def measures(
        self, indicators: Iterable[IndicatorDoc] | None, code: str, number: int
    ) -> tuple[Measure, ...]:
        return tuple(self.measure(indicator, code, number) for indicator in indicators or ())

    def measure(self, indicator: IndicatorDoc, code: str, number: int) -> Measure:
        return Measure(
            code=code,
            number=number,
            text=self.say(indicator.text),
            unit=self.say(indicator.unit),
            baseline=indicator.baseline.strip(),
            target=indicator.target.strip(),
            verification=self.say(indicator.verification),
        )

    def paragraphs(self, paragraphs: Iterable[ParagraphDoc] | None) -> tuple[Paragraph, ...]:
        told = ((paragraph.heading, self.say(paragraph.text)) for paragraph in paragraphs or ())
        return tuple(Paragraph(heading, said) for heading, said in told if said.text)


def by_sub_county(codes: Iterable[str]) -> Mapping[str, list[str]]:
    """Sub-county -> the wards named in it; none where all of it is meant. Other areas stand by themselves."""
    named = sorted(set(codes))
    found: dict[str, list[str]] = {code: [] for code in named if not is_ward(code)}
    for code in named:
        if is_ward(code) and (outer := code.partition("-")[0]) not in named:
            found.setdefault(outer, []).append(code)
    return dict(sorted(found.items()))


def is_ward(code: str) -> bool:
    """`KE001005-0024` lies in `KE001005` (docs of places/rules)."""
    return "-" in code
