"""However it arrived, what is published and handed on is the same; nought, blank and "does not apply" stay apart in it.

A plan's reports and values are told straight, and again in any order: each sent twice, some told otherwise first and then
corrected. Publication, tables for others and their files must be the same, to the byte.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import transaction

from jukwaa.delivery.actions import correct_report, file_report, verify_report
from jukwaa.delivery.rules.reach import AGES, SEXES, Cell, Reached
from jukwaa.delivery.rules.telling import Told
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.publishing.sheets.tables import write_csv
from jukwaa.results.actions import Where, approve_value, correct_value, enter_value
from jukwaa.results.figures.freezing import document_bytes, snapshot
from jukwaa.results.rules.telling import Told as ValueTold
from jukwaa.site.figures.papers.gathering import gather
from jukwaa.site.figures.papers.shapes import county, nctc
from jukwaa.site.figures.papers.spans import span_named
from tests.delivery.conftest import hand
from tests.results.measuring import indicator_of

pytestmark = pytest.mark.django_db
DAY = date(2023, 1, 31)
QUARTERS = [Quarter(date(2022, 7, 1)), Quarter(date(2022, 10, 1))]
PLACES = ["KE001005", "KE001005-0025", "KE001001", "KE001"]


@dataclass(frozen=True)
class Fact:
    """A report or a value, as it is in the end."""

    number: int
    told: Told | ValueTold
    where: tuple[int, Quarter] | None = None  # of a value: which indicator, which quarter


def reports(chance):
    for number in range(chance.randint(2, 7)):
        cells = {
            Cell(chance.choice(SEXES), chance.choice(AGES), chance.random() < 0.2): chance.choice(
                [0, 0, 3, 12, 40]
            )
            for _n in range(chance.randint(0, 4))
        }
        entered = None if cells or chance.random() < 0.3 else chance.choice([0, 4, 25])
        day = date(2022, chance.choice([7, 8, 10, 11]), chance.randint(1, 28))
        yield Fact(number, Told(day, frozenset([chance.choice(PLACES)]), {"en": f"Dialogue {number}"}, Reached(cells, entered)))  # fmt: skip


def values(chance):
    for number, where in enumerate((n, quarter) for n in range(4) for quarter in QUARTERS):
        said = chance.choice(["number", "nought", "missing", "not_applicable", "nothing"])
        if said in ("missing", "not_applicable"):
            yield Fact(100 + number, ValueTold(said), where)
        elif said != "nothing":
            n = Decimal(0 if said == "nought" else chance.randint(1, 60))
            yield Fact(100 + number, ValueTold(value=n), where)


class House:
    def __init__(self, action, body):
        self.action, self.plan, self.body = action, action.plan, body
        self.indicators = [indicator_of(action, time=time) for time in ("sum", "last", "max", "sum")]

    def tell(self, fact, told=None):
        told = fact.told if told is None else told
        if fact.where is None:
            return file_report(self.action, self.body, told, client_id=UUID(int=fact.number), hand=hand(None, "phone", DAY))  # fmt: skip
        at, quarter = fact.where
        return enter_value(
            Where(self.indicators[at], self.body, quarter, "KE001"), told, hand=hand(None, today=DAY)
        )

    def check(self, fact, made):
        if fact.where is None:
            verify_report(made, by=None, today=DAY)
        elif made.value is not None:
            approve_value(made, hand=hand(None, today=DAY))

    def straight(self, facts):
        for fact in facts:
            self.check(fact, self.tell(fact))

    def as_it_comes(self, facts, chance):
        for fact in chance.sample(facts, len(facts)):
            made = self.tell(fact, other_than(fact, chance)) if chance.random() < 0.4 else self.tell(fact)
            correct = correct_report if fact.where is None else correct_value
            made = correct(made, fact.told, hand=hand(None, "phone", DAY))
            self.check(fact, made)
            if fact.told == getattr(made, "told", None) and fact.where is not None:
                self.tell(fact)  # sent again after it was checked: nothing changes

    def comes_to(self):
        """All that leaves the house."""
        found = [document_bytes(snapshot(self.plan, DAY, None).document)]
        for span in ("2022-07", "2022-10", "year-1"):
            rows = gather(self.plan, span_named(self.plan, span), None)
            found += [write_csv(nctc(rows)), write_csv(county(rows))]
        return found


def other_than(fact, chance):
    if fact.where is None:
        return replace(fact.told, text={"en": "A slip"}, reached=Reached(entered=chance.randint(0, 500)))
    return ValueTold(value=Decimal(chance.randint(61, 99)))


def undone(work):
    """What it gives, and nothing of it stays."""
    before = transaction.savepoint()
    found = work()
    transaction.savepoint_rollback(before)
    return found


@pytest.fixture
def house(action, group):
    type(action.plan).objects.filter(pk=action.plan_id).update(as_at=DAY)
    action.plan.refresh_from_db()
    return House(action, group)


@pytest.mark.parametrize("seed", range(8))
def test_neither_order_nor_resending_nor_a_slip_put_right_changes_what_leaves_the_house(house, seed):
    chance = random.Random(seed)  # noqa: S311  # no secret: a story to tell
    facts = [*reports(chance), *values(chance)]

    def told(way):
        way()
        return house.comes_to()

    assert undone(lambda: told(lambda: house.straight(facts))) == undone(
        lambda: told(lambda: house.as_it_comes(facts, chance))
    )


def test_nought_blank_and_what_does_not_apply_stay_apart_in_every_file(house):
    summer = QUARTERS[0]
    facts = [Fact(100, ValueTold(value=Decimal(0)), (0, summer)), Fact(101, ValueTold("not_applicable"), (1, summer)),
             Fact(102, ValueTold("missing"), (2, summer)),
             Fact(1, Told(date(2022, 7, 5), frozenset(["KE001005"]), {"en": "Nobody came"}, Reached(entered=0))),
             Fact(2, Told(date(2022, 10, 5), frozenset(["KE001005"]), {"en": "Not counted"}))]  # fmt: skip
    house.straight(facts)
    document = snapshot(house.plan, DAY, None).document
    rows = document["sections"][0]["indicators"]
    assert [row["quarters"] for row in rows] == [{"2022-07": "0"}, {}, {}, {}]
    assert [row["says"] for row in rows] == [[], ["not_applicable"], ["missing"], []]
    assert [row["value"] for row in rows] == ["0", None, None, None]
    for span, people in (("2022-07", "0"), ("2022-10", "")):
        gathered = gather(house.plan, span_named(house.plan, span), None)
        heads, *lines = table_of(write_csv(nctc(gathered)))
        assert dict(zip(heads, lines[0], strict=True))["Actual outreach"] == people
        heads, *lines = table_of(write_csv(county(gathered)))
        told = [dict(zip(heads, line, strict=True))["Achievement, this period"] for line in lines]
        assert told == (["0", "", "", ""] if span == "2022-07" else [""] * 4)


def table_of(data):
    """From the line of headings on."""
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    at = next(n for n, line in enumerate(lines) if len([cell for cell in line if cell]) > 5)
    return lines[at:]
