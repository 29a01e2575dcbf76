"""A file that somebody brings, as it is kept: known by its bytes, a picture without what a camera notes beside it."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from jukwaa.plans.rules.attachments import ENDINGS, IMAGES, fault_of, kind_of

MOST_PIXELS = 50_000_000  # a telephone's picture has twelve million

FAULTS = {
    "empty": lambda: _("This file is empty."),
    "large": lambda: _("This file is larger than 10 MB. Save pictures smaller, or leave pages out."),
    "unknown": lambda: _("This is none of the files that are taken: PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt), PNG, JPEG or WebP. Save it as one of these and try again."),
    "active": lambda: _("This file can do something by itself (macros, scripts or files inside it). Save it without them, or print it into a PDF."),
    "broken": lambda: _("This file cannot be read. Open it, save it anew, and try again."),
}  # fmt: skip


def taken(data: bytes) -> tuple[bytes, str]:
    """The bytes to keep, and their media type; a `ValidationError` says why a file is not taken."""
    fault, kind = fault_of(data), kind_of(data)
    if fault or kind is None:
        raise ValidationError(FAULTS[fault or "unknown"]())
    return (_drawn_anew(data, kind) if kind in IMAGES else data), kind


@contextmanager
def kept(data: bytes, kind: str, folder: str) -> Iterator[str]:
    """Where the bytes lie, under a name that says nothing; gone again if what is done with them does not stand."""
    stored = default_storage.save(f"{folder}/{secrets.token_hex(16)}.{ENDINGS[kind]}", ContentFile(data))
    try:
        yield stored
    except BaseException:
        default_storage.delete(stored)
        raise


def drawn_small(data: bytes, longest: int) -> bytes:
    """A JPEG of a picture that was taken before, no side longer than this."""
    return _drawn_anew(data, "image/jpeg", longest, formats=("JPEG", "PNG", "WEBP"))


def _drawn_anew(data: bytes, kind: str, longest: int = 0, formats: tuple[str, ...] = ()) -> bytes:
    """The picture alone, the right way up: no place, no time, no camera, nothing hidden behind it."""
    read = formats or (kind.partition("/")[2].upper(),)
    try:
        with Image.open(io.BytesIO(data), formats=read) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(FAULTS["large"]())
            upright = ImageOps.exif_transpose(picture)
            pixels = upright.convert("RGB") if kind == "image/jpeg" else upright.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(FAULTS["broken"]()) from error
    if longest:
        pixels.thumbnail((longest, longest))
    plain = Image.new(pixels.mode, pixels.size)
    plain.paste(pixels)
    out = io.BytesIO()
    plain.save(out, format=kind.partition("/")[2].upper(), quality=72 if longest else 88, optimize=True)
    return out.getvalue()
