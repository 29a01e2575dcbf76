"""How a sheet looks: the colours of `core/tokens.css`, calm, made to be read and printed."""

from __future__ import annotations

from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

SEA, SEA_DEEP, SEA_SOFT = "0B3A53", "07293B", "DFEAF0"
SAND, LINE, INK, INK_SOFT = "F7F2E8", "D5CCBA", "16232D", "4B5A66"
AMBER, AMBER_SOFT, WHITE = "8A5A00", "FBF0D5", "FFFFFF"

FONT = "Calibri"
DAY, MONEY, WHOLE, TEXT = "d mmm yyyy", "#,##0.00", "#,##0", "@"


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _under(colour: str, style: Literal["thin", "medium"] = "thin") -> Border:
    return Border(bottom=Side(style=style, color=colour))


def _style(
    name: str, font: Font, fill: PatternFill | None = None, border: Border | None = None, wrap: bool = True
) -> NamedStyle:
    style = NamedStyle(
        name=f"Jukwaa {name}", font=font, alignment=Alignment(vertical="top", wrap_text=wrap, indent=0)
    )
    if fill:
        style.fill = fill
    if border:
        style.border = border
    return style


def add_styles(book: Workbook) -> None:
    """By name, so that setting one on a cell costs little."""
    line = _under(LINE)
    body = Font(name=FONT, size=10, color=INK)
    faint = Font(name=FONT, size=8, color=INK_SOFT)
    for style in (
        _style("title", Font(name=FONT, size=16, bold=True, color=SEA_DEEP), wrap=False),
        _style("told", Font(name=FONT, size=10, color=INK_SOFT), wrap=False),
        _style("sample", Font(name=FONT, size=11, bold=True, color=AMBER), _fill(AMBER_SOFT), wrap=False),
        _style(
            "head", Font(name=FONT, size=10, bold=True, color=WHITE), _fill(SEA), _under(SEA_DEEP, "medium")
        ),
        _style(
            "faint head", Font(name=FONT, size=8, color=SEA_DEEP), _fill(SEA_SOFT), _under(SEA_DEEP, "medium")
        ),
        _style("cell", body, border=line),
        _style("strong", Font(name=FONT, size=10, bold=True, color=INK), border=line),
        _style("faint", faint, _fill(SAND), line, wrap=False),
        _style("plain", body),
    ):
        book.add_named_style(style)
