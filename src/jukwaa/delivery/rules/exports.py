"""What a table of submissions says (KoboToolbox, ODK Central): which column is what, and each row as a report. Pure Python.

Columns that look as if they were about a person are never read. Names of a question come with those of its groups before
it ("people/all_female_18_34", "people-all_female_18_34"); a question of several choices may come as one column for each
("areas/KE001005").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from uuid import UUID, uuid5

from jukwaa.delivery.rules.persons import persons_in
from jukwaa.delivery.rules.reach import AGES, SEXES, Cell, Reached
from jukwaa.delivery.rules.telling import Told

COUNTS = tuple(f"{kind}_{sex}_{age}" for kind in ("all", "disabled") for sex in SEXES for age in AGES)
FIELDS = ("action", "body", "starts", "ends", "areas", "text", "people", *COUNTS, "spent", "in_kind", "challenge", "lesson")  # fmt: skip
NEEDED = ("action", "body", "starts", "areas", "text")
# In which a submission's number stands, best first: _uuid and instanceID change when it is edited, rootUuid and KEY do not.
IDS = ("meta/rootuuid", "meta-rootuuid", "key", "_uuid", "meta/instanceid", "meta-instanceid", "instanceid")
OF_OTHERS = UUID("5f0c7c52-2b0e-5f53-9f0a-3d6a5a0f7b11")  # in which numbers that are no UUID become one
COORDINATES = re.compile(r"-?\d{1,3}\.\d{3,}[ ,]+-?\d{1,3}\.\d{3,}")
LONGEST_NUMBER = 15  # digits: to write out 1e300000000 would take for ever
ALMOST = 4  # letters besides what looks like a person

T = TypeVar("T")
YES = frozenset({"1", "1.0", "true", "yes", "ndiyo", "x"})

PERSON = frozenset([
    "phone", "telephone", "tel", "mobile", "cell", "simu", "whatsapp", "msisdn", "contact", "contacts",
    "mawasiliano", "email", "barua", "address", "anwani", "gps", "gpx", "geopoint", "geolocation",
    "latitude", "longitude", "altitude", "precision", "signature", "sahihi", "saini", "photo", "photos",
    "picture", "image", "images", "picha", "audio", "video", "respondent", "interviewee", "interviewer",
    "enumerator", "submitted", "submitter", "username", "user", "chief", "surname", "firstname", "lastname",
    "fullname", "participantname", "device", "deviceid", "deviceinfo", "subscriberid", "simserial",
    "phonenumber", "dob", "birth", "kitambulisho", "passport",
])  # fmt: skip
NAMES = frozenset(["name", "names", "jina", "majina", "id", "national"])
NUMBERS = frozenset(["number", "nambari"])
THINGS = frozenset([
    "organisation", "organization", "taasisi", "body", "action", "activity", "shughuli", "place", "ward",
    "wadi", "county", "kaunti",
])  # fmt: skip  # have names
COUNTED = THINGS | frozenset([
    "people", "watu", "participants", "washiriki", "women", "wanawake", "men", "wanaume", "youth", "vijana",
])  # fmt: skip  # have a number


@dataclass(frozen=True, slots=True)
class Sheet:
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2  # the number of the first row, as the program shows it


@dataclass(frozen=True, slots=True)
class Column:
    header: str
    field: str = ""  # of FIELDS, "id" ("id_else" where that is blank), or "" where it is not read
    choice: str = ""  # of a question of several choices
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What the forum knows, by each way to write it (`plain`); None where two are written so."""

    actions: Mapping[str, str | None]
    bodies: Mapping[str, str | None]
    places: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A submission as it was understood. `wrong`: (field, problem), told by `delivery.actions.bringing.WRONG`."""

    number: int
    client_id: UUID | None
    action: str  # permanent id; "" where it is not known
    body: str
    told: Told | None
    wrong: tuple[tuple[str, str], ...]


def plain(text: str) -> str:
    """Case, spacing and signs make no other word."""
    return " ".join(re.findall(r"[\w/]+", text.casefold().replace("’", "'")))


def is_personal(header: str) -> bool:
    """A thing may have a name and people a number; a telephone is somebody's, whatever stands beside it."""
    if header.casefold() in IDS:
        return False
    words = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).casefold()))
    words |= set(re.findall(r"[a-z]+", header.casefold().replace("_", " ")))
    named, numbered = words & NAMES and not words & THINGS, words & NUMBERS and not words & COUNTED
    return bool(words & PERSON or named or numbered)


# --- columns ----------------------------------------------------------------------------------------------------


def columns_of(
    headers: Sequence[str], known: Mapping[str, str], kept: Mapping[str, str] | None = None
) -> list[Column]:
    """`known`: names and labels of our own questions, as `plain` -> field. `kept`: header -> field, as somebody said it."""
    kept = kept or {}
    numbers = [header for name in IDS for header in headers if header.casefold() == name]
    fields = {header: "id" if n == 0 else "id_else" for n, header in enumerate(numbers)}
    return [Column(each, fields[each]) if each in fields else _column(each, known, kept) for each in headers]


def _column(header: str, known: Mapping[str, str], kept: Mapping[str, str]) -> Column:
    if found := _asked(header, known):
        return found if header not in kept else Column(header, kept[header], found.choice)
    if is_personal(header):
        return Column(header, personal=True)
    if header in kept:
        return Column(header, kept[header])
    base, _slash, choice = header.rpartition("/")
    return Column(header, kept[base], choice) if base in kept and choice else Column(header)


def _asked(header: str, known: Mapping[str, str]) -> Column | None:
    """One of our own questions, after any groups and before any choice."""
    parts = header.split("/")
    for n in reversed(range(len(parts))):
        for said in (parts[n], parts[n].rpartition("-")[2]):
            if (name := known.get(plain(said))) and (n == len(parts) - 1 or name == "areas"):
                return Column(header, name, "/".join(parts[n + 1 :]))
    return None


def without_persons(sheet: Sheet, known: Mapping[str, str]) -> Sheet:
    """With none of the columns that look as if they were about a person: by their name, or by what mostly stands in them."""
    kept = [
        n
        for n, header in enumerate(sheet.headers)
        if _asked(header, known) or not (is_personal(header) or _holds_persons(sheet, n))
    ]
    rows = tuple(tuple(row[n] if n < len(row) else "" for n in kept) for row in sheet.rows)
    return Sheet(tuple(sheet.headers[n] for n in kept), rows, sheet.first)


def _holds_persons(sheet: Sheet, at: int) -> bool:
    """Telephones, numbers of an ID, titled names, coordinates: as the whole of what is written, in half of the rows or more."""
    said = [row[at].strip() for row in sheet.rows if at < len(row) and row[at].strip()]
    return bool(said) and 2 * sum(map(_is_person, said)) >= len(said)


def _is_person(text: str) -> bool:
    marks = persons_in([text])
    return bool(COORDINATES.match(text)) or (bool(marks) and len(text) <= len(marks[0]) + ALMOST)


def signature(headers: Iterable[str]) -> str:
    """The same for the same form, whatever the order of its columns and whoever answered."""
    names = sorted({plain(header.split("/")[0]) for header in headers if not header.startswith("_")})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def missing(columns: Iterable[Column]) -> list[str]:
    found = {column.field for column in columns}
    return [name for name in NEEDED if name not in found] + ([] if "id" in found else ["id"])


# --- rows -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Said:
    """What one row says of each field, and what of it cannot be read."""

    cells: dict[str, list[tuple[str, str]]]  # field -> (choice, text)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str) -> str:
        return next((text for choice, text in self.cells.get(name, ()) if not choice and text), "")

    def read(self, name: str, as_what: Callable[[str], T | None]) -> T | None:
        if not (text := self.text(name)):
            return None
        found = as_what(text)
        if found is None:
            self.wrong.append((name, "unreadable"))
        return found


def rows_of(sheet: Sheet, columns: Sequence[Column], book: Book, language: str) -> list[Row]:
    """Each row that says anything, in the order of the file. `language`: of its texts."""
    return [
        _row(number, cells, columns, book, language)
        for number, cells in enumerate(sheet.rows, sheet.first)
        if any(cells)
    ]


def _row(number: int, cells: Sequence[str], columns: Sequence[Column], book: Book, language: str) -> Row:
    said = _Said({})
    for column, text in zip(columns, cells, strict=False):
        if column.field and text.strip():
            said.cells.setdefault(column.field, []).append((column.choice, text.strip()))
    action, body = _named(said, "action", book.actions), _named(said, "body", book.bodies)
    starts, ends = said.read("starts", day_of), said.read("ends", day_of)
    if not said.text("starts"):
        said.wrong.append(("starts", "missing"))
    areas, reached = _places(said, book), _reached(said)
    told = None
    if starts is not None:
        told = Told(
            starts=starts,
            ends=ends if ends != starts else None,
            areas=areas,
            reached=reached,
            spent=said.read("spent", amount_of),
            text=_texts(said, "text", language),
            in_kind=_texts(said, "in_kind", language),
            challenge=_texts(said, "challenge", language),
            lesson=_texts(said, "lesson", language),
        )
    client_id = submission(said.text("id") or said.text("id_else"))
    if client_id is None:
        said.wrong.append(("id", "missing"))
    return Row(number, client_id, action, body, told, tuple(dict.fromkeys(said.wrong)))


def _texts(said: _Said, name: str, language: str) -> dict[str, str]:
    text = said.text(name)
    return {language: text} if text else {}


def _named(said: _Said, name: str, known: Mapping[str, str | None]) -> str:
    text = said.text(name)
    found = known.get(plain(text)) if text else None
    if found is None:
        said.wrong.append((name, "unknown" if text else "missing"))
    return found or ""


def _places(said: _Said, book: Book) -> frozenset[str]:
    cells = said.cells.get("areas", [])
    chosen = [choice for choice, text in cells if choice and plain(text) in YES]
    whole = said.text("areas")
    names = chosen or ([whole] if plain(whole) in book.places else _split(whole))
    found = [book.places.get(plain(name)) for name in names]
    if any(code is None for code in found):
        said.wrong.append(("areas", "unknown"))
    return frozenset(code for code in found if code)


def _split(text: str) -> list[str]:
    """Codes with spaces between them, as exports write them; or names with signs between them."""
    parts = re.split(r"[,;|\n]", text)
    return [part for part in (parts if len(parts) > 1 else text.split()) if part.strip()]


def _reached(said: _Said) -> Reached:
    cells: dict[Cell, int] = {}
    for sex in SEXES:
        for age in AGES:
            whole = said.read(f"all_{sex}_{age}", count_of)
            part = said.read(f"disabled_{sex}_{age}", count_of)
            if part is not None and (whole is None or part > whole):
                said.wrong.append((f"disabled_{sex}_{age}", "more"))
            elif whole is not None:
                cells[Cell(sex, age, False)] = whole - (part or 0)
                if part is not None:
                    cells[Cell(sex, age, True)] = part
    total = said.read("people", count_of)
    if cells and total is not None and total != sum(cells.values()):
        said.wrong.append(("people", "sum"))
    return Reached(cells, None if cells else total)


def submission(text: str) -> UUID | None:
    """The number under which the same submission is one report, however often it is brought."""
    text = text.strip().removeprefix("uuid:")
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return uuid5(OF_OTHERS, text)


def day_of(text: str) -> date | None:
    """2022-09-01, 2022-09-01T08:15:00+03:00, 1/9/2022, 1.9.2022: the day comes first, as in Kenya."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    for shape in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text.split(" ", maxsplit=1)[0], shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def amount_of(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < LONGEST_NUMBER else None


def count_of(text: str) -> int | None:
    found = amount_of(text)
    return int(found) if found is not None and found == found.to_integral_value() else None


def twice(rows: Iterable[Row]) -> Iterator[Row]:
    """Those whose number stood in the file before."""
    seen: set[UUID] = set()
    for row in rows:
        if row.client_id in seen:
            yield row
        elif row.client_id is not None:
            seen.add(row.client_id)
