"""Money as pages tell it: told at the desk in few fields, public once it is checked, never a nought where nothing is known."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from jukwaa.delivery.actions import verify_report
from jukwaa.delivery.models import Money, Report
from jukwaa.delivery.rules.money import Entered
from jukwaa.plans.models import Action
from tests.delivery.conftest import TODAY
from tests.delivery.test_money import FIRST, checked, told
from tests.factories import ActionFactory, OrganisationFactory, SeatFactory
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
PUBLIC, DESK = "/mombasa/money/", "/desk/mombasa/money/"


def words(address=PUBLIC, browser=None):
    return page_of((browser or Client()).get(address)).words


def as_(user):
    browser = Client()
    browser.force_login(user)
    return browser


def numbers(said):
    return set(re.findall(r"\b\d[\d,.]*\b", said.split("Section by section")[1].split("How it adds up")[0]))


def test_nothing_breaks_and_nothing_says_nought_when_every_amount_is_blank(action, group):
    for kind in ("committed", "received", "spent"):
        checked(action, group, Entered(kind, "own"))  # type: ignore[arg-type]
    for source in ("", f"?source={group.pid}"):
        said = words(PUBLIC + source)
        assert "one more without an amount" in said
        assert "0 of 1 actions have an amount" in said
        assert "0" not in re.findall(
            r"\b0\b(?! of)", said.split("Section by section")[1].split("How it adds up")[0]
        )


def test_it_is_told_by_section_kind_quarter_and_source_with_how_much_it_is_of(
    action, group, office, report, django_assert_max_num_queries
):
    Action.objects.filter(pk=action.pk).update(estimate=1000)
    ActionFactory(section=action.section, code="1.2")
    fund = OrganisationFactory(forum=action.plan.forum, name="Quiet Fund (sample)", state=False)
    checked(action, group, Entered("committed", "body", amount=Decimal(600), funder=fund.pid))
    checked(action, office, Entered("spent", "county", amount=Decimal(0)))
    told(
        action, group, Entered("received", "other", amount=Decimal(77), other="Secret Hand")
    )  # nobody has checked it
    Report.objects.filter(pk=report.pk).update(spent=250, state="verified")
    with django_assert_max_num_queries(20):
        answer = Client().get(PUBLIC)
    said = page_of(answer).words
    assert "1 of 2 actions have an amount" in said
    for number in ("1,000", "600", "400", "250"):  # estimated, committed, still missing, what reports say
        assert number in numbers(said)
    assert "77" not in numbers(said)
    assert "A partner that is not named" in said and "Jul – Sep 2022" in said  # noqa: PT018
    assert not [each for each in (fund.name, fund.pid, "Secret Hand") if each in answer.content.decode()]
    own = words(f"{PUBLIC}?source=partner")
    assert "Money from: A partner that is not named" in own and "1,000" not in numbers(own)  # noqa: PT018
    assert Client().get(f"{PUBLIC}?source={fund.pid}").status_code == 404
    assert "Fedha za mpango" in words(f"/sw{PUBLIC}")


def test_a_partner_reads_its_own_grant_at_the_desk(action, group, of_group):
    fund = OrganisationFactory(forum=action.plan.forum, name="Quiet Fund (sample)", state=False)
    of_fund = SeatFactory(forum=fund.forum, role="observer", organisation=fund).holder
    told(action, group, Entered("committed", "body", amount=Decimal(600), funder=fund.pid))
    told(action, group, Entered("committed", "county", amount=Decimal(900)))
    said = words(f"{DESK}?source={fund.pid}", as_(of_fund))
    assert "Money from: Quiet Fund (sample)" in said
    assert "600" in numbers(said) and "900" not in numbers(said)  # noqa: PT018


def test_it_is_told_in_four_answers_and_then_checked_and_corrected(action, group, of_group, of_office):
    body, lead = as_(of_group), as_(of_office)
    address = f"{DESK}2022-23/{action.pid}/{group.pid}/"
    assert f'href="{address}"' in body.get(DESK).content.decode()
    typed = {"kind": "spent", "amount": "1200.50", "source": "own", "quarter": "2022-07", "form": "money"}
    wrong = body.post(address, typed | {"source": "other"})
    assert (wrong.status_code, "Say in a few words where it comes from" in words_of(wrong)) == (422, True)
    assert body.post(address, typed).status_code == 302
    money = Money.objects.get()
    assert (money.amount, money.quarter) == (1200.5, FIRST.starts)
    again = body.post(address, typed | {"amount": "9"})
    assert "there is an amount from this source already" in words_of(again)
    assert "KES 1,200.50" in words(DESK, lead)
    lead.post(f"{DESK}check/", {"money": [money.pid]})
    assert "1,200.50" in words()
    assert lead.get(f"{DESK}{money.pid}/").status_code == 404
    body.post(f"{DESK}{money.pid}/", typed | {"amount": ""})
    assert "1,200.50" not in words()
    body.post(f"{DESK}{Money.objects.get(struck=None).pid}/strike/")
    assert not Money.objects.filter(struck=None).exists()


def words_of(answer):
    return page_of(answer).words


def test_a_sample_for_an_audit_names_no_person_and_no_unlisted_body(action, group, report, mombasa):
    group.__class__.objects.filter(pk=group.pk).update(listed=False)
    verify_report(report, by=None, today=TODAY)
    auditor = as_(SeatFactory(forum=mombasa, role="auditor").holder)
    assert "by chance" in words("/desk/mombasa/audit/", auditor)
    answers = [auditor.post("/desk/mombasa/audit/", {"n": 5, "seed": "a-seed"}) for _time in range(2)]
    assert answers[0].content == answers[1].content
    sheet = openpyxl.load_workbook(io.BytesIO(answers[0].content)).active
    rows = list(sheet.iter_rows(values_only=True))
    said = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    assert "Seed: a-seed" in said and report.pid in said and group.pid in said  # noqa: PT018
    assert group.name not in said and "Mazungumzo" not in said  # noqa: PT018
    at = next(n for n, row in enumerate(rows) if row[1] == report.pid)
    heads = rows[at - 1]
    assert rows[at][heads.index("With a disability")] == "fewer than 10"
    assert rows[at][heads.index("People")] == 16
