"""The whole plan as a Word file: what a secretariat goes on working with, and brings back."""

from __future__ import annotations

import io
import zipfile

from django.utils.translation import override

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.publishing.documents.facts import Facts
from jukwaa.publishing.documents.gathering import gather
from jukwaa.publishing.documents.word.book import Book
from jukwaa.publishing.documents.word.chapters import write

DAY = (1980, 1, 1, 0, 0, 0)  # the same plan always gives the same bytes


def write_docx(doc: PlanDoc, facts: Facts, language: str) -> bytes:
    with override(language):
        whole = gather(doc, facts, language)
        book = Book.opened(whole.cover, language, facts.printed_on)
        write(book, whole)
    out = io.BytesIO()
    book.file.save(out)
    return without_clock(out.getvalue())


def without_clock(data: bytes) -> bytes:
    """A ZIP notes when each part was written: that is left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as written,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in written.namelist():
            package.writestr(zipfile.ZipInfo(name, DAY), written.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
