"""What is told of a file, said in its reader's language: the sentence is kept as the catalogue knows it, not as it was read.

A file is brought in by one person and looked at by another, in another language, weeks later. So what is kept is the
sentence's own key in the catalogue and what it names; a sentence that an older version kept whole is said as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format
from django.utils.translation import gettext

from jukwaa.plans.rules.cells.notes import Param

Params = Mapping[str, Param]
translated = gettext  # of sentences that stand in `gettext_noop` where they are told


def worded(sentence: str, params: Params) -> str:
    said = translated(sentence) if sentence else ""
    return said % {name: _shown(value) for name, value in params.items()} if params else said


def _shown(value: Param) -> str:
    if not isinstance(value, dict):
        return str(value)
    if "day" in value:
        return date_format(date.fromisoformat(value["day"]), "DATE_FORMAT")
    if "month" in value:
        return str(MONTHS[value["month"]])
    return "–".join(str(MONTHS_3[number]).title() for number in value["months"])
