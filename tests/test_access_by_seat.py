"""Every address x method x every seat, in the forum itself and in another.

tests/test_access.py says what five visitors are answered. A seat is answered as the forum's focal person is, or, where
its office asks for it, as the secretary: which seats that are stands below, and an address that tells the two apart
and has no line here fails. Whoever sits in another forum is answered as its secretary is.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client

from jukwaa.forums.models import Seat
from jukwaa.forums.rules import SECOND_FACTOR
from tests.factories import SeatFactory
from tests.test_access import (  # noqa: F401  # the same house
    TABLE,
    address,
    browsers,
    house,
    kwale,
    mombasa,
    status_of,
)

KEEPERS = {"administrator"}
CHAIRS = {"co_chair_national", "co_chair_county"}
NOBODY_ELSE: set[str] = set()

# "METHOD address" -> the seats that are answered as the secretary is, besides the secretary. The first that fits counts.
AS_THE_SECRETARY = {
    r"\w+ (accounts:second-factor|mfa_.*)": set(SECOND_FACTOR),  # who must have one has one
    r"\w+ site:(desk-offers|offer|offer-\w+|body-\w+|ask-pledge)": NOBODY_ELSE,  # told by a body to the secretary
    r"\w+ site:reports-(bring|form)": NOBODY_ELSE,
    r"\w+ site:report-new": NOBODY_ELSE,  # a body's own, or told by it to the secretary
    r"\w+ site:(report(-\w+)*|evidence)": CHAIRS,  # who checks
    r"\w+ site:(values-tell|money-\w+)": NOBODY_ELSE,
    r"\w+ site:desk-audit": {"auditor"},
    r"\w+ site:(desk-theory|desk-factor|factor-drop|link-\w+)": KEEPERS,
    r"\w+ site:care-(review|effect|publish|withhold)": CHAIRS,
    r"\w+ site:desk-reminders": NOBODY_ELSE,
    r"post site:desk-plan-(publish|withhold) ?.*": NOBODY_ELSE,
    r"post site:desk-paper-refuse agreed": {"co_chair_national"},  # the other's, whose paper it is not
    r"\w+ site:desk-(body-(safety|withdraw|name-again)|paper-scan|plan-move) ?.*": CHAIRS,
    r"\w+ site:(desk-(seat|member|template|bod|plan|edit-|file-)|intake).*": KEEPERS,
}
# The keeper of a forum's server side sees the plan's page, whose acts are refused with their reason.
REFUSED = {
    ("administrator", "post site:desk-plan-publish draft"): 422,
    ("administrator", "post site:desk-plan-withhold"): 422,
}


@pytest.mark.drill
@pytest.mark.parametrize("role", Seat.Role.values)
def test_in_the_forum_itself(db, house, mombasa, role):
    assert_answered(_seated(mombasa, role), house, lambda asked, said: _own(role, asked, said))


@pytest.mark.drill
@pytest.mark.parametrize("role", Seat.Role.values)
def test_in_another_forum(db, house, kwale, role):
    assert_answered(_seated(kwale, role), house, lambda asked, said: _other(role, asked, said))


def test_an_address_that_tells_seats_apart_needs_its_line():
    assert _fitting("post site:something-new") is None
    assert _own("observer", "post site:something-new", (302, 404, 403, 302, 404)) == "no line"
    for line, methods in TABLE.items():
        for method, said in zip(("get", "post"), methods, strict=True):
            assert said[2] == said[3] or _fitting(f"{method} {line}") is not None, (method, line)


def assert_answered(seated, house, expected):
    wrong = []
    for line, methods in TABLE.items():
        url = address(line, house, "en")
        for method, said in zip(("get", "post"), methods, strict=True):
            asked = f"{method} {line}"
            answered = status_of(url, method, seated)
            if answered != expected(asked, said):
                wrong.append((asked, answered, expected(asked, said)))
    assert wrong == []


def _seated(forum, role) -> Client:
    seated = Client()
    seated.force_login(SeatFactory(forum=forum, role=role).holder)
    return seated


def _own(role, asked, said):
    _anonymous, _outsider, member, secretary, _administrator = said
    if member == secretary:
        return member
    if (role, asked) in REFUSED:
        return REFUSED[role, asked]
    seats = _fitting(asked)
    if seats is None:
        return "no line"
    return secretary if role == "secretary" or role in seats else member


def _other(role, asked, said):
    _anonymous, outsider, member, _secretary, _administrator = said
    of_ones_own = re.fullmatch(r"\w+ (accounts:second-factor|mfa_.*)", asked)
    return member if of_ones_own and role not in SECOND_FACTOR else outsider


def _fitting(asked):
    return next((seats for line, seats in AS_THE_SECRETARY.items() if re.fullmatch(line, asked)), None)
