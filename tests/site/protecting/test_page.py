from __future__ import annotations

import pytest

from jukwaa.site.figures.register import KEPT, NEVER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/data-protection/", "/sw/data-protection/"])
def test_all_that_is_kept_and_never_kept_is_told(client, path, settings):
    settings.OPERATOR, settings.OPERATOR_PLACE = "Secretariat of the forum (sample)", "Mombasa"
    page = client.get(path).content.decode()
    assert page.count('<article class="kept">') == len(KEPT)
    assert page.count("<li>") >= len(NEVER)
    for said in (
        "accounts_user",
        "core_hand",
        "plans_action_areas",
        "Secretariat of the forum (sample)",
        "Mombasa",
    ):
        assert said in page


def test_who_runs_the_server_is_asked_for_where_it_is_not_said(client):
    assert "has not said so yet" in client.get("/data-protection/").content.decode()


def test_every_page_leads_to_it(client, mombasa):
    for path in ("/", "/mombasa/", "/sign-in/"):
        assert 'href="/data-protection/"' in client.get(path).content.decode()


def test_it_asks_the_database_no_more_than_how_things_stand_and_whom_to_keep_back(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        client.get("/data-protection/")
