"""The plan as a workbook: the matrix first, then what else is needed to bring it in again without loss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.figures.sheets import (
    Sheet,
    Snapshot,
    View,
    labels,
    pack_snapshot,
    sheet_titles,
    sheets_of,
    view_of,
)
from jukwaa.plans.figures.sheets.cells import fitted, squeezed
from jukwaa.plans.figures.sheets.snapshot import SHEET
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.document import PlanDoc, said
from jukwaa.plans.rules.interchange import to_json
from jukwaa.publishing.sheets.writing import (
    ROOM,
    Lists,
    new_book,
    print_set_up,
    put,
    put_headings,
    put_row,
    saved,
)

FROZEN = {
    "action": "code",
    "section": "in",
    "indicator": "section",
    "paragraph": "no",
    "body": "",
    "plan": "",
}
LAST_PRINTED = "status"  # of the matrix: with what comes behind it, nobody could read the page


def write_workbook(doc: PlanDoc, area_names: Mapping[str, str], language: str) -> bytes:
    """Headings and choices in `language`, texts in all that the plan has."""
    view = view_of(doc, area_names, language)
    with override(language):
        sheets = sheets_of(doc, view)
        book = new_book(said(doc.title, language))
        titles = sheet_titles()
        made = {name: book.create_sheet(titles[name]) for name in sheets}
        lists = _lists(book, titles["lists"], sheets, view)
        for name, sheet in sheets.items():
            _fill(made[name], sheet, doc, view, lists)
        _help(book.create_sheet(titles["help"]), doc, titles)
        _keep(book, Snapshot(to_json(doc), language, dict(area_names)))
        return saved(book)


def _lists(book: Workbook, title: str, sheets: Mapping[str, Sheet], view: View) -> Lists:
    lists = Lists(book, title)
    for name, chosen in labels().items():
        lists.add(name, list(chosen.values()))
    lists.add("area", list(view.areas.values()))
    lists.add("section", list(view.sections.values()))
    lists.add("action", list(view.actions.values()))
    lists.add("body", [str(row["name"]) for row in sheets["body"].rows])
    return lists


def _fill(page: Worksheet, sheet: Sheet, doc: PlanDoc, view: View, lists: Lists) -> None:
    keys = _opening(page, doc, view.language)
    first = keys + 2
    put_headings(page, keys, sheet.name, sheet.columns)
    for n, row in enumerate(sheet.rows):
        put_row(page, first + n, sheet.columns, row)
    last = first + len(sheet.rows) - 1
    names = [column.key for column in sheet.columns]
    frozen = names.index(FROZEN[sheet.name]) + 1 if FROZEN[sheet.name] in names else 0
    page.freeze_panes = f"{get_column_letter(frozen + 1)}{first}"
    page.auto_filter.ref = f"A{keys + 1}:{get_column_letter(len(names))}{max(last, keys + 1)}"
    lists.offer(page, sheet.columns, first, last + ROOM)
    if sheet.name == "action":
        print_set_up(page, keys + 1, names.index(LAST_PRINTED) + 1, pages=2)
        page.print_title_cols = f"A:{get_column_letter(names.index('code') + 1)}"
    else:
        print_set_up(page, keys + 1, len(names) - 1)


def _opening(page: Worksheet, doc: PlanDoc, language: str) -> int:
    """Which plan this is; gives the row in which the keys stand."""
    put(page["A1"], fitted(squeezed(said(doc.title, language), 200)), "Jukwaa title")
    place = doc.forum.replace("-", " ").title()  # the document knows its forum by address
    told = f"{place} · {doc.edition} · {span(doc.starts, doc.ends)} · {Plan.Status(doc.status).label}"
    put(page["A2"], told, "Jukwaa told")
    page.row_dimensions[1].height = 24
    if doc.sample:
        put(page["A3"], _("Sample content, not the official plan"), "Jukwaa sample")
    return 4


def span(starts: date | None, ends: date | None) -> str:
    return " – ".join(date_format(day, "j F Y") for day in (starts, ends) if day)


def _help(page: Worksheet, doc: PlanDoc, titles: Mapping[str, str]) -> None:
    lines = (
        _("Change what you like in this workbook, save it, and bring it in again at your desk. First you see what would change; nothing is written before you say yes."),
        _("A new row without a permanent id becomes a new action. An action whose row you delete stays in the plan, unless you ask for it to be taken out."),
        _("Sort and filter as you like: the numbers in the first column keep the plan's order. To move an action, change its number."),
        _("Several bodies stand on lines of their own (Alt+Enter). What part a body takes on stands behind its name in square brackets."),
        _("Several indicators in one cell are numbered 1), 2) …, in every column alike; each also has its own line in the sheet “%(sheet)s”.") % {"sheet": titles["indicator"]},
        _("To rename a section, change it in the sheet “%(sheet)s”. In the matrix you choose in which section an action stands.") % {"sheet": titles["section"]},
        _("A body that is not named in public stands here as “a body not named here” with its id. Left as it is, nothing changes."),
        _("A body's name is changed at the desk, not here. Leave the grey columns and the hidden sheets as they are: by them the file is known again."),
    )  # fmt: skip
    put(page["A1"], titles["help"], "Jukwaa title")
    for number, line in enumerate(lines, 3):
        put(page.cell(number, 1), line, "Jukwaa plain")
    if doc.sample:
        put(page.cell(len(lines) + 4, 1), _("Sample content, not the official plan"), "Jukwaa sample")
    page.column_dimensions["A"].width = 100
    print_set_up(page, 1, 1)


def _keep(book: Workbook, snapshot: Snapshot) -> None:
    page = book.create_sheet(SHEET)
    page.sheet_state = "veryHidden"
    for number, piece in enumerate(pack_snapshot(snapshot), 1):
        put(page.cell(number, 1), piece, "Jukwaa plain")
