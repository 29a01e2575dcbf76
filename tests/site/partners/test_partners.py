"""Who does what where, as a page of the public."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from jukwaa.site.figures.filters import Wanted, filtered
from jukwaa.site.figures.partners import partners
from jukwaa.site.figures.reading import open_book
from tests.factories import OrganisationFactory, PlanFactory, SectionFactory
from tests.site.partners.conftest import BOFU, COUNTY, LIKONI, NYALI, TIMBWANI

ADDRESS = "/mombasa/partners/"


def told_of(plan, user=None, place=None):
    book = open_book(plan, user or AnonymousUser())
    return book, partners(book, next((area for area in book.places if area.code == place), None))


def words(response) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


@pytest.fixture
def busy(gender, economic, act, office, network, hidden):
    act(gender, "1.1", [TIMBWANI, BOFU], network, office)
    act(gender, "1.2", [LIKONI], hidden)
    act(gender, "1.3", [COUNTY], office)
    act(economic, "2.1", [NYALI], network, hidden)
    act(economic, "2.2", [], network)
    return gender.plan


def test_every_number_leads_to_just_so_many_actions_of_the_plan(busy):
    book, told = told_of(busy)
    cells = [cell for line in [*told.bodies, *told.places] for cell in [*line.cells, line.total]]
    checked = 0
    for cell in cells:
        if cell.address:
            found = filtered(book, Wanted.of(QueryDict(cell.address.removeprefix("?"))))
            assert sum(len(section.actions) for section in found) == cell.count, cell
            checked += 1
    assert checked > 100


def test_a_ward_counts_what_names_it_or_its_sub_county_and_the_county_stands_by_itself(busy):
    _book, told = told_of(busy)
    counts = {line.key: [cell.count for cell in line.cells] for line in told.places}
    assert counts[TIMBWANI] == [2, 0]
    assert counts[LIKONI] == [2, 0]
    assert counts["KE001005-0021"] == [1, 0]  # Likoni's own action only
    assert counts[NYALI] == [0, 1]
    assert counts[COUNTY] == [1, 0]


def test_bodies_that_are_not_named_share_one_row_without_a_way_to_tell_them_apart(busy, mombasa, act, gender):
    other = OrganisationFactory(forum=mombasa, name="Silent Friends (sample)")
    act(gender, "1.4", [NYALI], other)
    _book, told = told_of(busy)
    unnamed = [line for line in told.bodies if not line.key]
    assert [line.name for line in unnamed] == ["Civil-society bodies that are not named in public"]
    assert [cell.count for cell in unnamed[0].cells] == [2, 1]
    assert not any(cell.address for cell in [*unnamed[0].cells, unnamed[0].total])


def test_the_public_page_never_holds_the_name_or_the_id_of_an_unlisted_body(busy, hidden, client):
    for query in ("", f"?place={TIMBWANI}", f"?place={NYALI}"):
        page = client.get(ADDRESS + query).content.decode()
        assert hidden.name not in page
        assert hidden.pid not in page


def test_who_sits_in_the_forum_sees_all_names_marked(busy, hidden, client, member):
    client.force_login(member)
    assert "Quiet Helpers (sample) non-state body, not named in public" in words(client.get(ADDRESS))


def test_different_bodies_side_by_side_are_asked_to_talk(busy, client):
    page = words(client.get(ADDRESS))
    assert "Talk to each other" in page
    told = "In Bofu, Timbwani , Jul – Sep 2022, two actions of Gender run side by side: 1.1 Do 1.1 by Women's"
    assert told in page
    assert "1.2 Do 1.2 by a civil-society body" in page


def test_two_bodies_that_may_not_be_named_are_never_set_against_each_other(
    gender, act, hidden, mombasa, member
):
    """Whether they are two or one would tell them apart."""
    other = OrganisationFactory(forum=mombasa, name="Silent Friends (sample)")
    act(gender, "1.1", [LIKONI], hidden)
    act(gender, "1.2", [LIKONI], other)
    assert told_of(gender.plan)[1].pairs == []
    assert len(told_of(gender.plan, member)[1].pairs) == 1


def test_what_was_dropped_overlaps_with_nothing_and_fills_no_gap(gender, act, network, office):
    act(gender, "1.1", [LIKONI], network, status="dropped")
    act(gender, "1.2", [LIKONI], office)
    _book, told = told_of(gender.plan)
    assert told.pairs == []
    act(gender, "1.3", [NYALI], network, status="dropped")
    assert NYALI in {ward.parent_id for ward in told_of(gender.plan)[1].gaps.wards}


def test_a_funder_of_both_does_not_make_them_talk(gender, act, network, office, mombasa):
    donor = OrganisationFactory(forum=mombasa, name="Donor (sample)", listed=True)
    for code, body in (("1.1", network), ("1.2", office)):
        act(gender, code, [LIKONI], body).roles.create(organisation=donor, kind="funder", position=9)
    assert len(told_of(gender.plan)[1].pairs) == 1


def test_more_than_twenty_pairs_are_not_all_told(gender, act, network, office, client):
    for n in range(5):
        act(gender, f"1.{n}", [LIKONI], network)
        act(gender, f"2.{n}", [LIKONI], office)
    _book, told = told_of(gender.plan)
    assert (len(told.pairs), told.more) == (20, True)
    assert "Choose a ward or a sub-county above" in words(client.get(ADDRESS))


def test_gaps_are_told_in_sentences(gender, economic, act, network, client):
    SectionFactory(plan=gender.plan, code="3", title={"en": "Media"})
    act(gender, "1.1", [LIKONI], network)
    act(economic, "2.1", [COUNTY])
    page = words(client.get(ADDRESS))
    assert "25 of 30 wards are named by no action, nor is their sub-county:" in page
    assert "Only the one action for all of Mombasa reaches them." in page
    assert "No action stands in Media yet." in page
    assert "No public office leads in Gender." in page
    assert "Nobody is named to lead Economic." in page
    assert "Nobody is named to lead this action: 2.1 Do 2.1" in page


def test_a_lead_that_nobody_has_classed_claims_no_gap(gender, act, mombasa):
    unclassed = OrganisationFactory(forum=mombasa, listed=True, state=None)
    act(gender, "1.1", [LIKONI], unclassed)
    assert told_of(gender.plan)[1].gaps.unled == []


def test_who_works_in_my_ward(busy, client):
    page = words(client.get(ADDRESS, {"place": TIMBWANI}))
    assert "Who works in Timbwani" in page
    assert "2 actions are planned for Timbwani" in page
    assert "1 more reaches every ward." in page
    assert "Do 2.1" not in page


WARD_ALONE = "KE001001-0001"  # no action names it, nor its sub-county
REACHES = "One action is for all of Mombasa and reaches every ward."


def test_a_ward_with_nothing_of_its_own_leads_to_what_reaches_it(busy, client):
    answer = client.get(ADDRESS, {"place": WARD_ALONE})
    assert "in particular." in words(answer)
    assert REACHES in words(answer)
    link = re.search(r'href="([^"]*place=KE001&amp;named=1)"', answer.content.decode())[1]
    found = words(client.get(html.unescape(link)))
    assert "1 of 5 actions" in found
    assert "Do 1.3" in found


def test_the_plan_asked_for_such_a_ward_says_what_reaches_it(busy, client):
    answer = client.get(busy.get_absolute_url(), {"place": WARD_ALONE, "named": "1"})
    assert "Nothing of this is planned for" in words(answer)
    assert REACHES in words(answer)
    assert f'href="?place={WARD_ALONE}#found"' in answer.content.decode()
    assert "Do 1.3" in words(client.get(busy.get_absolute_url(), {"place": WARD_ALONE}))
    nothing = words(client.get(busy.get_absolute_url(), {"place": WARD_ALONE, "named": "1", "q": "zebra"}))
    assert "No action fits all of that" in nothing


def test_an_edition_is_asked_for_by_its_name_else_the_one_in_force_or_the_newest(busy, client, mombasa):
    old = PlanFactory(forum=mombasa, edition="2017", starts="2017-06-01", ends="2022-05-31", status="closed")
    assert "Edition 2022-23" in words(client.get(ADDRESS))
    assert "Edition 2017" in words(client.get(ADDRESS, {"edition": "2017"}))
    type(old).objects.filter(pk=old.pk).update(status="in_force", changed=old.changed + 1)
    assert "Edition 2017" in words(client.get(ADDRESS))


@pytest.mark.parametrize("query", [{"edition": "1999"}, {"place": "KE002001"}, {"place": "'\"><b>"}])
def test_what_is_not_there_is_not_found(busy, client, query):
    assert client.get(ADDRESS, query).status_code == 404


def test_a_draft_is_for_the_forum_only(plan, client, member):
    type(plan).objects.update(status="draft")
    assert "not public yet" in words(client.get(ADDRESS))
    assert client.get(ADDRESS, {"edition": plan.edition}).status_code == 404
    client.force_login(member)
    assert client.get(ADDRESS, {"edition": plan.edition}).status_code == 200


def test_the_same_page_is_not_sent_twice(busy, client):
    first = client.get(ADDRESS)
    assert not first.cookies
    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    other = client.get(ADDRESS, {"place": LIKONI}, headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_texts_are_never_markup(gender, act, mombasa, client):
    body = OrganisationFactory(forum=mombasa, name="<script>x</script> & Co (sample)", listed=True)
    act(gender, "1.1", [LIKONI], body)
    assert "<script>x" not in client.get(ADDRESS).content.decode()


def test_it_costs_few_queries_whatever_the_size(
    busy, act, gender, network, client, django_assert_max_num_queries
):
    for n in range(40):
        act(gender, f"9.{n}", [LIKONI, NYALI], network)
    with django_assert_max_num_queries(15):
        client.get(ADDRESS)


def test_in_swahili(busy, client):
    page = words(client.get("/sw/mombasa/partners/"))
    assert "Nani anafanya nini, wapi" in page
