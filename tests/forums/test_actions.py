from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from jukwaa.core.models import Entry
from jukwaa.forums import actions
from jukwaa.forums.actions import Charter, Portrait
from jukwaa.forums.models import Forum, Membership, Organisation, Seat
from jukwaa.places.models import Area
from tests.factories import OrganisationFactory, SeatFactory, UserFactory


def charter(**asked):
    area = Area.objects.get(code="KE002")
    return Charter(**{"slug": "kwale-2", "area": area, "name": {"en": "Kwale"}, **asked})


# --- founding ---------------------------------------------------------------------------------------------------


def test_an_administrator_founds_a_forum_and_it_is_on_the_record(administrator):
    theme = {"one": {"en": "theme"}, "many": {"en": "themes"}}
    asked = {
        "levels": [theme],
        "languages": ["sw"],
        "currency": "TZS",
        "fy_month": 1,
        "signers": ["secretary"],
    }
    forum = actions.found(charter(**asked), by=administrator)
    assert (forum.area_id, forum.levels, forum.languages) == ("KE002", [theme], ["sw"])
    assert (forum.currency, forum.fy_month, forum.signers, forum.sample) == ("TZS", 1, ["secretary"], False)
    entry = Entry.objects.about("forum:kwale-2").get()
    assert (entry.verb, entry.actor, entry.forum) == ("forum.founded", administrator.pk, forum.pk)


def test_nobody_else_founds_a_forum(secretary):
    for stranger in (secretary, AnonymousUser()):
        with pytest.raises(PermissionDenied, match="Only an administrator"):
            actions.found(charter(), by=stranger)
    assert not Forum.objects.filter(slug="kwale-2").exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("sw", "page of the site"),
        ("en", "page of the site"),
        ("desk", "page of the site"),
        ("Kwale 2", "address"),
        ("kwale\n", "address"),
        ("-kwale", "address"),
        ("x" * 61, "address"),
        ("mombasa", "here already"),
    ],
)
def test_a_name_that_cannot_stand_in_the_address_is_refused_with_the_reason(mombasa, slug, why):
    with pytest.raises(ValidationError, match=why):
        actions.found(charter(slug=slug), by=None)
    assert not Entry.objects.exists()


def test_where_the_sample_has_the_name_it_is_said_how_to_take_it_away(mombasa):
    Forum.objects.filter(pk=mombasa.pk).update(sample=True)
    with pytest.raises(ValidationError, match="sample --remove"):
        actions.found(charter(slug="mombasa"), by=None)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"languages": []}, "language"),
        ({"languages": ["English"]}, "language"),
        ({"currency": "Shillings"}, "currency"),
        ({"currency": "kes"}, "currency"),
        ({"fy_month": 0}, "financial year"),
        ({"fy_month": 13}, "financial year"),
        ({"signers": []}, "sign the plan"),
        ({"signers": ["governor"]}, "no seat “governor”"),
        ({"levels": []}, "divided into"),
        ({"name": {"en": " "}}, "name"),
    ],
)
def test_what_a_forum_cannot_be_founded_with(db, asked, why):
    with pytest.raises(ValidationError, match=why):
        actions.found(charter(**asked), by=None)
    assert not Forum.objects.exists()


# --- seats -------------------------------------------------------------------------------------------------------


def test_a_seat_is_given_to_a_user_or_to_a_name_and_is_on_the_record(mombasa, administrator):
    user, body = UserFactory(), OrganisationFactory(forum=mombasa)
    kept = actions.seat(mombasa, "focal_person", holder=user, organisation=body, by=administrator)
    typed = actions.seat(mombasa, "co_chair_county", holder="The Governor", by=None, starts=date(2022, 6, 1))
    assert (kept.holder, kept.organisation, kept.holder_name) == (user, body, "")
    assert (typed.holder, typed.holder_name) == (None, "The Governor")
    assert [e.facts["role"] for e in Entry.objects.filter(verb="seat.given").order_by("id")] == [
        "focal_person",
        "co_chair_county",
    ]


def test_a_secretary_seats_people_of_its_own_forum_only(mombasa, kwale, secretary, member, outsider):
    assert actions.seat(mombasa, "observer", holder=UserFactory(), by=secretary)
    for stranger in (member, outsider):
        with pytest.raises(PermissionDenied, match="Only the secretary of this forum"):
            actions.seat(mombasa, "secretary", holder=stranger, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.seat(kwale, "secretary", holder=secretary, by=secretary)


def test_a_seat_that_is_none_or_of_anothers_body_is_refused(mombasa, kwale):
    with pytest.raises(ValidationError, match="no seat “king”"):
        actions.seat(mombasa, "king", holder="x", by=None)
    with pytest.raises(ValidationError, match="another forum"):
        actions.seat(
            mombasa, "focal_person", holder="x", by=None, organisation=OrganisationFactory(forum=kwale)
        )
    assert not Seat.objects.exists()


@pytest.mark.parametrize(
    ("span", "keeps"),
    [
        ({}, True),
        ({"starts": date(2020, 1, 1), "ends": date(2999, 1, 1)}, True),
        ({"ends": date(2020, 1, 1)}, False),
        ({"starts": date(2999, 1, 1)}, False),
    ],
)
def test_a_seat_keeps_the_forum_while_it_is_held(mombasa, span, keeps):
    holder = SeatFactory(forum=mombasa, **span).holder
    assert Forum.objects.kept_by(holder).exists() is keeps


def test_a_seat_is_held_on_its_first_and_its_last_day(mombasa):
    first, last = date(2022, 6, 1), date(2022, 6, 30)
    SeatFactory(forum=mombasa, starts=first, ends=last)
    held = [
        Seat.objects.current(on=day).exists() for day in (date(2022, 5, 31), first, last, date(2022, 7, 1))
    ]
    assert held == [False, True, True, False]


def test_only_secretaries_and_administrators_seats_keep_a_forum(mombasa):
    keeping = {
        role
        for role in Seat.Role.values
        if Forum.objects.kept_by(SeatFactory(forum=mombasa, role=role).holder)
    }
    assert keeping == {"secretary", "administrator"}


# --- bodies ------------------------------------------------------------------------------------------------------


def test_a_body_is_admitted_with_all_that_is_said_of_it(mombasa, secretary):
    said = Portrait(
        name=" Youth Forum (sample) ", short_name="YF", kind="youth_led", areas=["KE001006", "KE001006"],
        focus={"en": "Jobs", "sw": "Ajira"}, capacity=3,
    )  # fmt: skip
    (body,) = actions.admit(mombasa, [said], by=secretary, since=date(2022, 1, 17))
    body.refresh_from_db()
    assert (body.name, body.short_name, body.kind, body.state) == (
        "Youth Forum (sample)",
        "YF",
        "youth_led",
        False,
    )
    assert (body.focus["sw"], body.capacity, body.listed) == ("Ajira", 3, False)
    assert list(body.areas.values_list("code", flat=True)) == ["KE001006"]
    assert body.memberships.get().starts == date(2022, 1, 17)
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.facts) == (
        "organisation.admitted",
        secretary.pk,
        {"bodies": [body.pid]},
    )


def test_a_non_state_body_is_unlisted_until_it_agrees(mombasa, secretary):
    (body,) = actions.admit(mombasa, [Portrait(name="Youth Forum (sample)", kind="youth_led")], by=secretary)
    assert not body.listed
    portrait = Portrait(name=body.name, kind="youth_led", agreed=True, areas=["KE001006"])
    assert actions.describe(body, portrait, by=secretary).listed
    assert list(body.areas.values_list("code", flat=True)) == ["KE001006"]
    assert Entry.objects.get(verb="organisation.described").facts == {"listed": True}
    assert not actions.describe(body, Portrait(name=body.name, kind="youth_led"), by=secretary).listed


def test_whenever_who_is_named_changes_what_was_made_before_is_stale(mombasa, secretary):
    body = OrganisationFactory(forum=mombasa)
    actions.describe(body, Portrait(name=body.name, kind="cso", agreed=True), by=secretary)
    changed = mombasa.changed
    mombasa.refresh_from_db()
    assert mombasa.changed == changed + 1


def test_a_body_of_which_nothing_is_known_is_unlisted(mombasa):
    (body,) = actions.admit(mombasa, [Portrait(name="County Gender Department")], by=None)
    assert (body.state, body.listed) == (None, False)


@pytest.mark.parametrize("kind", ["national_government", "county_government", "security_agency"])
@pytest.mark.parametrize("said", [None, True, False])
def test_a_public_office_is_always_listed(mombasa, secretary, kind, said):
    (office,) = actions.admit(mombasa, [Portrait(name="Office", kind=kind, state=said)], by=secretary)
    assert (office.state, office.listed) == (True, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=office.pk).update(listed=False)


@pytest.mark.parametrize("kind", ["cso", "cbo", "faith_based", "women_led", "youth_led", "pwd_led"])
def test_a_civil_body_is_never_listed_by_being_called_a_public_office(mombasa, kind):
    (body,) = actions.admit(mombasa, [Portrait(name="Group (sample)", kind=kind, state=True)], by=None)
    assert (body.state, body.listed) == (False, False)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" ", "needs a name"),
        ("x" * 201, "at most 200"),
        ("AMANI  trust (sample)", "in the list already"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_the_reason(mombasa, secretary, name, why):
    OrganisationFactory(forum=mombasa, name="Amani Trust (sample)")
    with pytest.raises(ValidationError, match=why):
        actions.admit(mombasa, [Portrait(name="Good (sample)"), Portrait(name=name)], by=secretary)
    assert Organisation.objects.count() == 1


def test_two_of_one_name_at_once_are_refused(mombasa):
    with pytest.raises(ValidationError, match="in the list already"):
        actions.admit(mombasa, [Portrait(name="A (sample)"), Portrait(name="a (sample)")], by=None)


def test_a_place_that_is_none_is_refused(mombasa):
    for code in ("1", "Mvita"):
        with pytest.raises(ValidationError, match="no area's code"):
            actions.admit(mombasa, [Portrait(name="A (sample)", areas=[code])], by=None)
    assert not Organisation.objects.exists()


def test_the_same_name_in_another_forum_is_another_body(mombasa, kwale):
    for forum in (mombasa, kwale):
        actions.admit(forum, [Portrait(name="Amani Trust (sample)")], by=None)
    assert Organisation.objects.count() == 2


def test_another_forums_secretary_changes_nothing_here(mombasa, outsider, member):
    body = OrganisationFactory(forum=mombasa)
    for stranger in (outsider, member, AnonymousUser()):
        for act in (
            lambda by: actions.describe(body, Portrait(name=body.name, agreed=True), by=by),
            lambda by: actions.admit(mombasa, [Portrait(name="X (sample)")], by=by),
            lambda by: actions.join(body, starts=date(2022, 1, 1), by=by),
            lambda by: actions.leave(body, ends=date(2022, 1, 1), by=by),
            lambda by: actions.rename(body, "Other (sample)", by=by),
            lambda by: actions.dismiss([body], by=by),
        ):
            with pytest.raises(PermissionDenied, match=r"Only the secretary of this forum|Sign in first"):
                act(stranger)
    assert Organisation.objects.get() == body
    assert not Entry.objects.exists()


def test_who_sees_which_bodies(mombasa, secretary, outsider, member, administrator):
    hidden = OrganisationFactory(forum=mombasa)
    listed = OrganisationFactory(forum=mombasa, listed=True)
    people = (secretary, member, outsider, administrator, AnonymousUser())
    seen = [set(Organisation.objects.visible_to(who)) for who in people]
    assert seen == [{hidden, listed}] * 2 + [{listed}] * 3


# --- membership --------------------------------------------------------------------------------------------------


def test_a_body_joins_on_anothers_word_leaves_and_joins_again_and_all_is_on_the_record(mombasa, secretary):
    body, friend = OrganisationFactory.create_batch(2, forum=mombasa)
    actions.join(body, starts=date(2022, 1, 1), endorsed_by=friend, by=secretary)
    left = actions.leave(body, ends=date(2022, 6, 30), by=secretary)
    assert (left.starts, left.ends, left.endorsed_by) == (date(2022, 1, 1), date(2022, 6, 30), friend)
    actions.join(body, starts=date(2022, 7, 1), by=secretary)
    assert body.memberships.count() == 2
    assert [e.verb for e in Entry.objects.about(body.pid).order_by("id")] == [
        "organisation.joined",
        "organisation.left",
        "organisation.joined",
    ]


@pytest.mark.parametrize(
    ("span", "free"),
    [
        ({"starts": date(2021, 1, 1)}, False),
        ({"starts": date(2021, 1, 1), "ends": date(2022, 1, 1)}, False),
        ({"starts": date(2021, 1, 1), "ends": date(2021, 12, 31)}, True),
        ({"starts": date(2022, 6, 30)}, False),
        ({"starts": date(2022, 7, 1)}, True),
    ],
)
def test_nobody_is_a_member_twice_at_one_time(mombasa, span, free):
    body = OrganisationFactory(forum=mombasa)
    Membership.objects.create(organisation=body, starts=date(2022, 1, 1), ends=date(2022, 6, 30))
    if free:
        assert actions.join(body, by=None, **span)
        return
    with pytest.raises(ValidationError, match="member at that time already"):
        actions.join(body, by=None, **span)


def test_what_a_membership_cannot_be(mombasa, kwale):
    body = OrganisationFactory(forum=mombasa)
    with pytest.raises(ValidationError, match="same forum"):
        actions.join(body, starts=date(2022, 1, 1), by=None, endorsed_by=OrganisationFactory(forum=kwale))
    with pytest.raises(ValidationError, match="same forum"):
        actions.join(body, starts=date(2022, 1, 1), by=None, endorsed_by=body)
    with pytest.raises(ValidationError, match="before it begins"):
        actions.join(body, starts=date(2022, 1, 1), ends=date(2021, 1, 1), by=None)
    with pytest.raises(ValidationError, match="no member now"):
        actions.leave(body, ends=date(2022, 1, 1), by=None)
    actions.join(body, starts=date(2022, 1, 1), by=None)
    with pytest.raises(ValidationError, match="before it begins"):
        actions.leave(body, ends=date(2021, 1, 1), by=None)
    assert Entry.objects.count() == 1
