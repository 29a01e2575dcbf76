"""A body tells money, another checks it; told twice it is one amount; a correction takes its place; locked it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from jukwaa.core.models import Entry
from jukwaa.delivery.actions import (
    Of,
    check_money,
    correct_money,
    draw_sample,
    enter_money,
    strike_money,
    verify_report,
)
from jukwaa.delivery.figures.money import by_kind, heaps, money_to_check, purses, said_in_reports
from jukwaa.delivery.models import Money, Report
from jukwaa.delivery.rules.money import Entered
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.results.actions import lock_period
from tests.delivery.conftest import TODAY, hand, person_of
from tests.factories import OrganisationFactory, RoleFactory, SeatFactory

pytestmark = pytest.mark.django_db
FIRST, SECOND = Quarter(date(2022, 7, 1)), Quarter(date(2022, 10, 1))
SPENT = Entered("spent", "own", amount=Decimal("1500.50"))
NOBODY = AnonymousUser()


def told(action, body, entered=SPENT, quarter=FIRST, *, by=None):
    return enter_money(Of(action, body, quarter), entered, hand=hand(by))


def checked(*said, **more):
    return check_money(told(*said, **more), hand=hand(None))


def test_it_is_told_checked_and_recorded_without_its_amount(action, group, of_group, of_office):
    money = told(action, group, by=of_group)
    assert (money.state, money.amount, money.checked) == ("known", Decimal("1500.50"), None)
    assert check_money(money, hand=hand(of_office)).checked == TODAY
    facts = {
        "edition": "2022-23",
        "quarter": "2022-07",
        "money": money.pid,
        "body": group.pid,
        "kind": "spent",
    }
    told_of = list(Entry.objects.order_by("number").values_list("verb", "target", "facts"))
    assert told_of == [(verb, action.pid, facts) for verb in ("money.entered", "money.checked")]


def test_told_twice_it_is_one_and_told_otherwise_it_is_a_correction(action, group, of_group):
    money = told(action, group, by=of_group)
    assert told(action, group, by=of_group) == money
    with pytest.raises(ValidationError, match="from this source already"):
        told(action, group, Entered("spent", "own", amount=Decimal(9)), by=of_group)
    with pytest.raises(
        ValidationError, match="from this source already"
    ):  # the same means, told by their name
        told(action, group, Entered("spent", "body", amount=Decimal(9), funder=group.pid), by=of_group)
    assert Money.objects.count() == Entry.objects.count() == 1
    told_again = {field.attname: getattr(money, field.attname) for field in Money._meta.fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Money.objects.create(**{**told_again, "id": None, "pid": "m-another"})


def test_a_correction_takes_its_place_and_waits_again(action, group, of_group):
    old = checked(action, group)
    new = correct_money(old, Of(action, group, SECOND), Entered("spent", "own"), hand=hand(of_group))
    old.refresh_from_db()
    assert (old.struck, new.replaces, new.state, new.amount, new.checked) == (
        TODAY,
        old,
        "unknown",
        None,
        None,
    )
    assert new.quarter == SECOND.starts
    assert correct_money(new, Of(action, group, SECOND), Entered("spent", "own"), hand=hand(of_group)) == new
    with pytest.raises(PermissionDenied, match="already"):
        strike_money(old, hand=hand(of_group))
    strike_money(new, hand=hand(of_group))
    assert not Money.objects.visible_to(of_group).exists()
    verbs = Entry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["money.entered", "money.checked", "money.corrected", "money.struck"]


def test_who_may_tell_and_who_may_check(action, group, office, mombasa, member):
    of_group, of_office = person_of(group), person_of(office)
    funder = OrganisationFactory(forum=mombasa, name="A fund (sample)")
    of_funder = person_of(funder)
    with pytest.raises(PermissionDenied, match="no part in this action"):
        told(action, funder, by=of_funder)
    RoleFactory(action=action, organisation=funder, kind="funder")
    money = told(action, funder, Entered("committed", "own", amount=Decimal(5)), by=of_funder)
    for who in (of_funder, member, of_group):
        with pytest.raises(PermissionDenied):
            check_money(money, hand=hand(who))
    with pytest.raises(PermissionDenied):
        told(action, group, by=member)
    secretary = SeatFactory(forum=mombasa).holder
    entered = told(action, group, by=secretary)
    with pytest.raises(PermissionDenied, match="entered this amount yourself"):
        check_money(entered, hand=hand(secretary))
    assert set(money_to_check(of_office, [], [office.pk], [office.pk])) == {money, entered}
    assert set(money_to_check(secretary, [mombasa.pk], [], [])) == {money}
    assert check_money(entered, hand=hand(of_office)).checked


def test_everybody_reads_what_is_checked_of_a_public_plan_alone(action, group, of_group, outsider):
    money = told(action, group)
    assert not Money.objects.visible_to(NOBODY).exists()
    assert not Money.objects.visible_to(outsider).exists()
    assert Money.objects.visible_to(of_group).get() == money
    check_money(money, hand=hand(None))
    assert Money.objects.visible_to(NOBODY).exists()
    type(action.plan).objects.update(status="draft")
    assert not Money.objects.visible_to(NOBODY).exists()


def test_in_a_locked_quarter_nothing_is_told_corrected_or_checked(action, group):
    money = told(action, group)
    lock_period(action.plan, FIRST, by=None)
    for act in (
        lambda: told(action, group, Entered("received", "county", amount=Decimal(1))),
        lambda: strike_money(money, hand=hand(None)),
        lambda: check_money(money, hand=hand(None)),
    ):
        with pytest.raises(PermissionDenied, match="quarter is locked"):
            act()
    with pytest.raises(ValidationError, match="none of this plan's"):
        told(action, group, quarter=Quarter(date(2030, 1, 1)))
    with pytest.raises(ValidationError, match="none of this forum's"):
        told(action, group, Entered("spent", "body", funder="b-nowhere"), SECOND)


def test_it_is_added_up_in_one_statement_and_reports_stand_beside(
    action, group, office, report, django_assert_num_queries
):
    told(action, group, Entered("committed", "county", amount=Decimal("0.10")))
    told(action, group, Entered("committed", "county", amount=Decimal("0.20")), SECOND)
    told(action, group, Entered("committed", "own", "in_kind", Decimal(50)))
    told(action, group, Entered("received", "other", other="A fund"))
    told(action, group, Entered("spent", "own", "no_cost"))
    checked(action, office, Entered("spent", "own", amount=Decimal(0)))
    Report.objects.filter(pk=report.pk).update(spent=700)
    with django_assert_num_queries(2):
        found = heaps(Money.objects.filter(plan=action.plan, struck=None))
        beside = said_in_reports(Report.objects.filter(plan=action.plan))
    purse = purses({action.pid: Decimal(100)}, found, beside)[action.pid]
    assert purse.committed.amount == Decimal("50.30")
    assert (purse.committed.in_kind, purse.gap) == (50, Decimal("49.70"))
    assert (purse.received.amount, purse.received.unknown) == (None, 1)
    assert (purse.spent.amount, purse.spent.checked, purse.spent.free, purse.reported) == (0, 0, 1, 700)
    assert by_kind([]) == {}


def test_a_sample_can_be_drawn_again_and_stands_in_the_record(action, report, mombasa, member):
    auditor = SeatFactory(forum=mombasa, role="auditor").holder
    assert draw_sample(action.plan, 5, "2022-Q3", by=auditor) == ([], 0)
    verify_report(report, by=None, today=TODAY)
    assert draw_sample(action.plan, 5, "2022-Q3", by=auditor) == ([report.pid], 1)
    entry = Entry.objects.filter(verb="sample.drawn").order_by("number").last()
    assert entry.facts == {"edition": "2022-23", "seed": "2022-Q3", "reports": 1, "of": 1}
    with pytest.raises(PermissionDenied, match="Only the auditor"):
        draw_sample(action.plan, 5, "2022-Q3", by=member)
    with pytest.raises(ValidationError, match="letters, figures"):
        draw_sample(action.plan, 5, "a seed", by=auditor)
