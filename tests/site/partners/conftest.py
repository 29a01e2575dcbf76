from __future__ import annotations

from datetime import date

import pytest

from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, RoleFactory, SectionFactory

COUNTY, LIKONI, NYALI = "KE001", "KE001005", "KE001004"
TIMBWANI, BOFU = "KE001005-0025", "KE001005-0023"  # wards of Likoni


@pytest.fixture
def plan(mombasa):
    return PlanFactory(forum=mombasa, status="published_draft", as_at=date(2022, 9, 1))


@pytest.fixture
def gender(plan):
    return SectionFactory(plan=plan, code="1", title={"en": "Gender", "sw": "Jinsia"})


@pytest.fixture
def economic(plan):
    return SectionFactory(plan=plan, code="2", title={"en": "Economic", "sw": "Uchumi"})


@pytest.fixture
def office(mombasa):
    return OrganisationFactory(forum=mombasa, name="County Gender Department", state=True, listed=True)


@pytest.fixture
def network(mombasa):
    return OrganisationFactory(forum=mombasa, name="Women's Network (sample)", state=False, listed=True)


@pytest.fixture
def hidden(mombasa):
    return OrganisationFactory(forum=mombasa, name="Quiet Helpers (sample)", state=False, listed=False)


@pytest.fixture
def act():
    """act(section, "1.1", [places], lead, …others) -> an action from July to September 2022."""

    def made(section, code, areas, *bodies, **said):
        dates = {"starts": date(2022, 7, 1), "ends": date(2022, 9, 30)}
        action = ActionFactory(section=section, code=code, title={"en": f"Do {code}"}, **{**dates, **said})
        action.areas.set(areas)
        for n, body in enumerate(bodies):
            RoleFactory(action=action, organisation=body, kind="support" if n else "lead", position=n)
        return action

    return made
