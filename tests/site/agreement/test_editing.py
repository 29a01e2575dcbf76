"""A signed plan edited: words gather in the open amendment, details count at once, and while a version waits nothing moves."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jukwaa.plans.actions import editing, open_amendment, propose_amendment
from jukwaa.plans.actions.amending import working_document
from jukwaa.plans.actions.editing import Typed
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.rules.changing import digest_of, find, part_of, said_of
from tests.plans.agreement.agreeing import LATER, WHY
from tests.plans.rules.building import the


@pytest.fixture
def plan(signed, secretary):
    """In force, with an amendment that is being gathered."""
    plan = signed.plan
    open_amendment(plan, reason=WHY, by=secretary, today=LATER)
    plan.refresh_from_db()
    return plan


def typed(plan, part, title="Hold ward dialogues", **said):
    item = the(working_document(plan), title)
    stood = said_of(item, part_of("action", part), plan.languages)
    return item.id, part_of("action", part), Typed(stood | said, {n: digest_of(v) for n, v in stood.items()})


def test_words_go_into_the_amendment_and_the_plan_in_force_stays(plan, secretary):
    before = document_of(plan, public=False), plan.manifest
    editing.edit_item(plan, *typed(plan, "words", title_en="Hold peace dialogues"), by=secretary)
    youth = plan.sections.get(title__en="Youth").pid
    new = editing.add_item(plan, youth, "action", dict.fromkeys(
        ("title_en", "title_sw", "text_en", "text_sw", "audience_en", "audience_sw"), "Listen"), by=secretary)  # fmt: skip
    editing.drop_item(plan, the(working_document(plan), "Train mediators").id, by=secretary)
    plan.refresh_from_db()
    assert (document_of(plan, public=False), plan.manifest) == before
    wanted = working_document(plan)
    assert the(wanted, "Hold peace dialogues")
    assert find(wanted, new).code == "2.2"
    assert "Train mediators" not in {a.title["en"] for _p, a in wanted.actions()}


def test_details_count_at_once_and_are_in_the_amendment_too(plan, secretary):
    editing.edit_item(plan, *typed(plan, "when", starts="2022-07-01"), by=secretary)
    for doc in (document_of(plan, public=False), working_document(plan)):
        assert str(the(doc, "Hold ward dialogues").starts) == "2022-07-01"


def test_of_two_who_change_one_field_in_an_amendment_the_second_gets_both(plan, secretary):
    one, two = (typed(plan, "words", text_en=text) for text in ("In every ward.", "Twice a month."))
    editing.edit_item(plan, *one, by=secretary)
    with pytest.raises(editing.ClashError) as clash:
        editing.edit_item(plan, *two, by=secretary)
    assert [(c.theirs, c.mine) for c in clash.value.clashes] == [("In every ward.", "Twice a month.")]


def test_while_its_version_waits_for_signatures_nothing_changes(plan, secretary):
    editing.edit_item(plan, *typed(plan, "words", title_en="Hold peace dialogues"), by=secretary)
    propose_amendment(plan.amendments.get(), by=secretary, today=LATER)
    plan.refresh_from_db()
    for part, said in (("words", {"title_en": "Other"}), ("when", {"starts": "2022-07-01"})):
        pid, screen, form = typed(plan, part, "Hold peace dialogues", **said)
        with pytest.raises(PermissionDenied):
            editing.edit_item(plan, pid, screen, form, by=secretary)


def test_the_editor_says_where_changes_go_and_every_page_of_it_opens(plan, secretary, keeper):
    action = the(working_document(plan), "Hold ward dialogues").id
    section = plan.sections.first().pid

    def at(name, *more):
        return reverse(f"site:desk-edit-{name}", args=["mombasa", plan.edition, *more])

    for url in (at("item", "plan"), at("item", section), at("item", action), at("part", action, "words"),
                at("part", action, "when"), at("drop", section), at("move", action), at("add", section, "action")):  # fmt: skip
        assert keeper.get(url).status_code == 200, url
    assert "goes into amendment 1" in keeper.get(at("item", action)).content.decode()
    youth = plan.sections.get(title__en="Youth").pid
    assert keeper.post(at("move", action), {"section": youth}).status_code == 302
    assert keeper.post(at("shift", action), {"way": "up"}).status_code == 302
    added = keeper.post(at("add", section, "action"), {"title_en": "Listen"})
    page = keeper.get(added.url).content.decode()
    assert "Listen" in page
    assert "when this amendment is signed" not in page
    assert plan.actions.count() == 3


def test_where_no_amendment_is_open_the_page_leads_to_whoever_opens_one(signed, keeper, secretary):
    action = signed.plan.actions.first().pid
    page = keeper.get(
        reverse("site:desk-edit-item", args=["mombasa", signed.plan.edition, action])
    ).content.decode()
    assert "the secretary or a co-chair opens one" in page
    assert reverse("site:desk-life", args=["mombasa", signed.plan.edition]) in page
