"""What an administrator of the server does: set up a forum, type in a strategy's areas."""

from __future__ import annotations

import re

import pytest

from jukwaa.accounts.models import User
from jukwaa.forums.models import Forum, Seat
from jukwaa.strategies.actions import load_strategies
from jukwaa.strategies.models import Theme
from tests.factories import give_second_factor
from tests.site.desk.conftest import words

FOUND = "/desk/forums/new/"
SAID = {
    "area": "KE002", "name_en": "Kwale Forum", "name_sw": "Jukwaa la Kwale", "slug": "", "secretary_name": "Amina",
    "secretary_email": "amina@example.org", "level_1_0": "theme", "level_1_1": "themes", "level_1_2": "mada",
    "level_1_3": "mada", "languages": ["en", "sw"], "currency": "KES", "fy_month": "7",
    "signers": ["co_chair_national", "co_chair_county"],
}  # fmt: skip


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return client


def test_a_forum_is_set_up_with_its_secretary_and_the_password_is_shown_once(admin):
    answer = admin.post(FOUND, SAID)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    forum = Forum.objects.get()
    assert (forum.slug, forum.levels) == (
        "kwale",
        [{"one": {"en": "theme", "sw": "mada"}, "many": {"en": "themes", "sw": "mada"}}],
    )
    password = re.search(r"<code>([^<]+)</code>", answer.content.decode())[1]
    user = User.objects.get(email="amina@example.org")
    assert user.check_password(password)
    assert Seat.objects.get(forum=forum, holder=user).role == "secretary"
    assert password not in words(admin.get("/desk/"))


def test_the_secretary_signs_in_with_it_and_gives_a_password_of_the_own(admin, client):
    password = re.search(r"<code>([^<]+)</code>", admin.post(FOUND, SAID).content.decode())[1]
    client.logout()
    answer = client.post("/sign-in/", {"username": "Amina@example.org", "password": password})
    assert answer["Location"] == "/desk/"
    assert client.get("/desk/")["Location"].startswith("/desk/account/second-factor/")
    give_second_factor(User.objects.get(email="amina@example.org"))
    assert "Kwale Forum" in words(client.get("/desk/"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"slug": "desk"}, "a page of the site"),
        ({"slug": "Kwale 2"}, "cannot stand in an address"),
        ({"area": ""}, "Which county? – This field is required."),
        ({"area": "2"}, "Which county?"),
        ({"currency": "shillings"}, "Three capital letters"),
        ({"secretary_email": "amina"}, "e-mail"),
        ({"languages": []}, "Languages of the plan"),
        ({"signers": []}, "Whose seats sign the plan?"),
        ({"level_1_1": ""}, "Say what one is called and what many are, in each language."),
        (
            {"level_1_0": "", "level_1_1": "", "level_1_2": "", "level_1_3": ""},
            "What is the plan divided into?",
        ),
        ({"level_3_0": "step", "level_3_1": "steps"}, "A third level needs a second one."),
        ({"name_sw": ""}, "the forum needs its name in Swahili"),
        ({"fy_month": "13"}, "First month of the financial year"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(admin, wrong, sentence):
    answer = admin.post(FOUND, SAID | wrong)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="Kwale Forum"' in answer.content.decode()
    assert not Forum.objects.exists()
    assert not User.objects.filter(email="amina@example.org").exists()


def test_a_name_that_is_taken_is_said_at_its_field(admin, kwale):
    answer = admin.post(FOUND, SAID)
    assert answer.status_code == 422
    assert "Its name in the address – A forum named “kwale” is here already" in words(answer)


def test_somebody_with_an_account_keeps_the_password(admin):
    User.objects.create_user("amina@example.org", "a password of hers", last_login="2026-01-01T00:00Z")
    seen = words(admin.post(FOUND, SAID))
    assert "as before: this person has an account here already" in seen
    assert User.objects.get(email="amina@example.org").check_password("a password of hers")


def test_nobody_else_sets_up_a_forum(client, secretary):
    client.force_login(secretary)
    answer = client.get(FOUND)
    assert answer.status_code == 403
    assert "Only an administrator of this server sets up a forum." in words(answer)
    assert client.post(FOUND, SAID).status_code == 403
    assert Forum.objects.count() == 1


# --- strategies -----------------------------------------------------------------------------------------------

STRATEGIES = "/desk/strategies/"
AREA = {"strategy": "NSPCVE-2025-30", "code": "1", "title_en": "Prevention", "title_sw": "Kuzuia"}


def test_an_area_of_a_strategy_is_typed_in(admin):
    load_strategies()
    assert "Added: Prevention" in words(admin.post(STRATEGIES, AREA, follow=True))
    assert Theme.objects.get(strategy__code="NSPCVE-2025-30").title == {"en": "Prevention", "sw": "Kuzuia"}


def test_a_code_that_is_taken_keeps_what_was_typed_under_its_own_strategy(admin):
    load_strategies()
    answer = admin.post(STRATEGIES, AREA | {"strategy": "NSCVE-2016"})
    assert answer.status_code == 422
    assert "This strategy has an area of that code already." in words(answer)
    assert answer.content.decode().count('value="Kuzuia"') == 1


def test_an_area_without_a_title_is_asked_for_it(admin):
    load_strategies()
    answer = admin.post(STRATEGIES, AREA | {"title_en": ""})
    assert answer.status_code == 422
    assert 'value="Kuzuia"' in answer.content.decode()


def test_nobody_else_types_in_areas(client, secretary):
    load_strategies()
    client.force_login(secretary)
    assert client.post(STRATEGIES, AREA).status_code == 403
