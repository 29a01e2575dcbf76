"""A plan of any size to measure with: invented, but with the variety of real ones, and the same each time."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
from django.utils import timezone

from jukwaa.forums.actions import Charter, Portrait, admit, found
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.actions import Options, import_plan, publish_draft, read_file
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.document import (
    ActionDoc,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    LevelDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)
from jukwaa.plans.rules.interchange import dumps

STARTS, ENDS = date(2022, 6, 1), date(2023, 5, 31)
VERBS = ("Hold", "Train", "Set up", "Support", "Map", "Revive", "Equip", "Bring together", "Review", "Pilot")
THINGS = ("ward dialogues", "peace committees", "women mediators", "youth enterprise groups", "school clubs",
          "radio discussions", "market days", "interfaith forums", "mentors", "early-response meetings")  # fmt: skip
WITH = ("with chiefs and elders", "for young people out of school", "in every sub-county", "in public places",
        "with persons with disabilities", "before the rains", "by the beach management units", "in Swahili")  # fmt: skip
FUNDING = ("funded", "funded", "no_cost", "in_kind", "unknown")
STATES = ("done", "moving", "not_started", "moving", "paused")


def forum_of(slug: str, bodies: int = 40) -> Forum:
    """A forum on Mombasa with bodies of both kinds, half of the non-state ones not named in public."""
    area = Area.objects.get(code="KE001")
    forum = found(
        Charter(slug=slug, area=area, name={"en": f"Forum {slug}", "sw": f"Jukwaa {slug}"}), by=None
    )
    portraits = [
        Portrait(
            name=f"{'Department' if n % 2 else 'Community group'} {n} (sample)",
            kind="county_government" if n % 2 else "cbo",
            state=bool(n % 2),
            agreed=n % 4 == 0,
        )
        for n in range(bodies)
    ]
    admit(forum, portraits, by=None)
    return forum


def document(forum: Forum, edition: str, actions: int, sections: int = 10) -> PlanDoc:
    draw = random.Random(2022)  # noqa: S311  # not for secrets
    bodies = [BodyRef(pid, name) for pid, name in forum.organisations.values_list("pid", "name")]
    areas = list(Area.objects.within("KE001").exclude(code="KE001").values_list("code", flat=True))
    each = [actions // sections + (n < actions % sections) for n in range(sections)]
    pillar = LevelDoc({"en": "pillar", "sw": "nguzo"}, {"en": "pillars", "sw": "nguzo"})
    return PlanDoc(
        forum=forum.slug,
        edition=edition,
        title={"en": f"A plan of {actions} actions", "sw": f"Mpango wa shughuli {actions}"},
        starts=STARTS,
        ends=ENDS,
        levels=(pillar,),
        text=tuple(_paragraph(draw) for _ in range(12)),
        sections=tuple(_section(n, size, draw, bodies, areas) for n, size in enumerate(each, 1)),
    )


def brought_in(forum: Forum, doc: PlanDoc) -> Plan:
    """Through our own JSON, as anybody would bring it."""
    reading = read_file(forum, doc.edition, "plan.json", dumps(doc), Options())
    plan = import_plan(reading, name="plan.json", by=None, now=timezone.now()).plan
    assert plan is not None
    return publish_draft(plan, by=None)


def matrix(doc: PlanDoc) -> bytes:
    """The same plan as a secretary's Excel matrix: the pillar named once, months in words, money as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["COUNTY ACTION PLAN, 1 June 2022 to 31 May 2023"])
    sheet.append(
        [
            "Pillar",
            "Activity",
            "Responsible",
            "Support",
            "Place",
            "When",
            "Indicator",
            "Target",
            "Budget (KES)",
        ]
    )
    places = dict(Area.objects.within("KE001").values_list("code", "name"))
    pillar = None
    for path, action in doc.actions():
        roles = action.roles or ()
        named = path[-1].title["en"] if path[-1] is not pillar else None
        pillar = path[-1]
        sheet.append([
            named, action.title["en"],
            *(", ".join(r.body.name or "" for r in roles if r.kind == kind) for kind in ("lead", "support")),
            ", ".join(places[code] for code in action.areas or ()),
            f"{action.starts:%b %Y} - {action.ends:%b %Y}",
            *_measured(action),
            f"{int(action.estimate):,}/=" if action.estimate else "no cost",
        ])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _measured(action: ActionDoc) -> tuple[str, str]:
    indicator = (action.indicators or ())[0]
    return indicator.text["en"], indicator.target


def _section(n: int, size: int, draw: random.Random, bodies: list[BodyRef], areas: list[str]) -> SectionDoc:
    title = draw.choice(THINGS).capitalize()
    return SectionDoc(
        id=None,
        code=str(n),
        title={"en": f"{title} {n}", "sw": f"Nguzo ya {n}"},
        outcome={"en": _words(draw), "sw": _words(draw)},
        leads=tuple(LeadDoc(body, "lead") for body in draw.sample(bodies, 2)),
        text=(_paragraph(draw),),
        indicators=(),
        themes=(),
        actions=tuple(_action(f"{n}.{a}", draw, bodies, areas) for a in range(1, size + 1)),
    )


def _action(code: str, draw: random.Random, bodies: list[BodyRef], areas: list[str]) -> ActionDoc:
    words = f"{draw.choice(VERBS)} {draw.choice(THINGS)} {draw.choice(WITH)}, {draw.choice(WITH)} ({code})"
    month = draw.randrange(12)
    starts = date(2022 + (month + 5) // 12, (month + 5) % 12 + 1, 1)
    lead, *support = draw.sample(bodies, 1 + draw.randrange(3))
    funding = draw.choice(FUNDING)
    return ActionDoc(
        id=None,
        code=code,
        title={"en": words, "sw": f"Shughuli: {words}"},
        text={"en": _words(draw)},
        audience={"en": draw.choice(WITH)},
        remarks={},
        tags=(draw.choice(("gender", "youth", "pwd")),),
        starts=starts,
        ends=min(ENDS, starts + timedelta(days=27 + 30 * draw.randrange(4))),
        funding=funding,  # type: ignore[arg-type]
        estimate=Decimal(draw.randrange(1, 400) * 5_000) if funding == "funded" else None,
        areas=tuple(draw.sample(areas, 1 + draw.randrange(3))),
        roles=(RoleDoc(lead, "lead"), *(RoleDoc(body, "support") for body in support)),
        indicators=(
            IndicatorDoc(None, {"en": f"People who took part ({code})"}, "0", str(draw.randrange(10, 900))),
        ),
        themes=(),
        status=draw.choice(STATES),  # type: ignore[arg-type]
        reason={},
    )


def _paragraph(draw: random.Random) -> ParagraphDoc:
    return ParagraphDoc(None, {"en": " ".join(_words(draw) for _ in range(5)), "sw": _words(draw)})


def _words(draw: random.Random) -> str:
    return f"{draw.choice(VERBS)} {draw.choice(THINGS)} {draw.choice(WITH)} and {draw.choice(WITH)}."
