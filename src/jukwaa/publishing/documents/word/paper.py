"""A report as a Word file, which a secretariat can go on working with."""

from __future__ import annotations

import io

from django.utils.translation import override

from jukwaa.publishing.documents.papers import Chapter, Grid, Paper
from jukwaa.publishing.documents.word import pieces, without_clock
from jukwaa.publishing.documents.word.book import Book
from jukwaa.publishing.documents.word.tables import add_table

LINE = 168  # mm of a standing page


def paper_docx(paper: Paper, language: str) -> bytes:
    with override(language):
        book = Book.opened(paper.cover, language, paper.day)
        _head(book, paper)
        for n, chapter in enumerate(paper.chapters):
            _chapter(book, chapter, n)
    out = io.BytesIO()
    book.file.save(out)
    return without_clock(out.getvalue())


def _head(book: Book, paper: Paper) -> None:
    cover = paper.cover
    book.border(book.paragraph(), 8)
    book.text(f"{paper.kicker} · {paper.span}", "Kicker")
    book.text(cover.title, "Title")
    book.text(cover.forum, "Lead")
    book.text(f"{book.words.edition} {cover.edition} · {book.words.as_at} {cover.as_at} · {paper.readers}")
    for line in (cover.sample, cover.unsigned):
        if line:
            book.text(line, "Alert")
    book.text(paper.sentence, "Lead")
    if cover.address:
        book.text(cover.address)


def _chapter(book: Book, chapter: Chapter, n: int) -> None:
    book.heading(chapter.title, 1, f"c{n}").paragraph_format.space_before = 200_000
    if chapter.lead:
        book.text(chapter.lead)
    if chapter.verified:
        pieces.add_text(book.paragraph("Note"), chapter.verified, "Aside")
    for figure in chapter.figures:
        book.labelled(figure.label, figure.number)
    for grid in chapter.grids:
        _grid(book, grid)
    for point in chapter.points:
        book.text(point.title, "List Bullet")
        if point.note:
            pieces.add_text(book.paragraph("Note"), point.note, "Aside")
    for note in chapter.notes:
        book.text(note, "Note")


def _grid(book: Book, grid: Grid) -> None:
    book.heading(grid.caption, 2)
    whole = sum(grid.widths)
    widths = [LINE * share // whole for share in grid.widths]
    add_table(book, grid.caption, grid.heads, grid.rows, widths)
