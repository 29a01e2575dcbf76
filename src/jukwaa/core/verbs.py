"""Every act that the record knows: one verb, one line. An act whose verb or fact has no line here is refused.

A fact is a number, yes or no, a day, or a word without spaces (an id, a code): never a name, never free text, for
the record is not erased. `public`: told at /<county>/record/, where `site.figures.record` has its sentence.
`sealed`: a checkpoint is signed with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,99}")


@dataclass(frozen=True, slots=True)
class Verb:
    facts: str = ""  # the names of those that it may carry
    public: bool = False
    sealed: bool = False


VERBS: Mapping[str, Verb] = {
    # accounts
    "user.welcomed": Verb(),
    "user.erased": Verb(),
    "user.arrived": Verb(),
    "user.password_changed": Verb(),
    "user.address_changed": Verb(),
    "user.second_factors_dropped": Verb(),
    # forums
    "forum.founded": Verb("area", public=True, sealed=True),
    "forum.removed": Verb(sealed=True),
    "key.renewed": Verb("before after", public=True, sealed=True),
    "seat.given": Verb("role"),
    "seat.invited": Verb("round"),
    "seat.invitation_withdrawn": Verb(),
    "seat.taken": Verb(),
    "seat.ended": Verb("ends"),
    "seat.handed_over": Verb("to starts"),
    "seat.left": Verb(),
    "seat.linked": Verb(),
    "seat.link_revoked": Verb(),
    "seat.pin_reset": Verb(),
    "organisation.admitted": Verb("bodies", public=True),
    "organisation.described": Verb("listed"),
    "organisation.renamed": Verb(),
    "organisation.dismissed": Verb(),
    "organisation.joined": Verb("starts ends", public=True),
    "organisation.left": Verb("ends", public=True),
    "organisation.wished": Verb("wishes"),  # to be thanked by name, or no longer
    "organisation.withdrawn": Verb(),  # for its safety, so never in public
    "organisation.named_again": Verb(),
    # strategies
    "theme.added": Verb(),
    # plans
    "plan.drafted": Verb("starts ends"),
    "plan.imported": Verb("intake add change keep absent"),
    "plan.import_undone": Verb("intake"),
    "plan.published": Verb(public=True, sealed=True),
    "plan.withheld": Verb(public=True),
    "plan.carried": Verb("source actions"),
    "point.confirmed": Verb("point", public=True),
    "point.taken_back": Verb("point", public=True),
    "plan.consulted": Verb(public=True),
    "plan.concluded": Verb(public=True),
    "plan.proposed": Verb("version manifest row", public=True, sealed=True),
    "plan.recalled": Verb("version manifest", public=True),
    "plan.signed": Verb("version manifest role means", public=True, sealed=True),
    "plan.scanned": Verb("version manifest role scan"),
    "plan.scan_confirmed": Verb("version manifest role scan", public=True, sealed=True),
    "plan.scan_refused": Verb("version manifest role scan"),
    "plan.adopted": Verb("version manifest", public=True, sealed=True),
    "plan.closed": Verb(public=True),
    "plan.superseded": Verb("by_edition", public=True),
    "amendment.opened": Verb("amendment", public=True),
    "amendment.proposed": Verb("amendment version manifest row", public=True, sealed=True),
    "amendment.recalled": Verb("amendment version manifest", public=True),
    "amendment.withdrawn": Verb("amendment version manifest", public=True),
    "plan.removed": Verb(),
    # editing: what changed is told by ids and the names of fields, never by words
    "item.edited": Verb("edition fields amendment", public=True),
    "item.added": Verb("edition amendment", public=True),
    "item.dropped": Verb("edition amendment", public=True),
    "item.shifted": Verb("edition amendment"),
    "item.moved": Verb("edition section amendment", public=True),
    "file.attached": Verb("edition file visibility"),
    "file.detached": Verb("edition file"),
    # offers: a body's yes, no and other offer stay inside (what is public of them stands in the plan)
    "offer.accepted": Verb("body part came actions"),
    "offer.declined": Verb("body part came"),
    "offer.countered": Verb("body part came"),
    "offer.taken": Verb("body part came"),
    "offer.kept": Verb("body part came"),
    "ask.made": Verb("ask"),
    "ask.closed": Verb("ask"),
    "give.made": Verb("give"),
    "give.closed": Verb("give"),
    "pledge.made": Verb("ask body"),
    "pledge.taken": Verb("ask body"),
    "pledge.not_taken": Verb("ask body"),
    "pledge.withdrawn": Verb("ask body"),
    # delivery: that something was verified is public, what is still between a body and its checker is not
    "report.filed": Verb("edition report body came"),
    "report.corrected": Verb("edition report body"),
    "report.confirmed": Verb("edition report body"),
    "report.returned": Verb("edition report body"),
    "report.verified": Verb("edition report body", public=True),
    "report.released": Verb("edition report body"),
    "report.withdrawn": Verb("edition report body"),
    "reports.brought": Verb("edition n"),
    "report.thanked": Verb("edition report body"),
    "report.asked": Verb("edition report body"),
    "report.answered": Verb("edition report body"),
    "evidence.added": Verb("edition report body what visibility"),
    "evidence.removed": Verb("edition report body what"),
    # money is told by its id, never by its amount; a sample by what it is drawn again with
    "money.entered": Verb("edition quarter money body kind"),
    "money.corrected": Verb("edition quarter money body kind replaces"),
    "money.checked": Verb("edition quarter money body kind"),
    "money.struck": Verb("edition quarter money body kind"),
    "sample.drawn": Verb("edition seed reports of"),
    # results: a value is told by its indicator, never by its number; that figures were opened again is public
    "value.entered": Verb("edition quarter area body"),
    "value.corrected": Verb("edition quarter area body"),
    "value.approved": Verb("edition quarter area body"),
    "period.locked": Verb("edition quarter", public=True),
    "period.unlocked": Verb("edition quarter", public=True),
    # the theory of change: factors and outcomes by their ids
    "factor.added": Verb("edition"),
    "factor.reworded": Verb("edition"),
    "factor.dropped": Verb("edition"),
    "link.drawn": Verb("edition other"),
    "link.judged": Verb("edition other standing"),
    "link.dropped": Verb("edition other"),
    # doing no harm: that an indicator was looked at is public; what went wrong is, where it was published
    "indicator.reviewed": Verb("edition version outcome", public=True),
    "effect.noted": Verb("edition"),
    "effect.decided": Verb("edition state"),
    "effect.published": Verb("edition", public=True),
    "effect.withheld": Verb("edition", public=True),
    "score.frozen": Verb("edition number manifest", public=True, sealed=True),
}


def check(verb: str, facts: Mapping[str, object]) -> Verb:
    """The verb's line, or a ValueError that says which line is missing."""
    declared = VERBS.get(verb)
    if declared is None:
        raise ValueError(f"The record knows no act “{verb}”: give it a line in jukwaa/core/verbs.py.")
    if unknown := facts.keys() - set(declared.facts.split()):
        raise ValueError(
            f"“{verb}” carries no fact “{min(unknown)}”: name it in its line in jukwaa/core/verbs.py."
        )
    for name, value in facts.items():
        if not is_fact(value):
            raise ValueError(f"“{name}” of “{verb}” is no fact for the record: a number, a day, or a word without spaces.")  # fmt: skip
    return declared


def is_fact(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(is_fact(each) for each in value)
    if isinstance(value, str):
        return not value or bool(WORD.fullmatch(value))
    return value is None or isinstance(value, bool | int)
