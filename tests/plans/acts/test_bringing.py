"""A file brought in: what is made, what is changed, what is refused, what is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError

from jukwaa.core.models import Entry
from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import confirm, correct, import_plan, keep, reading_of, set_terms
from jukwaa.plans.actions.answering import affirm
from jukwaa.plans.imports import Problem
from jukwaa.plans.models import Action, Intake, Plan, Role, Salt
from jukwaa.plans.rules.document import Ancestor, BodyRef, LeadDoc, PlanDoc
from jukwaa.plans.rules.storing import unpack
from tests.factories import OrganisationFactory
from tests.plans.acts.bringing import NOW, bring, doc_of, held, kept, plan_of
from tests.plans.rules.building import action, en, indicator, led_by, matrix, paragraph, section, the, titles


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


# --- success ------------------------------------------------------------------------------------------------


def test_a_missing_edition_is_made_as_a_draft_and_all_of_it_is_on_the_record(mombasa, secretary, file):
    intake = bring(mombasa, file, by=secretary)
    plan = plan_of(mombasa)
    assert (plan.status, plan.starts, plan.ends) == (Plan.Status.DRAFT, date(2022, 6, 1), date(2023, 5, 31))
    assert titles(doc_of(mombasa)) == [["Hold ward dialogues", "Train mediators"], ["Equip a youth centre"]]
    assert (intake.state, intake.plan, intake.changed) == (Intake.State.CONFIRMED, plan, plan.changed)
    assert verbs() == ["organisation.admitted", "plan.drafted", "plan.imported"]
    entry = Entry.objects.get(verb="plan.imported")
    assert (entry.actor, entry.forum, entry.target) == (secretary.pk, mombasa.pk, "plan:mombasa/2022-23")
    assert entry.facts == {"intake": intake.pk, "add": 3, "change": 0, "keep": 0, "absent": 0}


def test_publishing_with_the_file_makes_a_published_draft(mombasa, secretary, file):
    bring(mombasa, file, by=secretary, publish=True)
    assert plan_of(mombasa).status == Plan.Status.PUBLISHED_DRAFT
    assert verbs()[-2:] == ["plan.published", "plan.imported"]


def test_the_same_file_twice_changes_nothing(mombasa, draft, file):
    before, changed = doc_of(mombasa), draft.changed
    reading = held(mombasa, file)
    assert (reading.tally, reading.differences) == ({"add": 0, "change": 0, "keep": 3, "absent": 0}, ())
    intake = bring(mombasa, file)
    assert doc_of(mombasa) == before
    assert plan_of(mombasa).changed == intake.changed == changed


def test_a_corrected_file_shows_the_difference_first_and_then_makes_it(mombasa, draft):
    file = matrix(section("Gender", action("Hold ward dialogues", funding="funded")))
    reading = held(mombasa, file)
    assert [(d.field, d.code) for d in reading.differences] == [("money", "1.1")]
    assert reading.tally == {"add": 0, "change": 1, "keep": 0, "absent": 2}
    assert the(doc_of(mombasa), "Hold ward dialogues").funding == "unknown"
    bring(mombasa, file)
    assert the(doc_of(mombasa), "Hold ward dialogues").funding == "funded"
    assert len(list(doc_of(mombasa).actions())) == 3


def test_what_the_file_lacks_is_dropped_only_when_asked(mombasa, draft):
    bring(mombasa, matrix(section("Gender", action("Train mediators"))), prune=True)
    assert titles(doc_of(mombasa)) == [["Train mediators"]]


def test_unknown_bodies_are_admitted_unlisted_and_known_ones_found_however_written(mombasa, secretary, file):
    known = OrganisationFactory(forum=mombasa, name="women's NETWORK (sample)", listed=True)
    bring(mombasa, file, by=secretary)
    assert Role.objects.get(action__title__en="Hold ward dialogues").organisation == known
    new = Organisation.objects.get(name="Amani Trust (sample)")
    assert (new.state, new.listed, new.kind) == (None, False, "unknown")


def test_a_body_of_another_forum_is_another_body(mombasa, kwale, file):
    theirs = OrganisationFactory(forum=kwale, name="Women's Network (sample)")
    bring(mombasa, file)
    role = Role.objects.get(action__title__en="Hold ward dialogues")
    assert role.organisation != theirs
    assert role.organisation.forum == mombasa
    assert not theirs.roles.exists()


def test_a_body_that_a_file_of_ours_names_keeps_the_id_that_it_has_there(mombasa):
    one = action("One", roles=(led_by("Amani Trust (sample)", "b-aaaaaaaaaa"),))
    bring(mombasa, matrix(section("A", one)))
    assert Organisation.objects.get().pid == "b-aaaaaaaaaa"


def test_a_body_without_a_name_that_nobody_knows_is_left_out(mombasa):
    one = action("One", roles=(led_by(None, "b-aaaaaaaaaa"),))
    bring(mombasa, matrix(section("A", one, leads=(LeadDoc(BodyRef("b-aaaaaaaaaa", None), "lead"),))))
    assert not Role.objects.exists()
    assert not Organisation.objects.exists()


def test_replies_of_bodies_stay_when_their_action_is_corrected_or_moves(mombasa, draft):
    Role.objects.filter(action__code="1.1").update(reply="accepted")
    moved = action("Hold ward dialogues", areas=("KE001",))
    row = Action.objects.get(code="1.1").pk
    bring(mombasa, matrix(section("Youth", moved), section("New", action("More"))))
    role = Role.objects.get(action__code="1.1")
    assert (role.action_id, role.reply) == (row, "accepted")


def test_rows_keep_their_place_when_their_section_is_dropped_and_they_are_not(mombasa, draft):
    """Nothing that hangs on a row is lost because its old section went first."""
    Role.objects.filter(action__code="1.1").update(reply="accepted")
    pk = Action.objects.get(code="1.1").pk
    bring(mombasa, matrix(section("Youth", action("Hold ward dialogues"))), prune=True)
    assert titles(doc_of(mombasa)) == [["Hold ward dialogues"]]
    assert Action.objects.get().pk == pk
    assert Role.objects.get().reply == "accepted"


def test_an_indicator_that_moves_keeps_its_row(mombasa):
    one, two = action("Hold dialogues", indicators=(indicator("Women trained"),)), action("Train mentors")
    bring(mombasa, matrix(section("A", one, two)))
    doc = doc_of(mombasa)
    pk = plan_of(mombasa).indicators.get().pk
    moved = replace(the(doc, "Train mentors"), indicators=the(doc, "Hold dialogues").indicators)
    bring(mombasa, replace(doc, sections=(replace(doc.sections[0], actions=(moved,)),)), prune=True)
    assert plan_of(mombasa).indicators.get().pk == pk
    assert plan_of(mombasa).indicators.get().action.title == en("Train mentors")


def test_swapped_codes_of_actions_and_sections(mombasa, draft):
    doc = doc_of(mombasa)
    first, second = doc.sections
    actions = (replace(first.actions[0], code="1.2"), replace(first.actions[1], code="1.1"))
    turned = replace(doc, sections=(replace(first, code="2", actions=actions), replace(second, code="1")))
    bring(mombasa, turned)
    assert doc_of(mombasa) == turned


def test_a_dropped_codes_place_is_taken_in_the_same_file(mombasa, draft):
    bring(mombasa, matrix(section("New", action("Another thing", code="1.1"), code="1")), prune=True)
    assert [(a.code, a.title["en"]) for _p, a in doc_of(mombasa).actions()] == [("1.1", "Another thing")]


def test_an_ancestor_is_kept_as_it_is_said_and_found_whichever_edition_comes_first(mombasa):
    old = matrix(section("A", action("One", id="a-aaaaaaaaaa")), edition="2017", complete=True)
    new = matrix(
        section("A", replace(action("One"), carried_from=Ancestor("2017", "a-aaaaaaaaaa"))),
        follows="2017",
        complete=True,
    )
    bring(mombasa, new)
    assert the(doc_of(mombasa), "One").carried_from == Ancestor("2017", "a-aaaaaaaaaa")
    assert doc_of(mombasa).follows == "2017"
    assert plan_of(mombasa).follows is None
    bring(mombasa, old, edition="2017")
    assert Action.objects.get(plan__edition="2022-23").carried_from == Action.objects.get(
        plan__edition="2017"
    )
    assert plan_of(mombasa).follows == plan_of(mombasa, "2017")


def test_an_ancestor_is_never_another_forums(mombasa, kwale):
    bring(kwale, matrix(section("A", action("One", id="a-aaaaaaaaaa")), complete=True), edition="2017")
    one = replace(action("One"), carried_from=Ancestor("2017", "a-aaaaaaaaaa"))
    bring(mombasa, matrix(section("A", one), follows="2017", complete=True))
    assert Action.objects.get(plan__forum=mombasa).carried_from is None
    assert plan_of(mombasa).follows is None


def test_a_theme_that_nobody_typed_in_is_a_doubt_and_left_out(mombasa):
    one = action("One", themes=("NSCVE-2016/2", "NSPCVE-2025-30/7"), code="1.1")
    reading = held(mombasa, matrix(section("A", one)))
    assert [(p.level, p.where) for p in reading.problems] == [("doubt", "1.1")]
    assert "NSPCVE-2025-30/7" in reading.problems[0].message
    bring(mombasa, matrix(section("A", one)))
    assert the(doc_of(mombasa), "One").themes == ("NSCVE-2016/2",)


# --- corrected by hand before it is confirmed ----------------------------------------------------------------


def test_a_correction_answers_the_doubts_of_its_row_and_no_error(mombasa, secretary, file):
    doubts = [Problem("doubt", "Sheet!2", "", "Which?"), Problem("doubt", "Sheet!3", "", "Who?")]
    intake = kept(mombasa, file, *doubts, Problem("error", "Sheet!2", "", "No"), by=secretary)
    better = replace(file, sections=file.sections[:1])
    intake = correct(intake, better, ["Sheet!2"], by=secretary)
    assert [(p["level"], p["where"]) for p in intake.problems] == [("doubt", "Sheet!3"), ("error", "Sheet!2")]
    assert reading_of(intake).counts.add == 2


# --- of which time it is -----------------------------------------------------------------------------------------


def asks(reading) -> list[str]:
    return [problem.ask for problem in reading.problems if problem.ask]


def test_an_edition_called_otherwise_than_its_time_is_asked_about(mombasa, file):
    assert asks(held(mombasa, file)) == []
    reading = held(mombasa, file, edition="2027-28")
    assert asks(reading) == ["edition"]
    assert "called 2027-28, but the plan in the file runs from 1 June 2022" in reading.problems[0].message
    assert reading.possible


def test_a_title_of_other_years_is_asked_about(mombasa, file):
    assert asks(held(mombasa, replace(file, title=en("Action plan 2017-2019")))) == ["title"]
    assert asks(held(mombasa, replace(file, title=en("Action plan 2022-23")))) == []


def test_a_new_edition_in_the_time_of_another_is_asked_about_the_same_edition_is_not(mombasa, draft, file):
    assert asks(held(mombasa, file)) == []
    reading = held(mombasa, file, edition="second")
    assert asks(reading) == ["covers 2022-23"]
    later = replace(file, starts=date(2023, 6, 1), ends=date(2024, 5, 31))
    assert asks(held(mombasa, later, edition="second")) == []
    assert asks(held(mombasa, later)) == ["edition"]  # it would move the plan


def test_what_is_right_as_it_is_is_asked_no_more(mombasa, secretary, draft, file):
    intake = kept(mombasa, file, by=secretary, edition="2027-28")
    assert asks(reading_of(intake)) == ["edition", "covers 2022-23"]
    intake = affirm(intake, "edition", by=secretary)
    assert asks(reading_of(intake)) == ["covers 2022-23"]
    intake = affirm(affirm(intake, "edition", by=secretary), "covers 2022-23", by=secretary)
    assert asks(reading_of(intake)) == []
    assert intake.settings["sure"] == ["edition", "covers 2022-23"]
    confirm(intake, by=secretary, now=NOW)
    with pytest.raises(PermissionDenied, match="brought in already"):
        affirm(intake, "title", by=secretary)


def test_nobody_else_says_that_it_is_right(mombasa, secretary, member, file):
    intake = kept(mombasa, file, by=secretary, edition="2027-28")
    with pytest.raises(PermissionDenied):
        affirm(intake, "edition", by=member)


def test_terms_are_kept_and_hold_when_it_is_confirmed(mombasa, secretary, draft):
    intake = kept(mombasa, matrix(section("Gender", action("Train mediators"))), by=secretary)
    intake = set_terms(intake, prune=True, publish=True, by=secretary)
    assert reading_of(intake).counts.absent == 2
    confirm(intake, by=secretary, now=NOW)
    assert titles(doc_of(mombasa)) == [["Train mediators"]]
    assert plan_of(mombasa).is_public


def test_a_kept_file_is_held_against_the_plan_as_it_stands_later(mombasa, secretary, file):
    intake = kept(mombasa, file, by=secretary)
    bring(mombasa, file, by=secretary)
    reading = reading_of(intake)
    assert reading.counts.keep == 3
    assert reading.differences == ()
    confirm(intake, by=secretary, now=NOW)
    assert Action.objects.count() == 3
    assert Organisation.objects.count() == 2


# --- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["outsider", "member", "administrator"])
def test_only_those_who_keep_the_forum_bring_files_in(mombasa, secretary, file, who, request):
    stranger = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied, match="Only the secretary of this forum"):
        kept(mombasa, file, by=stranger)
    intake = kept(mombasa, file, by=secretary)
    for act in (
        lambda: confirm(intake, by=stranger, now=NOW),
        lambda: correct(intake, file, [], by=stranger),
        lambda: set_terms(intake, prune=True, publish=True, by=stranger),
    ):
        with pytest.raises(PermissionDenied, match="Only the secretary of this forum"):
            act()
    assert not Plan.objects.exists()
    assert not Entry.objects.exists()


def test_a_file_is_brought_in_once(mombasa, secretary, file):
    intake = bring(mombasa, file, by=secretary)
    for act in (
        lambda: confirm(intake, by=secretary, now=NOW),
        lambda: correct(intake, file, [], by=secretary),
        lambda: set_terms(intake, prune=True, publish=True, by=secretary),
    ):
        with pytest.raises(PermissionDenied, match="brought in already"):
            act()
    assert Entry.objects.filter(verb="plan.imported").count() == 1


def test_a_file_with_an_error_is_not_brought_in(mombasa, file):
    intake = kept(mombasa, file, Problem("error", "", "", "No heading was recognised."))
    with pytest.raises(PermissionDenied, match="No heading was recognised"):
        confirm(intake, by=None, now=NOW)
    assert not Plan.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("edition", "said", "why"),
    [
        ("2022/23", {}, "cannot stand in an address"),
        ("compare", {}, "page of the site"),
        ("2022-23", {"starts": None}, "first and last day"),
        ("2022-23", {"ends": date(2020, 1, 1)}, "lies before its first"),
    ],
)
def test_an_edition_that_cannot_be_is_told_when_the_file_is_read(mombasa, file, edition, said, why):
    reading = held(mombasa, replace(file, **said), edition=edition)
    assert not reading.possible
    assert why in " ".join(reading.errors)
    with pytest.raises(PermissionDenied, match=why):
        import_plan(reading, name="x", by=None, now=NOW)
    assert not Plan.objects.exists()


# --- all or nothing ---------------------------------------------------------------------------------------------


def test_a_row_that_the_database_refuses_leaves_nothing_behind(mombasa, secretary, file):
    """The readers never give it: an action that ends before it begins."""
    bad = action("Bad", starts=date(2022, 9, 1), ends=date(2022, 7, 1))
    with pytest.raises(IntegrityError):
        bring(mombasa, replace(file, sections=(*file.sections, section("Late", bad))), by=secretary)
    for model in (Plan, Action, Organisation, Salt, Intake, Entry):
        assert not model.objects.exists()


def test_a_row_that_the_database_refuses_leaves_the_plan_as_it_was(mombasa, draft, file):
    before, entries = doc_of(mombasa), Entry.objects.count()
    bad = action("Bad", roles=(led_by("New (sample)"),), estimate=-1, funding="funded")
    with pytest.raises(DatabaseError):
        bring(mombasa, matrix(section("Gender", bad)), prune=True)
    assert doc_of(mombasa) == before
    assert Entry.objects.count() == entries
    assert not Organisation.objects.filter(name="New (sample)").exists()


def test_what_no_database_takes_does_not_reach_it(mombasa):
    doc = matrix(
        section("Ge\x00nder", action("Hold\ud800 dialogues", roles=(led_by("A\x00 (sample)"),))),
        text=(paragraph("Wh\x00y"),),
        complete=True,
    )
    bring(mombasa, doc)
    assert titles(doc_of(mombasa)) == [["Hold dialogues"]]


def test_a_name_that_is_too_long_is_cut_and_two_that_are_then_alike_are_one(mombasa):
    long = "Network of women for peace " * 10
    one = action("One", roles=(led_by(f"{long} one"), replace(led_by(f"{long} two"), kind="support")))
    bring(mombasa, matrix(section("A", one)))
    assert len(Organisation.objects.get().name) <= 200
    assert Role.objects.count() == 2


# --- another forum ------------------------------------------------------------------------------------------------


def test_nothing_of_another_forum_is_written_even_where_everything_is_called_the_same(mombasa, kwale, file):
    bring(kwale, replace(file, forum="kwale"))
    before = doc_of(kwale)
    bring(mombasa, matrix(section("Gender", action("Hold ward dialogues", funding="funded"))))
    bring(mombasa, replace(before, forum="mombasa", title=en("Taken over")), prune=True)
    assert doc_of(kwale) == before


def test_a_kept_file_is_unpacked_as_it_was_packed(mombasa, file):
    intake = kept(mombasa, file)
    intake.refresh_from_db()
    assert unpack(PlanDoc, intake.document) == file
    assert reading_of(intake).tally == held(mombasa, file).tally


def test_what_was_read_of_a_kept_file_can_be_asked_again_days_later(mombasa, secretary, file):
    intake = kept(mombasa, file, by=secretary)
    confirm(intake, by=secretary, now=NOW + timedelta(days=30))
    assert Intake.objects.get().at == NOW + timedelta(days=30)


def test_keeping_a_file_writes_nothing_of_the_plan(mombasa, secretary, draft):
    before = doc_of(mombasa)
    keep(held(mombasa, matrix(section("Gender", action("More")))), name="x" * 300, by=secretary, now=NOW)
    assert doc_of(mombasa) == before
    assert len(Intake.objects.first().name) == 200
