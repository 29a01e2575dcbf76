from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from jukwaa.plans.rules.editions import edition_problem

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EditionField(forms.CharField):
    """An edition's label, as it stands in the address."""

    def clean(self, value: Any) -> str:
        label: str = super().clean(str(value or "").replace("/", "-"))  # Kenya writes 2022/23
        sentences = {
            "shape": _("An edition is named with letters, figures, dots and hyphens, as in 2022-23."),
            "reserved": _("“%(label)s” is a page of the site: choose another name for the edition."),
        }
        if label and (problem := edition_problem(label)):
            raise forms.ValidationError(sentences[problem], code="edition", params={"label": label})
        return label


class UploadForm(forms.Form):
    """The file and what is asked beside it."""

    file = forms.FileField(
        label=_("Your plan: a Word or Excel file"),
        help_text=_(
            "Up to 10 MB: .docx or .xlsx, or a plan that was downloaded from Jukwaa (.xlsx or .json)."
        ),
    )
    edition = EditionField(
        label=_("Which edition is it?"),
        max_length=40,
        widget=forms.TextInput(attrs={"list": "editions", "autocomplete": "off"}),
        help_text=_("As in 2022-23. If it is not here yet, it is made as a draft that only the forum sees."),
    )
    starts = forms.DateField(
        label=_("First day of the plan"),
        required=False,
        widget=DATE,
        help_text=_("Leave both days empty if the file says them, or if the edition is here already."),
    )
    ends = forms.DateField(label=_("Last day of the plan"), required=False, widget=DATE)
    quarters = forms.ChoiceField(
        label=_("When the file says Q1, which months are meant?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, quarters: Iterator[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarters"].choices = list(quarters)  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _(
                    "The file is larger than 10 MB. Take pictures out of it, or save only the sheet with the matrix."
                )
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day lies before the first."))
        return cleaned


class ConfirmForm(forms.Form):
    """Said together with the yes."""

    publish = forms.BooleanField(
        label=_("Make it public at once, marked as a draft"),
        required=False,
        help_text=_("Otherwise only the forum sees it until you publish it."),
        widget=forms.CheckboxInput(attrs={"form": "bring-in"}),  # the yes stands below it, always in sight
    )


class TermsForm(forms.Form):
    """What becomes of the actions that the file lacks."""

    prune = forms.BooleanField(required=False)
