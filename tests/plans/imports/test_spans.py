"""From when to when a plan runs: the flags, the edition, the file; refused only where none of them says anything."""

from __future__ import annotations

from datetime import date

import pytest

from tests.plans.imports.building import word, xlsx
from tests.plans.imports.understanding import understand

HEAD = ["Activity", "Responsible", "When"]
NOTHING = {"starts": None, "ends": None, "edition": "first"}


def told_of(*above: str, when: str = "Q1", **asked):
    return understand(
        xlsx([*([text] for text in above), HEAD, ["Train women", "CICC", when]]), **NOTHING | asked
    )


def span(told):
    return told.said["starts"], told.said["ends"]


@pytest.mark.parametrize(
    "text",
    ["Period: 1st June 2022 to 31st May 2023", "June 2022 – May 2023", "From 01/06/2022 to 31/05/2023", "Juni 2022 hadi Mei 2023", "(June 2022-May 2023)", "between 1 June 2022 and 31 May 2023"],
)  # fmt: skip
def test_the_file_says_its_first_and_last_day(text):
    told = told_of("County Action Plan", text)
    assert span(told) == ("2022-06-01", "2023-05-31")
    assert not told.doubts()
    assert any("as the file says" in message for message in told.messages("note"))


def test_a_document_says_it_in_its_running_text():
    data = word(
        "# Plan", "This plan runs from 1 June 2022 to 31 May 2023.", [HEAD, ["Train women", "CICC", "Q2"]]
    )
    told = understand(data, **NOTHING)
    assert (span(told), told.row["starts"]) == (("2022-06-01", "2023-05-31"), "2022-09-01")


def test_the_edition_is_a_financial_year_with_a_doubt():
    told = told_of("Matrix", edition="2022-23")
    assert span(told) == ("2022-07-01", "2023-06-30")
    assert "is taken to run from 1 July 2022" in told.doubts()[0]


def test_a_single_year_is_the_calendars():
    assert span(told_of("Matrix", edition="2023")) == ("2023-01-01", "2023-12-31")
    assert span(told_of("Annual work plan 2023")) == ("2023-01-01", "2023-12-31")


def test_years_in_the_title_are_financial_years():
    assert span(told_of("County Action Plan 2025-2030")) == ("2025-07-01", "2030-06-30")


@pytest.mark.parametrize(
    "title",
    ["COSTED PLAN FY 2025/26 - 2029/30", "Plan 2025/26 to 2029/30", "Plan FY2025/2026 – FY2029/2030", "Mpango wa 2025/26 hadi 2029/30"],
)  # fmt: skip
def test_financial_years_from_one_to_another(title):
    assert span(told_of(title)) == ("2025-07-01", "2030-06-30")


def test_a_title_says_it_better_than_the_edition_and_the_edition_better_than_one_year():
    assert span(told_of("Plan 2025-2030", edition="2022-23")) == ("2025-07-01", "2030-06-30")
    assert span(told_of("Approved in 2019", edition="2022-23")) == ("2022-07-01", "2023-06-30")


def test_the_dates_of_the_rows_say_it_where_nothing_else_does():
    told = understand(
        xlsx([HEAD, ["Train", "CICC", "July 2022"], ["Meet", "CICC", "by 15/3/2023"]]), **NOTHING
    )
    assert span(told) == ("2022-07-01", "2023-03-31")
    assert told.doubts()


def test_ticked_months_say_it_too():
    rows = [["Activity", "Lead", "Jul 2022", "Aug 2022", "Sep 2022"], ["Train", "CICC", "", "x", ""]]
    assert span(understand(xlsx(rows), **NOTHING)) == ("2022-07-01", "2022-09-30")


def test_the_months_of_a_quarter_are_not_the_plans():
    told = told_of("Plan 2022-23", "Q1: July 2022 – September 2022")
    assert span(told) == ("2022-07-01", "2023-06-30")


def test_the_flags_say_it_best():
    told = told_of("June 2022 – May 2023", starts=date(2022, 1, 1), ends=date(2022, 12, 31))
    assert span(told) == ("2022-01-01", "2022-12-31")
    assert any("speaks of 1 June 2022 to 31 May 2023" in message for message in told.messages("note"))


def test_one_flag_is_completed_by_the_file():
    assert span(told_of("June 2022 – May 2023", ends=date(2023, 3, 31))) == ("2022-06-01", "2023-03-31")
    assert "end before it begins" in told_of("June 2022 – May 2023", ends=date(2022, 3, 31)).refusal


def test_where_nothing_says_it_the_file_is_refused_with_what_to_do():
    assert "--starts and --ends" in told_of("Matrix").refusal


def test_the_title_is_the_files():
    told = told_of("MOMBASA COUNTY ACTION PLAN FOR PCVE 2022-2023")
    assert told.understood.doc.title == {"en": "Mombasa County Action Plan for PCVE 2022-2023"}


def test_a_sample_says_so():
    assert told_of("Sample content, not the official plan", edition="2022").understood.doc.sample
    assert not told_of("Plan", edition="2022").understood.doc.sample


def spanned(title: str, *whens: str):
    return span(understand(xlsx([[title], HEAD, *([f"Train {n}", "CICC", when] for n, when in enumerate(whens))]), **NOTHING))  # fmt: skip


def test_two_years_with_a_dash_are_the_calendars_where_only_those_hold_the_dates_of_the_rows():
    assert spanned("Plan 2025-2027", "Jan-Dec 2025", "2026") == ("2025-01-01", "2027-12-31")
    assert spanned("Plan 2025-2027", "by 15/12/2027") == ("2025-01-01", "2027-12-31")
    assert spanned("Plan 2025-26", "Term 2 2025", "2025 and 2026") == ("2025-01-01", "2026-12-31")
    told = told_of("Plan 2025-2027", when="Jan-Dec 2025")
    assert "is taken to run from 1 January 2025" in told.doubts()[0]
    assert (told.row["starts"], told.row["ends"]) == ("2025-01-01", "2025-12-31")


def test_they_stay_financial_years_where_the_rows_do_not_say_otherwise():
    financial = ("2025-07-01", "2027-06-30")
    assert spanned("Plan 2025-2027", "July 2025 - June 2027") == financial
    assert spanned("Plan 2025-2027", "2025", "2025 - 2027") == financial  # a year alone is no date
    assert spanned("Plan 2025-2027", "Q1 2025") == financial  # a quarter counts from where the plan begins
    assert spanned("Plan 2025-2027", "Jan 2025", "March 2028") == financial  # these hold them no better
    assert spanned("Plan FY 2025/26 to 2026/27", "Jan 2025") == financial  # the title says it
    assert spanned("Plan 2025/26", "Jan 2025") == ("2025-07-01", "2026-06-30")


# --- the file of another year ------------------------------------------------------------------------------------


def test_a_file_that_speaks_of_another_time_than_the_plans_is_doubted():
    told = told_of("June 2022 – May 2023", starts=date(2027, 7, 1), ends=date(2028, 6, 30))
    assert [(p.ask, p.level) for p in told.understood.problems if p.ask] == [("time", "doubt")]
    assert "The file speaks of 1 June 2022 to 31 May 2023" in told.doubts()[0]


def test_rows_that_all_lie_in_another_time_are_doubted():
    rows = [HEAD, ["Train women", "CICC", "July 2022"], ["Train youth", "CICC", "March 2023"]]
    told = understand(xlsx(rows), edition="2027-28", starts=None, ends=None)
    assert span(told) == ("2027-07-01", "2028-06-30")
    assert [p.ask for p in told.understood.problems if p.ask] == ["rows"]
    assert any("rows lie between 1 July 2022 and 31 March 2023" in doubt for doubt in told.doubts())


def test_rows_in_the_plans_time_are_not():
    rows = [HEAD, ["Train women", "CICC", "July 2022"], ["Train youth", "CICC", "March 2024"]]
    told = understand(xlsx(rows), starts=date(2022, 6, 1), ends=date(2023, 5, 31))
    assert not [p for p in told.understood.problems if p.ask]
