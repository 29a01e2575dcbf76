"""Nothing of an indicator is public before somebody who does not measure it has found it safe; what went wrong is decided."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from jukwaa.core.models import Entry
from jukwaa.plans.models import IndicatorDefinition
from jukwaa.results.actions import (
    Answers,
    approve_value,
    decide_effect,
    freeze_score,
    note_effect,
    publish_effect,
    review_indicator,
    withhold_effect,
)
from jukwaa.results.figures.forums import roll_up
from jukwaa.results.figures.published import as_published, newest_of
from jukwaa.results.figures.scores import score_of
from jukwaa.results.models import AdverseEffect, Review, Value
from jukwaa.results.permissions import can_review, measured_by, takes_part
from jukwaa.results.rules.caring import QUESTIONS
from tests.factories import OrganisationFactory, SeatFactory
from tests.results.conftest import TODAY, hand, indicator_of, number, person_of, told

pytestmark = pytest.mark.django_db

NO = dict.fromkeys(QUESTIONS, False)
SAFE = Answers(NO, "safe", {})
CHANGE = Answers(NO | {"label": True}, "change", {"en": "Not by neighbourhood"})
NOBODY = AnonymousUser()


@pytest.fixture
def rights(mombasa):
    return person_of(OrganisationFactory(forum=mombasa, name="Rights (sample)", state=False, rights=True))


@pytest.fixture
def unsafe(action):
    """Nobody has asked yet."""
    return indicator_of(action, safe=False)


def review(indicator, answers=SAFE, by=None):
    return review_indicator(indicator.plan, indicator.definition, answers, hand=hand(by, today=TODAY))


def checked(*said, **more):
    return approve_value(told(*said, **more), hand=hand(None, today=TODAY))


def score(plan):
    return score_of(plan, Value.objects.to_count(NOBODY))


# --- reviews ----------------------------------------------------------------------------------------------------


def test_it_is_asked_kept_and_recorded(unsafe, rights):
    made = review(unsafe, by=rights)
    assert (made.outcome, made.stands, made.organisation.name) == ("safe", True, "Rights (sample)")
    entry = Entry.objects.get()
    assert (entry.verb, entry.target) == ("indicator.reviewed", unsafe.definition.pid)
    assert (entry.facts, bool(entry.public)) == (
        {"edition": "2022-23", "version": 1, "outcome": "safe"},
        True,
    )


def test_who_measures_it_does_not_ask(unsafe, mombasa, group, of_group, office, of_office):
    for body in (group, office):
        body.rights = True
        body.save()
    for person in (of_group, of_office):  # the lead of the action, and of its section
        with pytest.raises(PermissionDenied, match="Your own body measures this"):
            review(unsafe, by=person)
    chair = SeatFactory(forum=mombasa, role="co_chair_county", organisation=group).holder
    assert not can_review(chair, unsafe.plan, unsafe.definition)
    assert not Review.objects.exists()
    assert not Entry.objects.exists()


def test_who_has_no_part_in_rights_does_not_ask_either(unsafe, mombasa):
    other = person_of(OrganisationFactory(forum=mombasa, name="Others (sample)"))
    with pytest.raises(PermissionDenied, match="look after rights"):
        review(unsafe, by=other)


def test_of_all_at_once_as_of_each_alone(unsafe, group, office, of_office, rights):
    of_section = indicator_of(unsafe.action.section)
    for body, person in ((group, person_of(group)), (office, of_office)):
        alone = {each.pk for each in (unsafe, of_section) if takes_part(each, body)}
        assert set(measured_by(person).values_list("pk", flat=True)) == alone
    assert not measured_by(rights).exists()


def test_what_points_at_people_is_refused_and_a_yes_asks_for_care(unsafe, rights):
    with pytest.raises(ValidationError) as never:
        review(unsafe, Answers(NO | {"person": True}, "safe", {"en": "We take care"}), by=rights)
    assert list(never.value.error_dict) == ["outcome"]
    with pytest.raises(ValidationError) as missing:
        review(unsafe, Answers(NO | {"label": True}, "safe", {}), by=rights)
    assert list(missing.value.error_dict) == ["care"]
    assert not Review.objects.exists()


def test_the_newest_stands_and_one_alone(unsafe, rights):
    first, second = review(unsafe, by=rights), review(unsafe, CHANGE, by=rights)
    assert list(Review.objects.standing()) == [second]
    assert list(Review.objects.order_by("pk")) == [first, second]
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=first.pk).update(stands=True)


# --- what follows from them -------------------------------------------------------------------------------------


def test_before_it_is_found_safe_nothing_of_it_counts_and_afterwards_it_does(unsafe, group, of_group):
    value = checked(unsafe, group, 6)
    assert not Value.objects.visible_to(NOBODY).exists()
    assert list(Value.objects.visible_to(of_group)) == [value]  # who sits in the forum
    for reader in (NOBODY, of_group):
        found = score_of(unsafe.plan, Value.objects.to_count(reader))
        assert (found.score.value, found.score.reported, found.score.of) == (None, 0, 1)
        assert (found.indicators[0].figure.why, found.indicators[0].waiting) == ("unreviewed", 0)
    assert not roll_up(Value.objects.all(), [unsafe.plan.pk])

    review(unsafe)
    assert list(Value.objects.visible_to(NOBODY)) == [value]
    assert (score(unsafe.plan).score.reported, score(unsafe.plan).indicators[0].figure.value) == (1, 6)
    assert [rolled.figure.value for rolled in roll_up(Value.objects.all(), [unsafe.plan.pk])] == [6]

    review(unsafe, CHANGE)
    assert not Value.objects.visible_to(NOBODY).exists()
    assert score(unsafe.plan).score.reported == 0


def test_other_words_are_asked_about_anew(unsafe, group):
    checked(unsafe, group, 6)
    review(unsafe)
    old = unsafe.definition
    unsafe.definition = IndicatorDefinition.objects.create(forum=old.forum, pid=old.pid, version=2, text={"en": "Arrests"}, over_places="sum", over_time="sum")  # fmt: skip
    unsafe.save()
    assert not Value.objects.visible_to(NOBODY).exists()
    assert score(unsafe.plan).score.reported == 0


def test_an_edition_that_has_the_old_words_keeps_its_numbers(unsafe, group, mombasa):
    """The same indicator, by its permanent id, in the next edition: what is not found safe there stays open here."""
    checked(unsafe, group, 6)
    review(unsafe)
    other = indicator_of(unsafe.action, safe=False)
    other.pid, other.plan = unsafe.pid, type(unsafe.plan).objects.create(
        forum=mombasa, edition="2023-24", starts=date(2023, 6, 1), ends=date(2024, 5, 31)
    )  # fmt: skip
    other.save()
    assert Value.objects.visible_to(NOBODY).count() == 1


def test_what_was_published_of_it_is_gone_from_the_live_page_and_stands_in_the_publication(unsafe, group):
    checked(unsafe, group, number(60, people=True))
    review(unsafe)
    made = freeze_score(unsafe.plan, by=None, today=date(2022, 12, 31))
    review(unsafe, CHANGE)
    last = newest_of(unsafe.plan)
    live = as_published(score(unsafe.plan), last).indicators[0]
    assert (live.figure.value, live.figure.why, live.attainment) == (None, "unreviewed", None)
    made.refresh_from_db()
    assert made.document["sections"][0]["indicators"][0]["value"] == "60"
    again = freeze_score(unsafe.plan, by=None, today=date(2023, 1, 31))
    row = again.document["sections"][0]["indicators"][0]
    assert (row["value"], row["why"], row["quarters"]) == (None, "unreviewed", {})


def test_one_that_nobody_has_asked_about_costs_no_question_more(
    action, unsafe, indicator, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        score(action.plan)


# --- the register -----------------------------------------------------------------------------------------------

LATE = {"en": "Dialogues ended after dark"}


def note(action, by=None, **said):
    return note_effect(action.plan, "happened", said.get("what", LATE), about=action.pid, hand=hand(by, today=TODAY))  # fmt: skip


def test_it_is_noted_decided_published_and_recorded(action, of_group, mombasa):
    secretary = SeatFactory(forum=mombasa).holder
    effect = note(action, of_group)
    assert (effect.state, effect.published, effect.organisation.name) == ("open", False, "Women's Group (sample)")  # fmt: skip
    with pytest.raises(PermissionDenied, match="decide first"):
        publish_effect(effect, hand=hand(secretary))
    effect = decide_effect(effect, "adapted", {"en": "They end by four"}, hand=hand(secretary))
    assert publish_effect(effect, hand=hand(secretary)).published
    assert not decide_effect(effect, "stopped", {"en": "No more"}, hand=hand(secretary)).published
    publish_effect(effect, hand=hand(secretary))
    assert not withhold_effect(effect, hand=hand(secretary)).published
    told_ = [(entry.verb, bool(entry.public)) for entry in Entry.objects.order_by("number")]
    assert told_ == [
        ("effect.noted", False), ("effect.decided", False), ("effect.published", True),
        ("effect.decided", False), ("effect.published", True), ("effect.withheld", True),
    ]  # fmt: skip
    assert all("dark" not in str(entry.facts) for entry in Entry.objects.all())


def test_it_is_read_by_who_looks_after_rights_who_decides_and_who_brought_it(
    action, of_group, of_office, rights, mombasa, kwale
):
    effect = note(action, of_group)
    chair = SeatFactory(forum=mombasa, role="co_chair_national").holder
    liaison = SeatFactory(forum=mombasa, role="liaison").holder
    elsewhere = SeatFactory(forum=kwale).holder
    reads = {
        person: AdverseEffect.objects.visible_to(person).exists() for person in (of_group, rights, chair)
    }
    assert set(reads.values()) == {True}
    for person in (of_office, liaison, elsewhere, NOBODY):
        assert not AdverseEffect.objects.visible_to(person).exists()
    decide_effect(effect, "adapted", {"en": "By four"}, hand=hand(None))
    assert not AdverseEffect.objects.visible_to(NOBODY).exists()
    publish_effect(effect, hand=hand(None))
    for person in (of_office, liaison, elsewhere, NOBODY):
        assert AdverseEffect.objects.visible_to(person).get() == effect


def test_only_who_moves_the_plan_decides(action, of_group, rights):
    effect = note(action, of_group)
    for person in (of_group, rights):
        with pytest.raises(PermissionDenied, match="secretary and the co-chairs"):
            decide_effect(effect, "stopped", {"en": "No more"}, hand=hand(person))


@pytest.mark.parametrize("what", [{}, {"en": " "}, {"en": "Mzee Juma Ali was there"}])
def test_words_that_say_nothing_or_name_somebody_are_refused(action, of_group, what):
    with pytest.raises(ValidationError) as wrong:
        note(action, of_group, what=what)
    assert list(wrong.value.error_dict) == ["what"]
    assert not AdverseEffect.objects.exists()


def test_by_a_seat_link_it_can_be_noted_too(action, of_group):
    of_group.via_link = True
    assert note(action, of_group).pid.startswith("e-")


def test_what_is_published_is_decided_says_the_database_too(action):
    effect = note(action)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdverseEffect.objects.filter(pk=effect.pk).update(published=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdverseEffect.objects.filter(pk=effect.pk).update(state="stopped")
