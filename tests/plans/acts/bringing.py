"""Documents brought in as files are, without a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from jukwaa.plans.actions import Options, Reading, import_plan, keep
from jukwaa.plans.actions.holding import hold_file
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.imports import Problem, Understood
from jukwaa.plans.models import Intake, Plan
from jukwaa.plans.rules.document import PlanDoc

NOW = datetime(2022, 8, 1, 9, 0, tzinfo=UTC)
EDITION = "2022-23"


def held(forum, doc: PlanDoc, *problems: Problem, edition: str = EDITION, **options: Any) -> Reading:
    understood = Understood(doc, problems, "plan", own=doc.complete)
    return hold_file(forum, edition, understood, Options(**options))


def kept(forum, doc: PlanDoc, *problems: Problem, by=None, edition: str = EDITION, **options: Any) -> Intake:
    reading = held(forum, doc, *problems, edition=edition, **options)
    return keep(reading, name="matrix.xlsx", by=by, now=NOW)


def bring(forum, doc: PlanDoc, *, by=None, edition: str = EDITION, now=NOW, **options: Any) -> Intake:
    return import_plan(held(forum, doc, edition=edition, **options), name="matrix.xlsx", by=by, now=now)


def plan_of(forum, edition: str = EDITION) -> Plan:
    return Plan.objects.with_forum().get(forum=forum, edition=edition)


def doc_of(forum, edition: str = EDITION) -> PlanDoc:
    """Fresh from the rows, every name in it."""
    return document_of(plan_of(forum, edition), public=False)
