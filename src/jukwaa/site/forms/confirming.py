from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jukwaa.plans.actions.confirming import LONGEST

IN = {"en": _("How it was done, in English"), "sw": _("How it was done, in Swahili")}


class PointForm(forms.Form):
    """One of the seven points, in a few words."""

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in languages:
            label = IN.get(language) or _("How it was done (%(language)s)") % {"language": language}
            area = forms.Textarea(attrs={"rows": 2, "lang": language})
            self.fields[f"how_{language}"] = forms.CharField(
                label=label, required=False, max_length=LONGEST, widget=area
            )

    @property
    def how(self) -> dict[str, str]:
        return {name.removeprefix("how_"): text for name, text in self.cleaned_data.items()}
