"""Tables of the Word file: header rows that come again on every page, rows that stay whole, widths that hold."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.table import Table, _Cell

from jukwaa.core.texts import Said
from jukwaa.publishing.documents.content import Part, Row
from jukwaa.publishing.documents.word import pieces
from jukwaa.publishing.documents.word.book import Book

Told = Said | str | Sequence[Said]
MATRIX = (13, 42, 29, 28, 19, 27, 21, 29, 17, 17, 25)  # mm
LONG = 900  # letters in one cell: such a row may go over to the next page


def add_table(
    book: Book, caption: str, heads: Sequence[str], rows: Sequence[Sequence[Told]], widths: Sequence[int]
) -> Table:
    table: Table = book.file.add_table(1 + len(rows), len(heads))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    pieces.draw_lines(table, book.colours["line"], book.colours["sea"])
    pieces.describe(table, caption)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    first, *others = table.rows
    pieces.repeat_on_every_page(first)
    for cell, head in zip(first.cells, heads, strict=True):
        pieces.shade(cell, book.colours["sea-soft"])
        _fill(book, cell, head, "Column head")
    for row, told in zip(others, rows, strict=True):
        if max(map(_length, told)) < LONG:
            pieces.keep_whole(row)
        for cell, content in zip(row.cells, told, strict=True):
            _fill(book, cell, content, "Cell")
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    book.paragraph("Cell")
    return table


def _length(told: Told) -> int:
    if isinstance(told, (str, Said)):
        return len(str(told))
    return sum(len(said.text) for said in told)


def _fill(book: Book, cell: _Cell, told: Told, style: str) -> None:
    paragraph = cell.paragraphs[0]
    pieces.dress(paragraph, style)
    if isinstance(told, str):
        pieces.add_text(paragraph, told)
    elif isinstance(told, Said):
        pieces.add_said(paragraph, told, book.words.untranslated)
    else:
        for n, said in enumerate(told):
            line = paragraph if n == 0 else cell.add_paragraph()
            pieces.dress(line, style)
            pieces.add_said(line, said, book.words.untranslated)


def matrix(book: Book, part: Part) -> None:
    words = book.words
    heads = (
        words.code, words.action, words.lead, words.support, words.when, words.where, words.money, words.indicator,
        words.baseline, words.target, words.verification,
    )  # fmt: skip
    add_table(
        book,
        f"{part.kicker}: {part.title.text}",
        heads,
        [_row(row, words.not_said) for row in part.rows],
        MATRIX,
    )


def _row(row: Row, not_said: str) -> tuple[Told, ...]:
    lead = "\n".join(who.name for who in row.who if who.kind == "lead")
    others = [who for who in row.who if who.kind != "lead"]
    named = any(who.kind != "support" for who in others)  # then each says as what it takes part
    support = "\n".join(f"{who.part}: {who.name}" if named else who.name for who in others)
    return (
        row.code,
        row.title,
        lead,
        support,
        row.when or not_said,
        "\n".join(row.where) or not_said,
        row.money,
        [measure.text for measure in row.measures],
        _lines([measure.baseline for measure in row.measures]),
        _lines([measure.target for measure in row.measures]),
        [measure.verification for measure in row.measures],
    )


def _lines(cells: list[str]) -> str:
    """One line for each indicator, so that it stays clear which is whose."""
    return "\n".join(cell or "–" for cell in cells) if any(cells) else ""
