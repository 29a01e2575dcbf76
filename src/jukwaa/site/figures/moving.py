"""What moves a plan on, in words: the button, what it means, and why it is not to be had now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.models import User
from jukwaa.core.verdict import Verdict
from jukwaa.plans import actions, permissions
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.life import MOVES as LIFE
from jukwaa.site.figures.life import Count, counts_beside


@dataclass(frozen=True, slots=True)
class Move:
    act: Callable[..., Any]  # (plan, by, today, address)
    may: Callable[[User | AnonymousUser, Plan, date], Verdict]
    label: Promise
    means: Promise
    done: Promise
    way_on: bool = True  # else a step back


@dataclass(frozen=True, slots=True)
class Offered:
    name: str
    move: Move
    verdict: Verdict
    counts: list[Count]  # how the plan stands for this step


def moves(user: User | AnonymousUser, plan: Plan, today: date) -> list[Offered]:
    """Those that begin where the plan stands, in the order of its life, whether this person may or not."""
    here = (name for name, move in MOVES.items() if plan.status in LIFE[name].start)  # type: ignore[index]
    return [
        Offered(name, MOVES[name], MOVES[name].may(user, plan, today), counts_beside(user, plan, name))
        for name in here
    ]


MOVES: Mapping[str, Move] = {
    "publish": Move(
        lambda plan, by, **_more: actions.publish_draft(plan, by=by),
        lambda user, plan, _day: permissions.can_publish(user, plan),
        _("Publish it, marked as a draft"),
        _("Everyone can then read and download it. Every page says that nobody has signed it yet."),
        _("The plan is public now, marked as a draft."),
    ),
    "consult": Move(
        lambda plan, by, **_more: actions.consult(plan, by=by),
        lambda user, plan, _day: permissions.can_consult(user, plan),
        _("Put it to the people"),
        _("Its pages say that it is in consultation. It can still be changed."),
        _("The plan is in consultation now."),
    ),
    "propose": Move(
        actions.propose,
        lambda user, plan, _day: permissions.can_propose(user, plan),
        _("Put it up for signature"),
        _("What it says is frozen as a version, and the co-chairs' offices are asked to sign it. Until both have, or you take it back, nothing in it can be changed."),
        _("It waits for the signatures of both co-chairs now."),
    ),
    "close": Move(
        lambda plan, by, today, **_more: actions.close(plan, by=by, today=today),
        permissions.can_close,
        _("Close it"),
        _("Its time is over. It stays public and stands as it was; nothing in it is changed any more."),
        _("The edition is closed."),
        way_on=False,
    ),
    "conclude": Move(
        lambda plan, by, **_more: actions.conclude(plan, by=by),
        lambda user, plan, _day: permissions.can_conclude(user, plan),
        _("End the consultation"),
        _("It is a published draft again, to be worked on with what was said."),
        _("The consultation is over."),
        way_on=False,
    ),
    "recall": Move(
        lambda plan, by, **_more: actions.recall(plan, by=by),
        lambda user, plan, _day: permissions.can_recall(user, plan),
        _("Take it back to work on it"),
        _("The version that was frozen is void, and a signature that it already has does not count. Put up again, it is a new version, and both sign anew."),
        _("It is a published draft again; the version that was frozen is void."),
        way_on=False,
    ),
    "withhold": Move(
        lambda plan, by, **_more: actions.withhold_draft(plan, by=by),
        lambda user, plan, _day: permissions.can_withhold(user, plan),
        _("Take it back from the public"),
        _("Only the forum sees it then."),
        _("The plan is a draft again that only the forum sees."),
        way_on=False,
    ),
}  # fmt: skip
