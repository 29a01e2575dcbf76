from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.places.models import Area
from jukwaa.site.forms.intake import DATE, EditionField

LANGUAGES = dict(settings.LANGUAGES)


class BodyForm(forms.Form):
    """What a body is. Its name is asked for a new one only."""

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("What kind of body is it?"), choices=Organisation.Kind)
    state = forms.TypedChoiceField(
        label=_("Is it a public office?"),
        choices=[("", _("Not yet said")), ("yes", _("Yes, a public office")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    agreed = forms.BooleanField(
        label=_("It agreed to be named in public"),
        required=False,
        help_text=_(
            "Ask first: some bodies are safer unnamed. Until then readers see “a civil-society body”."
        ),
    )
    areas = forms.MultipleChoiceField(
        label=_("Where does it work?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    focus_en = forms.CharField(label=_("What it works on, in English"), required=False, max_length=300)
    focus_sw = forms.CharField(label=_("What it works on, in Swahili"), required=False, max_length=300)
    capacity = forms.IntegerField(
        label=_("How many actions can it lead at once?"), required=False, min_value=0, max_value=500
    )

    def __init__(self, *args: Any, forum: Forum, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["name"]
        self.forum = forum
        inside = Area.objects.within(forum.area_id).sub_counties().values_list("code", "name")
        self.fields["areas"].choices = [(forum.area_id, str(forum.area)), *inside]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if self.forum.organisations.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("A body of this name is in the list already."))
        return name


class EditionForm(forms.Form):
    """An empty edition, to be written here or filled from a file later."""

    edition = EditionField(label=_("Edition"), max_length=40, help_text=_("As in 2022-23."))
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    title_sw = forms.CharField(label=_("Title in Swahili"), max_length=200, required=False)
    starts = forms.DateField(label=_("First day"), widget=DATE)
    ends = forms.DateField(label=_("Last day"), widget=DATE)

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum

    def clean_edition(self) -> str:
        edition: str = self.cleaned_data["edition"]
        if self.forum.plans.filter(edition=edition).exists():
            raise forms.ValidationError(_("This edition is here already."))
        return edition

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day lies before the first."))
        return cleaned


class ForumForm(forms.Form):
    """What a forum is founded with."""

    area = forms.ChoiceField(label=_("Which county?"))
    name_en = forms.CharField(label=_("What is the forum called, in English?"), max_length=200)
    name_sw = forms.CharField(label=_("And in Swahili?"), max_length=200, required=False)
    slug = forms.SlugField(
        label=_("Its name in the address"),
        max_length=60,
        help_text=_("Small letters, figures and hyphens: /mombasa/ is the county's page."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the plan"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$",
        label=_("Currency"),
        initial="KES",
        error_messages={"invalid": _("Three capital letters, as in KES.")},
    )
    fy_month = forms.TypedChoiceField(
        label=_("First month of the financial year"), choices=MONTHS.items(), coerce=int, initial=7
    )
    signers = forms.MultipleChoiceField(
        label=_("Whose seats sign the plan?"), choices=Seat.Role, widget=forms.CheckboxSelectMultiple
    )
    level_1 = forms.CharField(
        label=_("What is the plan divided into?"),
        initial="pillar/pillars/nguzo/nguzo",
        help_text=_("One, many, and the same in Swahili: pillar/pillars/nguzo/nguzo."),
    )
    level_2 = forms.CharField(label=_("And below that, if anything?"), required=False)
    level_3 = forms.CharField(label=_("And below that?"), required=False)
    secretary_name = forms.CharField(label=_("Who is the secretary?"), max_length=120, required=False)
    secretary_email = forms.EmailField(
        label=_("The secretary's e-mail address"),
        help_text=_("An account is made; its first password is shown to you once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = Area.objects.counties().values_list("code", "name")
        self.fields["area"].choices = [("", _("Choose a county")), *counties]  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if Forum.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("This name is taken: choose another."))
        return slug

    def _level(self, field: str) -> dict[str, dict[str, str]] | None:
        parts = [part.strip() for part in self.cleaned_data[field].split("/") if part.strip()]
        if not parts:
            return None
        if len(parts) not in (2, 4):
            raise forms.ValidationError(_("Write it as pillar/pillars, or pillar/pillars/nguzo/nguzo."))
        en, sw = parts[:2], parts[2:] or parts[:2]
        return {"one": {"en": en[0], "sw": sw[0]}, "many": {"en": en[1], "sw": sw[1]}}

    def clean_level_1(self) -> Any:
        return self._level("level_1")

    def clean_level_2(self) -> Any:
        return self._level("level_2")

    def clean_level_3(self) -> Any:
        return self._level("level_3")


class ThemeForm(forms.Form):
    """An area of a strategy, typed in."""

    code = forms.CharField(label=_("Number or code"), max_length=20)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    title_sw = forms.CharField(label=_("Title in Swahili"), max_length=200, required=False)
