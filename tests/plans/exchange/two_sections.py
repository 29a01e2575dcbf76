"""A plan of two sections and three actions, and the hands that change its first row."""

from __future__ import annotations

from dataclasses import replace

from jukwaa.plans.rules import document as d
from tests.plans.exchange.editing import Page, actions, after, on
from tests.plans.exchange.knowing import without_where
from tests.plans.exchange.small import ACTION, PLAN, TRUST

SECOND = replace(
    ACTION,
    id="a-bbbbbbbbbb",
    code="1.2",
    title={"en": "Train mediators", "sw": "Funza wapatanishi"},
    roles=(d.RoleDoc(TRUST, "lead"),),
    indicators=(
        d.IndicatorDoc("i-bbbbbbbbbb", {"en": "Trained"}, "0", "60", {}, "d-bbbbbbbbbb"),
        d.IndicatorDoc("i-cccccccccc", {"en": "Still at work"}, "", "40", {"en": "Calls"}, "d-cccccccccc"),
    ),
    carried_from=None,
)
OTHER = d.SectionDoc(
    "s-bbbbbbbbbb", {"en": "Economic", "sw": "Uchumi"}, "2", {}, (), (), (), (), (), (replace(SECOND, id="a-cccccccccc", code="2.1", title={"en": "Market days"}, indicators=()),)
)  # fmt: skip
GENDER = replace(PLAN.sections[0], actions=(ACTION, SECOND))
DOC = replace(PLAN, sections=(GENDER, OTHER))


def matrix(**said):
    """Change cells of the first action's row."""

    def change(page: Page) -> None:
        page.set(page.row("1.1"), **said)

    return on("Matrix", change)


def first(edit, **known):
    understood = after(DOC, edit, **known)
    return actions(understood.doc)["a-aaaaaaaaaa"], understood


def only_changes(understood, **fields):
    """The plan as it was, but for these fields of its first action."""
    wanted = replace(DOC, sections=(replace(GENDER, actions=(replace(ACTION, **fields), SECOND)), OTHER))
    return without_where(understood.doc) == wanted
