"""A page that was signed by hand and scanned: what it is by its bytes, and without what a camera notes beside it.

Pure Python. A picture keeps its picture; where and when it was taken, on which telephone, goes. A PDF is kept as it is.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["pdf", "jpg", "png"]
LARGEST = 10 * 1024 * 1024

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN, _END = 0xDA, 0xD9
_NOTES = {*range(0xE1, 0xE2), *range(0xE3, 0xEE), 0xEF, 0xFE}  # all but JFIF, the colour profile, and Adobe's
_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"cHRM", b"iCCP", b"sBIT"}


class UnreadableError(ValueError):
    """It begins like a picture, but it is none."""


def kind_of(data: bytes) -> Kind | None:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_JPEG):
        return "jpg"
    return "png" if data.startswith(_PNG) else None


def without_notes(data: bytes) -> bytes:
    """The same picture, without what does not belong to it."""
    kind = kind_of(data)
    if kind == "jpg":
        return _jpeg(data)
    return _png(data) if kind == "png" else data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while True:
        if at + 4 > len(data) or data[at] != 0xFF:
            raise UnreadableError
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == _START_OF_SCAN:
            end = data.rfind(bytes((0xFF, _END)))
            if end < at:
                raise UnreadableError
            return b"".join([*kept, data[at : end + 2]])  # what follows the picture goes too
        size = 2 + int.from_bytes(data[at + 2 : at + 4])
        if size < 4 or at + size > len(data):
            raise UnreadableError
        if marker not in _NOTES:
            kept.append(data[at : at + size])
        at += size


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(data):
            break
        if name in _NEEDED:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise UnreadableError
