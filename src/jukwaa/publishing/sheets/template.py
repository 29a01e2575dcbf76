"""The matrix to fill in, for a secretary who begins with nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.figures.sheets import Cell, Column, View, area_labels, labels, language_name, sheet_titles
from jukwaa.plans.figures.sheets.columns import action_columns, plan_columns
from jukwaa.plans.rules.document import LevelDoc
from jukwaa.publishing.sheets import look
from jukwaa.publishing.sheets.writing import (
    Lists,
    new_book,
    prepare_empty,
    print_set_up,
    put,
    put_headings,
    put_row,
    saved,
)

LATER = (
    "no",
    "status",
    "reason",
    "text",
    "tags",
    "themes",
    "carried_from",
    "id",
)  # asked once the plan stands
ROWS = 300
KEYS = 4  # the row in which they stand


@dataclass(frozen=True, slots=True)
class Example:
    """What an action may look like; in the words of the language that is on."""

    title: str
    lead: str
    support: str
    indicator: str
    target: str
    verification: str
    funding: str
    estimate: Decimal | None
    audience: str


def write_template(
    levels: Sequence[Mapping[str, Mapping[str, str]]],
    languages: Sequence[str],
    currency: str,
    areas: Mapping[str, str],
    language: str,
) -> bytes:
    """`levels`: what the forum calls its sections; `areas`: code -> name, the forum's own area first."""
    named = tuple(LevelDoc(level["one"], level["many"]) for level in levels)
    view = View(language, tuple(languages), named, 1, currency, area_labels(areas), {}, {})
    with override(language):
        titles = sheet_titles()
        columns = tuple(c for c in action_columns(view) if c.key.split(".")[0] not in LATER)
        book = new_book(_("Matrix to fill in"))
        _matrix(book, titles["action"], columns)
        _plan(book, titles["plan"], view)
        _example(book, titles["example"], columns, view)
        _help(book, titles)
        lists = Lists(book, titles["lists"])
        lists.add("area", list(view.areas.values()))
        lists.add("funding", list(labels()["funding"].values()))
        lists.offer(book[titles["action"]], columns, KEYS + 2, KEYS + 1 + ROWS)
        return saved(book)


def _matrix(book: Workbook, title: str, columns: Sequence[Column]) -> None:
    page: Worksheet = book.create_sheet(title)
    put(page["A1"], _("Matrix to fill in"), "Jukwaa title")
    put(
        page["A2"], _("This matrix is empty: write one action on each row below the headings."), "Jukwaa told"
    )
    put(
        page["A3"],
        _("You need not fill in every column. The sheets behind this one show an example."),
        "Jukwaa told",
    )
    put_headings(page, KEYS, "action", columns)
    prepare_empty(page, KEYS + 2, columns, ROWS)
    page.freeze_panes = f"B{KEYS + 2}"
    page.auto_filter.ref = f"A{KEYS + 1}:{get_column_letter(len(columns))}{KEYS + 1 + ROWS}"
    print_set_up(page, KEYS + 1, len(columns), pages=2)
    page.print_area = f"A1:{get_column_letter(len(columns))}{KEYS + 30}"


def _plan(book: Workbook, title: str, view: View) -> None:
    """What is asked once for the whole plan."""
    page: Worksheet = book.create_sheet(title)
    put(page["A1"], _("The plan as a whole"), "Jukwaa title")
    put(page["A2"], _("Its title, its first and its last day."), "Jukwaa told")
    columns = plan_columns()
    put_headings(page, KEYS, "plan", columns)
    fields = [
        *((f"title.{code}", f"{_('Title')} ({language_name(code)})", "long") for code in view.languages),
        ("starts", _("First day"), "day"),
        ("ends", _("Last day"), "day"),
    ]
    for number, (field, label, kind) in enumerate(fields, KEYS + 2):
        put_row(page, number, columns, {"label": label, "id": field})
        page.cell(number, 2).number_format = look.DAY if kind == "day" else look.TEXT
    print_set_up(page, KEYS + 1, len(columns) - 1)


# --- how it is meant ---------------------------------------------------------------------------------------------


def _example(book: Workbook, title: str, columns: Sequence[Column], view: View) -> None:
    """Without keys, so that nobody's example is ever read as an action."""
    page: Worksheet = book.create_sheet(title)
    put(page["A1"], _("An example, invented: this sheet is not read"), "Jukwaa title")
    put_headings(page, KEYS, "", columns)
    for number, row in enumerate(_rows(view), KEYS + 2):
        put_row(page, number, columns, row)
    page.freeze_panes = f"B{KEYS + 2}"
    print_set_up(page, KEYS + 1, len(columns), pages=2)


def _rows(view: View) -> Iterator[dict[str, Cell]]:
    places = list(view.areas.values())
    spoken = {language: _examples(language) for language in view.languages}
    for n, example in enumerate(_examples(view.language)):
        row: dict[str, Cell] = {
            "section.1": _section(n, view.language),
            "code": f"{1 + n // 2}.{1 + n % 2}",
            "lead": example.lead,
            "support": example.support,
            "areas": ", ".join(places[1:3] if n else places[:1]),
            "starts": date(2026, 7 + n, 1),
            "ends": date(2027, 1 + 2 * n, 31),
            "indicators.baseline": "0",
            "indicators.target": example.target,
            "funding": labels()["funding"][example.funding],
            "estimate": example.estimate,
        }
        for language, told in spoken.items():
            row |= {
                f"title.{language}": told[n].title,
                f"indicators.text.{language}": told[n].indicator,
                f"indicators.verification.{language}": told[n].verification,
                f"audience.{language}": told[n].audience,
            }
        yield row


def _section(n: int, language: str) -> str:
    with override(language):
        return _("1 Women and youth") if n < 2 else _("2 Learning")


def _examples(language: str) -> tuple[Example, ...]:
    with override(language):
        return (
            Example(
                _("Hold an open peace forum in every sub-county"),
                _("County Commissioner's office"),
                _("Women's Network (sample)") + "\n" + _("Elders' Council (sample)"),
                _("Forums held"),
                "6",
                _("Attendance lists, numbers only"),
                "funded",
                Decimal(480_000),
                _("Women, elders, youth"),
            ),
            Example(
                _("Train young people as peace mediators"),
                _("Youth Trust (sample)"),
                _("County Department of Youth"),
                _("Young people trained"),
                "60",
                _("Training report"),
                "in_kind",
                None,
                _("Youth, 18 to 34"),
            ),
            Example(
                _("Start a peace club in two schools"),
                _("County Director of Education"),
                _("Parents' Association (sample)"),
                _("Clubs that meet every month"),
                "2",
                _("The schools' notes"),
                "no_cost",
                None,
                _("Pupils and teachers"),
            ),
        )


def _help(book: Workbook, titles: Mapping[str, str]) -> None:
    page: Worksheet = book.create_sheet(titles["help"])
    put(page["A1"], titles["help"], "Jukwaa title")
    lines = (
        _("1. Fill in the sheet “%(matrix)s”, one action on each row; what you do not know yet stays empty.") % {"matrix": titles["action"]},
        _("2. A section that is named once holds for the rows below it, until another is named."),
        _("3. Write in English, in Swahili or in both: each language has its own column."),
        _("4. Places are chosen from the list, or typed: several with commas between them. The county's own name means everywhere in it."),
        _("5. Several bodies in one cell stand on lines of their own (Alt+Enter)."),
        _("6. Say in the sheet “%(plan)s” what the plan is called, and when it begins and ends.") % {"plan": titles["plan"]},
        _("7. Save the file and bring it in at your desk. You see what was understood, row by row, before anything is written."),
    )  # fmt: skip
    for number, line in enumerate(lines, 3):
        put(page.cell(number, 1), line, "Jukwaa plain")
    page.column_dimensions["A"].width = 100
    print_set_up(page, 1, 1)
