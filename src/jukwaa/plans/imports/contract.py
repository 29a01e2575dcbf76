"""What a file is read with, and what comes of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from jukwaa.plans.imports.wording import Params, worded
from jukwaa.plans.rules.cells.areas import AreaName
from jukwaa.plans.rules.cells.likeness import Here
from jukwaa.plans.rules.cells.periods import Quarters
from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, LevelDoc, PlanDoc, SectionDoc, said
from jukwaa.plans.rules.promise import plain
from jukwaa.plans.rules.storing import unpack

Severity = Literal["error", "doubt", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What, where and how to mend it. The sentence is one of the catalogue's, and said to each in their language."""

    level: Severity
    where: str  # "Sheet!row", "Table 2!3", or nothing for the file as a whole
    column: str
    sentence: str
    params: Params = field(default_factory=dict, hash=False)
    ask: str = ""  # of the file as a whole, by a name: it is answered with "It is right as it is"

    @property
    def message(self) -> str:
        return worded(self.sentence, self.params)

    @property
    def question(self) -> str:
        """By what name it is answered; a doubt that was given none goes by what it says, in whatever language."""
        if self.ask or self.level != "doubt":
            return self.ask
        said = json.dumps([self.where, self.column, self.sentence, self.params], sort_keys=True, default=str)
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def problem_of(kept: Mapping[str, Any]) -> Problem:
    """As it was kept; an older version kept the whole sentence, as its first reader was told it."""
    return unpack(Problem, {"sentence": kept.get("message", ""), **kept})


@dataclass(frozen=True, slots=True)
class KnownBody:
    id: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the forum knows before the file is opened. Dates: from the flags, else of the edition, else None."""

    forum: str
    edition: str
    area: str
    areas: tuple[AreaName, ...]
    bodies: tuple[KnownBody, ...]
    starts: date | None
    ends: date | None
    quarters: Quarters | None
    fy_month: int
    currency: str
    languages: tuple[str, ...]
    levels: tuple[LevelDoc, ...]


def here_of(known: Known) -> Here:
    inside = [area for area in known.areas if area.code != known.area]
    return Here.of(next((a.name for a in known.areas if a.code == known.area), ""), [a.name for a in inside])


@dataclass(frozen=True, slots=True)
class Understood:
    doc: PlanDoc | None
    problems: tuple[Problem, ...]
    quarters: Quarters
    own: bool = False  # one of our own files

    @property
    def understood(self) -> bool:
        return self.doc is not None and not any(problem.level == "error" for problem in self.problems)


def refused(message: str, where: str = "") -> Understood:
    return Understood(None, (Problem("error", where, "", message),), "plan")


def as_json(understood: Understood, changes: Mapping[str, int]) -> dict[str, Any]:
    """The object that `import-plan --format json` prints, also when it refuses."""
    doc = understood.doc
    rows = [_row(doc, path, action) for path, action in doc.actions()] if doc else []
    return {
        "understood": understood.understood,
        "sections": sum(1 for _ in doc.walk()) if doc else 0,
        "actions": len(rows),
        "starts": doc.starts.isoformat() if doc and doc.starts else None,
        "ends": doc.ends.isoformat() if doc and doc.ends else None,
        "quarters": understood.quarters,
        "rows": rows,
        "problems": [
            {"level": p.level, "where": p.where, "column": p.column, "message": p.message}
            for p in understood.problems
        ],
        "changes": dict(changes),
    }


def _row(doc: PlanDoc, path: tuple[SectionDoc, ...], action: ActionDoc) -> dict[str, Any]:
    language = doc.languages[0] if doc.languages else "en"
    roles = action.roles or ()
    leads = [role.body.name for role in roles if role.kind == "lead"]
    return {
        "section": [said(section.title, language) for section in path],
        "code": action.code,
        "title": said(action.title, language),
        "lead": leads[0] if leads else None,
        "support": [*leads[1:], *(role.body.name for role in roles if role.kind in ("co_lead", "support"))],
        "areas": list(action.areas or ()),
        "starts": action.starts.isoformat() if action.starts else None,
        "ends": action.ends.isoformat() if action.ends else None,
        "funding": action.funding or "unknown",
        "estimate": plain(action.estimate),
        "currency": doc.currency,
        "audience": said(action.audience, language),
        "indicators": [_indicator(indicator, language) for indicator in action.indicators or ()],
        "remarks": said(action.remarks, language),
        "where": action.where,
    }


def _indicator(indicator: IndicatorDoc, language: str) -> dict[str, str]:
    return {
        "text": said(indicator.text, language),
        "baseline": indicator.baseline,
        "target": indicator.target,
        "verification": said(indicator.verification, language),
    }
