"""A plan in English and Swahili, as small or as large as a test needs, and what is known beside it. All of it is invented."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jukwaa.plans.rules.document import (
    ActionDoc,
    Ancestor,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    LevelDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)
from jukwaa.publishing.documents import Facts

OFFICE = BodyRef("b-office", "Department of Trade")
NETWORK = BodyRef("b-network", "Amani Network (sample)")
HIDDEN = BodyRef("b-hidden", None)
MANIFEST = "0123456789abcdef" * 4
MARKUP = "#panic(1) *b* $x$ <label> @ref `code` \\ // /*"
AREAS = {
    "KE001": "Mombasa",
    "KE001005": "Likoni",
    "KE001005-0021": "Mtongwe",
    "KE001005-0022": "Shika Adabu",
    "KE001006": "Mvita",
    "KE001006-0026": "Tudor",
}


def action(code: str, **said: Any) -> ActionDoc:
    made = ActionDoc(
        id=f"a-{code}",
        code=code,
        title={"en": f"Hold peace forum {code}", "sw": f"Fanya baraza la amani {code}"},
        text={"en": "Four dialogues in each ward.", "sw": "Mazungumzo manne katika kila wadi."},
        audience={"en": "Women and youth", "sw": "Wanawake na vijana"},
        starts=date(2022, 7, 1),
        ends=date(2022, 9, 30),
        funding="funded",
        estimate=Decimal(480000),
        areas=("KE001005-0021", "KE001006"),
        roles=(
            RoleDoc(OFFICE, "lead"),
            RoleDoc(NETWORK, "support", "brings the chairs"),
            RoleDoc(HIDDEN, "support"),
        ),
        indicators=(
            IndicatorDoc(
                id=f"i-{code}",
                text={"en": "Forums held", "sw": "Mabaraza yaliyofanyika"},
                baseline="0",
                target="12",
                verification={"en": "Attendance totals", "sw": "Jumla ya mahudhurio"},
                unit={"en": "forums", "sw": "mabaraza"},
            ),
        ),
        themes=("NSCVE-2016/2",),
        status="moving",
    )
    return replace(made, **said)


def section(code: str, actions: int | tuple[ActionDoc, ...] = 2, **said: Any) -> SectionDoc:
    if isinstance(actions, int):
        actions = tuple(action(f"{code}.{n}") for n in range(1, actions + 1))
    made = SectionDoc(
        id=f"s-{code}",
        code=code,
        title={"en": f"Learning {code}", "sw": f"Kujifunza {code}"},
        outcome={"en": "Young people belong.", "sw": "Vijana wanajihisi nyumbani."},
        leads=(LeadDoc(OFFICE, "lead"), LeadDoc(NETWORK, "co_lead")),
        themes=("NSCVE-2016/1",),
        actions=actions,
    )
    return replace(made, **said)


def plan(sections: int | tuple[SectionDoc, ...] = 2, actions: int = 2, **said: Any) -> PlanDoc:
    if isinstance(sections, int):
        sections = tuple(section(str(n), actions) for n in range(1, sections + 1))
    made = PlanDoc(
        forum="mombasa",
        edition="2022-23",
        title={"en": "Plan for peace", "sw": "Mpango wa amani"},
        starts=date(2022, 6, 1),
        ends=date(2023, 5, 31),
        status="published_draft",
        levels=(LevelDoc({"en": "pillar", "sw": "nguzo"}, {"en": "pillars", "sw": "nguzo"}),),
        text=(
            ParagraphDoc("p-1", {"en": "Why this plan", "sw": "Kwa nini mpango huu"}, heading=True),
            ParagraphDoc("p-2", {"en": "We drew it up together.", "sw": "Tuliuandaa pamoja."}),
        ),
        sections=sections,
        sample=True,
        as_at=date(2023, 2, 28),
    )
    return replace(made, **said)


def carried(code: str) -> ActionDoc:
    return action(code, carried_from=Ancestor("2017", "a-old"))


def facts(**said: Any) -> Facts:
    made = Facts(
        forum_name={"en": "Mombasa forum", "sw": "Jukwaa la Mombasa"},
        areas=AREAS,
        themes={"NSCVE-2016/1": {"en": "Psychosocial"}, "NSCVE-2016/2": {"en": "Education", "sw": "Elimu"}},
        manifest_sha256=MANIFEST,
        printed_on=date(2023, 2, 28),
        area="KE001",
        address="https://jukwaa.example/mombasa/plan/2022-23/",
        standing={"a-1.1": ("done", "Done"), "a-1.2": ("late", "Late"), "a-2.1": ("moving", "Moving")},
        accepted=frozenset({("a-1.1", "b-office", "lead"), ("a-1.1", "b-network", "support")}),
    )
    return replace(made, **said)


# --- reading what was made -----------------------------------------------------------------------------------------


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def tool(name: str) -> str:
    """The path of a program that a bare machine may lack."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def text_of(pdf: bytes, folder: Path, *, page: int | None = None) -> str:
    """As another program reads it, page after page."""
    reader = tool("pdftotext")
    (folder / "made.pdf").write_bytes(pdf)
    only = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(
        [reader, *only, "-layout", str(folder / "made.pdf"), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout
