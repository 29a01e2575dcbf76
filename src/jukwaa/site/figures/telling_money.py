"""Amounts one by one, for those who sit in the forum: whose they are, and whether somebody has checked them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jukwaa.core.texts import Said, say
from jukwaa.delivery.figures.money import money_to_check
from jukwaa.delivery.models import Money, MoneyQuerySet
from jukwaa.plans.models import Action
from jukwaa.results.figures.naming import quarter_name
from jukwaa.site.figures.money import amount
from jukwaa.site.figures.reports import own_bodies
from jukwaa.site.figures.seated import reach_of

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.forums.models import Forum


@dataclass(frozen=True, slots=True)
class Line:
    money: Money
    code: str
    title: Said
    text: str  # "KES 12,000", or that it is not known
    source: str
    quarter: str


def lines(rows: MoneyQuerySet | Iterable[Money]) -> list[Line]:
    """Two queries, however many."""
    if isinstance(rows, MoneyQuerySet):
        rows = rows.select_related("plan", "organisation", "funder", "forum").order_by("-quarter", "-pk")
    found = list(rows)
    titles = {
        (plan, pid): (code, say(title))
        for plan, pid, code, title in Action.objects.filter(
            plan__in={each.plan_id for each in found}, pid__in={each.action for each in found}
        ).values_list("plan", "pid", "code", "title")
    }
    gone = ("", say({}))
    return [_line(each, *titles.get((each.plan_id, each.action), gone)) for each in found]


def _line(money: Money, code: str, title: Said) -> Line:
    return Line(money, code, title, _amount(money), _source(money), quarter_name(money.of_quarter))


def _amount(money: Money) -> str:
    if money.state == Money.State.NONE:
        return _("at no cost")
    if money.amount is None:
        in_kind = money.form == Money.Form.IN_KIND
        return _("in kind, not valued") if in_kind else _("amount not known")
    told = f"{money.plan.currency} {amount(money.amount)}"
    return _("%(amount)s in kind") % {"amount": told} if money.form == Money.Form.IN_KIND else told


def _source(money: Money) -> str:
    if money.source == Money.Source.OWN:
        return _("own means")
    if money.source == Money.Source.OTHER:
        return money.other
    return str(money.funder) if money.funder else str(Money.Source(money.source).label)


def waiting_money(user: User, forum: Forum | None = None) -> MoneyQuerySet:
    """What this person may have to check."""
    reach = reach_of(user, "check")
    if not reach:
        return Money.objects.none()
    found = money_to_check(user, reach.forums, reach.bodies, own_bodies(user))
    return found.filter(forum=forum) if forum else found
