"""What a body types when it answers, and what is said of asks and gives."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Forum
from jukwaa.plans.models import Need, Reply
from jukwaa.plans.rules.offers import Terms
from jukwaa.plans.rules.personal import marks
from jukwaa.site.forms.places import place_choices, place_groups

TOLD = [choice for choice in Reply.Came.choices if choice[0] != Reply.Came.SEAT]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_PERSONS = _("Name no person, no number and no address.")
SEEN_BY = _("Only your own people, the body that leads and the secretary read it. Name no person, no number and no address.")  # fmt: skip


def nobody_in(text: str) -> str:
    """Refuses what looks as if it points at a person."""
    if found := next(marks(text), ""):
        raise forms.ValidationError(
            _("“%(mark)s” looks as if it points at a person: take it out."), params={"mark": found}
        )
    return text.strip()


class ReasonForm(forms.Form):
    """A no, or a plan that is kept: why, if one likes."""

    reason = forms.CharField(
        label=_("Why?"), help_text=SEEN_BY, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip

    def clean_reason(self) -> str:
        return nobody_in(self.cleaned_data["reason"])


class CounterForm(ReasonForm):
    """The same action at another time, in another place, with another part of it."""

    starts = forms.DateField(label=_("From"), required=False, widget=DAY)
    ends = forms.DateField(label=_("To"), required=False, widget=DAY)
    areas = forms.MultipleChoiceField(label=_("Where"), required=False, widget=forms.CheckboxSelectMultiple)
    share = forms.CharField(
        label=_("Your part of it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("starts", "ends", "areas", "share", "reason")

    def __init__(self, *args: Any, forum: Forum, now: Terms, **kwargs: Any) -> None:
        self.now = now
        kwargs["initial"] = {
            "starts": now.starts,
            "ends": now.ends,
            "areas": sorted(now.areas),
            "share": now.share,
        }
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = place_choices(forum, now.areas)  # type: ignore[attr-defined]

    def place_groups(self) -> list[tuple[str, list[Any], bool]]:
        return place_groups(self, "areas")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("areas") and self.now.areas:
            self.add_error("areas", _("Tick at least one place."))
        return in_order(self, cleaned)

    def wanted(self) -> dict[str, Any]:
        said = self.cleaned_data
        share = said["share"].replace("\r\n", "\n").strip()
        terms = Terms(said["starts"], said["ends"], frozenset(said["areas"]), share)
        return terms.packed()


class WantedForm(forms.Form):
    """Something besides money: an ask of an action."""

    need = forms.ChoiceField(label=_("What is needed?"), choices=[("", _("Choose")), *Need.choices])
    text = forms.CharField(label=_("In a few words"), help_text=NO_PERSONS, required=False, max_length=200)
    starts = forms.DateField(label=_("From"), required=False, widget=DAY)
    ends = forms.DateField(label=_("To"), required=False, widget=DAY)

    def clean_text(self) -> str:
        return nobody_in(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("need") == Need.OTHER and not cleaned.get("text"):
            self.add_error("text", _("Say in a few words what it is."))
        return in_order(self, cleaned)


class GiveForm(WantedForm):
    """What a body can give, and where."""

    areas = forms.MultipleChoiceField(
        label=_("Where? (nothing ticked: anywhere)"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].label = _("What can you give?")
        self.fields["areas"].choices = place_choices(forum)  # type: ignore[attr-defined]

    def place_groups(self) -> list[tuple[str, list[Any], bool]]:
        return place_groups(self, "areas")


def in_order(form: forms.Form, cleaned: dict[str, Any]) -> dict[str, Any]:
    starts: date | None = cleaned.get("starts")
    ends: date | None = cleaned.get("ends")
    if starts and ends and ends < starts:
        form.add_error("ends", _("The last day lies before the first."))
    return cleaned


def came_of(said: Any) -> str:
    """How an answer came that the secretary enters; "" where it was not said."""
    return said if said in dict(TOLD) else ""
