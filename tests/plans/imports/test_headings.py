"""Which line names the columns, and what each of the many wordings means."""

from __future__ import annotations

import pytest

from jukwaa.plans.imports.vocabulary import field_of, meaning_of
from tests.plans.imports.building import LEFT, UP, across
from tests.plans.imports.understanding import understand

WORDINGS = {
    "code": "No.|S/No|S/N|#|Na.|Ref. No|Activity code|Nambari",
    "section": "Pillar|PILLAR NAME|Thematic area|Priority Area|Pillar / Thematic area|Nguzo|Eneo la kipaumbele|Working group|Strategic goal",
    "objective": "Objective|Strategic objectives|Specific objective|Lengo mahususi|Madhumuni",
    "outcome": "Expected outcome|Outcomes|Matokeo yanayotarajiwa",
    "action": "Activity|ACTIVITIES|Key activities|Priority activity|Activities/Interventions|Planned activities for the year|Initiative|Initiatives|What will be done|Action point|Shughuli|Shughuli za kipaumbele|Hatua za utekelezaji|Activty|Activity / Shughuli",
    "key_result": "Key Result|Key results|KR",
    "output": "Expected output|Outputs/Deliverables",
    "lead": "Responsible|Lead|Lead agency|Owner|Who|Who is responsible|Who will do it?|Responsible person / institution|Responsibility|Implementing agency|Actors|By whom|Mhusika|Anayehusika|Wahusika|Kiongozi|Taasisi husika|Nani|Lead & support agencies|County department responsible|Implementing partners|Focal person",
    "support": "Support|Partners|Supporting agencies|Stakeholders|Collaborators|With whom|Washirika|Wadau",
    "co_lead": "Co-lead|Kiongozi mwenza",
    "audience": "Target group|Target audience|Beneficiaries|For whom|Walengwa|Wanufaika|Targeted beneficiaries",
    "place": "Location|Where|Ward|Sub-county|Location (ward/sub-county)|Venue|Mahali|Eneo|Wapi|Geographical coverage|Where will it be done?",
    "when": "When|Timeframe|Time-frame|Timelines|Period|Muda|Lini|Kipindi cha utekelezaji|Timeline (Quarter)|By when",
    "starts": "Start|Start date|From|Kuanza",
    "ends": "End date|Deadline|Due date|Tarehe ya mwisho",
    "indicator": "Indicator|Indicators|Performance indicators (KPIs)|KPI|How will we know|How we will know|Objectively verifiable indicators|Kiashiria|Viashiria|Tutajuaje",
    "baseline": "Baseline|Baseline 2022|Hali ya mwanzo|Current status",
    "target": "Target|Annual target|Targets|Shabaha",
    "verification": "Means of verification|MoV|Source of verification|Njia ya uthibitisho|Evidence",
    "budget": "Budget|Budget (KES)|Budget (KES '000)|Cost|Estimated cost in Kshs|Indicative budget|Bajeti|Gharama (KES)|Makadirio|KES|How much will it cost",
    "funder": "Source of funds|Funding source|Donor|Chanzo cha fedha|Mfadhili",
    "remarks": "Remarks|Comments|Remarks/Comments|Risks and assumptions|Maoni",
    "status": "Status|Progress|Hali ya utekelezaji",
}
SAID = [(field, heading) for field, headings in WORDINGS.items() for heading in headings.split("|")]


@pytest.mark.parametrize(("field", "heading"), SAID, ids=[heading for _field, heading in SAID])
def test_a_heading_means(field, heading):
    if heading == "By when":
        field = "ends"
    assert field_of(heading) == field


@pytest.mark.parametrize(
    "heading", ["Unit cost", "No. of days", "Quantity", "Number of participants", "Phone", "Name", "Email"]
)
def test_what_only_sounds_like_a_field_is_none(heading):
    assert field_of(heading) == ""


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Activity (English)", "en"),
        ("Shughuli (Kiswahili)", "sw"),
        ("Activity - Swahili", "sw"),
        ("Activity EN", "en"),
        ("Title (sw)", "sw"),
    ],
)
def test_a_heading_may_name_its_language(heading, language):
    assert (meaning_of(heading).language, meaning_of(heading).named) == (language, True)


# --- where the headings stand ----------------------------------------------------------------------------------

BODY = ["Train women", "CICC", "Q1"]


@pytest.mark.parametrize("above", [0, 1, 2, 5])
def test_headings_may_stand_below_titles(made, above):
    titles = [across(f"Title {n}", 3) for n in range(above)]
    told = understand(made([*titles, ["Activity", "Responsible", "When"], BODY]))
    assert (told.titles, told.row["lead"]) == (["Train women"], "CICC")


def test_headings_over_two_lines(made):
    rows = [
        ["Activity", "Responsible", LEFT, "Timeframe", LEFT, "Budget"],
        [UP, "Lead", "Support", "Start", "End", "(KES '000)"],
        ["Train women", "CICC", "NCTC", "July 2022", "September 2022", "480"],
    ]
    row = understand(made(rows)).row
    assert (row["lead"], row["support"], row["starts"], row["ends"], row["estimate"]) == (
        "CICC",
        ["NCTC"],
        "2022-07-01",
        "2022-09-30",
        "480000",
    )


def test_headings_over_two_lines_where_the_first_is_not_merged(made):
    rows = [
        ["Activity", "Responsible", "", "When"],
        ["", "Lead", "Support", ""],
        ["Train women", "CICC", "NCTC", "Q1"],
    ]
    row = understand(made(rows)).row
    assert (row["title"], row["lead"], row["support"]) == ("Train women", "CICC", ["NCTC"])


def test_headings_over_three_lines_with_initials_of_months(made):
    rows = [
        ["Activity", "Lead", "Timeframe", *[LEFT] * 11],
        [UP, UP, "2022", *[LEFT] * 6, "2023", *[LEFT] * 4],
        [UP, UP, *"JJASONDJFMAM"],
        ["Train women", "CICC", *["", "x", "x", "x"], *[""] * 8],
        ["Train men", "CICC", *[""] * 6, "x", "x", "x", "", "", ""],
    ]
    told = understand(made(rows))
    assert [(r["starts"], r["ends"]) for r in told.rows] == [
        ("2022-07-01", "2022-09-30"),
        ("2022-12-01", "2023-02-28"),
    ]


def test_headings_once_in_each_language(made):
    rows = [["Activity", "Responsible", "When"], ["Shughuli", "Mhusika", "Muda"], BODY]
    assert understand(made(rows)).titles == ["Train women"]


def test_a_first_row_of_words_that_sound_like_headings_is_a_row(made):
    rows = [["Activity", "Responsible", "When"], ["Activity 1", "Department of Youth", "July 2022"]]
    assert understand(made(rows)).titles == ["Activity 1"]


def test_a_line_that_numbers_the_columns_is_no_row(made):
    told = understand(made([["Activity", "Responsible", "When"], ["(1)", "(2)", "(3)"], BODY]))
    assert told.titles == ["Train women"]


def test_headings_repeated_on_the_next_page_are_no_row(made):
    head = ["Activity", "Responsible", "When"]
    assert understand(made([head, BODY, head, ["Train men", "NCTC", "Q2"]])).titles == [
        "Train women",
        "Train men",
    ]


def test_a_heading_merged_over_two_columns_without_parts_holds_both(made):
    rows = [["Activity", "Responsible", LEFT, "When"], ["Train women", "CICC", "NCTC", "Q1"]]
    row = understand(made(rows)).row
    assert (row["lead"], row["support"]) == ("CICC", ["NCTC"])


def test_columns_that_are_not_known_become_remarks_under_their_heading(made):
    rows = [
        ["Activity", "Responsible", "Unit cost", "Gender marker", ""],
        ["Train women", "CICC", "500", "2a", "stray"],
    ]
    assert understand(made(rows)).row["remarks"] == "Unit cost: 500\nGender marker: 2a\nstray"


def test_swahili_headings(made):
    rows = [
        [
            "Na.",
            "Nguzo",
            "Shughuli",
            "Mhusika",
            "Washirika",
            "Walengwa",
            "Mahali",
            "Muda",
            "Kiashiria",
            "Hali ya mwanzo",
            "Lengo",
            "Njia ya uthibitisho",
            "Bajeti",
            "Maoni",
        ],
        [
            "1",
            "Jinsia",
            "Kutoa mafunzo kwa wanawake wa wadi",
            "Idara ya Jinsia",
            "Mtandao wa Wanawake (sample)",
            "Wanawake",
            "Wadi ya Likoni",
            "Julai hadi Septemba 2022",
            "Wanawake waliofunzwa",
            "0",
            "60",
            "Ripoti",
            "KES 480,000",
            "Haraka",
        ],
    ]
    told = understand(made(rows))
    row = told.row
    assert row["section"] == ["Jinsia"]
    assert (row["code"], row["lead"], row["support"]) == (
        "1",
        "Idara ya Jinsia",
        ["Mtandao wa Wanawake (sample)"],
    )
    assert (row["areas"], row["starts"], row["ends"]) == (["KE001005-0024"], "2022-07-01", "2022-09-30")
    assert row["indicators"] == [
        {"text": "Wanawake waliofunzwa", "baseline": "0", "target": "60", "verification": "Ripoti"}
    ]
    assert (row["estimate"], row["audience"], row["remarks"]) == ("480000", "Wanawake", "Haraka")
    ((_path, action),) = told.understood.doc.actions()
    assert action.title == {"sw": "Kutoa mafunzo kwa wanawake wa wadi"}


def test_columns_in_both_languages_fill_both(made):
    rows = [
        ["Pillar", "Nguzo", "Activity (English)", "Shughuli (Kiswahili)", "Responsible", "When"],
        ["Gender", "Jinsia", "Train women", "Kufunza wanawake", "CICC", "Q1"],
        ["", "", "Train men", "Kufunza wanaume", "CICC", "Q2"],
        ["Economy", "Uchumi", "Fund groups", "", "NCTC", "Q2"],
    ]
    told = understand(made(rows))
    assert told.sections == [("Gender",), ("Gender",), ("Economy",)]
    assert [s.title for s in told.understood.doc.sections] == [
        {"en": "Gender", "sw": "Jinsia"},
        {"en": "Economy", "sw": "Uchumi"},
    ]
    titles = [action.title for _path, action in told.understood.doc.actions()]
    assert titles == [
        {"en": "Train women", "sw": "Kufunza wanawake"},
        {"en": "Train men", "sw": "Kufunza wanaume"},
        {"en": "Fund groups"},
    ]


def test_columns_headed_in_either_language_hold_it(made):
    rows = [["Activity", "Shughuli", "Responsible"], ["Train women", "Kufunza wanawake", "CICC"]]
    told = understand(made(rows))
    ((_path, action),) = told.understood.doc.actions()
    assert action.title == {"en": "Train women", "sw": "Kufunza wanawake"}


def test_a_target_column_full_of_people_is_the_audience(made):
    rows = [
        ["Activity", "Responsible", "Target", "When"],
        ["Train women", "CICC", "Women and girls", "Q1"],
        ["Train men", "CICC", "Men, boys", "Q2"],
    ]
    assert understand(made(rows)).every("audience") == ["Women and girls", "Men, boys"]


def test_where_only_partners_are_named_the_first_leads(made):
    row = understand(made([["Activity", "Stakeholders", "When"], ["Train women", "CICC, NCTC", "Q1"]])).row
    assert (row["lead"], row["support"]) == ("CICC", ["NCTC"])


def test_priorities_of_high_and_low_are_no_sections(made):
    rows = [
        ["Pillar", "Priority", "Activity", "Responsible"],
        ["Gender", "High", "Train women", "CICC"],
        ["Gender", "Low", "Meet", "CICC"],
    ]
    told = understand(made(rows))
    assert told.sections == [("Gender",), ("Gender",)]
    assert told.every("remarks") == ["Priority: High", "Priority: Low"]


def test_activities_and_steps_below_them_take_the_finer(made):
    rows = [
        ["Pillar", "Activity", "Sub-activities", "Responsible"],
        ["Gender", "Train women", "Find trainers", "CICC"],
        ["", "", "Hold the course", "NCTC"],
        ["", "Train men", "Find trainers for men", "CICC"],
        ["", "", "Hold the course for men", "NCTC"],
    ]
    told = understand(made(rows))
    assert told.titles == [
        "Find trainers",
        "Hold the course",
        "Find trainers for men",
        "Hold the course for men",
    ]
    assert told.sections[0] == ("Gender", "Train women")


def test_a_description_beside_each_activity_is_a_remark(made):
    rows = [["Activity", "Description", "Responsible"], ["Train women", "Five days in each ward", "CICC"]]
    row = understand(made(rows)).row
    assert (row["title"], row["remarks"]) == ("Train women", "Description: Five days in each ward")


# --- OKR sheets ------------------------------------------------------------------------------------------------


def test_objectives_key_results_and_initiatives(made):
    rows = [
        ["Objective", "Key Result", "Initiative", "Owner", "Timeline"],
        ["Women lead prevention", "KR1: 60 women trained as mediators", "Train women", "CICC", "Q1-Q2"],
        ["", "KR2: 12 dialogues held", "Hold dialogues", "NCTC", "Q3"],
        ["Youth earn a living", "KR1: 30 groups funded", "Fund groups", "KECOSCE", "Q4"],
    ]
    told = understand(made(rows))
    assert told.sections == [("Women lead prevention",), ("Women lead prevention",), ("Youth earn a living",)]
    assert told.titles == ["Train women", "Hold dialogues", "Fund groups"]
    assert told.every("lead") == ["CICC", "NCTC", "KECOSCE"]
    assert [r["indicators"][0]["text"] for r in told.rows] == [
        "60 women trained as mediators",
        "12 dialogues held",
        "30 groups funded",
    ]
    assert [r["indicators"][0]["target"] for r in told.rows] == ["60", "12", "30"]


def test_key_results_without_initiatives_are_the_actions(made):
    rows = [
        ["Objective", "Key Results", "Owner", "Baseline", "Target", "Due date"],
        ["Women lead prevention", "Women trained as mediators", "CICC", "18", "60", "30/9/2022"],
        ["", "Dialogues held", "NCTC", "0", "12", "31/12/2022"],
    ]
    told = understand(made(rows))
    assert told.titles == ["Women trained as mediators", "Dialogues held"]
    assert told.rows[0]["indicators"] == [
        {"text": "Women trained as mediators", "baseline": "18", "target": "60", "verification": ""}
    ]
    assert told.rows[1]["ends"] == "2022-12-31"
