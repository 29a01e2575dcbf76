"""Two editions, side by side, in public."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from jukwaa.site.figures.editions import compare_editions
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, RoleFactory, SectionFactory

ADDRESS = "/mombasa/plan/2022-23/compare/"


def words(response) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


@pytest.fixture
def old(mombasa):
    return PlanFactory(
        forum=mombasa, edition="2017", starts=date(2017, 6, 1), ends=date(2022, 5, 31), status="closed"
    )


@pytest.fixture
def new(mombasa, old):
    return PlanFactory(forum=mombasa, status="published_draft", follows=old)


@pytest.fixture
def carried(old, new):
    """One carried over and changed, one dropped, one new; a hidden body in the first."""
    hidden = OrganisationFactory(forum=old.forum, name="Quiet Helpers (sample)", state=False)
    was, now = SectionFactory(plan=old, code="1"), SectionFactory(plan=new, code="1")
    before = ActionFactory(section=was, code="1.1", title={"en": "Hold dialogues"})
    RoleFactory(action=before, organisation=hidden)
    ActionFactory(section=was, code="1.2", title={"en": "Print a leaflet"})
    after = ActionFactory(section=now, code="1.3", title={"en": "Hold ward dialogues"}, carried_from=before)
    RoleFactory(
        action=after,
        organisation=OrganisationFactory(forum=old.forum, state=True, listed=True, name="Office"),
    )
    ActionFactory(section=now, code="1.4", title={"en": "Train mediators"})
    return hidden


def test_counts_come_first_and_what_changed_in_sentences(carried, client):
    page = words(client.get(ADDRESS, {"with": "2017"}))
    assert "From 2017 to 2022-23" in page
    assert (
        "2017 had 2 actions. One stands in both, one of them with changes. One is new, one was dropped."
        in page
    )
    assert "Lead changed from a civil-society body to Office." in page
    assert "Title: Hold added: ward dialogues" in page
    assert "1.4 Train mediators New" in page
    assert "1.2 Print a leaflet Dropped" in page


def test_a_body_that_nobody_has_classed_is_called_as_on_the_plans_page(carried, client):
    carried.state = None
    carried.save()
    assert "Lead changed from a body not named yet to Office." in words(client.get(ADDRESS, {"with": "2017"}))


def test_removed_and_added_words_are_marked_for_eyes_and_ears(carried, client):
    page = client.get(ADDRESS, {"with": "2017"}).content.decode()
    assert re.search(r'<ins><span class="visually-hidden" lang="en">added: </span>ward</ins>', page)


def test_an_unlisted_body_is_not_named_in_public_but_to_the_forum(carried, client, member):
    page = client.get(ADDRESS, {"with": "2017"}).content.decode()
    assert carried.name not in page
    assert carried.pid not in page
    client.force_login(member)
    assert carried.name in client.get(ADDRESS, {"with": "2017"}).content.decode()


def test_it_is_told_from_the_earlier_to_the_later_whichever_page_asks(carried, client):
    assert "From 2017 to 2022-23" in words(client.get("/mombasa/plan/2017/compare/", {"with": "2022-23"}))


def test_unasked_it_is_held_against_the_edition_before(carried, client, mombasa):
    PlanFactory(
        forum=mombasa,
        edition="2030",
        starts=date(2030, 1, 1),
        ends=date(2030, 12, 31),
        status="published_draft",
    )
    assert "From 2017 to 2022-23" in words(client.get(ADDRESS))


def test_an_action_is_followed_through_the_editions_between(old, new, mombasa):
    middle = PlanFactory(forum=mombasa, edition="2019", starts=date(2019, 1, 1), ends=date(2020, 1, 1))
    first = ActionFactory(section=SectionFactory(plan=old), code="1.1", title={"en": "Talk"})
    second = ActionFactory(
        section=SectionFactory(plan=middle), code="1.1", title={"en": "Speak"}, carried_from=first
    )
    ActionFactory(section=SectionFactory(plan=new), code="1.1", title={"en": "Debate"}, carried_from=second)
    found = compare_editions(old, new, insider=False)
    assert (found.both, found.new, found.dropped) == (1, 0, 0)
    assert not found.by_title


def test_what_nobody_says_was_carried_is_matched_by_its_title_and_marked_so(old, new, client):
    ActionFactory(
        section=SectionFactory(plan=old, title={"en": "Women"}),
        code="1.1",
        title={"en": "Hold peace dialogues"},
    )
    ActionFactory(
        section=SectionFactory(plan=new, title={"en": "Gender"}),
        code="7.9",
        title={"en": "Hold peace dialogues"},
    )
    page = words(client.get(ADDRESS))
    assert "Matched by its title: the plan does not say that it was carried over." in page
    assert "One stands in both" in page


def test_the_same_number_alone_makes_no_match(old, new):
    """Codes are drawn anew in each edition."""
    ActionFactory(section=SectionFactory(plan=old), code="1.1", title={"en": "Hold dialogues with women"})
    ActionFactory(section=SectionFactory(plan=new), code="1.1", title={"en": "Hold a football league"})
    found = compare_editions(old, new, insider=False)
    assert (found.both, found.new, found.dropped) == (0, 1, 1)


def test_another_edition_is_chosen_from_those_that_the_reader_may_see(carried, client, mombasa, member):
    PlanFactory(forum=mombasa, edition="2024", status="draft")
    PlanFactory(
        forum=mombasa, edition="2012", starts=date(2012, 1, 1), ends=date(2013, 1, 1), status="closed"
    )
    assert 'value="2024"' not in client.get(ADDRESS).content.decode()
    assert client.get(ADDRESS, {"with": "2024"}).status_code == 404
    client.force_login(member)
    assert client.get(ADDRESS, {"with": "2024"}).status_code == 200


def test_one_edition_alone_is_told_to_be_alone(mombasa, client):
    PlanFactory(forum=mombasa, status="published_draft")
    assert "Only the edition 2022-23 is here" in words(client.get(ADDRESS))


def test_an_edition_that_is_not_there_or_a_draft_is_not_found(carried, client, new):
    assert client.get(ADDRESS, {"with": "1999"}).status_code == 404
    type(new).objects.filter(pk=new.pk).update(status="draft")
    assert client.get(ADDRESS).status_code == 404


def test_it_costs_few_queries(carried, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        client.get(ADDRESS)


def test_the_same_page_is_not_sent_twice(carried, client):
    first = client.get(ADDRESS)
    assert not first.cookies
    assert client.get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 304


# --- what is said of the other editions on the county's page -----------------------------------------------------


def said_beside(client) -> dict[str, str]:
    """Edition -> what the link beside it says of it and the edition that is read."""
    page = client.get("/mombasa/").content.decode().split('id="editions"', 1)[1]
    return {
        html.unescape(edition): html.unescape(said)
        for edition, said in re.findall(r'compare/\?with=([^"]+)">([^<]*)</a>', page)
    }


def test_the_newer_one_changed_the_older_one(new, client):
    assert said_beside(client) == {"2017": "what 2022-23 changed"}


def test_an_edition_in_force_did_not_change_the_one_after_it(new, client):
    PlanFactory(forum=new.forum, edition="2024-25", starts=date(2024, 7, 1), ends=date(2025, 6, 30), status="published_draft")  # fmt: skip
    type(new).objects.filter(pk=new.pk).update(status="in_force")
    assert said_beside(client) == {"2024-25": "what 2024-25 changed", "2017": "what 2022-23 changed"}


def test_two_of_one_time_are_only_compared(new, client):
    PlanFactory(
        forum=new.forum, edition="2027-28", starts=new.starts, ends=new.ends, status="published_draft"
    )
    type(new).objects.filter(pk=new.pk).update(status="in_force")
    assert said_beside(client)["2027-28"] == "compare with 2022-23"
    assert "From 2022-23 to 2027-28" in words(client.get(ADDRESS, {"with": "2027-28"}))
