from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from jukwaa.core.models import Entry
from jukwaa.forums import actions
from jukwaa.forums.actions import Charter, Portrait
from jukwaa.forums.models import Forum, Organisation
from jukwaa.places.models import Area
from tests.factories import OrganisationFactory, SeatFactory


def charter(**asked):
    area = Area.objects.get(code="KE002")
    return Charter(**{"slug": "kwale-2", "area": area, "name": {"en": "Kwale"}, **asked})


def test_an_administrator_founds_a_forum_and_it_is_on_the_record(administrator):
    forum = actions.found(
        charter(levels=[{"one": {"en": "theme"}, "many": {"en": "themes"}}]), by=administrator
    )
    assert (forum.area_id, forum.levels[0]["one"]["en"]) == ("KE002", "theme")
    assert Entry.objects.about("forum:kwale-2").get().actor == administrator.pk


def test_nobody_else_founds_a_forum(secretary):
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        actions.found(charter(), by=secretary)
    assert not Forum.objects.filter(slug="kwale-2").exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("sw", "page of the site"),
        ("desk", "page of the site"),
        ("Kwale 2", "address"),
        ("mombasa", "already"),
    ],
)
def test_a_name_that_cannot_stand_in_the_address_is_refused_with_the_reason(mombasa, slug, why):
    with pytest.raises(ValidationError, match=why):
        actions.found(charter(slug=slug), by=None)


def test_a_non_state_body_is_unlisted_until_it_agrees(mombasa, secretary):
    (body,) = actions.admit(
        mombasa, [Portrait(name="Youth Forum (sample)", kind="youth_led", state=False)], by=secretary
    )
    assert not body.listed
    portrait = Portrait(name=body.name, kind="youth_led", state=False, agreed=True, areas=["KE001006"])
    assert actions.describe(body, portrait, by=secretary).listed
    assert list(body.areas.values_list("code", flat=True)) == ["KE001006"]


def test_a_body_of_which_nothing_is_known_is_unlisted(mombasa):
    (body,) = actions.admit(mombasa, [Portrait(name="County Gender Department")], by=None)
    assert (body.state, body.listed) == (None, False)


def test_a_public_office_is_always_listed(mombasa, secretary):
    (office,) = actions.admit(
        mombasa, [Portrait(name="Governor's Office", kind="county_government")], by=secretary
    )
    assert (office.state, office.listed) == (True, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=office.pk).update(listed=False)


def test_another_forums_secretary_changes_nothing_here(mombasa, outsider):
    body = OrganisationFactory(forum=mombasa)
    with pytest.raises(PermissionDenied, match="Only the secretary of this forum"):
        actions.describe(body, Portrait(name=body.name, agreed=True), by=outsider)
    with pytest.raises(PermissionDenied):
        actions.admit(mombasa, [Portrait(name="X (sample)")], by=outsider)
    assert not Entry.objects.exists()


def test_who_sees_which_bodies(mombasa, secretary, outsider, member, rf):
    from django.contrib.auth.models import AnonymousUser

    hidden = OrganisationFactory(forum=mombasa)
    listed = OrganisationFactory(forum=mombasa, listed=True)
    seen = {who: set(Organisation.objects.visible_to(who)) for who in (secretary, member, outsider)}
    assert seen[secretary] == seen[member] == {hidden, listed}
    assert seen[outsider] == set(Organisation.objects.visible_to(AnonymousUser())) == {listed}


def test_a_seat_that_has_ended_keeps_nothing(mombasa):
    former = SeatFactory(forum=mombasa, ends="2026-01-31").holder
    assert not Forum.objects.kept_by(former).exists()
