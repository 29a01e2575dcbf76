"""Asks, gives and pledges: told to those who sit in the forum, and to nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.plans.actions.giving import (
    Wanted,
    close_ask,
    close_give,
    leave_pledge,
    make_ask,
    make_give,
    make_pledge,
    take_back_pledge,
    take_pledge,
)
from jukwaa.plans.models import Ask, Give, Pledge
from tests.plans.offers.conftest import TODAY, person_of

HALL = Wanted("hall", "For sixty people, one Saturday", date(2022, 8, 1), date(2022, 8, 31))


@pytest.fixture
def ask(lead, asked, of_network):
    return make_ask(lead.action, HALL, by=of_network, today=TODAY)


def verbs():
    told = Entry.objects.order_by("id").values_list("verb", flat=True)
    return [verb for verb in told if verb.partition(".")[0] in ("ask", "give", "pledge")]


def test_the_lead_asks_and_a_body_gives(ask, of_traders, traders):
    give = make_give(traders, Wanted("hall", areas=["KE001005"]), by=of_traders, today=TODAY)
    assert (ask.need, ask.day, ask.closed) == ("hall", TODAY, False)
    assert [area.code for area in give.areas.all()] == ["KE001005"]
    assert verbs() == ["ask.made", "give.made"]


def test_only_who_leads_asks_and_only_the_body_gives(lead, asked, of_traders, network):
    with pytest.raises(PermissionDenied, match="say what it needs"):
        make_ask(lead.action, HALL, by=of_traders, today=TODAY)
    with pytest.raises(PermissionDenied, match="Only the body itself"):
        make_give(network, HALL, by=of_traders, today=TODAY)
    assert verbs() == []


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Wanted("money"), "choose one of the list"),
        (Wanted("other"), "in a few words"),
        (Wanted("hall", starts=date(2022, 8, 2), ends=date(2022, 8, 1)), "before the first"),
        (Wanted("hall", "ask 0722123456"), "points at a person"),
    ],
)
def test_what_cannot_be_asked_is_told_why(lead, of_network, wanted, sentence):
    with pytest.raises(ValidationError, match=sentence):
        make_ask(lead.action, wanted, by=of_network, today=TODAY)
    assert not Ask.objects.exists()


def test_a_place_of_another_county_is_refused(traders, of_traders):
    with pytest.raises(ValidationError, match="none of this forum's"):
        make_give(traders, Wanted("hall", areas=["KE002"]), by=of_traders, today=TODAY)
    assert not Give.objects.exists()


def test_a_pledge_is_taken_with_thanks(ask, of_traders, traders, of_network):
    pledge = make_pledge(ask, traders, by=of_traders, today=TODAY)
    take_pledge(pledge, by=of_network)
    pledge.refresh_from_db()
    assert pledge.state == Pledge.State.TAKEN
    assert verbs()[-2:] == ["pledge.made", "pledge.taken"]
    with pytest.raises(PermissionDenied, match="answered already"):
        leave_pledge(pledge, by=of_network)


def test_a_pledge_is_made_once_and_again_after_it_was_taken_back(ask, of_traders, traders):
    first = make_pledge(ask, traders, by=of_traders, today=TODAY)
    assert make_pledge(ask, traders, by=of_traders, today=TODAY) == first
    take_back_pledge(first, by=of_traders)
    make_pledge(ask, traders, by=of_traders, today=TODAY)
    assert Pledge.objects.get().state == Pledge.State.OFFERED
    assert verbs()[1:] == ["pledge.made", "pledge.withdrawn", "pledge.made"]


def test_the_body_that_pledges_does_not_thank_itself(ask, of_traders, traders, of_network, network):
    pledge = make_pledge(ask, traders, by=of_traders, today=TODAY)
    with pytest.raises(PermissionDenied):
        take_pledge(pledge, by=of_traders)
    with pytest.raises(PermissionDenied, match="leads the action itself"):
        make_pledge(ask, network, by=of_network, today=TODAY)


def test_nothing_is_pledged_to_what_is_no_longer_needed(ask, of_traders, traders, of_network):
    close_ask(ask, by=of_network)
    with pytest.raises(PermissionDenied, match="no longer needed"):
        make_pledge(ask, traders, by=of_traders, today=TODAY)
    assert verbs()[-1] == "ask.closed"


def test_a_body_closes_what_it_gives_and_nobody_else_does(traders, of_traders, of_network):
    give = make_give(traders, HALL, by=of_traders, today=TODAY)
    with pytest.raises(PermissionDenied):
        close_give(give, by=of_network)
    close_give(give, by=of_traders)
    give.refresh_from_db()
    assert give.closed


def test_a_body_of_another_forum_pledges_nothing(ask, kwale):
    stranger = kwale.organisations.create(name="Kwale group (sample)", pid="b-kwale")
    with pytest.raises(PermissionDenied, match="another forum"):
        make_pledge(ask, stranger, by=person_of(stranger), today=TODAY)


def test_only_those_who_sit_in_the_forum_see_it(ask, traders, of_traders, member, outsider, anonymous):
    make_give(traders, HALL, by=of_traders, today=TODAY)
    make_pledge(ask, traders, by=of_traders, today=TODAY)
    for rows in (Ask.objects, Give.objects, Pledge.objects):
        assert rows.visible_to(member).count() == 1
        assert not rows.visible_to(outsider).exists()
        assert not rows.visible_to(anonymous).exists()
