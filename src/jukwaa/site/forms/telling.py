"""A form that shows the faults which an act found, each at its field."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class Telling(forms.Form):
    def refuse(self, wrong: ValidationError) -> None:
        for field, faults in getattr(wrong, "error_dict", {NON_FIELD_ERRORS: wrong}).items():
            at = self.at(field)
            self.add_error(at if at in self.fields else None, faults)

    def at(self, field: str) -> str:
        """Which of its fields shows what the act says of `field`."""
        return field
