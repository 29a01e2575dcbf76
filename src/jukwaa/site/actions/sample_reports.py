"""The sample's nine months of reports, through the same acts: filed, entered for a body, verified, returned, waiting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from jukwaa.accounts.models import User
from jukwaa.delivery import permissions
from jukwaa.delivery.actions import file_report, return_report, verify_report
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import Report
from jukwaa.delivery.rules.reach import Cell, Reached
from jukwaa.delivery.rules.telling import Told
from jukwaa.forums.models import Organisation, Seat
from jukwaa.plans.models import Action, Plan

SOON = timedelta(days=3)  # after the day itself, where nothing else is said
CHECKED = timedelta(days=6)


def report(plan: Plan, stories: Iterable[Mapping[str, Any]], *, by: User) -> None:
    """`by`: the secretary, who enters what bodies without a seat have told."""
    actions = {action.code: action for action in plan.actions.select_related("plan__forum", "section")}
    for story in stories:
        _report(actions[story["action"]], story, by)


def _report(action: Action, story: Mapping[str, Any], secretary: User) -> None:
    body = action.roles.filter(kind="lead").select_related("organisation").first()
    if body is None:
        raise ValueError(f"action {action.code} of the sample has nobody who leads it")
    told, filed = _told(story), _filed(story)
    hand = _hand(body.organisation, story, secretary, filed)
    made = file_report(action, body.organisation, told, client_id=UUID(story["client_id"]), hand=hand)
    end, checked = story.get("end", "verified"), checked_on(story)
    if end == "verified":
        verify_report(made, by=_checker(made), today=checked)
    elif end == "returned":
        return_report(made, story["reason"], by=_checker(made), today=checked)


def _filed(story: Mapping[str, Any]) -> date:
    return date.fromisoformat(story.get("filed") or str(_last(story) + SOON))


def checked_on(story: Mapping[str, Any]) -> date:
    return _filed(story) + CHECKED


def _hand(body: Organisation, story: Mapping[str, Any], secretary: User, filed: date) -> Hand:
    """From the body's own seat where it has one."""
    seat = Seat.objects.filter(organisation=body).exclude(holder=None).first()
    if seat is not None and "came" not in story:
        return Hand(seat.holder, filed)
    return Hand(secretary, filed, story.get("came", Report.Came.MEETING))


def _checker(made: Report) -> User | None:
    """The first of those who check all that may check this one."""
    for role in (Seat.Role.SECRETARY, Seat.Role.CO_CHAIR_NATIONAL, Seat.Role.CO_CHAIR_COUNTY):
        seat = Seat.objects.filter(forum=made.forum_id, role=role).first()
        if seat and permissions.can_verify(seat.holder, made):
            return seat.holder
    raise ValueError(f"nobody in the sample may check the report of {made.organisation}")


def _last(story: Mapping[str, Any]) -> date:
    return date.fromisoformat(story.get("ends") or story["starts"])


def _told(story: Mapping[str, Any]) -> Told:
    return Told(
        starts=date.fromisoformat(story["starts"]),
        ends=date.fromisoformat(story["ends"]) if "ends" in story else None,
        areas=frozenset(story["areas"]),
        text=story["text"],
        reached=Reached(_cells(story.get("groups", ())), story.get("people")),
        spent=Decimal(story["spent"]) if "spent" in story else None,
        in_kind=story.get("in_kind", {}),
        challenge=story.get("challenge", {}),
        lesson=story.get("lesson", {}),
        visibility=story.get("visibility", "public"),
        wards=story.get("wards", False),
    )


def _cells(groups: Iterable[list[Any]]) -> dict[Cell, int]:
    """[sex, age, how many] or [sex, age, how many, how many of them with a disability]."""
    cells: dict[Cell, int] = {}
    for sex, age, count, *disabled in groups:
        cells[Cell(sex, age, False)] = count - sum(disabled)
        if disabled:
            cells[Cell(sex, age, True)] = disabled[0]
    return cells
