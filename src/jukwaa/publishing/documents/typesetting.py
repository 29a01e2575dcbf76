"""Data and a template in, an accessible PDF out. Nothing is fetched, and nothing is written outside a temporary folder.

PDF/UA-1 and PDF/A-2a are asked for, and typst refuses what it cannot keep. Should a text ever get past `letters` that makes it
refuse, the document is still made, without the claim, and the log says so.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from jukwaa.core.texts import Said
from jukwaa.publishing.documents.breaks import breakable, breakable_code
from jukwaa.publishing.documents.colours import colours
from jukwaa.publishing.documents.letters import CUTS, FONTS, legible

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent
PRESS = TEMPLATES / "press.py"
STANDARDS = ["ua-1", "a-2a"]
PATIENCE = 120.0  # seconds; 240 pages take 6


def typeset(template: str, data: Mapping[str, Any], made_on: date) -> bytes:
    """The same data gives the same bytes: own fonts only, and the day as the time of making."""
    noon = datetime.combine(made_on, time(12), UTC)
    return _press(template, data, pdf_standards=STANDARDS, timestamp=int(noon.timestamp()))


@cache
def picture(template: str, size: tuple[int, int]) -> bytes:
    """A template's one page as PNG; it is told how wide and how high, in millimetres."""
    data = {"width": size[0], "height": size[1], "colours": colours()}
    return _press(template, data, format="png", ppi=200)


def _press(template: str, data: Mapping[str, Any], **how: Any) -> bytes:
    job = {
        "template": str(TEMPLATES / template),
        "root": str(TEMPLATES),
        "fonts": [str(FONTS / f"SourceSansPro-{cut}.otf") for cut in CUTS],
        "data": data,
        "how": how,
    }
    done = subprocess.run(  # noqa: S603 (our own program; what people wrote goes in as its input)
        [sys.executable, "-P", str(PRESS)],
        input=json.dumps(job).encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    if done.stderr:
        log.error(done.stderr.decode(errors="replace"))
    done.check_returncode()
    return done.stdout


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
        return {name: _field(name, getattr(value, name), language) for name in value.__dataclass_fields__}
    return value


def _field(name: str, value: Any, language: str) -> Any:
    return breakable_code(legible(value)) if name == "code" else prepared(value, language)
