"""What is laid beside a report: a photograph or a document; or word of a list that stays on paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jukwaa.delivery.models import Evidence
from jukwaa.delivery.rules.reach import MOST
from jukwaa.site.forms.files import BroughtField


class EvidenceForm(forms.Form):
    file = BroughtField(
        label=_("A photo or a document"),
        help_text=_("A picture, PDF, Word, Excel or OpenDocument file, up to 10 MB. What a camera notes in a picture (where, when) is taken out."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("What does it show?"),
        max_length=200,
        required=False,
        help_text=_("As in “The hall in Likoni, chairs in a circle”. No names."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=Evidence.Visibility,
        initial=Evidence.Visibility.CHECKER,
        widget=forms.RadioSelect,
        help_text=_("A photo for checking is deleted once the report is checked."),
    )


class PaperForm(forms.Form):
    people = forms.IntegerField(label=_("How many people stand on it?"), min_value=0, max_value=MOST)
    holder = forms.CharField(
        label=_("Which office holds the paper?"),
        max_length=200,
        required=False,
        help_text=_("An office, not a person. Left empty: your body."),
    )
