"""What is shown beside a report, and what is never taken: a list of people. Pure Python."""

from __future__ import annotations

import io
import re
import zipfile

from jukwaa.plans.rules.personal import PHONE

MOST = 6  # files beside one report
WIDEST = 1600  # pixels of the longer side of a photograph that is kept
SMALL = 480  # and of what a page shows of it

# In the name of a file, in English and in Swahili.
LISTED = re.compile(
    r"attendance|attendee|participant|sign[\s_-]*in|sign[\s_-]*up|register(?!ed)|roll[\s_-]*call|name[\s_-]*list"
    r"|list[\s_-]*of[\s_-]*(?:people|names|members|women|men|youth|those)|beneficiar"
    r"|mahudhurio|mahudhuri|waliohudhuria|washiriki|wahudhuriaji|rejista|wanufaika|majina"
    r"|orodha[\s_-]*ya[\s_-]*(?:watu|majina|wanachama|wanawake|vijana|wanaume)",
    re.IGNORECASE,
)
# At the head of a column: a name, and beside it what leads to the person.
NAMES = re.compile(
    r"(?:s/?no\.?\s*)?(?:full |first |last )?names?|jina(?: kamili| la .{1,30})?|majina", re.IGNORECASE
)
CONTACTS = re.compile(
    r"(?:(?:tele)?phone|mobile|tel|cell|contact|simu|namba ya simu|nambari ya simu|id|id/?passport|national id|kitambulisho"
    r"|signature|sign|sahihi|thumb ?print|e-?mail|barua ?pepe)\.?(?: ?(?:no|number|numbers|contact)\.?)?",
    re.IGNORECASE,
)
PHONES = 3  # as many telephone numbers are a list, whatever stands above them
READ = 4_000_000  # bytes of text that are looked at
LONGEST_HEAD = 40
PARTS = re.compile(r"(?:xl/sharedStrings|xl/worksheets/[^/]+|word/document|content)\.xml")
TAG = re.compile(r"<[^>]*>")
BLOCK = re.compile(r"</(?:t|si|p|w:p|w:t|text:p|text:h)>|<w:tab/>", re.IGNORECASE)


def is_called_a_list(name: str) -> bool:
    return bool(LISTED.search(name))


def holds_a_list(data: bytes) -> bool:
    """Of an office file: whether columns are headed by names and what leads to people, or many telephones stand there.

    A PDF and a photograph are not read: whoever checks the report looks at them.
    """
    if not data.startswith(b"PK"):
        return False
    pieces = [piece.strip() for piece in BLOCK.split(_text(data))]
    heads = [TAG.sub("", piece).strip(" :*") for piece in pieces]
    short = [head for head in heads if 0 < len(head) <= LONGEST_HEAD]
    named = any(NAMES.fullmatch(head) for head in short)
    reached = any(CONTACTS.fullmatch(head) for head in short)
    phones = {found[0] for head in heads for found in PHONE.finditer(head)}
    return (named and reached) or len(phones) >= PHONES


def _text(data: bytes) -> str:
    told: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for info in file.infolist():
                if PARTS.fullmatch(info.filename):
                    with file.open(info) as part:
                        told.append(part.read(READ).decode("utf-8", "replace"))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return ""
    return "\n".join(told)
