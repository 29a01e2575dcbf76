"""More of what is true of merging."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from jukwaa.plans.rules.document import Ancestor, BodyRef, LeadDoc, RoleDoc
from jukwaa.plans.rules.merging import Counts, merge
from jukwaa.plans.rules.whole import whole
from tests.plans.documents import Sizes, plans
from tests.plans.rules.building import (
    NewIds,
    action,
    brought_into,
    en,
    ids,
    indicator,
    led_by,
    matrix,
    paragraph,
    plan,
    section,
    supported_by,
    the,
)

EMPTY = matrix(complete=True)


def small():
    return plans(sizes=Sizes(levels=2, sections=2, actions=2, indicators=2, paragraphs=2, bodies=3))


# --- whole documents --------------------------------------------------------------------------------------


def test_a_new_row_never_takes_the_code_of_one_that_stays():
    was = plan(section("A", action("Hold ward dialogues", code="1.1")))
    now = brought_into(was, matrix(section("A", action("Equip a radio station", code="1.1"))))
    assert the(now.doc, "Hold ward dialogues").code == "1.1"
    assert the(now.doc, "Equip a radio station").code not in ("1.1", None, "")


# --- what a matrix says and does not say -----------------------------------------------------------------


FULL = {
    "text": en("How"),
    "audience": en("Women"),
    "remarks": en("Soon"),
    "tags": ("gender",),
    "starts": date(2022, 7, 1),
    "ends": date(2022, 9, 30),
    "funding": "funded",
    "estimate": Decimal(100),
    "areas": ("KE001",),
    "roles": (led_by("A (sample)"), supported_by("B (sample)")),
    "themes": ("NSCVE-2016/1",),
    "carried_from": Ancestor("2017", "a-aaaaaaaaaa"),
    "status": "moving",
    "reason": en("On time"),
    "indicators": (indicator("Women trained", baseline="0", target="12", verification=en("List")),),
}


@pytest.mark.parametrize("field", FULL)
def test_what_a_matrix_does_not_say_stays(field):
    was = plan(section("A", action("One", **FULL)))
    said = {name: value for name, value in FULL.items() if name != field}
    assert brought_into(was, matrix(section("A", action("One", **said)))).doc == was


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("text", en("Otherwise")),
        ("audience", en("Men")),
        ("remarks", en("Later")),
        ("tags", ()),
        ("starts", date(2022, 8, 1)),
        ("ends", date(2022, 10, 1)),
        ("funding", "no_cost"),
        ("areas", ("KE001001",)),
        ("status", "done"),
        ("themes", ()),
    ],
)
def test_what_a_matrix_says_replaces(field, new):
    was = plan(section("A", action("One", **FULL)))
    now = brought_into(was, matrix(section("A", action("One", **{field: new}))))
    assert getattr(the(now.doc, "One"), field) == new
    assert now.counts == Counts(0, 1, 0, 0)


def test_no_cost_leaves_no_estimate_behind():
    was = plan(section("A", action("One", funding="funded", estimate=Decimal(5))))
    now = brought_into(was, matrix(section("A", action("One", funding="no_cost"))))
    assert the(now.doc, "One").estimate is None


def test_a_new_first_day_behind_the_old_last_day_leaves_the_last_day_open():
    was = plan(section("A", action("One", starts=date(2022, 7, 1), ends=date(2022, 9, 30))))
    now = brought_into(was, matrix(section("A", action("One", starts=date(2022, 11, 1)))))
    assert (the(now.doc, "One").starts, the(now.doc, "One").ends) == (date(2022, 11, 1), None)


def test_both_languages_survive_a_file_in_one():
    both = replace(action("One"), title={"en": "One", "sw": "Moja"}, audience={"sw": "Vijana"})
    was = plan(section("A", both))
    now = brought_into(was, matrix(section("A", action("One", audience=en("Youth")))))
    assert the(now.doc, "One").title == {"en": "One", "sw": "Moja"}
    assert the(now.doc, "One").audience == {"sw": "Vijana", "en": "Youth"}


def test_a_file_in_the_other_language_finds_its_rows_by_their_code():
    was = plan(section("A", action("Hold dialogues", code="1.1"), code="1"))
    swahili = replace(action("", code="1.1"), title={"sw": "Fanya midahalo"})
    now = brought_into(was, matrix(replace(section("A", swahili, code="1"), title={"sw": "Nguzo A"})))
    assert now.counts == Counts(0, 1, 0, 0)
    assert the(now.doc, "Hold dialogues").title == {"en": "Hold dialogues", "sw": "Fanya midahalo"}
    assert now.doc.sections[0].title == {"en": "A", "sw": "Nguzo A"}


def test_a_kind_of_role_that_the_file_never_speaks_of_stays():
    roles = (led_by("A (sample)"), supported_by("B (sample)"), RoleDoc(BodyRef(None, "C (sample)"), "funder"))
    was = plan(section("A", action("One", roles=roles), action("Two", roles=roles[:1])))
    file = matrix(section("A", action("One", roles=(led_by("D (sample)"),)), action("Two")))
    now = brought_into(was, file)
    assert [role.body.name[0] for role in the(now.doc, "One").roles] == ["D", "B", "C"]
    assert [role.body.name[0] for role in the(now.doc, "Two").roles] == ["A"]


def test_what_a_body_takes_on_stays_when_a_matrix_names_it_again():
    lead = replace(led_by("A (sample)"), share="The venue")
    was = plan(section("A", action("One", roles=(lead,))))
    now = brought_into(was, matrix(section("A", action("One", roles=(led_by("a (SAMPLE)"),)))))
    assert the(now.doc, "One").roles[0].share == "The venue"


def test_the_leads_of_a_section_stay_unless_the_file_names_others():
    lead = LeadDoc(BodyRef(None, "A (sample)"), "lead")
    was = plan(section("A", action("One"), leads=(lead,)))
    assert brought_into(was, matrix(section("A", action("One")))).doc.sections[0].leads == (lead,)
    other = LeadDoc(BodyRef(None, "B (sample)"), "lead")
    now = brought_into(was, matrix(section("A", action("One"), leads=(other, other))))
    assert now.doc.sections[0].leads == (other,)


@given(small())
def test_a_withheld_name_changes_nothing(doc):
    def hidden(offers):
        return tuple(replace(offer, body=BodyRef(offer.body.id, None)) for offer in offers)

    def section_of(part):
        return replace(
            part,
            leads=hidden(part.leads),
            actions=tuple(replace(a, roles=hidden(a.roles)) for a in part.actions),
            sections=tuple(section_of(inner) for inner in part.sections),
        )

    merged = merge(doc, replace(doc, sections=tuple(map(section_of, doc.sections))), new_id=NewIds())
    assert merged.doc == doc
    assert merged.counts.change == 0


# --- indicators and paragraphs keep their ids ------------------------------------------------------------


def test_a_corrected_indicator_keeps_its_id_and_its_definition():
    was = plan(section("A", action("One", indicators=(indicator("Number of women traned", target="12"),))))
    file = matrix(
        section("A", action("One", indicators=(indicator("Number of women trained", target="15"),)))
    )
    old, new = the(was, "One").indicators[0], the(brought_into(was, file).doc, "One").indicators[0]
    assert (new.id, new.definition) == (old.id, old.definition)
    assert (new.text, new.target) == (en("Number of women trained"), "15")


def test_the_only_indicator_of_an_action_keeps_its_id_even_when_wholly_reworded():
    was = plan(section("A", action("One", indicators=(indicator("Barazas"),))))
    file = matrix(section("A", action("One", indicators=(indicator("How many meetings were held"),))))
    assert the(brought_into(was, file).doc, "One").indicators[0].id == the(was, "One").indicators[0].id


def test_an_indicator_that_a_matrix_lacks_stays_unless_pruned():
    two = (indicator("Women trained"), indicator("Meetings held"))
    was = plan(section("A", action("One", indicators=two)))
    file = matrix(section("A", action("One", indicators=two[1:])))
    assert [i.text["en"] for i in the(brought_into(was, file).doc, "One").indicators] == [
        "Meetings held",
        "Women trained",
    ]
    assert len(the(brought_into(was, file, prune=True).doc, "One").indicators) == 1


def test_a_corrected_paragraph_of_a_complete_document_keeps_its_id():
    was = brought_into(
        EMPTY, replace(EMPTY, text=(paragraph("Why we do this"), paragraph("Who does it")))
    ).doc
    file = replace(was, text=(paragraph("Why we do it"), paragraph("Who does it"), paragraph("When")))
    now = brought_into(was, file).doc
    assert [p.id for p in now.text[:2]] == [p.id for p in was.text]
    assert now.text[2].id not in {p.id for p in was.text}


def test_an_indicator_that_moves_with_its_id_is_not_doubled():
    was = plan(section("A", action("One", indicators=(indicator("Women trained"),)), action("Two")))
    one, two = the(was, "One"), the(was, "Two")
    moved = replace(was.sections[0], actions=(replace(two, indicators=one.indicators),))
    now = brought_into(was, replace(was, sections=(moved,))).doc
    found = list(ids(now))
    assert len(found) == len(set(found))
    assert len(the(now, "Two").indicators) == len(the(now, "One").indicators) == 1


# --- the head ---------------------------------------------------------------------------------------------


def test_a_matrix_says_nothing_of_the_plan_itself():
    was = replace(EMPTY, title=en("Ours"), currency="TZS", text=(paragraph("Why"),))
    was = brought_into(was, was).doc
    file = matrix(title=en("Theirs"), currency="KES", starts=date(2030, 1, 1), ends=date(2030, 2, 1))
    assert brought_into(was, file).doc == was


def test_what_is_sample_once_never_passes_as_real():
    was = replace(EMPTY, sample=True)
    assert brought_into(was, replace(EMPTY, sample=False)).doc.sample
    assert brought_into(EMPTY, matrix(sample=True)).doc.sample


def test_forum_edition_and_status_are_the_plans_own():
    other = replace(EMPTY, forum="kwale", edition="2030", status="in_force")
    now = brought_into(EMPTY, other).doc
    assert (now.forum, now.edition, now.status) == ("mombasa", "2022-23", "draft")


def test_a_complete_document_that_names_no_levels_or_languages_leaves_them():
    was = whole(replace(EMPTY, languages=("sw",)))
    assert brought_into(was, replace(EMPTY, languages=(), title={})).doc == was
