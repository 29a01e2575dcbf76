from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jukwaa.plans.models import Attachment
from jukwaa.site.forms.files import BroughtField


class AttachForm(forms.Form):
    file = BroughtField(
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
