"""A tag as it is read: those that many plans use have words in each language, any other stands as it was typed."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KNOWN: Mapping[str, Promise] = {
    "arts": pgettext_lazy("tag", "arts"),
    "children": pgettext_lazy("tag", "children"),
    "culture": pgettext_lazy("tag", "culture"),
    "dialogue": pgettext_lazy("tag", "dialogue"),
    "education": pgettext_lazy("tag", "education"),
    "elders": pgettext_lazy("tag", "elders"),
    "faith": pgettext_lazy("tag", "faith"),
    "gender": pgettext_lazy("tag", "gender"),
    "health": pgettext_lazy("tag", "health"),
    "livelihoods": pgettext_lazy("tag", "livelihoods"),
    "media": pgettext_lazy("tag", "media"),
    "men": pgettext_lazy("tag", "men"),
    "online": pgettext_lazy("tag", "online"),
    "participation": pgettext_lazy("tag", "participation"),
    "peace": pgettext_lazy("tag", "peace"),
    "psychosocial": pgettext_lazy("tag", "psychosocial support"),
    "pwd": pgettext_lazy("tag", "persons with disabilities"),
    "research": pgettext_lazy("tag", "research"),
    "rights": pgettext_lazy("tag", "rights"),
    "security": pgettext_lazy("tag", "security"),
    "sports": pgettext_lazy("tag", "sports"),
    "training": pgettext_lazy("tag", "training"),
    "women": pgettext_lazy("tag", "women"),
    "youth": pgettext_lazy("tag", "youth"),
}


def tag_said(tag: str) -> str:
    return str(KNOWN.get(tag.casefold(), tag))
