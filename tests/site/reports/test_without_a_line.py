"""A report that waited on a phone: sealed there, opened here, answered as data, counted once."""

from __future__ import annotations

import base64
import json
import os
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from jukwaa.accounts.middleware import LINK
from jukwaa.core import keys, sealing
from jukwaa.delivery.models import Report
from jukwaa.plans.models import Role
from tests.factories import ActionFactory, RoleFactory
from tests.site.pages.reading import page_of
from tests.site.reports.test_reporting import new_url, typed

DATA = {"headers": {"accept": "application/json"}}


def sealed(said: dict, *, person, at, point: bytes | None = None) -> str:
    """As a phone does it (site/waiting.js)."""
    server = point or sealing.public_point()
    own = ec.generate_private_key(ec.SECP256R1())
    ours = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), server)
    key, nonce = sealing.derived(own.exchange(ec.ECDH(), theirs), ours, server), os.urandom(12)
    fields = [
        [name, one] for name, value in said.items() for one in (value if isinstance(value, list) else [value])
    ]
    words = json.dumps({"person": person.pk, "at": at, "typed": fields}).encode()
    whole = bytes([1]) + sealing.mark_of(server) + ours + nonce + AESGCM(key).encrypt(nonce, words, None)
    return base64.urlsafe_b64encode(whole).decode().rstrip("=")


@pytest.fixture
def url(action, group):
    return new_url(action, group)


@pytest.fixture
def sent(client, url, of_group):
    """sent(text="…") -> what the phone is answered."""

    def by_phone(*, box: str = "", by=None, **said):
        client.force_login(by or of_group)
        box = box or sealed(typed(**said), person=of_group, at=url)
        return client.post(url, {"sealed": box}, **DATA)

    return by_phone


def test_the_receipt_says_where_it_is_and_a_second_one_that_it_was_here(client, sent, url, of_group):
    box = sealed(typed(people="40"), person=of_group, at=url)
    first, second = sent(box=box), sent(box=box)
    report = Report.objects.get()
    said = {"report": report.pid, "at": f"/desk/mombasa/reports/{report.pid}/"}
    assert (first.status_code, first.json()) == (201, said)
    assert (second.status_code, second.json()) == (200, said)
    assert report.entered == 40
    assert page_of(client.get(said["at"])).words.count("Mazungumzo") == 1


def test_two_of_one_action_are_two(sent):
    assert [sent(), sent()].count(201) == 0
    assert Report.objects.count() == 2


def test_unsealed_it_is_answered_as_data_too(client, url, of_group):
    client.force_login(of_group)
    assert client.post(url, typed(), **DATA).status_code == 201


def test_the_same_number_with_other_words_is_said_and_its_author_gets_the_words_back(sent):
    number = str(uuid4())
    sent(client_id=number)
    answer = sent(client_id=number, text="Something else")
    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "sent_otherwise")
    assert ["text", "Something else"] in said["typed"]
    assert "begin a new one" in said["why"][0]


def test_what_is_wrong_is_said_in_words_and_nothing_is_lost(sent):
    answer = sent(starts="2999-01-01", text="Mazungumzo ya wadi", all_female_18_34="2", people="3")
    said = answer.json()
    assert (answer.status_code, said["code"]) == (422, "wrong")
    assert any("The groups come to 2, the total says 3" in why for why in said["why"])
    assert ["text", "Mazungumzo ya wadi"] in said["typed"]
    assert sent(starts="2999-01-01").json()["why"] == ["This day is still to come: report what has happened."]
    assert not Report.objects.exists()


def test_a_field_that_the_form_wants_now_is_named(sent):
    assert sent(text="").json()["why"] == ["What was done?: This field is required."]


def test_an_expired_sign_in_is_said_as_such(client, url, of_group):
    answer = client.post(url, {"sealed": sealed(typed(), person=of_group, at=url)}, **DATA)
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert client.get("/desk/held/", **DATA).status_code == 401
    assert client.get("/desk/held/").status_code == 302


def test_another_who_signs_in_on_the_phone_does_not_send_it(sent, of_group, secretary):
    answer = sent(by=secretary)  # who may report for the body too
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")
    assert not Report.objects.exists()
    assert "typed" not in answer.json()


def test_what_was_written_for_one_action_is_not_taken_for_another(sent, url, of_group):
    assert sent(box=sealed(typed(), person=of_group, at=url + "x/")).json()["code"] == "not_yours"


def altered(box: str) -> list[str]:
    whole = base64.urlsafe_b64decode(box + "=" * (-len(box) % 4))
    places = (0, 1, 9, 30, 74, 90, len(whole) - 1)  # version, mark, point, nonce, text, its proof
    turned = [whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in places]
    return [base64.urlsafe_b64encode(each).decode() for each in [*turned, whole[:60], whole[:-1]]] + [
        "",
        "*",
        "a",
    ]


def test_altered_at_any_place_it_is_not_opened(db, url, of_group):
    box = sealed(typed(), person=of_group, at=url)
    assert sealing.open_sealed(box)
    for each in altered(box):
        with pytest.raises(sealing.SealError):
            sealing.open_sealed(each)


def test_one_that_cannot_be_opened_stays_with_its_author(sent, url, of_group):
    stranger = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = stranger.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    answer = sent(box=sealed(typed(), person=of_group, at=url, point=point))
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


def test_a_key_that_was_replaced_still_opens_what_was_sealed_to_it(sent, url, of_group):
    before = sealing.public_point()
    box = sealed(typed(), person=of_group, at=url)
    assert sealing.renew() != before
    assert sealing.public_point() == sealing.public_point() != before
    assert sent(box=box).status_code == 201
    assert keys.file_of(sealing.NAME).stat().st_mode & 0o077 == 0


def test_an_action_that_is_no_longer_theirs_gives_the_words_back(sent, action):
    Role.objects.filter(action=action).delete()
    said = sent(text="Mazungumzo ya wadi").json()
    assert said["code"] == "gone"
    assert ["text", "Mazungumzo ya wadi"] in said["typed"]


# --- what the phone holds ----------------------------------------------------------------------------------------


def held(client) -> dict:
    return client.get("/desk/held/", **DATA).json()


def test_the_phone_holds_ones_own_forms_and_where_one_chooses(client, url, of_group, secretary):
    client.force_login(of_group)
    said = held(client)
    assert [page["at"] for page in said["pages"]] == ["/desk/mombasa/reports/new/", url]
    assert said["person"] == of_group.pk
    assert (
        f'data-seal="{base64.urlsafe_b64encode(sealing.public_point()).decode().rstrip("=")}"'
        in client.get(url).content.decode()
    )
    client.force_login(secretary)
    assert held(client)["pages"] == []


def test_however_many_actions_it_asks_the_same(
    client, action, group, of_group, django_assert_max_num_queries
):
    for n in range(2, 9):
        made = ActionFactory(section=action.section, code=f"1.{n}")
        RoleFactory(action=made, organisation=group, kind="support", reply="accepted")
    client.force_login(of_group)
    with django_assert_max_num_queries(14):
        assert len(held(client)["pages"]) == 9


def test_they_are_fetched_again_when_they_read_otherwise(client, sent, action, of_group):
    client.force_login(of_group)
    first = held(client)["pages"]
    assert held(client)["pages"] == first
    sent()
    assert [page["mark"] for page in held(client)["pages"]] != [page["mark"] for page in first]


@pytest.mark.parametrize(("stays", "hours"), [(True, 5), (False, 1)])
def test_a_phone_holds_them_no_longer_than_it_is_remembered(client, action, of_group, stays, hours):
    client.force_login(of_group)
    now = timezone.now()
    session = client.session
    session[LINK] = {"until": (now + timedelta(hours=5)).isoformat(), "seen": now.isoformat(), "stays": stays}
    session.save()
    until = datetime.fromisoformat(held(client)["until"])
    assert abs((until - now).total_seconds() - hours * 3600) < 60


def test_signing_out_says_first_what_would_be_lost(client, of_group):
    client.force_login(of_group)
    client.cookies["waiting"] = "2"
    answer = client.post("/sign-out/")
    assert answer.status_code == 422
    assert "2 reports on this phone were not sent yet" in page_of(answer).words
    assert client.get("/desk/").status_code == 200
    gone = client.post("/sign-out/", {"sure": "1"})
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/desk/").status_code == 302
    assert gone.cookies["waiting"].value == ""


def test_a_phone_cleared_without_a_line_is_signed_out_at_its_next_visit(client, of_group):
    client.force_login(of_group)
    client.cookies["leaving"] = "1"
    assert client.get("/desk/").status_code == 302
    assert client.cookies["leaving"].value == ""
    client.force_login(of_group)
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("language", "start", "words"), [("", "/desk/", "Report what"), ("/sw", "/sw/desk/", "Ripoti")]
)
def test_the_app_is_one_in_both_languages(db, client, language, start, words):
    said = client.get(f"{language}/app.webmanifest")
    assert said.headers["Content-Type"] == "application/manifest+json"
    told = said.json()
    assert (told["id"], told["start_url"], told["scope"]) == ("/desk/", start, "/")
    assert told["description"].startswith(words)


def test_the_worker_serves_the_desk_and_no_page_of_the_public_registers_it(client, action):
    answer = client.get("/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert (answer.headers["Cache-Control"], answer.headers["Service-Worker-Allowed"]) == ("no-cache", "/")
    for address in ("/", "/mombasa/", f"/mombasa/plan/{action.plan.edition}/a/1.1/", "/sign-in/"):
        page = client.get(address).content.decode()
        assert "worker.js" not in page
        assert "webmanifest" not in page
        assert "waiting.js" not in page


def test_the_page_without_a_line_tells_of_nobody(client, of_group):
    asked_by_nobody = client.get("/desk/offline/").content
    assert b"data-person" not in asked_by_nobody
    assert client.cookies.get("sessionid") is None


def test_what_the_phone_fetches_unseen_takes_no_word_from_who_is_looking(client, sent, url, of_group):
    client.force_login(of_group)
    client.post(url, typed(people="40"))  # the receipt waits for the next page that is looked at
    assert "Thank you." not in page_of(client.get(url, headers={"jukwaa-hold": "1"})).words
    assert "Thank you." in page_of(client.get(url)).words
