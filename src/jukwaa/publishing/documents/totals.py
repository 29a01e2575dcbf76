"""What a plan adds up to, and who takes part in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.plans.figures.standings import LABELS, tally
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, PlanDoc, RoleKind, Texts
from jukwaa.publishing.documents import telling
from jukwaa.publishing.documents.content import Body, Figure, Glance, Ref, Share
from jukwaa.publishing.documents.rows import Teller, is_ward

FUNDINGS = ("funded", "in_kind", "no_cost", "unknown")


def glance(teller: Teller) -> Glance:
    doc = teller.doc
    actions = [action for _path, action in doc.actions()]
    return Glance(
        sentence=sentence(doc),
        figures=tuple(_figures(teller, actions)),
        standings=_standings(teller),
        of_others=teller.facts.of_others,
        funding=_funding(doc, actions),
    )


def sentence(doc: PlanDoc) -> str:
    """What the plan is, as one would tell a neighbour."""
    actions = sum(1 for _each in doc.actions())
    if not actions:
        return _("No action stands in this plan yet.")
    told = {"bodies": telling.bodies(_count(doc)), "actions": telling.actions(actions)}
    if doc.starts is None or doc.ends is None:
        return _("This plan brings together %(bodies)s to carry out %(actions)s.") % told
    told |= {"starts": telling.day(doc.starts), "ends": telling.day(doc.ends)}
    return (
        _("From %(starts)s to %(ends)s this plan brings together %(bodies)s to carry out %(actions)s.") % told
    )


def _count(doc: PlanDoc) -> int:
    return len({body.id or body.name for body in bodies_of(doc)})


def _figures(teller: Teller, actions: list[ActionDoc]) -> Iterator[Figure]:
    doc = teller.doc
    number = telling.number
    many = teller.say(doc.levels[0].many).text if doc.levels else ""
    yield Figure(number(len(doc.sections)), many or _("sections"))
    yield Figure(number(len(actions)), ngettext("action", "actions", len(actions)))
    yield Figure(number(_count(doc)), ngettext("body taking part", "bodies taking part", _count(doc)))
    yield from _wards(teller, actions)
    offers = [
        (action.id or "", role.body.id or "", role.kind) for action in actions for role in action.roles or ()
    ]
    agreed = sum(1 for offer in offers if offer in teller.facts.accepted)
    yield Figure(
        _of(agreed, len(offers)), _offers_label(sum(1 for o in offers if o in teller.facts.declined))
    )
    sums = [action.estimate for action in actions if action.estimate is not None]
    if sums:
        label = _("%(currency)s asked, for %(n)s of %(actions)s") % {
            "currency": doc.currency, "n": number(len(sums)), "actions": telling.actions(len(actions)),
        }  # fmt: skip
        yield Figure(number(sum(sums, Decimal(0))), label)


def _offers_label(declined: int) -> str:
    """Only what public offices declined is told apart from what is being agreed."""
    if not declined:
        return _("offers accepted; the others are being agreed")
    told = ngettext(
        "offers accepted; a public office declined %(n)s, the others are being agreed",
        "offers accepted; public offices declined %(n)s, the others are being agreed",
        declined,
    )
    return told % {"n": telling.number(declined)}


def _wards(teller: Teller, actions: list[ActionDoc]) -> Iterator[Figure]:
    """A ward counts if it, or the sub-county that it lies in, is named; as on the public page."""
    wards = [code for code in teller.facts.areas if is_ward(code)]
    named = {code for action in actions for code in action.areas or ()}
    reached = sum(1 for ward in wards if ward in named or ward.partition("-")[0] in named)
    if wards:
        yield Figure(_of(reached, len(wards)), _("wards named, themselves or with their sub-county"))


def _of(some: int, whole: int) -> str:
    return _("%(some)s of %(whole)s") % {"some": telling.number(some), "whole": telling.number(whole)}


def _standings(teller: Teller) -> tuple[Share, ...]:
    """What the rows say, counted."""
    counted = (word for word, _label in teller.facts.standing.values())
    return tuple(Share(word, str(LABELS[word]), count) for word, count in tally(counted).items())


def _funding(doc: PlanDoc, actions: list[ActionDoc]) -> tuple[Share, ...]:
    told = []
    for kind in FUNDINGS:
        some = [action for action in actions if (action.funding or "unknown") == kind]
        sums = [action.estimate for action in some if action.estimate is not None]
        if some:
            text = telling.amount(sum(sums, Decimal(0)), doc.currency) if sums else ""
            told.append(Share(kind, telling.funding(kind), len(some), text))  # type: ignore[arg-type]
    return tuple(told)


# --- who takes part ---------------------------------------------------------------------------------------------


def taking_part(teller: Teller) -> tuple[Body, ...]:
    """The bodies named in public, by name."""
    refs: dict[str, dict[str, list[Ref]]] = {}
    for name, kind, ref in _offers(teller):
        if name is not None:
            refs.setdefault(name, {}).setdefault(kind, []).append(ref)
    return tuple(_body(name, refs[name]) for name in sorted(refs, key=lambda name: (name.casefold(), name)))


def _body(name: str, refs: Mapping[str, list[Ref]]) -> Body:
    leads = (*refs.get("section", ()), *refs.get("lead", ()), *refs.get("co_lead", ()))
    return Body(name, leads, tuple(refs.get("support", ())), tuple(refs.get("funder", ())))


def _offers(teller: Teller) -> Iterator[tuple[str | None, RoleKind | str, Ref]]:
    """(body's name, in which part, of what), with the numbers under which the document lists them."""
    action_number = 0
    for section_number, (path, section) in enumerate(teller.doc.walk(), 1):
        own = Ref(f"s{section_number}", f"{teller.level(len(path))} {section.code or ''}".strip())
        yield from ((lead.body.name, "section", own) for lead in section.leads or ())
        for action in section.actions:
            action_number += 1
            ref = Ref(f"a{action_number}", action.code or "–")
            yield from ((role.body.name, role.kind, ref) for role in action.roles or ())


def without_name(teller: Teller) -> str:
    hidden = {body.id for body in bodies_of(teller.doc) if body.name is None}
    if not hidden:
        return ""
    roles = [kind for name, kind, _ref in _offers(teller) if name is None]
    leads = sum(1 for kind in roles if kind in ("section", "lead", "co_lead"))
    return ngettext(
        "%(n)s more body takes part and is not named here, because it has not agreed to be. It leads %(leads)s times and supports or pays %(others)s times.",
        "%(n)s more bodies take part and are not named here, because they have not agreed to be. Together they lead %(leads)s times and support or pay %(others)s times.",
        len(hidden),
    ) % {"n": telling.number(len(hidden)), "leads": leads, "others": len(roles) - leads}


# --- what is not yet translated -----------------------------------------------------------------------------------


def untranslated_note(doc: PlanDoc, language: str) -> str:
    """How many texts have to be shown in another language."""
    count = sum(1 for texts in _texts(doc) if texts and not texts.get(language) and any(texts.values()))
    if not count:
        return ""
    told = ngettext(
        "%(n)s text is not yet in this language. It stands in another one, and says so.",
        "%(n)s texts are not yet in this language. They stand in another one, and say so.",
        count,
    )
    return told % {"n": telling.number(count)}


def _texts(doc: PlanDoc) -> Iterator[Texts | None]:
    yield doc.title
    yield from (paragraph.text for paragraph in doc.text or ())
    for _path, section in doc.walk():
        yield from (section.title, section.outcome)
        yield from (paragraph.text for paragraph in section.text or ())
        yield from _measured(section.indicators)
    for _path, action in doc.actions():
        yield from (action.title, action.text, action.audience, action.remarks, action.reason)
        yield from _measured(action.indicators)


def _measured(indicators: tuple[IndicatorDoc, ...] | None) -> Iterator[Texts]:
    for indicator in indicators or ():
        yield from (indicator.text, indicator.verification, indicator.unit)
