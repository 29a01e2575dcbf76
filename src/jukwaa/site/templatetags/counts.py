"""How many actions stand where: a table on a desk, chips on a phone, from the same HTML.

Sixty bodies and a hundred places by twelve sections are two thousand cells, so a line is written by one
function, as in `matrix`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jukwaa.plans.figures.reading import SectionRow
from jukwaa.site.figures.partners import Cell, Line

register = template.Library()


@register.simple_tag
def counts(
    lines: Iterable[Line], columns: Iterable[SectionRow], base: str, heading: str, first: str
) -> SafeString:
    """`base`: the plan's address, to which the cells' own are added; `heading`: the id of what names the table."""
    every = escape(_("All"))
    head = "".join(
        f"<th scope=col class=n><span class=number>{escape(s.code)}</span> {escape(s.title.text)}</th>"
        for s in columns
    )
    body = "\n".join(_lines(lines, escape(base), every))
    return mark_safe(  # noqa: S308 (every text is escaped where it is written)
        f'<div class=scroll role=region tabindex=0 aria-labelledby="{heading}"><table class="counts" aria-labelledby="{heading}">'
        f"<thead><tr><th scope=col>{escape(first)}</th>{head}<th scope=col class=n>{every}</th></tr></thead>\n"
        f"<tbody>{body}</tbody></table></div>"
    )


def _lines(lines: Iterable[Line], base: str, every: str) -> Iterator[str]:
    for line in lines:
        name = escape(line.name)
        note = f"<small>{escape(line.note)}</small>" if line.note else ""
        cells = "".join(_cell(cell, base, escape(cell.section), name) for cell in line.cells)
        kind = " class=inner" if line.inner else ""
        yield f"<tr{kind}><th scope=row>{name}{note}</th>{cells}{_cell(line.total, base, every, name, ' all')}</tr>"


def _cell(cell: Cell, base: str, section: str, name: str, kind: str = "") -> str:
    """A number that is a link says of what it is the number."""
    if not cell.count:
        return f'<td class="no{kind}">0</td>'
    if not cell.address:
        return f'<td class="{kind}" data-label="{section}">{cell.count}</td>'
    address = base + escape(cell.address)
    said = f"{cell.count}: {section}, {name}"
    return f'<td class="{kind}" data-label="{section}"><a href="{address}" aria-label="{said}">{cell.count}</a></td>'
