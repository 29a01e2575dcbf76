"""From rows in the database to files, as the download makes them."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from jukwaa.publishing.actions import facts_of, make
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, RoleFactory, SectionFactory
from tests.publishing.documents.plans import pages, text_of


@pytest.fixture
def draft(mombasa):
    plan = PlanFactory(
        forum=mombasa, status="published_draft", as_at=date(2023, 2, 28), sample=True, manifest="ab" * 32
    )
    action = ActionFactory(section=SectionFactory(plan=plan, code="1"), code="1.1", starts=date(2022, 7, 1))
    hidden = OrganisationFactory(forum=mombasa, name="Quiet Circle (sample)", listed=False)
    office = OrganisationFactory(forum=mombasa, name="Department of Trade", state=True, listed=True)
    RoleFactory(action=action, organisation=office, reply="accepted")
    RoleFactory(action=action, organisation=hidden, kind="support")
    return plan


def test_the_facts_of_a_plan(draft):
    facts = facts_of(draft)
    assert facts.area == "KE001"
    assert facts.areas["KE001"] == "Mombasa"
    assert facts.printed_on == date(2023, 2, 28)
    assert len(facts.accepted) == 1
    assert [word for word, _label in facts.standing.values()] == ["silent"]
    assert facts.tally == {"silent": 1}


def test_lateness_is_in_the_total_but_not_said_of_an_action_that_a_civil_body_leads_too(draft):
    action = draft.actions.get()
    RoleFactory(action=action, organisation=OrganisationFactory(forum=draft.forum, state=False), kind="lead")
    facts = facts_of(draft)
    assert facts.standing[action.pid][0] == "later"
    assert facts.tally == {"silent": 1}


def test_pdf_and_notice_name_who_may_be_named(draft, tmp_path):
    pdf, notice = make(draft, "pdf", "en"), make(draft, "notice", "sw")
    told = text_of(pdf, tmp_path)
    assert "Department of Trade" in told
    assert "Silent" in told
    assert "ab" * 32 in told
    assert "Quiet Circle" not in told
    assert pages(notice) == 1
    assert "Shughuli 1.1" in text_of(notice, tmp_path)


def test_word_file_names_who_may_be_named(draft):
    file = docx.Document(io.BytesIO(make(draft, "docx", "en")))
    told = "\n".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)
    assert "Department of Trade" in told
    assert "a body not named yet" in told
    assert "Quiet Circle" not in told
