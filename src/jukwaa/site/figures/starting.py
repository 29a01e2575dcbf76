"""Indicators to start from, as the editor offers them: in groups, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import Said, say
from jukwaa.plans.rules.starters import GROUPS, STARTERS, Group

NAMES: Mapping[Group, Promise] = {
    "coordination": _("Working together"),
    "participation": _("People taking part"),
    "capability": _("What people can do"),
    "perception": _("How people see it"),
    "rights": _("Rights"),
    "learning": _("Learning"),
}


def starter_groups() -> list[tuple[Promise, list[tuple[str, Said]]]]:
    """(name of the group, (key, what is measured) of each)."""
    return [
        (NAMES[group], [(each.key, say(each.doc.text)) for each in STARTERS if each.group == group])
        for group in GROUPS
    ]
