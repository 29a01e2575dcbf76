"""What is asked of an indicator before its numbers are public; what went wrong or could, and what is decided about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import Texts, say
from jukwaa.plans.models import Plan
from jukwaa.results.actions import Answers
from jukwaa.results.models import AdverseEffect, Review
from jukwaa.results.rules.caring import LONGEST, QUESTIONS
from jukwaa.site.figures.caring import ASKED, action_choices
from jukwaa.site.forms.telling import Telling

ANSWERS = [("no", _("No")), ("yes", _("Yes, it could"))]


def _words(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=LONGEST, required=required, widget=forms.Textarea({"rows": 4})
    )


def _texts(text: str) -> Texts:
    """In the language in which it was written."""
    text = text.replace("\r\n", "\n").strip()
    return {(get_language() or "en")[:2]: text} if text else {}


class ReviewForm(Telling):
    def __init__(self, *args: Any, standing: Review | None = None, **said: Any) -> None:
        if standing:
            said["initial"] = {each: "yes" if yes else "no" for each, yes in standing.answers.items()} | {
                "outcome": standing.outcome,
                "care": say(standing.care).text,
            }
        super().__init__(*args, **said)
        for question in QUESTIONS:
            self.fields[question] = forms.ChoiceField(
                label=str(ASKED[question]), choices=ANSWERS, widget=forms.RadioSelect
            )
        self.fields["care"] = _words(
            _("What is to be taken care of, or put otherwise?"),
            _("If one answer is yes: what keeps it from doing harm? In a few words, and no names."),
            required=False,
        )
        self.fields["outcome"] = forms.ChoiceField(
            label=_("What follows?"), choices=Review.Outcome.choices, widget=forms.RadioSelect
        )

    def answers(self) -> Answers:
        said = self.cleaned_data
        could = {question: said[question] == "yes" for question in QUESTIONS if said.get(question)}
        return Answers(could, said["outcome"], _texts(said["care"]))


class NoteForm(Telling):
    kind = forms.ChoiceField(
        label=_("Has it happened?"), choices=AdverseEffect.Kind.choices, widget=forms.RadioSelect
    )
    what = _words(
        _("What went wrong, or could?"),
        _("What the plan, or something done for it, brought about: who was left out, put at risk, set against others. Say it of groups and places, never of a person."),
    )  # fmt: skip
    about = forms.ChoiceField(label=_("What is it about?"), required=False)

    def __init__(self, *args: Any, plan: Plan, **said: Any) -> None:
        super().__init__(*args, **said)
        self.fields["about"].choices = action_choices(plan)  # type: ignore[attr-defined]

    def what_told(self) -> Texts:
        return _texts(self.cleaned_data["what"])


class DecideForm(Telling):
    state = forms.ChoiceField(
        label=_("What was decided?"),
        choices=[(each.value, each.label) for each in AdverseEffect.DECIDED],
        widget=forms.RadioSelect,
    )
    decision = _words(
        _("What is done about it?"), _("In a few words: it can be published with what went wrong.")
    )

    def __init__(self, *args: Any, effect: AdverseEffect, **said: Any) -> None:
        if effect.decided:
            said["initial"] = {"state": effect.state, "decision": say(effect.decision).text}
        super().__init__(*args, **said)

    def decision_told(self) -> Texts:
        return _texts(self.cleaned_data["decision"])
