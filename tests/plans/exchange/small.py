"""One small plan, in which every field says something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jukwaa.plans.rules import document as d

OFFICE, TRUST = (
    d.BodyRef("b-aaaaaaaaaa", "Governor's office"),
    d.BodyRef("b-bbbbbbbbbb", "Amani Trust (sample)"),
)


INDICATOR = d.IndicatorDoc("i-aaaaaaaaaa", {"en": "Forums held"}, "0", "12", {"en": "Lists"}, "d-aaaaaaaaaa")


ACTION = d.ActionDoc(
    id="a-aaaaaaaaaa",
    title={"en": "Hold forums", "sw": "Fanya mabaraza"},
    code="1.1",
    text={"en": "In every ward"},
    audience={"en": "Elders"},
    remarks={"en": "After Ramadan"},
    tags=("peace",),
    starts=date(2022, 7, 1),
    ends=date(2022, 9, 30),
    funding="funded",
    estimate=Decimal("480000.50"),
    areas=("KE001005",),
    roles=(d.RoleDoc(OFFICE, "lead"), d.RoleDoc(TRUST, "support", "training")),
    indicators=(INDICATOR,),
    themes=("NSCVE-2016/3",),
    carried_from=d.Ancestor("2017", "a-bbbbbbbbbb"),
    status="moving",
    reason={"en": "Begun"},
)


PLAN = d.PlanDoc(
    forum="mombasa",
    edition="2022-23",
    title={"en": "Plan"},
    starts=date(2022, 6, 1),
    ends=date(2023, 5, 31),
    levels=(d.LevelDoc({"en": "pillar", "sw": "nguzo"}, {"en": "pillars", "sw": "nguzo"}),),
    text=(d.ParagraphDoc("p-aaaaaaaaaa", {"en": "Why we plan"}, heading=True),),
    sections=(
        d.SectionDoc(
            id="s-aaaaaaaaaa",
            title={"en": "Gender", "sw": "Jinsia"},
            code="1",
            outcome={"en": "Safe"},
            leads=(d.LeadDoc(OFFICE, "lead"),),
            text=(),
            indicators=(),
            themes=(),
            actions=(ACTION,),
        ),
    ),
)
