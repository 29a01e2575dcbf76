from __future__ import annotations

from django import template

from jukwaa.site.figures.fields import LANGUAGE_NAMES

register = template.Library()


@register.simple_tag
def language_in(code: str) -> str:
    """What a language is called in the reader's own."""
    return str(LANGUAGE_NAMES.get(code, code))
