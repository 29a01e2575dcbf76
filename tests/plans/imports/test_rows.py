"""What is an action and what is not: lists in a cell, codes, totals, footnotes, lines that go on, hidden parts."""

from __future__ import annotations

import pytest

from tests.plans.imports.building import LEFT, UP, Sheet, across, xlsx
from tests.plans.imports.understanding import understand

HEAD = ["Activity", "Responsible", "When", "Budget"]


@pytest.mark.parametrize(
    "cell",
    ["• Map services\n• Publish the list", "1. Map services\n2. Publish the list", "(i) Map services\n(ii) Publish the list", "a) Map services b) Publish the list", "- Map services\n- Publish the list", "• Map services • Publish the list"],
)  # fmt: skip
def test_a_list_in_a_cell_is_several_actions(made, cell):
    told = understand(made([HEAD, [cell, "CICC", "Q1", "KES 300,000"]]))
    assert told.titles == ["Map services", "Publish the list"]
    assert told.every("lead") == ["CICC", "CICC"]
    assert told.every("starts") == ["2022-06-01", "2022-06-01"]
    assert told.every("estimate") == ["300000", None]
    assert told.every("funding") == ["funded", "unknown"]
    assert any("the amount stays with the first" in doubt for doubt in told.doubts())
    assert told.every("where") == [told.rows[0]["where"]] * 2


def test_a_list_without_any_amount_is_free_for_each(made):
    told = understand(made([HEAD, ["• One thing\n• Another thing", "CICC", "Q1", "no cost"]]))
    assert told.every("funding") == ["no_cost", "no_cost"]
    assert not any("the amount stays" in doubt for doubt in told.doubts())


def test_indicators_listed_like_the_activities_go_each_with_its_own(made):
    rows = [
        ["Activity", "Lead", "Indicator"],
        ["1. Train women\n2. Train men", "CICC", "1. Women trained\n2. Men trained"],
    ]
    told = understand(made(rows))
    assert [[i["text"] for i in row["indicators"]] for row in told.rows] == [
        ["Women trained"],
        ["Men trained"],
    ]


def test_a_sentence_that_only_wraps_is_one_action(made):
    told = understand(made([HEAD, ["Hold dialogues in\nfive wards", "CICC", "Q1", ""]]))
    assert told.titles == ["Hold dialogues in five wards"]


def test_lines_without_a_mark_are_one_action_with_a_doubt(made):
    told = understand(made([HEAD, ["Train women mediators\nPublish the list of services", "CICC", "Q1", ""]]))
    assert told.titles == ["Train women mediators; Publish the list of services"]
    assert "several lines" in told.doubts()[0]


# --- codes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["1.1", "P4.A1", "A.1.2", "1", "G-03", "1.10"])
def test_codes_in_a_column_of_their_own(made, code):
    assert understand(made([["No.", *HEAD], [code, "Train women", "CICC", "Q1", ""]])).row["code"] == code


@pytest.mark.parametrize("code", ["1.1", "P4.A1", "A.1.2", "2"])
def test_codes_before_the_title(made, code):
    row = understand(
        made([HEAD, [f"{code}. Train women" if code == "2" else f"{code} Train women", "CICC", "Q1", ""]])
    ).row
    assert (row["code"], row["title"]) == (code, "Train women")


def test_a_code_said_twice_is_taken_off_the_title(made):
    row = understand(made([["No.", *HEAD], ["1.1", "1.1 Train women", "CICC", "Q1", ""]])).row
    assert (row["code"], row["title"]) == ("1.1", "Train women")


def test_an_action_without_a_code_has_none(made):
    assert understand(made([HEAD, ["60 women trained in 2022", "CICC", "Q1", ""]])).row["code"] is None


def test_a_code_held_as_a_number_keeps_its_last_zero():
    rows = [
        ["No.", "Activity", "Lead"],
        *(
            [number, f"Activity number {n}", "CICC"]
            for n, number in enumerate([1.8, 1.9, 1.1, 1.11, 1.12], 8)
        ),
    ]
    assert understand(xlsx(rows)).every("code") == ["1.8", "1.9", "1.10", "1.11", "1.12"]
    shaped = Sheet([["No.", "Activity", "Lead"], [1.1, "Train women", "CICC"]], formats={"A2": "0.00"})
    assert understand(xlsx(shaped)).every("code") == ["1.10"]


# --- what is no action ------------------------------------------------------------------------------------------


def test_totals_blank_lines_and_footnotes_are_no_actions(made):
    rows = [
        HEAD,
        across("Gender", 4),
        ["Train women", "CICC", "Q1", "100,000"],
        ["Sub-total Gender", "", "", "100,000"],
        ["", "", "", ""],
        across("Economy", 4),
        ["Fund groups", "NCTC", "Q2", "200,000"],
        ["Total for the pillar", LEFT, LEFT, "200,000"],
        ["", "GRAND TOTAL", "", "KES 300,000"],
        ["Jumla", "", "", "300,000"],
        ["* Subject to funds.", "", "", ""],
        ["Prepared by the secretariat", LEFT, LEFT, LEFT],
    ]
    told = understand(made(rows))
    assert told.titles == ["Train women", "Fund groups"]
    assert told.sections == [("Gender",), ("Economy",)]
    said = " ".join(told.messages("note"))
    assert all(
        words in said
        for words in ("Sub-total Gender", "GRAND TOTAL", "Jumla", "* Subject to funds.", "Prepared by")
    )


def test_an_activity_of_which_only_the_cost_is_known_is_a_row(made):
    rows = [
        HEAD,
        ["Train women", "CICC", "Q1", "100,000"],
        ["Fund groups", "", "", "500,000"],
        ["Write it up", "", "", ""],
    ]
    told = understand(made(rows))
    assert told.titles == ["Train women", "Fund groups", "Write it up"]
    assert told.every("estimate") == ["100000", "500000", None]


def test_an_activity_that_begins_with_the_word_total_is_one(made):
    told = understand(made([HEAD, ["Total quality training for officers", "CICC", "Q1", "100,000"]]))
    assert told.titles == ["Total quality training for officers"]


def test_marks_for_the_same_stand_for_what_is_above(made):
    rows = [
        HEAD,
        ["Train women", "CICC", "Q1", ""],
        ["Train men", "-do-", "“", ""],
        ["Meet", "Same as above", "Q2", ""],
    ]
    told = understand(made(rows))
    assert told.every("lead") == ["CICC"] * 3
    assert told.every("starts") == ["2022-06-01", "2022-06-01", "2022-09-01"]


def test_an_activity_merged_over_rows_gathers_all_its_indicators(made):
    rows = [
        ["Activity", "Responsible", "Indicator", "Target", "Budget"],
        ["Train women", "CICC", "Women trained", "60", "100,000"],
        [UP, UP, "Trainers found", "4", UP],
        ["Fund groups", "NCTC", "Groups funded", "30", ""],
    ]
    told = understand(made(rows))
    assert told.titles == ["Train women", "Fund groups"]
    assert [i["text"] for i in told.rows[0]["indicators"]] == ["Women trained", "Trainers found"]
    assert [i["target"] for i in told.rows[0]["indicators"]] == ["60", "4"]
    assert told.rows[0]["estimate"] == "100000"


def test_a_line_without_an_activity_adds_to_the_one_above_with_a_doubt(made):
    rows = [
        ["Activity", "Responsible", "Indicator", "Budget"],
        ["Train women", "CICC", "Women trained", "100,000"],
        ["", "NCTC", "Trainers found", "50,000"],
        ["Meet", "CICC", "Meetings", ""],
    ]
    told = understand(made(rows))
    assert told.titles == ["Train women", "Meet"]
    assert told.rows[0]["support"] == ["NCTC"]
    assert told.rows[0]["estimate"] == "150000"
    assert [i["text"] for i in told.rows[0]["indicators"]] == ["Women trained", "Trainers found"]
    assert any("names no activity of its own" in doubt for doubt in told.doubts("!3"))


def test_what_is_merged_over_rows_holds_for_each_of_them(made):
    rows = [
        ["Activity", "Responsible", "When", "Location"],
        ["Train women", "CICC", "Q1", "Likoni ward"],
        ["Train men", UP, UP, UP],
    ]
    told = understand(made(rows))
    assert told.every("lead") == ["CICC", "CICC"]
    assert told.every("ends") == ["2022-08-31"] * 2
    assert told.every("areas") == [["KE001005-0024"]] * 2


def test_remarks_keep_their_own_words(made):
    rows = [
        ["Activity", "Responsible", "Remarks"],
        ["Train women", "CICC", "Begin after the holidays;\nask the chiefs first"],
    ]
    assert understand(made(rows)).row["remarks"] == "Begin after the holidays;\nask the chiefs first"


def test_several_indicators_pair_up_with_their_targets(made):
    rows = [
        ["Activity", "Lead", "Indicators", "Baseline", "Target", "Means of verification"],
        ["Train", "CICC", "Dialogues held; share of young speakers", "2; 10%", "16; 40%", "Minutes"],
    ]
    assert understand(made(rows)).row["indicators"] == [
        {"text": "Dialogues held", "baseline": "2", "target": "16", "verification": "Minutes"},
        {"text": "share of young speakers", "baseline": "10%", "target": "40%", "verification": "Minutes"},
    ]


def test_statuses_are_understood_and_others_kept(made):
    rows = [
        ["Activity", "Lead", "Status"],
        ["Train", "CICC", "Ongoing"],
        ["Meet", "CICC", "Imekamilika"],
        ["Write", "CICC", "waiting for the chief"],
    ]
    told = understand(made(rows))
    assert [a.status for _p, a in told.understood.doc.actions()] == ["moving", "done", None]
    assert told.rows[2]["remarks"] == "Status: waiting for the chief"


# --- other sheets, hidden parts ----------------------------------------------------------------------------------


def test_sheets_that_are_no_matrix_are_left_out_by_name():
    told = understand(
        xlsx(
            Sheet([HEAD, ["Train women", "CICC", "Q1", ""]], "Plan"),
            Sheet([["Drafting notes"], ["Do not cite"]], "Notes"),
            Sheet([["Name", "Phone"], ["A", "1"]], "Contacts"),
        )
    )
    assert told.titles == ["Train women"]
    assert {p["where"] for p in told.said["problems"] if "is no matrix" in p["message"]} == {
        "Notes",
        "Contacts",
    }


def test_a_sheet_of_the_same_activities_with_their_costs_is_not_read_twice():
    plan = Sheet(
        [["Activity", "Lead", "When", "Indicator"], ["Train women", "CICC", "Q1", "Women trained"]], "Plan"
    )
    costs = Sheet(
        [["Activity", "Unit cost", "Quantity", "Total"], ["Train women", "500", "60", "30,000"]], "Budget"
    )
    told = understand(xlsx(plan, costs))
    assert told.titles == ["Train women"]
    assert any("has other columns than the matrix" in doubt for doubt in told.doubts())


def test_a_hidden_sheet_is_left_out_with_a_doubt():
    told = understand(
        xlsx(
            Sheet([HEAD, ["Train women", "CICC", "Q1", ""]], "Plan"),
            Sheet([HEAD, ["Secret", "X", "Q1", ""]], "Old", state="hidden"),
        )
    )
    assert told.titles == ["Train women"]
    assert any("“Old” is hidden" in doubt for doubt in told.doubts())


def test_hidden_rows_are_left_out_with_a_doubt():
    told = understand(
        xlsx(
            Sheet([HEAD, ["Train women", "CICC", "Q1", ""], ["Old idea", "CICC", "Q1", ""]], hidden_rows=[3])
        )
    )
    assert told.titles == ["Train women"]
    assert "Hidden rows that were left out: 1." in told.doubts()


def test_a_hidden_column_counts_only_where_no_visible_one_says_the_same():
    rows = [
        ["Activity", "Responsible", "Lead agency", "When", "Remarks"],
        ["Train women", "CICC", "NCTC", "Q1", "Not agreed"],
    ]
    told = understand(xlsx(Sheet(rows, hidden_columns="CDE")))
    assert (told.row["lead"], told.row["support"], told.row["starts"], told.row["remarks"]) == (
        "CICC",
        [],
        "2022-06-01",
        "",
    )
    doubts = " ".join(told.doubts())
    assert all(
        text in doubts
        for text in (
            "“Lead agency” is hidden in the file and was left out",
            "“When” is hidden in the file; it was read",
            "“Remarks” is hidden in the file and was left out",
        )
    )
