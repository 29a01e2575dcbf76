"""What an edit writes is to the letter what writing and sealing the whole plan would have written, on both engines."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from jukwaa.plans.actions import editing
from jukwaa.plans.actions.editing import Typed
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Action, Alignment, Indicator, Leadership, Manifest, Paragraph, Role, Section
from jukwaa.plans.rules import changing
from jukwaa.plans.rules.changing import HEAD, PARTS, digest_of, find, holder_of, kind_of, said_of
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from tests.factories import ForumFactory
from tests.plans.acts.bringing import bring, plan_of
from tests.plans.documents import Sizes, plans, share

SMALL = Sizes(levels=2, sections=3, actions=3)
LANGUAGES = ("en", "sw")
AS_IT_IS = share(
    0.3,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # to make a failure smaller, each step brings a whole plan in again
)


def rows(plan):
    """Every row of the plan but its keys: what it says and where it stands."""
    tables = (
        (Section, {"plan": plan}, ("pid", "parent__pid", "code", "position", "title", "outcome")),
        (Action, {"plan": plan}, ("pid", "section__pid", "code", "position", "title", "text", "audience", "remarks",
                                  "tags", "starts", "ends", "funding", "estimate", "status", "reason")),
        (Paragraph, {"plan": plan}, ("pid", "section__pid", "position", "heading", "text")),
        (Indicator, {"plan": plan}, ("pid", "section__pid", "action__pid", "position", "definition__pid",
                                     "definition__version", "baseline", "target", "target_value", "verification")),
        (Leadership, {"section__plan": plan}, ("section__pid", "organisation__pid", "kind", "position")),
        (Role, {"action__plan": plan}, ("action__pid", "organisation__pid", "kind", "share", "position", "reply")),
        (Alignment, {"plan": plan}, ("section__pid", "action__pid", "theme", "position")),
    )  # fmt: skip
    said = {model.__name__: sorted(map(repr, model.objects.filter(**which).values_list(*names)))
            for model, which, names in tables}  # fmt: skip
    places = Action.areas.through.objects.filter(action__plan=plan).order_by("action__pid", "id")
    return said | {"areas": list(places.values_list("action__pid", "area_id"))}


def assert_as_from_scratch(plan, wanted: PlanDoc) -> None:
    """`plan` says what is wanted; and to write and seal all of it anew changes no row and no letter of the manifest."""
    plan = plan_of(plan.forum)
    assert document_of(plan, public=False) == replace(wanted, status=plan.status)
    edited = rows(plan), Manifest.objects.get(plan=plan).text, plan.manifest
    write_document(plan, wanted)
    seal_plan(plan)
    assert (rows(plan), Manifest.objects.get(plan=plan).text, plan.manifest) == edited


def items(doc: PlanDoc) -> list[str]:
    found = [HEAD, *(p.id for p in doc.text)]
    for _path, section in doc.walk():
        found += [section.id, *(p.id for p in section.text), *(i.id for i in section.indicators)]
    for _path, action in doc.actions():
        found += [action.id, *(i.id for i in action.indicators)]
    return found


def brought_in(doc: PlanDoc):
    forum = ForumFactory()
    bring(forum, replace(doc, forum=forum.slug, status="draft"))
    plan = plan_of(forum)
    return plan, document_of(plan, public=False)


def other_words(dice: Random, doc: PlanDoc, pid: str, part) -> dict:
    """What another item of the kind says: all that a plan may hold, in the place of what stood there."""
    like = [p for p in items(doc) if kind_of(p) == kind_of(pid)]
    said = said_of(find(doc, dice.choice(like)), part, LANGUAGES)
    said = {name: (value if dice.random() < 0.7 else _turned(value)) for name, value in said.items()}
    return said | {name: f"9{pid[-6:]}" for name in said if name == "code"}


def _turned(value):
    if isinstance(value, list):
        return value[::-1][: max(0, len(value) - 1)]
    return value


@given(plans(sizes=SMALL), st.randoms(use_true_random=True))
@AS_IT_IS
def test_an_edit_of_one_screen(db, doc, dice):
    plan, now = brought_in(doc)
    for _n in range(4):
        pid = dice.choice(items(now))
        part = dice.choice(PARTS[kind_of(pid)])
        said = other_words(dice, now, pid, part)
        was = {
            name: digest_of(value) for name, value in said_of(find(now, pid), part, plan.languages).items()
        }
        said = {name: value for name, value in said.items() if name in was}
        try:
            editing.edit_item(plan, pid, part, Typed(said, was), by=None)
        except editing.ValidationError:
            continue  # dates that run backwards: the item it is taken from has others
        bodies = {o.body.name: o.body for _p, s in now.walk() for o in s.leads}
        bodies |= {o.body.name: o.body for _p, a in now.actions() for o in a.roles}
        known = {changing.parts.name_key(name): body for name, body in bodies.items()}
        merged = changing.brought_together(was, said_of(find(now, pid), part, plan.languages), said).said
        item = changing.with_said(find(now, pid), part, merged, known)
        now = whole_of(changing.replaced(now, pid, item))
        assert_as_from_scratch(plan, now)


def whole_of(doc: PlanDoc) -> PlanDoc:
    from jukwaa.plans.rules.whole import whole

    return whole(doc)


@pytest.mark.drill
@given(plans(sizes=SMALL), st.randoms(use_true_random=True))
@AS_IT_IS
def test_what_is_added_dropped_shifted_and_moved(db, doc, dice):
    plan, now = brought_in(doc)
    for _n in range(4):
        pid = dice.choice([p for p in items(now) if p != HEAD] or [HEAD])
        act = dice.choice(["add", "drop", "up", "down", "move"]) if pid != HEAD else "add"
        if act == "add":
            holder = find(now, dice.choice([HEAD, pid]))
            kinds = {PlanDoc: ("section", "paragraph"), SectionDoc: ("section", "action", "indicator", "paragraph"),
                     ActionDoc: ("indicator",)}.get(type(holder))  # fmt: skip
            if kinds:
                kind = dice.choice(kinds)
                said = said_of(editing.NEW[kind]("x"), PARTS[kind][0], LANGUAGES) | {
                    "title_en": "New",
                    "text_en": "New",
                }
                said = {
                    k: v
                    for k, v in said.items()
                    if k in said_of(editing.NEW[kind]("x"), PARTS[kind][0], LANGUAGES)
                }
                new = editing.add_item(plan, getattr(holder, "id", HEAD), kind, said, by=None)
                now = document_of(plan, public=False)
                assert holder_of(now, new) is not None
        elif act == "drop":
            editing.drop_item(plan, pid, by=None)
            now = changing.dropped(now, pid)
        elif act == "move":
            sections = [section.id for _path, section in now.walk()]
            if kind_of(pid) == "action":
                to = dice.choice(sections)
                editing.move_action(plan, pid, to, by=None)
                now = changing.moved_to(now, pid, to)
        else:
            by = -1 if act == "up" else 1
            editing.shift_item(plan, pid, places=by, by=None)
            now = changing.shifted(now, pid, by)
        assert_as_from_scratch(plan, now)


def test_a_plan_sealed_by_an_older_version_is_sealed_whole(draft):
    Manifest.objects.all().delete()
    action = next(action for _path, action in document_of(draft, public=False).actions())
    part = PARTS["action"][0]
    said = said_of(action, part, LANGUAGES)
    was = {name: digest_of(value) for name, value in said.items()}
    editing.edit_item(draft, action.id, part, Typed(said | {"title_en": "Other"}, was), by=None)
    assert_as_from_scratch(draft, document_of(draft, public=False))


def test_an_edit_of_one_action_costs_the_same_whatever_the_plans_size(draft, django_assert_max_num_queries):
    action = next(action for _path, action in document_of(draft, public=False).actions())
    part = PARTS["action"][0]
    said = said_of(action, part, LANGUAGES)
    was = {name: digest_of(value) for name, value in said.items()}
    with django_assert_max_num_queries(45):
        editing.edit_item(draft, action.id, part, Typed(said | {"title_en": "Other"}, was), by=None)


@pytest.fixture
def draft(mombasa):
    from tests.plans.rules.building import action, led_by, matrix, section

    rows = [action(f"Hold talks {n}", roles=(led_by("Women's Network (sample)"),)) for n in range(5)]
    bring(mombasa, matrix(section("Gender", *rows)))
    return plan_of(mombasa)
