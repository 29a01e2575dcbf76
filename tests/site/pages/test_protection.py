"""Who is named, and of whom it is said that they are late: rules that protect the weaker."""

from __future__ import annotations

from datetime import date

import pytest

from tests.site.pages.conftest import LIKONI, PLAN
from tests.site.pages.reading import codes, page_of

ADDRESSES = ["/", "/mombasa/", PLAN, f"{PLAN}?q=quiet", f"{PLAN}?q=do", f"{PLAN}s/2/", f"{PLAN}a/2.1/"]


@pytest.mark.parametrize("language", ["", "/sw"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_body_that_has_not_agreed_is_never_named_to_the_public(
    client, whole, quiet, outsider, language, address
):
    for visitor in (None, outsider):
        if visitor:
            client.force_login(visitor)
        html = client.get(language + address).content.decode()
        assert "Quiet Helpers" not in html
        assert quiet.pid not in html


def test_it_stands_there_as_a_body_all_the_same(client, whole):
    assert "a civil-society body" in page_of(client.get(f"{PLAN}a/2.1/")).words
    assert "taasisi ya kiraia" in page_of(client.get(f"/sw{PLAN}a/2.1/")).words


def test_nobody_finds_it_by_its_name_or_its_id(client, whole, quiet):
    assert codes(client.get(f"{PLAN}?q=helpers")) == []
    assert codes(client.get(f"{PLAN}?body={quiet.pid}")) == []


def test_those_who_sit_in_the_forum_see_the_name_with_a_mark(client, whole, quiet, member):
    client.force_login(member)
    for address in (PLAN, f"{PLAN}a/2.1/", f"{PLAN}?body={quiet.pid}"):
        assert "Quiet Helpers (sample) (not named in public)" in page_of(client.get(address)).words


@pytest.fixture
def signed(plan):
    plan.status = plan.Status.IN_FORCE
    plan.save()
    return plan


@pytest.fixture
def overdue(signed, gender, act, office, network):
    act(gender, "1.1", [LIKONI], office, status="moving")
    act(gender, "1.2", [LIKONI], network, status="moving")
    act(gender, "1.3", [LIKONI], network)


def test_late_is_said_of_a_public_office_by_name(client, overdue):
    assert '<b class="status late">Late</b>' in client.get(PLAN).content.decode()
    assert '<span class="status late">Late</span>' in client.get(f"{PLAN}a/1.1/").content.decode()
    assert codes(client.get(f"{PLAN}?status=late")) == ["1.1"]


def test_of_others_it_is_not_said_and_the_totals_count_what_the_rows_say(client, overdue):
    for code in ("1.2", "1.3"):
        words = page_of(client.get(f"{PLAN}a/{code}/")).words.split()
        assert not {"Late", "Late.", "Silent", "Silent."} & set(words)
    for address in (f"{PLAN}s/1/", "/mombasa/"):
        assert "Moving 1 Late 1 Open 1" in page_of(client.get(address)).words
    for address in ("/mombasa/", "/"):
        assert "1 of 3 actions are under way or done, 1 is late." in page_of(client.get(address)).words


def test_from_three_on_the_others_are_told_of_together(client, overdue, gender, act, network):
    assert "zimepita siku yao" not in page_of(client.get(f"/sw{PLAN}s/1/")).words
    told = "3 more actions, led by others than public offices alone, are past their last day."
    act(gender, "1.4", [LIKONI], network)
    for address in (f"{PLAN}s/1/", "/mombasa/"):
        assert told in page_of(client.get(address)).words


def test_in_a_draft_nothing_is_late_or_silent(client, overdue, plan):
    plan.status = plan.Status.PUBLISHED_DRAFT
    plan.save()
    assert "Moving 2 Open 1" in page_of(client.get(f"{PLAN}s/1/")).words
    assert "late" not in page_of(client.get("/")).words


def test_silence_is_told_like_lateness(client, signed, gender, act, office, network):
    act(gender, "1.1", [LIKONI], office, ends=date(2023, 5, 31))
    act(gender, "1.2", [LIKONI], network, ends=date(2023, 5, 31))
    assert codes(client.get(f"{PLAN}?status=silent")) == ["1.1"]
    assert "Silent 1 Open 1" in page_of(client.get(f"{PLAN}s/1/")).words
