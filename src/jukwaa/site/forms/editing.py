"""One screen of the editor: the fields of a part of an item, each language beside the other.

Each field carries a digest of what it held when the form was opened (`was-…`), so that it can be told who changed what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from jukwaa.forums.rules import LONGEST_NAME
from jukwaa.plans.models import Action, Plan
from jukwaa.plans.rules.changing import Clash, Part, Said, digest_of
from jukwaa.plans.rules.changing.parts import Field
from jukwaa.plans.rules.personal import marks
from jukwaa.plans.rules.promise import plain
from jukwaa.site.figures.fields import CHOICES, LABELS, LANGUAGE_NAMES, Names, as_read, theme_choices
from jukwaa.site.forms.intake import DATE
from jukwaa.site.forms.naming import NameRows
from jukwaa.site.forms.places import place_choices

HINTS: Mapping[str, Any] = {
    "tags": lazy("With commas between them."),
    "code": lazy("It is cited and stands in addresses: change it only if you must."),
    "reason": lazy("Why it is paused or dropped, or what was done."),
    "estimate": lazy("A number, in the plan's currency."),
}
ROWS = {"title": 2, "unit": 1, "audience": 2}
LONGEST = {"title": 1000, "audience": 1000, "unit": 60}


@dataclass(frozen=True, slots=True)
class Open:
    """What the form needs to know of the item that it changes."""

    part: Part
    said: Said  # what stands now
    languages: Sequence[str]
    bodies: Mapping[str, str] = field(default_factory=dict)  # name or short name -> id
    choices: Mapping[str, Any] = field(default_factory=dict)  # of places and themes
    kind: str = ""


Both = tuple[
    Clash, str, str, Any
]  # with what stands now and what was typed, as people read them, and its label


@dataclass(frozen=True, slots=True)
class Group:
    """What is shown together: a field in its languages, or one field."""

    name: str
    label: Any
    fields: list[Any]
    clashes: list[Both]


class PartForm(forms.Form):
    """Bound to what was typed, or (`data` None) showing `said`: what stands, or what two changes make together."""

    def __init__(self, data: QueryDict | None, opened: Open, said: Said | None = None) -> None:
        self.opened, self.part = opened, opened.part
        shown = opened.said if said is None else said
        super().__init__(data, initial=_initial(self.part, shown))
        self.names = NameRows(data, opened, shown.get("who", ()))
        self.personal: list[str] = []
        self.clashes: Sequence[Clash] = ()
        for each in self.part.fields:
            for name, made in _fields(each, opened):
                self.fields[name] = made
        if "title" in LABELS and opened.kind == "indicator":
            for code in opened.languages:
                self.fields[f"text_{code}"].label = _in(_("What is measured"), code)

    # --- what was typed -------------------------------------------------------------------------------------

    @property
    def said(self) -> dict[str, Any]:
        values = {name: _said(value) for name, value in self.cleaned_data.items() if name in self.fields}
        for each in self.part.fields:
            if each.shape == "tags":
                values[each.name] = [tag.strip() for tag in values[each.name].split(",") if tag.strip()]
            if each.shape == "codes":
                values[each.name] = _in_order(values[each.name], self.opened.said[each.name])
        return values | ({"who": self.names.said} if self.names.wanted else {})

    @property
    def was(self) -> dict[str, str]:
        """What each field held when the form was opened."""
        names = self.part.names(self.opened.languages)
        if self.is_bound and not self.clashes:
            return {name: self.data.get(f"was-{name}", "") for name in names}
        return {name: digest_of(self.opened.said[name]) for name in names}

    @property
    def theirs(self) -> list[str]:
        """Fields of which what the other one wrote is to stand."""
        return [name for name in self.asked if self.data.get(f"take-{name}") == "theirs"]

    @property
    def asked(self) -> list[str]:
        """Fields of which this person was shown both texts."""
        names = self.part.names(self.opened.languages)
        data: Any = self.data
        return [name for name in (data.getlist("asked") if self.is_bound else ()) if name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day lies before the first."))
        if cleaned.get("estimate") and cleaned.get("funding") == Action.Funding.NO_COST:
            self.add_error("funding", _("An amount is given, so it is not without cost."))
        self._clean_titles(cleaned)
        self._clean_personal(cleaned)
        for sentence in self.names.problems():
            self.add_error(None, sentence)
        if [name for name in self.asked if not self.data.get(f"take-{name}")]:
            self.add_error(None, _("Somebody else changed this too. Say which of the two is to stand."))
            self.clashes = [Clash(n, self.opened.said[n], _said(cleaned.get(n, ""))) for n in self.asked]
        return cleaned

    def _clean_titles(self, cleaned: Mapping[str, Any]) -> None:
        """A text by which the item is known stands in one language at least."""
        first = self.part.fields[0]
        if first.shape == "texts" and first.name in ("title", "text") and self.part.name == "words":
            names = [f"{first.name}_{code}" for code in self.opened.languages]
            if not any(cleaned.get(name) for name in names) and not any(n in self.errors for n in names):
                self.add_error(names[0], _("Write it in one language at least."))

    def _clean_personal(self, cleaned: Mapping[str, Any]) -> None:
        texts = [value for value in cleaned.values() if isinstance(value, str)]
        texts += [text for row in self.names.said for text in row[1:]] if self.names.wanted else []
        self.personal = list(dict.fromkeys(mark for text in texts for mark in marks(text)))
        if self.personal and not self.data.get("sure"):
            self.add_error(None, _("This looks like the details of a person: %(marks)s. No person's details belong into a plan: take them out, or confirm below that they are an office's.") % {"marks": ", ".join(self.personal)})  # fmt: skip

    # --- how it is shown ------------------------------------------------------------------------------------

    def marks_of_opening(self) -> list[tuple[str, str]]:
        return [(f"was-{name}", digest) for name, digest in self.was.items()]

    def groups(self) -> list[Group]:
        return [self._group(each) for each in self.part.fields if each.shape != "who"]

    def _group(self, each: Field) -> Group:
        names = [name for name in self.fields if name == each.name or name.rpartition("_")[0] == each.name]
        bound = [self[name] for name in names]
        return Group(
            each.name, LABELS[each.name], bound, self._both([c for c in self.clashes if c.field in names])
        )

    def clashes_of_names(self) -> list[Both]:
        return self._both([clash for clash in self.clashes if clash.field == "who"])

    def _both(self, clashes: Iterable[Clash]) -> list[Both]:
        names = names_in(self.opened.choices)
        labels = {name: made.label for name, made in self.fields.items()}
        return [
            (
                c,
                as_read(c.field, c.theirs, names),
                as_read(c.field, c.mine, names),
                labels.get(c.field, LABELS["who"]),
            )
            for c in clashes
        ]


def choices_for(plan: Plan, part: Part, said: Said) -> dict[str, Any]:
    """Of the fields whose choices are rows."""
    found: dict[str, Any] = {}
    if any(each.name == "areas" for each in part.fields):
        found["areas"] = place_choices(plan.forum, said["areas"])
    if any(each.name == "themes" for each in part.fields):
        found["themes"] = theme_choices(plan.forum)
    return found


def names_in(choices: Mapping[str, Any]) -> Names:
    """What each code is called, whatever group it stands in."""
    return {
        name: {code: str(label) for _group, inside in groups for code, label in inside}
        for name, groups in choices.items()
    }


def _fields(each: Field, opened: Open) -> Iterable[tuple[str, forms.Field]]:
    if each.shape == "texts":
        for code in opened.languages:
            yield f"{each.name}_{code}", _text(each.name, code)
    elif each.shape != "who":
        yield each.name, _plain(each, opened)


def _text(name: str, code: str) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": ROWS.get(name, 5), "lang": code})
    label = _in(LABELS[name], code)
    return forms.CharField(label=label, required=False, max_length=LONGEST.get(name, 20_000), widget=widget)


def _in(what: Any, code: str) -> str:
    language = LANGUAGE_NAMES.get(code, code)
    return _("%(what)s, in %(language)s") % {"what": what, "language": language}


def _plain(each: Field, opened: Open) -> forms.Field:
    said: dict[str, Any] = {
        "label": LABELS[each.name],
        "required": False,
        "help_text": HINTS.get(each.name, ""),
    }
    if each.shape == "day":
        required = "starts" in opened.said and "funding" not in opened.said and opened.kind == "plan"
        return forms.DateField(**{**said, "required": required}, widget=DATE)
    if each.shape == "amount":
        limits: dict[str, Any] = {"min_value": Decimal(0), "max_digits": 14, "decimal_places": 2}
        return forms.DecimalField(**said, **limits, localize=True)
    if each.shape == "choice":
        return forms.ChoiceField(**{**said, "required": True}, choices=CHOICES[each.name])
    if each.shape == "codes":
        choices = opened.choices[each.name]
        return forms.MultipleChoiceField(**said, choices=choices, widget=forms.CheckboxSelectMultiple)
    if each.shape == "flag":
        return forms.BooleanField(**said)
    return forms.CharField(**said, max_length=2000 if each.shape == "tags" else LONGEST_NAME)


def _initial(part: Part, said: Said) -> dict[str, Any]:
    tags = {each.name for each in part.fields if each.shape == "tags"}
    amounts = {each.name for each in part.fields if each.shape == "amount"}
    return {
        name: ", ".join(value) if name in tags else Decimal(value) if name in amounts and value else value
        for name, value in said.items()
    }


def _in_order(ticked: Sequence[str], stood: Sequence[str]) -> list[str]:
    """What stood there already in its old order: a form's boxes know none."""
    return [*(code for code in stood if code in ticked), *(code for code in ticked if code not in stood)]


def _said(value: Any) -> Any:
    """As `said_of` says it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        return "\n".join(value.splitlines())
    return value.isoformat() if hasattr(value, "isoformat") else value
