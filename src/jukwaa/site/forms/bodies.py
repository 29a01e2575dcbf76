"""What a body is: one question, whose answer says both its kind and whether it is a public office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Forum, Organisation
from jukwaa.places.models import Area

Kind = Organisation.Kind
PUBLIC = (
    (f"{Kind.NATIONAL_GOVERNMENT}.yes", Kind.NATIONAL_GOVERNMENT.label),
    (f"{Kind.COUNTY_GOVERNMENT}.yes", Kind.COUNTY_GOVERNMENT.label),
    (f"{Kind.SECURITY_AGENCY}.yes", Kind.SECURITY_AGENCY.label),
    (f"{Kind.ACADEMIA}.yes", _("Public school, college or university")),
    (f"{Kind.MEDIA}.yes", _("Public broadcaster")),
    (f"{Kind.PRIVATE_SECTOR}.yes", _("State company")),
)
OTHERS = (
    *(
        (f"{kind}.no", kind.label)
        for kind in (Kind.CSO, Kind.CBO, Kind.FAITH_BASED, Kind.WOMEN_LED, Kind.YOUTH_LED)
    ),
    (f"{Kind.PWD_LED}.no", Kind.PWD_LED.label),
    (f"{Kind.ACADEMIA}.no", _("School, college or university that is not public")),
    (f"{Kind.PRIVATE_SECTOR}.no", Kind.PRIVATE_SECTOR.label),
    (f"{Kind.MEDIA}.no", Kind.MEDIA.label),
    (f"{Kind.DEVELOPMENT_PARTNER}.no", Kind.DEVELOPMENT_PARTNER.label),
)
UNSAID = ""
CHOICES = [
    (UNSAID, _("Not yet said")),
    (_("A public office: always named"), PUBLIC),
    (_("Any other body"), OTHERS),
]
AGREED = _("It agreed to be named in public")


def as_answer(body: Organisation) -> str:
    """How the answer reads for a body that was described before."""
    if body.state is None:
        return UNSAID
    return f"{body.kind}.{'yes' if body.state else 'no'}"


def from_answer(answer: str) -> tuple[str, bool | None]:
    """Kind, and whether it is a public office."""
    kind, _dot, public = answer.partition(".")
    return (kind, public == "yes") if kind else (Kind.UNKNOWN, None)


class BodyForm(forms.Form):
    """All that is said of a body."""

    name = forms.CharField(label=_("Name"), max_length=200)
    what = forms.ChoiceField(label=_("What is it?"), choices=CHOICES, required=False)
    agreed = forms.BooleanField(
        label=AGREED,
        required=False,
        help_text=_(
            "Ask first: some bodies are safer unnamed. Until then readers see “a civil-society body”."
        ),
    )
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    areas = forms.MultipleChoiceField(
        label=_("Where does it work?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    focus_en = forms.CharField(label=_("What it works on, in English"), required=False, max_length=300)
    focus_sw = forms.CharField(label=_("What it works on, in Swahili"), required=False, max_length=300)
    rights = forms.BooleanField(
        label=_("It looks after people's rights"), required=False,
        help_text=_("It then asks of indicators whether they can do harm, and reads what went wrong or could."),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("How many actions can it lead at once?"), required=False, min_value=0, max_value=500
    )

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = (
            Area.objects.within(forum.area_id).sub_counties().order_by("name").values_list("code", "name")
        )
        whole = (forum.area_id, _("all of %(place)s") % {"place": forum.area})
        self.fields["areas"].choices = [whole, *inside]  # type: ignore[attr-defined]


class ClassForm(forms.Form):
    """The one question, for many bodies on one page."""

    pid = forms.CharField(widget=forms.HiddenInput)
    what = forms.ChoiceField(label=_("What is it?"), choices=CHOICES, required=False)
    agreed = forms.BooleanField(label=AGREED, required=False)


Classes = forms.formset_factory(ClassForm, extra=0, max_num=200, absolute_max=200)
