"""What is typed of money: how far it has come, how much, from where, in which quarter; the rest only if one likes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from jukwaa.delivery.models import Money
from jukwaa.delivery.rules.drawing import MOST
from jukwaa.delivery.rules.money import LONGEST_NAME, Entered
from jukwaa.delivery.rules.telling import MOST_MONEY
from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.quarters import Quarter, named, quarter_of, quarters
from jukwaa.results.figures.naming import quarter_name
from jukwaa.site.forms.telling import Telling


class MoneyForm(Telling):
    """`told()`: what was typed, as the act takes it; `quarter()`: of which quarter."""

    kind = forms.ChoiceField(
        label=_("How far has it come?"), choices=Money.Kind.choices, widget=forms.RadioSelect, initial="spent"
    )
    amount = forms.DecimalField(
        label=_("How much?"), required=False, min_value=0, max_value=MOST_MONEY, decimal_places=2,
        help_text=_("Leave it empty if the amount is not known: that there is money is worth knowing too. 0 is an amount."),
    )  # fmt: skip
    source = forms.ChoiceField(label=_("Where does it come from?"))
    quarter = forms.ChoiceField(label=_("In which quarter?"))
    form = forms.ChoiceField(
        label=_("What is it?"), choices=Money.Form.choices, widget=forms.RadioSelect, initial="money"
    )
    other = forms.CharField(
        label=_("If another source: which?"), required=False, max_length=LONGEST_NAME,
        help_text=_("The forum reads it, the public does not. A fund or a body, never a person."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, plan: Plan, bodies: Iterable[Organisation], kept: Money | None = None, **said: Any
    ) -> None:
        said["initial"] = _typed(kept) if kept else {"quarter": _usual(plan).name}
        super().__init__(*args, **said)
        named_ones = [(f"body:{body.pid}", body.name) for body in bodies]
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("", _now("Choose")),
            ("own", Money.Source.OWN.label),
            ("county", Money.Source.COUNTY.label),
            ("other", Money.Source.OTHER.label),
            (_now("A body of the forum, or a partner"), named_ones),
        ]
        known = quarters(plan.starts, plan.ends, plan.fy_month)
        self.fields["quarter"].choices = [(each.name, quarter_name(each)) for each in known]  # type: ignore[attr-defined]

    @property
    def more(self) -> bool:
        """Whether anything is said of what one need not say."""
        return self["form"].value() != "money" or bool(self["form"].errors)

    def told(self) -> Entered:
        said = self.cleaned_data
        source, _colon, funder = said["source"].partition(":")
        return Entered(
            said["kind"],
            source,
            said["form"],
            said["amount"],
            funder,
            said["other"] if source == "other" else "",
        )

    def quarter_told(self) -> Quarter:
        found = named(self.cleaned_data["quarter"])
        if found is None:
            raise ValueError("a choice of the form is a quarter")
        return found

    def at(self, field: str) -> str:
        return "source" if field == "funder" else field


def _typed(kept: Money) -> dict[str, Any]:
    source = f"body:{kept.funder.pid}" if kept.funder else kept.source
    return {
        "kind": kept.kind,
        "amount": kept.amount,
        "source": source,
        "quarter": kept.of_quarter.name,
        "form": kept.form,
        "other": kept.other,
    }


def _usual(plan: Plan) -> Quarter:
    """The one that runs, or the plan's last."""
    known = quarters(plan.starts, plan.ends, plan.fy_month)
    runs = quarter_of(plan.day, plan.fy_month)
    return runs if runs in known else known[-1]


class DrawForm(forms.Form):
    """A random sample that can be drawn again."""

    n = forms.IntegerField(label=_("How many reports?"), min_value=1, max_value=MOST, initial=20)
    seed = forms.RegexField(
        r"^[A-Za-z0-9-]{1,40}$", label=_("Seed"),
        help_text=_("Letters, figures and hyphens. Whoever draws with the same seed draws the same reports: agree on it before, so that nobody chooses."),
    )  # fmt: skip
