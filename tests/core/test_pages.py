"""A page that anybody may read is made once for each state of what it says."""

from __future__ import annotations

import gzip

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jukwaa.plans.actions.sealing import seal_plan
from tests.factories import ActionFactory, PlanFactory, SectionFactory

ADDRESS = "/mombasa/plan/2022-23/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(mombasa):
    plan = PlanFactory(forum=mombasa, edition="2022-23", status="published_draft")
    ActionFactory(section=SectionFactory(plan=plan), title={"en": "Plant trees of peace"})
    seal_plan(plan)
    return plan


def queries(client, **headers):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(ADDRESS, headers=headers)
    return len(asked), answer


def test_the_second_reader_gets_what_was_made_for_the_first(client, plan):
    first, made = queries(client)
    second, kept = queries(client)
    assert second <= 2 < first
    assert made.content == kept.content
    assert made.headers["ETag"] == kept.headers["ETag"]


def test_it_is_sent_as_the_reader_can_take_it(client, plan):
    _count, plain = queries(client)
    for asked, packed in (("gzip, br", True), ("br", False), ("", False)):
        _count, answer = queries(client, accept_encoding=asked)
        assert (answer.headers.get("Content-Encoding") == "gzip") is packed
        assert (gzip.decompress(answer.content) if packed else answer.content) == plain.content
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_once_the_plan_changes_the_next_reader_sees_it(client, plan):
    assert "Plant trees of peace" in client.get(ADDRESS).content.decode()
    plan.actions.update(title={"en": "Plant mangroves of peace"})
    seal_plan(plan)
    assert "Plant mangroves of peace" in client.get(ADDRESS).content.decode()


def test_each_language_and_each_question_has_a_page_of_its_own(client, plan):
    pages = [client.get(at).content for at in (ADDRESS, f"/sw{ADDRESS}", f"{ADDRESS}?q=mangrove")]
    again = [client.get(at).content for at in (ADDRESS, f"/sw{ADDRESS}", f"{ADDRESS}?q=mangrove")]
    assert len(set(pages)) == 3
    assert pages == again


def test_who_sits_in_the_forum_never_gets_it_and_never_fills_it(client, plan, secretary):
    client.force_login(secretary)
    assert queries(client)[0] > 2 < queries(client)[0]
    client.logout()
    assert "Sign out" not in queries(client)[1].content.decode()


def test_a_plan_that_is_no_longer_public_is_gone_from_it(client, plan):
    assert client.get(ADDRESS).status_code == 200
    plan.status = "draft"
    plan.save()
    assert client.get(ADDRESS).status_code == 404


def test_who_holds_the_page_is_told_so_without_it(client, plan):
    mark = client.get(ADDRESS).headers["ETag"]
    caches["pages"].clear()
    count, answer = queries(client, if_none_match=mark)
    assert answer.status_code == 304
    assert count <= 2
