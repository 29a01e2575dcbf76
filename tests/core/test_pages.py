"""A page that anybody may read is made once for each state of what it says."""

from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from jukwaa.core import pages
from jukwaa.forums.actions import seat
from jukwaa.plans.actions.living import withhold_draft
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
    assert second == 1 < first
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
    withhold_draft(plan, by=None)
    assert client.get(ADDRESS).status_code == 404


def test_who_holds_the_page_is_told_so_without_it(client, plan):
    mark = client.get(ADDRESS).headers["ETag"]
    count, answer = queries(client, if_none_match=mark)
    assert (answer.status_code, answer.content, count) == (304, b"", 1)
    caches["pages"].clear()  # as another web process, or the same after a restart
    assert queries(client, if_none_match=mark)[1].status_code == 304


def test_that_something_was_done_is_not_seen_where_the_page_says_the_same(client, plan, secretary):
    before = client.get(ADDRESS)
    seat(plan.forum, "observer", holder="Somebody", by=None)
    count, after = queries(client)
    assert count > 1  # made anew
    assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])


def test_who_brings_a_session_gets_a_page_of_their_own_in_no_shared_cache(client, plan):
    """A message may wait for them, signed in or not."""
    public = client.get(ADDRESS)
    client.cookies[settings.SESSION_COOKIE_NAME] = "long-ended"
    count, own = queries(client)
    assert count > 1
    assert "private" in own.headers["Cache-Control"]
    assert "public" in public.headers["Cache-Control"]
    assert "Cookie" in own.headers["Vary"]


def test_who_comes_while_a_page_is_made_waits_for_it():
    made, asked = [], [RequestFactory().get("/", headers={"host": "localhost"}) for _ in range(8)]

    def make():
        made.append(time.sleep(0.05))
        return HttpResponse("once")

    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda request: pages.kept(request, lambda: "as it is", make), asked))
    assert len(made) == 1
    assert len({page.etag for page in found}) == 1


def test_what_many_pages_are_made_of_is_worked_out_once_for_each_state():
    made, requests = [], [RequestFactory().get("/") for _ in range(4)]
    for request, stands in zip(requests, ("one", "one", "two", ""), strict=True):
        request.stands = stands
        pages.once(request, "book", lambda stands=stands: made.append(stands))
    assert made == ["one", "two", ""]


def test_not_more_is_held_than_was_said():
    for n in range(3 * pages.MOST_THINGS):
        request = RequestFactory().get("/")
        request.stands = "as it is"
        assert pages.once(request, f"book/{n}", lambda n=n: n) == n
    assert len(pages._things) == pages.MOST_THINGS
