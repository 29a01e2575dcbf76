"""What differs between two documents, and which of it is substance."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.comparing import compare
from jukwaa.plans.rules.document import (
    ActionDoc,
    Ancestor,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    LevelDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)
from jukwaa.plans.rules.promise import contents
from jukwaa.plans.rules.signed import detail_only
from tests.plans.documents import Sizes, plans
from tests.plans.rules.building import (
    action,
    brought_into,
    en,
    indicator,
    matrix,
    paragraph,
    plan,
    section,
    the,
)

SMALL = Sizes(levels=2, sections=2, actions=2, indicators=2, paragraphs=2, bodies=3)


def promised(doc: PlanDoc) -> list[object]:
    return [(item.id, item.kind, item.payload) for item in contents(doc)]


@st.composite
def edits(draw):
    """A plan, and the same with one thing changed somewhere."""
    doc = draw(plans(sizes=SMALL))
    dice = draw(st.randoms(use_true_random=True))
    other = draw(plans(sizes=SMALL))
    return doc, _edited(doc, other, dice)


def _edited(doc, other, dice):
    """One field of one item taken from another plan, or its order turned."""
    items = [doc, *(s for _p, s in doc.walk()), *(a for _p, a in doc.actions())]
    others = [other, *(s for _p, s in other.walk()), *(a for _p, a in other.actions())]
    item = dice.choice(items)
    donor = dice.choice([o for o in others if type(o) is type(item)] or [item])
    left = ("id", "forum", "edition", "sections", "actions", "status", "as_at", "where", "complete")
    name = dice.choice([f.name for f in fields(item) if f.name not in left] + ["turned"])
    if name == "turned":
        kinds = [
            k for k in ("sections", "actions", "text", "indicators", "roles", "leads") if hasattr(item, k)
        ]
        kind = dice.choice(kinds)
        changed = replace(item, **{kind: (getattr(item, kind) or ())[::-1]}) if _tuple(item, kind) else item
    else:
        changed = replace(item, **{name: getattr(donor, name)})
    return changed if item is doc else _with(doc, item, changed)


def _tuple(item, kind):
    return isinstance(getattr(item, kind), tuple)


def _with(holder, item, changed):
    def of(part):
        if part is item:
            return changed
        actions = tuple(changed if a is item else a for a in part.actions)
        return replace(part, sections=tuple(map(of, part.sections)), actions=actions)

    return replace(holder, sections=tuple(map(of, holder.sections)))


@given(plans(sizes=SMALL))
def test_a_plan_does_not_differ_from_itself(doc):
    assert compare(doc, doc) == ()


@given(edits())
def test_where_nothing_differs_the_same_is_promised_and_where_something_does_it_is_told(pair):
    one, two = pair
    stated = [d for d in compare(one, two) if d.field != "status"]
    assert (promised(one) == promised(two)) == (not stated)


@given(plans(sizes=SMALL), plans(sizes=SMALL))
def test_what_is_added_one_way_is_dropped_the_other(one, two):
    there, back = compare(one, two), compare(two, one)
    for kind in ("section", "action"):
        added = {d.id for d in there if (d.kind, d.field) == (kind, "added")}
        assert added == {d.id for d in back if (d.kind, d.field) == (kind, "dropped")}


@given(edits())
def test_every_difference_names_what_was_and_what_is(pair):
    for difference in compare(*pair):
        alike = ("text", "section", "part of")  # other paragraphs of the same words, sections of one title
        assert difference.before != difference.after or difference.field in alike
        assert difference.kind != "action" or difference.section is not None


# --- substance and detail (design.md 4) -----------------------------------------------------------------

LEAD = RoleDoc(BodyRef("b-aaaaaaaaaa", "A (sample)"), "lead", "The venue")
HELP = RoleDoc(BodyRef("b-bbbbbbbbbb", "B (sample)"), "support", "Trainers")
FUND = RoleDoc(BodyRef("b-cccccccccc", "C (sample)"), "funder")
OTHER = BodyRef("b-dddddddddd", "D (sample)")
INDICATOR = indicator(
    "Women trained", id="i-aaaaaaaaaa", baseline="0", target="12", definition="d-aaaaaaaaaa"
)

SUBSTANCE = {
    "title": {"title": en("Other")},
    "text": {"text": en("How")},
    "audience": {"audience": en("Men")},
    "remarks": {"remarks": en("New")},
    "tags": {"tags": ("youth",)},
    "alignment": {"themes": ("NSCVE-2016/2",)},
    "ancestor": {"carried_from": Ancestor("2017", "a-aaaaaaaaaa")},
    "code": {"code": "9.9"},
    "lead": {"roles": (replace(LEAD, body=OTHER), HELP, FUND)},
    "no lead": {"roles": (HELP, FUND)},
    "co-lead": {"roles": (LEAD, RoleDoc(OTHER, "co_lead"), HELP, FUND)},
    "what the lead takes on": {"roles": (replace(LEAD, share="Nothing"), HELP, FUND)},
    "target": {"indicators": (replace(INDICATOR, target="13"),)},
    "baseline": {"indicators": (replace(INDICATOR, baseline="1"),)},
    "indicator's words": {"indicators": (replace(INDICATOR, text=en("Men trained")),)},
    "verification": {"indicators": (replace(INDICATOR, verification=en("List")),)},
    "method": {"indicators": (replace(INDICATOR, over_time="sum"),)},
    "indicator added": {"indicators": (INDICATOR, indicator("More", id="i-bbbbbbbbbb"))},
    "indicator dropped": {"indicators": ()},
}
DETAIL = {
    "starts": {"starts": date(2022, 8, 1)},
    "ends": {"ends": None},
    "areas": {"areas": ("KE001002",)},
    "funding": {"funding": "no_cost"},
    "estimate": {"estimate": Decimal(2)},
    "support": {"roles": (LEAD, replace(HELP, body=OTHER), FUND)},
    "no support": {"roles": (LEAD, FUND)},
    "funder": {"roles": (LEAD, HELP)},
    "what a helper takes on": {"roles": (LEAD, replace(HELP, share="Chairs"), FUND)},
    "order": {"roles": (HELP, LEAD, FUND)},
    "status": {"status": "done"},
    "reason": {"reason": en("Rain")},
}


@pytest.fixture
def signed():
    said = {
        "starts": date(2022, 7, 1), "ends": date(2022, 9, 30), "funding": "funded", "estimate": Decimal(1),
        "areas": ("KE001001",), "roles": (LEAD, HELP, FUND), "indicators": (INDICATOR,),
    }  # fmt: skip
    return plan(section("A", action("One", **said), action("Two")), section("B", action("Three")))


def changed(doc, said):
    return _with(doc, the(doc, "One"), replace(the(doc, "One"), **said))


@pytest.mark.parametrize("said", SUBSTANCE.values(), ids=SUBSTANCE.keys())
def test_substance_needs_both_co_chairs(signed, said):
    differences = compare(signed, changed(signed, said))
    assert differences
    assert all(difference.substance for difference in differences)
    assert detail_only(signed, changed(signed, said)) == signed


@pytest.mark.parametrize("said", DETAIL.values(), ids=DETAIL.keys())
def test_detail_is_the_leads_to_change(signed, said):
    differences = compare(signed, changed(signed, said))
    assert differences
    assert not any(difference.substance for difference in differences)
    assert detail_only(signed, changed(signed, said)) == changed(signed, said)


def test_adding_dropping_and_moving_is_substance(signed):
    first, second = signed.sections
    for sections in [
        (first,),
        (replace(first, actions=first.actions[:1]), second),
        (replace(first, actions=(*first.actions, action("New", id="a-zzzzzzzzzz"))), second),
        (
            replace(first, actions=first.actions[:1]),
            replace(second, actions=first.actions[1:] + second.actions),
        ),
        (replace(first, actions=first.actions[::-1]), second),
        (second, first),
        (replace(first, title=en("Other")), second),
        (replace(first, outcome=en("Peace")), second),
        (replace(first, text=(paragraph("Why", id="p-aaaaaaaaaa"),)), second),
        (replace(first, leads=(LeadDoc(OTHER, "lead"),)), second),
        (replace(first, sections=(second,)),),
    ]:
        wanted = replace(signed, sections=sections)
        assert compare(signed, wanted)
        assert all(difference.substance for difference in compare(signed, wanted))
        assert detail_only(signed, wanted) == signed


@pytest.mark.parametrize(
    "head",
    [
        {"title": en("Other")},
        {"starts": date(2022, 1, 1)},
        {"ends": date(2024, 1, 1)},
        {"currency": "TZS"},
        {"languages": ("sw",)},
        {"fy_month": 1},
        {"levels": (LevelDoc(en("theme"), en("themes")),)},
        {"follows": "2017"},
        {"sample": True},
        {"text": (paragraph("Why", id="p-aaaaaaaaaa"),)},
    ],
)
def test_the_head_of_a_plan_is_substance(signed, head):
    (difference,) = compare(signed, replace(signed, **head))
    assert difference.kind == "plan"
    assert difference.substance
    assert detail_only(signed, replace(signed, **head)) == signed


@given(edits())
def test_a_signed_plan_takes_all_detail_and_no_substance(pair):
    signed, wanted = pair
    allowed = detail_only(signed, wanted)
    assert not any(difference.substance for difference in compare(signed, allowed))
    assert all(difference.substance for difference in compare(allowed, wanted))
    assert detail_only(allowed, wanted) == allowed


# --- editions --------------------------------------------------------------------------------------------


def test_between_editions_an_action_is_the_one_that_it_was_carried_from():
    old = plan(section("Gender", action("Hold dialogues")), edition="2017")
    before = Ancestor("2017", the(old, "Hold dialogues").id)
    new = plan(section("Gender", action("Hold more dialogues", carried_from=before)))
    assert [(d.kind, d.field) for d in compare(old, new)] == [("action", "title")]


def test_between_editions_sections_of_one_title_are_the_same_and_each_only_once():
    old = plan(section("Gender", action("One")), section("Youth", action("Two")), edition="2017")
    new = plan(section("Gender"), section("Gender"), section("Youth"))
    found = [(d.field, d.code) for d in compare(old, new) if d.kind == "section"]
    assert found == [("added", "2"), ("code", "3")]


def test_within_an_edition_another_id_is_another_action():
    one = plan(section("A", action("One")))
    two = _with(one, the(one, "One"), replace(the(one, "One"), id="a-zzzzzzzzzz"))
    assert sorted(d.field for d in compare(one, two)) == ["added", "dropped"]


def test_an_import_and_its_preview_tell_the_same():
    was = plan(section("A", action("Hold a dialogue"), action("Train mentors")))
    now = brought_into(was, matrix(section("A", action("Hold dialogues", funding="no_cost"))))
    assert [(d.field, d.code) for d in compare(was, now.doc)] == [("title", "1.1"), ("money", "1.1")]


def test_the_shape_of_the_documents_is_known_here():
    """A field that comes anew must be compared: this fails until it is."""
    assert {f.name for f in fields(PlanDoc)} == {
        "forum", "edition", "title", "starts", "ends", "status", "languages", "currency", "fy_month", "levels",
        "text", "sections", "follows", "sample", "as_at", "complete",
    }  # fmt: skip
    assert {f.name for f in fields(SectionDoc)} == {
        "id", "title", "code", "outcome", "leads", "text", "indicators", "themes", "sections", "actions", "where",
    }  # fmt: skip
    assert {f.name for f in fields(ActionDoc)} == {
        "id", "title", "code", "text", "audience", "remarks", "tags", "starts", "ends", "funding", "estimate",
        "areas", "roles", "indicators", "themes", "carried_from", "status", "reason", "where",
    }  # fmt: skip
    assert {f.name for f in fields(IndicatorDoc)} == {
        "id", "text", "baseline", "target", "verification", "definition", "unit", "measure", "direction",
        "over_places", "over_time",
    }  # fmt: skip
