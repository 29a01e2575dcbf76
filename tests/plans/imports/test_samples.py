"""The two files that came with the task, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plans.imports.understanding import understand

FOLDER = Path(__file__).parents[4] / "shared" / "samples"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the sample files lie beside the project, in ../shared/samples"
)


def sample(name: str):
    return understand((FOLDER / name).read_bytes(), name)


def test_the_workbook_has_six_pillars_and_fourteen_activities():
    told = sample("matrix_one_sheet.xlsx")
    assert (told.ok, told.said["sections"], told.said["actions"]) == (True, 6, 14)
    assert told.rows[0] == {
        "section": ["Gender"],
        "code": None,
        "title": "Hold ward dialogues on women's role in prevention",
        "lead": "Women's Development Network (sample)",
        "support": ["County Gender Department", "Youth Forum (sample)"],
        "areas": ["KE001005", "KE001005-0021", "KE001005-0025"],
        "starts": "2022-07-01",
        "ends": "2022-09-30",
        "funding": "funded",
        "estimate": "480000",
        "currency": "KES",
        "audience": "Women, girls",
        "indicators": [
            {
                "text": "No. of dialogues held",
                "baseline": "0",
                "target": "12",
                "verification": "Attendance sheets",
            }
        ],
        "remarks": "Source of funds: Partner",
        "where": "Implementation matrix!6",
    }
    assert told.rows[5]["areas"] == ["KE001004-0019"]
    assert (told.rows[4]["lead"], told.rows[4]["support"]) == (
        "Chamber of Small Business (sample)",
        ["County Department of Youth", "KPA liaison"],
    )
    assert (told.rows[4]["starts"], told.rows[4]["ends"], told.rows[4]["estimate"]) == (
        "2022-06-01",
        "2023-04-30",
        "2500000",
    )
    assert told.every("funding").count("no_cost") == 1
    assert told.rows[11]["funding"] == "in_kind"
    assert len(told.rows[13]["indicators"]) == 2


def test_the_document_has_six_pillars_and_eleven_activities():
    told = sample("matrix_by_pillar.docx")
    assert (told.ok, told.said["sections"], told.said["actions"]) == (True, 6, 11)
    assert (told.said["starts"], told.said["ends"], told.said["quarters"]) == (
        "2022-06-01",
        "2023-05-31",
        "plan",
    )
    assert told.every("code") == ["1.1", "1.2", None, "2.1", "2.2", "3.1", "4.1", "5.1", "5.2", "6.1", "6.2"]
    assert told.titles[1:3] == ["Map services for survivors", "Publish the service list in Swahili"]
    assert [s.outcome["en"] for s in told.understood.doc.sections][:2] == [
        "Women and girls shape prevention in every ward",
        "Young people see a livelihood at home",
    ]
    first = told.rows[0]
    assert (first["lead"], first["support"]) == (
        "Women's Development Network (sample)",
        ["County Gender Department", "Rights Watch Coast (sample)"],
    )
    assert (first["starts"], first["ends"], first["estimate"]) == ("2022-06-01", "2023-02-28", "360000")
    assert told.every("estimate") == [
        "360000",
        None,
        None,
        "3100000",
        "1500000",
        "640000",
        None,
        "850000",
        None,
        None,
        "90000",
    ]
    assert told.every("funding")[6:] == ["in_kind", "funded", "unknown", "no_cost", "funded"]
    assert (told.rows[10]["lead"], told.rows[10]["support"]) == (
        "County Commissioner's Office",
        ["ward administrators"],
    )
