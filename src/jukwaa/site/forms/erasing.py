from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, erase my account. It cannot be brought back."),
        error_messages={"required": _("Tick this, so that no account is erased by a slip of the hand.")},
    )
