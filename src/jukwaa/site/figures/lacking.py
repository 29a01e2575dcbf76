"""What a plan still lacks, in sentences, each with the way to where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from jukwaa.core.texts import Texts, say
from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.shelves import Shelf, shelve
from jukwaa.plans.models import Action, Plan
from jukwaa.site.figures.words import language_name

SHOWN = 8  # of each kind, with their links


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Lack:
    sentence: str
    items: list[Item]
    more: int  # than are shown


def lacks(plan: Plan) -> list[Lack]:
    """The bodies first: until they are classed, nobody reads who they are."""
    shelf = shelve(plan)
    actions = [action for rows in shelf.actions.values() for action in rows]
    without_lead = [a for a in actions if not any(r.kind == "lead" for r in shelf.roles.get(a.pk, ()))]
    without_days = [a for a in actions if a.starts is None and a.ends is None]
    without_place = [a for a in actions if not shelf.areas.get(a.pk)]
    return [
        *_unclassed(plan, shelf),
        *_of_actions(plan, without_lead, _without_lead(len(without_lead))),
        *_of_actions(plan, without_days, _without_days(len(without_days))),
        *_of_actions(plan, without_place, _without_place(len(without_place))),
        *_untranslated(plan, shelf),
    ]


def _lack(sentence: str, items: list[Item]) -> Iterator[Lack]:
    if items:
        yield Lack(sentence, items[:SHOWN], max(0, len(items) - SHOWN))


def _unclassed(plan: Plan, shelf: Shelf) -> Iterator[Lack]:
    taking_part = [role.organisation for rows in shelf.roles.values() for role in rows]
    taking_part += [lead.organisation for rows in shelf.leaderships.values() for lead in rows]
    found: dict[str, Organisation] = {body.name: body for body in taking_part if body.state is None}
    sentence = ngettext(
        "Of %(n)s body nobody has said yet what it is, so readers see “a body not named yet”.",
        "Of %(n)s bodies nobody has said yet what they are, so readers see “a body not named yet”.",
        len(found),
    )
    slug = plan.forum.slug
    items = [Item(name, reverse("site:desk-body", args=[slug, found[name].pid])) for name in sorted(found)]
    return _lack(sentence % {"n": len(found)}, items)


def _of_actions(plan: Plan, actions: Iterable[Action], sentence: str) -> Iterator[Lack]:
    return _lack(sentence, [Item(str(action), _address(plan, action.code)) for action in actions])


def _without_lead(n: int) -> str:
    said = ngettext("Nobody is named to lead %(n)s action.", "Nobody is named to lead %(n)s actions.", n)
    return said % {"n": n}


def _without_days(n: int) -> str:
    said = ngettext("%(n)s action says no time.", "%(n)s actions say no time.", n)
    return said % {"n": n}


def _without_place(n: int) -> str:
    said = ngettext("%(n)s action says no place.", "%(n)s actions say no place.", n)
    return said % {"n": n}


def _address(plan: Plan, code: str, kind: str = "action") -> str:
    return reverse(f"site:{kind}", args=[plan.forum.slug, plan.edition, code])


# --- translations -----------------------------------------------------------------------------------------


def _untranslated(plan: Plan, shelf: Shelf) -> Iterator[Lack]:
    """Language by language: the texts that stand only in another, with where they are."""
    missing: dict[str, list[Item]] = defaultdict(list)
    for item, texts in _texts(plan, shelf):
        for language in plan.languages:
            if any(_missing(text, language) for text in texts):
                missing[language].append(item)
    for language, items in missing.items():
        sentence = ngettext(
            "In %(language)s something is missing in %(n)s place.",
            "In %(language)s something is missing in %(n)s places.",
            len(items),
        )
        yield from _lack(sentence % {"language": language_name(language), "n": len(items)}, items)


def _missing(text: Texts | None, language: str) -> bool:
    return bool(text) and any((text or {}).values()) and not (text or {}).get(language)


def _texts(plan: Plan, shelf: Shelf) -> Iterator[tuple[Item, list[Mapping[str, str]]]]:
    """Whatever has an address of its own, with all the texts that are read there."""
    own = [plan.title, *(paragraph.text for paragraph in shelf.paragraphs.get(None, ()))]
    yield Item(say(plan.title).text, plan.get_absolute_url()), own
    for section in shelf.sections:
        texts = [section.title, section.outcome, *(p.text for p in shelf.paragraphs.get(section.pk, ()))]
        texts += [i.definition.text for i in shelf.section_indicators.get(section.pk, ())]
        yield Item(str(section), _address(plan, section.code, "section")), texts
        for action in shelf.actions.get(section.pk, ()):
            said = [action.title, action.text, action.audience, action.remarks]
            said += [i.definition.text for i in shelf.action_indicators.get(action.pk, ())]
            yield Item(str(action), _address(plan, action.code)), said
