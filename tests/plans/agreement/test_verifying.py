"""Whoever changes a version or a signature in the database, past its triggers, is found out by verify-log."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from jukwaa.core import guards
from jukwaa.core.made import forget_made
from jukwaa.plans.actions import open_amendment, propose_amendment, recall, withhold_draft
from jukwaa.plans.models import Plan, Signature, Version
from jukwaa.plans.permissions import can_remove
from tests.plans.agreement.agreeing import DAY, WHY


def verified(*args) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_log", *args, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_what_was_signed_holds(signed):
    code, said = verified()
    assert code == 0, said
    assert "mombasa: 1 version and 2 signatures say what was signed" in said


def test_what_was_taken_back_holds_too(waiting, secretary):
    recall(waiting.plan, by=secretary)
    assert verified()[0] == 0


def raw(statement: str, *params) -> None:
    """Past the triggers, as somebody with the database in hand."""
    with guards.lifted("plans_version", "plans_signature"), connection.cursor() as cursor:
        cursor.execute(statement, params)


VERSION = {
    "number": 7, "kind": "amendment", "state": "void", "day": "2021-01-01", "manifest": "ab" * 32,
    "reason": '{"en": "Another"}', "signers": '["secretary"]', "document": "{}",
}  # fmt: skip
SIGNATURE = {
    "role": "secretary", "seat": 999_999, "body": "b-aaaaaaaaaa", "day": "2021-01-01", "means": "paper",
    "statement": "{}", "countersignature": "ab" * 64,
}  # fmt: skip


@pytest.mark.parametrize("column", VERSION)
def test_any_value_of_a_version_that_was_altered_is_found(signed, column):
    raw(f"UPDATE plans_version SET {column} = %s WHERE id = %s", VERSION[column], signed.pk)  # noqa: S608
    code, said = verified()
    assert code == 1
    assert "NO" in said


@pytest.mark.parametrize("column", SIGNATURE)
def test_any_value_of_a_signature_that_was_altered_is_found(signed, column):
    pk = signed.signatures.first().pk
    raw(f"UPDATE plans_signature SET {column} = %s WHERE id = %s", SIGNATURE[column], pk)  # noqa: S608
    assert verified()[0] == 1


def test_one_word_of_the_document_is_enough(signed):
    title = {**signed.document, "title": {"en": "Another title"}}
    with guards.lifted("plans_version"):
        Version.objects.filter(pk=signed.pk).update(document=title)
    assert "is not what was frozen" in verified()[1]


def test_nobody_is_given_it_under_the_number_that_was_signed(signed, client):
    package = "/mombasa/plan/2022-23/v/1/download/zip"
    assert b"".join(client.get(package).streaming_content)[:2] == b"PK"
    forget_made(signed.plan.forum_id)
    with guards.lifted("plans_version"):
        Version.objects.filter(pk=signed.pk).update(
            document={**signed.document, "title": {"en": "Another title"}}
        )
    for url in (package, "/mombasa/plan/2022-23/download/zip"):
        answer = client.get(url)
        assert (answer.status_code, "no longer what was signed" in answer.content.decode()) == (403, True)


def test_what_the_promise_leaves_out_is_kept_too(signed):
    """How an action stood is not in the manifest; the record's own number covers the whole row."""
    with guards.lifted("plans_version"):
        Version.objects.filter(pk=signed.pk).update(document={**signed.document, "status": "closed"})
    assert verified()[0] == 1


def test_a_signature_that_was_taken_away_is_missed(signed):
    raw("DELETE FROM plans_signature WHERE id = %s", signed.signatures.first().pk)
    assert "was taken away" in verified()[1]


def test_a_version_that_was_taken_away_is_missed(signed):
    raw("DELETE FROM plans_signature WHERE version_id = %s", signed.pk)
    raw("DELETE FROM plans_version WHERE id = %s", signed.pk)
    assert "version 1 of 2022-23 was taken away" in verified()[1]


def test_a_signature_from_elsewhere_does_not_hold(signed, secretary):
    one, two = signed.signatures.order_by("id")
    with guards.lifted("plans_signature"):
        Signature.objects.filter(pk=one.pk).update(countersignature=two.countersignature)
    assert verified()[0] == 1


def test_an_amendment_that_waits_holds(signed, secretary):
    from dataclasses import replace

    from jukwaa.plans.actions import save_working_document, working_document

    amendment = open_amendment(signed.plan, reason=WHY, by=secretary, today=DAY)
    save_working_document(signed.plan, replace(working_document(signed.plan), title={"en": "A longer title"}))
    amendment.refresh_from_db()
    propose_amendment(amendment, by=secretary, today=DAY)
    code, said = verified()
    assert code == 0, said


def test_a_plan_that_counts_another_version_is_found(signed):
    Plan.objects.filter(pk=signed.plan_id).update(version=4)
    assert "2022-23 counts version 4" in verified()[1]


def test_an_edition_of_which_a_version_was_frozen_is_not_deleted(waiting, secretary):
    plan = recall(waiting.plan, by=secretary)
    withhold_draft(plan, by=secretary)
    plan.actions.all().delete()
    plan.sections.all().delete()
    assert "what was put up stays" in str(can_remove(secretary, plan).reason)
