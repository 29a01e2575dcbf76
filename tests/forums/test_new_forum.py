"""jukwaa new-forum: a first real county, beside the sample or without it."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from jukwaa.accounts.models import User
from jukwaa.core.models import Entry
from jukwaa.forums.models import Forum


def new_forum(*words):
    told = io.StringIO()
    call_command("new_forum", *words, stdout=told)
    return told.getvalue()


def test_an_areas_code_is_enough(db):
    assert "stands at /mombasa/" in new_forum("--area", "KE001")
    forum = Forum.objects.get()
    assert (forum.area_id, forum.languages, forum.currency, forum.fy_month) == (
        "KE001",
        ["en", "sw"],
        "KES",
        7,
    )
    assert forum.signers == ["co_chair_national", "co_chair_county"]
    assert forum.levels[0]["many"] == {"en": "pillars", "sw": "nguzo"}
    assert forum.name == {
        "en": "Mombasa County Engagement Forum",
        "sw": "Jukwaa la Ushirikishwaji la Kaunti ya Mombasa",
    }
    assert Entry.objects.get().verb == "forum.founded"


def test_all_that_can_be_said_is_kept(db):
    new_forum(
        "--area", "KE002", "--slug", "kwale-pcve", "--name", "Kwale table", "--name-sw", "Meza ya Kwale",
        "--languages", "sw", "en", "--currency", "usd", "--fy-month", "1", "--signers", "secretary",
        "--level", "theme/themes/mada/mada", "--level", "objective/objectives",
    )  # fmt: skip
    forum = Forum.objects.get(slug="kwale-pcve")
    assert forum.name == {"sw": "Meza ya Kwale", "en": "Kwale table"}
    assert (forum.languages, forum.currency, forum.fy_month) == (["sw", "en"], "USD", 1)
    assert forum.signers == ["secretary"]
    assert [level["one"] for level in forum.levels] == [{"en": "theme", "sw": "mada"}, {"en": "objective"}]


def test_the_secretary_gets_a_seat_and_a_password_that_is_shown_once(db):
    told = new_forum("--area", "KE002", "--secretary", "asha@example.org", "--secretary-name", "Asha")
    user = User.objects.get(email="asha@example.org")
    assert list(Forum.objects.kept_by(user)) == [Forum.objects.get(slug="kwale")]
    password = told.strip().rsplit(" ", 1)[-1]
    assert user.check_password(password)
    assert not any(password in str(entry.facts) for entry in Entry.objects.all())


def test_a_sub_county_may_have_a_forum_of_its_own(db):
    assert "/changamwe/" in new_forum("--area", "KE001001")
    assert Forum.objects.get().name["en"] == "Changamwe Engagement Forum"


@pytest.mark.parametrize(
    ("area", "why"),
    [
        ("1", "is a number"),
        ("001", "is a number"),
        ("47", "is a number"),
        ("Mombasa", r"is a name: give the code\. Places of that name: KE001"),
        ("Likoni", r"is a name.*KE001\d+"),
        ("KE-28", "no area's code"),
        ("KE048", "no area's code"),
        ("", "no area's code"),
    ],
)
def test_a_bare_number_is_no_county_and_a_name_alone_no_area(db, area, why):
    with pytest.raises(CommandError, match=why) as refused:
        new_forum("--area", area)
    assert refused.value.returncode == 2
    assert not Forum.objects.exists()


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["--currency", "shillings"], "three capital letters"),
        (["--languages", "English"], "language"),
        (["--level", "pillar"], "one/many"),
        (["--level", "pillar//nguzo/nguzo"], "one/many"),
        (["--secretary", "asha"], "no e-mail address"),
        (["--slug", "Kwale County"], "small letters"),
        (["--slug", "desk"], "page of the site"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_leaves_nothing(db, asked, why):
    with pytest.raises(CommandError, match=why):
        new_forum("--area", "KE002", *asked)
    assert not Forum.objects.exists()
    assert not User.objects.exists()


def test_twice_is_refused_and_beside_the_sample_it_is_said_how(db, mombasa):
    with pytest.raises(CommandError, match="here already"):
        new_forum("--area", "KE001")
    Forum.objects.update(sample=True)
    with pytest.raises(CommandError, match="sample --remove"):
        new_forum("--area", "KE001")
    assert "/mombasa-county/" in new_forum("--area", "KE001", "--slug", "mombasa-county")
    assert Forum.objects.count() == 2
