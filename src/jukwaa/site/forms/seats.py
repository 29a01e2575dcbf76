"""What the secretary says of seats and memberships, and what those say who come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.forms import NewPasswordForm
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.rules import SECOND_FACTOR
from jukwaa.site.forms.intake import DATE

BY_EMAIL, BY_LINK, BY_NOTHING = "email", "link", "nothing"
WAYS = (
    (BY_EMAIL, _("By e-mail: a letter with a link that works once")),
    (BY_LINK, _("Without e-mail: a link with a PIN, which you pass on by message or on paper")),
    (BY_NOTHING, _("Not at all: the name alone stands in the list")),
)
LANGUAGE = _("Language of the letter")


class ComingForm(forms.Form):
    """Who sits there, and how they come in."""

    name = forms.CharField(
        label=_("Who sits there"), max_length=120, help_text=_("Seen inside the forum only.")
    )
    way = forms.ChoiceField(
        label=_("How do they come in?"), choices=WAYS, initial=BY_EMAIL, widget=forms.RadioSelect
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    language = forms.ChoiceField(label=LANGUAGE, choices=settings.LANGUAGES, required=False)

    of_role = ""  # of the seat, where it is not asked

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("way") == BY_EMAIL and not said.get("email") and "email" not in self.errors:
            self.add_error("email", _("A letter needs an address."))
        if said.get("way") == BY_LINK and (said.get("role") or self.of_role) in SECOND_FACTOR:
            self.add_error("way", _("This seat decides for others: its holder comes in by e-mail."))
        return said


class SeatForm(ComingForm):
    role = forms.ChoiceField(
        label=_("Which seat?"), choices=Seat.Role.choices, initial=Seat.Role.FOCAL_PERSON
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("For which body?"),
        required=False,
        to_field_name="pid",
        empty_label=_("for none"),
    )
    starts = forms.DateField(label=_("From"), widget=DATE, initial=localdate)

    field_order = ["role", "organisation", "name", "starts", "way", "email", "language"]

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = forum.organisations.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("role") == Seat.Role.FOCAL_PERSON and not said.get("organisation"):
            self.add_error("organisation", _("A focal person sits for a body: say which."))
        return said


class HandOverForm(ComingForm):
    starts = forms.DateField(label=_("From"), widget=DATE, initial=localdate)
    field_order = ["name", "starts", "way", "email", "language"]

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_role = role


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=LANGUAGE, choices=settings.LANGUAGES)


class FromDayForm(forms.Form):
    day = forms.DateField(label=_("From"), widget=DATE, initial=localdate)


class JoinForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Which body joins?"),
        to_field_name="pid",
        empty_label=_("choose"),
    )
    starts = forms.DateField(label=_("From"), widget=DATE, initial=localdate)
    endorsed_by = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Which body spoke for it?"),
        required=False,
        to_field_name="pid",
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = forum.organisations.order_by("name")
        for name in ("organisation", "endorsed_by"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    day = forms.DateField(label=_("Member until"), widget=DATE, initial=localdate)


class ArrivalForm(NewPasswordForm):
    """Whoever was invited and has no account yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["name", "new", "again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].label = _("Choose a password")
        self.fields["again"].label = _("The same password once more")


PIN = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "pattern": "[0-9]{6}"}
STAYS = _("Stay signed in on this phone for twelve hours")


class PinForm(forms.Form):
    pin = forms.CharField(label=_("Your PIN"), widget=forms.PasswordInput(attrs=PIN))
    stays = forms.BooleanField(label=STAYS, required=False)


class NewPinForm(forms.Form):
    pin = forms.CharField(
        label=_("Choose a PIN of six figures"),
        help_text=_("Not a birthday, and not 123456. Tell it to nobody, not even the secretary."),
        widget=forms.PasswordInput(attrs=PIN),
    )
    again = forms.CharField(label=_("The same PIN once more"), widget=forms.PasswordInput(attrs=PIN))
    stays = forms.BooleanField(label=STAYS, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("pin") and said.get("again") and said["pin"] != said["again"]:
            self.add_error("again", _("The two are not the same."))
        return said
