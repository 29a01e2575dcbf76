"""When, where, who and how much, as whole files say it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.plans.imports.building import LEFT, UP, Sheet, xlsx
from tests.plans.imports.understanding import understand

FIVE_YEARS = {"edition": "2025-30", "starts": date(2025, 7, 1), "ends": date(2030, 6, 30)}


# --- ticks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["x", "X", "✓", "✔", "■", "√", "yes", "●"])
def test_columns_ticked_by_quarter(made, mark):
    rows = [
        ["Activity", "Lead", "Q1", "Q2", "Q3", "Q4"],
        ["Train women", "CICC", "", mark, mark, ""],
        ["Meet", "CICC", mark, "", "", ""],
    ]
    told = understand(made(rows))
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2022-09-01", "2023-02-28"),
        ("2022-06-01", "2022-08-31"),
    ]
    assert told.every("remarks") == ["", ""]


def test_columns_ticked_by_month_leave_a_gap_with_a_note(made):
    rows = [
        ["Activity", "Lead", "Jul 2022", "Aug 2022", "Sep 2022", "Oct 2022"],
        ["Train", "CICC", "x", "", "x", ""],
    ]
    told = understand(made(rows))
    assert (told.row["starts"], told.row["ends"]) == ("2022-07-01", "2022-09-30")
    assert any("leaves out times in between" in message for message in told.messages("note"))
    assert "Jul 2022, Sep 2022" in told.row["remarks"]


def test_ticks_below_years_and_quarters_of_a_long_plan(made):
    rows = [
        ["Activity", "Lead", "Year 1", LEFT, LEFT, LEFT, "Year 2", LEFT, LEFT, LEFT],
        [UP, UP, *["Q1", "Q2", "Q3", "Q4"] * 2],
        ["Train", "CICC", "", "", "x", "x", "x", "", "", ""],
    ]
    row = understand(made(rows), **FIVE_YEARS).row
    assert (row["starts"], row["ends"]) == ("2026-01-01", "2026-09-30")


def test_what_is_written_into_a_ticked_column_is_kept(made):
    rows = [["Activity", "Lead", "Q1", "Q2", "Q3"], ["Hold dialogues", "CICC", "4", "No", "6 dialogues"]]
    row = understand(made(rows)).row
    assert (row["starts"], row["ends"]) == ("2022-06-01", "2023-02-28")
    assert "Q1: 4; Q3: 6 dialogues" in row["remarks"]


def test_shaded_cells_are_ticks_where_nothing_is_written():
    rows = [
        ["Activity", "Lead", "Q1", "Q2", "Q3", "Q4"],
        ["Train", "CICC", "", "", "", ""],
        ["Meet", "CICC", "", "", "", ""],
    ]
    told = understand(xlsx(Sheet(rows, shaded=["A1", "B1", "C1", "D1", "E1", "F1", "D2", "E2", "C3"])))
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2022-09-01", "2023-02-28"),
        ("2022-06-01", "2022-08-31"),
    ]


# --- words for time --------------------------------------------------------------------------------------------


def test_two_columns_for_the_first_and_the_last_day():
    rows = [
        ["Activity", "Lead", "Start date", "End date"],
        ["Train", "CICC", datetime.combine(date(2022, 7, 1), time()), date(2022, 9, 30)],
        ["Meet", "CICC", "", "30/9/2022"],
        ["Write", "CICC", "July 2022", ""],
        ["Late", "CICC", "Sept 2022", "July 2022"],
    ]
    told = understand(xlsx(rows))
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2022-07-01", "2022-09-30"),
        ("2022-06-01", "2022-09-30"),
        ("2022-07-01", None),
        (None, None),
    ]
    assert "ends before it begins" in told.doubts("!5")[0]


def test_a_date_that_excel_shows_as_a_month_is_the_month():
    rows = [
        ["Activity", "Lead", "When"],
        ["Train", "CICC", date(2022, 7, 1)],
        ["Meet", "CICC", date(2022, 8, 15)],
    ]
    told = understand(xlsx(Sheet(rows, formats={"C2": "mmm-yy"})))
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2022-07-01", "2022-07-31"),
        ("2022-08-15", "2022-08-15"),
    ]


def test_year_and_quarter_in_two_columns(made):
    rows = [["Activity", "Lead", "Year", "Quarter"], ["Train", "CICC", "2026", "Q1"]]
    row = understand(made(rows), **FIVE_YEARS).row
    assert (row["starts"], row["ends"]) == ("2026-07-01", "2026-09-30")


@pytest.mark.parametrize(
    ("rule", "starts"),
    [(None, "2022-09-01"), ("plan", "2022-09-01"), ("fy", "2022-10-01"), ("calendar", "2023-04-01")],
)
def test_the_flag_says_from_when_quarters_count(made, rule, starts):
    told = understand(made([["Activity", "Lead", "When"], ["Train", "CICC", "Q2"]]), quarters=rule)
    assert told.row["starts"] == starts
    assert told.said["quarters"] == (rule or "plan")
    assert sum("Quarters are counted" in message for message in told.messages("note")) == 1


def test_no_rule_for_quarters_is_told_where_none_is_used(made):
    told = understand(made([["Activity", "Lead", "When"], ["Train", "CICC", "every quarter"]]))
    assert not any("Quarters are counted" in message for message in told.messages())


@pytest.mark.parametrize(
    "legend", ["Key: Q1 = July-September 2022", "Q1 (Jul-Sep), Q2 (Oct-Dec)", "* Robo ya 1: Julai–Septemba"]
)
def test_a_legend_in_the_file_says_it_too(made, legend):
    told = understand(made([["Activity", "Lead", "When"], ["Train", "CICC", "Q2"], [legend, "", ""]]))
    assert (told.said["quarters"], told.row["starts"]) == ("fy", "2022-10-01")


def test_headings_that_name_the_months_of_a_quarter_say_it_best(made):
    rows = [
        ["Activity", "Lead", "Q1 (Jul-Sep)", "Q2 (Oct-Dec)", "Q3 (Jan-Mar)"],
        ["Train", "CICC", "", "x", "x"],
    ]
    row = understand(made(rows)).row
    assert (row["starts"], row["ends"]) == ("2022-10-01", "2023-03-31")


def test_quarters_of_named_years_count_as_they_fit_the_plan(made):
    rows = [["Activity", "Lead", "When"], ["Train", "CICC", "Q1 2023"], ["Meet", "CICC", "Q3 2022"]]
    told = understand(made(rows))
    assert told.said["quarters"] == "calendar"
    assert told.every("starts") == ["2023-01-01", "2022-07-01"]
    assert any("only by another count" in message for message in told.doubts())


def test_what_lies_outside_the_plan_is_kept_and_doubted(made):
    told = understand(made([["Activity", "Lead", "When"], ["Train", "CICC", "June 2026"]]))
    assert (told.row["starts"], told.row["ends"], told.row["remarks"]) == (None, None, "When: June 2026")
    assert "outside the plan" in told.doubts()[0]


def test_what_reaches_beyond_the_plan_is_cut_with_a_note(made):
    told = understand(made([["Activity", "Lead", "When"], ["Train", "CICC", "March 2023 - March 2024"]]))
    assert (told.row["starts"], told.row["ends"]) == ("2023-03-01", "2023-05-31")
    assert any("was cut to" in message for message in told.messages("note"))


# --- money -----------------------------------------------------------------------------------------------------


def money(made, heading: str, *amounts: str, **asked):
    return understand(
        made([["Activity", "Lead", heading], *([f"Activity {n}", "CICC", a] for n, a in enumerate(amounts))]),
        **asked,
    )


def test_amounts_of_every_kind(made):
    said = [
        "KES 1.2M",
        "1,200,000/=",
        "Kshs 350k",
        "no cost",
        "nil",
        "bila gharama",
        "TBD",
        "in kind",
        "-",
        "",
    ]
    told = money(made, "Budget", *said)
    assert told.every("estimate") == [
        "1200000",
        "1200000",
        "350000",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
    ]
    assert told.every("funding") == [
        "funded",
        "funded",
        "funded",
        "no_cost",
        "no_cost",
        "no_cost",
        "unknown",
        "in_kind",
        "unknown",
        "unknown",
    ]


def test_an_amount_per_year_is_for_every_year_of_the_plan(made):
    told = money(made, "Budget", "0.8M per year", **FIVE_YEARS)
    assert told.row["estimate"] == "4000000"
    assert "4,000,000" in told.doubts()[0]


@pytest.mark.parametrize(
    "heading", ["Budget (KES '000)", "Budget in thousands", "Bajeti (elfu)", "Cost (Kshs. 000)"]
)
def test_amounts_in_thousands_by_the_heading(made, heading):
    assert money(made, heading, "480", "KES 1.2M").every("estimate") == ["480000", "1200000"]


def test_amounts_in_another_currency_are_kept_and_doubted(made):
    told = money(made, "Budget", "USD 10,000", "KES 5,000 (USD 40)")
    assert told.every("estimate") == [None, "5000"]
    assert told.rows[0]["remarks"] == "Budget: USD 10,000"
    assert "not in KES" in told.doubts("!2")[0]
