"""The forum's report as an XLSForm, for KoboToolbox and ODK: the same questions as on the page, and none about a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.delivery.models import Reach
from jukwaa.delivery.rules.reach import AGES, SEXES
from jukwaa.plans.figures.sheets.cells import escaped
from jukwaa.publishing.sheets.writing import saved

LANGUAGES: Mapping[str, str] = {"en": "English (en)", "sw": "Kiswahili (sw)"}
Labels = Mapping[str, str]  # language -> words


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Form:
    form_id: str
    version: str
    title: Labels
    actions: Sequence[Choice]
    bodies: Sequence[Choice]
    places: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Question:
    kind: str
    name: str
    labels: Labels
    hints: Labels
    required: bool = False
    relevant: str = ""
    constraint: str = ""


def questions() -> list[Question]:
    """In the order of the page. What they are called is what `delivery.rules.exports` reads."""
    return list(_questions())


def _questions() -> Iterator[Question]:
    day = ". <= today()"
    yield _ask("select_one actions", "action", lambda: _("Of which action do you report?"), required=True)
    yield _ask("select_one bodies", "body", lambda: _("Which body did it?"), required=True)
    yield _ask("date", "starts", lambda: _("When was it?"), required=True, constraint=day)
    yield _ask("date", "ends", lambda: _("Until (if it took several days)"), constraint=f"{day} and . >= ${{starts}}")  # fmt: skip
    yield _ask("select_multiple places", "areas", lambda: _("Where was it?"), required=True)
    no_names = _labels(lambda: _("Say what was done, not who was there: no names, no telephone numbers."))
    yield _ask("text", "text", lambda: _("What was done?"), hints=no_names, required=True)
    blank = _labels(lambda: _("Leave it empty if you do not know. 0 says that nobody came."))
    yield _ask("integer", "people", lambda: _("How many people came, in all?"), hints=blank, constraint=". >= 0")  # fmt: skip
    yield _ask("select_one yes_no", "by_group", lambda: _("Do you know how many women, men, young and old?"))
    yield Question("begin_group", "groups", _labels(lambda: _("How many people, by group")), {}, relevant="${by_group} = 'yes'")  # fmt: skip
    yield from _counts()
    yield Question("end_group", "", {}, {})
    yield _ask("decimal", "spent", lambda: _("Money spent"), constraint=". >= 0")
    yield _ask("text", "in_kind", lambda: _("Given in kind: a hall, food, transport, time"))
    yield _ask("text", "challenge", lambda: _("What was hard?"))
    yield _ask("text", "lesson", lambda: _("What would you tell others?"))


def _counts() -> Iterator[Question]:
    for age in AGES:
        for sex in SEXES:
            whole, part = f"all_{sex}_{age}", f"disabled_{sex}_{age}"
            yield Question("integer", whole, _group(sex, age), {}, constraint=". >= 0")
            yield Question("integer", part, _disabled(sex, age), {}, relevant=f"${{{whole}}} > 0", constraint=f". >= 0 and . <= ${{{whole}}}")  # fmt: skip


def _group(sex: str, age: str) -> Labels:
    return _labels(lambda: f"{dict(Reach.Sex.choices)[sex]}, {dict(Reach.Age.choices)[age]}")


def _disabled(sex: str, age: str) -> Labels:
    return _labels(
        lambda: (
            _("%(group)s, with a disability")
            % {"group": f"{dict(Reach.Sex.choices)[sex]}, {dict(Reach.Age.choices)[age]}"}
        )
    )


def _ask(
    kind: str,
    name: str,
    said: Callable[[], str],
    *,
    hints: Labels | None = None,
    required: bool = False,
    constraint: str = "",
) -> Question:
    return Question(kind, name, _labels(said), hints or {}, required, constraint=constraint)


def _labels(said: Callable[[], str]) -> Labels:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(said())
    return found


def write_form(form: Form) -> bytes:
    book = Workbook()
    survey, choices, settings = book.active, book.create_sheet("choices"), book.create_sheet("settings")
    if survey is None:
        raise ValueError("a new workbook has a sheet")
    survey.title = "survey"
    in_words = [f"label::{name}" for name in LANGUAGES.values()]
    _put(survey, ["type", "name", *in_words, *(f"hint::{name}" for name in LANGUAGES.values()), "required", "relevant", "constraint"])  # fmt: skip
    for each in questions():
        _put(survey, [each.kind, each.name, *_each(each.labels), *_each(each.hints), "yes" if each.required else "", each.relevant, each.constraint])  # fmt: skip
    _put(choices, ["list_name", "name", *in_words])
    yes_no = [Choice("yes", _labels(lambda: _("Yes"))), Choice("no", _labels(lambda: _("No")))]
    lists = {"actions": form.actions, "bodies": form.bodies, "places": form.places, "yes_no": yes_no}
    for name, rows in lists.items():
        for choice in rows:
            _put(choices, [name, choice.name, *_each(choice.labels)])
    _put(settings, ["form_title", "form_id", "version", "default_language"])
    _put(settings, [form.title.get("en", ""), form.form_id, form.version, LANGUAGES["sw"]])
    return saved(book)


def _each(labels: Labels) -> list[str]:
    return [labels.get(language, "") for language in LANGUAGES]


def _put(sheet: Worksheet, row: Sequence[str]) -> None:
    """Texts, whatever they begin with."""
    number = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for at, text in enumerate(row, 1):
        cell = sheet.cell(number, at)
        if text:
            cell.value = escaped(text)
            cell.data_type = "s"
