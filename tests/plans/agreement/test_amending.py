"""An amendment gathers what needs both co-chairs; details stay with the leads, and stand in what is signed next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from jukwaa.core.models import Entry
from jukwaa.plans.actions import (
    close,
    open_amendment,
    propose_amendment,
    recall_amendment,
    save_working_document,
    withdraw_amendment,
    working_document,
)
from jukwaa.plans.figures.agreement import changed_by, changed_since, document_in
from jukwaa.plans.models import Amendment, Plan, Role, Version
from jukwaa.plans.rules.document import PlanDoc, SectionDoc
from tests.plans.acts.bringing import bring, doc_of, held, plan_of
from tests.plans.agreement.agreeing import DAY, LATER, WHY, signed_by_both
from tests.plans.rules.building import action, en, matrix, section

DETAIL = matrix(section("Gender", action("Hold ward dialogues", funding="funded")))


@pytest.fixture
def amendment(signed, secretary):
    return open_amendment(signed.plan, reason=WHY, by=secretary, today=LATER)


def retitled(doc: PlanDoc, old: str, new: str) -> PlanDoc:
    def of(part: SectionDoc) -> SectionDoc:
        acts = tuple(replace(a, title=en(new)) if a.title == en(old) else a for a in part.actions)
        return replace(part, actions=acts)

    return replace(doc, sections=tuple(of(part) for part in doc.sections))


def titled(plan: Plan, old: str, new: str) -> None:
    with transaction.atomic():
        save_working_document(plan, retitled(working_document(plan), old, new))


def titles(doc: PlanDoc) -> list[str]:
    return [each.title["en"] for _path, each in doc.actions()]


def test_version_two_is_what_both_signed(mombasa, amendment, secretary, commissioner, governor):
    titled(amendment.plan, "Train mediators", "Train sixty mediators")
    assert "Train mediators" in titles(doc_of(mombasa)), "until it is signed the plan stays as it was"
    amendment.refresh_from_db()
    version = propose_amendment(amendment, by=secretary, today=LATER)
    assert (version.number, version.kind, version.reason) == (2, "amendment", WHY)
    signed_by_both(version, commissioner, governor)
    plan = plan_of(mombasa)
    assert "Train sixty mediators" in titles(doc_of(mombasa))
    assert (plan.version, plan.manifest, plan.status) == (2, version.manifest, "in_force")
    assert Amendment.objects.get().state == "adopted"
    version.refresh_from_db()
    assert [(d.field, d.after) for d in changed_by(version, None)] == [("title", en("Train sixty mediators"))]


def test_one_signature_changes_nothing(mombasa, amendment, secretary, commissioner):
    from jukwaa.plans.actions import sign

    titled(amendment.plan, "Train mediators", "Train sixty mediators")
    amendment.refresh_from_db()
    version = propose_amendment(amendment, by=secretary, today=LATER)
    sign(version, "co_chair_national", by=commissioner, today=LATER)
    assert "Train mediators" in titles(doc_of(mombasa))


def test_details_that_leads_change_meanwhile_stand_in_the_next_version(
    mombasa, amendment, secretary, commissioner, governor
):
    titled(amendment.plan, "Hold ward dialogues", "Hold twelve ward dialogues")
    pid = next(a.id for _p, a in doc_of(mombasa).actions() if a.title == en("Hold ward dialogues"))
    plan_of(mombasa).actions.filter(pid=pid).update(status="moving")
    detail = retitled(DETAIL, "Hold ward dialogues", "Hold ward dialogues")
    bring(mombasa, detail, by=secretary)
    plan = plan_of(mombasa)
    assert [d.field for d in changed_since(plan, plan.versions.get(), None)] == ["money"]
    amendment.refresh_from_db()
    version = propose_amendment(amendment, by=secretary, today=LATER)
    frozen = next(a for _p, a in document_in(version).actions() if a.id == pid)
    assert (frozen.title, frozen.funding) == (en("Hold twelve ward dialogues"), "funded")
    plan_of(mombasa).actions.filter(pid=pid).update(status="done")  # how it stands is no part of the promise
    signed_by_both(version, commissioner, governor)
    now = next(a for _p, a in doc_of(mombasa).actions() if a.id == pid)
    assert (now.title, now.funding, now.status) == (en("Hold twelve ward dialogues"), "funded", "done")
    assert changed_since(plan_of(mombasa), plan_of(mombasa).versions.last(), None) == ()


def test_while_it_waits_no_detail_is_changed_either(mombasa, amendment, secretary):
    titled(amendment.plan, "Train mediators", "Train sixty mediators")
    amendment.refresh_from_db()
    propose_amendment(amendment, by=secretary, today=LATER)
    assert "waits for its signatures" in " ".join(held(mombasa, DETAIL).errors)
    with pytest.raises(ValidationError, match="being gathered"):
        titled(plan_of(mombasa), "Train mediators", "Train a hundred mediators")


def test_taken_back_it_is_gathered_again_and_the_next_version_has_another_number(
    mombasa, amendment, secretary, commissioner, governor
):
    titled(amendment.plan, "Train mediators", "Train sixty mediators")
    amendment.refresh_from_db()
    propose_amendment(amendment, by=secretary, today=LATER)
    recall_amendment(amendment, by=secretary)
    assert [v.state for v in Version.objects.order_by("number")] == ["adopted", "void"]
    titled(plan_of(mombasa), "Train sixty mediators", "Train seventy mediators")
    amendment.refresh_from_db()
    version = propose_amendment(amendment, by=secretary, today=LATER)
    signed_by_both(version, commissioner, governor)
    assert plan_of(mombasa).version == 3
    assert "Train seventy mediators" in titles(doc_of(mombasa))


def test_withdrawn_the_plan_stays_as_it_was_and_another_may_be_opened(mombasa, amendment, secretary):
    titled(amendment.plan, "Train mediators", "Train sixty mediators")
    before = doc_of(mombasa)
    withdraw_amendment(amendment, reason={"en": "Not now."}, by=secretary)
    assert doc_of(mombasa) == before
    assert Amendment.objects.get().ended == {"en": "Not now."}
    assert Entry.objects.filter(verb="amendment.withdrawn").count() == 1
    assert open_amendment(plan_of(mombasa), reason=WHY, by=secretary, today=LATER).number == 2


def test_a_reason_is_given(signed, amendment, secretary):
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_amendment(amendment, reason={"en": "  "}, by=secretary)
    withdraw_amendment(amendment, reason=WHY, by=secretary)
    with pytest.raises(ValidationError, match="Say why"):
        open_amendment(signed.plan, reason={}, by=secretary, today=LATER)


def test_one_at_a_time(signed, amendment, secretary):
    with pytest.raises(PermissionDenied, match="open already"):
        open_amendment(signed.plan, reason=WHY, by=secretary, today=LATER)


def test_nothing_that_differs_is_nothing_to_sign(amendment, secretary):
    with pytest.raises(ValidationError, match="nothing to sign"):
        propose_amendment(amendment, by=secretary, today=LATER)


def test_details_alone_may_be_signed(mombasa, amendment, secretary):
    bring(mombasa, DETAIL, by=secretary)
    assert propose_amendment(amendment, by=secretary, today=LATER).number == 2


def test_a_draft_is_not_amended(public, secretary):
    with pytest.raises(PermissionDenied, match="Only a plan in force"):
        open_amendment(public, reason=WHY, by=secretary, today=DAY)


@pytest.mark.parametrize("who", ["member", "outsider", "administrator"])
def test_only_secretary_and_chairs_amend(signed, who, request):
    with pytest.raises(PermissionDenied, match="Only the secretary and the co-chairs open"):
        open_amendment(signed.plan, reason=WHY, by=request.getfixturevalue(who), today=LATER)


def test_substance_goes_nowhere_without_an_amendment(signed):
    with pytest.raises(ValidationError, match="needs an amendment"):
        titled(signed.plan, "Train mediators", "Train sixty mediators")


def test_an_open_amendment_keeps_the_plan_from_closing(amendment, secretary):
    with pytest.raises(PermissionDenied, match="amendment of this plan is open"):
        close(amendment.plan, by=secretary, today=date(2030, 1, 1))


def test_who_said_yes_to_the_same_part_has_still_said_yes(
    mombasa, amendment, secretary, commissioner, governor
):
    Role.objects.update(reply="accepted")
    titled(amendment.plan, "Train mediators", "Train sixty mediators")
    amendment.refresh_from_db()
    signed_by_both(propose_amendment(amendment, by=secretary, today=LATER), commissioner, governor)
    dialogues = Role.objects.get(action__title__en="Hold ward dialogues")
    assert dialogues.reply == "accepted"
