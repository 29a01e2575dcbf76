"""What one person's edit costs while nine others write: the write lock is held for about as long as it takes."""

from __future__ import annotations

from functools import cache
from itertools import count

from django.db import transaction

from bench.measure import Measured, benchmark, cpu_seconds
from bench.plans import brought_in, document, forum_of
from jukwaa.plans.actions.editing import Typed, edit_item, shift_item
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.changing import digest_of, part_of, said_of

ACTIONS = 500
numbers = count()


@cache
def plan() -> Plan:
    forum = forum_of("bench-editing")
    return brought_in(forum, document(forum, "2022-23", ACTIONS, sections=12))


def _edit() -> float:
    """Another title for an action in the middle."""
    words = part_of("action", "words")
    action = list(document_of(plan(), public=False).actions())[ACTIONS // 2][1]
    assert words
    said = said_of(action, words, plan().languages)
    was = {name: digest_of(value) for name, value in said.items()}

    def edit() -> None:
        title = f"Title {next(numbers)}"
        assert edit_item(plan(), action.id or "", words, Typed(said | {"title_en": title}, was), by=None)
        was["title_en"] = digest_of(title)

    return cpu_seconds(edit)


def _whole() -> None:
    write_document(plan(), document_of(plan(), public=False))
    seal_plan(plan())


@benchmark("an edit of one action of 500; beside: the whole plan written and sealed", "s CPU", limit=0.03)
def one_action() -> Measured:
    def in_one() -> None:
        with transaction.atomic():
            _whole()

    return Measured(_edit(), beside=cpu_seconds(in_one, times=3))


@benchmark("an action shifted among its neighbours, of 500", "s CPU", limit=0.5)
def shifted() -> Measured:
    pid = plan().actions.all()[ACTIONS // 2].pid
    way = count()
    return Measured(cpu_seconds(lambda: shift_item(plan(), pid, places=1 - 2 * (next(way) % 2), by=None)))
