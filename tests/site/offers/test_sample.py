"""The sample's people find something true on their desks."""

from __future__ import annotations

import pytest

from jukwaa.accounts.models import User
from jukwaa.core.models import Entry
from jukwaa.plans.models import Pledge, Reply, Role
from jukwaa.site.actions.sample import load_sample
from jukwaa.site.figures.desk import desks


@pytest.fixture
def county(db):
    return load_sample()


def told(name: str) -> list[str]:
    person = User.objects.get(email=f"{name}@jukwaa.example")
    return [waiting.sentence for desk in desks(person) for waiting in desk.waiting]


def test_each_finds_what_waits_for_them(county):
    women, trade, youth, governor, secretary = map(told, ("women", "trade", "youth", "governor", "secretary"))
    assert any("is asked for “4.1 Interfaith dialogue series” (support)" in line for line in women)
    assert any("can give interpreter" in line and "thank them" in line for line in women)
    assert any("need of an action meets what Women's Development Network" in line for line in women)
    assert any("would do “2.1 Link youth groups" in line for line in trade)
    assert any("is asked for “1.3 Prepare men and boys" in line for line in youth)
    assert any("is asked for “2.8 One public list" in line for line in governor)
    assert "11 offers in 2022-23 have no answer yet." in secretary
    assert any("can give hall or room for “6.6" in line for line in secretary)


def test_its_answers_are_steps_that_were_recorded(county):
    newest = Role.objects.filter(action__plan__edition="2022-23")
    answered = newest.exclude(reply="offered")
    steps = Reply.objects.filter(plan__edition="2022-23")
    assert steps.count() == answered.count()
    declined = steps.filter(step="declined")
    assert set(declined.values_list("organisation__state", flat=True)) == {True, False}
    assert declined.get(organisation__state=True).came == "phone"
    assert Entry.objects.filter(verb="offer.declined").count() == 2
    assert Entry.objects.filter(verb="offer.countered").count() == 1
    assert set(Pledge.objects.values_list("state", flat=True)) == {"offered", "taken"}
