"""A file that somebody brings: how large it may be is said before it is read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from jukwaa.plans.rules.attachments import LARGEST


class BroughtField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> UploadedFile[Any]:
        file: UploadedFile[Any] = super().clean(data, initial)
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Save pictures smaller, or leave pages out.")
            )
        return file
