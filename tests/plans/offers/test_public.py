"""What a body that is no public office declines, or would have otherwise, can nowhere be told from "being agreed"."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.test import Client

from jukwaa.plans.actions.offering import accept_offer, counter_offer, decline_offer
from jukwaa.plans.figures.documents import document_of
from jukwaa.publishing.actions import facts_of
from jukwaa.publishing.documents.rows import Teller
from jukwaa.publishing.documents.totals import glance
from tests.factories import RoleFactory
from tests.plans.offers.conftest import hand

LATER = {"starts": "2022-08-01", "ends": "2022-10-31"}
PAGES = [
    "/mombasa/",
    "/mombasa/partners/",
    "/mombasa/plan/2022-23/",
    "/mombasa/plan/2022-23/s/1/",
    "/mombasa/plan/2022-23/a/1.1/",
    "/mombasa/plan/2022-23/compare/",
]
FILES = {kind: f"download/{kind}" for kind in ("json", "xlsx", "docx", "pdf", "zip")} | {"notice": "notice/"}


@pytest.fixture(autouse=True)
def _no_file_of_another_test(settings, tmp_path):
    settings.HOME = tmp_path


def everything() -> dict[str, bytes]:
    """All that the public can read of the plan, with the marks by which a cache knows it.

    Twice: a page tells how big the files are that somebody has had made already.
    """
    return _everything() and _everything()


def _everything() -> dict[str, bytes]:
    browser, told = Client(), {}
    for prefix in ("", "/sw"):
        for page in PAGES:
            answer = browser.get(prefix + page)
            told[prefix + page] = answer.content + answer.get("ETag", "").encode()
    for kind in FILES:
        answer = browser.get(f"/mombasa/plan/2022-23/{FILES[kind]}")
        told[kind] = readable(b"".join(answer.streaming_content), kind)
        told[f"{kind} mark"] = answer.get("ETag", "").encode()
    return told


def readable(data: bytes, kind: str) -> bytes:
    """Without the second in which a file was made."""
    if kind in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = [name for name in file.namelist() if not name.startswith("docProps/")]
            return b"\n".join(file.read(name) for name in names)
    return data


def words_of(docx: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>| · ", " ", docx.decode(errors="replace")).split())


@pytest.mark.drill
@pytest.mark.parametrize("answer", ["declines", "comes back"])
def test_nothing_public_tells_it(asked, of_traders, plan, answer):
    before = everything()
    if answer == "declines":
        decline_offer(asked, hand=hand(of_traders), reason="Too far to travel")
    else:
        counter_offer(asked, LATER, hand=hand(of_traders), reason="Too far to travel")
    after = everything()
    assert [name for name in before if before[name] != after[name]] == []
    assert b"Too far to travel" not in b"".join(after.values())


@pytest.mark.drill
def test_a_yes_taken_back_reads_like_a_yes_never_given(asked, of_traders, plan):
    before = everything()
    accept_offer(asked, hand=hand(of_traders))
    agreed = everything()
    decline_offer(asked, hand=hand(of_traders))
    after = everything()
    marks = {name for name in before if name.endswith("mark") or "/" in name}
    marks |= {"pdf", "docx", "notice"}  # made anew, they print the newest checkpoint of the record
    assert agreed["pdf"] != before["pdf"]
    assert {
        name for name in before if before[name] != after[name]
    } <= marks  # that it changed twice is no secret


def test_an_offices_no_is_public_with_its_day(asked, asked_office, of_office, plan):
    decline_offer(asked_office, hand=hand(of_office), reason="Our vehicle is broken")
    told = everything()
    page = told["/mombasa/plan/2022-23/a/1.1/"].decode()
    assert "declined on 20 Jun 2022" in page
    assert "ilikataa tarehe" in told["/sw/mombasa/plan/2022-23/a/1.1/"].decode()
    assert list(facts_of(plan).declined.values()) == ["declined on 20 Jun 2022"]
    teller = Teller(document_of(plan, public=True), facts_of(plan), "en")
    assert "public office declined 1" in " ".join(str(figure.label) for figure in glance(teller).figures)
    told_of = [teller.who(role, action).reply for _p, action in teller.doc.actions() for role in action.roles]
    assert "declined on 20 Jun 2022" in told_of
    assert b"Our vehicle is broken" not in b"".join(told.values())
    assert "Trade Office: declined on 20 Jun 2022 Being agreed: Traders' Group (sample)" in words_of(
        told["docx"]
    )


def row_in(page: str) -> str:
    html = Client().get(page).content.decode()
    return html[html.index('id="a-') :].split("</tr>")[0]


def test_the_plans_row_says_an_offices_no_and_what_is_open_beside_it(asked, asked_office, of_office, plan):
    decline_offer(asked_office, hand=hand(of_office))
    row = row_in("/mombasa/plan/2022-23/")
    assert "Trade Office <em>declined</em>" in row
    assert "<i>being agreed</i>" in row  # the traders have not answered
    assert "Trade Office <em>imekataa</em>" in row_in("/sw/mombasa/plan/2022-23/")


def test_where_all_have_answered_nothing_is_being_agreed(asked_office, of_office, plan):
    decline_offer(asked_office, hand=hand(of_office))
    row = row_in("/mombasa/plan/2022-23/")
    assert "Trade Office <em>declined</em>" in row
    assert "being agreed" not in row
    word = words_of(everything()["docx"])
    assert "Trade Office: declined on 20 Jun 2022" in word
    assert "Being agreed" not in word
    assert "Accepted by every body" not in word


def test_what_was_told_to_the_secretary_says_so(asked_office, secretary, plan):
    decline_offer(asked_office, hand=hand(secretary, "phone"))
    page = Client().get("/mombasa/plan/2022-23/a/1.1/").content.decode()
    assert "declined on 20 Jun 2022, as told to the secretary" in page


def test_an_office_that_is_withdrawn_reads_like_any_other_body(asked_office, of_office, office, plan):
    decline_offer(asked_office, hand=hand(of_office))
    type(office).objects.filter(pk=office.pk).update(listed=False, withdrawn="2022-07-01")
    assert "declined" not in Client().get("/mombasa/plan/2022-23/a/1.1/").content.decode()
    assert facts_of(plan).declined == {}


def test_one_body_in_two_parts_accepts_one_of_them(action, lead, of_network, plan):
    RoleFactory(action=action, organisation=lead.organisation, kind="funder")
    accepted = facts_of(plan).accepted
    assert accepted == {(action.pid, lead.organisation.pid, "lead")}
