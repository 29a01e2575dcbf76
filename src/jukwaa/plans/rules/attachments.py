"""A file that is laid beside a plan: what it is by its bytes, and why it is not taken. Pure Python.

Taken are documents and pictures that do nothing by themselves. What can run, or call elsewhere, is not.
"""

from __future__ import annotations

import io
import zipfile
from typing import Literal

Fault = Literal["empty", "large", "unknown", "active", "broken", ""]

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024

OOXML = "application/vnd.openxmlformats-officedocument"
ENDINGS = {
    "application/pdf": "pdf",
    f"{OOXML}.wordprocessingml.document": "docx",
    f"{OOXML}.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
}
IMAGES = frozenset({"image/png", "image/jpeg", "image/webp"})
SCANS = frozenset({"application/pdf", "image/png", "image/jpeg"})  # of a page signed on paper

# What makes a PDF act: scripts, programs started, forms sent, films and files inside.
ACTS_IN_PDF = (
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/SubmitForm",
    b"/ImportData",
    b"/RichMedia",
    b"/EmbeddedFile",
)
PAGES = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?php")  # what a browser would take for a page
# Parts of an office file that can run: macros, controls, embedded programs.
ACTS_IN_OFFICE = (
    "vbaproject",
    "activex",
    "macrosheets",
    "/embeddings/",
    "oleobject",
    "basic/",
    "scripts/",
    "object ",
)


def kind_of(data: bytes) -> str | None:
    """The media type, whatever the file is called."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return _office_kind(data) if data.startswith(b"PK\x03\x04") else None


def fault_of(data: bytes) -> Fault:
    """Why this file is not taken, or ""."""
    if not data:
        return "empty"
    if len(data) > LARGEST:
        return "large"
    kind = kind_of(data)
    if kind is None:
        return "unknown"
    if kind == "application/pdf":
        return "active" if is_two(data) or any(mark in data for mark in ACTS_IN_PDF) else ""
    if kind in IMAGES:
        return ""  # drawn anew: nothing stays of what hides behind the picture
    return "active" if is_two(data) else _office_fault(data)


def is_two(data: bytes) -> bool:
    """Whether another program would read another file in it: an archive behind a PDF, a PDF in front of an archive, a page."""
    start = data[:1024].lstrip().lower()
    if data.startswith(b"%PDF-"):
        return zipfile.is_zipfile(io.BytesIO(data)) or any(mark in start for mark in PAGES)
    return b"%pdf-" in start or any(mark in start for mark in PAGES)


def _office_kind(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = set(file.namelist())
            if "word/document.xml" in names:
                return f"{OOXML}.wordprocessingml.document"
            if "xl/workbook.xml" in names:
                return f"{OOXML}.spreadsheetml.sheet"
            said = (
                file.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in names else ""
            )
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError):
        return None
    return said if said in ENDINGS else None


def _office_fault(data: bytes) -> Fault:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        if sum(info.file_size for info in file.infolist()) > LARGEST_UNPACKED:
            return "broken"
        names = [info.filename.lower() for info in file.infolist()]
    return "active" if any(mark in name for name in names for mark in ACTS_IN_OFFICE) else ""
