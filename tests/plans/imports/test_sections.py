"""Where a matrix names its sections, in Excel and in Word."""

from __future__ import annotations

from django.utils.translation import override

from tests.plans.imports.building import LEFT, UP, Bold, Sheet, across, word, xlsx
from tests.plans.imports.understanding import understand

HEAD = ["Activity", "Responsible", "When"]


def row(title: str, *more: str) -> list[str]:
    return [title, *(more or ("CICC", "Q1"))]


def test_a_merged_pillar_names_all_its_rows(made):
    told = understand(
        made(
            [
                ["Pillar", *HEAD],
                ["Gender", *row("Train women")],
                [UP, *row("Train men")],
                ["Economy", *row("Fund groups")],
            ]
        )
    )
    assert told.sections == [("Gender",), ("Gender",), ("Economy",)]
    assert told.said["sections"] == 2


def test_a_pillar_named_once_holds_for_the_blank_rows_below(made):
    rows = [
        ["Pillar", *HEAD],
        ["Gender", *row("Train women")],
        ["", *row("Train men")],
        ["Economy", *row("Fund")],
    ]
    assert understand(made(rows)).sections == [("Gender",), ("Gender",), ("Economy",)]


def test_a_pillar_on_a_line_of_its_own_in_its_column_holds_for_the_rows_below(made):
    rows = [
        ["Pillar", *HEAD],
        ["Gender", "", "", ""],
        ["", *row("Train women")],
        ["Economy", "", "", ""],
        ["", *row("Fund")],
    ]
    told = understand(made(rows))
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.titles == ["Train women", "Fund"]


def test_banner_rows_across_the_table_name_the_pillars(made):
    rows = [
        HEAD,
        across("PILLAR 1: GENDER", 3),
        row("Train women"),
        row("Train men"),
        across("PILLAR 2: ECONOMY", 3),
        row("Fund"),
    ]
    told = understand(made(rows))
    assert told.sections == [("GENDER",), ("GENDER",), ("ECONOMY",)]
    assert [s.code for s in told.understood.doc.sections] == ["1", "2"]


def test_a_plain_banner_alone_in_the_first_column_is_one_too(made):
    rows = [
        ["No.", *HEAD],
        ["Gender and youth", "", "", ""],
        ["1", *row("Train women")],
        ["Economy", "", "", ""],
        ["2", *row("Fund")],
    ]
    assert understand(made(rows)).sections == [("Gender and youth",), ("Economy",)]


def test_banners_of_several_levels_lie_in_each_other(made):
    rows = [
        HEAD,
        across("Priority area 1: Resilience", 3),
        across("Working group 1: Women", 3),
        row("Train women"),
        across("Working group 2: Men", 3),
        row("Train men"),
        across("Priority area 2: Livelihoods", 3),
        across("Working group 3: Funds", 3),
        row("Fund"),
    ]
    told = understand(made(rows))
    assert told.sections == [("Resilience", "Women"), ("Resilience", "Men"), ("Livelihoods", "Funds")]
    assert told.said["sections"] == 5


def test_banners_that_bear_numbers_lie_as_their_numbers_say(made):
    rows = [
        HEAD,
        across("1. Gender", 3),
        across("1.1 Women", 3),
        row("Train women"),
        across("1.2 Men", 3),
        row("Train men"),
        across("2. Economy", 3),
        row("Fund"),
    ]
    assert understand(made(rows)).sections == [("Gender", "Women"), ("Gender", "Men"), ("Economy",)]


def test_banners_that_all_look_alike_are_told_apart_by_their_order(made):
    rows = [
        HEAD,
        across("Gender", 3),
        across("Women", 3),
        row("Train women"),
        across("Men", 3),
        row("Train men"),
        across("Economy", 3),
        across("Funds", 3),
        row("Fund"),
    ]
    assert understand(made(rows)).sections == [("Gender", "Women"), ("Gender", "Men"), ("Economy", "Funds")]


def test_a_banner_of_a_number_and_a_title_is_one(made):
    rows = [
        ["No.", *HEAD],
        ["1", "Gender", LEFT, LEFT],
        ["1.1", *row("Train women")],
        ["2", "Economy", LEFT, LEFT],
        ["2.1", *row("Fund")],
    ]
    told = understand(made(rows))
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.every("code") == ["1.1", "2.1"]


def test_a_banner_that_carries_its_sum_is_still_a_banner(made):
    rows = [[*HEAD, "Budget"], ["Pillar 1: Gender", LEFT, LEFT, "500,000"], [*row("Train women"), "500,000"]]
    told = understand(made(rows))
    assert told.sections == [("Gender",)]
    assert told.every("estimate") == ["500000"]


def test_pillar_and_objective_columns_are_two_levels(made):
    rows = [
        ["Pillar", "Objective", *HEAD],
        ["Gender", "More women mediate", *row("Train women")],
        ["", "", *row("Meet monthly")],
        ["", "Men take part", *row("Train men")],
        ["Economy", "Youth earn", *row("Fund")],
        ["", "", *row("Place apprentices")],
    ]
    assert understand(made(rows)).sections == [
        ("Gender", "More women mediate"),
        ("Gender", "More women mediate"),
        ("Gender", "Men take part"),
        ("Economy", "Youth earn"),
        ("Economy", "Youth earn"),
    ]


def test_an_objective_for_each_row_is_a_remark_and_no_level(made):
    rows = [
        ["Pillar", "Objective", *HEAD],
        ["Gender", "To train", *row("Train women")],
        ["", "To meet", *row("Meet monthly")],
        ["Economy", "To fund", *row("Fund")],
    ]
    told = understand(made(rows))
    assert told.sections == [("Gender",), ("Gender",), ("Economy",)]
    assert told.every("remarks") == ["Objective: To train", "Objective: To meet", "Objective: To fund"]


def test_an_outcome_that_spans_rows_is_its_sections(made):
    rows = [
        ["Pillar", "Expected outcome", *HEAD],
        ["Gender", "Women lead", *row("Train women")],
        [UP, UP, *row("Meet")],
        ["Economy", "Youth earn", *row("Fund")],
        [UP, UP, *row("Place")],
    ]
    told = understand(made(rows))
    assert [s.outcome["en"] for s in told.understood.doc.sections] == ["Women lead", "Youth earn"]
    assert told.every("remarks") == ["", "", "", ""]


def test_outcome_and_lead_below_a_banner_are_said_of_its_section(made):
    rows = [
        HEAD,
        across("Pillar 1: Gender", 3),
        across("Outcome: Women lead", 3),
        across("Lead: CICC", 3),
        row("Train women"),
        row("Train men"),
    ]
    told = understand(made(rows))
    (section,) = told.understood.doc.sections
    assert (section.title["en"], section.outcome["en"]) == ("Gender", "Women lead")
    assert [(lead.body.name, lead.kind) for lead in section.leads] == [("CICC", "lead")]
    assert told.sections == [("Gender",), ("Gender",)]


def test_swahili_pillars_are_named_too(made):
    rows = [
        ["Shughuli", "Mhusika", "Muda"],
        across("Nguzo ya kwanza: Jinsia", 3),
        row("Kutoa mafunzo kwa wanawake"),
        across("Nguzo ya pili: Uchumi", 3),
        row("Kufadhili vikundi"),
    ]
    told = understand(made(rows))
    assert told.sections == [("Jinsia",), ("Uchumi",)]
    assert [s.code for s in told.understood.doc.sections] == ["1", "2"]
    assert told.understood.doc.sections[0].title == {"sw": "Jinsia"}


# --- one table or sheet for each -------------------------------------------------------------------------------


def test_one_sheet_for_each_pillar_is_named_by_its_tab():
    told = understand(
        xlsx(Sheet([HEAD, row("Train women")], "Gender"), Sheet([HEAD, row("Fund")], "Economy"))
    )
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.every("where") == ["Gender!2", "Economy!2"]


def test_one_sheet_for_each_pillar_is_named_better_by_its_first_line():
    first = Sheet([["County action plan 2022-23"], ["PILLAR 1: Gender"], HEAD, row("Train women")], "P1")
    second = Sheet([["County action plan 2022-23"], ["PILLAR 2: Economy"], HEAD, row("Fund")], "P2")
    assert understand(xlsx(first, second)).sections == [("Gender",), ("Economy",)]


def test_one_sheet_for_each_pillar_with_objectives_on_banners():
    first = Sheet(
        [["Pillar 1: Gender"], HEAD, across("Objective 1: Women lead", 3), row("Train women")], "P1"
    )
    second = Sheet([["Pillar 2: Economy"], HEAD, across("Objective 1: Youth earn", 3), row("Fund")], "P2")
    assert understand(xlsx(first, second)).sections == [("Gender", "Women lead"), ("Economy", "Youth earn")]


def test_several_tables_in_one_sheet_each_under_its_title():
    rows = [["Pillar 1: Gender"], HEAD, row("Train women"), [], ["Pillar 2: Economy"], HEAD, row("Fund")]
    told = understand(xlsx(rows))
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.titles == ["Train women", "Fund"]


def test_several_tables_in_one_sheet_with_other_columns_each():
    rows = [
        ["Gender"],
        HEAD,
        row("Train women"),
        [],
        ["Economy"],
        ["Action", "Budget (KES)", "Lead agency", "Location"],
        ["Fund", "5,000", "NCTC", "Likoni ward"],
    ]
    told = understand(xlsx(rows))
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.rows[1]["lead"] == "NCTC"
    assert told.rows[1]["estimate"] == "5000"


def test_one_table_for_each_pillar_is_named_by_the_heading_above():
    told = understand(
        word(
            "# Pillar 1: Gender",
            "Outcome: Women lead",
            [HEAD, row("Train women")],
            "# Pillar 2: Economy",
            [HEAD, row("Fund")],
        )
    )
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.understood.doc.sections[0].outcome == {"en": "Women lead"}


def test_headings_of_two_levels_hold_until_the_next_of_their_level():
    told = understand(
        word(
            "# Implementation matrix",
            "## Pillar 1: Gender",
            "### Objective 1: Women lead",
            [HEAD, row("Train women")],
            "### Objective 2: Men take part",
            [HEAD, row("Train men")],
            "## Pillar 2: Economy",
            "### Objective 3: Youth earn",
            [HEAD, row("Fund")],
        )
    )
    assert told.sections == [("Gender", "Women lead"), ("Gender", "Men take part"), ("Economy", "Youth earn")]


def test_the_documents_own_title_is_no_section():
    told = understand(
        word(
            "# County Action Plan 2022-23",
            "## Gender",
            [HEAD, row("Train women")],
            "## Economy",
            [HEAD, row("Fund")],
        )
    )
    assert told.sections == [("Gender",), ("Economy",)]


def test_a_bold_line_above_a_table_is_a_heading():
    told = understand(word(Bold("Gender"), [HEAD, row("Train women")], Bold("Economy"), [HEAD, row("Fund")]))
    assert told.sections == [("Gender",), ("Economy",)]


def test_a_short_plain_line_above_a_table_names_it_where_nothing_else_does():
    told = understand(word("Gender", [HEAD, row("Train women")], "Economy", [HEAD, row("Fund")]))
    assert told.sections == [("Gender",), ("Economy",)]


def test_a_table_that_only_goes_on_after_a_page_has_the_headings_before_it():
    told = understand(
        word(
            "# Pillar 1: Gender",
            [HEAD, row("Train women")],
            "",
            [row("Train men"), row("Meet", "NCTC", "Q2")],
        )
    )
    assert told.titles == ["Train women", "Train men", "Meet"]
    assert told.sections == [("Gender",)] * 3
    assert told.every("where") == ["Table 1!2", "Table 2!1", "Table 2!2"]


def test_a_table_without_any_section_gets_one():
    assert understand(xlsx([HEAD, row("Train women")])).sections == [("Actions",)]


def test_that_section_is_called_the_same_whoever_brings_the_file_in():
    rows = [["Shughuli", "Mhusika", "Muda"], ["Kutoa mafunzo kwa wanawake", "CICC", "Q1"]]
    with override("en"):
        one = understand(xlsx(rows))
    with override("sw"):
        two = understand(xlsx(rows))
    assert one.sections == two.sections == [("Shughuli",)]


def test_the_title_of_a_matrix_is_no_section():
    told = understand(
        word("# Annex 1: Implementation matrix", [HEAD, across("Gender", 3), row("Train women")])
    )
    assert told.sections == [("Gender",)]


def test_the_tab_names_the_pillar_where_the_banners_only_name_objectives():
    first = Sheet([HEAD, across("Objective 1: Women lead", 3), row("Train women")], "Gender")
    second = Sheet([HEAD, across("Objective 1: Youth earn", 3), row("Fund")], "Economy")
    assert understand(xlsx(first, second)).sections == [("Gender", "Women lead"), ("Economy", "Youth earn")]


def test_the_tab_is_no_section_where_pillars_are_named_within():
    first = Sheet([["Pillar", *HEAD], ["Gender", *row("Train women")]], "Year one")
    second = Sheet([["Pillar", *HEAD], ["Gender", *row("Meet")]], "Year two")
    assert understand(xlsx(first, second)).sections == [("Gender",), ("Gender",)]
