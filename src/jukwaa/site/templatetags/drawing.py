"""Where words stand in a drawn box."""

from __future__ import annotations

from django import template

register = template.Library()
LINE = 17  # from one line of words to the next


@register.simple_tag
def box_line(n: int, lines: int) -> int:
    """The baseline of the nth line, of so many that stand in the middle of the box."""
    return round((n - (lines - 1) / 2) * LINE) + 5
