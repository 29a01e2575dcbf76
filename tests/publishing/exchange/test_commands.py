"""`jukwaa export-plan` and `jukwaa verify-plan`, as somebody at a terminal meets them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from jukwaa.publishing.actions import make
from jukwaa.publishing.packs import write_package
from tests.plans.exchange.salting import salts_for
from tests.plans.exchange.small import OFFICE, PLAN
from tests.publishing.exchange.test_there_and_back import plan  # noqa: F401


@pytest.fixture
def package(tmp_path):
    file = tmp_path / "plan.zip"
    file.write_bytes(write_package(PLAN, salts_for(PLAN), [OFFICE.id]))
    return file


def checked(*words):
    """What it says, and the exit code."""
    out = io.StringIO()
    try:
        call_command("verify_plan", *map(str, words), stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["json", "xlsx", "zip"])
@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_plan_goes_to_standard_output_and_nothing_else(plan, capsysbinary, kind, language):
    call_command("export_plan", forum="mombasa", edition="2022-23", format=kind, language=language)
    assert capsysbinary.readouterr().out == make(plan, kind, language)


@pytest.mark.django_db
@pytest.mark.parametrize(("forum", "edition"), [("mombasa", "1999"), ("atlantis", "2022-23")])
def test_a_plan_that_is_not_there_is_wrong_use(plan, forum, edition):
    with pytest.raises(CommandError, match="no edition") as refused:
        call_command("export_plan", forum=forum, edition=edition, format="json")
    assert refused.value.returncode == 2


def test_a_package_that_holds(package):
    said, code = checked(package)
    assert code == 0
    assert "This package holds." in said
    assert "1 bodies are named and match; 1 are not named in public." in said


def test_a_package_that_was_tampered_with_is_told_in_words(package):
    with zipfile.ZipFile(package) as made:
        files = {name: made.read(name) for name in made.namelist()}
    with zipfile.ZipFile(package, "w") as made:
        for name, data in files.items():
            made.writestr(name, data.replace(b"Hold forums", b"Hold dinners"))
    said, code = checked(package)
    assert code == 1
    assert "NO  items/a-aaaaaaaaaa.json was changed after it was listed." in said
    assert "does not hold" in said


def test_it_speaks_swahili_where_asked(package):
    said, code = checked(package, "--language", "sw")
    assert code == 0
    assert "Kifurushi hiki ni sahihi." in said
    package.write_bytes(b"no zip")
    said, code = checked(package, "--language", "sw")
    assert code == 1
    assert "LA  Kifurushi hakiwezi kufunguliwa" in said


def test_the_number_of_the_page_can_be_given_along(package):
    number = next(
        line.split(": ")[1] for line in checked(package)[0].splitlines() if line.startswith("SHA-256")
    )
    assert checked(package, "--manifest", number.upper())[1] == 0
    said, code = checked(package, "--manifest", "0" * 64)
    assert code == 1
    assert "it is another plan" in said


def test_a_file_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(CommandError, match="cannot be read") as refused:
        checked(tmp_path / "nothing.zip")
    assert refused.value.returncode == 2


def test_a_folder_is_wrong_use(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        checked(tmp_path)


def test_every_finding_has_its_words():
    from pathlib import Path

    from jukwaa.plans.rules import verification
    from jukwaa.publishing.management.commands.verify_plan import worded

    source = Path(verification.__file__).read_text(encoding="utf-8")
    codes = {word for word in source.replace("'", '"').split('"') if word.count(".") == 1 and word.split(".")[0] in ("package", "manifest", "item", "items", "readme", "plan", "body", "bodies", "withheld")}  # fmt: skip
    named = {code for code in codes if not code.endswith((".sha256", ".json"))}
    assert len(named) > 15
    params = dict.fromkeys(("file", "line", "other", "n", "withheld", "key"), "x")
    for code in named:
        assert worded(verification.Finding(False, code, params))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["verify-plan", "plan.zip"], 0),
        (["verify-plan", "--help"], 0),
        ([], 0),
        (["verify-log"], 1),
        (["export-plan", "--forum", "mombasa", "--edition", "2022-23", "--format", "json"], 1),
    ],
)
def test_who_only_looks_finds_nothing_new_in_their_folder(package, words, code):
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("JUKWAA_") and name != "DATABASE_URL"
    }
    asked = [sys.executable, "-m", "jukwaa", *words]
    done = subprocess.run(asked, cwd=package.parent, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert code == 0 or "No Jukwaa is set up" in done.stderr
    assert [path.name for path in package.parent.rglob("*")] == ["plan.zip"]
