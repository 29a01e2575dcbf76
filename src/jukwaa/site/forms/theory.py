"""What is typed of a theory of change: a factor, a link with what it assumes, and whether that is so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import Texts
from jukwaa.plans.models import Plan
from jukwaa.results.models import CausalLink
from jukwaa.results.rules.theory import LONGEST
from jukwaa.site.figures.theory import end_choices
from jukwaa.site.figures.words import language_name
from jukwaa.site.forms.telling import Telling


class _InLanguages(Telling):
    """One field of words for each of the plan's languages."""

    stem: str
    label: Any
    hint: Any = ""

    def __init__(self, *args: Any, languages: Sequence[str], texts: Texts | None = None, **said: Any) -> None:
        said["initial"] = {f"{self.stem}_{code}": text for code, text in (texts or {}).items()} | said.get("initial", {})  # fmt: skip
        super().__init__(*args, **said)
        self.languages = list(languages)
        for code in self.languages:
            self.fields[f"{self.stem}_{code}"] = forms.CharField(
                label=f"{self.label} ({language_name(code)})", help_text=self.hint, max_length=LONGEST,
                required=False, widget=forms.Textarea({"rows": 2}),
            )  # fmt: skip

    def at(self, field: str) -> str:
        return f"{self.stem}_{self.languages[0]}" if field == self.stem else field

    def texts(self) -> Texts:
        said = {code: self.cleaned_data[f"{self.stem}_{code}"].strip() for code in self.languages}
        return {code: text for code, text in said.items() if text}


class FactorForm(_InLanguages):
    stem, label = "text", _("What protects people here?")
    hint = _("What makes people and places stronger, not who is at risk: “Young people with work and a say”.")


class LinkForm(_InLanguages):
    stem, label = "assumption", _("This works only if …")
    to = forms.ChoiceField(label=_("Which action, or which outcome?"))

    def __init__(self, *args: Any, plan: Plan, **said: Any) -> None:
        super().__init__(*args, languages=plan.languages, **said)
        actions, outcomes = end_choices(plan)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            (_("An action that strengthens it"), actions),
            (_("An outcome to which it leads"), outcomes),
        ]


class JudgeForm(_InLanguages):
    stem, label = "assumption", _("This works only if …")
    standing = forms.ChoiceField(label=_("Is it so?"), choices=CausalLink.Standing.choices)
