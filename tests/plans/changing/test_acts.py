"""Who changes what, when it is refused, and what the record says."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.forums.actions import Portrait, admit
from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import editing
from jukwaa.plans.actions.editing import ClashError, Typed
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Action, Plan
from jukwaa.plans.permissions import can_detail, can_edit
from jukwaa.plans.rules.changing import digest_of, find, part_of, said_of
from tests.factories import SeatFactory
from tests.plans.acts.bringing import bring, doc_of, plan_of
from tests.plans.rules.building import action, led_by, matrix, section, supported_by, the


@pytest.fixture
def plan(mombasa):
    talks = action("Hold talks", roles=(led_by("Talkers (sample)"), supported_by("Amani Trust (sample)")))
    bring(
        mombasa, matrix(section("Gender", talks, action("Train mediators")), section("Youth", action("Play")))
    )
    return plan_of(mombasa)


@pytest.fixture
def lead(mombasa, plan):
    """Sits for the body that leads "Hold talks"."""
    body = Organisation.objects.get(name="Talkers (sample)")
    return SeatFactory(forum=mombasa, role="focal_person", organisation=body).holder


def change(plan, title, part, by=None, was=None, **said):
    """One screen of an action, opened as it stands now (or as `was`)."""
    item = the(doc_of(plan.forum), title)
    opened = part_of("action", part)
    stood = said_of(item, opened, plan.languages)
    digests = {name: digest_of(value) for name, value in (stood | (was or {})).items()}
    return editing.edit_item(plan, item.id, opened, Typed(stood | said, digests), by=by)


def test_the_secretary_rewords_an_action_and_the_record_names_fields_never_words(plan, secretary):
    before = plan.manifest, plan.changed
    assert change(plan, "Hold talks", "words", by=secretary, title_en="Hold ward talks") == ["title_en"]
    plan.refresh_from_db()
    assert plan.manifest != before[0]
    assert plan.changed == before[1] + 1
    entry = Entry.objects.filter(verb="item.edited").get()
    assert entry.target == the(doc_of(plan.forum), "Hold ward talks").id
    assert "talks" not in str(entry.facts)
    assert entry.facts["fields"] == ["title.en"]


def test_a_form_that_changes_nothing_writes_nothing(plan, secretary):
    before = plan.changed
    assert change(plan, "Hold talks", "words", by=secretary) == []
    plan.refresh_from_db()
    assert plan.changed == before
    assert not Entry.objects.filter(verb="item.edited").exists()


def test_of_two_who_change_one_field_the_second_gets_both_texts_and_nothing_is_written(plan, secretary):
    change(plan, "Hold talks", "words", by=secretary, text_en="In every ward.")
    with pytest.raises(ClashError) as clash:
        change(plan, "Hold talks", "words", by=secretary, was={"text_en": ""}, text_en="Twice a month.")
    (both,) = clash.value.clashes
    assert (both.field, both.theirs, both.mine) == ("text_en", "In every ward.", "Twice a month.")
    assert the(doc_of(plan.forum), "Hold talks").text == {"en": "In every ward."}


def test_of_two_who_change_different_fields_both_are_kept(plan, secretary):
    opened = part_of("action", "words")
    item = the(doc_of(plan.forum), "Hold talks")
    stood = said_of(item, opened, plan.languages)
    was = {name: digest_of(value) for name, value in stood.items()}
    for mine in ({"title_sw": "Fanya mazungumzo"}, {"audience_en": "Elders"}):
        editing.edit_item(plan, item.id, opened, Typed(stood | mine, was), by=secretary)
    now = find(doc_of(plan.forum), item.id)
    assert (now.title["sw"], now.audience) == ("Fanya mazungumzo", {"en": "Elders"})


# --- who may --------------------------------------------------------------------------------------------------


def test_who_leads_an_action_changes_its_details_and_not_its_words(plan, lead):
    assert change(plan, "Hold talks", "when", by=lead, starts="2022-07-01", ends="2022-07-31")
    with pytest.raises(PermissionDenied, match="lead this section"):
        change(plan, "Hold talks", "words", by=lead, title_en="Other")
    with pytest.raises(PermissionDenied, match="leads this action"):
        change(plan, "Train mediators", "when", by=lead, starts="2022-07-01")


def test_who_leads_a_section_changes_what_lies_in_it_and_nothing_else(plan, lead, secretary):
    gender, youth = (row.pid for row in plan.sections.all())
    leads = part_of("section", "leads")
    typed = Typed({"who": [["lead", "Talkers (sample)", ""]]}, {"who": digest_of([])})
    editing.edit_item(plan, gender, leads, typed, by=secretary)
    assert change(plan, "Train mediators", "words", by=lead, title_en="Train forty mediators")
    assert change(plan, "Train forty mediators", "when", by=lead, starts="2022-07-01")
    added = editing.add_item(plan, gender, "action", words("Listen"), by=lead)
    editing.shift_item(plan, added, places=-1, by=lead)
    with pytest.raises(PermissionDenied):
        editing.move_action(plan, added, youth, by=lead)
    with pytest.raises(PermissionDenied):
        editing.add_item(plan, youth, "action", words("Listen"), by=lead)
    editing.drop_item(plan, added, by=lead)
    assert [e.verb for e in Entry.objects.filter(target=added).order_by("id")] == [
        "item.added", "item.shifted", "item.dropped"
    ]  # fmt: skip


def words(title):
    names = ("title_en", "title_sw", "text_en", "text_sw", "audience_en", "audience_sw")
    return dict.fromkeys(names, "") | {"title_en": title}


@pytest.mark.parametrize("who", ["member", "outsider", "administrator"])
def test_nobody_else_changes_anything(request, plan, who):
    visitor = request.getfixturevalue(who)
    pid = plan.actions.first().pid
    with pytest.raises(PermissionDenied):
        change(plan, "Hold talks", "words", by=visitor, title_en="Mine")
    for act in (
        lambda: editing.drop_item(plan, pid, by=visitor),
        lambda: editing.shift_item(plan, pid, places=1, by=visitor),
        lambda: editing.add_item(plan, "plan", "section", {"title_en": "x"}, by=visitor),
        lambda: editing.remove_plan(plan, by=visitor),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Entry.objects.filter(verb__startswith="item.").exists()


@pytest.mark.parametrize("status", ["closed", "superseded"])
def test_a_closed_edition_never_changes(plan, secretary, status):
    Plan.objects.filter(pk=plan.pk).update(status=status)
    with pytest.raises(PermissionDenied, match="closed"):
        change(plan, "Hold talks", "when", by=secretary, starts="2022-07-01")


def test_a_signed_plan_takes_details_from_its_leads_and_words_by_an_amendment_alone(plan, secretary, lead):
    Plan.objects.filter(pk=plan.pk).update(status="in_force")
    plan.refresh_from_db()
    assert change(plan, "Hold talks", "when", by=lead, starts="2022-07-01")
    with pytest.raises(PermissionDenied, match="amendment"):
        change(plan, "Hold talks", "words", by=secretary, title_en="Other")
    assert "opens one" in str(can_edit(secretary, plan).reason)
    assert can_detail(secretary, plan)


# --- what cannot be ---------------------------------------------------------------------------------------------


def test_what_is_deleted_meanwhile_is_said_and_not_an_error(plan, secretary):
    item = the(doc_of(plan.forum), "Hold talks")
    editing.drop_item(plan, item.id, by=secretary)
    opened = part_of("action", "words")
    with pytest.raises(ValidationError, match="deleted meanwhile"):
        editing.edit_item(
            plan, item.id, opened, Typed(said_of(item, opened, plan.languages), {}), by=secretary
        )


def test_a_code_stays_the_only_one_of_its_kind(plan, secretary):
    with pytest.raises(ValidationError, match="something else"):
        change(plan, "Hold talks", "code", by=secretary, code=the(doc_of(plan.forum), "Play").code)
    with pytest.raises(ValidationError, match="letters, figures"):
        change(plan, "Hold talks", "code", by=secretary, code="1/2")
    assert change(plan, "Hold talks", "code", by=secretary, code="P4.A1")


def test_two_silent_changes_cannot_make_days_run_backwards(plan, secretary):
    change(plan, "Hold talks", "when", by=secretary, starts="2022-09-01")
    with pytest.raises(ValidationError, match="before the first"):
        change(plan, "Hold talks", "when", by=secretary, was={"starts": "2022-06-01"},
               starts="2022-06-01", ends="2022-07-01")  # fmt: skip


def test_an_unknown_body_is_admitted_unlisted_and_a_known_one_found_however_it_is_spelled(plan, secretary):
    change(
        plan,
        "Play",
        "leads",
        by=secretary,
        who=[["lead", "amani  TRUST (sample)", ""], ["co_lead", "New (sample)", ""]],
    )
    new = Organisation.objects.get(name="New (sample)")
    assert not new.listed
    leads = [role.body.name for role in the(doc_of(plan.forum), "Play").roles]
    assert leads == ["Amani Trust (sample)", "New (sample)"]


def test_whoever_leads_an_action_may_name_a_body_that_nobody_knows_yet(plan, lead, member):
    change(plan, "Hold talks", "support", by=lead, who=[["support", "Harbour School (sample)", "the hall"]])
    assert not Organisation.objects.get(name="Harbour School (sample)").listed
    with pytest.raises(PermissionDenied):
        admit(plan.forum, [Portrait(name="Another (sample)")], by=member)


def test_an_empty_draft_edition_can_be_deleted_and_no_other(plan, secretary):
    Plan.objects.filter(pk=plan.pk).update(status="draft")
    plan.refresh_from_db()
    with pytest.raises(PermissionDenied, match="Something stands"):
        editing.remove_plan(plan, by=secretary)
    for row in plan.sections.all():
        editing.drop_item(plan, row.pid, by=secretary)
    assert Action.objects.count() == 0
    editing.remove_plan(plan, by=secretary)
    assert not Plan.objects.exists()
    assert Entry.objects.filter(verb="plan.removed").count() == 1


def test_a_role_that_stays_keeps_its_answer(plan, secretary):
    from jukwaa.plans.models import Role

    Role.objects.filter(organisation__name="Talkers (sample)").update(reply="accepted")
    change(plan, "Hold talks", "words", by=secretary, title_en="Hold ward talks")
    change(plan, "Hold ward talks", "leads", by=secretary,
           who=[["lead", "Talkers (sample)", ""], ["co_lead", "Amani Trust (sample)", ""]])  # fmt: skip
    assert Role.objects.get(organisation__name="Talkers (sample)").reply == "accepted"
    assert document_of(plan, public=False).status == "draft"
