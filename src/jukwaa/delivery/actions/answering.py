"""Something back for a report: thanks, or a question that leaves it as it stands, and the author's answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jukwaa.delivery import permissions
from jukwaa.delivery.actions.stepping import Hand, locked, step
from jukwaa.delivery.models import Report, Step
from jukwaa.delivery.rules.persons import persons_in
from jukwaa.delivery.rules.telling import LONGEST

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def thank_report(report: Report, words: str = "", *, by: User | None, today: date) -> Report:
    report = locked(report)
    permissions.can_thank(by, report).require()
    _check(words, needed=False)
    step(report, Step.Kind.THANKED, Hand(by, today), reason=words.strip())
    return report


@transaction.atomic
def ask_report(report: Report, words: str, *, by: User | None, today: date) -> Report:
    """A question to its author. It is not sent back: what is verified goes on counting."""
    report = locked(report)
    permissions.can_ask(by, report).require()
    _check(words)
    step(report, Step.Kind.ASKED, Hand(by, today), reason=words.strip())
    return report


@transaction.atomic
def answer_report(report: Report, words: str, *, by: User | None, today: date) -> Report:
    report = locked(report)
    permissions.can_answer(by, report).require()
    _check(words)
    step(report, Step.Kind.ANSWERED, Hand(by, today), reason=words.strip())
    return report


def _check(words: str, *, needed: bool = True) -> None:
    if needed and not words.strip():
        raise ValidationError({"words": _("Say it in a few words.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("Keep it under %(n)s letters.") % {"n": LONGEST}})
    if marks := persons_in([words]):
        said = _("This looks as if it named a person: “%(mark)s”. Say what, not who.")
        raise ValidationError({"words": said % {"mark": marks[0]}})
