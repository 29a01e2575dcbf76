"""Versions in public: who signed, what each changed, its package; names that are not public stay so."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import (
    open_amendment,
    propose_amendment,
    save_working_document,
    working_document,
)
from jukwaa.plans.rules.verification import verify
from tests.plans.acts.bringing import bring, plan_of
from tests.plans.agreement.agreeing import LATER, WHY, signed_by_both
from tests.plans.agreement.test_amending import DETAIL, retitled
from tests.plans.rules.building import action, led_by, matrix, section
from tests.site.agreement.browsing import DESK, PLAN, browser, words


@pytest.fixture
def second(signed, secretary, commissioner, governor):
    """Version 2, signed by both."""
    amendment = open_amendment(signed.plan, reason=WHY, by=secretary, today=LATER)
    doc = retitled(working_document(signed.plan), "Train mediators", "Train sixty mediators")
    save_working_document(signed.plan, doc)
    amendment.refresh_from_db()
    return signed_by_both(propose_amendment(amendment, by=secretary, today=LATER), commissioner, governor)


def test_the_list_says_what_each_changed(second, client):
    seen = words(client.get(f"{PLAN}v/"))
    assert seen.index("Version 2") < seen.index("Version 1")
    assert WHY["en"] in seen
    assert "What changed since version 1" in seen


def test_version_two_is_compared_with_one(second, client):
    seen = words(client.get(f"{PLAN}v/2/"))
    assert "sixty" in seen
    assert second.manifest in seen
    assert WHY["sw"] in words(client.get(f"/sw{PLAN}v/2/"))


def test_a_title_changed_in_two_languages_is_told_in_both_before_and_after_it_is_signed(
    signed, secretary, commissioner, governor, national, client
):
    """Whoever signs reads everything that is signed, in whichever language they read."""
    amendment = open_amendment(signed.plan, reason=WHY, by=secretary, today=LATER)
    was, now = {"en": "Train mediators"}, {"en": "Train sixty mediators", "sw": "Funza wapatanishi sitini"}
    doc = working_document(signed.plan)
    sections = tuple(
        replace(part, actions=tuple(replace(a, title=now) if a.title == was else a for a in part.actions))
        for part in doc.sections
    )
    save_working_document(signed.plan, replace(doc, sections=sections))
    amendment.refresh_from_db()

    def told_whole(page):
        seen = words(page)
        return "Title (in Swahili): added: Funza wapatanishi sitini" in seen and "added: sixty" in seen

    assert told_whole(national.get(f"{DESK}amendment/"))
    version = propose_amendment(amendment, by=secretary, today=LATER)
    assert told_whole(national.get(f"{DESK}sign/"))
    signed_by_both(version, commissioner, governor)
    assert told_whole(client.get(f"{PLAN}v/2/"))
    assert "Kichwa (kwa Kiingereza)" in words(client.get(f"/sw{PLAN}v/2/"))


def test_the_package_of_each_version_is_its_own(second, signed, client):
    for version in (signed, second):
        answer = client.get(f"{PLAN}v/{version.number}/download/zip")
        data = b"".join(answer.streaming_content)
        assert f"v{version.number}" in answer["Content-Disposition"]
        report = verify(data)
        assert report.ok
        assert report.manifest_sha256 == version.manifest


def test_a_body_that_is_not_named_in_public_is_named_nowhere(mombasa, second, client):
    """Nobody has said yet what these bodies are, so none of them is listed."""
    for page in (PLAN, f"{PLAN}v/", f"{PLAN}v/1/", f"{PLAN}v/2/"):
        assert "Women's Network" not in words(client.get(page)), page
    data = b"".join(client.get(f"{PLAN}v/1/download/zip").streaming_content)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any(b"Women's Network" in package.read(name) for name in package.namelist())


def test_a_signing_office_that_is_withdrawn_is_masked_and_its_signature_still_holds(mombasa, second, client):
    office = Organisation.objects.get(name="Governor's Office")
    Organisation.objects.filter(pk=office.pk).update(listed=False, withdrawn=LATER)
    mombasa.changed += 1
    mombasa.save()
    for page in (PLAN, f"{PLAN}v/2/"):
        seen = words(client.get(page))
        assert "Governor's Office" not in seen
        assert "Co-chair, county government" in seen
    assert verify(b"".join(client.get(f"{PLAN}v/2/download/zip").streaming_content)).ok


def test_a_lead_that_changed_is_told_to_the_public_without_a_name(
    mombasa, signed, secretary, commissioner, governor, client
):
    amendment = open_amendment(signed.plan, reason=WHY, by=secretary, today=LATER)
    bring_lead(signed.plan)
    amendment.refresh_from_db()
    signed_by_both(propose_amendment(amendment, by=secretary, today=LATER), commissioner, governor)
    seen = words(client.get(f"{PLAN}v/2/"))
    assert "Hold ward dialogues" in seen
    assert "Amani Trust" not in seen
    assert "Amani Trust" in words(browser(secretary).get(f"{PLAN}v/2/"))


def bring_lead(plan):
    doc = working_document(plan)
    amani = plan.forum.organisations.get(name="Amani Trust (sample)")
    first = doc.sections[0]
    lead = replace(led_by(amani.name, amani.pid))
    acts = (replace(first.actions[0], roles=(lead,)), *first.actions[1:])
    save_working_document(plan, replace(doc, sections=(replace(first, actions=acts), *doc.sections[1:])))


def test_what_a_lead_changed_since_is_said_on_plan_and_action(mombasa, signed, secretary, client):
    assert "Changed since signing" not in words(client.get(PLAN))
    bring(mombasa, DETAIL, by=secretary)
    code = plan_of(mombasa).actions.get(title__en="Hold ward dialogues").code
    seen = words(client.get(PLAN))
    assert "Changed since signing: one action" in seen
    assert "Changed since signing" in words(client.get(f"{PLAN}a/{code}/"))
    assert signed.manifest in seen


def test_before_all_have_signed_it_is_the_forums_alone(waiting, client, member):
    assert client.get(f"{PLAN}v/1/").status_code == 404
    assert browser(member).get(f"{PLAN}v/1/").status_code == 200
    assert "Nobody has signed a version" in words(client.get(f"{PLAN}v/"))
    assert client.get(f"{PLAN}v/9/").status_code == 404


def test_the_list_asks_no_more_for_more_versions(second, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        client.get(f"{PLAN}v/")


def test_a_matrix_of_nothing_new_changes_no_version(mombasa, second, secretary):
    bring(mombasa, matrix(section("Gender", action("Hold ward dialogues"))), by=secretary)
    assert plan_of(mombasa).manifest == second.manifest


def test_after_the_first_signature_nobody_is_shown_the_page_as_it_was(
    waiting, national, county, commissioner
):
    before = county.get(f"{PLAN}v/1/")
    national.post("/desk/mombasa/plan/2022-23/sign/", {"role": "co_chair_national"})
    after = county.get(f"{PLAN}v/1/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert words(after) != words(before)
