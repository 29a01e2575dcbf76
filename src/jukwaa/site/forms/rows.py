"""One action as it was understood, to be put right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jukwaa.plans.models import Action
from jukwaa.plans.rules.details import Measure
from jukwaa.site.forms.intake import DATE
from jukwaa.site.forms.places import place_groups


class RowForm(forms.Form):
    title = forms.CharField(label=_("Action"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    section = forms.ChoiceField(label=_("Stands in"))
    lead = forms.CharField(
        label=_("Led by"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "known-bodies"}),
    )
    support = forms.CharField(
        label=_("Supported by"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One body on each line."),
    )
    starts = forms.DateField(label=_("First day"), required=False, widget=DATE)
    ends = forms.DateField(label=_("Last day"), required=False, widget=DATE)
    areas = forms.MultipleChoiceField(label=_("Where"), required=False, widget=forms.CheckboxSelectMultiple)
    funding = forms.ChoiceField(label=_("Money"), choices=Action.Funding, required=False)
    estimate = forms.DecimalField(
        label=_("How much is needed"), required=False, min_value=Decimal(0), max_digits=14, decimal_places=2,
        localize=True,
    )  # fmt: skip
    status = forms.ChoiceField(label=_("Where it stands"), required=False)
    audience = forms.CharField(label=_("For whom"), required=False, max_length=1000)
    remarks = forms.CharField(
        label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )

    def __init__(
        self, *args: Any, sections: list[tuple[str, str]], areas: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", _("As before")), *Action.Status.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts: date | None = cleaned.get("starts")
        ends: date | None = cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day lies before the first."))
        if cleaned.get("estimate") and cleaned.get("funding") == Action.Funding.NO_COST:
            self.add_error("funding", _("An amount is given, so it is not without cost."))
        return cleaned

    def place_groups(self) -> list[tuple[str, list[Any], bool]]:
        return place_groups(self, "areas")


class MeasureForm(forms.Form):
    text = forms.CharField(label=_("What is measured"), required=False, max_length=1000)
    baseline = forms.CharField(label=_("Baseline"), required=False, max_length=200)
    target = forms.CharField(label=_("Target"), required=False, max_length=200)
    verification = forms.CharField(label=_("How it is verified"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        rest = [cleaned.get(name) for name in ("baseline", "target", "verification")]
        if any(rest) and not cleaned.get("text"):
            self.add_error("text", _("Say what is measured, or leave this indicator empty."))
        return cleaned


Measures = forms.formset_factory(MeasureForm, extra=1, max_num=50, absolute_max=60)


def measures_of(formset: Any) -> list[Measure]:
    return [
        Measure(
            **{
                name: form.cleaned_data.get(name, "")
                for name in ("text", "baseline", "target", "verification")
            }
        )
        for form in formset
    ]
