"""An edition made, published, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.plans.actions import draft_plan, publish_draft, withhold_draft
from jukwaa.plans.models import Action, Intake, Plan
from tests.factories import PlanFactory, SeatFactory
from tests.plans.acts.bringing import bring, kept, plan_of

SPAN = {"starts": date(2023, 6, 1), "ends": date(2024, 5, 31)}


def test_a_new_edition_is_an_empty_draft_with_what_the_forum_says(mombasa, secretary):
    plan = draft_plan(mombasa, "2023-24", title={"en": "Plan"}, by=secretary, **SPAN)
    assert (plan.status, plan.languages, plan.levels) == ("draft", mombasa.languages, mombasa.levels)
    assert len(plan.manifest) == 64
    entry = Entry.objects.get()
    assert (entry.verb, entry.target, entry.actor) == ("plan.drafted", "plan:mombasa/2023-24", secretary.pk)


@pytest.mark.parametrize(
    ("edition", "span", "why"),
    [
        ("2023/24", SPAN, "cannot stand in an address"),
        ("new", SPAN, "page of the site"),
        ("2023-24", {"starts": SPAN["ends"], "ends": SPAN["starts"]}, "lies before its first"),
        ("2022-23", SPAN, "here already"),
    ],
)
def test_an_edition_that_cannot_be_is_refused_with_the_reason(mombasa, secretary, draft, edition, span, why):
    entries = Entry.objects.count()
    with pytest.raises(ValidationError, match=why):
        draft_plan(mombasa, edition, title={"en": "Plan"}, by=secretary, **span)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("who", ["outsider", "member", "administrator"])
def test_only_those_who_keep_the_forum_draft_publish_and_take_back(mombasa, draft, who, request):
    stranger = request.getfixturevalue(who)
    for act in (
        lambda: draft_plan(mombasa, "2023-24", title={"en": "x"}, by=stranger, **SPAN),
        lambda: publish_draft(draft, by=stranger),
        lambda: withhold_draft(draft, by=stranger),
    ):
        with pytest.raises(PermissionDenied, match="Only the secretary"):
            act()
    assert plan_of(mombasa).status == Plan.Status.DRAFT


def test_a_draft_is_published_and_taken_back_and_both_are_on_the_record(mombasa, secretary, draft):
    changed = draft.changed
    publish_draft(draft, by=secretary)
    assert plan_of(mombasa).status == draft.status == Plan.Status.PUBLISHED_DRAFT
    withhold_draft(draft, by=secretary)
    assert plan_of(mombasa).status == Plan.Status.DRAFT
    assert plan_of(mombasa).changed == changed + 2
    assert [e.verb for e in Entry.objects.order_by("id")][-2:] == ["plan.published", "plan.withheld"]


def test_an_empty_plan_is_not_published(mombasa, secretary):
    plan = draft_plan(mombasa, "2023-24", title={"en": "Plan"}, by=secretary, **SPAN)
    with pytest.raises(PermissionDenied, match="without a single action"):
        publish_draft(plan, by=secretary)


def test_what_is_public_is_not_published_again_and_what_is_not_is_not_taken_back(mombasa, secretary, draft):
    with pytest.raises(PermissionDenied, match="Only a published draft"):
        withhold_draft(draft, by=secretary)
    publish_draft(draft, by=secretary)
    with pytest.raises(PermissionDenied, match="public already"):
        publish_draft(draft, by=secretary)


def test_the_plan_as_it_stands_decides_not_as_it_was_when_the_page_was_loaded(mombasa, secretary, draft):
    stale = Plan.objects.get(pk=draft.pk)
    publish_draft(draft, by=secretary)
    with pytest.raises(PermissionDenied, match="public already"):
        publish_draft(stale, by=secretary)
    assert Entry.objects.filter(verb="plan.published").count() == 1


# --- who sees what ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Plan.Status.values)
def test_who_sees_which_editions(mombasa, secretary, member, outsider, administrator, status):
    plan = PlanFactory(forum=mombasa, status=status)
    seen = {
        who: Plan.objects.visible_to(who).filter(pk=plan.pk).exists()
        for who in (secretary, member, outsider, administrator, AnonymousUser())
    }
    public = status != "draft"
    assert list(seen.values()) == [True, True, public, public, public]


def test_a_seat_that_has_ended_or_not_begun_shows_no_drafts(mombasa, draft):
    for span in ({"ends": date(2020, 1, 1)}, {"starts": date(2999, 1, 1)}):
        holder = SeatFactory(forum=mombasa, **span).holder
        assert not Plan.objects.visible_to(holder).exists()
        assert not Intake.objects.visible_to(holder).exists()
    assert Plan.objects.visible_to(SeatFactory(forum=mombasa, ends=date(2999, 1, 1)).holder).exists()


def test_what_was_read_of_a_file_is_seen_by_those_who_keep_the_forum_alone(
    mombasa, secretary, member, outsider, administrator, file
):
    intake = kept(mombasa, file, by=secretary)
    seen = [
        set(Intake.objects.visible_to(who))
        for who in (secretary, member, outsider, administrator, AnonymousUser())
    ]
    assert seen == [{intake}, set(), set(), set(), set()]


def test_actions_are_seen_where_their_plan_is(mombasa, kwale, secretary, outsider, file):
    bring(mombasa, file)
    bring(kwale, file, publish=True)
    assert Action.objects.visible_to(AnonymousUser()).count() == 3
    assert Action.objects.visible_to(secretary).count() == 6
    assert Action.objects.visible_to(outsider).count() == 3
