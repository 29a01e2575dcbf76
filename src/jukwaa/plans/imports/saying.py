"""What is said of a section around its table: who leads it, what comes of it, and whatever else is written there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.gathering import Node
from jukwaa.plans.imports.paths import Told
from jukwaa.plans.imports.rows import Row, Setting
from jukwaa.plans.imports.tables import Line
from jukwaa.plans.imports.titles import SAID, SAMPLE, is_generic, leads_beside, says_who_leads, uncaptioned
from jukwaa.plans.imports.who import read_leads
from jukwaa.plans.rules.cells.periods import MONTHS, first_month_said, span_said
from jukwaa.plans.rules.cells.topics import words
from jukwaa.plans.rules.document import ParagraphDoc

WORDS_OF_TIME = set(MONTHS) | words(
    """
    period of implementation timeframe from to until till and the plan action year years month months quarter quarters fy financial q
    kipindi cha utekelezaji kuanzia toka hadi mpaka na ya wa mpango mwaka miaka mwezi miezi robo fedha st nd rd th
    """
)


def tell_node(node: Node, told: Told, setting: Setting, where: str) -> list[Problem]:
    """ "Outcome: …" and "Lead: …" have places of their own; anything else is a paragraph."""
    language = setting.lexicon.language
    said = SAID.match(told.text)
    if said is not None and not says_who_leads(said):
        add_outcome(node, {language: " ".join(said["text"].split())})
        return []
    row = Row(Line(0, (), ()), setting)
    leads = read_leads(row, said["text"]) if said is not None else []
    second = bool(node.leads) or (said is not None and leads_beside(said))
    node.leads += [replace(lead, kind="co_lead") if second else lead for lead in leads]
    paragraph = ParagraphDoc(None, {language: told.text}, told.heading)
    if not leads and paragraph not in node.text:
        node.text.append(paragraph)
    return [replace(problem, where=where) for problem in row.problems]


def add_outcome(node: Node, texts: Mapping[str, str]) -> None:
    for language, text in texts.items():
        said = node.outcome.get(language, "")
        if text not in said.split("\n"):
            node.outcome[language] = "\n".join(filter(None, [said, text]))


def is_read_elsewhere(text: str) -> bool:
    """The plan's title, that it is a sample, and its period or from when its quarters count, with no other word."""
    if is_generic(uncaptioned(text)) or SAMPLE.search(text):
        return True
    dated = span_said(text) or first_month_said(text)
    return dated is not None and set(re.findall(r"[^\W\d_]+", text.casefold())) <= WORDS_OF_TIME
