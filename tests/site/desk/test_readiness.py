"""Before adoption: what is missing, whether it can be done, and whether people took part."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from jukwaa.plans.models import Action, Indicator, IndicatorDefinition, Role
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)
from tests.site.desk.conftest import words

PAGE = "/desk/mombasa/plan/2022-23/readiness/"


@pytest.fixture
def plan(mombasa):
    return PlanFactory(forum=mombasa, status="published_draft")


@pytest.fixture
def section(plan):
    return SectionFactory(plan=plan, code="1", title={"en": "Gender", "sw": "Jinsia"})


@pytest.fixture
def whole(section, network):
    """An action that says everything."""
    action = ActionFactory(
        section=section, code="1.1", starts=date(2022, 7, 1), ends=date(2022, 9, 30), funding="funded", estimate=400_000,
    )  # fmt: skip
    action.areas.set(["KE001005"])
    RoleFactory(action=action, organisation=network, reply=Role.Reply.ACCEPTED)
    definition = IndicatorDefinition.objects.create(
        forum=section.plan.forum, pid="d-aaaaaaaaaa", text={"en": "Held", "sw": "Zilizofanyika"}
    )
    Indicator.objects.create(
        plan=section.plan, action=action, pid="i-aaaaaaaaaa", position=0, definition=definition, baseline="0", target="12",
        verification={"en": "Totals", "sw": "Jumla"},
    )  # fmt: skip
    return action


def test_a_plan_that_says_everything_is_told_so(keeper, whole):
    said = words(keeper.get(PAGE))
    assert "1 of 1 actions says all that a reader needs." in said or "1 of 1 actions say" in said
    assert "Nothing is missing" in said


def test_what_is_missing_is_told_with_the_way_to_it(keeper, whole, section):
    ActionFactory(section=section, code="1.2")
    html = keeper.get(PAGE).content.decode()
    assert "Nobody is named to lead 1 action." in html
    assert '<a href="/mombasa/plan/2022-23/a/1.2/">1.2 Action 1.2</a>' in html


def test_of_many_a_few_are_shown_and_all_can_be_asked_for_section_by_section(keeper, plan, section):
    ActionFactory.create_batch(30, section=section)
    first = words(keeper.get(PAGE))
    assert "Nobody is named to lead 30 actions." in first
    assert "and 24 more" in first
    asked = keeper.get(f"{PAGE}?what=lead")
    assert len(asked.context["listed"][0].rows) == 30
    assert len(keeper.get(f"{PAGE}?section=1").context["listed"][0].rows) == 30
    assert keeper.get(f"{PAGE}?section=nowhere").context["listed"] == []


def test_a_body_that_leads_more_at_once_than_it_can_is_told_by_month(keeper, whole, section, network):
    network.capacity = 1
    network.save()
    assert "No body, of those that say" in words(keeper.get(PAGE))
    second = ActionFactory(section=section, code="1.2", starts=date(2022, 9, 1), ends=date(2022, 10, 31))
    RoleFactory(action=second, organisation=network)
    answer = keeper.get(PAGE)
    assert "Women's Network (sample) can lead 1 action at once, and would lead 2." in words(answer)
    (chart,) = answer.context["charts"]
    assert [(bar.label, bar.count) for bar in chart.over] == [("Sep 2022", 2)]
    Action.objects.filter(pk=second.pk).update(status="dropped")
    assert keeper.get(PAGE).context["charts"] == []


def test_money_asked_for_stands_beside_money_that_somebody_is_named_for(keeper, whole, section, office):
    other = ActionFactory(section=section, code="1.2", funding="funded", estimate=100_000)
    RoleFactory(action=other, organisation=office, kind="funder", share="KES 60,000")
    money = keeper.get(PAGE).context["money"]
    assert money.sentence == (
        "The plan asks for KES 500,000. A funder is named for KES 100,000; for KES 400,000 nobody is."
    )
    (line,) = money.sources
    assert (line.source.name, line.asked, line.said) == ("Gender Office", "KES 100,000", "KES 60,000")


def test_different_bodies_at_the_same_place_and_time_are_told(keeper, whole, section, office):
    other = ActionFactory(section=section, code="1.2", starts=date(2022, 9, 1), ends=date(2022, 10, 31))
    other.areas.set(["KE001005"])
    RoleFactory(action=other, organisation=office)
    (pair,) = keeper.get(PAGE).context["pairs"]
    assert pair.bodies == ("Women's Network (sample)", "Gender Office")
    assert "Likoni" in pair.places


def test_every_seat_reads_it_and_a_member_is_told_who_confirms(whole, member):
    client = Client()
    client.force_login(member)
    said = words(client.get(PAGE))
    assert "Only the secretary and the co-chairs do this." in said
    assert "Confirm it" not in said


def test_a_point_is_confirmed_said_better_and_taken_back(keeper, plan):
    confirm, back = (f"/desk/mombasa/plan/2022-23/points/subject/{act}/" for act in ("confirm", "take-back"))
    said = words(
        keeper.post(confirm, {"subject-how_en": "Explained on the radio", "subject-how_sw": ""}, follow=True)
    )
    assert "Explained on the radio" in said
    assert "Confirmed : Secretary," in said.replace("Confirmed:", "Confirmed :")
    keeper.post(confirm, {"subject-how_en": "On two radio stations"})
    assert plan.points.get().how == {"en": "On two radio stations"}
    keeper.post(back)
    assert not plan.points.exists()


def test_a_refused_point_keeps_what_was_typed_and_says_why_beside_it(keeper, plan):
    answer = keeper.post(
        "/desk/mombasa/plan/2022-23/points/subject/confirm/", {"subject-how_en": "call 0712 345 678"}
    )
    assert answer.status_code == 422
    assert "call 0712 345 678" in answer.content.decode()
    assert "name no person" in words(answer)
    assert keeper.post("/desk/mombasa/plan/2022-23/points/luck/confirm/").status_code == 404


def test_who_confirmed_is_a_seat_and_never_a_person(keeper, plan, mombasa):
    chair = SeatFactory(forum=mombasa, role="co_chair_county", holder_name="Someone (sample)").holder
    Client().force_login(chair)
    from jukwaa.plans.actions.confirming import confirm_point

    confirm_point(plan, "subject", {"en": "Radio"}, by=chair, today=date(2022, 5, 1))
    said = words(keeper.get(PAGE))
    assert "Co-chair, county government" in said
    assert "Someone" not in said
    assert chair.email not in said


def test_500_actions_cost_few_queries(keeper, plan, section, mombasa, django_assert_max_num_queries):
    bodies = OrganisationFactory.create_batch(20, forum=mombasa, capacity=2)
    sections = [section, *SectionFactory.create_batch(5, plan=plan)]
    for n in range(500):
        action = ActionFactory(section=sections[n % 6], starts=date(2022, 7, 1), ends=date(2022, 9, 30))
        action.areas.set(["KE001005"])
        RoleFactory(action=action, organisation=bodies[n % 20])
    with django_assert_max_num_queries(16):
        answer = keeper.get(PAGE)
    assert len(answer.context["ready"].rows) == 500
    assert len(answer.content) < 150_000
