"""When, where, who and how much, as whole files say it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.plans.imports.building import LEFT, UP, Sheet, word, xlsx
from tests.plans.imports.understanding import SHORT_BODIES, understand

FIVE_YEARS = {"edition": "2025-30", "starts": date(2025, 7, 1), "ends": date(2030, 6, 30)}


@pytest.fixture(params=[xlsx, word], ids=["Excel", "Word"])
def made(request):
    return request.param


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
        ["Train", "CICC", datetime(2022, 7, 1), date(2022, 9, 30)],
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


def test_a_heading_may_say_that_all_is_in_dollars(made):
    told = money(made, "Budget (USD)", "10,000")
    assert (told.row["estimate"], told.row["remarks"]) == (None, "Budget (USD): USD 10,000")


def test_numbers_that_excel_shows_as_dollars_are_dollars():
    rows = [["Activity", "Lead", "Budget"], ["Train", "CICC", 10000], ["Meet", "CICC", 10000]]
    told = understand(xlsx(Sheet(rows, formats={"C2": "[$$-409]#,##0.00", "C3": "#,##0"})))
    assert told.every("estimate") == [None, "10000"]


def test_costs_by_year_are_added_up(made):
    rows = [
        ["Activity", "Lead", "Budget (KES)", LEFT, LEFT],
        [UP, UP, "2025/26", "2026/27", "2027/28"],
        ["Train", "CICC", "300,000", "", "200,000"],
        ["Meet", "CICC", "", "-", ""],
    ]
    told = understand(made(rows), **FIVE_YEARS)
    assert told.every("estimate") == ["500000", None]
    assert told.rows[0]["remarks"] == "2025/26: 300,000; 2027/28: 200,000"
    assert told.every("starts") == [None, None]


def test_costs_by_year_without_a_heading_over_them_are_known_by_their_size(made):
    rows = [
        ["Activity", "Lead", "2026", "2027"],
        ["Train", "CICC", "300,000", "200,000"],
        ["Meet", "CICC", "", "50,000"],
    ]
    assert understand(made(rows), **FIVE_YEARS).every("estimate") == ["500000", "50000"]


def test_a_total_beside_costs_by_year_counts_once(made):
    rows = [
        ["Activity", "Lead", "Cost Y1", "Cost Y2", "Total cost"],
        ["Train", "CICC", "300,000", "200,000", "500,000"],
        ["Meet", "CICC", "100", "200", "400"],
    ]
    told = understand(made(rows), **FIVE_YEARS)
    assert told.every("estimate") == ["500000", "400"]
    assert any("its parts come to 300" in message for message in told.doubts("!3"))


def test_targets_by_year_are_one_target(made):
    rows = [
        ["Activity", "Lead", "Indicator", "Targets", LEFT],
        [UP, UP, UP, "2026", "2027"],
        ["Train", "CICC", "Women trained", "20", "40"],
    ]
    row = understand(made(rows), **FIVE_YEARS).row
    assert row["indicators"] == [
        {"text": "Women trained", "baseline": "", "target": "2026: 20, 2027: 40", "verification": ""}
    ]


def test_an_amount_merged_over_rows_stays_with_the_first(made):
    rows = [
        ["Activity", "Lead", "Budget"],
        ["Train", "CICC", "300,000"],
        ["Meet", "CICC", UP],
        ["Write", "CICC", "100,000"],
    ]
    told = understand(made(rows))
    assert told.every("estimate") == ["300000", None, "100000"]
    assert "for several rows together" in told.doubts("!3")[0]


# --- who -------------------------------------------------------------------------------------------------------


def test_several_bodies_in_one_cell(made):
    rows = [
        ["Activity", "Responsible"],
        *(
            [f"Activity {n}", cell]
            for n, cell in enumerate(
                [
                    "CICC, KECOSCE & NCTC",
                    "Lead: CICC; Support: NCTC",
                    "CICC/NCTC",
                    "CICC and NCTC",
                    "CICC (lead), NCTC",
                    "NCTC",
                ]
            )
        ),
    ]
    told = understand(made(rows))
    assert told.every("lead") == ["CICC"] * 5 + ["NCTC"]
    assert told.every("support") == [["KECOSCE", "NCTC"], ["NCTC"], ["NCTC"], ["NCTC"], ["NCTC"], []]


def test_names_that_hold_a_comma_or_an_and_are_not_cut(made):
    names = [
        "Ministry of Interior and National Administration",
        "Department of Youth, Gender and Sports",
        "Department of Peace, Love and Unity (sample)",
    ]
    rows = [
        ["Activity", "Responsible"],
        *([f"Activity {n}", f"{name} and CICC"] for n, name in enumerate(names)),
    ]
    told = understand(made(rows), bodies=SHORT_BODIES)
    assert told.every("lead") == names
    assert told.every("support") == [["CICC"]] * 3


def test_a_body_known_by_its_short_name_is_that_body(made):
    told = understand(made([["Activity", "Responsible"], ["Train", "CICT"]]), bodies=SHORT_BODIES)
    assert told.row["lead"] == "Coast Interfaith Clerics Trust (sample)"
    ((_path, action),) = told.understood.doc.actions()
    assert action.roles[0].body.id == "b-00000001"


def test_a_body_of_nearly_a_known_name_is_a_doubt_and_not_merged(made):
    told = understand(
        made([["Activity", "Responsible"], ["Train", "Coast Interfaith Cleric Trust"]]), bodies=SHORT_BODIES
    )
    assert told.row["lead"] == "Coast Interfaith Cleric Trust"
    assert "is near" in told.doubts()[0]


def test_nobody_is_a_doubt_and_no_body(made):
    rows = [["Activity", "Responsible"], ["Train", "All stakeholders"], ["Meet", "TBD"], ["Write", ""]]
    told = understand(made(rows))
    assert told.every("lead") == [None] * 3
    assert told.rows[0]["remarks"] == "Responsible: All stakeholders"
    assert len([d for d in told.doubts() if "Nobody is named to lead" in d]) == 3


def test_a_known_funder_is_one_and_any_other_is_a_remark(made):
    rows = [
        ["Activity", "Responsible", "Source of funds"],
        ["Train", "NCTC", "CICT"],
        ["Meet", "NCTC", "Partner"],
    ]
    told = understand(made(rows), bodies=SHORT_BODIES)
    roles = [[(r.kind, r.body.name) for r in a.roles] for _p, a in told.understood.doc.actions()]
    assert roles == [
        [("lead", "NCTC"), ("funder", "Coast Interfaith Clerics Trust (sample)")],
        [("lead", "NCTC")],
    ]
    assert told.rows[1]["remarks"] == "Source of funds: Partner"


# --- where -----------------------------------------------------------------------------------------------------


def test_places_in_any_spelling(made):
    cells = [
        "Mji wa Kale",
        "old town",
        "all wards",
        "County-wide",
        "Kaunti nzima",
        "Likoni sub-county",
        "Likoni ward",
        "Kisauni & Nyali",
        "all 6 sub-counties",
        "001",
        "Likoni",
    ]
    told = understand(
        made(
            [
                ["Activity", "Responsible", "Location"],
                *([f"Activity {n}", "CICC", cell] for n, cell in enumerate(cells)),
            ]
        )
    )
    assert told.every("areas") == [
        ["KE001006-0026"], ["KE001006-0026"], ["KE001"], ["KE001"], ["KE001"], ["KE001005"], ["KE001005-0024"], ["KE001003", "KE001004"], ["KE001"], [], ["KE001005"],
    ]  # fmt: skip
    assert told.rows[9]["remarks"] == "Location: 001"
    assert any("both a ward and a sub-county" in d for d in told.doubts("!12"))


def test_a_ward_column_beside_one_of_sub_counties_says_it_more_exactly(made):
    rows = [
        ["Activity", "Responsible", "Sub-county", "Ward"],
        ["Train", "CICC", "Likoni", "Likoni"],
        ["Meet", "CICC", "Kisauni", ""],
        ["Write", "CICC", "Nyali", "Kongowea, Frere Town"],
    ]
    told = understand(made(rows))
    assert told.rows[0]["areas"] == ["KE001005-0024"]
    assert told.rows[1]["areas"] == ["KE001003"]
    assert told.rows[2]["areas"] == ["KE001004-0019", "KE001004-0016"]
    assert not told.doubts("!2")
