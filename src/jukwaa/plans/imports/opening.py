"""Open a file that anybody may have made: what it is, and whether it is safe to look into."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

Kind = Literal["xlsx", "docx", "json"]
LARGEST = 10 * 1024 * 1024  # bytes, as uploaded
UNPACKED = 200 * 1024 * 1024  # bytes, all parts together
PARTS = 3_000
RATIO = 200  # a part that unpacks to more than this many times its size, and is large, is a bomb
SMALL = 2 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class Refused(Exception):  # noqa: N818  # it is an answer, not an error
    """Why a file is not opened, as a sentence for its owner."""


@dataclass(frozen=True, slots=True)
class Opened:
    kind: Kind
    data: bytes


def open_file(data: bytes) -> Opened:
    if not data:
        raise Refused(_("The file is empty."))
    if len(data) > LARGEST:
        raise Refused(_("The file is larger than 10 MB. Take pictures out of it, or save only the matrix."))
    if data.startswith(OLE):
        raise Refused(_ole(data))
    if data.startswith(b"PK"):
        return Opened(_office_kind(data), data)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return Opened("json", data)
    raise Refused(_other(data))


def _ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("The file is protected by a password. Save it without one and bring it again.")
    return _("This is a file of an old Word or Excel. Open it and save it as .docx or .xlsx.")


def _other(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return _("This is a PDF. Bring the Word or Excel file that it was made from (.docx or .xlsx).")
    if data.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8")):
        return _("This is a picture. Bring the Word or Excel file with the matrix (.docx or .xlsx).")
    return _(
        "This is neither a Word nor an Excel file. Save the matrix as .docx or .xlsx and bring it again."
    )


def _office_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _looked_through(package)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Refused(
            _("The file is damaged and cannot be opened. Save it anew and bring it again.")
        ) from None


def _looked_through(package: zipfile.ZipFile) -> Kind:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(_("The file is protected by a password. Save it without one and bring it again."))
    _check_size(parts)
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise Refused(
            _("The file carries macros. Save it without them, as .docx or .xlsx, and bring it again.")
        )
    kind: Kind | None = (
        "xlsx" if "xl/workbook.xml" in names else "docx" if "word/document.xml" in names else None
    )
    if kind is None:
        raise Refused(
            _(
                "This is neither a Word nor an Excel file. Save the matrix as .docx or .xlsx and bring it again."
            )
        )
    _check_parts(package, parts)
    return kind


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    swollen = any(p.file_size > SMALL and p.file_size > RATIO * max(p.compress_size, 1) for p in parts)
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED or swollen:
        raise Refused(_("The file unpacks to far more than a plan needs, and was not opened."))


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """No part is larger than it says, and no XML brings entities of its own."""
    for part in parts:
        with package.open(part) as stream:
            content = stream.read(part.file_size + 1)
        if len(content) > part.file_size:
            raise Refused(_("The file unpacks to far more than a plan needs, and was not opened."))
        if part.filename.endswith((".xml", ".rels", ".vml")) and _has_entities(content):
            raise Refused(
                _("The file holds XML entities, which no office program writes, and was not opened.")
            )


def _has_entities(content: bytes) -> bool:
    head = content[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        content = content.replace(b"\x00", b"")
    return bool(ENTITY.search(content))
