"""A forum with one of everything, the people who come to it, and what each of its addresses is opened with."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from jukwaa.core import keys
from jukwaa.delivery.actions import Of, enter_money, file_report
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import Evidence
from jukwaa.delivery.rules.money import Entered
from jukwaa.delivery.rules.telling import Told
from jukwaa.forums.models import Forum
from jukwaa.plans.actions import Options, keep, propose, read_file
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.models import Action, Ask, Attachment, Give, PaperSignature, Pledge
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.results.actions import add_factor, draw_link, freeze_score, note_effect
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
    UserFactory,
)
from tests.results.measuring import indicator_of


@pytest.fixture
def house(mombasa, kwale):
    return furnished(mombasa)


@pytest.fixture
def visitors(mombasa, kwale):
    return coming_to(mombasa, kwale)


def coming_to(mombasa: Forum, kwale: Forum) -> dict:
    """Who comes -> the person, None for whoever has not signed in."""
    return {
        "anonymous": None,
        "outsider": SeatFactory(forum=kwale).holder,
        "member": SeatFactory(forum=mombasa, role="focal_person").holder,
        "secretary": SeatFactory(forum=mombasa).holder,
        "administrator": UserFactory(is_administrator=True),
    }


def furnished(mombasa: Forum) -> dict:
    """A public edition, a draft, one that waits for signatures and a file that waits; and what each address is opened with."""
    body = OrganisationFactory(forum=mombasa)
    codes = {}
    for edition, status in (("2022-23", "published_draft"), ("2023-24", "draft")):
        plan = PlanFactory(forum=mombasa, edition=edition, status=status)
        action = ActionFactory(section=SectionFactory(plan=plan, code="1"), code="1.1")
        RoleFactory(action=action, organisation=body)
        seal_plan(plan)
        codes[edition] = action.pid
    told = told_of(body)
    intake, paper = waiting_file(mombasa), waiting_paper(mombasa)
    keys.sign(mombasa, b"something")  # its public key can be had once there is one
    return {
        "point": "subject", "day": published(codes["2022-23"]), "report": told.pid, "evidence": shown_beside(told).pk,
        "money": money_of(body).pid, **cared_for(codes["2022-23"]), **drawn(codes["2022-23"]), "version": 1, "quarter": "2022-07",
        "file": laid_beside(codes["2022-23"]).pk, **gifts(body), "part": "lead", "screen": "words", "what": "indicator", "slug": "mombasa", "code": "1.1", "kind": "json", "pk": intake.pk, "n": 0, "body": body.pid,
        "items": codes, "paper": paper.pk, "number": 1, "move": "recall", "uid": "MQ", "token": "over",
        "seat": SeatFactory(forum=mombasa, role="observer", holder=None, holder_name="Asha (sample)").pk,
    }  # fmt: skip


def published(pid):
    """The day on which the public edition's score was published, with an indicator that it had then."""
    action = Action.objects.get(pid=pid)
    indicator = indicator_of(action)
    made = freeze_score(action.plan, by=None, today=date(2022, 12, 31))
    indicator.delete()
    return made.day.isoformat()


def laid_beside(pid):
    """A file beside the public edition's action, for those who sit in the forum."""
    action = Action.objects.get(pid=pid)
    file = ContentFile(b"%PDF-1.4 a page", name="page.pdf")
    return Attachment.objects.create(
        plan=action.plan, action=action, name="Page", file=file, kind="application/pdf", size=15,
        digest="ab" * 32, visibility="forum", day=date(2022, 6, 1),
    )  # fmt: skip


def waiting_paper(forum):
    """A signature on paper, under the version that waits."""
    plan = PlanFactory(forum=forum, edition="2021-22", status="published_draft")
    ActionFactory(section=SectionFactory(plan=plan, code="1"), code="1.1")
    seal_plan(plan)
    version = propose(plan, by=None, today=date(2021, 5, 3))
    scan = ContentFile(b"%PDF-1.4 a page", name="page.pdf")
    return PaperSignature.objects.create(
        version=version, role="co_chair_county", day=date(2021, 5, 4), scan=scan, digest="ab" * 32
    )


def gifts(body):
    """A need of the public edition's action, what the body gives, and that it said so."""
    day = date(2022, 6, 1)
    action = body.roles.get(action__plan__edition="2022-23").action
    ask = Ask.objects.create(action=action, need="hall", day=day)
    give = Give.objects.create(forum=body.forum, organisation=body, need="hall", day=day)
    pledge = Pledge.objects.create(ask=ask, organisation=body, day=day)
    return {"ask": ask.pk, "give": give.pk, "pledge": pledge.pk}


def told_of(body):
    """A report of the public edition's action, which waits to be checked."""
    action = body.roles.get(action__plan__edition="2022-23").action
    told = Told(date(2022, 9, 1), frozenset({"KE001005"}), {"en": "A dialogue"})
    return file_report(action, body, told, client_id=uuid4(), hand=Hand(None, date(2022, 9, 5)))


def shown_beside(report):
    """A page for whoever checks it."""
    file = ContentFile(b"%PDF-1.4 a page", name="page.pdf")
    return Evidence.objects.create(
        report=report, what="document", name="Page", file=file, kind="application/pdf", size=15,
        digest="ab" * 32, day=date(2022, 9, 5),
    )  # fmt: skip


def money_of(body):
    """What it says it spent, which waits to be checked."""
    action = body.roles.get(action__plan__edition="2022-23").action
    of = Of(action, body, Quarter(date(2022, 7, 1)))
    return enter_money(of, Entered(amount=Decimal(500)), hand=Hand(None, date(2022, 9, 5)))


def cared_for(pid):
    """An indicator of the public edition that nobody has asked about, and what somebody noted."""
    action = Action.objects.get(pid=pid)
    effect = note_effect(
        action.plan, "could", {"en": "Too late in the evening"}, hand=Hand(None, date(2022, 9, 5))
    )
    return {"definition": indicator_of(action, safe=False).definition.pid, "effect": effect.pid}


def drawn(pid):
    """How the public edition's action is meant to work."""
    action = Action.objects.get(pid=pid)
    factor = add_factor(action.plan, {"en": "Neighbours know one another"}, by=None)
    return {"factor": factor.pid, "link": draw_link(factor, pid, {}, by=None).pk}


def waiting_file(forum):
    book = openpyxl.Workbook()
    book.active.append(["Pillar", "Activity", "Responsible", "When"])
    book.active.append(["Gender", "Hold ward dialogues", "Women's network (sample)", "Q1"])
    file = io.BytesIO()
    book.save(file)
    options = Options(starts=date(2024, 6, 1), ends=date(2025, 5, 31))
    reading = read_file(forum, "2024-25", "matrix.xlsx", file.getvalue(), options)
    return keep(reading, name="matrix.xlsx", by=None, now=timezone.now())
