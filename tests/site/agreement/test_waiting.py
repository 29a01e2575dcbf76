"""What waits for a co-chair stands on their desk, until it is done."""

from __future__ import annotations

from jukwaa.plans.actions import (
    open_amendment,
    save_working_document,
    scan,
    sign,
    working_document,
)
from tests.factories import SeatFactory
from tests.plans.agreement.agreeing import DAY, LATER, WHY
from tests.plans.agreement.test_amending import retitled
from tests.site.agreement.browsing import DESK, browser, words
from tests.site.agreement.test_paper import PDF

ASKED = "2022-23 waits for your signature."
PAPER = "A signature on paper waits for your yes: 2022-23."


def test_each_co_chair_is_asked_until_they_have_signed(waiting, commissioner, national, county, keeper):
    assert ASKED in words(national.get("/desk/"))
    assert ASKED in words(county.get("/desk/"))
    assert ASKED not in words(keeper.get("/desk/"))
    sign(waiting, "co_chair_national", by=commissioner, today=DAY)
    assert ASKED not in words(national.get("/desk/"))
    assert ASKED in words(county.get("/desk/"))


def test_who_signed_from_one_seat_is_not_asked_from_another(mombasa, waiting, commissioner, national):
    SeatFactory(forum=mombasa, role="co_chair_county", holder=commissioner)
    sign(waiting, "co_chair_national", by=commissioner, today=DAY)
    assert ASKED not in words(national.get("/desk/"))


def test_a_page_waits_for_the_other_alone(waiting, secretary, national, county):
    scan(waiting, "co_chair_national", PDF, signed_on=DAY, by=secretary, today=LATER)
    assert PAPER in words(county.get("/desk/"))
    assert PAPER not in words(national.get("/desk/"))


def test_of_another_forum_nothing(waiting, kwale):
    chair = SeatFactory(forum=kwale, role="co_chair_county").holder
    assert ASKED not in words(browser(chair).get("/desk/"))


def test_put_up_on_the_desk_both_are_written_to_with_the_way_to_sign(
    public, keeper, commissioner, governor, letters
):
    keeper.post(f"{DESK}life/propose/")
    assert {letter.to[0] for letter in letters()} == {commissioner.email, governor.email}
    assert all(f"http://testserver{DESK}sign/" in letter.body for letter in letters())


def test_so_they_are_when_an_amendment_is_put_up(signed, secretary, keeper, commissioner, governor, letters):
    open_amendment(signed.plan, reason=WHY, by=secretary, today=LATER)
    doc = retitled(working_document(signed.plan), "Train mediators", "Train sixty mediators")
    save_working_document(signed.plan, doc)
    keeper.post(f"{DESK}amendment/propose/")
    sent = letters()
    assert {letter.to[0] for letter in sent} == {commissioner.email, governor.email}
    assert "version 2 of" in sent[0].body
