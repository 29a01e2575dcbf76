"""A section's and an action's own page: all that the plan says of it, at an address that can be cited."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import ActionFactory, PlanFactory, SectionFactory
from tests.site.pages.conftest import PLAN
from tests.site.pages.reading import codes, page_of


def test_an_action_tells_everything_that_the_plan_says_of_it(client, whole):
    words = page_of(client.get(f"{PLAN}a/1.1/")).words
    for said in (
        "Hold ward dialogues", "With child care.", "Done All twelve were held.",
        "Women's Circle (sample) Role Lead Answer accepted", "County Gender Department Role Support Answer accepted",
        "When Jul – Sep 2022", "Where Timbwani", "Cost KES 480,000", "For whom Women and girls", "Tags baraza",
        "Dialogues held From 0 To 12 Verified by Attendance counts", "Psychosocial", "Asked for by residents.",
    ):  # fmt: skip
        assert said in words


def test_an_action_lights_its_wards_on_the_map(client, whole):
    html = client.get(f"{PLAN}a/2.1/").content.decode()  # all of Likoni
    assert html.count('<span class="on">') == 5
    assert "tilemap" not in client.get(f"{PLAN}a/1.2/").content.decode()  # for the whole county


def test_an_action_stands_between_those_before_and_after_it(client, whole):
    html = client.get(f"{PLAN}a/1.2/").content.decode()
    assert f'<a rel="prev" href="{PLAN}a/1.1/">' in html
    assert f'<a rel="next" class="after" href="{PLAN}a/2.1/">' in html
    assert 'rel="prev"' not in client.get(f"{PLAN}a/1.1/").content.decode()


def test_an_action_says_where_it_is_and_how_to_cite_it(client, whole, dialogues):
    page = page_of(client.get(f"{PLAN}a/1.1/"))
    assert "Mombasa Plan 2022-23 1 Gender" in page.words
    assert "edition 2022-23, action 1.1: “Hold ward dialogues”. As at 30 November 2022." in page.words
    assert f"http://testserver{PLAN}a/1.1/" in page.words
    assert f"{PLAN}i/{dialogues.pid}/" in page.links


@pytest.mark.parametrize("language", ["", "/sw"])
def test_a_permanent_id_finds_its_item_whatever_its_code_becomes(client, whole, gender, dialogues, language):
    dialogues.code, gender.code = "7.9", "7"
    dialogues.save(), gender.save()
    there = {
        dialogues.pid: "a/7.9/", gender.pid: "s/7/", "p-bbbbbbbbbb": "#p-bbbbbbbbbb",
        "p-cccccccccc": "s/7/#p-cccccccccc", "i-aaaaaaaaaa": "a/7.9/#i-aaaaaaaaaa",
    }  # fmt: skip
    for pid, place in there.items():
        assert client.get(f"{language}{PLAN}i/{pid}/").headers["Location"] == f"{language}{PLAN}{place}"
    assert client.get(f"{PLAN}i/a-zzzzzzzzzz/").status_code == 404


def test_an_action_is_followed_through_the_editions(client, whole, dialogues):
    before = PlanFactory(
        forum=whole.forum, edition="2017", status="closed", starts=date(2017, 6, 1), ends=date(2022, 5, 31)
    )
    old = ActionFactory(
        section=SectionFactory(plan=before, code="1"), code="W1", title={"en": "Talk with women"}
    )
    dialogues.carried_from, dialogues.carried_edition, dialogues.carried_pid = old, "2017", old.pid
    dialogues.save()
    assert "Carried from 2017, W1 Talk with women" in page_of(client.get(f"{PLAN}a/1.1/")).words
    assert (
        "Carried on into 2022-23, 1.1 Hold ward dialogues"
        in page_of(client.get("/mombasa/plan/2017/a/W1/")).words
    )


def test_a_draft_that_carries_an_action_on_is_not_told(client, whole, dialogues, secretary):
    draft = PlanFactory(forum=whole.forum, edition="2023-24", starts=date(2023, 6, 1), ends=date(2024, 5, 31))
    ActionFactory(
        section=SectionFactory(plan=draft, code="1"), code="N1", carried_from=dialogues, carried_edition="2022-23",
        carried_pid=dialogues.pid,
    )  # fmt: skip
    assert "N1" not in page_of(client.get(f"{PLAN}a/1.1/")).words
    client.force_login(secretary)
    assert "N1" in page_of(client.get(f"{PLAN}a/1.1/")).words


def test_an_ancestor_that_is_not_here_is_named_all_the_same(client, whole, dialogues):
    dialogues.carried_edition, dialogues.carried_pid = "2012", "a-bbbbbbbbbb"
    dialogues.save()
    assert "Carried from 2012" in page_of(client.get(f"{PLAN}a/1.1/")).words


def test_what_the_plan_does_not_say_is_said_to_be_missing(client, gender, act):
    act(gender, "1.1", [], starts=None, ends=None, funding="unknown")
    words = page_of(client.get(f"{PLAN}a/1.1/")).words
    assert "When not said" in words
    assert "Where not said" in words
    assert "Cost not known yet" in words
    assert "Nobody is named for it yet." in words


def test_tags_that_many_plans_use_are_read_in_the_readers_language(client, gender, act):
    """Any other stands as it was typed; all are searched for as they were typed."""
    act(gender, "1.8", [], tags=["Gender", "pwd", "boda-boda"])
    english, swahili = (page_of(client.get(f"{start}{PLAN}a/1.8/")) for start in ("", "/sw"))
    assert "Tags gender persons with disabilities boda-boda" in english.words
    assert "Vitambulisho jinsia watu wenye ulemavu boda-boda" in swahili.words
    for page, start in ((english, ""), (swahili, "/sw")):
        for tag in ("Gender", "pwd", "boda-boda"):
            assert f"{start}{PLAN}?tag={tag}#found" in page.links


def test_a_section_tells_its_outcome_its_leads_and_its_actions(client, whole):
    answer = client.get(f"{PLAN}s/1/")
    words = page_of(answer).words
    assert codes(answer) == ["1.1", "1.2"]
    for said in (
        "Pillar 1 Gender",
        "Women shape prevention",
        "Women's Circle (sample)",
        "Why women.",
        "edition 2022-23, pillar 1: “Gender”",
    ):
        assert said in words


@pytest.mark.parametrize(
    "address", ["s/9/", "a/9.9/", "i/nothing/", "../2031/", "../2031/s/1/", "../2031/a/1.1/"]
)
def test_what_is_not_there_is_not_found(client, whole, address):
    assert (
        client.get(
            PLAN + address if not address.startswith("../") else f"/mombasa/plan/{address[3:]}"
        ).status_code
        == 404
    )


@pytest.mark.parametrize("address", [PLAN, f"{PLAN}s/1/", f"{PLAN}a/1.1/", f"{PLAN}?q=ward"])
def test_a_draft_is_there_only_for_those_who_sit_in_the_forum(client, whole, address, member, outsider):
    whole.status = "draft"
    whole.save()
    assert client.get(address).status_code == 404
    client.force_login(outsider)
    assert client.get(address).status_code == 404
    client.force_login(member)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Only the forum sees this draft." in page_of(answer).words
    assert "private" in answer.headers["Cache-Control"]
