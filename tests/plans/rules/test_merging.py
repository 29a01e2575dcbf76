"""What becomes of a plan when a document is brought into it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.merging import Counts, merge
from tests.plans.documents import Sizes, plans
from tests.plans.rules.building import (
    NewIds,
    action,
    brought_into,
    en,
    ids,
    matrix,
    plan,
    section,
    spoken,
    the,
    titles,
)

EMPTY = matrix(complete=True)


def small():
    return plans(sizes=Sizes(levels=2, sections=2, actions=2, indicators=2, paragraphs=2, bodies=3))


# --- whole documents --------------------------------------------------------------------------------------


@given(small())
def test_a_complete_document_brought_in_is_the_plan_and_a_second_time_changes_nothing(doc):
    before = PlanDoc(doc.forum, doc.edition, {}, None, None, status=doc.status)
    first = merge(before, doc, new_id=NewIds())
    assert first.doc == doc
    assert first.counts == Counts(len(list(doc.actions())), 0, 0, 0)
    again = merge(first.doc, doc, new_id=NewIds())
    assert again.doc == doc
    assert again.counts == Counts(0, 0, len(list(doc.actions())), 0)


@given(small(), small())
def test_a_complete_document_replaces_what_it_speaks_of_and_keeps_what_it_lacks(doc, other):
    other = replace(other, sections=tuple(_renamed(part) for part in other.sections), text=())
    merged = merge(doc, other, new_id=NewIds())
    assert {a.id for _p, a in merged.doc.actions()} == {
        *(a.id for _p, a in doc.actions()),
        *(a.id for _p, a in other.actions()),
    }
    assert merged.counts.absent == len(list(doc.actions()))
    assert merged.counts.add == len(list(other.actions()))


def _renamed(part):
    """With ids of its own, which no made-up plan holds: another plan's items."""
    return replace(
        part,
        id=f"s-8{part.id[3:]}",
        text=(),
        indicators=(),
        actions=tuple(replace(a, id=f"a-8{a.id[3:]}", indicators=()) for a in part.actions),
        sections=tuple(_renamed(inner) for inner in part.sections),
    )


@given(small(), st.randoms(use_true_random=True))
def test_undoing_is_bringing_the_earlier_document_back(doc, dice):
    changed = merge(doc, _mangled(doc, dice), new_id=NewIds(), prune=True).doc
    assert merge(changed, doc, new_id=NewIds(), prune=True).doc == doc


def _mangled(doc: PlanDoc, dice: Random) -> PlanDoc:
    """Rows dropped, turned round and reworded."""
    return replace(doc, sections=tuple(_mangled_section(part, dice) for part in doc.sections[::-1]))


def _mangled_section(part, dice):
    kept = [
        replace(a, title=en("Reworded"), code=dice.choice([None, a.code, "x"]))
        for a in part.actions
        if dice.random() < 0.7
    ]
    dice.shuffle(kept)
    return replace(
        part,
        code=dice.choice([None, part.code]),
        actions=tuple(kept),
        sections=tuple(_mangled_section(inner, dice) for inner in part.sections if dice.random() < 0.8),
    )


@given(small(), st.randoms(use_true_random=True), st.booleans())
def test_counts_add_up_and_no_id_is_lost_or_doubled(doc, dice, prune):
    file = _mangled(doc, dice)
    merged = merge(doc, file, new_id=NewIds(), prune=prune)
    counts, rows = merged.counts, len(list(file.actions()))
    assert counts.add + counts.change + counts.keep == rows
    lacking = {a.id for _p, a in doc.actions()} - {a.id for _p, a in file.actions()}
    assert counts.absent == len(lacking)
    found = list(ids(merged.doc))
    assert len(found) == len(set(found))
    gone = {a.id for _p, a in doc.actions()} - {a.id for _p, a in merged.doc.actions()}
    assert gone == (lacking if prune else set())


@given(small())
def test_the_same_id_twice_in_a_file_is_never_twice_in_the_plan(doc):
    twice = replace(doc, sections=(*doc.sections, *doc.sections), text=(*doc.text, *doc.text))
    merged = merge(replace(doc, sections=(), text=()), twice, new_id=NewIds())
    found = list(ids(merged.doc))
    assert len(found) == len(set(found)) == 2 * len(list(ids(doc)))
    codes = [a.code for _p, a in merged.doc.actions()]
    assert len(codes) == len(set(codes))


# --- matrices ---------------------------------------------------------------------------------------------


@given(small())
def test_a_matrix_brought_in_twice_changes_nothing_the_second_time(doc):
    file = spoken(doc)
    first = merge(replace(EMPTY, languages=doc.languages), file, new_id=NewIds())
    again = merge(first.doc, file, new_id=NewIds())
    assert again.doc == first.doc
    assert (again.counts.add, again.counts.change, again.counts.absent) == (0, 0, 0)


@given(small())
def test_a_matrix_of_the_plan_itself_changes_nothing(doc):
    """Every text, day, body and number of it, without a single id."""
    doc = merge(EMPTY, spoken(doc), new_id=NewIds()).doc
    merged = merge(doc, spoken(doc), new_id=NewIds())
    assert merged.doc == doc
    assert merged.counts == Counts(0, 0, len(list(doc.actions())), 0)


@given(small())
def test_a_matrix_that_names_actions_alone_wipes_nothing(doc):
    def bare_section(part):
        return replace(
            part,
            actions=tuple(replace(action("x"), title=a.title) for a in part.actions),
            sections=tuple(map(bare_section, part.sections)),
        )

    bare = replace(spoken(doc), sections=tuple(map(bare_section, spoken(doc).sections)))
    merged = merge(doc, bare, new_id=NewIds())
    known = {a.id: replace(a, code=None) for _p, a in doc.actions()}
    now = {a.id: replace(a, code=None) for _p, a in merged.doc.actions() if a.id in known}
    assert now == known
    assert merged.doc.text == doc.text
    assert [s.outcome for _p, s in merged.doc.walk()] == [s.outcome for _p, s in doc.walk()]


def test_a_corrected_title_keeps_its_id_and_is_one_change():
    was = plan(section("Gender", action("Hold a ward dialogue"), action("Train mediators")))
    now = brought_into(
        was, matrix(section("Gender", action("Hold ward dialogues"), action("Train mediators")))
    )
    assert now.counts == Counts(0, 1, 1, 0)
    assert the(now.doc, "Hold ward dialogues").id == the(was, "Hold a ward dialogue").id


def test_a_title_reworded_under_the_same_code_keeps_its_id():
    was = plan(section("Gender", action("Hold ward dialogues with women", code="1.1")))
    now = brought_into(was, matrix(section("Gender", action("Women hold dialogues in wards", code="1.1"))))
    assert now.counts == Counts(0, 1, 0, 0)


def test_another_sentence_under_another_code_is_another_action():
    was = plan(section("Gender", action("Hold ward dialogues", code="1.1")))
    now = brought_into(was, matrix(section("Gender", action("Equip a radio station", code="1.2"))))
    assert now.counts == Counts(1, 0, 0, 1)
    assert titles(now.doc) == [["Hold ward dialogues", "Equip a radio station"]]


def test_an_action_that_moved_to_another_section_keeps_its_id_and_its_code():
    was = plan(section("Gender", action("Hold dialogues")), section("Youth", action("Train mentors")))
    now = brought_into(was, matrix(section("Youth", action("Train mentors"), action("Hold dialogues"))))
    moved = the(now.doc, "Hold dialogues")
    assert (moved.id, moved.code) == (the(was, "Hold dialogues").id, the(was, "Hold dialogues").code)
    assert now.counts == Counts(0, 1, 1, 0)
    assert titles(now.doc) == [[], ["Train mentors", "Hold dialogues"]]


def test_rows_of_one_title_are_told_apart_by_when_and_where_they_are():
    def rows(*areas):
        return section("Peace", *(action("Hold a baraza", areas=(area,)) for area in areas))

    was = plan(rows("KE001001", "KE001002", "KE001003"))
    by_area = {a.areas: a.id for _p, a in was.actions()}
    now = brought_into(was, matrix(rows("KE001002", "KE001003")))
    assert now.counts == Counts(0, 0, 2, 1)
    assert {a.areas: a.id for _p, a in now.doc.actions()} == by_area


def test_the_files_order_holds_and_what_it_lacks_stays_behind_its_old_neighbour():
    was = plan(section("A", *(action(f"Action {name}") for name in ("one", "two", "three", "four"))))
    now = brought_into(was, matrix(section("A", action("Action four"), action("Action one"))))
    assert titles(now.doc) == [["Action four", "Action one", "Action two", "Action three"]]
    again = brought_into(now.doc, matrix(section("A", action("Action four"), action("Action one"))))
    assert again.doc == now.doc


def test_pruning_drops_what_the_file_lacks_sections_too():
    was = plan(section("A", action("One"), action("Two")), section("B", action("Three")))
    now = brought_into(was, matrix(section("A", action("Two"))), prune=True)
    assert titles(now.doc) == [["Two"]]
    assert now.counts == Counts(0, 0, 1, 2)


def test_a_section_that_moves_below_another_takes_what_it_holds_along():
    was = plan(section("Gender", action("One")), section("Youth", action("Two")))
    nested = matrix(replace(section("Priority area"), sections=(section("Gender", action("One")),)))
    now = brought_into(was, nested)
    path, found = next((path, a) for path, a in now.doc.actions() if a.title == en("One"))
    assert [part.title["en"] for part in path] == ["Priority area", "Gender"]
    assert path[-1].id == was.sections[0].id
    assert found.id == the(was, "One").id
    assert now.counts == Counts(0, 0, 1, 1)


def test_sections_that_change_places_with_their_parts_form_no_ring():
    inner = section("Inner", action("Two"))
    was = plan(replace(section("Outer", action("One")), sections=(inner,)))
    outer, inside = was.sections[0], was.sections[0].sections[0]
    turned = replace(inside, sections=(replace(outer, sections=()),))
    now = brought_into(was, replace(was, sections=(turned,)))
    assert [s.id for _p, s in now.doc.walk()] == [inside.id, outer.id]
    assert now.counts.keep == 2


def test_swapped_codes_stay_with_their_titles():
    was = plan(section("A", action("One", code="1.1"), action("Two", code="1.2")))
    now = brought_into(was, matrix(section("A", action("One", code="1.2"), action("Two", code="1.1"))))
    assert (the(now.doc, "One").code, the(now.doc, "Two").code) == ("1.2", "1.1")
    assert the(now.doc, "One").id == the(was, "One").id
    assert now.counts == Counts(0, 2, 0, 0)


def test_numbers_that_begin_anew_in_each_section_stay_the_same_when_the_file_grows_shorter():
    full = [section("A", action("One", code="1")), section("B", action("Two", code="1"))]
    was = plan(*full)
    assert [a.code for _p, a in was.actions()] == ["1.1", "2.1"]
    now = brought_into(was, matrix(full[0]))
    assert now.counts == Counts(0, 0, 1, 1)
    assert now.doc == was
