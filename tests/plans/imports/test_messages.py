"""Every note that a cell's reader may take has its sentence, and nothing has a sentence that nobody says."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

import jukwaa.plans
from jukwaa.plans.imports import Problem, problem_of
from jukwaa.plans.imports.messages import SENTENCES, problem
from jukwaa.plans.rules.cells.notes import Note, day, doubt, month, months, note
from jukwaa.plans.rules.storing import pack

ROOT = Path(jukwaa.plans.__file__).parent
NOTED = re.compile(r"""["']((?:money|periods|bodies|areas|indicators|several|status|rows)(?:\.\w+)?)["']""")


def codes() -> set[str]:
    folders = [ROOT / "rules" / "cells", ROOT / "imports"]
    files = [file for folder in folders for file in folder.rglob("*.py") if file.name != "messages.py"]
    calls = re.compile(r"\b(?:doubt|note)\(\s*([^,)]*)|\bcode = (.*)")
    said = [call for file in files for call in calls.findall(file.read_text(encoding="utf-8"))]
    return {code for call in said for text in call for code in NOTED.findall(text)}


def test_every_note_has_a_sentence_and_every_sentence_a_note():
    assert codes() == set(SENTENCES)


def told(said: Note) -> Problem:
    return problem(said, "Sheet1!2", "When")


def test_a_sentence_names_what_it_found():
    assert told(note("money.unknown", text="100%")).message == "The cost is not known yet (“100%”)."


def test_it_is_said_in_the_language_of_whoever_reads_it_though_it_was_kept():
    kept = pack(told(doubt("periods.term", text="Term 1", months=months(1, 4), year=2023)))
    assert json.loads(json.dumps(kept)) == kept
    assert problem_of(kept).message == "“Term 1”: school terms move; it was taken as Jan–Apr 2023."
    with override("sw"):
        assert (
            problem_of(kept).message
            == "“Term 1”: mihula ya shule hubadilika; imechukuliwa kuwa Jan–Apr 2023."
        )


@pytest.mark.parametrize(
    ("param", "en", "sw"),
    [
        (day(date(2022, 6, 30)), "30 June 2022", "30 Juni 2022"),
        (month(6), "June", "Juni"),
        (months(6, 8), "Jun–Aug", "Jun–Ago"),
        ("2022-23", "2022-23", "2022-23"),
    ],
)
def test_days_and_months_too(param, en, sw):
    said = Problem("note", "", "", "%(what)s", {"what": param})
    assert said.message == en
    with override("sw"):
        assert said.message == sw


@pytest.mark.parametrize("sentence", ["“100 %(or so)” could not be read.", "50% of it", ""])
def test_a_sentence_that_an_older_version_kept_whole_is_said_as_it_stands(sentence):
    kept = {"level": "doubt", "where": "Sheet1!2", "column": "", "message": sentence}
    with override("sw"):
        assert problem_of(kept).message == sentence


def test_what_is_told_twice_is_told_once():
    said = told(note("money.unknown", text="100%"))
    assert set(map(problem_of, [pack(said), pack(said)])) == {said}
