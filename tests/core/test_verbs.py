"""One verb, one line: every act in the code has its line, and no fact is a name or free text."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from jukwaa.core.verbs import VERBS, check, is_fact

SRC = Path(__file__).parents[2] / "src" / "jukwaa"
OWN = {"by", "forum", "seat", "organisation"}


def acts_in(source: str):
    """(verb, facts that are named) of each call of record or _record with a verb that is written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "_record"):
            named = {word.arg for word in node.keywords if word.arg}
            for word in (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)):
                if re.fullmatch(r"[a-z]+\.[a-z_]+", word):
                    yield word, named - OWN


def undeclared(sources) -> list[str]:
    return [
        f"{name}: {verb} {sorted(facts)}"
        for name, source in sources
        for verb, facts in acts_in(source)
        if verb not in VERBS or facts - set(VERBS[verb].facts.split())
    ]


def test_every_act_in_the_code_has_its_line():
    files = [(path.name, path.read_text()) for path in SRC.rglob("*.py")]
    assert len([act for _name, source in files for act in acts_in(source)]) >= 15
    assert undeclared(files) == []


def test_an_act_or_a_fact_without_a_line_is_found():
    source = 'record("plan.sung", "plan:x", by=None, forum=1)\nrecord("seat.given", "seat:1", by=by, forum=1, name="x")'
    assert undeclared([("x.py", source)]) == ["x.py: plan.sung []", "x.py: seat.given ['name']"]


def test_it_is_refused_when_it_is_recorded_too():
    with pytest.raises(ValueError, match=r"no act “plan.sung”"):
        check("plan.sung", {})
    with pytest.raises(ValueError, match="no fact “name”"):
        check("seat.given", {"name": "secretary"})
    for told in (
        "Amina Juma",
        "amina@example.org",
        "because they said so",
        {"name": "x"},
        0.5,
        ["Amina Juma"],
    ):
        with pytest.raises(ValueError, match="is no fact"):
            check("seat.given", {"role": told})


@pytest.mark.parametrize(
    "fact", [None, True, 7, "2026-11-25", "b-a2b3c4d5e6", "KE001", "", ["b-a2b3c4d5e6"], []]
)
def test_numbers_days_and_ids_are_facts(fact):
    assert is_fact(fact)
