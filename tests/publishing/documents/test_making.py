"""From rows in the database to files, as the download makes them."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from jukwaa.plans.models import Action, Plan
from jukwaa.publishing.actions import facts_of, make
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, RoleFactory, SectionFactory
from tests.publishing.documents.plans import pages, text_of


@pytest.fixture
def draft(mombasa):
    plan = PlanFactory(
        forum=mombasa, status="in_force", as_at=date(2023, 2, 28), sample=True, manifest="ab" * 32
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
    assert list(facts.standing.values()) == [("silent", "Silent")]
    assert facts.of_others == ""
    assert facts.package == f"/mombasa/plan/{draft.edition}/download/zip"  # no address of its own: the path


def test_nothing_is_late_or_silent_in_a_plan_that_nobody_signed(draft):
    Plan.objects.update(status="published_draft")
    facts = facts_of(Plan.objects.get())
    assert [word for word, _label in facts.standing.values()] == ["open"]


def test_what_a_civil_body_leads_too_is_not_called_late_and_told_only_where_it_is_one_of_several(draft):
    action = draft.actions.get()
    civil = OrganisationFactory(forum=draft.forum, state=False)
    RoleFactory(action=action, organisation=civil, kind="lead")
    Action.objects.update(ends=date(2022, 9, 30))
    assert facts_of(draft).standing[action.pid][0] == "open"
    assert facts_of(draft).of_others == ""
    for n in range(2, 4):
        late = ActionFactory(
            section=action.section, code=f"1.{n}", starts=action.starts, ends=date(2022, 9, 30)
        )
        RoleFactory(action=late, organisation=civil, kind="lead")
    facts = facts_of(draft)
    assert {word for word, _label in facts.standing.values()} == {"open"}
    assert facts.of_others.startswith("3 more actions")


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
