from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.interchange import from_json
from jukwaa.site.actions.sample import CONTENT, load_sample


@dataclass(frozen=True, slots=True)
class Sample:
    """What ships, before anything is loaded."""

    plan: PlanDoc  # 2022-23
    before: PlanDoc  # 2017
    bodies: list[dict[str, Any]]
    people: list[dict[str, Any]]
    replies: list[dict[str, str]]

    @property
    def plans(self) -> tuple[PlanDoc, PlanDoc]:
        return self.before, self.plan


@pytest.fixture(scope="session")
def sample():
    return Sample(
        plan=from_json(_shipped("plan-2022-23")),
        before=from_json(_shipped("plan-2017")),
        bodies=_shipped("bodies"),
        people=_shipped("people"),
        replies=_shipped("replies"),
    )


@pytest.fixture(scope="module")
def county(standing):
    """The sample's forum, loaded once for all who look at it."""
    return load_sample()


def _shipped(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
