"""`jukwaa import-plan`: one object on standard output, an exit code, and what becomes of the plan."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jukwaa.core.models import Entry
from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Action, Intake, Plan
from tests.plans.imports.building import word, xlsx

HEAD = ["Pillar", "Activity", "Responsible", "Location", "When", "Indicator", "Target", "Budget"]
ROWS = [
    HEAD,
    ["Gender", "Hold ward dialogues", "Women's Network (sample); Youth Forum (sample)", "Likoni ward", "Q1-Q2", "Dialogues held", "12", "KES 480,000"],
    ["", "Train women mediators", "Women's Network (sample)", "All sub-counties", "Q3", "Women trained", "60", "1.2M"],
    ["Economy", "Fund youth groups", "Youth Forum (sample)", "County-wide", "ongoing", "Groups funded", "80", "no cost"],
]  # fmt: skip
DATES = ("--starts", "2022-06-01", "--ends", "2023-05-31")


@pytest.fixture
def file(tmp_path):
    """A file with the rows given, in a folder of its own."""

    def write(rows=ROWS, name="matrix.xlsx", data=None) -> str:
        path = tmp_path / name
        path.write_bytes(data if data is not None else (word if name.endswith("docx") else xlsx)(rows))
        return str(path)

    return write


def run(path: str, *flags: str, edition: str = "2022-23", forum: str = "mombasa"):
    """(exit code, the object printed)."""
    out = io.StringIO()
    code = 0
    try:
        call_command(
            "import_plan",
            path,
            "--forum",
            forum,
            "--edition",
            edition,
            "--format",
            "json",
            *flags,
            stdout=out,
        )
    except SystemExit as left:
        code = int(left.code or 0)
    except CommandError as wrong:
        code = wrong.returncode
    return code, json.loads(out.getvalue())


def changed(*cells: tuple[int, int, str]) -> list[list[str]]:
    rows = [list(row) for row in ROWS]
    for row, column, text in cells:
        rows[row][column] = text
    return rows


# --- what becomes of the plan --------------------------------------------------------------------------------


def test_a_missing_edition_is_made_as_a_draft(mombasa, file):
    code, said = run(file(), *DATES)
    assert (code, said["understood"], said["changes"]) == (
        0,
        True,
        {"add": 3, "change": 0, "keep": 0, "absent": 0},
    )
    plan = Plan.objects.get(forum=mombasa, edition="2022-23")
    assert (plan.status, str(plan.starts), str(plan.ends)) == ("draft", "2022-06-01", "2023-05-31")
    assert sorted(action.title["en"] for action in plan.actions.all()) == [
        "Fund youth groups",
        "Hold ward dialogues",
        "Train women mediators",
    ]
    assert Entry.objects.filter(verb="plan.imported").count() == 1


def test_with_publish_it_is_public_as_a_draft(mombasa, file):
    assert run(file(), *DATES, "--publish")[0] == 0
    assert Plan.objects.get(forum=mombasa).status == "published_draft"


def test_bodies_that_are_new_are_made_unlisted(mombasa, file):
    run(file(), *DATES)
    bodies = Organisation.objects.filter(forum=mombasa)
    assert {body.name: body.listed for body in bodies} == {
        "Women's Network (sample)": False,
        "Youth Forum (sample)": False,
    }


def test_the_object_holds_all_that_the_issue_names(mombasa, file):
    _code, said = run(file(), *DATES)
    assert list(said) == [
        "understood",
        "sections",
        "actions",
        "starts",
        "ends",
        "quarters",
        "rows",
        "problems",
        "changes",
    ]
    assert said["rows"][0] == {
        "section": ["Gender"], "code": None, "title": "Hold ward dialogues", "lead": "Women's Network (sample)", "support": ["Youth Forum (sample)"],
        "areas": ["KE001005-0024"], "starts": "2022-06-01", "ends": "2022-11-30", "funding": "funded", "estimate": "480000", "currency": "KES", "audience": "",
        "indicators": [{"text": "Dialogues held", "baseline": "", "target": "12", "verification": ""}], "remarks": "", "where": "Sheet1!2",
    }  # fmt: skip
    assert all(list(problem) == ["level", "where", "column", "message"] for problem in said["problems"])
    assert {problem["level"] for problem in said["problems"]} <= {"error", "doubt", "note"}
    assert (said["sections"], said["actions"], said["quarters"]) == (2, 3, "plan")


def test_the_same_file_twice_changes_nothing(mombasa, file):
    path = file()
    run(path, *DATES)
    plan = Plan.objects.get(forum=mombasa)
    before = (plan.manifest, plan.changed)
    code, said = run(path)
    assert (code, said["changes"]) == (0, {"add": 0, "change": 0, "keep": 3, "absent": 0})
    plan.refresh_from_db()
    assert (plan.manifest, plan.changed) == before


def test_the_same_rows_from_word_change_nothing_either(mombasa, file):
    run(file(), *DATES)
    assert run(file(name="matrix.docx"))[1]["changes"] == {"add": 0, "change": 0, "keep": 3, "absent": 0}


def test_a_corrected_file_shows_its_differences_first(mombasa, file):
    run(file(), *DATES)
    ids = set(Action.objects.values_list("pid", flat=True))
    path = file(changed((1, 7, "KES 500,000"), (2, 1, "Train 60 women mediators")))
    assert run(path, "--dry-run")[1]["changes"] == {"add": 0, "change": 2, "keep": 1, "absent": 0}
    assert Action.objects.get(title__en="Hold ward dialogues").estimate == 480_000
    assert run(path)[1]["changes"] == {"add": 0, "change": 2, "keep": 1, "absent": 0}
    assert Action.objects.get(title__en="Hold ward dialogues").estimate == 500_000
    assert set(Action.objects.values_list("pid", flat=True)) == ids


def test_rows_that_the_file_lacks_are_absent_and_stay_unless_pruned(mombasa, file):
    run(file(), *DATES)
    path = file([*ROWS[:2], ["Economy", "Open a market", "Youth Forum (sample)", "", "", "", "", ""]])
    code, said = run(path)
    assert (code, said["changes"]) == (0, {"add": 1, "change": 0, "keep": 1, "absent": 2})
    assert Action.objects.count() == 4
    code, said = run(path, "--prune")
    assert (code, said["changes"]["absent"]) == (0, 2)
    assert sorted(action.title["en"] for action in Action.objects.all()) == [
        "Hold ward dialogues",
        "Open a market",
    ]


def test_a_trial_writes_nothing(mombasa, file):
    code, said = run(file(), *DATES, "--dry-run")
    assert (code, said["actions"], said["changes"]["add"]) == (0, 3, 3)
    assert not Plan.objects.exists()
    assert not Organisation.objects.exists()
    assert not Intake.objects.exists()
    assert not Entry.objects.exists()


def test_doubts_never_refuse(mombasa, file):
    rows = changed(
        (1, 2, "TBD"), (1, 3, "Likoni"), (1, 4, "after the rains"), (2, 7, "USD 300"), (2, 3, "Nowhere")
    )
    code, said = run(file(rows), *DATES)
    assert (code, said["understood"]) == (0, True)
    assert len([p for p in said["problems"] if p["level"] == "doubt"]) >= 5


def test_a_sentence_says_in_which_cell_it_found_what(mombasa, file):
    _code, said = run(file(changed((2, 3, "Nowhere"))), *DATES)
    (problem,) = [p for p in said["problems"] if "Nowhere" in p["message"]]
    assert (problem["level"], problem["where"], problem["column"]) == ("doubt", "Sheet1!3", "Location")


def test_an_edition_without_dates_is_a_financial_year_with_a_doubt(mombasa, file):
    code, said = run(file())
    assert (code, said["starts"], said["ends"]) == (0, "2022-07-01", "2023-06-30")
    assert any(p["level"] == "doubt" and "--starts" in p["message"] for p in said["problems"])


def test_a_signed_edition_takes_only_what_is_detail(mombasa, file):
    run(file(), *DATES)
    Plan.objects.update(status="in_force")
    path = file(changed((1, 7, "KES 500,000"), (2, 1, "Do something else altogether")))
    code, said = run(path)
    assert code == 0
    assert Action.objects.get(title__en="Hold ward dialogues").estimate == 500_000
    assert Action.objects.filter(title__en="Train women mediators").exists()
    assert not Action.objects.filter(title__en="Do something else altogether").exists()
    assert any("signed" in p["message"] for p in said["problems"])


def test_a_signed_edition_takes_a_file_without_differences(mombasa, file):
    path = file()
    run(path, *DATES)
    Plan.objects.update(status="in_force")
    code, said = run(path)
    assert (code, said["changes"]) == (0, {"add": 0, "change": 0, "keep": 3, "absent": 0})


# --- refused, and wrong use --------------------------------------------------------------------------------------


def test_a_refused_file_still_prints_one_object(mombasa, file):
    code, said = run(file(name="plan.pdf", data=b"%PDF-1.7"), *DATES)
    assert (code, said["understood"], said["rows"]) == (1, False, [])
    assert said["changes"] == {"add": 0, "change": 0, "keep": 0, "absent": 0}
    assert [p["level"] for p in said["problems"]] == ["error"]
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("flags", "forum", "why"),
    [
        ((), "nowhere", "There is no forum “nowhere”"),
        (("--starts", "2023-01-01", "--ends", "2022-01-01"), "mombasa", "--ends lies before --starts"),
    ],
)
def test_wrong_use_prints_the_object_too(mombasa, file, flags, forum, why):
    code, said = run(file(), *flags, forum=forum)
    assert (code, said["understood"]) == (2, False)
    assert why in said["problems"][0]["message"]


def test_a_file_that_is_not_there_is_wrong_use(mombasa, tmp_path):
    for path in (tmp_path / "nowhere.xlsx", tmp_path):
        code, said = run(str(path))
        assert (code, said["understood"]) == (2, False)
        assert "cannot be read" in said["problems"][0]["message"]


@pytest.mark.parametrize(
    "flags", [("--quarters", "weeks"), ("--starts", "June"), ("--format", "yaml"), ("--frobnicate",)]
)
def test_a_flag_that_does_not_exist_is_wrong_use(mombasa, file, flags):
    with pytest.raises(CommandError) as wrong:
        call_command("import_plan", file(), "--forum", "mombasa", "--edition", "2022-23", *flags)
    assert wrong.value.returncode in (1, 2)  # from a shell argparse leaves with 2, as the test below sees


def test_as_text_it_reads_like_a_report(mombasa, file):
    out = io.StringIO()
    call_command(
        "import_plan", file(), "--forum", "mombasa", "--edition", "2022-23", *DATES, "--dry-run", stdout=out
    )
    lines = out.getvalue().splitlines()
    assert (
        lines[0]
        == "Sheet1!2 | Gender | Hold ward dialogues | Women's Network (sample), Youth Forum (sample) | Likoni (ward) | 2022-06-01 – 2022-11-30 | KES 480,000"
    )
    assert lines[1].endswith("| 2022-12-01 – 2023-02-28 | KES 1,200,000")
    assert lines[2].endswith("| Mombasa | 2022-06-01 – 2023-05-31 | No cost")
    assert (
        lines[-1]
        == "3 actions new, 0 changed, 0 as they were, 0 not in the file. A trial: nothing was changed."
    )
    assert any("Q1 is Jun–Aug" in line for line in lines)


def test_the_browsers_way_and_the_commands_way_read_the_same(mombasa, secretary, file):
    """Both call the same reading; what the command prints is what the page shows."""
    from jukwaa.plans.actions import Options, read_file

    path = file()
    reading = read_file(mombasa, "2022-23", "matrix.xlsx", Path(path).read_bytes(), Options())
    printed = run(path, "--dry-run")[1]
    assert [action.where for _path, action in reading.understood.doc.actions()] == [
        row["where"] for row in printed["rows"]
    ]
    assert [problem.message for problem in reading.problems] == [
        problem["message"] for problem in printed["problems"]
    ]


def test_a_command_that_nobody_reads_to_the_end_ends_quietly():
    words = [sys.executable, "-m", "jukwaa", "help"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as unread:
        unread.stdout.close()
        assert (unread.wait(timeout=120), unread.stderr.read()) == (141, b"")


# --- from a shell ------------------------------------------------------------------------------------------------


@pytest.mark.drill
def test_from_a_shell_exit_codes_and_output_are_as_promised(tmp_path, file):
    """One process for each, on a database of its own."""
    settings = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    settings |= {"JUKWAA_HOME": str(tmp_path / "home"), "PYTHONWARNINGS": "ignore"}

    def jukwaa(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jukwaa", *words],
            env=settings,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert jukwaa("migrate").returncode == 0
    made = jukwaa("new-forum", "--area", "KE001", "--slug", "mombasa", "--name", "Mombasa forum")
    assert made.returncode == 0, made.stderr
    asked = ("--forum", "mombasa", "--edition", "2022-23", *DATES, "--format", "json")
    good = jukwaa("import-plan", file(), *asked)
    assert (good.returncode, json.loads(good.stdout)["actions"], good.stderr) == (0, 3, "")
    bad = jukwaa("import-plan", file(name="a.docx", data=b"PK\x03\x04 cut"), *asked)
    assert (bad.returncode, json.loads(bad.stdout)["understood"], bad.stderr) == (1, False, "")
    absent = jukwaa("import-plan", str(tmp_path / "nowhere.xlsx"), *asked)
    assert (absent.returncode, json.loads(absent.stdout)["understood"]) == (2, False)
    assert "Traceback" not in absent.stderr
    whole = [sys.executable, "-m", "jukwaa", "import-plan", file(), *asked, "--dry-run"]
    with subprocess.Popen(whole, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as unread:
        unread.stdout.close()  # as `head` does when it has read enough
        assert (unread.wait(timeout=120), unread.stderr.read()) == (141, b"")
    wrong = jukwaa("import-plan", file(), *asked, "--quarters", "weeks")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr
