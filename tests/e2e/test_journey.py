"""The plan as agreement, from the first invitation to a body that is taken out of sight: one forum, six people, their browsers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from jukwaa.forums.models import Forum
from tests.e2e import hands
from tests.e2e.coast import DIALOGUES, EDITION, GOVERNOR, GROUP, MEDIATORS, NETWORK, OFFICE, YEAR, coast
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.hands import follow, glance, look, press, to_desk, told
from tests.e2e.proving import (
    Proof,
    a_signature,
    a_version,
    an_entry,
    everything_public,
    given_out_now,
    naming,
)

pytestmark = pytest.mark.e2e

PIN = "480215"
NAMES = ("tembo youth", "teyg")


@dataclass(frozen=True)
class People:
    """Each at a browser of their own."""

    forum: Forum
    secretary: Page  # at a desk; the others on phones
    lead: Page  # of a body that leads
    group: Page  # came by a link with a PIN, reads Swahili
    commissioner: Page  # signs with a passkey
    governor: Page  # was invited by a letter, signs with a code
    app: hands.App  # the governor's
    reader: Page  # has no seat

    def sign(self) -> None:
        signed(self.governor, lambda: hands.prove_by_code(self.governor, self.app))
        signed(self.commissioner, lambda: hands.prove_by_passkey(self.commissioner))


@pytest.fixture
def people(shipped, new_page, live_server):
    at = live_server.url.replace("127.0.0.1", "localhost")  # passkeys belong to a name, never to a number
    here = coast()
    secretary = hands.sign_in(new_page(DESK), at, here.secretary, hands.App())
    governor, app = invited_by_letter(secretary, new_page(PHONE))
    group = let_in_by_link(secretary, new_page(PHONE))
    commissioner = new_page(DESK)
    hands.type_password(commissioner, at, here.commissioner)
    commissioner.wait_for_url("**/second-factor/**")
    hands.set_up_passkey(commissioner)
    lead, reader = hands.sign_in(new_page(PHONE), at, here.lead), new_page(PHONE)
    reader.goto(at)
    return People(here.forum, secretary, lead, group, commissioner, governor, app, reader)


def test_a_plan_is_agreed_signed_amended_and_checked(people, tmp_path):
    published(people.secretary)
    edited(people.lead)
    answered(people.lead, people.group)
    told_by_telephone(people.secretary)
    ready(people.secretary)
    put_up(people.secretary)
    people.sign()
    first, checkpoint = in_force(people.reader, tmp_path)

    amended(people.secretary, people.lead)
    people.sign()
    second, key = compared(people.reader, tmp_path)
    kept = Proof((first, second), checkpoint, key)
    assert all(kept.held().values())
    found_out(people.forum, kept, tmp_path)
    assert all(kept.held().values())

    pages = everything_public("/", "/sw/")
    assert {urlsplit(url).path.rsplit("/", 1)[1] for url in pages} >= {
        "pdf",
        "docx",
        "xlsx",
        "json",
        "zip",
        "key.pem",
    }
    assert len(naming(pages, NAMES)) > 20
    withdrawn(people.group, people.secretary)
    assert naming(everything_public("/", "/sw/", *pages), NAMES) == set()
    assert all(kept.held().values())
    assert all(given_out_now(people.forum, EDITION, key, tmp_path).values())


def found_out(forum, kept, folder):
    """One value is another: neither the record nor the line that was printed holds, and no false package is taken for true."""
    for alter, spoiled in ((an_entry, set()), (a_version, {"version 1"}), (a_signature, {"version 2"})):
        with alter(forum):
            held = kept.held()
            assert (held["record"], held["checkpoint"]) == (False, False), alter
            now = given_out_now(forum, EDITION, kept.key, folder)
            assert {name for name, good in now.items() if not good} == spoiled


# --- who sits where --------------------------------------------------------------------------------------------


def give_a_seat(secretary, seat, body, name):
    to_desk(secretary)
    follow(secretary, "Who sits where")
    follow(secretary, "Give a seat")
    hands.prove_by_password_if_asked(secretary)
    secretary.get_by_label("Which seat?").select_option(label=seat)
    secretary.get_by_label("For which body?").select_option(label=body)
    secretary.get_by_label("Who sits there").fill(name)


def invited_by_letter(secretary, page):
    give_a_seat(secretary, "Co-chair, county government", GOVERNOR, "Neema (sample)")
    secretary.get_by_label("E-mail address").fill("neema@example.org")
    glance(secretary)
    press(secretary, "Give the seat")
    told(secretary, "The letter to neema@example.org is on its way.")
    glance(secretary)
    hands.arrive(page, hands.newest_letter("neema@example.org"), "Neema (sample)")
    return page, hands.set_up_app(page)


def let_in_by_link(secretary, page):
    give_a_seat(secretary, "Focal person of a body", GROUP, "Asha (sample)")
    secretary.get_by_label("Without e-mail: a link with a PIN", exact=False).check()
    press(secretary, "Give the seat")
    glance(secretary)
    message = secretary.get_by_label("Kiswahili").input_value()
    page.goto(message.split()[-1])
    page.get_by_label("Chagua PIN ya tarakimu sita").fill(PIN)
    page.get_by_label("PIN hiyo hiyo tena").fill(PIN)
    glance(page)
    press(page, "Hifadhi PIN na uingie")
    page.wait_for_url("**/sw/desk/")
    return page


# --- agreed ----------------------------------------------------------------------------------------------------


def desk_of_plan(page):
    """From one's desk, as the secretary goes."""
    to_desk(page)
    follow(page, EDITION)
    return page


def published(secretary):
    desk_of_plan(secretary)
    glance(secretary)
    press(secretary, "Publish it, marked as a draft")
    told(secretary, "public")


def edited(lead):
    """From the public page of the action, on a phone."""
    lead.goto(f"{hands.home(lead)}/mombasa/plan/{EDITION}/")
    follow(lead, DIALOGUES, exact=False)
    follow(lead, "Edit")
    glance(lead)
    lead.locator("#words").get_by_role("link").click()
    glance(lead)
    lead.get_by_label("For whom, in English").fill("Elders and girls out of school")
    lead.get_by_label("For whom, in Swahili").fill("Wazee na wasichana walio nje ya shule")
    press(lead, "Keep")
    told(lead, "Kept.")


def answered(lead, group):
    """The network says yes to all, the group comes back with another day, and the network takes it."""
    to_desk(lead)
    look(lead)
    follow(lead, f"{NETWORK}: what is asked, what it can give")
    look(lead)
    press(lead, "Yes to all 2 that wait for an answer")
    told(lead, "Accepted")

    look(group)
    follow(group, "Fanya mazungumzo ya wadi", exact=False)
    group.locator("summary", has_text="Ndiyo, lakini kwa njia nyingine").click()
    group.locator("#id_ends").fill(f"{YEAR + 1}-05-15")
    group.locator("form[action$='/counter/'] [name=reason]").fill("Mitihani inaisha Aprili.")
    look(group)
    press(group, "Toa pendekezo hili")
    told(group, "Pendekezo lenu jingine limepelekwa")
    follow(group, "Anzisha vilabu vya amani shuleni", exact=False)
    press(group, "Ndiyo, tunakubali")
    told(group, "Imekubaliwa")
    look(group)

    to_desk(lead)
    follow(lead, GROUP, exact=False)
    look(lead)
    press(lead, "Take it: the plan changes")
    told(lead, "The plan is now as")
    to_desk(lead)
    expect(lead.get_by_role("heading", name="Nothing waits for you")).to_be_visible()


def told_by_telephone(secretary):
    """The office answers the secretary, and the list is cleared."""
    to_desk(secretary)
    look(secretary)
    follow(secretary, "no answer yet", exact=False)
    look(secretary)
    while secretary.get_by_role("heading", name="The list is cleared: every body has answered").count() == 0:
        follow(secretary, OFFICE, exact=False)
        look(secretary)
        secretary.locator("#came-accept").select_option(label="by telephone")
        press(secretary, "Yes, accept")
        told(secretary, "Written down")
    look(secretary)
    follow(secretary, "Is the plan ready?")


# --- signed ----------------------------------------------------------------------------------------------------


def ready(secretary):
    to_desk(secretary)
    follow(secretary, "is the plan ready to be signed?", exact=False)
    look(secretary)
    first = secretary.locator(".points li").first
    first.locator("summary").click()
    first.locator("textarea").first.fill("By radio and at three barazas.")
    first.get_by_role("button").first.click()
    told(secretary, "Confirmed")


def put_up(secretary):
    follow(secretary, "The life of the plan", exact=False)
    look(secretary)
    press(secretary, "Put it up for signature")
    told(secretary, "It waits for the signatures of both co-chairs now.")
    look(secretary)


def signed(page, prove):
    """Some time after they came in."""
    hands.ten_minutes_pass(page)
    to_desk(page)
    follow(page, f"{EDITION} waits for your signature.")
    prove()
    page.wait_for_url("**/sign/")
    look(page)
    page.locator("main form button", has_text="Sign for").click()
    expect(page.get_by_role("status")).to_be_visible()
    look(page)


def in_force(reader, folder):
    """What anybody finds with the last signature; and the line that says how the record stands now."""
    reader.goto(f"{hands.home(reader)}/mombasa/plan/{EDITION}/")
    look(reader)
    expect(reader.locator(".plan-head")).to_contain_text("In force")
    signed = reader.locator("#signed")
    expect(signed).to_contain_text("Signed: version 1")
    expect(signed).not_to_contain_text("not yet")
    package = downloaded(reader, "ZIP", folder / "first.zip")
    follow(reader, "The record of what was done", within="footer")
    return package, reader.locator(".checkpoint").inner_text()


def downloaded(page, name, to):
    with page.expect_download() as given:
        follow(page, name, exact=False)
    given.value.save_as(to)
    return to


# --- amended ---------------------------------------------------------------------------------------------------


def amended(secretary, lead):
    """The secretary opens it with its reason, the lead writes, the secretary puts it up."""
    desk_of_plan(secretary)
    follow(secretary, "The life of the plan", exact=False)
    look(secretary)
    follow(secretary, "Amend it")
    secretary.get_by_label("The reason (English)").fill("Fewer mediators were found than wanted.")
    secretary.get_by_label("The reason (Kiswahili)").fill("Wapatanishi waliopatikana ni wachache.")
    press(secretary, "Open the amendment")
    told(secretary, "The amendment is open")
    look(secretary)
    lead.goto(f"{hands.home(lead)}/mombasa/plan/{EDITION}/")
    follow(lead, MEDIATORS, exact=False)
    follow(lead, "Edit")
    lead.locator("#words").get_by_role("link").click()
    glance(lead)
    lead.get_by_label("Title, in English").fill(f"{MEDIATORS} in three wards")
    press(lead, "Keep")
    told(lead, "Kept.")
    secretary.reload()
    look(secretary)
    press(secretary, "Put it up for signature")
    told(secretary, "It waits for the signatures")


def compared(reader, folder):
    """Version 2 beside 1, its package, and the key to check it with."""
    reader.goto(f"{hands.home(reader)}/mombasa/plan/{EDITION}/")
    follow(reader, "All 2 signed versions, and what each changed")
    look(reader)
    follow(reader, "Version 2")
    look(reader)
    expect(reader.locator("main")).to_contain_text("Fewer mediators were found than wanted.")
    expect(reader.locator("main")).to_contain_text(f"{MEDIATORS} in three wards")
    package = downloaded(reader, "Download it as a package (ZIP)", folder / "second.zip")
    follow(reader, "The record of what was done", within="footer")
    return package, downloaded(reader, "Download the public key (PEM)", folder / "key.pem")


# --- out of sight ----------------------------------------------------------------------------------------------


def withdrawn(group, secretary):
    """Its focal person, who came by a link, reads whom to ask; the secretary does it."""
    to_desk(group, "/sw")
    follow(group, f"{GROUP}: inachoombwa, inachoweza kutoa")
    expect(group.locator("main")).to_contain_text("Mwambie katibu au mwenyekiti mwenza")
    look(group)
    to_desk(secretary)
    follow(secretary, "The bodies of this forum")
    follow(secretary, GROUP)
    follow(secretary, "Is it in danger? Take its name out of sight")
    look(secretary)
    press(secretary, "Withdraw it now")
    told(secretary, "It is named nowhere in public any more.")
    look(secretary)
