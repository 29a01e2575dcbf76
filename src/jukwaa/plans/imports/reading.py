"""A file as bytes becomes a plan and what is doubtful of it. Bad input gives a sentence, never an exception."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import TypeVar
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from lxml.etree import XMLSyntaxError
from openpyxl.utils.exceptions import InvalidFileException

from jukwaa.plans.imports import own_json, own_xlsx
from jukwaa.plans.imports.contract import Known, Understood, refused
from jukwaa.plans.imports.excel import open_workbook, read_sheets
from jukwaa.plans.imports.matrix import read_matrices
from jukwaa.plans.imports.opening import Refused, open_file
from jukwaa.plans.imports.word import read_document

BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, RuntimeError, EOFError, OverflowError,
    zipfile.BadZipFile, zlib.error, ParseError, XMLSyntaxError, InvalidFileException, RecursionError,
)  # fmt: skip

Read = TypeVar("Read")


def read(name: str, data: bytes, known: Known) -> Understood:  # noqa: ARG001  # a file is what it holds, not what it is called
    try:
        opened = open_file(data)
        if opened.kind == "json":
            return own_json.read_json(data, known)
        if opened.kind == "docx":
            return read_matrices(_opened(lambda: read_document(data, opened.main)), known)
        book = _opened(lambda: open_workbook(data))
        if own_xlsx.is_ours(book):
            return own_xlsx.read_workbook(book, known)
        return read_matrices(_opened(lambda: read_sheets(book, data)), known)
    except Refused as reason:
        return refused(str(reason))


def _opened(read_in: Callable[[], Read]) -> Read:
    """What office programs and their kin write is not always what they say."""
    try:
        return read_in()
    except BROKEN:
        damaged = _("The file is damaged and cannot be read. Save it anew and bring it again.")
        raise Refused(damaged) from None
