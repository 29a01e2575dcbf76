"""The desk asks a fixed number of questions of the database, however many seats one holds and whatever waits."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jukwaa.site.figures.desk import SOURCES, desks
from tests.factories import (
    ActionFactory,
    ForumFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
    UserFactory,
)


def sit(person, forum, n):
    """One more seat, with three offers to answer and one to settle."""
    body = OrganisationFactory(forum=forum, state=False)
    SeatFactory(forum=forum, role="focal_person", organisation=body, holder=person)
    plan = forum.plans.first() or PlanFactory(forum=forum, status="published_draft")
    section = SectionFactory(plan=plan, code=f"{n}")
    for at in range(3):
        RoleFactory(
            action=ActionFactory(section=section, code=f"{n}.{at}"), organisation=body, kind="support"
        )
    led = ActionFactory(section=section, code=f"{n}.9")
    RoleFactory(action=led, organisation=body, reply="accepted")
    RoleFactory(
        action=led,
        organisation=OrganisationFactory(forum=forum, state=False),
        kind="support",
        reply="countered",
    )


@pytest.fixture
def busy(mombasa, kwale):
    """Somebody in five seats: three bodies of one forum, two of two others."""
    person = UserFactory()
    for n, forum in enumerate(
        [mombasa, mombasa, mombasa, kwale, ForumFactory(slug="lamu", area_id="KE005")], 1
    ):
        sit(person, forum, n)
    return person


def queries(person) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        desks(person)
    return len(asked)


def test_five_seats_ask_no_more_than_one(busy, mombasa):
    one = UserFactory()
    sit(one, mombasa, 9)
    assert queries(busy) <= queries(one) + 1
    assert queries(busy) <= 28


def test_everything_stands_under_its_forum_and_is_counted(busy, client):
    found = desks(busy)
    assert [(str(desk.forum.slug), len(desk.waiting)) for desk in found] == [
        ("mombasa", 12),
        ("kwale", 4),
        ("lamu", 4),
    ]
    client.force_login(busy)
    answer = client.get("/desk/")
    assert "20 things wait for you" in answer.content.decode()
    for desk in found:
        assert all(client.get(waiting.url).status_code == 200 for waiting in desk.waiting)


def test_many_offers_to_one_body_are_one_line(mombasa, of_traders, asked):
    for n in range(8):
        RoleFactory(
            action=ActionFactory(section=asked.action.section, code=f"3.{n}"), organisation=asked.organisation
        )
    (desk,) = desks(of_traders)
    assert [waiting.sentence for waiting in desk.waiting] == [
        "9 answers are asked of Traders' Group (sample)."
    ]


def test_through_a_seat_link_only_answers_wait(busy, django_user_model):
    busy.via_link = True
    told = [waiting.sentence for desk in desks(busy) for waiting in desk.waiting]
    assert len(told) == 15
    assert all("is asked for" in sentence for sentence in told)


def test_every_source_says_nothing_to_whoever_sits_nowhere(db):
    assert [source(UserFactory()) for source in SOURCES] == [[] for _source in SOURCES]
