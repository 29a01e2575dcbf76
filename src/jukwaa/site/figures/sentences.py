"""One difference as a sentence: "Now ends on 30 September 2022 instead of 31 May 2023"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.plans.models import Action
from jukwaa.plans.rules.comparing import Difference
from jukwaa.plans.rules.document import Ancestor, BodyRef, IndicatorDoc, Texts
from jukwaa.plans.rules.matching import body_key
from jukwaa.plans.rules.wording import pieces
from jukwaa.site.figures.words import (
    Say,
    Told,
    Words,
    in_the_others,
    language_name,
    names_told,
    paragraphs_told,
    reworded,
    texts_told,
)


def tell(difference: Difference, words: Words) -> Iterator[Told]:
    said = SENTENCES.get(difference.field)
    if said is None:
        return iter([Told(_("Something else changed: %(field)s.") % {"field": difference.field})])
    return said(difference.before, difference.after, words)


# --- dates and money --------------------------------------------------------------------------------------


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


Span = tuple[date | None, date | None]


def _dates(before: Span, after: Span, _words: Words) -> Iterator[Told]:
    (starts, ends), (starts_now, ends_now) = before, after
    if starts != starts_now and ends != ends_now and None not in (*before, *after):
        said = _("Now runs from %(starts_now)s to %(ends_now)s instead of from %(starts)s to %(ends)s.")
        days = {"starts": starts, "ends": ends, "starts_now": starts_now, "ends_now": ends_now}
        yield Told(said % {name: _day(day) for name, day in days.items() if day})
        return
    if starts != starts_now:
        yield Told(_begins(starts, starts_now))
    if ends != ends_now:
        yield Told(_ends(ends, ends_now))


def _begins(before: date | None, after: date | None) -> str:
    if before and after:
        said = _("Now begins on %(after)s instead of %(before)s.")
        return said % {"after": _day(after), "before": _day(before)}
    if after:
        return _("Now begins on %(after)s; no first day was given before.") % {"after": _day(after)}
    return (
        _("No first day is given any more; it was %(before)s.") % {"before": _day(before)} if before else ""
    )


def _ends(before: date | None, after: date | None) -> str:
    if before and after:
        said = _("Now ends on %(after)s instead of %(before)s.")
        return said % {"after": _day(after), "before": _day(before)}
    if after:
        return _("Now ends on %(after)s; no last day was given before.") % {"after": _day(after)}
    return _("No last day is given any more; it was %(before)s.") % {"before": _day(before)} if before else ""


Money = tuple[str | None, Decimal | None]


def _money(before: Money, after: Money, words: Words) -> Iterator[Told]:
    old, new = _amount(before, words), _amount(after, words)
    if old == new:  # the same amount, otherwise found
        old, new = (f"{said} ({_found(funding)})" for said, (funding, _n) in ((old, before), (new, after)))
    yield Told(_("Money: %(after)s instead of %(before)s.") % {"after": new, "before": old})


def _amount(money: Money, words: Words) -> str:
    funding, estimate = money
    if estimate is None:
        return _found(funding)
    exact = estimate.normalize() if estimate % 1 else int(estimate)
    return f"{words.currency} {number_format(exact, use_l10n=True)}".strip()


def _found(funding: str | None) -> str:
    told = {
        "no_cost": _("no cost"),
        "in_kind": _("in kind"),
        "funded": _("costed, but the amount is not said"),
    }
    return told.get(funding or "", _("not known"))


# --- who --------------------------------------------------------------------------------------------------

Bodies = tuple[BodyRef, ...]


def _lead(before: Bodies | None, after: Bodies | None, words: Words) -> Iterator[Told]:
    old, new = words.all(before or ()), words.all(after or ())
    if old == new:
        yield Told(_("The lead changed from one civil-society body to another."))
    elif not old:
        yield Told(_("Now led by %(after)s; nobody was named before.") % {"after": new})
    elif not new:
        yield Told(_("No longer led by %(before)s; nobody is named now.") % {"before": old})
    else:
        yield Told(_("Lead changed from %(before)s to %(after)s.") % {"before": old, "after": new})


def _co_lead(before: Bodies | None, after: Bodies | None, words: Words) -> Iterator[Told]:
    old, new = words.all(before or ()), words.all(after or ())
    if old == new:
        yield Told(_("The co-lead changed from one civil-society body to another."))
    elif not old:
        yield Told(_("Now led together with %(after)s.") % {"after": new})
    elif not new:
        yield Told(_("No longer led together with %(before)s.") % {"before": old})
    else:
        yield Told(_("Co-lead changed from %(before)s to %(after)s.") % {"before": old, "after": new})


def _support(before: Bodies | None, after: Bodies | None, words: Words) -> Iterator[Told]:
    gone, new = _turned(before, after, words)
    if new:
        yield Told(_("Now also supported by %(bodies)s.") % {"bodies": new})
    if gone:
        yield Told(_("No longer supported by %(bodies)s.") % {"bodies": gone})
    if not gone and not new:
        yield Told(_("The supporting bodies stand in another order."))


def _funder(before: Bodies | None, after: Bodies | None, words: Words) -> Iterator[Told]:
    gone, new = _turned(before, after, words)
    if new:
        yield Told(_("Now also funded by %(bodies)s.") % {"bodies": new})
    if gone:
        yield Told(_("No longer funded by %(bodies)s.") % {"bodies": gone})
    if not gone and not new:
        yield Told(_("The funders stand in another order."))


def _turned(before: Bodies | None, after: Bodies | None, words: Words) -> tuple[str, str]:
    old, new = ({body_key(body): body for body in bodies or ()} for bodies in (before, after))
    gone = words.all(body for key, body in old.items() if key not in new)
    return gone, words.all(body for key, body in new.items() if key not in old)


def _share(before: tuple[BodyRef, str], after: tuple[BodyRef, str], words: Words) -> Iterator[Told]:
    label = _("What %(body)s takes on") % {"body": words.body(after[0])}
    yield Told(label, pieces(before[1], after[1]))


# --- indicators -------------------------------------------------------------------------------------------


def _indicator_added(_before: None, after: IndicatorDoc, _words: Words) -> Iterator[Told]:
    said = {"text": say(after.text).text, "baseline": after.baseline, "target": after.target}
    if after.baseline and after.target:
        sentence = _("New indicator: “%(text)s”, from %(baseline)s to %(target)s.")
    elif after.target:
        sentence = _("New indicator: “%(text)s”, target %(target)s.")
    else:
        sentence = _("New indicator: “%(text)s”.")
    yield Told(sentence % said)
    yield from in_the_others(_("Indicator"), after.text)


def _indicator_dropped(before: IndicatorDoc, _after: None, _words: Words) -> Iterator[Told]:
    yield Told(_("Indicator dropped: “%(text)s”.") % {"text": say(before.text).text})


def _indicator(before: IndicatorDoc, after: IndicatorDoc, _words: Words) -> Iterator[Told]:
    return reworded(_("Indicator"), before.text, after.text)


def _baseline(before: IndicatorDoc, after: IndicatorDoc, _words: Words) -> Iterator[Told]:
    said = {"text": say(after.text).text, "before": before.baseline, "after": after.baseline}
    if before.baseline and after.baseline:
        sentence = _("Baseline of “%(text)s” is now %(after)s instead of %(before)s.")
    elif after.baseline:
        sentence = _("Baseline of “%(text)s” is now %(after)s; none was given before.")
    else:
        sentence = _("“%(text)s” no longer has a baseline; it was %(before)s.")
    yield Told(sentence % said)


def _target(before: IndicatorDoc, after: IndicatorDoc, _words: Words) -> Iterator[Told]:
    said = {"text": say(after.text).text, "before": before.target, "after": after.target}
    if before.target and after.target:
        sentence = _("Target of “%(text)s” is now %(after)s instead of %(before)s.")
    elif after.target:
        sentence = _("Target of “%(text)s” is now %(after)s; none was given before.")
    else:
        sentence = _("“%(text)s” no longer has a target; it was %(before)s.")
    yield Told(sentence % said)


def _verification(before: IndicatorDoc, after: IndicatorDoc, _words: Words) -> Iterator[Told]:
    label = _("How “%(text)s” is verified") % {"text": say(after.text).text}
    return reworded(label, before.verification, after.verification)


def _method(_before: IndicatorDoc, after: IndicatorDoc, _words: Words) -> Iterator[Told]:
    sentence = _("How “%(text)s” is measured or added up has changed.")
    yield Told(sentence % {"text": say(after.text).text})


# --- the rest ---------------------------------------------------------------------------------------------


def _moved(before: Texts | None, after: Texts | None, _words: Words) -> Iterator[Told]:
    said = {"before": say(before).text, "after": say(after).text}
    yield Told(_("Moved from %(before)s to %(after)s.") % said)


def _code(before: str | None, after: str | None, _words: Words) -> Iterator[Told]:
    if before and after:
        said = _("Its number is now %(after)s instead of %(before)s.")
        yield Told(said % {"after": after, "before": before})
    elif after:
        yield Told(_("Its number is now %(after)s.") % {"after": after})


def _status(before: tuple[str, Texts], after: tuple[str, Texts], _words: Words) -> Iterator[Told]:
    labels = dict(Action.Status.choices)
    old, new = (str(labels.get(said[0] or "not_started", said[0])) for said in (before, after))
    if old != new:
        yield Told(_("Status: %(after)s instead of %(before)s.") % {"after": new, "before": old})
    yield from reworded(_("Reason"), before[1] or {}, after[1] or {})


# --- the plan, and where things stand in it -----------------------------------------------------------------


def _part_of(before: Texts, after: Texts, _words: Words) -> Iterator[Told]:
    if before and after:
        sentence = _("Now part of %(after)s instead of %(before)s.")
    elif after:
        sentence = _("Now part of %(after)s.")
    else:
        sentence = _("No longer part of %(before)s.")
    yield Told(sentence % {"before": say(before).text, "after": say(after).text})


def _languages(_before: Any, after: Iterable[str], _words: Words) -> Iterator[Told]:
    yield Told(_("Its languages are now: %(names)s.") % {"names": ", ".join(map(language_name, after))})


def _currency(before: str, after: str, _words: Words) -> Iterator[Told]:
    said = _("Amounts are now in %(after)s instead of %(before)s.")
    yield Told(said % {"before": before, "after": after})


def _fy_month(_before: int, after: int, _words: Words) -> Iterator[Told]:
    yield Told(_("The financial year now begins in %(month)s.") % {"month": MONTHS[after]})


def _follows(before: str | None, after: str | None, _words: Words) -> Iterator[Told]:
    if after:
        yield Told(_("Now follows the edition %(after)s.") % {"after": after})
    else:
        yield Told(_("No longer follows the edition %(before)s.") % {"before": before})


def _carried_from(_before: Ancestor | None, after: Ancestor | None, _words: Words) -> Iterator[Told]:
    if after:
        yield Told(
            _("Now said to be carried over from the edition %(edition)s.") % {"edition": after.edition}
        )
    else:
        yield Told(_("No longer said to be carried over from an earlier edition."))


def _sample(_before: bool, after: bool, _words: Words) -> Iterator[Told]:
    yield Told(_("Now marked as sample content.") if after else _("No longer marked as sample content."))


def _said_once(sentence: Callable[[], str]) -> Say:
    def told(_before: object, _after: object, _words: Words) -> Iterator[Told]:
        yield Told(sentence())

    return told


# In the order in which they matter to a reader.
SENTENCES: Mapping[str, Say] = {
    "section": _moved,
    "part of": _part_of,
    "lead": _lead,
    "leads": _lead,
    "co_lead": _co_lead,
    "title": texts_told(lambda: _("Title")),
    "outcome": texts_told(lambda: _("Outcome")),
    "words": texts_told(lambda: _("Text")),
    "dates": _dates,
    "areas": names_told(
        lambda: _("Now also in %(names)s."),
        lambda: _("No longer in %(names)s."),
        lambda: _("The places stand in another order."),
        "place",
    ),
    "target": _target,
    "baseline": _baseline,
    "indicator added": _indicator_added,
    "indicator dropped": _indicator_dropped,
    "indicator": _indicator,
    "verification": _verification,
    "method": _method,
    "support": _support,
    "funder": _funder,
    "lead share": _share,
    "share": _share,
    "money": _money,
    "status": _status,
    "audience": texts_told(lambda: _("For whom")),
    "remarks": texts_told(lambda: _("Remarks")),
    "text": paragraphs_told,
    "themes": names_told(
        lambda: _("Now also serves %(names)s."),
        lambda: _("No longer serves %(names)s."),
        lambda: _("The themes that it serves stand in another order."),
        "theme",
    ),
    "tags": names_told(
        lambda: _("Now also tagged %(names)s."),
        lambda: _("No longer tagged %(names)s."),
        lambda: _("The tags stand in another order."),
        "tag",
    ),
    "carried_from": _carried_from,
    "order": _said_once(lambda: _("What stands in it stands in another order.")),
    "order of bodies": _said_once(lambda: _("The bodies stand in another order.")),
    "order of indicators": _said_once(lambda: _("The indicators stand in another order.")),
    "languages": _languages,
    "currency": _currency,
    "fy_month": _fy_month,
    "levels": _said_once(lambda: _("Its levels are called otherwise now.")),
    "follows": _follows,
    "sample": _sample,
    "code": _code,
}
RANK = {field: n for n, field in enumerate(SENTENCES)}
