from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from jukwaa.plans.models import Attachment
from jukwaa.plans.rules.attachments import LARGEST


class AttachForm(forms.Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("PDF, Word, Excel, OpenDocument or a picture, up to 10 MB. What a camera notes in a picture (where, when) is taken out."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("What it is called here"),
        max_length=200,
        required=False,
        help_text=_("As in “Programme of the ward dialogues”. Left empty, it keeps its own name."),
    )
    visibility = forms.ChoiceField(
        label=_("Who sees it?"),
        choices=Attachment.Visibility,
        initial=Attachment.Visibility.FORUM,
        widget=forms.RadioSelect,
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Save pictures smaller, or leave pages out.")
            )
        return file
