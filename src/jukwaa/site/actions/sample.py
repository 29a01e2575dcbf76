"""The sample: a county with a plan, made through the same acts as a real one, and marked as invented."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.accounts.actions import welcome
from jukwaa.accounts.models import User
from jukwaa.core.keys import retire
from jukwaa.core.log import forget, record
from jukwaa.core.made import made_for
from jukwaa.forums.actions import Charter, Portrait, admit, found, seat, wish_thanks
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.site.actions.sample_caring import note, review
from jukwaa.site.actions.sample_life import live, live_and_close
from jukwaa.site.actions.sample_money import tell_money
from jukwaa.site.actions.sample_offers import answer, give
from jukwaa.site.actions.sample_results import carry_out
from jukwaa.site.actions.sample_theory import draw

CONTENT = Path(__file__).parents[1] / "sample"
SLUG = "mombasa"
EDITIONS = ("2017", "2022-23")
SLUG_BESIDE_THE_REAL_ONE = "mombasa-sample"
SINCE = date(2022, 1, 17)  # when its bodies joined the forum
SIGN_INS = "sample-sign-ins.json"  # in JUKWAA_HOME, readable by its owner only


@transaction.atomic
def load_sample() -> Forum:
    """A second time it changes nothing, and leaves alone what people have done to the sample since."""
    if standing := Forum.objects.filter(sample=True).first():
        return standing
    forum = found(_charter(), by=None)
    admit(forum, [_portrait(body) for body in _content("bodies")], by=None, since=SINCE)
    _seat_people(forum)
    secretary = _secretary(forum)
    _reply(live_and_close(forum, _file("2017"), by=secretary), by=secretary)
    newest = live(forum, _file("2022-23"), _content("amendment"), by=secretary)
    _reply(newest, by=secretary)
    draw(newest, _content("theory"), by=secretary)
    review(newest, _content("caring"))
    _wish(forum, secretary)
    carry_out(newest, _content("reports"), _content("values"), by=secretary)
    tell_money(newest, _content("money"))
    note(newest, _content("caring")["effects"], by=secretary)
    return forum


@transaction.atomic
def remove_sample(*, with_what_was_brought_in: bool = False) -> bool:
    """The sample, its people, its sign-ins and the files made of it; nothing of a real forum.

    What was done to it stays in the log, which only grows; nothing more is signed for it. Work that people did in the sample is not lost by the
    way: editions of their own are a ValidationError unless they are to go too.
    """
    forum = Forum.objects.filter(sample=True).first()
    if forum is None:
        return False
    own = forum.plans.exclude(edition__in=EDITIONS).values_list("edition", flat=True)
    if own and not with_what_was_brought_in:
        sentence = _("In the sample stand editions that somebody brought in: %(editions)s. Export them first, or say --with-what-was-brought-in.")  # fmt: skip
        raise ValidationError(sentence % {"editions": ", ".join(own)})
    made = made_for(forum.pk)
    for plan in forum.plans.all():  # before the bodies, which its roles protect
        plan.delete()
    record("forum.removed", f"forum:{forum.slug}", by=None, forum=forum.pk)
    forum.delete()
    people = User.objects.filter(is_sample=True)
    for user in people:
        forget(user.pk)
    people.delete()
    transaction.on_commit(partial(retire, forum.slug))
    (settings.HOME / SIGN_INS).unlink(missing_ok=True)
    shutil.rmtree(made, ignore_errors=True)
    return True


def sample_sign_ins() -> list[tuple[str, str, str]]:
    """(seat, e-mail address, password), as printed when the server starts."""
    kept = settings.HOME / SIGN_INS
    return [tuple(row) for row in json.loads(kept.read_text(encoding="utf-8"))] if kept.exists() else []


def _content(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def _charter() -> Charter:
    return Charter(
        slug=SLUG_BESIDE_THE_REAL_ONE if Forum.objects.filter(slug=SLUG).exists() else SLUG,
        area=Area.objects.get(code="KE001"),
        name={
            "en": "Mombasa County Engagement Forum",
            "sw": "Jukwaa la Ushirikishwaji la Kaunti ya Mombasa",
        },
        sample=True,
    )


def _portrait(body: Mapping[str, Any]) -> Portrait:
    return Portrait(
        pid=body["id"],
        name=body["name"],
        short_name=body["short_name"],
        kind=body["kind"],
        state=body["state"],
        areas=body["areas"],
        focus=body["focus"],
        capacity=body["capacity"],
        agreed=body["listed"],
        rights=body.get("rights", False),
    )


def _wish(forum: Forum, secretary: User) -> None:
    """Those that wish to be thanked by name, when they report."""
    pids = [body["id"] for body in _content("bodies") if body.get("thanked")]
    for body in Organisation.objects.filter(forum=forum, pid__in=pids).select_related("forum"):
        wish_thanks(body, True, by=secretary)


def _file(edition: str) -> bytes:
    return (CONTENT / f"plan-{edition}.json").read_bytes()


def _reply(plan: Plan, *, by: User) -> None:
    """Every body has said yes, except to the offers that `replies.json` names. Plan files say nothing of
    acceptance (decision 7): each answers itself."""
    answer(plan, _content("replies"), by=by)
    if not plan.is_closed and plan.edition == EDITIONS[-1]:
        give(plan, _content("gives"), by=by)


def _seat_people(forum: Forum) -> None:
    bodies = {body.pid: body for body in Organisation.objects.filter(forum=forum)}
    sign_ins = []
    for person in _content("people"):
        password = secrets.token_urlsafe(9)
        user = welcome(
            person["email"],
            name=person["name"],
            password=password,
            by=None,
            administrator=person["role"] == Seat.Role.ADMINISTRATOR,
            sample=True,
        )
        seat(
            forum,
            person["role"],
            holder=user,
            organisation=bodies.get(person.get("organisation") or ""),
            starts=date.fromisoformat(person["since"]),
            by=None,
        )
        sign_ins.append((person["role"], person["email"], password))
    _keep_sign_ins(sign_ins)


def _secretary(forum: Forum) -> User:
    """From whose seat all is done that a secretary does."""
    return User.objects.get(seats__forum=forum, seats__role=Seat.Role.SECRETARY)


def _keep_sign_ins(sign_ins: list[tuple[str, str, str]]) -> None:
    kept = settings.HOME / SIGN_INS
    kept.touch(mode=0o600)
    kept.chmod(0o600)  # also where an older one lay open
    kept.write_text(json.dumps(sign_ins), encoding="utf-8")
