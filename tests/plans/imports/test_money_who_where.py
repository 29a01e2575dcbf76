"""What it costs in other currencies and years, who and where, as whole files say it."""

from __future__ import annotations

from datetime import date

from tests.plans.imports.building import LEFT, UP, Sheet, xlsx
from tests.plans.imports.understanding import SHORT_BODIES, understand

FIVE_YEARS = {"edition": "2025-30", "starts": date(2025, 7, 1), "ends": date(2030, 6, 30)}


def money(made, heading: str, *amounts: str, **asked):
    return understand(
        made([["Activity", "Lead", heading], *([f"Activity {n}", "CICC", a] for n, a in enumerate(amounts))]),
        **asked,
    )


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


def test_an_office_with_its_place_is_one_body_and_a_place_alone_none(made):
    rows = [
        ["Activity", "Responsible"],
        ["Train", "County Commissioner's Office, Likoni"],
        ["Meet", "Likoni"],
    ]
    told = understand(made(rows))
    assert told.every("lead") == ["County Commissioner's Office, Likoni", None]
    assert told.every("support") == [[], []]
    assert told.rows[1]["remarks"] == "Responsible: Likoni"


def test_two_names_that_may_be_one_body_are_a_doubt(made):
    told = understand(made([["Activity", "Responsible"], ["Train", "Salama and Amani Network (sample)"]]))
    assert (told.row["lead"], told.row["support"]) == ("Salama", ["Amani Network (sample)"])
    assert "taken for several bodies" in told.doubts()[0]


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
