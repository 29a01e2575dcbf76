"""What the database adds up is what the rules say, on every engine; how many statements it takes."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.results.actions import approve_value, correct_value
from jukwaa.results.figures.forums import roll_up
from jukwaa.results.figures.heaping import heaps
from jukwaa.results.figures.scores import AS_TOLD, lineage, score_of
from jukwaa.results.models import Period, Value
from jukwaa.results.rules.adding import Heap, heap_of, over_time
from jukwaa.results.rules.telling import Told
from tests.factories import (
    ActionFactory,
    ForumFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SectionFactory,
)
from tests.results.conftest import (
    FIRST,
    LIKONI,
    SECOND,
    TIMBWANI,
    TODAY,
    hand,
    indicator_of,
    number,
    share,
    told,
)

pytestmark = pytest.mark.django_db
CHANGAMWE = "KE001001"


def approved(*said, **more):
    value = told(*said, **more)
    return approve_value(value, hand=hand(None, today=TODAY)) if value.value is not None else value


def all_values():
    return Value.objects.all()


def scored(plan, **said):
    return score_of(plan, all_values(), **said)


def test_a_plan_is_scored_from_what_was_checked_and_says_what_is_missing(action, group, second, led_by_two):
    dialogues, silent = indicator_of(action), indicator_of(action)
    outcome = indicator_of(action.section, "percentage", "ratio_of_sums", "last", ("20%", "60%"))
    approved(dialogues, group, 2)
    approved(dialogues, group, 3, SECOND)
    approved(dialogues, second, 1, SECOND, TIMBWANI)
    told(dialogues, group, 100, SECOND, CHANGAMWE)  # nobody has checked it
    approved(outcome, second, share(30, 100))
    approved(outcome, second, share(10, 20), SECOND, LIKONI)
    approved(outcome, second, share(10, 30), SECOND, CHANGAMWE)
    told(silent, group, Told("not_applicable"))
    found = scored(action.plan)
    first, none, last = found.sections[0].indicators
    assert (first.figure.value, first.attainment, first.figure.count, first.waiting) == (
        6,
        Decimal("0.5"),
        3,
        1,
    )
    assert {day: each.value for day, each in first.by_quarter.items()} == {FIRST.starts: 2, SECOND.starts: 4}
    assert (none.figure.value, none.reported, none.told.says("not_applicable")) == (None, False, True)
    assert (last.figure.value, last.attainment) == (40, Decimal("0.5"))  # 20 of 50, not the mean of 50 and 33
    score = found.score
    assert (score.value, score.scored, score.reported, score.of) == (Decimal("0.5"), 2, 2, 3)
    assert scored(action.plan, until=FIRST.ends).sections[0].indicators[0].figure.value == 2
    assert scored(action.plan, states=AS_TOLD).sections[0].indicators[0].figure.value == 106


def test_every_figure_can_show_the_rows_it_came_from(action, indicator, group):
    for quarter, area in [(FIRST, LIKONI), (SECOND, LIKONI), (SECOND, CHANGAMWE)]:
        approved(indicator, group, 4, quarter, area)
    told(indicator, group, 9, FIRST, CHANGAMWE)
    rows = lineage(all_values(), action.plan, indicator.pid)
    figure = scored(action.plan).indicators[0].figure
    assert (figure.count, figure.value) == (rows.count(), sum(row.value for row in rows)) == (3, 12)
    assert lineage(all_values(), action.plan, indicator.pid, FIRST.ends).get().area_id == LIKONI


def test_a_correction_changes_its_own_part_of_the_total_and_nothing_else(action, indicator, group):
    values = [approved(indicator, group, n, quarter) for n, quarter in ((7, FIRST), (5, SECOND))]
    corrected = correct_value(values[0], number(6), hand=hand(None, today=TODAY))
    assert scored(action.plan).indicators[0].figure.value == 5
    approve_value(corrected, hand=hand(None, today=TODAY))
    assert scored(action.plan).indicators[0].figure.value == 11


def test_few_people_are_hidden_and_so_is_what_would_give_them_away(action, group):
    few, some = indicator_of(action), indicator_of(action)
    approved(few, group, number(4, people=True))
    approved(some, group, number(4, people=True))
    approved(some, group, number(40, people=True), SECOND)
    hidden, shown = scored(action.plan).indicators
    assert (hidden.figure.value, hidden.attainment, hidden.hidden, hidden.reported) == (
        None,
        None,
        True,
        True,
    )
    assert (shown.figure.value, shown.by_quarter, shown.hidden) == (44, {}, False)


@pytest.fixture
def scattered(action, group, mombasa):
    """Values of every kind, at places and of cells drawn by lot."""
    draw = random.Random(7)  # noqa: S311  # the same each time
    rules = [("number", "sum", "sum"), ("number", "max", "last"), ("number", "weighted_mean", "mean"),
             ("percentage", "ratio_of_sums", "last"), ("rubric", "none", "last"), ("number", "sum", "mean")]  # fmt: skip
    wards = list(Area.objects.within("KE001").wards().values_list("code", flat=True))[:6]
    for measure, places, time in rules:
        indicator = indicator_of(action, measure, places, time)
        cells = ["sex:female", "sex:male"] if places in ("sum", "weighted_mean", "ratio_of_sums") else [""]
        for quarter in (FIRST, SECOND):
            for area in draw.sample(wards, 1 if places == "none" else 4):
                for cell in cells:
                    told(indicator, group, _drawn(draw, measure), quarter, area, cell=cell)
    for value in Value.objects.all():
        if value.value is not None and draw.random() < 0.7:
            approve_value(value, hand=hand(None, today=TODAY))
    return action.plan


def _drawn(draw, measure):
    if draw.random() < 0.15:
        return Told(draw.choice(["missing", "not_applicable"]))
    if measure == "percentage":
        return share(draw.randrange(20), 20 + draw.randrange(30))
    if measure == "rubric":
        return number(1 + draw.randrange(5))
    return number(Decimal(draw.randrange(1000)) / 10, n=1 + draw.randrange(60))


def test_the_database_adds_up_as_the_rules_do(scattered):
    for indicator in scored(scattered).indicators:
        rows = lineage(all_values(), scattered, indicator.indicator.pid).select_related("period")
        quarters: dict = {}
        for row in rows:
            heap = heap_of(row.value, row.numerator, row.denominator, n=row.n)
            quarters[row.period.starts] = quarters.get(row.period.starts, Heap()) + heap
        assert indicator.figure == over_time(quarters, indicator.rule), indicator.rule


def test_one_statement_adds_up_everything(scattered, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert heaps(all_values().of(scattered))
    with django_assert_num_queries(4):
        scored(scattered)


@pytest.fixture
def three(mombasa, action, indicator, group):
    """Three forums that measure the same; the third has told nothing."""
    values = {"KE001": 5, "KE002": 7, "KE003": None}
    for code, value in values.items():
        if code == "KE001":
            owner, body = action, group
        else:
            forum = ForumFactory(area_id=code)
            section = SectionFactory(plan=PlanFactory(forum=forum, status="in_force"))
            owner, body = ActionFactory(section=section), OrganisationFactory(forum=forum)
            RoleFactory(action=owner, organisation=body)
        shared = indicator_of(owner, definition="d-aaaaaaaaaa")
        if value is not None:
            approved(shared, body, value, area=code)
    return Plan.objects.values_list("pk", flat=True)


def test_many_forums_add_up_with_those_that_are_missing_beside(three, indicator, django_assert_num_queries):
    public = Value.objects.visible_to(AnonymousUser())
    with django_assert_num_queries(4):
        rolled = {each.definition: each for each in roll_up(public, three)}
    found = rolled["d-aaaaaaaaaa"]
    assert (found.figure.value, found.figure.count) == (12, 2)
    assert {day: each.value for day, each in found.by_quarter.items()} == {FIRST.starts: 12}
    assert (len(found.reported), len(found.of), len(found.missing)) == (2, 3, 1)
    assert rolled[indicator.definition.pid].figure.value is None


def test_rules_that_differ_do_not_add_up(three):
    definition = Plan.objects.last().indicators.get().definition
    type(definition).objects.filter(pid="d-aaaaaaaaaa", forum__area="KE002").update(over_places="max")
    found = next(each for each in roll_up(all_values(), three) if each.definition == "d-aaaaaaaaaa")
    assert (found.figure.value, found.figure.why, found.figure.count) == (None, "places", 2)


def test_a_plan_of_500_actions_takes_as_many_statements(action, group, django_assert_max_num_queries):
    made = ActionFactory.build_batch(500, section=action.section, plan=action.plan)
    type(action).objects.bulk_create(made)
    first = indicator_of(action)
    rows = [
        type(first)(plan=action.plan, pid=f"i-{n:010d}", position=n, definition=first.definition, action=each)
        for n, each in enumerate(type(action).objects.filter(plan=action.plan))
    ]
    type(first).objects.bulk_create(rows)
    period = Period.objects.create(plan=action.plan, starts=FIRST.starts, ends=FIRST.ends)
    Value.objects.bulk_create(
        Value(period=period, indicator=row.pid, area_id=LIKONI, organisation=group, state="approved",
              value=1, entered=TODAY, approved=TODAY) for row in rows
    )  # fmt: skip
    with django_assert_max_num_queries(20):
        assert scored(action.plan).score.reported == len(rows)
