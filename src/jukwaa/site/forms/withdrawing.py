from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NameAgainForm(forms.Form):
    """A withdrawal ends on the body's own word."""

    on_its_word = forms.BooleanField(label=_("The body itself has said so"), required=False)
    agreed = forms.BooleanField(label=_("It agreed to be named in public again"), required=False)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:  # whoever speaks for it asks nobody
            self.fields["on_its_word"].widget = forms.HiddenInput()
            self.fields["on_its_word"].disabled = True
            self.fields["agreed"].label = _("Name us in public again")
