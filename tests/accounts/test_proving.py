"""A second proof at the door, and proof again before what is weighty."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from jukwaa.accounts import actions
from jukwaa.accounts.adapters import MFAAdapter
from jukwaa.accounts.models import User
from jukwaa.accounts.views import needs_reauthentication
from tests.accounts.proving import PASSWORD, prove, sign_in
from tests.factories import SECRET, SeatFactory, UserFactory, code_of, give_second_factor

DESK_FIRST = "/desk/account/second-factor/?next=%2Fdesk%2F"


@pytest.fixture
def amina(db):
    return actions.welcome("amina@example.org", name="Amina", password=PASSWORD, by=None)


@pytest.mark.parametrize("role", ["co_chair_national", "co_chair_county", "secretary", "administrator"])
def test_a_seat_that_decides_for_others_leads_through_setting_up_a_second_factor(client, mombasa, role):
    client.force_login(SeatFactory(forum=mombasa, role=role, second_factor=False).holder)
    assert client.get("/desk/")["Location"] == DESK_FIRST
    assert client.get("/desk/mombasa/bodies/")["Location"].endswith("?next=%2Fdesk%2Fmombasa%2Fbodies%2F")
    assert client.post("/desk/mombasa/bodies/new/", {"name": "Body (sample)"}).status_code == 302
    assert not mombasa.organisations.exists()
    assert "Code from an app" in client.get(DESK_FIRST).content.decode()


def test_so_does_keeping_the_server(client, db):
    client.force_login(UserFactory(is_administrator=True, second_factor=False))
    assert client.get("/desk/")["Location"] == DESK_FIRST


def test_a_focal_person_and_the_sample_need_none(client, mombasa):
    client.force_login(SeatFactory(forum=mombasa, role="focal_person").holder)
    assert client.get("/desk/").status_code == 200
    client.force_login(
        SeatFactory(forum=mombasa, holder=UserFactory(is_sample=True), second_factor=False).holder
    )
    assert client.get("/desk/").status_code == 200


def test_spare_codes_alone_are_no_second_factor(client, mombasa):
    user = SeatFactory(forum=mombasa, second_factor=False).holder
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    client.force_login(user)
    assert client.get("/desk/")["Location"] == DESK_FIRST


def test_no_setting_turns_it_off():
    """The gate asks the database alone: nothing in the settings names it."""
    from pathlib import Path

    from django.conf import settings

    source = (Path(settings.PACKAGE) / "settings.py").read_text()
    assert "SECOND_FACTOR" not in source
    assert "MFA_TOTP_INSECURE" not in source


def test_a_password_alone_opens_nothing_where_there_is_a_second_factor(client, amina):
    give_second_factor(amina)
    assert sign_in(client)["Location"] == "/sign-in/second/"
    assert client.get("/desk/").status_code == 302
    wrong = client.post("/sign-in/second/", {"code": "000000"})
    assert "This is not the code" in wrong.content.decode()
    assert client.post("/sign-in/second/", {"code": code_of()})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_passkey_is_asked_for_only_where_there_is_one(client, amina):
    give_second_factor(amina)
    sign_in(client)
    assert "data-passkey" not in client.get("/sign-in/second/").content.decode()


def test_whoever_tries_too_often_is_told_in_their_language(client, amina):
    client.force_login(amina)
    answers = [client.post("/sw/sign-in/again/", {"password": "wrong"}) for _try in range(12)]
    assert answers[-1].status_code == 429
    assert "Umejaribu mara nyingi mno" in answers[-1].content.decode()


def test_a_code_opens_once(client, amina):
    give_second_factor(amina)
    code = code_of()
    for browser, opens in ((client, True), (Client(), False)):
        sign_in(browser)
        assert (browser.post("/sign-in/second/", {"code": code}).status_code == 302) is opens


def test_codes_cannot_be_guessed_at(client, amina):
    give_second_factor(amina)
    sign_in(client)
    for _try in range(5):
        client.post("/sign-in/second/", {"code": "000000"})
    refused = client.post("/sign-in/second/", {"code": code_of()})
    assert "tried too often" in refused.content.decode()


def test_setting_up_an_app_gives_spare_codes_and_each_opens_once(client, amina):
    sign_in(client)
    page = client.get("/desk/account/app/").content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = client.session["mfa.totp.secret"]
    assert secret in page
    answer = client.post("/desk/account/app/", {"code": code_from(secret)})
    assert answer["Location"] == "/desk/account/spare-codes/"
    spare = client.get("/desk/account/spare-codes/").context["unused_codes"]
    assert len(spare) == 10
    for opens in (True, False):
        other = Client()
        sign_in(other)
        assert (other.post("/sign-in/second/", {"code": spare[0]}).status_code == 302) is opens


def test_what_stands_in_the_database_makes_no_code(client, amina):
    sign_in(client)
    client.get("/desk/account/app/")
    secret = client.session["mfa.totp.secret"]
    client.post("/desk/account/app/", {"code": code_from(secret)})
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_under_another_secret_key_no_code_fits(amina, settings, rf):
    give_second_factor(amina)
    kept = Authenticator.objects.get(user=amina).data["secret"]
    assert MFAAdapter().decrypt(kept) == SECRET
    settings.SECRET_KEY = "another key altogether, of some length"
    assert MFAAdapter().decrypt(kept) != SECRET
    assert MFAAdapter().decrypt(kept) != MFAAdapter().decrypt(kept), "a drawn one, which nobody knows"


def test_the_owner_hears_of_a_change_by_e_mail(client, amina, letters, django_capture_on_commit_callbacks):
    sign_in(client)
    client.get("/desk/account/app/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/desk/account/app/", {"code": code_from(client.session["mfa.totp.secret"])})
    assert [(letter.to, letter.subject) for letter in letters()] == [
        (["amina@example.org"], "How you sign in to Jukwaa was changed")
    ]
    assert "A code from an app is asked from now on." in letters()[0].body


def test_the_operator_lets_in_whoever_lost_phone_and_spare_codes(client, amina):
    give_second_factor(amina)
    actions.drop_second_factors(amina, by=None)
    assert sign_in(client)["Location"] == "/desk/"


# --- again ----------------------------------------------------------------------------------------------------


@needs_reauthentication
def weighty(request):
    return HttpResponse("done")


def ask(rf, client, user):
    request = rf.post("/weighty/")
    request.user, request.session = user, client.session
    return weighty(request)


def test_a_weighty_act_asks_for_the_password_again(client, rf, amina):
    sign_in(client)
    led = ask(rf, client, amina)
    assert led["Location"] == "/sign-in/again/?next=%2Fweighty%2F"
    wrong = client.post(led["Location"], {"password": "not mine"})
    assert "This is not your password." in wrong.content.decode()
    assert client.post(led["Location"], {"password": PASSWORD})["Location"] == "/weighty/"
    assert ask(rf, client, amina).content == b"done"


def test_or_for_the_second_factor(client, rf, amina):
    give_second_factor(amina)
    client.force_login(amina)
    client.post("/sign-in/again/code/?next=/weighty/", {"code": code_of()})
    assert ask(rf, client, amina).content == b"done"


def test_proof_lasts_five_minutes(client, rf, amina):
    client.force_login(amina)
    prove(client, amina, ago=4 * 60)
    assert ask(rf, client, amina).content == b"done"
    prove(client, amina, ago=5 * 60 + 1)
    assert ask(rf, client, amina).status_code == 302


def test_proof_is_not_lent(client, rf, amina):
    """What another person proved in this browser counts for that person alone."""
    client.force_login(amina)
    prove(client, UserFactory(), ago=0)
    assert ask(rf, client, amina).status_code == 302


def test_a_seat_link_is_never_enough(client, rf, db):
    from django.core.exceptions import PermissionDenied

    user = User.objects.create_by_link("Chief of Kisauni (sample)")
    client.force_login(user)
    with pytest.raises(PermissionDenied, match="A seat link is not enough"):
        ask(rf, client, user)
    for address in ("/desk/account/app/", "/desk/account/passkeys/add/", "/sign-in/again/"):
        assert client.get(address).status_code == 403


def code_from(secret):
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
