"""What the secretary answers to the doubts of a file that was read, or that the file is the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jukwaa.plans import permissions
from jukwaa.plans.actions.bringing import correct, locked
from jukwaa.plans.imports import problem_of
from jukwaa.plans.models import Intake
from jukwaa.plans.rules.document import PlanDoc

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def identify(intake: Intake, document: PlanDoc, name: str, *, by: User | None) -> Intake:
    """It is said what body of the file is meant by a name: that answers every doubt that quotes it.

    A note that names it is no longer true either.
    """
    intake = correct(intake, document, [], by=by)
    said = {"error": None, "doubt": f"“{name}”", "note": name}
    intake.problems = [
        problem
        for problem in intake.problems
        if (words := said[problem["level"]]) is None or words not in problem_of(problem).message
    ]
    intake.save(update_fields=["problems"])
    return intake


@transaction.atomic
def affirm(intake: Intake, ask: str, *, by: User | None) -> Intake:
    """What is asked of the file as a whole is right as it is."""
    intake = locked(intake)
    permissions.can_correct(by, intake).require()
    sure = [*intake.settings.get("sure", []), ask]
    intake.settings = intake.settings | {"sure": list(dict.fromkeys(sure))}
    intake.save(update_fields=["settings"])
    return intake


@transaction.atomic
def discard(intake: Intake, *, by: User | None) -> None:
    """Throw away a file that was read and not brought in."""
    permissions.can_correct(by, intake).require()
    intake.delete()
