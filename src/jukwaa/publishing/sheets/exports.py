"""Tables of submissions as KoboToolbox and ODK Central export them: XLSX, or CSV with a comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from jukwaa.delivery.rules.exports import Sheet
from jukwaa.plans.imports.excel import open_workbook
from jukwaa.plans.imports.opening import BROKEN, LARGEST, Refused, open_file
from jukwaa.plans.imports.tables import MOST_COLUMNS, tidy

MOST_ROWS = 2_000
LONGEST_CELL = 4_000


def read_export(data: bytes) -> Sheet:
    """The first sheet, as it stands. `Refused`, with the reason, where it is no such table."""
    if not data.strip():
        raise Refused(_("The file is empty."))
    if len(data) > LARGEST:
        raise Refused(_("The file is larger than 10 MB. Export only what is new since the last time."))
    rows = list(_of_workbook(data) if data.startswith(b"PK") else _of_text(data))
    return _checked(rows)


def _of_workbook(data: bytes) -> Iterator[tuple[str, ...]]:
    if open_file(data).kind != "xlsx":
        raise Refused(_("This is no table. Export as XLSX or CSV and bring that."))
    try:
        book = open_workbook(data)
    except BROKEN:
        raise Refused(_("The file cannot be opened: export it once more.")) from None
    for n, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
        if n > MOST_ROWS + 1:
            return
        yield tuple(tidy(value) for value in row)


def _of_text(data: bytes) -> Iterator[tuple[str, ...]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("This is no table. Export as XLSX or CSV and bring that.")) from None
    if "\0" in text or text.lstrip().startswith(("{", "[", "<")):
        raise Refused(_("This is no table. Export as XLSX or CSV and bring that."))
    first = text.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    try:
        yield from (tuple(row) for row in csv.reader(io.StringIO(text), delimiter=sign))
    except csv.Error:
        raise Refused(_("The file cannot be opened: export it once more.")) from None


def _checked(rows: list[tuple[str, ...]]) -> Sheet:
    if len(rows) < 2 or not any(rows[0]):
        raise Refused(_("There is no submission in this file: its first row names the questions, the others answer them."))  # fmt: skip
    if len(rows) > MOST_ROWS + 1:
        raise Refused(_("At most %(n)s submissions at once: export only what is new.") % {"n": MOST_ROWS})
    if len(rows[0]) > MOST_COLUMNS or len(set(filter(None, rows[0]))) < len(
        [each for each in rows[0] if each]
    ):
        raise Refused(_("Two columns have the same name, or there are too many: export with the names of questions, not with labels."))  # fmt: skip
    return Sheet(rows[0], tuple(tuple(cell[:LONGEST_CELL] for cell in row) for row in rows[1:]))
