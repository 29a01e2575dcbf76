"""The live matrix as a workbook that goes out and comes back: how each action stands may be changed, all else is locked.

write_live(head, lines)  ->  the file, as it goes out
read_live(data)          ->  what it says when it comes back (`Brought`), in the order of its rows
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.figures.sheets import Column, labels, language_name
from jukwaa.plans.figures.sheets.cells import fitted, squeezed
from jukwaa.plans.imports.excel import open_workbook
from jukwaa.plans.imports.opening import BROKEN, Refused, open_file
from jukwaa.plans.imports.own_xlsx.finding import Keys, Line, key_row, lines_below
from jukwaa.plans.imports.tables import tidy
from jukwaa.publishing.sheets.writing import Lists, new_book, print_set_up, put, put_headings, put_row, saved

KEYS = 4  # the row in which they stand
KEY = re.compile(r"(live)\.([a-z_]+(?:\.[a-z0-9_]+)*)")
MOST_ROWS = 5_000
OPEN = Protection(locked=False)


@dataclass(frozen=True, slots=True)
class Head:
    """Of which plan it is, and as at which day."""

    pid: str  # forum/edition
    title: str
    told: str
    sample: bool
    languages: tuple[str, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class LiveLine:
    pid: str
    code: str
    title: str
    leads: str
    until: date | None
    stands: str
    last: date | None
    money: str
    status: str
    reasons: Mapping[str, str]  # by language
    marks: Mapping[str, str]  # digest of each field as it goes out


@dataclass(frozen=True, slots=True)
class Brought:
    """A row that came back."""

    row: int  # of the sheet
    pid: str
    title: str
    status: str  # "" where the cell is empty, "?" where it says something else
    typed: str  # the cell, as it stands there
    reasons: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


def write_live(head: Head, lines: Sequence[LiveLine]) -> bytes:
    columns = _columns(head)
    book = new_book(head.title)
    page: Worksheet = book.create_sheet(_("Live matrix"))
    put(page["A1"], fitted(squeezed(head.title, 200)), "Jukwaa title")
    put(page["A2"], head.told, "Jukwaa told")
    if head.sample:
        put(page["A3"], _("Sample content, not the official plan"), "Jukwaa sample")
    put_headings(page, KEYS, "live", columns)
    for number, line in enumerate(lines, KEYS + 2):
        put_row(page, number, columns, _cells(head, line))
    _unlock(page, columns, KEYS + 2, KEYS + 1 + len(lines))
    _lists(book, page, columns, KEYS + 2, KEYS + 1 + len(lines))
    _help(book)
    page.freeze_panes = f"C{KEYS + 2}"
    page.auto_filter.ref = f"A{KEYS + 1}:{get_column_letter(len(columns))}{KEYS + 1 + len(lines)}"
    print_set_up(page, KEYS + 1, len(columns) - 2)
    return saved(book)


def _columns(head: Head) -> tuple[Column, ...]:
    several = len(head.languages) > 1
    return (
        Column("code", _("Code"), "code", 8),
        Column("title", _("Action"), "long", 46),
        Column("leads", _("Who leads"), "text", 28),
        Column("until", _("Until"), "day", 13),
        Column("stands", _("Stands"), "text", 11),
        Column("last", _("Last report"), "day", 13),
        Column("money", head.currency, "text", 14),
        Column("status", _("How does it stand?"), "text", 18, offers="status", strict=True),
        *(
            Column(
                f"reason.{code}",
                f"{_('Why, or what comes next')} ({language_name(code)})"
                if several
                else _("Why, or what comes next"),
                "long",
                38,
            )
            for code in head.languages
        ),
        Column("id", _("Permanent id: do not change"), "id", 7),
        Column("marks", _("As it went out: do not change"), "id", 7),
    )


def _cells(head: Head, line: LiveLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "title": fitted(line.title),
        "leads": fitted(line.leads),
        "until": line.until,
        "stands": line.stands,
        "last": line.last,
        "money": line.money,
        "status": labels()["status"][line.status],
        **{f"reason.{code}": fitted(line.reasons.get(code, "")) for code in head.languages},
        "id": line.pid,
        "marks": f"{head.pid} {' '.join(f'{name}={mark}' for name, mark in line.marks.items())}",
    }


def _unlock(page: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
    """No password: it keeps a tired hand from the wrong cell, nothing more. What is read is held against the plan."""
    for at, column in enumerate(columns, 1):
        if column.key == "status" or column.key.startswith("reason."):
            for number in range(first, last + 1):
                page.cell(number, at).protection = OPEN
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.protection.sort = page.protection.autoFilter = False  # False: allowed


def _lists(book: Workbook, page: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
    lists = Lists(book, _("Lists"))
    lists.add("status", list(labels()["status"].values()))
    lists.offer(page, columns, first, last)


def _help(book: Workbook) -> None:
    page: Worksheet = book.create_sheet(_("How to use"))
    put(page["A1"], _("How to use"), "Jukwaa title")
    lines = (
        _("Two things are yours to change here: how an action stands, and why or what comes next. All else is locked, because it is said elsewhere: in the plan, or in reports."),
        _("Save the file and bring it in at the live matrix. You see what would change before anything is written, and what somebody else said meanwhile."),
        _("The same file may be brought in again: what is so already is not written twice."),
    )  # fmt: skip
    for number, line in enumerate(lines, 3):
        put(page.cell(number, 1), line, "Jukwaa plain")
    page.column_dimensions["A"].width = 100
    print_set_up(page, 1, 1)


# --- and back ----------------------------------------------------------------------------------------------------


def read_live(data: bytes, pid: str) -> list[Brought]:
    """`Refused` says why a file is not taken. `pid`: the forum and edition that it has to be of."""
    if open_file(data).kind != "xlsx":
        raise Refused(str(NOT_OURS))
    try:
        book = open_workbook(data)
    except BROKEN as broken:
        raise Refused(_("This file cannot be read. Open it, save it anew, and try again.")) from broken
    for sheet in book.worksheets:
        at, keys = key_row(sheet, KEY)
        if {"id", "status", "marks"} <= set(keys.values()):
            return _read(sheet, at, keys, pid)
    raise Refused(str(NOT_OURS))


NOT_OURS = gettext_lazy("This is not a live matrix: download it here, change it, and bring that file.")


def _read(sheet: Worksheet, at: int, keys: Keys, pid: str) -> list[Brought]:
    if sheet.max_row > at + MOST_ROWS:
        raise Refused(_("This sheet has more rows than any plan."))
    known = _known_labels()
    found = [_brought(line, known) for line in lines_below(sheet, at + 2, keys, {}) if line.cells["id"]]
    if any(of and of != pid for of, _brought in found):
        raise Refused(_("This is the live matrix of another forum or edition."))
    return [brought for _of, brought in found]


def _brought(line: Line, known: Mapping[str, str]) -> tuple[str, Brought]:
    """Of which plan the row says it is, and what it says."""
    cells = {key: tidy(value) for key, value in line.cells.items()}
    of, *marks = cells["marks"].split() or [""]
    typed = cells["status"]
    return of, Brought(
        row=int(line.where.rpartition("!")[2]),
        pid=cells["id"],
        title=f"{cells.get('code', '')} {cells.get('title', '')}".strip(),
        status=known.get(typed.casefold(), "?") if typed else "",
        typed=typed,
        reasons={key.partition(".")[2]: text for key, text in cells.items() if key.startswith("reason.")},
        marks=dict(mark.partition("=")[::2] for mark in marks),
    )


def _known_labels() -> dict[str, str]:
    """What the list offers, in whatever language the file went out."""
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {label.casefold(): value for value, label in labels()["status"].items()}
            known |= {value: value for value in labels()["status"]}
    return known
