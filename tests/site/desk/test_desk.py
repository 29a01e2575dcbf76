"""The desk itself, the pages of a plan, and what is missing in it."""

from __future__ import annotations

import pytest

from jukwaa.plans.models import Indicator, IndicatorDefinition
from jukwaa.site.figures.readiness import lacks
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
    UserFactory,
)
from tests.site.desk.conftest import words

PLAN = "/desk/mombasa/plan/2022-23/"


@pytest.fixture
def plan(mombasa):
    return PlanFactory(forum=mombasa)


@pytest.fixture
def whole(plan):
    """An action that lacks nothing."""
    action = ActionFactory(
        section=SectionFactory(plan=plan, code="1"),
        code="1.1",
        starts="2022-07-01",
        ends="2022-08-01",
        funding="no_cost",
    )
    both = {"en": "Held", "sw": "Zilizofanyika"}
    held = IndicatorDefinition.objects.create(forum=plan.forum, pid="d-aaaaaaaaaa", text=both)
    Indicator.objects.create(
        plan=plan, action=action, pid="i-aaaaaaaaaa", position=0, definition=held, baseline="0", target="12", verification=both,
    )  # fmt: skip
    action.areas.set(["KE001"])
    RoleFactory(action=action, organisation=OrganisationFactory(forum=plan.forum, state=True, listed=True))
    return action


def test_a_new_forum_is_told_how_to_begin(keeper):
    seen = words(keeper.get("/desk/"))
    assert "There is no plan here yet." in seen
    assert "Bring in the plan you have" in seen
    assert "Begin with the plan" in seen
    assert "Nothing waits for you" not in seen


def test_all_that_waits_is_counted_and_leads_there(keeper, plan, whole, brought):
    OrganisationFactory(forum=plan.forum)
    brought()
    answer = keeper.get("/desk/")
    seen = words(answer)
    assert "4 things wait for you" in seen
    assert "1 offer in 2022-23 has no answer yet." in seen
    assert "matrix.xlsx for 2024-25, read on" in seen
    assert "1 body waits for you to say what it is" in seen
    assert "The edition 2022-23 is a draft that only the forum sees." in seen
    for waiting in answer.context["desks"][0].waiting:
        assert keeper.get(waiting.url).status_code == 200


def test_a_member_reads_and_is_told_so(client, member, mombasa):
    client.force_login(member)
    seen = words(client.get("/desk/"))
    assert "The plan is yours to read." in seen
    assert "Focal person of a body" in seen
    assert "Bring in" not in seen


def test_of_another_forum_nothing_is_seen(client, outsider, plan):
    client.force_login(outsider)
    assert "2022-23" not in words(client.get("/desk/"))
    for page in (PLAN, "/desk/mombasa/plan/new/", "/desk/mombasa/template.xlsx"):
        assert client.get(page).status_code == 404


# --- a plan ---------------------------------------------------------------------------------------------------


def test_a_plan_is_published_and_taken_back(keeper, plan, whole):
    assert "The plan is public now, marked as a draft." in words(keeper.post(f"{PLAN}publish/", follow=True))
    assert "Take it back" in words(keeper.get(PLAN))
    assert "only the forum sees" in words(keeper.post(f"{PLAN}withhold/", follow=True))


def test_an_empty_plan_says_why_it_cannot_be_published_and_what_comes_first(keeper, plan):
    seen = words(keeper.get(PLAN))
    assert "A plan without a single action says nothing yet" in seen
    assert "Bring in its actions from a file" in seen
    answer = keeper.post(f"{PLAN}publish/")
    assert answer.status_code == 422
    assert "This was not done A plan without a single action says nothing yet" in words(answer)


def test_what_is_public_is_not_published_again(keeper, plan, whole):
    keeper.post(f"{PLAN}publish/")
    answer = keeper.post(f"{PLAN}publish/")
    assert answer.status_code == 422
    assert "This plan is public already." in words(answer)


def test_nothing_is_missing_in_a_whole_plan(keeper, plan, whole):
    assert lacks(plan) == []
    assert "Nothing: who leads, when, where, how it is measured" in words(keeper.get(PLAN))


def test_what_is_missing_is_told_with_the_way_there(keeper, plan, whole):
    bare = ActionFactory(section=whole.section, code="1.2", title={"en": "Talk"})
    unclassed = OrganisationFactory(forum=plan.forum, name="Whoever (sample)")
    RoleFactory(action=bare, organisation=unclassed, kind="support")
    told = {lack.sentence: [(item.label, item.url) for item in lack.items] for lack in lacks(plan)}
    here = ("1.2 Talk", "/mombasa/plan/2022-23/a/1.2/")
    assert told == {
        "Of 1 body nobody has said yet what it is, so readers see “a body not named yet”.": [
            ("Whoever (sample)", f"/desk/mombasa/bodies/{unclassed.pid}/")
        ],
        "Nobody is named to lead 1 action.": [here],
        "1 action does not say from when to when.": [here],
        "1 action says no place.": [here],
        "For 1 action nobody says how it is measured.": [here],
        "For 1 action nobody says what it costs, or that it costs nothing.": [here],
        "1 action does not stand in every language.": [here],
    }
    seen = words(keeper.get(PLAN))
    assert all(sentence in seen for sentence in told)


def test_many_lacks_show_a_few_and_how_many_more(plan, whole):
    for n in range(12):
        ActionFactory(section=whole.section, code=f"2.{n}")
    time = next(lack for lack in lacks(plan) if "from when" in lack.sentence)
    assert (len(time.items), time.more) == (6, 6)


def test_what_is_missing_costs_few_queries(plan, whole, django_assert_max_num_queries):
    for n in range(30):
        ActionFactory(section=whole.section, code=f"2.{n}")
    with django_assert_max_num_queries(12):
        lacks(plan)


# --- a new edition --------------------------------------------------------------------------------------------

EDITION = {
    "edition": "2025-26",
    "title_en": "Plan",
    "title_sw": "Mpango",
    "starts": "2025-07-01",
    "ends": "2026-06-30",
}


def test_an_empty_edition_is_begun(keeper, mombasa):
    answer = keeper.post("/desk/mombasa/plan/new/", EDITION)
    assert answer["Location"] == "/desk/mombasa/plan/2025-26/"
    assert mombasa.plans.get().title == {"en": "Plan", "sw": "Mpango"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"edition": "2022-23"}, "This edition is here already."),
        ({"edition": "new"}, "a page of the site"),
        ({"edition": "a b"}, "letters, figures, dots"),
        ({"ends": "2025-06-30"}, "The last day lies before the first."),
        ({"title_en": ""}, "required"),
    ],
)
def test_a_new_edition_that_cannot_be_keeps_what_was_typed(keeper, plan, wrong, sentence):
    answer = keeper.post("/desk/mombasa/plan/new/", EDITION | {"title_sw": "Mpango wa amani"} | wrong)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="Mpango wa amani"' in answer.content.decode()
    assert plan.forum.plans.count() == 1


def test_the_empty_matrix_is_a_workbook(keeper, mombasa):
    answer = keeper.get("/desk/mombasa/template.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="jukwaa-mombasa-matrix.xlsx"'
    assert answer.content.startswith(b"PK")


def test_a_person_without_a_seat_has_an_empty_desk(client, db):
    client.force_login(UserFactory())
    assert "Nothing waits for you" in words(client.get("/desk/"))


def test_a_seat_that_has_ended_opens_nothing(client, mombasa, plan):
    former = SeatFactory(forum=mombasa, ends="2020-01-01").holder
    client.force_login(former)
    assert client.get(PLAN).status_code == 404
