"""Open a file that anybody may have made: what it is, and whether it is safe to look into."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

Kind = Literal["xlsx", "docx", "json"]
LARGEST = 10 * 1024 * 1024  # bytes, as uploaded
UNPACKED = 150 * 1024 * 1024  # bytes, all parts together
LARGEST_XML = 60 * 1024 * 1024
CELLS = 400_000  # in all sheets together
PARTS = 3_000
RATIO = 200  # a part that unpacks to more than this many times its size, and is large, is a bomb
SMALL = 2 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
MAIN = re.compile(
    rb'PartName="/([^"]+)"[^>]*ContentType="([^"]+)"|ContentType="([^"]+)"[^>]*PartName="/([^"]+)"'
)
STRICT = b"purl.oclc.org/ooxml"
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)  # fmt: skip


class Refused(Exception):  # noqa: N818  # it is an answer, not an error
    """Why a file is not opened, as a sentence for its owner."""


@dataclass(frozen=True, slots=True)
class Opened:
    kind: Kind
    main: str = ""  # the part of a package that holds the document


def open_file(data: bytes) -> Opened:
    if not data.strip():
        raise Refused(_("The file is empty."))
    if len(data) > LARGEST:
        raise Refused(_("The file is larger than 10 MB. Take pictures out of it, or save only the matrix."))
    if data.startswith(OLE):
        raise Refused(_ole(data))
    if data.startswith(b"PK"):
        return _office(data)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")) and not data.startswith(rb"{\rtf"):
        return Opened("json")
    raise Refused(_other(data))


def _ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("The file is protected by a password. Save it without one and bring it again.")
    return _("This is a file of an old Word or Excel. Open it and save it as .docx or .xlsx.")


def _other(data: bytes) -> str:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf"):
        return _("This is a PDF. Bring the Word or Excel file that it was made from (.docx or .xlsx).")
    if data.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"II*\x00", b"MM\x00*")):
        return _("This is a picture. Bring the Word or Excel file with the matrix (.docx or .xlsx).")
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"mime-version", rb"{\rtf")):
        return _("This is a web page or an older kind of document under another name. Open it in Word or Excel and save it as .docx or .xlsx.")  # fmt: skip
    if b"\x00" not in data[:4000] and any(mark in data[:4000] for mark in (b",", b";", b"\t")):
        return _("This is plain text (CSV). Open it in Excel, save it as .xlsx and bring it again.")
    return _neither()


def _neither() -> str:
    return _(
        "This is neither a Word nor an Excel file. Save the matrix as .docx or .xlsx and bring it again."
    )


# --- packages ------------------------------------------------------------------------------------------------


def _office(data: bytes) -> Opened:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _looked_through(package)
    except BROKEN:
        damaged = _("The file is damaged and cannot be opened. Save it anew and bring it again.")
        raise Refused(damaged) from None


def _looked_through(package: zipfile.ZipFile) -> Opened:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(_("The file is protected by a password. Save it without one and bring it again."))
    _check_size(parts)
    if any(re.search(r"vbaproject\.bin$|/macrosheets/", name, re.IGNORECASE) for name in names):
        raise Refused(
            _("The file carries macros. Save it without them, as .docx or .xlsx, and bring it again.")
        )
    opened = _kind(package, names)
    _check_parts(package, parts)
    if STRICT in package.read(opened.main)[:4000]:
        strict = _(
            "The file is saved as “Strict Open XML”. Save it as an ordinary .docx or .xlsx and bring it again."
        )
        raise Refused(strict)
    return opened


def _kind(package: zipfile.ZipFile, names: set[str]) -> Opened:
    if "mimetype" in names:
        raise Refused(
            _("This is a file of LibreOffice (.ods or .odt). Save it as .xlsx or .docx and bring it again.")
        )
    listed = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if any(name.startswith("xl/workbook.bin") for name in names):
        raise Refused(_("This is a binary workbook (.xlsb). Save it as .xlsx and bring it again."))
    for found in MAIN.findall(listed):
        part, kind = (found[0] or found[3]).decode("utf-8", "replace"), found[1] or found[2]
        if (
            part in names
            and kind.endswith((b"sheet.main+xml", b"template.main+xml"))
            and b"spreadsheetml" in kind
        ):
            return Opened("xlsx", part)
        if part in names and kind.endswith(b".main+xml") and b"wordprocessingml" in kind:
            return Opened("docx", part)
    raise Refused(_neither())


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    swollen = any(p.file_size > SMALL and p.file_size > RATIO * max(p.compress_size, 1) for p in parts)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED or xml > LARGEST_XML or swollen:
        raise Refused(_swollen())


def _swollen() -> str:
    return _("The file unpacks to far more than a plan needs, and was not opened. Copy the matrix alone into a new file and bring that.")  # fmt: skip


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """No part is larger than it says, no XML brings entities of its own, and no sheet is endless."""
    cells = 0
    for part in parts:
        with package.open(part) as stream:
            content = stream.read(part.file_size + 1)
        if len(content) > part.file_size:
            raise Refused(_swollen())
        if part.filename.endswith((".xml", ".rels", ".vml")) and _has_entities(content):
            sentence = _("The file holds XML entities, which no office program writes, and was not opened.")
            raise Refused(sentence)
        cells += content.count(b"<c ") if "worksheets/" in part.filename else 0
    if cells > CELLS:
        raise Refused(_("The file has more rows or columns than any plan. Delete the empty rows below the matrix, or copy it alone into a new file."))  # fmt: skip


def _has_entities(content: bytes) -> bool:
    head = content[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        content = content.replace(b"\x00", b"")
    return bool(ENTITY.search(content))
