"""The sample is taken away without a trace elsewhere, and can be loaded anew."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command

from jukwaa.accounts.models import User
from jukwaa.core import keys
from jukwaa.core.made import made_for
from jukwaa.core.models import Entry, Hand
from jukwaa.forums.models import Forum
from jukwaa.site.actions.sample import load_sample, remove_sample, sample_sign_ins
from tests.factories import (
    ActionFactory,
    ForumFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)


def rows() -> dict[str, list[object]]:
    """Every row of ours; the log apart, which only grows."""
    models = [m for m in apps.get_models() if re.match(r"jukwaa\.(?!core\.)", m.__module__)]
    through = [f.remote_field.through for m in models for f in m._meta.many_to_many]
    return {m._meta.label: sorted(m.objects.values_list(), key=repr) for m in (*models, *through)}


@pytest.fixture
def real_county(db):
    """Another forum with one of everything, and people who sign in."""
    forum = ForumFactory(slug="kwale", area_id="KE002")
    body = OrganisationFactory(forum=forum, name="Office of the Governor, Kwale", state=True, listed=True)
    action = ActionFactory(section=SectionFactory(plan=PlanFactory(forum=forum)))
    action.areas.add("KE002")
    RoleFactory(action=action, organisation=body)
    SeatFactory(forum=forum, organisation=body)
    return forum


@pytest.fixture
def county(db):
    return load_sample()


@pytest.mark.drill
def test_a_second_time_changes_nothing(county):
    before, log = rows(), Entry.objects.count()
    assert load_sample() == county
    assert rows() == before
    assert Entry.objects.count() == log


def test_removing_it_leaves_everything_else_as_it_was(real_county):
    before = rows()
    load_sample()
    made = made_for(Forum.objects.get(sample=True).pk)
    made.mkdir(parents=True)
    assert rows() != before
    assert remove_sample()
    assert rows() == before
    assert not made.exists()
    assert sample_sign_ins() == []


@pytest.mark.drill
def test_what_was_done_to_it_stays_on_the_record_which_then_is_closed(
    county, django_capture_on_commit_callbacks
):
    people, there = list(User.objects.filter(is_sample=True)), Entry.objects.count()
    assert keys.file_of("mombasa").exists()
    with django_capture_on_commit_callbacks(execute=True):
        remove_sample()
    assert Entry.objects.count() == there + 1
    assert Entry.objects.first().verb == "forum.removed"
    assert not keys.file_of("mombasa").exists()
    assert not Hand.objects.filter(user__in=[person.pk for person in people]).exists()


def test_removing_it_where_there_is_none_does_nothing(real_county):
    before = rows()
    assert not remove_sample()
    assert rows() == before


@pytest.mark.drill
def test_it_stands_beside_a_real_mombasa(mombasa):
    county = load_sample()
    assert county.slug == "mombasa-sample"
    assert load_sample() == county
    remove_sample()
    assert list(Forum.objects.all()) == [mombasa]


def test_the_command_says_what_it_did(db):
    def said(*flags):
        out = StringIO()
        call_command("sample", *flags, stdout=out)
        return out.getvalue().strip()

    assert said() == "The sample stands at /mombasa/."
    assert said() == "The sample stands at /mombasa/."
    assert said("--remove") == "The sample is gone."
    assert said("--remove") == "There was no sample."


@pytest.mark.drill
def test_its_people_sign_in_with_passwords_drawn_for_this_install(county):
    first = {email: password for _seat, email, password in sample_sign_ins()}
    for email, password in first.items():
        assert User.objects.get(email=email).check_password(password)
    remove_sample()
    load_sample()
    second = {email: password for _seat, email, password in sample_sign_ins()}
    assert first.keys() == second.keys()
    assert not set(first.values()) & set(second.values())


@pytest.mark.drill
def test_an_edition_that_somebody_brought_into_the_sample_is_not_lost_by_the_way(county):
    PlanFactory(forum=county, edition="2024-25")
    with pytest.raises(ValidationError, match="2024-25"):
        remove_sample()
    assert county.plans.filter(edition="2024-25").exists()
    assert remove_sample(with_what_was_brought_in=True)
