from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Seat
from jukwaa.site.forms.intake import DATE


class PaperForm(forms.Form):
    """A signature on paper: whose, on which day, the scan."""

    role = forms.ChoiceField(label=_("Whose signature is it?"), widget=forms.RadioSelect)
    day = forms.DateField(label=_("Signed on"), widget=DATE)
    file = forms.FileField(
        label=_("The scanned page"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB: the page with the signature and the fingerprint."),
    )

    def __init__(self, *args: Any, roles: Sequence[str], first: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = list(roles)
        labels = dict(Seat.Role.choices)
        self.fields["role"].choices = [(role, labels.get(role, role)) for role in roles]  # type: ignore[attr-defined]
        if len(self.roles) == 1:
            self.fields["role"].initial = self.roles[0]
        self.first = first


class ReasonForm(forms.Form):
    """Why: in the plan's languages, in one at least."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        names = dict(settings.LANGUAGES)
        for code in self.languages:
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("The reason (%(language)s)") % {"language": names.get(code, code)},
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )
            self.fields[f"reason_{code}"].demanded = True  # type: ignore[attr-defined]  # one of them is

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(self.said(cleaned).values()):
            self.add_error(
                f"reason_{self.languages[0]}", _("Say why, in one language at least: the reason is public.")
            )
        return cleaned

    def said(self, cleaned: dict[str, Any]) -> dict[str, str]:
        return {code: str(cleaned.get(f"reason_{code}") or "").strip() for code in self.languages}

    @property
    def reason(self) -> dict[str, str]:
        return self.said(self.cleaned_data)
