from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Forum, Seat
from jukwaa.places.models import Area
from jukwaa.site.forms.intake import DATE, EditionField


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


class LevelWidget(forms.MultiWidget):
    """Four words in a row: one and many, in English and in Swahili."""

    template_name = "site/desk/level_widget.html"

    def __init__(self) -> None:
        words = (_("one, in English"), _("many, in English"), _("one, in Swahili"), _("many, in Swahili"))
        super().__init__([forms.TextInput(attrs={"aria-label": word, "placeholder": word}) for word in words])

    def decompress(self, value: Any) -> list[str]:
        return list(value or ["", "", "", ""])


class LevelField(forms.MultiValueField):
    """What a level of the plan is called: {"one": texts, "many": texts}, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        words = [forms.CharField(max_length=60, required=False) for _n in range(4)]
        super().__init__(words, widget=LevelWidget(), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, dict[str, str]] | None:
        en_one, en_many, sw_one, sw_many = (word.strip() for word in data_list or [""] * 4)
        if not any(data_list or ()):
            return None
        if not en_one or not en_many or bool(sw_one) != bool(sw_many):
            raise forms.ValidationError(_("Say what one is called and what many are, in each language."))
        sw = (sw_one, sw_many) if sw_one else (en_one, en_many)
        return {"one": {"en": en_one, "sw": sw[0]}, "many": {"en": en_many, "sw": sw[1]}}


class ForumForm(forms.Form):
    """What a forum is founded with."""

    area = forms.ChoiceField(label=_("Which county?"))
    name_en = forms.CharField(label=_("What is the forum called, in English?"), max_length=200)
    name_sw = forms.CharField(label=_("And in Swahili?"), max_length=200, required=False)
    slug = forms.CharField(
        label=_("Its name in the address"),
        max_length=60,
        required=False,
        help_text=_(
            "Small letters, figures and hyphens, as in /mombasa/. Left empty, it is the county's name."
        ),
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
    level_1 = LevelField(
        label=_("What is the plan divided into?"),
        initial=["pillar", "pillars", "nguzo", "nguzo"],
        help_text=_("One and many, in English and in Swahili: pillar, pillars, nguzo, nguzo."),
    )
    level_2 = LevelField(label=_("And below that, if anything?"), required=False)
    level_3 = LevelField(label=_("And below that?"), required=False)
    secretary_name = forms.CharField(label=_("Who is the secretary?"), max_length=120, required=False)
    secretary_email = forms.EmailField(
        label=_("The secretary's e-mail address"),
        help_text=_("An account is made; its first password is shown to you once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = Area.objects.counties().values_list("code", "name")
        self.fields["area"].choices = [("", _("Choose a county")), *counties]  # type: ignore[attr-defined]
        self.fields["name_sw"].demanded = True  # type: ignore[attr-defined]  # where the plan is in Swahili

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip().lower()
        if not slug and (area := Area.objects.filter(code=self.data.get("area", "")).first()):
            slug = slugify(area.name)
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            "sw" in cleaned.get("languages", ())
            and not cleaned.get("name_sw")
            and "name_sw" not in self.errors
        ):
            self.add_error(
                "name_sw", _("The plan is in Swahili too, so the forum needs its name in Swahili.")
            )
        if cleaned.get("level_3") and not cleaned.get("level_2"):
            self.add_error("level_2", _("A third level needs a second one."))
        return cleaned


class ThemeForm(forms.Form):
    """An area of a strategy, typed in."""

    code = forms.CharField(label=_("Number or code"), max_length=20)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    title_sw = forms.CharField(label=_("Title in Swahili"), max_length=200, required=False)
