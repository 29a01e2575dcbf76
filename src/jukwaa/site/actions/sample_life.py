"""The sample's editions live through the same acts as real ones: signed by its two chairs, amended once, one closed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from jukwaa.accounts.models import User
from jukwaa.forums.models import Forum, Seat
from jukwaa.plans.actions import (
    Options,
    close,
    import_plan,
    open_amendment,
    propose,
    propose_amendment,
    publish_draft,
    read_file,
    save_working_document,
    sign,
    working_document,
)
from jukwaa.plans.models import Plan, Version
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc

FIRST = ("2017-05-02", "2017-05-09", "2017-05-12")  # put up for signature, signed by one, by the other
CLOSED = date(2022, 6, 1)


def live_and_close(forum: Forum, content: bytes, *, by: User) -> Plan:
    """The edition before: signed, carried out, closed."""
    plan = brought_in(forum, content, by=by)
    publish_draft(plan, by=by)
    _sign(propose(plan, by=by, today=date.fromisoformat(FIRST[0])), FIRST)
    close(plan, by=by, today=CLOSED)
    return plan


def live(forum: Forum, content: bytes, story: Mapping[str, Any], *, by: User) -> Plan:
    """The edition in force. It was signed with one target lower and one action ending sooner; an amendment raised the
    target, and the lead has moved the day since."""
    plan = brought_in(forum, _as_first_signed(content, story), by=by)
    publish_draft(plan, by=by)
    _sign(propose(plan, by=by, today=date.fromisoformat(story["signed"][0])), story["signed"])
    plan.refresh_from_db()
    amendment = open_amendment(plan, reason=story["reason"], by=by, today=date.fromisoformat(story["opened"]))
    raised = {indicator["id"]: indicator["target"] for indicator in _indicators(json.loads(content))}
    before = story["target_before"]["id"]
    save_working_document(plan, _with_target(working_document(plan), before, raised[before]))
    amendment.refresh_from_db()
    _sign(
        propose_amendment(amendment, by=by, today=date.fromisoformat(story["amended"][0])), story["amended"]
    )
    return brought_in(forum, content, by=by)


def brought_in(forum: Forum, content: bytes, *, by: User) -> Plan:
    edition = json.loads(content)["edition"]
    reading = read_file(forum, edition, f"plan-{edition}.json", content, Options())
    if not reading.possible:
        raise ValueError(f"the sample does not read: {reading.problems[:3]}")
    intake = import_plan(reading, name=f"plan-{edition}.json", by=by, now=timezone.now())
    plan = intake.plan
    if plan is None:
        raise ValueError("an import that is confirmed has a plan")
    intake.delete()  # it came with the sample, so nobody is offered to undo it
    return Plan.objects.with_forum().get(pk=plan.pk)


def _sign(version: Version, days: Sequence[str]) -> None:
    for role, day in zip(version.signers, days[1:], strict=True):
        sign(version, role, by=_holder(version.plan.forum, role), today=date.fromisoformat(day))


def _holder(forum: Forum, role: str) -> User | None:
    return Seat.objects.current().get(forum=forum, role=role).holder


# --- as it was first signed ------------------------------------------------------------------------------------


def _as_first_signed(content: bytes, story: Mapping[str, Any]) -> bytes:
    said = json.loads(content)
    target, end = story["target_before"], story["end_before"]
    for action in _actions(said):
        if action["id"] == end["id"]:
            action["ends"] = end["ends"]
    for indicator in _indicators(said):
        if indicator["id"] == target["id"]:
            indicator["target"] = target["target"]
    return json.dumps(said).encode()


def _actions(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = list(part.get("actions", ()))
    for section in part.get("sections", ()):
        found += _actions(section)
    return found


def _indicators(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [indicator for action in _actions(said) for indicator in action.get("indicators", ())]


def _with_target(doc: PlanDoc, pid: str, target: str) -> PlanDoc:
    return replace(doc, sections=tuple(_section(section, pid, target) for section in doc.sections))


def _section(section: SectionDoc, pid: str, target: str) -> SectionDoc:
    return replace(
        section,
        sections=tuple(_section(part, pid, target) for part in section.sections),
        actions=tuple(_action(action, pid, target) for action in section.actions),
    )


def _action(action: ActionDoc, pid: str, target: str) -> ActionDoc:
    return replace(
        action,
        indicators=tuple(
            replace(each, target=target) if each.id == pid else each for each in action.indicators or ()
        ),
    )
