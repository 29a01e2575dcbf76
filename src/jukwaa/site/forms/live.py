"""How an action stands, said in two fields; and the workbook of the matrix, brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from jukwaa.plans.models import Action
from jukwaa.plans.rules.changing import digest_of
from jukwaa.plans.rules.personal import marks

LONGEST = 500


class StateForm(forms.Form):
    """`stands`: what the action holds now, as `rules.changing.said_of` gives it; the reason is in one language."""

    status = forms.ChoiceField(label=lazy("How does it stand?"), choices=Action.Status.choices)
    reason = forms.CharField(
        label=lazy("Why, or what comes next (you may leave it empty)"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None, stands: Mapping[str, Any], language: str) -> None:
        self.stands, self.language = stands, language
        said = {"status": stands["status"], "reason": stands[f"reason_{language}"]}
        super().__init__(data, initial=said)

    @property
    def marks(self) -> dict[str, str]:
        """Digests of what the form was opened with."""
        if self.is_bound:
            return {name: self.data.get(f"was-{name}", "") for name in self.stands}
        return {name: digest_of(value) for name, value in self.stands.items()}

    @property
    def said(self) -> dict[str, Any]:
        """A reason in another language goes where the status moves on and its own language says something else."""
        own = f"reason_{self.language}"
        said = {**self.stands, "status": self.cleaned_data["status"], own: self.cleaned_data["reason"]}
        if said["status"] != self.stands["status"]:
            said |= {name: "" for name in self.stands if name.startswith("reason_") and name != own}
        return said

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"]).strip()
        if named := next(marks(reason), ""):
            raise ValidationError(
                _("“%(words)s” looks as if it pointed at a person. Say it without.") % {"words": named}
            )
        return reason
