"""Both co-chairs sign what was frozen; one hand never gives both signatures."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jukwaa.core import keys
from jukwaa.core.models import Entry
from jukwaa.forums.models import Seat
from jukwaa.plans.actions import open_amendment, rename_body, sign
from jukwaa.plans.models import Plan, Signature, Version
from tests.factories import OrganisationFactory, SeatFactory, UserFactory
from tests.plans.acts.bringing import bring, doc_of, held, plan_of
from tests.plans.agreement.agreeing import DAY, LATER, WHY
from tests.plans.rules.building import action, en, matrix, section

DETAIL = matrix(section("Gender", action("Hold ward dialogues", funding="funded")))


def test_with_both_signatures_the_plan_is_in_force(mombasa, waiting, commissioner, governor):
    sign(waiting, "co_chair_national", by=commissioner, today=DAY)
    assert plan_of(mombasa).status == Plan.Status.FOR_ADOPTION
    sign(waiting, "co_chair_county", by=governor, today=LATER)
    plan = plan_of(mombasa)
    assert (plan.status, plan.version, plan.manifest) == ("in_force", 1, waiting.manifest)
    assert waiting.plan.versions.get().state == Version.State.ADOPTED


def test_a_signature_is_a_statement_that_the_forums_key_countersigns(mombasa, waiting, commissioner):
    signature = sign(waiting, "co_chair_national", by=commissioner, today=DAY)
    seat = Seat.objects.get(holder=commissioner)
    assert json.loads(signature.statement) == {
        "format": "jukwaa-signature/1", "forum": "mombasa", "edition": "2022-23", "version": 1,
        "manifest": waiting.manifest, "signers": ["co_chair_national", "co_chair_county"], "seat": seat.pk,
        "role": "co_chair_national", "body": seat.organisation.pid, "day": "2022-05-30", "means": "account",
        "scan": "",
    }  # fmt: skip
    data, mark = signature.statement.encode(), bytes.fromhex(signature.countersignature)
    assert keys.verify(mombasa, data, mark)
    assert not keys.verify(mombasa, data.replace(b"account", b"paper"), mark)


def test_the_record_says_which_office_signed_what(mombasa, signed):
    told = {entry.facts["role"]: entry for entry in Entry.objects.filter(verb="plan.signed")}
    assert set(told) == {"co_chair_national", "co_chair_county"}
    assert {entry.facts["manifest"] for entry in told.values()} == {signed.manifest}
    adopted = Entry.objects.get(verb="plan.adopted")
    assert (adopted.target, adopted.facts["version"]) == ("plan:mombasa/2022-23", 1)


def test_each_seat_signs_once(waiting, commissioner):
    sign(waiting, "co_chair_national", by=commissioner, today=DAY)
    with pytest.raises(PermissionDenied, match="has signed already"):
        sign(waiting, "co_chair_national", by=commissioner, today=DAY)


@pytest.mark.parametrize("who", ["secretary", "member", "outsider", "administrator"])
def test_nobody_signs_who_is_no_co_chair(request, waiting, who):
    with pytest.raises(PermissionDenied, match="Only the co-chairs sign"):
        sign(waiting, "co_chair_national", by=request.getfixturevalue(who), today=DAY)
    assert not Signature.objects.exists()


def test_the_operator_does_not_sign(waiting):
    with pytest.raises(PermissionDenied, match="given by a person"):
        sign(waiting, "co_chair_national", by=None, today=DAY)


def test_a_co_chair_does_not_sign_for_the_other(waiting, commissioner):
    with pytest.raises(PermissionDenied, match="do not hold this seat"):
        sign(waiting, "co_chair_county", by=commissioner, today=DAY)


def test_one_person_in_both_seats_gives_one_signature(mombasa, waiting, commissioner):
    SeatFactory(forum=mombasa, role="co_chair_county", holder=commissioner)
    sign(waiting, "co_chair_national", by=commissioner, today=DAY)
    with pytest.raises(PermissionDenied, match="One person never gives both"):
        sign(waiting, "co_chair_county", by=commissioner, today=DAY)
    assert plan_of(mombasa).status == Plan.Status.FOR_ADOPTION


def test_who_was_handed_the_other_seat_meanwhile_does_not_sign_again(mombasa, waiting, commissioner):
    """The seat that they signed from is another's by now."""
    sign(waiting, "co_chair_national", by=commissioner, today=DAY)
    Seat.objects.filter(holder=commissioner).update(ends=DAY)
    SeatFactory(forum=mombasa, role="co_chair_national", holder=UserFactory())
    SeatFactory(forum=mombasa, role="co_chair_county", holder=commissioner)
    with pytest.raises(PermissionDenied, match="One person never gives both"):
        sign(waiting, "co_chair_county", by=commissioner, today=DAY)


def test_what_waits_for_signatures_stands_still(mombasa, waiting, secretary):
    reading = held(mombasa, DETAIL)
    assert not reading.possible
    assert "waits for its signatures" in " ".join(reading.errors)
    with pytest.raises(PermissionDenied, match="waits for its signatures"):
        bring(mombasa, DETAIL, by=secretary)
    body = mombasa.organisations.get(name="Amani Trust (sample)")
    with pytest.raises(PermissionDenied, match="waits for its signatures"):
        rename_body(body, "Another Trust (sample)", by=secretary)
    assert plan_of(mombasa).manifest == waiting.manifest


def test_what_was_altered_behind_our_back_is_not_signed(waiting, commissioner):
    document = {**waiting.document, "title": {"en": "Another title"}}
    with transaction.atomic():
        from jukwaa.core import guards

        with guards.lifted("plans_version"):
            Version.objects.filter(pk=waiting.pk).update(document=document)
    waiting.refresh_from_db()
    with pytest.raises(PermissionDenied, match="not what stands in the database"):
        sign(waiting, "co_chair_national", by=commissioner, today=DAY)


@pytest.mark.parametrize("change", [{"manifest": "ab" * 32}, {"day": LATER}, {"number": 7}])
def test_the_database_refuses_to_change_a_version(signed, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=signed.pk).update(**change)


@pytest.mark.parametrize("change", [{"role": "secretary"}, {"statement": "{}"}, {"day": DAY.replace(day=1)}])
def test_the_database_refuses_to_change_a_signature(signed, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        signed.signatures.update(**change)


def test_the_database_refuses_to_delete_what_was_signed(signed):
    for rows in (signed.signatures.all(), Version.objects.filter(pk=signed.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


def test_the_edition_before_gives_way(mombasa, signed, secretary, commissioner, governor, file):
    from jukwaa.plans.actions import propose, publish_draft
    from tests.plans.agreement.agreeing import signed_by_both

    open_amendment(signed.plan, reason=WHY, by=secretary, today=DAY)
    from datetime import date

    bring(
        mombasa,
        replace(file, starts=date(2023, 6, 1), ends=date(2024, 5, 31)),
        by=secretary,
        edition="2023-24",
    )
    new = publish_draft(plan_of(mombasa, "2023-24"), by=secretary)
    signed_by_both(propose(new, by=secretary, today=DAY), commissioner, governor)
    assert plan_of(mombasa, "2023-24").status == Plan.Status.IN_FORCE
    assert plan_of(mombasa).status == Plan.Status.SUPERSEDED
    assert plan_of(mombasa).amendments.get().state == "withdrawn"
    assert doc_of(mombasa).title == en("Mombasa forum") or doc_of(mombasa).title


def test_an_older_edition_signed_late_does_not_push_out_a_newer(
    mombasa, signed, secretary, commissioner, governor, file
):
    from datetime import date

    from jukwaa.plans.actions import propose, publish_draft
    from tests.plans.agreement.agreeing import signed_by_both

    bring(
        mombasa, replace(file, starts=date(2017, 6, 1), ends=date(2022, 5, 31)), by=secretary, edition="2017"
    )
    old = publish_draft(plan_of(mombasa, "2017"), by=secretary)
    signed_by_both(propose(old, by=secretary, today=DAY), commissioner, governor)
    assert plan_of(mombasa).status == Plan.Status.IN_FORCE


def test_a_seat_without_a_body_signs_too(mombasa, waiting, governor):
    Seat.objects.filter(role="co_chair_national").delete()
    person = SeatFactory(forum=mombasa, role="co_chair_national").holder
    signature = sign(waiting, "co_chair_national", by=person, today=DAY)
    assert (signature.body, json.loads(signature.statement)["body"]) == ("", "")


def test_a_body_that_nobody_signs_for_is_of_no_matter(signed):
    OrganisationFactory(forum=signed.plan.forum)
    assert signed.signatures.count() == 2
