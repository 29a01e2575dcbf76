"""The county list and a county's home."""

from __future__ import annotations

from datetime import date

import pytest

from jukwaa.forums.models import Seat
from tests.factories import PlanFactory, SeatFactory
from tests.site.pages.conftest import PLAN
from tests.site.pages.reading import page_of


def test_the_list_tells_where_a_county_stands_and_shows_all_47(client, whole):
    page = page_of(client.get("/"))
    assert "About half of the time has gone. 2 of 4 actions are under way or done." in page.words
    assert page.links.count("/mombasa/") == 3  # its card, its tile, its line in the list
    tiles = [a for tag, a in page.tags if tag == "li" and "--c:" in a.get("style", "")]
    assert len(tiles) == 47
    assert len({tile["style"] for tile in tiles}) == 47  # no two on one place


def test_the_list_says_as_at_which_day_where_a_county_stands_still(client, whole):
    """Where the time that has gone is not counted to today, whoever reads it must be told."""
    told = "2 of 4 actions are under way or done. Shown as at 30 November 2022."
    assert told in page_of(client.get("/")).words


def test_the_list_names_no_day_where_it_counts_to_today(client, whole):
    whole.as_at = None
    whole.save()
    assert "Shown as at" not in page_of(client.get("/")).words


@pytest.mark.django_db
def test_a_server_without_a_county_says_how_the_first_is_made(client):
    assert "No county has set up its forum here yet" in page_of(client.get("/")).words


def test_a_forum_without_a_public_plan_says_so(client, mombasa):
    PlanFactory(forum=mombasa)  # a draft
    assert "Its plan is not public yet" in page_of(client.get("/mombasa/")).words
    assert "Its plan is not public yet." in page_of(client.get("/")).words


def test_the_list_asks_the_same_however_many_counties_take_part(
    client, whole, kwale, django_assert_max_num_queries
):
    PlanFactory(forum=kwale, status="published_draft")
    with django_assert_max_num_queries(9):
        client.get("/")


def test_a_county_opens_with_one_sentence_before_any_number(client, whole):
    html = client.get("/mombasa/").content.decode()
    sentence = "About half of the time has gone. 2 of 4 actions are under way or done."
    assert sentence in html
    assert html.index(sentence) < html.index('class="figures"')


def test_time_gone_stands_beside_work_done(client, whole):
    html = client.get("/mombasa/").content.decode()
    assert 'style="--v:50"></i><b>50 %' in html
    assert 'style="--v:25"></i><b>25 %' in html


def test_a_county_names_who_leads_each_section_and_counts_what_its_rows_say(client, whole):
    page = page_of(client.get("/mombasa/"))
    assert "Women's Circle (sample) County Gender Department" in page.words
    assert "Done 1 Moving 1" in page.words
    assert "Open 1" in page.words  # of a body that is no public office
    assert "Silent" not in page.words.partition("What these words mean")[0]


def test_a_ward_counts_what_names_it_or_its_sub_county_and_leads_there(client, whole):
    html = client.get("/mombasa/").content.decode()
    assert (
        f'href="{PLAN}?place=KE001005-0025&amp;named=1">Ti\u00admbwa\u00adni<b>2</b>' in html
    )  # 1.1 and 2.1
    assert "1 more reaches every ward." in page_of(client.get("/mombasa/")).words
    found = client.get(f"{PLAN}?place=KE001005-0025&named=1")
    assert "2 of 4 actions" in page_of(found).words


def test_the_tile_map_stands_there_as_a_table_too(client, whole):
    words = page_of(client.get("/mombasa/")).words
    assert "The same as a table Ward Sub-county Actions" in words
    assert "Timbwani Likoni 2" in words


def test_what_is_next_is_told_to_the_month_only(client, whole):
    words = page_of(client.get("/mombasa/")).words
    assert "Begins in Jan 2023 Do 2.2" in words
    assert "1 Jan" not in words


def test_the_co_chairs_offices_are_named_but_nobody_who_sits_there(client, whole, office):
    SeatFactory(
        forum=whole.forum,
        role=Seat.Role.CO_CHAIR_COUNTY,
        organisation=office,
        holder=None,
        holder_name="Asha",
    )
    words = page_of(client.get("/mombasa/")).words
    assert "The forum is chaired together by: County Gender Department" in words
    assert "Asha" not in words


def test_earlier_editions_can_be_read_and_compared(client, whole):
    PlanFactory(
        forum=whole.forum, edition="2017", status="closed", starts=date(2017, 6, 1), ends=date(2022, 5, 31)
    )
    PlanFactory(
        forum=whole.forum, edition="2023-24", starts=date(2023, 6, 1), ends=date(2024, 5, 31)
    )  # a draft
    links = page_of(client.get("/mombasa/")).links
    assert "/mombasa/plan/2017/" in links
    assert f"{PLAN}compare/?with=2017" in links
    assert not any("2023-24" in link for link in links)


def test_the_plan_in_force_comes_first_else_the_newest_public_one(client, whole):
    PlanFactory(
        forum=whole.forum,
        edition="2021-22",
        status="in_force",
        starts=date(2021, 6, 1),
        ends=date(2022, 5, 31),
    )
    assert client.get("/mombasa/plan/").headers["Location"] == "/mombasa/plan/2021-22/"


def test_without_a_public_plan_the_way_leads_home(client, mombasa):
    assert client.get("/mombasa/plan/").headers["Location"] == "/mombasa/"
