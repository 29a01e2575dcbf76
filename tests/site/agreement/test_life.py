"""The desk of a plan's life: where it stands, what moves it on, and why not."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override

from jukwaa.plans.actions import propose
from jukwaa.plans.actions.confirming import confirm_point
from jukwaa.plans.models import Plan, Role, Signature, Version
from tests.plans.acts.bringing import plan_of
from tests.site.agreement.browsing import DESK, PLAN, browser, words


def test_from_the_draft_to_the_plan_in_force_by_hand(mombasa, draft, keeper, national, county):
    for move, status in (("publish", "published_draft"), ("consult", "consultation"),
                         ("conclude", "published_draft"), ("propose", "for_adoption")):  # fmt: skip
        assert keeper.post(f"{DESK}life/{move}/").status_code == 302
        assert plan_of(mombasa).status == status
    assert "Version 1 waits for signatures" in words(keeper.get(f"{DESK}life/"))
    assert national.post(f"{DESK}sign/", {"role": "co_chair_national"}, follow=True).status_code == 200
    seen = words(county.get(f"{DESK}sign/"))
    assert "Sign for: Co-chair, county government" in seen
    seen = words(county.post(f"{DESK}sign/", {"role": "co_chair_county"}, follow=True))
    assert "That was the last signature: it is in force." in seen
    assert plan_of(mombasa).status == Plan.Status.IN_FORCE


def test_taken_back_the_version_is_void_and_the_next_has_another_number(mombasa, waiting, keeper, national):
    national.post(f"{DESK}sign/", {"role": "co_chair_national"})
    seen = words(keeper.post(f"{DESK}life/recall/", follow=True))
    assert "the version that was frozen is void" in seen
    assert plan_of(mombasa).status == Plan.Status.PUBLISHED_DRAFT
    assert Version.objects.get().state == Version.State.VOID
    keeper.post(f"{DESK}life/propose/")
    assert [version.number for version in plan_of(mombasa).versions.all()] == [1, 2]
    assert plan_of(mombasa).versions.waiting().get().signatures.count() == 0


def test_it_is_closed_only_after_its_last_day(mombasa, signed, keeper):
    Plan.objects.filter(pk=signed.plan_id).update(ends="2999-12-31")
    answer = keeper.post(f"{DESK}life/close/")
    assert answer.status_code == 422
    assert "It runs to its last day; only then is it closed." in words(answer)
    Plan.objects.filter(pk=signed.plan_id).update(ends="2023-05-31")
    keeper.post(f"{DESK}life/close/")
    assert plan_of(mombasa).status == Plan.Status.CLOSED


def test_a_member_reads_why_a_move_is_not_theirs(public, member):
    seen = words(browser(member).get(f"{DESK}life/"))
    assert "Put it up for signature" in seen
    assert "Only the secretary and the co-chairs do this." in seen
    assert browser(member).post(f"{DESK}life/propose/").status_code == 422


def test_a_move_that_is_none_is_not_there(public, keeper):
    assert keeper.post(f"{DESK}life/elope/").status_code == 404


@pytest.mark.parametrize("page", ["life/", "sign/", "paper/", "amendment/"])
def test_to_others_the_desk_is_not_there(waiting, outsider, administrator, page):
    for user in (outsider, administrator):
        assert browser(user).get(f"{DESK}{page}").status_code == 404


def test_who_signs_proves_first_who_they_are(mombasa, waiting, commissioner):
    client = browser(commissioner, proven=False)
    for answer in (client.get(f"{DESK}sign/"), client.post(f"{DESK}sign/", {"role": "co_chair_national"})):
        assert answer.status_code == 302
        assert answer["Location"] != f"{DESK}life/"
    assert not waiting.signatures.exists()


def test_before_it_is_put_up_an_empty_seat_is_told(mombasa, public, keeper):
    mombasa.seats.filter(role="co_chair_county").delete()
    assert "nobody holds this seat, so it cannot be signed" in words(keeper.get(f"{DESK}life/"))


def test_one_person_in_both_seats_is_told(mombasa, public, keeper, commissioner):
    mombasa.seats.filter(role="co_chair_county").update(holder=commissioner)
    assert "the same person holds both seats" in words(keeper.get(f"{DESK}life/"))


def test_its_steps_stand_in_the_order_of_its_life(public, keeper):
    seen = words(keeper.get(f"{DESK}life/"))
    assert seen.index("Put it to the people") < seen.index("Put it up for signature")
    assert seen.index("Put it up for signature") < seen.index("Take it back from the public")


def test_beside_each_step_stands_what_is_open_with_the_way_to_it(public, keeper, secretary):
    answer = keeper.get(f"{DESK}life/")
    page, seen = answer.content.decode(), words(answer)
    consult, propose = page.index("Put it to the people"), page.index("Put it up for signature")
    unnamed = page.index("2 bodies that take part are not named in public.")
    assert consult < unnamed < propose
    for told in ("2 offers wait for an answer.", "0 of 3 actions", "0 of the 7 points of participation"):
        assert propose < page.index(told)
    for way in ("/desk/mombasa/bodies/", f"{DESK}offers/", f"{DESK}readiness/", f"{DESK}readiness/#points"):
        assert f'<a href="{way}">' in page
    Role.objects.filter(action__plan=public).update(reply="accepted")
    confirm_point(public, "subject", {"en": "Said at once."}, by=secretary, today=localdate())
    seen = words(keeper.get(f"{DESK}life/"))
    assert "No offer waits for an answer." in seen
    assert "1 of the 7 points of participation is confirmed." in seen


def test_who_has_no_page_for_a_count_reads_it_without_a_link(public, member):
    page = browser(member).get(f"{DESK}life/").content.decode()
    assert "<li>2 offers wait for an answer.</li>" in page
    assert "<li>2 bodies that take part are not named in public.</li>" in page


def test_in_the_draft_the_first_step_says_what_is_complete(draft, keeper):
    seen = words(keeper.get(f"{DESK}life/"))
    assert "0 of 3 actions say all that a reader needs." in seen
    assert "offers wait" not in seen


def test_the_offices_that_sign_are_named_before_and_while_they_sign(public, secretary, keeper):
    assert "Commissioner's Office (Co-chair, national government)" in words(keeper.get(f"{DESK}life/"))
    propose(public, by=secretary, today=localdate())
    seen = words(keeper.get(f"{DESK}life/"))
    assert "Co-chair, county government Governor's Office not yet" in seen


def test_in_swahili(waiting, keeper):
    seen = words(keeper.get(f"/sw{DESK}life/"))
    assert "Toleo la kutiwa saini 1" in seen or "saini" in seen
    assert "Put it up" not in seen


def test_the_public_page_says_who_signed_and_what(signed, client):
    seen = words(client.get(PLAN))
    assert "Signed: version 1" in seen
    assert "Co-chair, national government" in seen
    assert "Commissioner's Office" in seen
    assert "May 30, 2022" in seen or "30 May 2022" in seen
    assert signed.manifest in seen
    assert "signed in, with a second proof" in seen
    assert "person" not in seen.split("Signed: version 1")[1].split("Download the full plan")[0]


def test_of_the_samples_people_no_second_proof_is_claimed():
    account, paper = (Signature(means=means, sample=True) for means in Signature.Means.values)
    with override("en"):
        assert account.how == "signed in (sample: no second proof is asked)"
        assert paper.how == "on paper"
    with override("sw"):
        assert "mfano" in account.how


@pytest.mark.parametrize("page", ["life/", "readiness/"])
def test_whoever_keeps_the_plan_finds_the_way_back_to_it(public, keeper, member, page):
    back = f'href="{DESK}"'
    assert back in keeper.get(f"{DESK}{page}").content.decode()
    assert back not in browser(member).get(f"{DESK}{page}").content.decode()


def test_an_amendment_that_was_just_opened_leads_to_where_it_is_written(signed, keeper):
    said = {"reason_en": "Fewer mediators were found.", "reason_sw": ""}
    assert f'href="{DESK}edit/plan/"' in keeper.post(f"{DESK}amendment/", said, follow=True).content.decode()
