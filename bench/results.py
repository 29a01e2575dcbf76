"""A country's results: 47 forums of 500 actions, 20 indicators x 8 quarters x wards x 24 cells, on each engine.

Two million values on PostgreSQL, half a million on SQLite; the database makes them itself, in one statement. Each
question is asked beside the bare SQL that answers it, of the same rows and in the same process, and roll-up and score
again at half the size. What is measured is the way for everybody, with its filter on what may be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from bench.engines import asked_there, own_database
from bench.measure import Measured, benchmark, query_count, side_by_side, wall_seconds

if TYPE_CHECKING:
    from jukwaa.plans.models import Plan

INDICATORS, ACTIONS, EDITION = 20, 500, "2022-24"
QUARTERS = [date(2022 + (6 + 3 * n) // 12, (6 + 3 * n) % 12 + 1, 1) for n in range(8)]  # from July 2022
WARDS = {"sqlite": 4, "postgresql": 12}  # of each county, as far as it has them
AT_LEAST = {"sqlite": 500_000, "postgresql": 2_000_000}
RULES = (("number", "sum", "sum"), ("percentage", "ratio_of_sums", "mean"), ("number", "max", "max"),
         ("number", "sum", "last"))  # fmt: skip
FILL = """
INSERT INTO results_value (period_id, indicator, area_id, cell, organisation_id, state, value, numerator, denominator,
                           people, method, entered, approved)
SELECT period_id, indicator, area_id, cell, organisation_id, state,
       CASE WHEN state = 'missing' THEN NULL WHEN share THEN 100.0 * top / 120 ELSE top END,
       CASE WHEN share AND state <> 'missing' THEN top END, CASE WHEN share AND state <> 'missing' THEN 120 END,
       NOT share, {empty}, starts, CASE WHEN state = 'approved' THEN starts END
  FROM (SELECT period.id AS period_id, period.starts, indicator.pid AS indicator, ward.area_id, cell.cell, ward.body_id AS organisation_id,
               definition.measure = 'percentage' AS share,
               (period.id * 31 + indicator.id * 17 + ward.place * 7 + cell.place * 3) %% 120 AS top,
               CASE (period.id + indicator.id + ward.place + cell.place) %% 10
                    WHEN 0 THEN 'provisional' WHEN 1 THEN 'missing' ELSE 'approved' END AS state
          FROM results_period period
          JOIN plans_plan plan ON plan.id = period.plan_id
          JOIN plans_indicator indicator ON indicator.plan_id = plan.id
          JOIN plans_indicatordefinition definition ON definition.id = indicator.definition_id
          JOIN bench_ward ward ON ward.forum_id = plan.forum_id
         CROSS JOIN bench_cell cell
         WHERE ward.place BETWEEN %s AND %s) made
"""

ROLLED = """
SELECT definition.pid, period.starts, count(*), sum(value.value), max(value.value), sum(value.numerator),
       sum(value.denominator), count(DISTINCT plan.forum_id)
  FROM results_value value
  JOIN results_period period ON period.id = value.period_id
  JOIN plans_plan plan ON plan.id = period.plan_id
  JOIN plans_indicator indicator ON indicator.plan_id = plan.id AND indicator.pid = value.indicator
  JOIN plans_indicatordefinition definition ON definition.id = indicator.definition_id
  JOIN results_review review ON review.definition_id = definition.id AND review.stands AND review.outcome = 'safe'
 WHERE value.state = 'approved'
 GROUP BY definition.pid, period.starts
"""

# A score tells each indicator by quarter and what of it is checked, waits or is missing: so does this, to the section's mean.
SCORED = """
WITH heaps AS (
  SELECT value.indicator, period.starts, value.state, count(*) AS told, max(value.value) AS highest,
         count(CASE WHEN value.people THEN 1 END) AS people, sum(value.value) AS total,
         sum(value.numerator) AS numerator, sum(value.denominator) AS denominator
    FROM results_value value
    JOIN results_period period ON period.id = value.period_id
   WHERE period.plan_id = %s
   GROUP BY value.indicator, period.starts, value.state),
figures AS (
  SELECT coalesce(action.section_id, indicator.section_id) AS section_id, indicator.baseline_value AS baseline,
         indicator.target_value AS target,
         CASE definition.over_places WHEN 'ratio_of_sums' THEN 100.0 * sum(heaps.numerator) / sum(heaps.denominator)
              WHEN 'max' THEN max(heaps.highest) ELSE sum(heaps.total) END AS figure
    FROM heaps
    JOIN plans_indicator indicator ON indicator.plan_id = %s AND indicator.pid = heaps.indicator
    JOIN plans_indicatordefinition definition ON definition.id = indicator.definition_id
    JOIN results_review review ON review.definition_id = definition.id AND review.stands AND review.outcome = 'safe'
    LEFT JOIN plans_action action ON action.id = indicator.action_id
   WHERE heaps.state = 'approved'
   GROUP BY 1, indicator.id, 2, 3, definition.over_places),
sections AS (
  SELECT section_id, avg(CASE WHEN figure < baseline THEN 0 WHEN figure > target THEN 1
                              ELSE (figure - baseline) / (target - baseline) END) AS score
    FROM figures GROUP BY section_id)
SELECT indicator, cast(starts AS varchar), state, told, people, total, numerator, denominator FROM heaps
 UNION ALL
SELECT 'section', '', '', section_id, 0, score, 0, 0 FROM sections
"""


def national() -> dict[str, float]:
    """In the process that has the database: what each question took, in seconds, and the queries of a score."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from jukwaa.plans.models import Plan
    from jukwaa.results.figures.forums import roll_up
    from jukwaa.results.figures.scores import score_of
    from jukwaa.results.models import Value

    _country()
    wards = WARDS[connection.vendor]
    plans = list(Plan.objects.filter(edition=EDITION).values_list("pk", flat=True))
    one = Plan.objects.get(forum__slug="bench-national")
    public = Value.objects.to_count(AnonymousUser())

    def rolled() -> object:
        found = roll_up(public, plans)
        assert [len(each.by_quarter) for each in found] == [len(QUARTERS)] * INDICATORS
        return found

    def scored() -> object:
        found = score_of(one, public)
        assert found.score.reported == INDICATORS
        return found

    took: dict[str, float] = {}
    for size, (first, last) in {"half": (1, wards // 2), "full": (wards // 2 + 1, wards)}.items():
        _fill(first, last)
        took[f"{size} rows"] = Value.objects.count()
        took[f"{size} rolled"] = wall_seconds(rolled)
        took[f"{size} scored"] = wall_seconds(scored, 7)
    assert took["full rows"] >= AT_LEAST[connection.vendor], took
    took["beside rolled"], took["bare rolled"] = side_by_side(rolled, lambda: _ask(ROLLED), 3)
    took["beside scored"], took["bare scored"] = side_by_side(scored, lambda: _ask(SCORED, one.pk, one.pk))
    took["score queries"] = query_count(scored)
    return took


def _country() -> None:
    """47 forums: one plan is brought in as anybody would; the others stand as its copies."""
    from django.db import connection

    from bench.plans import brought_in, document, forum_of
    from jukwaa.forums.models import Forum, Organisation
    from jukwaa.places.models import Area
    from jukwaa.plans.models import Indicator, IndicatorDefinition
    from jukwaa.plans.rules.quarters import Quarter
    from jukwaa.results.models import Period, Review
    from jukwaa.results.rules.cells import PARTS, cell

    first = forum_of("bench-national", bodies=8)
    plan = brought_in(first, document(first, EDITION, ACTIONS))
    Indicator.objects.filter(plan=plan).delete()
    IndicatorDefinition.objects.filter(forum=first).delete()
    counties = list(Area.objects.filter(kind="county").exclude(code="KE001"))
    forums = Forum.objects.bulk_create(
        Forum(slug=f"bench-{area.code.lower()}", area=area, name={"en": area.name}, languages=["en", "sw"])
        for area in counties
    )
    Organisation.objects.bulk_create(
        Organisation(forum=forum, pid="o-bench", name="County office (sample)", state=True, listed=True)
        for forum in forums
    )
    plans = [plan, *(_copied(plan, forum) for forum in forums)]
    definitions = IndicatorDefinition.objects.bulk_create(
        IndicatorDefinition(
            forum=each.forum, pid=f"d-bench{n}", text={"en": f"Indicator {n}"}, measure=measure, over_places=places, over_time=time
        )
        for each in plans
        for n in range(INDICATORS)
        for measure, places, time in [RULES[n % len(RULES)]]
    )  # fmt: skip
    Review.objects.bulk_create(
        Review(definition=each, outcome="safe", day=QUARTERS[0]) for each in definitions
    )
    shared = iter(definitions)
    Indicator.objects.bulk_create(
        Indicator(
            plan=each, action=action, pid=f"i-bench{n}", position=n, definition=next(shared),
            baseline="0", baseline_value=0, target="100", target_value=100,
        )
        for each in plans
        for n, action in enumerate(each.actions.order_by("position")[:: ACTIONS // INDICATORS])
    )  # fmt: skip
    Period.objects.bulk_create(
        Period(plan=each, starts=starts, ends=Quarter(starts).ends) for each in plans for starts in QUARTERS
    )
    cells = [
        cell(sex=sex, age=age, disability=disability)
        for sex in PARTS["sex"]
        for age in PARTS["age"]
        for disability in PARTS["disability"]
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_cell (place integer, cell varchar(60))")
        cursor.executemany("INSERT INTO bench_cell VALUES (%s, %s)", list(enumerate(cells)))
        cursor.execute(
            "CREATE TABLE bench_ward (forum_id bigint, area_id varchar(40), place integer, body_id bigint)"
        )
        cursor.executemany("INSERT INTO bench_ward VALUES (%s, %s, %s, %s)", list(_wards(plans)))


def _wards(plans: list[Plan]) -> Iterator[tuple[int, str, int, int]]:
    from jukwaa.places.models import Area

    for plan in plans:
        body = plan.forum.organisations.earliest("pk").pk
        wards = Area.objects.within(plan.forum.area.code).filter(kind="ward").order_by("code")
        for place, area in enumerate(wards.values_list("pk", flat=True)[: max(WARDS.values())], 1):
            yield plan.forum_id, area, place, body


def _copied(plan: Plan, forum: Any) -> Plan:
    from jukwaa.plans.models import Plan as Model

    twin = Model.objects.get(pk=plan.pk)
    twin.pk, twin.forum = None, forum
    twin.save(force_insert=True)
    sections = list(plan.sections.order_by("pk"))
    keys = [section.pk for section in sections]
    actions = list(plan.actions.order_by("pk"))
    for section in sections:
        section.pk, section.plan = None, twin
    made = dict(zip(keys, type(sections[0]).objects.bulk_create(sections), strict=True))
    for action in actions:
        action.section, action.pk, action.plan = made[action.section_id], None, twin
    type(actions[0]).objects.bulk_create(actions)
    return twin


def _fill(first: int, last: int) -> None:
    from django.db import connection

    own = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(empty="'{}'::jsonb" if own else "'{}'"), [first, last])
        cursor.execute("VACUUM ANALYZE results_value" if own else "ANALYZE")


def _ask(statement: str, *given: int) -> list[tuple[object, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


@cache
def told(engine: str) -> dict[str, float]:
    with own_database(engine) as state:
        took: dict[str, float] = asked_there("bench.results", "national", state)
    print(f"  {engine}: {took['full rows']:,.0f} values, {took['half rows']:,.0f} at half the size")
    return took


def _growth(engine: str, question: str) -> float:
    """By how much a value costs more when there are twice as many: 1 where cost grows as the rows do."""
    took = told(engine)
    return (took[f"full {question}"] / took[f"half {question}"]) / (took["full rows"] / took["half rows"])


def _register(engine: str, name: str, rolled_within: float) -> None:
    def row(named: str, unit: str, limit: float, run: Callable[[], Measured]) -> None:
        benchmark(f"{named}, {name}", unit, limit)(run)

    row("roll-up of 20 indicators, 8 quarters, 47 forums; beside: bare SQL", "s", rolled_within,
        lambda: Measured(told(engine)["full rolled"], told(engine)["bare rolled"]))  # fmt: skip
    row("roll-up: times its bare SQL", "times", 1.3,
        lambda: Measured(told(engine)["beside rolled"] / told(engine)["bare rolled"]))  # fmt: skip
    row("roll-up: cost of a value, against half as many", "times", 1.1,
        lambda: Measured(_growth(engine, "rolled")))  # fmt: skip
    row("score of one forum of 47; beside: bare SQL", "s", 0.3,
        lambda: Measured(told(engine)["full scored"], told(engine)["bare scored"]))  # fmt: skip
    row("score: times its bare SQL", "times", 1.3,
        lambda: Measured(told(engine)["beside scored"] / told(engine)["bare scored"]))  # fmt: skip
    row("score of one forum: queries", "queries", 20,
        lambda: Measured(told(engine)["score queries"]))  # fmt: skip
    row("score of one forum: cost of a value, against half as many", "times", 1.1,
        lambda: Measured(_growth(engine, "scored")))  # fmt: skip


_register("sqlite", "SQLite", 3)
_register("postgresql", "PostgreSQL", 3)
