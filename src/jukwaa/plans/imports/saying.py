"""What is said of a section around its table: who leads it, what comes of it, and whatever else is written there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.gathering import Node
from jukwaa.plans.imports.paths import Told
from jukwaa.plans.imports.rows import Row, Setting
from jukwaa.plans.imports.tables import Line
from jukwaa.plans.imports.titles import SAID, SAMPLE, is_generic, leads_beside, says_who_leads
from jukwaa.plans.imports.who import read_leads
from jukwaa.plans.rules.cells.periods import first_month_said, span_said
from jukwaa.plans.rules.document import ParagraphDoc


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
    """The plan's title, its period, from when its quarters count, and that it is a sample."""
    period = span_said(text) or first_month_said(text)
    return is_generic(text) or period is not None or bool(SAMPLE.search(text))
