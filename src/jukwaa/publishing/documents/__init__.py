"""The documents made of a plan: PDF, Word file, and the notice for a board."""

from __future__ import annotations

from jukwaa.publishing.documents.facts import Facts, Office
from jukwaa.publishing.documents.notice import notice_pdf
from jukwaa.publishing.documents.plan_pdf import write_pdf
from jukwaa.publishing.documents.word import write_docx

__all__ = ["Facts", "Office", "notice_pdf", "write_docx", "write_pdf"]
