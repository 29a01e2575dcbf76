"""Whole files of the kinds that counties keep, each with the habits of one: what a careful reader would say of them."""

from __future__ import annotations

from datetime import date

from tests.plans.imports.building import LEFT, UP, Sheet, across, word, xlsx
from tests.plans.imports.understanding import understand


def test_a_framework_with_interventions_and_their_activities_below_thematic_areas():
    head = [
        "S/No",
        "Strategic Intervention",
        "Key Activities",
        "Output/Indicator",
        "Timeframe",
        "Lead Actor",
        "Supporting Actors",
        "Estimated Cost (Kshs. Millions)",
    ]
    told = understand(
        word(
            "# KWALE COUNTY ACTION PLAN ON PREVENTING AND COUNTERING VIOLENT EXTREMISM",
            "Implementation Framework, July 2023 to June 2027",
            [
                head,
                across("THEMATIC AREA 1: PSYCHOSOCIAL SUPPORT", 8),
                ["1", "Counselling services", "Train 20 counsellors", "20 counsellors trained", "2023-2024", "Department of Health", "Relief Society (sample), CSOs", "2.5"],
                ["", "", "Set up a toll-free line", "Line works", "Q1 2024", "County Commissioner", "Coast Mobile (sample); Department of Health", "1.2"],
                ["2", "Return to the community", "Dialogues on acceptance", "12 dialogues", "Continuous", "Religious leaders & elders", "NGAO", "0.6 per year"],
                across("THEMATIC AREA 2: EDUCATION", 8),
                ["1", "Schools", "Form 40 peace clubs", "40 clubs", "By Dec 2025", "Ministry of Education, TSC", "BOMs", "3"],
                ["", "TOTAL", "", "", "", "", "", "7.3"],
            ],
        ),
        starts=None, ends=None, area="KE002", edition="2023-27",
    )  # fmt: skip
    assert (told.said["starts"], told.said["ends"]) == ("2023-07-01", "2027-06-30")
    assert told.sections == [("PSYCHOSOCIAL SUPPORT", "Counselling services")] * 2 + [
        ("PSYCHOSOCIAL SUPPORT", "Return to the community"),
        ("EDUCATION", "Schools"),
    ]
    assert told.titles == [
        "Train 20 counsellors",
        "Set up a toll-free line",
        "Dialogues on acceptance",
        "Form 40 peace clubs",
    ]
    assert told.every("estimate") == ["2500000", "1200000", "2400000", "3000000"]
    assert told.every("lead") == [
        "Department of Health",
        "County Commissioner",
        "Religious leaders",
        "Ministry of Education",
    ]
    assert told.rows[3]["ends"] == "2025-12-31"


def test_objectives_and_key_results_merged_over_their_initiatives():
    told = understand(
        xlsx(
            Sheet(
                [
                    ["NAKURU COUNTY PCVE – OKRs FY 2024/25"],
                    [],
                    ["Objective", "Key Results", "Initiatives", "Owner", "Support", "Q1", "Q2", "Q3", "Q4", "Status"],
                    ["O1: Communities warn early", "KR1.1: 55 committees active", "Train committees", "County Director of Peace", "NGAO, CSOs", "x", "x", "", "", "Not started"],
                    [UP, UP, "Review meetings", "County Director of Peace", "", "x", "x", "x", "x", ""],
                    ["O2: Youth have a choice", "KR2.1: 300 youth placed", "Sign with employers", "Department of Trade, Industry and Tourism", "EMPX", "", "", "x", "x", "On hold"],
                ],
                "OKR",
            ),
            Sheet([["Legend"], ["x = planned; Q1 = Jul-Sep"]], "Legend"),
        ),
        starts=None, ends=None, area="KE032", edition="2024-25",
    )  # fmt: skip
    assert told.sections == [
        ("Communities warn early",),
        ("Communities warn early",),
        ("Youth have a choice",),
    ]
    assert [r["indicators"][0]["target"] for r in told.rows] == ["55", "55", "300"]
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2024-07-01", "2024-12-31"),
        ("2024-07-01", "2025-06-30"),
        ("2025-01-01", "2025-06-30"),
    ]
    assert told.rows[2]["lead"] == "Department of Trade, Industry and Tourism"
    assert told.understood.doc.title == {"en": "NAKURU COUNTY PCVE – OKRs FY 2024/25"}


def test_a_costed_matrix_in_thousands_by_its_title_with_targets_and_costs_by_year():
    told = understand(
        xlsx(
            [
                ["TANA RIVER CAP 2025-2028", *[""] * 9],
                ["Annex II: Costed Implementation Matrix (KES '000)", *[""] * 9],
                ["Pillar", "Objective", "Activity", "Output indicator", "Responsible", "Target", LEFT, "Budget", LEFT, LEFT],
                [UP, UP, UP, UP, UP, "Y1", "Y2", "Y1", "Y2", "Total"],
                ["Pillar 1: Cohesion", "Objective 1.1: Less conflict", "Peace caravans", "No. of caravans", "CPC, DPC", "2", "2", 200, 200, 400],
                ["", "", "Dialogues", "No. of dialogues", "County Commissioner (lead); NCTC", "4", "4", 400, "400", "800"],
                ["", "Objective 1.2: Clear land", "Map corridors", "Map", "County Dept. of Lands", "", "1", "", "1,500", "1500"],
                ["Pillar 2: Livelihoods", "", "Irrigation", "Acres", "Department of Agriculture, Livestock and Fisheries", "10", "20", 1000, 2000, 3000],
                ["Sub total", "", "", "", "", "", "", 1600, 4100, 5700],
            ]
        ),
        edition="2025-28", starts=date(2025, 7, 1), ends=date(2028, 6, 30), area="KE004",
    )  # fmt: skip
    assert told.every("estimate") == ["400000", "800000", "1500000", "3000000"]
    assert told.sections == [
        ("Cohesion", "Less conflict"),
        ("Cohesion", "Less conflict"),
        ("Cohesion", "Clear land"),
        ("Livelihoods",),
    ]
    assert told.rows[0]["indicators"][0]["target"] == "Y1: 2, Y2: 2"
    assert told.rows[3]["lead"] == "Department of Agriculture, Livestock and Fisheries"


def test_priority_areas_and_working_groups_in_headings_over_a_table_each():
    def table(*row):
        head = [
            "Ref",
            "What we will do",
            "Who",
            "Where",
            "2026",
            LEFT,
            LEFT,
            LEFT,
            "2027",
            LEFT,
            "How we will know",
            "Target",
        ]
        return [head, [UP, UP, UP, UP, "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", UP, UP], list(row)]

    told = understand(
        word(
            "# Lamu County Action Plan 2026-2031",
            "## Priority Area 1: Prevention",
            "### Working Group 1.1: Education",
            "Lead: Department of Education. Co-lead: Lamu Interfaith Network (sample)",
            table("1.1.1", "Train teachers", "CIPX with Department of Education", "Lamu West", "", "x", "x", "", "", "", "Teachers", "120"),
            "### Working Group 1.2: Media",
            table("1.2.1", "Radio programme", "Radio Lamu (sample)", "whole county", *["x"] * 6, "Programmes", "52"),
            "## Priority Area 2: Livelihoods",
            "### Working Group 2.1: Youth",
            table("2.1.1", "• Boat-building course\n• Start-up kits", "Lamu Polytechnic (sample), Youth Fund", "Mkomani; Shella", "", "", "x", "x", "", "", "Youth who earn", "40%"),
        ),
        edition="2026-31", starts=date(2026, 1, 1), ends=date(2031, 12, 31), area="KE005",
    )  # fmt: skip
    assert told.sections == [
        ("Prevention", "Education"),
        ("Prevention", "Media"),
        ("Livelihoods", "Youth"),
        ("Livelihoods", "Youth"),
    ]
    assert told.said["sections"] == 5
    assert told.every("code") == ["1.1.1", "1.2.1", "2.1.1", None]
    assert [(r["starts"], r["ends"]) for r in told.rows[:2]] == [
        ("2026-04-01", "2026-09-30"),
        ("2026-01-01", "2027-06-30"),
    ]
    group = told.understood.doc.sections[0].sections[0]
    assert [(lead.body.name, lead.kind) for lead in group.leads] == [
        ("Department of Education", "lead"),
        ("Lamu Interfaith Network (sample)", "co_lead"),
    ]


def test_one_sheet_for_each_pillar_in_swahili_with_real_dates():
    head = [
        "Na.",
        "Shughuli",
        "Anayehusika",
        "Walengwa",
        "Mahali",
        "Kuanza",
        "Kumaliza",
        "Bajeti (KES)",
        "Maoni",
    ]
    told = understand(
        xlsx(
            Sheet([["ISIOLO CAP"], ["Nguzo ya 1: Usalama wa jamii"], ["Kiongozi: Kamishna wa Kaunti"], [], head, [1, "Kufanya mikutano ya amani", "Chifu na wazee wa mtaa", "Wakazi", "Wadi ya Wabera", date(2024, 7, 1), date(2024, 9, 30), "laki 3", "Mara moja kwa mwezi"]], "Usalama"),
            Sheet([["ISIOLO CAP"], ["Nguzo ya 2: Elimu"], [], head, [1, "Klabu za amani shuleni", "Wizara ya Elimu, TSC", "Wanafunzi", "Garbatulla, Sericho", date(2025, 1, 6), "", "itajulikana", "Subiri ruhusa"]], "Elimu"),
            Sheet([["Muhtasari"], ["Jumla", "300000"]], "Muhtasari"),
        ),
        starts=None, ends=None, area="KE011", edition="2024-25",
    )  # fmt: skip
    assert told.sections == [("Usalama wa jamii",), ("Elimu",)]
    assert (told.rows[0]["lead"], told.rows[0]["support"], told.rows[0]["estimate"]) == (
        "Chifu",
        ["wazee wa mtaa"],
        "300000",
    )
    assert (told.rows[1]["starts"], told.rows[1]["ends"], told.rows[1]["remarks"]) == (
        "2025-01-06",
        None,
        "Subiri ruhusa",
    )
    assert told.understood.doc.sections[0].title == {"sw": "Usalama wa jamii"}


def test_a_messy_work_plan_with_a_motto_bars_of_colour_and_marks_for_the_same():
    rows = [
        ["REPUBLIC OF KENYA"], ["COUNTY ENGAGEMENT FORUM – MOMBASA"], ["Work plan July 2023 to June 2024"], ["Theme: “Pamoja tunaweza”"], [],
        ["Pillar & Goal", "#", "Priority Actions", "Person(s) responsible", "Jul", "Aug", "Sep", "Oct", "Resources needed", "Cost estimates", "Comments/Risks"],
        ["Media\n(Goal: counter hate narratives)", "M1", "Train journalists; follow up", "MCX/Coast Media Assoc (sample)", "", "", "", "", "Venue", "Ksh 450,000", "Elections"],
        ["", "M2", "Fact-checking desk", "-do-", "", "", "", "", "Laptops", "350k (partner), 100k (county)", ""],
        ["Gender", "G1", "Women's caucus – every month", "WRX & Women's Network (sample)", "", "", "", "", "-", "Nil", "Low turnout"],
        ["", "", "", "", "", "", "", "", "Sub-total", "900,000", ""],
        ["NB: budget subject to approval", *[""] * 10],
    ]  # fmt: skip
    told = understand(
        xlsx(Sheet(rows, shaded=["F7", "G7", "H8", "E9", "F9"])), edition="2023-24", starts=None, ends=None
    )
    assert told.sections == [("Media",), ("Media",), ("Gender",)]
    assert told.understood.doc.sections[0].outcome == {"en": "counter hate narratives"}
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2023-08-01", "2023-09-30"),
        ("2023-10-01", "2023-10-31"),
        ("2023-07-01", "2023-08-31"),
    ]
    assert told.every("lead") == ["MCX", "MCX", "WRX"]
    assert told.every("estimate") == ["450000", "450000", None]
    assert told.every("code") == ["M1", "M2", "G1"]


def test_what_who_when_over_two_lines_below_two_titles_within_the_table():
    told = understand(
        word(
            [
                across("IMPLEMENTATION MATRIX", 6),
                across("June 2022 – May 2023", 6),
                ["WHAT", LEFT, "WHO", LEFT, "WHEN", LEFT],
                ["Activity", "Output", "Lead", "Support", "Start", "End"],
                across("A. Gender", 6),
                ["Train women", "Women trained", "CICC", "NCTC\nKECOSCE", "1/7/2022", "30/9/2022"],
                across("B. Economy", 6),
                [
                    "Fund",
                    "Loans",
                    "Lead:\nCounty Trade\nPartners:\nA Trust (sample)\nB Trust (sample)",
                    "",
                    "July",
                    "Aug",
                ],
            ]
        )
    )
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.rows[0]["support"] == ["NCTC", "KECOSCE"]
    assert (told.rows[1]["lead"], told.rows[1]["support"]) == (
        "County Trade",
        ["A Trust (sample)", "B Trust (sample)"],
    )
    assert told.every("ends") == ["2022-09-30", "2022-08-31"]


def test_a_first_column_left_empty_and_pillars_set_in_bold_among_the_activities():
    rows = [
        ["", "Ref", "Activities", "Actor", "Duration", "Budget"],
        ["", "", "Gender", "", "", ""],
        ["", "1", "Train women", "CICC", "3 months from July 2022", 480000],
        ["", "", "Economy", "", "", ""],
        ["", "2", "Fund", "Trade Office", "FY 2022/23", 1200000.5],
        ["", "", "", "", "Total", 1680000],
    ]
    told = understand(xlsx(Sheet(rows, bold_rows=[1, 2, 4])))
    assert told.sections == [("Gender",), ("Economy",)]
    assert told.every("ends") == ["2022-09-30", "2023-05-31"]
    assert told.every("estimate") == ["480000", "1200000.5"]


def test_a_swahili_document_with_ticks_by_robo_and_costs_in_thousands():
    told = understand(
        word(
            "# Mpango wa Utekelezaji wa Kaunti 2022-23",
            [
                ["Shughuli", "Wahusika", "Mahali", "Robo 1", "Robo 2", "Robo 3", "Robo 4", "Gharama (Sh '000)", "Kiashiria"],
                across("Nguzo ya 1: Vijana", 9),
                ["Kuandaa midahalo ya vijana katika wadi", "Kiongozi: Idara ya Vijana; Washirika: Umoja wa Vijana (sample)", "Wadi zote za Likoni", "✓", "✓", "", "", "480", "Midahalo 12"],
                across("Nguzo ya 2: Dini", 9),
                ["Mahubiri ya amani", "Baraza la Maimamu (sample), Muungano wa Wachungaji (sample)", "kaunti nzima", "✓", "✓", "✓", "✓", "bila gharama", "Mahubiri 52"],
            ],
        ),
        starts=None, ends=None,
    )  # fmt: skip
    assert told.sections == [("Vijana",), ("Dini",)]
    assert told.every("estimate") == ["480000", None]
    assert told.every("areas") == [["KE001005"], ["KE001"]]
    assert (told.rows[0]["starts"], told.rows[0]["ends"], told.rows[0]["lead"]) == (
        "2022-07-01",
        "2022-12-31",
        "Idara ya Vijana",
    )
    assert [r["indicators"][0]["target"] for r in told.rows] == ["12", "52"]


def test_a_heading_over_codes_and_titles_broken_words_and_years_cut_short():
    told = understand(
        xlsx(
            [
                [
                    "Pillar",
                    "Activity",
                    LEFT,
                    "Respon-\nsible",
                    "Time\nframe",
                    "Budget\n(Kshs)",
                    "Funding\nsource",
                ],
                ["1. Gender", "1.1", "Train women", "CICC", "Aug–Oct '22", "Kshs. 1.2 Million", "County"],
                ["", "1.2", "Train men", "CICC &\nNCTC", "Oct. 2022", "KES1,000,000", "GoK/Partner"],
                ["2. Economy", "2.1", "Fund", "Dept. of Trade", "By Mar 2023", "Sh. 500,000/-", ""],
                ["Grand Total", "", "", "", "", "2,700,000", ""],
            ]
        )
    )
    assert told.every("code") == ["1.1", "1.2", "2.1"]
    assert told.titles == ["Train women", "Train men", "Fund"]
    assert told.every("estimate") == ["1200000", "1000000", "500000"]
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2022-08-01", "2022-10-31"),
        ("2022-10-01", "2022-10-31"),
        ("2022-06-01", "2023-03-31"),
    ]


def test_lists_that_run_side_by_side_through_a_row():
    told = understand(
        word(
            [
                ["Pillar", "Key Priority", "Activities", "Actors", "Indicators", "Time", "Resources"],
                ["Gender", "Women in peace", "1. Train women\n2. Form caucus\n3. Radio talk", "CWX (sample), County Dept of Gender", "• 60 women trained\n• 1 caucus\n• 4 talks", "Q1\nQ2\nQ3", "KES 300,000\nKES 50,000\nKES 20,000"],
                [UP, "Livelihood", "Link to the Youth Enterprise Development Fund", "Trade", "20 groups", "Continous", "Nil"],
            ]
        )
    )  # fmt: skip
    assert told.titles == [
        "Train women",
        "Form caucus",
        "Radio talk",
        "Link to the Youth Enterprise Development Fund",
    ]
    assert told.every("estimate") == ["300000", "50000", "20000", None]
    assert told.every("starts") == ["2022-06-01", "2022-09-01", "2022-12-01", "2022-06-01"]
    assert [r["indicators"][0]["text"] for r in told.rows] == [
        "60 women trained",
        "1 caucus",
        "4 talks",
        "20 groups",
    ]


def test_captions_name_the_pillars_and_a_lead_over_a_table_leads_its_actions():
    told = understand(
        word(
            "Table 1: Gender pillar", "Lead agency: CICC", [["Activity", "Partners", "Period"], ["Train", "NCTC", "Q1"]],
            "Table 2: Economic pillar", "Lead agency: Trade Office", [["Activity", "Partners", "Period"], ["Fund", "A Trust (sample)", "Q2"]],
        )
    )  # fmt: skip
    assert told.sections == [("Gender pillar",), ("Economic pillar",)]
    assert told.every("lead") == ["CICC", "Trade Office"]
    assert told.every("support") == [["NCTC"], ["A Trust (sample)"]]


def test_who_pays_how_much_beside_the_total():
    told = understand(
        xlsx(
            [
                ["Pillar", "Activity", "Lead", "Jul-22", "Aug-22", "Total budget", "County", "Partner"],
                ["Gender", "Train", "CICC", "", "X", "500,000", "300,000", "200,000"],
                ["Economy", "Fund", "NCTC", "X", "X", "1M", "1M", ""],
            ]
        )
    )
    assert told.every("estimate") == ["500000", "1000000"]
    assert told.every("support") == [[], []]
    assert told.rows[0]["remarks"] == "County: 300,000\nPartner: 200,000"


def test_a_strategic_framework_of_five_levels_with_targets_for_each_year():
    told = understand(
        xlsx(
            [
                ["Strategic Issue", "Strategic Objective", "Activities", "Performance Indicators", "Target for 5 years", "Y1", "Y2", "Y3", "Budget (Mn)", "Lead"],
                ["Radicalisation of youth", "Reduce it", "Mentor 100 youth", "No. mentored", 60, 20, 20, 20, 2.5, "CICC"],
                ["", "", "Camps", "No. camps", 3, 1, 1, 1, 5, "NCTC"],
            ]
        ),
        edition="2025-30", starts=date(2025, 7, 1), ends=date(2030, 6, 30),
    )  # fmt: skip
    assert told.sections == [("Radicalisation of youth", "Reduce it")] * 2
    assert told.rows[0]["indicators"][0]["target"] == "60; Y1: 20, Y2: 20, Y3: 20"
    assert told.every("estimate") == ["2500000", "5000000"]
