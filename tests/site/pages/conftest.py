from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jukwaa.plans.models import Alignment, Indicator, IndicatorDefinition, Leadership, Paragraph
from jukwaa.strategies.models import Theme
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, RoleFactory, SectionFactory

LIKONI, TIMBWANI, BOFU = "KE001005", "KE001005-0025", "KE001005-0023"  # a sub-county and two of its wards
PLAN = "/mombasa/plan/2022-23/"


@pytest.fixture
def plan(mombasa):
    """Half of its year has gone on the day as at which it is shown."""
    return PlanFactory(
        forum=mombasa, status="published_draft", as_at=date(2022, 11, 30), manifest="ab" * 32,
        title={"en": "Plan for peace", "sw": "Mpango wa amani"},
    )  # fmt: skip


@pytest.fixture
def gender(plan):
    return SectionFactory(
        plan=plan, code="1", position=1, title={"en": "Gender", "sw": "Jinsia"},
        outcome={"en": "Women shape prevention", "sw": "Wanawake wanaongoza uzuiaji"},
    )  # fmt: skip


@pytest.fixture
def economic(plan):
    return SectionFactory(plan=plan, code="2", position=2, title={"en": "Economic", "sw": "Uchumi"})


@pytest.fixture
def office(mombasa):
    return OrganisationFactory(forum=mombasa, name="County Gender Department", state=True, listed=True)


@pytest.fixture
def network(mombasa):
    return OrganisationFactory(forum=mombasa, name="Women's Circle (sample)", state=False, listed=True)


@pytest.fixture
def quiet(mombasa):
    """A body that has not agreed to be named in public."""
    return OrganisationFactory(forum=mombasa, name="Quiet Helpers (sample)", state=False, listed=False)


@pytest.fixture
def act():
    """act(section, "1.1", [places], lead, …others, status="done") -> an action from July to September 2022."""

    def made(section, code, areas, *bodies, reply="offered", **said):
        told = {
            "starts": date(2022, 7, 1),
            "ends": date(2022, 9, 30),
            "title": {"en": f"Do {code}", "sw": f"Fanya {code}"},
        }
        action = ActionFactory(section=section, code=code, **(told | said))
        action.areas.set(areas)
        for n, body in enumerate(bodies):
            RoleFactory(
                action=action, organisation=body, kind="support" if n else "lead", position=n, reply=reply
            )
        return action

    return made


@pytest.fixture
def dialogues(gender, act, office, network):
    """An action of which the plan says all that a plan can say."""
    action = act(
        gender, "1.1", [TIMBWANI], network, office, reply="accepted", status="done",
        title={"en": "Hold ward dialogues", "sw": "Fanya mazungumzo ya wadi"},
        text={"en": "With child care.", "sw": "Pamoja na malezi ya watoto."},
        audience={"en": "Women and girls", "sw": "Wanawake na wasichana"},
        remarks={"en": "Asked for by residents.", "sw": "Iliombwa na wakazi."},
        reason={"en": "All twelve were held.", "sw": "Yote kumi na mawili yamefanyika."},
        tags=["baraza"], funding="funded", estimate=Decimal(480_000),
    )  # fmt: skip
    definition = IndicatorDefinition.objects.create(
        forum=gender.plan.forum,
        pid="d-aaaaaaaaaa",
        text={"en": "Dialogues held", "sw": "Mazungumzo yaliyofanyika"},
    )
    Indicator.objects.create(
        plan=gender.plan, action=action, pid="i-aaaaaaaaaa", position=1, definition=definition, baseline="0",
        target="12", verification={"en": "Attendance counts", "sw": "Hesabu ya mahudhurio"},
    )  # fmt: skip
    theme = Theme.objects.filter(strategy__code="NSCVE-2016").first()
    Alignment.objects.create(plan=gender.plan, action=action, theme=theme, position=1)
    return action


@pytest.fixture
def whole(plan, economic, dialogues, act, office, quiet):
    """A plan with a little of everything."""
    gender, network = dialogues.section, dialogues.roles.get(kind="lead").organisation
    Paragraph.objects.create(
        plan=plan,
        pid="p-aaaaaaaaaa",
        position=1,
        heading=True,
        text={"en": "What this is", "sw": "Hii ni nini"},
    )
    Paragraph.objects.create(
        plan=plan, pid="p-bbbbbbbbbb", position=2, text={"en": "A promise.", "sw": "Ahadi."}
    )
    Paragraph.objects.create(
        plan=plan,
        section=gender,
        pid="p-cccccccccc",
        position=3,
        text={"en": "Why women.", "sw": "Kwa nini wanawake."},
    )
    Leadership.objects.create(section=gender, organisation=network, position=1)
    Leadership.objects.create(section=gender, organisation=office, kind="co_lead", position=2)
    act(gender, "1.2", ["KE001"], office, status="moving", ends=date(2023, 5, 31))
    act(economic, "2.1", [LIKONI], quiet, network, ends=date(2023, 5, 31))
    act(economic, "2.2", ["KE001004"], office, starts=date(2023, 1, 1), ends=date(2023, 3, 31))
    return plan
