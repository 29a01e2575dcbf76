"""Data and a template in, an accessible PDF out. Nothing is fetched, and nothing is written: the data travels as one string.

PDF/UA-1 and PDF/A-2a are asked for, and typst refuses what it cannot keep. Should a text ever get past `letters` that makes it
refuse, the document is still made, without the claim, and the log says so.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from jukwaa.core.texts import Said
from jukwaa.publishing.documents.breaks import breakable
from jukwaa.publishing.documents.colours import colours
from jukwaa.publishing.documents.letters import CUTS, FONTS, legible

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent
STANDARDS = ["ua-1", "a-2a"]


def typeset(template: str, data: Mapping[str, Any], made_on: date) -> bytes:
    """The same data gives the same bytes: own fonts only, and the day as the time of making."""
    day = datetime.combine(made_on, time(12), UTC)
    try:
        return _compile(template, data, pdf_standards=STANDARDS, timestamp=day)
    except typst.TypstError:
        log.exception("%s could not be made as %s; made without that claim.", template, STANDARDS)
        return _compile(template, data, timestamp=day)


def _compile(template: str, data: Mapping[str, Any], **how: Any) -> bytes:
    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        **how,
    )
    return cast(bytes, made)


@cache
def picture(template: str, size: tuple[int, int]) -> bytes:
    """A template's one page as PNG; it is told how wide and how high, in millimetres."""
    data = {"width": size[0], "height": size[1], "colours": colours()}
    return _compile(template, data, format="png", ppi=200)


@cache
def _fonts() -> typst.Fonts:
    """The three cuts that we use, and those inside typst. The package holds each cut twice, in two formats, and a folder is
    read in the order in which it lies on the disk: a folder of our own has no two to choose between."""
    with tempfile.TemporaryDirectory() as folder:
        for cut in CUTS:
            (Path(folder) / f"{cut}.otf").symlink_to(FONTS / f"SourceSansPro-{cut}.otf")
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def prepared(value: Any, language: str) -> Any:
    """For the template: every text such that it can be set, and breaks where it must."""
    if isinstance(value, str):
        return breakable(legible(value), language)
    if isinstance(value, Said):
        spoken = value.language or language
        return asdict(value) | {"text": breakable(legible(value.text).strip(), spoken)}
    if isinstance(value, Mapping):
        return {key: prepared(inner, language) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [prepared(inner, language) for inner in value]
    if is_dataclass(value):
        return {name: prepared(getattr(value, name), language) for name in value.__dataclass_fields__}
    return value
