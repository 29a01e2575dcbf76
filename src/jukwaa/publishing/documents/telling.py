"""Days, money and states in words, in the language that is switched on."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from jukwaa.core.texts import Said
from jukwaa.plans.models import Action, Plan
from jukwaa.plans.rules.document import Funding, PlanDoc


def day(value: date) -> str:
    return date_format(value, "DATE_FORMAT")


def period(starts: date | None, ends: date | None) -> str:
    if starts and ends:
        return f"{day(starts)} – {day(ends)}"
    return day(starts or ends) if starts or ends else ""  # type: ignore[arg-type]


def when(starts: date | None, ends: date | None, doc: PlanDoc) -> str:
    """As on the plan's page: whole months as months, a whole plan as such: "Jul – Sep 2022", "1 Jul – 12 Aug 2022"."""
    if starts is None or ends is None:
        return _open(starts, ends)
    if (starts, ends) == (doc.starts, doc.ends):
        return _("Whole plan")
    whole_months = starts.day == 1 and ends.day == monthrange(ends.year, ends.month)[1]
    return _span(starts, ends, "M" if whole_months else "j M")


def _open(starts: date | None, ends: date | None) -> str:
    if starts:
        return _("from %(day)s") % {"day": date_format(starts, "SHORT_DATE_FORMAT")}
    return _("by %(day)s") % {"day": date_format(ends, "SHORT_DATE_FORMAT")} if ends else ""


def _span(starts: date, ends: date, form: str) -> str:
    last = date_format(ends, f"{form} Y")
    if last == date_format(starts, f"{form} Y"):
        return last
    return f"{date_format(starts, form if starts.year == ends.year else f'{form} Y')} – {last}"


def number(value: Decimal | int) -> str:
    """Grouped; cents only where there are any."""
    value = Decimal(value)
    return number_format(int(value) if value == value.to_integral_value() else round(value, 2), use_l10n=True)


def amount(value: Decimal, currency: str) -> str:
    return f"{currency} {number(value)}"


def funding(kind: Funding | None) -> str:
    return str(Action.Funding(kind or "unknown").label)


def money(estimate: Decimal | None, kind: Funding | None, currency: str) -> str:
    """The sum, and how it is paid for where the sum alone does not tell."""
    if estimate is None:
        return funding(kind)
    told = amount(estimate, currency)
    return told if kind in ("funded", "unknown", None) else f"{told} ({funding(kind).lower()})"


def actions(count: int) -> str:
    return npgettext("inside a sentence", "%(n)s action", "%(n)s actions", count) % {"n": number(count)}


def bodies(count: int) -> str:
    return npgettext("inside a sentence", "%(n)s body", "%(n)s bodies", count) % {"n": number(count)}


def status(doc: PlanDoc) -> str:
    return str(Plan.Status(doc.status).label)


def unsigned(doc: PlanDoc) -> str:
    """Said on every page while nobody has signed."""
    told = {
        Plan.Status.DRAFT: _("Draft, not published, not signed"),
        Plan.Status.PUBLISHED_DRAFT: _("Published draft, not signed"),
        Plan.Status.CONSULTATION: _("In consultation, not signed"),
        Plan.Status.FOR_ADOPTION: _("For adoption, not signed"),
    }
    return told.get(Plan.Status(doc.status), "")


def sample(doc: PlanDoc) -> str:
    return _("Sample content, not the official plan") if doc.sample else ""


def joined(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def plain(text: str) -> Said:
    """A text of our own, or a name: it is in no language that would need saying."""
    return Said(text, "", True)
