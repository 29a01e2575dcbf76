"""What is typed into a report: four things that are asked, and what one may add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.delivery.models import Reach, Report
from jukwaa.delivery.rules.reach import AGES, MOST, SEXES, Age, Cell, Reached, Sex
from jukwaa.delivery.rules.telling import LONGEST, MOST_MONEY, Told, is_outside
from jukwaa.plans.models import Plan
from jukwaa.site.forms.offers import DAY, in_order
from jukwaa.site.forms.places import place_choices, place_groups
from jukwaa.site.forms.telling import Telling

HOW = [
    ("", _("Choose")),
    *[choice for choice in Report.Came.choices if choice[0] not in (Report.Came.SEAT, Report.Came.FORM)],
]
NO_NAMES = _("Say what was done, not who was there: no names, no telephone numbers.")


CHOOSE_A_PLACE = _("Choose a place: a ward, a sub-county or the whole county.")


def _words(label: Any, rows: int, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONGEST, widget=area
    )


class ReportForm(forms.Form):
    """`told()`: what was typed, as the act takes it."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    starts = forms.DateField(label=_("When was it?"), widget=DAY)
    ends = forms.DateField(label=_("Until (if it took several days)"), required=False, widget=DAY)
    outside = forms.BooleanField(
        label=_("Yes: it was outside the days of the plan, and belongs to it"), required=False
    )
    areas = forms.MultipleChoiceField(
        label=_("Where was it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": CHOOSE_A_PLACE},
    )
    text = _words(_("What was done?"), 3, NO_NAMES, required=True)
    people = forms.IntegerField(
        label=_("How many people came, in all?"), required=False, min_value=0, max_value=MOST,
        help_text=_("Leave it empty if you do not know. 0 says that nobody came."),
    )  # fmt: skip
    spent = forms.DecimalField(
        label=_("Money spent"), required=False, min_value=0, max_value=MOST_MONEY, decimal_places=2
    )
    in_kind = _words(_("Given in kind: a hall, food, transport, time"), 2)
    challenge = _words(_("What was hard?"), 2)
    lesson = _words(_("What would you tell others?"), 2)
    visibility = forms.ChoiceField(
        label=_("Who may read it, once it is checked?"), choices=Report.Visibility.choices, initial="public"
    )
    wards = forms.BooleanField(
        label=_("Everyone may read the ward (else only the sub-county)"), required=False
    )
    came = forms.ChoiceField(label=_("How did the body tell you?"), choices=HOW)

    def __init__(self, *args: Any, plan: Plan, relayed: bool, like: Told | None = None, **said: Any) -> None:
        self.plan = plan
        first = _typed(like) | {"outside": self._is_outside(like.starts, like.last)} if like else {}
        said["initial"] = {"client_id": uuid4(), **first, **said.get("initial", {})}
        super().__init__(*args, **said)
        self.fields["areas"].choices = place_choices(plan.forum, like.areas if like else ())  # type: ignore[attr-defined]
        if not relayed:
            del self.fields["came"]
        for name, label in _group_names():
            self.fields[name] = forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)

    def place_groups(self) -> list[tuple[str, list[Any], bool]]:
        return place_groups(self, "areas")

    def table(self) -> Iterator[tuple[str, list[Any]]]:
        """(age, its fields: each sex, then each sex of those with a disability)."""
        ages = dict(Reach.Age.choices)
        for age in AGES:
            names = [*(f"all_{sex}_{age}" for sex in SEXES), *(f"disabled_{sex}_{age}" for sex in SEXES)]
            yield str(ages[age]), [self[name] for name in names]

    @property
    def sexes(self) -> list[str]:
        labels = dict(Reach.Sex.choices)
        return [str(labels[sex]) for sex in SEXES]

    @property
    def more(self) -> bool:
        """Whether something beyond the short path is filled in or wrong."""
        names = ("ends", "spent", "in_kind", "challenge", "lesson", "wards")
        return any(self[name].value() for name in names) or self["visibility"].value() == "forum"

    @property
    def broken_down(self) -> bool:
        return any(self[name].value() not in (None, "") for name, _label in _group_names())

    def clean(self) -> dict[str, Any]:
        cleaned = in_order(self, super().clean() or {})
        for sex, age in _groups():
            whole, part = cleaned.get(f"all_{sex}_{age}"), cleaned.get(f"disabled_{sex}_{age}")
            if part is not None and (whole is None or part > whole):
                self.add_error(
                    f"disabled_{sex}_{age}",
                    _("Those with a disability are among all of the group: fewer, or as many."),
                )
        self._ask_about_days(cleaned)
        cells, total = self._cells(cleaned), cleaned.get("people")
        if cells and total is not None and total != sum(cells.values()):
            self.add_error(
                "people",
                _(
                    "The groups come to %(sum)s, the total says %(total)s. Put one of them right, or leave the total out."
                )
                % {"sum": sum(cells.values()), "total": total},
            )
        return cleaned

    def _is_outside(self, first: date, last: date) -> bool:
        return is_outside(first, last, self.plan.starts, self.plan.ends)

    def _ask_about_days(self, cleaned: dict[str, Any]) -> None:
        """A slip of the year is common; work that ran over is common too."""
        first, last = cleaned.get("starts"), cleaned.get("ends")
        if (
            first
            and first <= localdate()
            and not cleaned.get("outside")
            and self._is_outside(first, last or first)
        ):
            days = {name: date_format(getattr(self.plan, name), "DATE_FORMAT") for name in ("starts", "ends")}
            asked = _(
                "The plan goes from %(starts)s to %(ends)s. Is this day right? Then tick the box below it."
            )
            self.add_error("starts", asked % days)

    def _cells(self, cleaned: dict[str, Any]) -> dict[Cell, int]:
        found: dict[Cell, int] = {}
        for sex, age in _groups():
            whole, part = cleaned.get(f"all_{sex}_{age}"), cleaned.get(f"disabled_{sex}_{age}")
            if whole is None:
                continue
            found[Cell(sex, age, False)] = whole - (part or 0)
            if part is not None:
                found[Cell(sex, age, True)] = part
        return found

    def complaints(self) -> list[str]:
        """What is wrong, each with the name of its field: read where the form is not in sight."""
        named = {name: f"{self.fields[name].label}: " for name in self.fields if name in self.errors}
        return [f"{named.get(name, '')}{sentence}" for name, all_ in self.errors.items() for sentence in all_]

    def told(self) -> Told:
        said, cells = self.cleaned_data, self._cells(self.cleaned_data)
        return Told(
            starts=said["starts"],
            ends=said["ends"] if said["ends"] != said["starts"] else None,
            areas=frozenset(said["areas"]),
            text=_texts(said["text"]),
            reached=Reached(cells, None if cells else said["people"]),
            spent=said["spent"],
            in_kind=_texts(said["in_kind"]),
            challenge=_texts(said["challenge"]),
            lesson=_texts(said["lesson"]),
            visibility=said["visibility"],
            wards=said["wards"],
        )


class ReturnForm(forms.Form):
    reason = _words(_("What is to be put right? The author reads it."), 3, required=True)


class WordsForm(Telling):
    """Thanks, a question, an answer."""

    words = _words(_("In a few words, and no names"), 2, required=False)


def _groups() -> Iterator[tuple[Sex, Age]]:
    yield from ((sex, age) for age in AGES for sex in SEXES)


def _group_names() -> Iterator[tuple[str, str]]:
    sexes, ages = dict(Reach.Sex.choices), dict(Reach.Age.choices)
    for sex, age in _groups():
        yield f"all_{sex}_{age}", f"{sexes[sex]}, {ages[age]}"
        yield (
            f"disabled_{sex}_{age}",
            _("%(group)s, with a disability") % {"group": f"{sexes[sex]}, {ages[age]}"},
        )


def _texts(text: str) -> dict[str, str]:
    """In the language in which it was written."""
    text = text.replace("\r\n", "\n").strip()
    return {(get_language() or "en")[:2]: text} if text else {}


def _typed(told: Told) -> dict[str, Any]:
    """As the fields show what was told before."""
    cells = told.reached.cells
    typed: dict[str, Any] = {
        "starts": told.starts,
        "ends": told.ends,
        "areas": sorted(told.areas),
        "people": told.reached.entered,
        "spent": _plain(told.spent),
        "visibility": told.visibility,
        "wards": told.wards,
    } | {name: say(getattr(told, name)).text for name in ("text", "in_kind", "challenge", "lesson")}
    for sex, age in _groups():
        both = [cells.get(Cell(sex, age, False)), cells.get(Cell(sex, age, True))]
        if any(count is not None for count in both):
            typed[f"all_{sex}_{age}"] = sum(count or 0 for count in both)
            typed[f"disabled_{sex}_{age}"] = both[1]
    return typed


def _plain(amount: Decimal | None) -> Decimal | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount


def like_again(told: Told, today: date) -> Told:
    """The same another day: what came of it is asked anew."""
    return Told(today, told.areas, told.text, visibility=told.visibility, wards=told.wards)
