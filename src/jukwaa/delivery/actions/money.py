"""Money is told by a body, checked by another; a correction takes the place of what was told before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.delivery import permissions
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import Money
from jukwaa.delivery.rules.money import LONGEST_NAME, Entered, key_of, problems
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import seat_for
from jukwaa.plans.rules.quarters import Quarter, quarters

if TYPE_CHECKING:
    from jukwaa.plans.models import Action


@dataclass(frozen=True, slots=True)
class Of:
    """Of what money is told, and by which body."""

    action: Action
    organisation: Organisation
    quarter: Quarter


@transaction.atomic
def enter_money(of: Of, entered: Entered, *, hand: Hand) -> Money:
    """The same told again is given back; another amount from the same source is a correction, not a second amount."""
    lock_forum(of.action.plan.forum_id)
    permissions.can_enter_money(hand.by, of.action, of.organisation, of.quarter.starts).require()
    _check(of, entered)
    if known := _standing(of, entered):
        if known.amount == entered.amount and known.organisation_id == of.organisation.pk:
            return known
        raise ValidationError(TOLD, code="told_otherwise")
    return _write(of, entered, hand)


@transaction.atomic
def correct_money(money: Money, of: Of, entered: Entered, *, hand: Hand) -> Money:
    """A new one in its place, which waits to be checked again. `of`: its own action and body, perhaps another quarter."""
    money = _locked(money)
    permissions.can_correct_money(hand.by, money).require()
    permissions.can_enter_money(hand.by, of.action, of.organisation, of.quarter.starts).require()
    _check(of, entered)
    if (money.told, money.quarter) == (entered, of.quarter.starts):
        return money
    if (known := _standing(of, entered)) and known.pk != money.pk:
        raise ValidationError(TOLD, code="told_otherwise")
    _strike(money, hand)
    return _write(of, entered, hand, replaces=money)


@transaction.atomic
def strike_money(money: Money, *, hand: Hand) -> Money:
    """It counts nowhere any more."""
    money = _locked(money)
    permissions.can_strike_money(hand.by, money).require()
    _strike(money, hand)
    _record("money.struck", money, hand)
    return money


@transaction.atomic
def check_money(money: Money, *, hand: Hand) -> Money:
    """It is in public from now on."""
    money = _locked(money)
    permissions.can_check_money(hand.by, money).require()
    money.checked = hand.today
    money.save(update_fields=["checked"])
    _record("money.checked", money, hand)
    return money


def check_all_money(rows: Iterable[Money], *, hand: Hand) -> tuple[list[Money], list[tuple[Money, str]]]:
    """Many at once, each by itself: those that are checked now, and those that are not, with the reason."""
    done: list[Money] = []
    left: list[tuple[Money, str]] = []
    for money in rows:
        try:
            done.append(check_money(money, hand=hand))
        except PermissionDenied as no:
            left.append((money, str(no)))
    return done, left


# --- the parts of these acts ------------------------------------------------------------------------------------

TOLD = _("Of this action and quarter there is an amount from this source already: open it and correct it.")
WRONG: Mapping[tuple[str, str], str | Promise] = {
    ("amount", "range"): _("An amount is 0 or more, and not more than a million millions."),
    ("amount", "cents"): _("An amount has at most two figures after the point."),
    ("amount", "no_cost"): _("What cost nothing has no amount: leave it empty."),
    ("kind", "no_cost"): _("That it cost nothing is said of what was spent."),
    ("funder", "missing"): _("Say which body it comes from."),
    ("other", "missing"): _("Say in a few words where it comes from."),
    ("other", "long"): _("Keep it under %(n)s letters.") % {"n": LONGEST_NAME},
    ("other", "names"): _("This looks as if it named a person: say which body or fund, not who."),
}


def _check(of: Of, entered: Entered) -> None:
    plan = of.action.plan
    if of.quarter not in quarters(plan.starts, plan.ends, plan.fy_month):
        raise ValidationError({"quarter": _("This quarter is none of this plan's.")})
    if wrong := problems(entered):
        raise ValidationError({field: WRONG[field, problem] for field, problem in wrong.items()})


def _standing(of: Of, entered: Entered) -> Money | None:
    return Money.objects.filter(
        plan=of.action.plan,
        action=of.action.pid,
        quarter=of.quarter.starts,
        kind=entered.kind,
        form=entered.form,
        key=key_of(entered, of.organisation.pid),
        struck=None,
    ).first()


def _write(of: Of, entered: Entered, hand: Hand, replaces: Money | None = None) -> Money:
    plan = of.action.plan
    made = Money.objects.create(
        forum=plan.forum,
        pid=new_id("m"),
        plan=plan,
        action=of.action.pid,
        organisation=of.organisation,
        seat=seat_for(hand.by, plan.forum, "report", [of.organisation.pk]),
        quarter=of.quarter.starts,
        kind=entered.kind,
        form=entered.form,
        source=entered.source,
        funder=_funder(of, entered),
        other=entered.other.strip() if entered.source == "other" else "",
        key=key_of(entered, of.organisation.pid),
        state=entered.state,
        amount=entered.amount if entered.state == "known" else None,
        entered=hand.today,
        replaces=replaces,
    )
    if replaces:
        _record("money.corrected", made, hand, replaces=replaces.pid)
    else:
        _record("money.entered", made, hand)
    return made


def _funder(of: Of, entered: Entered) -> Organisation | None:
    if entered.source != "body":
        return None
    found = Organisation.objects.filter(forum=of.action.plan.forum_id, pid=entered.funder).first()
    if found is None:
        raise ValidationError({"funder": _("This body is none of this forum's.")})
    return found


def _locked(money: Money) -> Money:
    """As it stands now; nobody else changes it until the act is done."""
    lock_forum(money.forum_id)
    return Money.objects.select_related("forum", "plan__forum", "organisation", "seat", "funder").get(
        pk=money.pk
    )


def _strike(money: Money, hand: Hand) -> None:
    money.struck = hand.today
    money.save(update_fields=["struck"])


def _record(verb: str, money: Money, hand: Hand, **more: str) -> None:
    facts = {
        "edition": money.plan.edition,
        "quarter": money.of_quarter.name,
        "money": money.pid,
        "body": money.organisation.pid,
        "kind": money.kind,
    }
    record(verb, money.action, by=hand.by, forum=money.forum_id, **facts, **more)  # type: ignore[arg-type]
