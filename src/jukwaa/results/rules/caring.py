"""Whether an indicator does harm: what is asked of it, and what the answers allow. Pure Python.

The questions follow from the red lines of the platform, and from what is known of measuring in this field: A/HRC/43/46
(2020), on work against violent extremism measured without regard to rights; OCHA, Data Responsibility Guidelines (2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from jukwaa.delivery.rules.persons import persons_in

Question = Literal["person", "label", "belief", "asking", "chasing"]
QUESTIONS: tuple[Question, ...] = (
    "person",  # the number points at somebody, or at one family
    "label",  # it marks a neighbourhood, a faith, a school or a group as dangerous
    "belief",  # it asks what people believe, or counts them by it
    "asking",  # whoever asks or answers is put at risk
    "chasing",  # it looks better when harm is done: arrests, names passed on
)
NEVER: frozenset[Question] = frozenset({"person", "belief"})  # no care makes these safe

Outcome = Literal["safe", "change"]
LONGEST = 600
UNREVIEWED: Literal["unreviewed"] = (
    "unreviewed"  # why an indicator has no figure: it was not found safe (yet)
)


def problems(answers: Mapping[Question, bool], outcome: Outcome, care: Mapping[str, str]) -> dict[str, str]:
    """What of a review does not hold: field -> problem. `answers`: whether it could."""
    wrong: dict[str, str] = {question: "missing" for question in QUESTIONS if question not in answers}
    could = {question for question, yes in answers.items() if yes}
    said = any(text.strip() for text in care.values())
    if outcome == "safe" and could & NEVER:
        wrong["outcome"] = "never"
    elif (could or outcome == "change") and not said:
        wrong["care"] = "missing"
    return {**wrong, **({"care": fault} if (fault := words_fault(care)) else {})}


def words_fault(texts: Mapping[str, str]) -> str:
    """ "long", "names" (a person, a telephone or a number of an ID), or "" where the words can stand."""
    if any(len(text) > LONGEST for text in texts.values()):
        return "long"
    return "names" if persons_in(texts.values()) else ""


def effect_problems(what: Mapping[str, str]) -> str:
    """What is wrong with the words of a note or a decision; "" where they can stand."""
    return words_fault(what) if any(text.strip() for text in what.values()) else "missing"
