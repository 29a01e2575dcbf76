from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from jukwaa.core.texts import Said, Texts, breakable, marked, say

register = template.Library()


@register.filter
def said(texts: Texts | Said | None) -> SafeString:
    """A text in the reader's language, marked where it is not yet translated."""
    return marked(texts)


@register.filter
def plainly(texts: Texts | Said | None) -> str:
    """The same without the mark: for titles, attributes and share previews."""
    return texts.text if isinstance(texts, Said) else say(texts).text


register.filter("breakable", breakable)
