"""The page on which the secretary ticks what goes on."""

from __future__ import annotations

from datetime import date

import pytest

from jukwaa.plans.actions.sealing import seal_plan
from tests.factories import ActionFactory, PlanFactory, SectionFactory
from tests.site.desk.conftest import words

PAGE = "/desk/mombasa/plan/2024-25/carry/"


@pytest.fixture
def editions(mombasa):
    old = PlanFactory(forum=mombasa, edition="2022-23", status="closed")
    done = SectionFactory(plan=old, code="1", title={"en": "Schools", "sw": "Shule"})
    weak = SectionFactory(plan=old, code="2", title={"en": "Radio", "sw": "Redio"})
    ActionFactory(section=done, code="1.1", status="done")
    ActionFactory(section=weak, code="2.1", status="done")
    ActionFactory(section=weak, code="2.2", status="moving", ends=date(2022, 9, 30), starts=date(2022, 7, 1))
    new = PlanFactory(forum=mombasa, edition="2024-25", starts=date(2024, 7, 1), ends=date(2025, 6, 30))
    for plan in (old, new):
        seal_plan(plan)
    return old, new


def test_weak_areas_come_first_and_what_was_not_done_is_ticked(keeper, editions):
    html = keeper.get(PAGE).content.decode()
    assert html.index("Radio") < html.index("Schools")
    assert html.index("Action 2.2") < html.index("Action 2.1")
    assert html.count(" checked") == 1
    assert "Late" in html  # where it stood at the end


def test_ticked_actions_go_on_and_what_stays_behind_is_told(keeper, editions):
    old, new = editions
    pid = old.actions.get(code="2.2").pid
    answer = keeper.post(f"{PAGE}?from=2022-23", {"action": [pid]}, follow=True)
    said = words(answer)
    assert "1 action goes on. Every body in it is asked anew." in said
    assert "here already" in said
    assert new.actions.get().carried_pid == pid


def test_a_whole_section_is_one_tick(keeper, editions):
    old, new = editions
    keeper.post(PAGE, {"section": [old.sections.get(code="2").pid]})
    assert set(new.actions.values_list("carried_pid", flat=True)) == set(
        old.actions.filter(section__code="2").values_list("pid", flat=True)
    )


def test_nothing_ticked_is_said_and_ticks_that_were_sent_stay(keeper, editions):
    answer = keeper.post(PAGE, {"action": ["a-unknown"]})
    assert answer.status_code == 422
    assert "tick at least one action" in words(answer)


def test_an_edition_that_is_none_is_not_there(keeper, editions):
    assert keeper.get(f"{PAGE}?from=1999").status_code == 404
    assert keeper.get(f"{PAGE}?from=2024-25").status_code == 404


def test_the_first_edition_has_nothing_to_carry(keeper, mombasa):
    PlanFactory(forum=mombasa, edition="2024-25")
    assert "nothing can be carried over" in words(keeper.get(PAGE))


def test_500_actions_are_listed_in_few_queries(keeper, editions, django_assert_max_num_queries):
    ActionFactory.create_batch(100, section=editions[0].sections.first())
    with django_assert_max_num_queries(20):
        keeper.get(PAGE)
