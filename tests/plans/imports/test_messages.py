"""Every note that a cell's reader may take has its sentence, and nothing has a sentence that nobody says."""

from __future__ import annotations

import re
from pathlib import Path

import jukwaa.plans
from jukwaa.plans.imports.messages import SENTENCES, say
from jukwaa.plans.rules.cells.notes import Note

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


def test_a_sentence_names_what_it_found():
    assert say(Note("money.unknown", "note", {"text": "100%"})) == "The cost is not known yet (“100%”)."
