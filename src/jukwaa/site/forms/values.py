"""What is typed of one indicator in a quarter: one number, or one for each place; or that there is none, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.results.figures.asking import Asked
from jukwaa.results.models import Value
from jukwaa.results.rules.telling import LONGEST, STEPS, Told, seems_of_people

NONE = [
    ("", _("We have a number")),
    ("missing", _("It could not be measured")),
    ("not_applicable", _("It does not apply this quarter")),
]
YES_NO = [("", _("Choose")), ("1", _("Yes")), ("0", _("No"))]


class IndicatorForm(forms.Form):
    """`told()`: place -> what was typed of it, as the act takes it. What is left empty says nothing."""

    kind = forms.ChoiceField(label=_("No number?"), choices=NONE, required=False)
    people = forms.BooleanField(label=_("These are people (small numbers are hidden)"), required=False)
    method = forms.CharField(
        label=_("How was it counted, or why is there no number?"), required=False, max_length=LONGEST,
        help_text=_("In a few words, and no names."),
    )  # fmt: skip

    n = forms.IntegerField(label=_("A survey: how many were asked?"), required=False, min_value=1)
    margin = forms.DecimalField(
        label=_("Its margin, in points either way"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
    )

    def __init__(
        self,
        *args: Any,
        asked: Asked,
        home: str,
        names: Mapping[str, str],
        kept: Iterable[Value],
        **said: Any,
    ) -> None:
        self.asked, self.home, self.names = asked, home, names
        self.kept = {value.area_id: value for value in kept if not value.cell}
        self.by_group = [value for value in kept if value.cell]
        said |= {"initial": self._typed(), "prefix": asked.indicator.pid}
        super().__init__(*args, **said)
        self.measure = asked.indicator.definition.measure
        for area in (home, *self.places):
            self._add(area)
        if self.measure not in ("number", "percentage"):
            for name in ("people", "n", "margin"):
                del self.fields[name]

    @property
    def places(self) -> tuple[str, ...]:
        """Those that can be told one by one; a body's own from before stay among them."""
        if self.asked.indicator.definition.over_places == "none":
            return tuple(area for area in self.kept if area != self.home)
        own = dict.fromkeys([*self.asked.areas, *self.kept])
        return tuple(area for area in own if area != self.home)

    def _add(self, area: str) -> None:
        where = "" if area == self.home else self.names.get(area, area)
        if self.measure == "percentage":
            self.fields[f"top_{area}"] = _number(where or _("How many"))
            self.fields[f"of_{area}"] = _number(_("of how many"))
        elif self.measure == "yes_no":
            self.fields[f"value_{area}"] = forms.ChoiceField(
                label=where or _("Is it so?"), choices=YES_NO, required=False
            )
        elif self.measure == "rubric":
            self.fields[f"value_{area}"] = forms.IntegerField(
                label=where or _("Which step?"), required=False, min_value=STEPS[0], max_value=STEPS[-1]
            )
        else:
            self.fields[f"value_{area}"] = _number(where or _("How many"))

    @property
    def whole(self) -> list[Any]:
        return self._fields_of(self.home)

    def by_place(self) -> Iterator[tuple[str, list[Any]]]:
        for area in self.places:
            yield self.names.get(area, area), self._fields_of(area)

    def _fields_of(self, area: str) -> list[Any]:
        return [self[f"{name}_{area}"] for name in ("top", "of", "value") if f"{name}_{area}" in self.fields]

    @property
    def in_places(self) -> bool:
        """Whether anything is told place by place."""
        return any(field.value() not in (None, "") for _name, fields in self.by_place() for field in fields)

    @property
    def more(self) -> bool:
        return any(
            name in self.fields and (self[name].value() not in (None, "") or self[name].errors)
            for name in ("kind", "method", "n", "margin")
        )

    @property
    def state(self) -> str:
        """Of what is kept, the least that was reached; "" where nothing is."""
        states = {value.state for value in (*self.kept.values(), *self.by_group)}
        order = ("provisional", "missing", "not_applicable", "approved")
        return next((state for state in order if state in states), "")

    @property
    def state_label(self) -> str:
        return str(Value.State(self.state).label) if self.state else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        whole, places = self._is_told(self.home), [area for area in self.places if self._is_told(area)]
        if whole and places:
            self.add_error(None, _("Give one number for all, or one for each place: not both."))
        if places and any(cleaned.get(name) is not None for name in ("n", "margin")):
            self.add_error("n", _("Of a survey give one number for all: it was asked of a sample of all."))
        if cleaned.get("kind") and (whole or places):
            self.add_error("kind", _("You gave a number, and say that there is none: take one of them out."))
        emptied = [area for area in self.kept if not self._is_told(area) and not cleaned.get("kind")]
        if emptied and not self.errors:
            self.add_error("kind", _("A number stood here. If there is none, say why: nothing is emptied."))
        return cleaned

    def _is_told(self, area: str) -> bool:
        names = (f"{name}_{area}" for name in ("top", "of", "value"))
        return any(self.cleaned_data.get(name) not in (None, "") for name in names if name in self.fields)

    def told(self) -> dict[str, Told]:
        """In the order in which it is shown; "there is none" is said of all that is kept, or else of the whole."""
        said = self.cleaned_data
        if said.get("kind"):
            none = Told(said["kind"], method=_texts(said["method"]))
            return dict.fromkeys(self.kept or [self.home], none)
        return {area: self._of(area) for area in (self.home, *self.places) if self._is_told(area)}

    def _of(self, area: str) -> Told:
        said = self.cleaned_data
        kept = self.kept.get(area)
        value = said.get(f"value_{area}")
        return Told(
            value=None if value in (None, "") else Decimal(value),
            numerator=said.get(f"top_{area}"),
            denominator=said.get(f"of_{area}"),
            people=said.get("people", False),
            n=said.get("n") if area == self.home else kept.n if kept else None,
            margin=said.get("margin") if area == self.home else kept.margin if kept else None,
            method=_texts(said["method"]),
        )

    def _typed(self) -> dict[str, Any]:
        """As the fields show what was told before."""
        definition = self.asked.indicator.definition
        words = [*definition.text.values(), *definition.unit.values()]
        typed: dict[str, Any] = {"people": seems_of_people(words)}
        for area, value in self.kept.items():
            plain = _plain(value.value)
            typed |= {
                f"value_{area}": plain,
                f"top_{area}": _plain(value.numerator),
                f"of_{area}": _plain(value.denominator),
                "people": value.people,
                "method": say(value.method).text,
                "kind": value.state if value.state in ("missing", "not_applicable") else "",
            }
            if area == self.home:
                typed |= {"n": value.n, "margin": _plain(value.margin)}
        return typed


def _number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=17, decimal_places=4)


def _plain(number: Decimal | None) -> Decimal | int | None:
    return int(number) if number is not None and number == int(number) else number and number.normalize()


def _texts(text: str) -> dict[str, str]:
    """In the language in which it was written."""
    text = " ".join(text.split())
    return {(get_language() or "en")[:2]: text} if text else {}
