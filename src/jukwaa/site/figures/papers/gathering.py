"""The rows that reports, briefs and tables are made of, as one reader may know them: gathered once for each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language

from jukwaa.core.texts import Said, say
from jukwaa.delivery.figures.outreach import Group, outreach
from jukwaa.delivery.models import Money, Report
from jukwaa.delivery.rules.outreach import Outreach, together
from jukwaa.plans.figures.masking import public_mask
from jukwaa.plans.figures.reading import ActionRow, SectionRow
from jukwaa.plans.models import Action, Plan
from jukwaa.plans.rules.masking import Mask
from jukwaa.results.figures.published import as_published, newest_of
from jukwaa.results.figures.scores import PlanScore, score_of
from jukwaa.results.models import Publication, Value
from jukwaa.site.figures import money as money_figures
from jukwaa.site.figures.papers.spans import Span
from jukwaa.site.figures.reading import Book, open_book
from jukwaa.site.figures.seated import Person


@dataclass(frozen=True, slots=True)
class Filed:
    """Of one section and span: what is not verified. A count, for those who sit in the forum."""

    waiting: int
    returned: int


@dataclass(frozen=True, slots=True)
class Learned:
    code: str  # of the action
    lesson: Said
    challenge: Said  # never in public


@dataclass(frozen=True, slots=True)
class Gathered:
    plan: Plan
    span: Span
    inside: bool  # for those who sit in the forum
    book: Book
    reached: Mapping[Group, Outreach]  # of the span
    reached_so_far: Mapping[Group, Outreach]
    filed: Mapping[str, Filed]  # by section's permanent id; none in public
    money: money_figures.Money  # of the span
    money_so_far: money_figures.Money
    score: PlanScore  # as it stands now: quarters are hidden by what all of them tell
    published: Publication | None
    learned: tuple[Learned, ...]
    mask: Mask
    language: str

    @property
    def sections(self) -> list[SectionRow]:
        """Of the first level."""
        return [section for section in self.book.sections if not section.depth]

    def within(self, section: SectionRow) -> list[ActionRow]:
        return self.book.within(section)

    def reach_of(self, actions: Iterable[ActionRow]) -> Outreach:
        pids = {row.pid for row in actions}
        return together(found for group, found in self.reached.items() if group.action in pids)

    @property
    def reach(self) -> Outreach:
        """Of the span."""
        return together(self.reached.values())

    @property
    def whole_reach(self) -> Outreach:
        """Since the plan began."""
        return together(self.reached_so_far.values())


def gather(plan: Plan, span: Span, reader: Person | None, mask: Mask | None = None) -> Gathered:
    """`reader`: None for the public edition, which is the same for everybody."""
    user: Person = reader or AnonymousUser()
    mask = public_mask(plan.forum_id) if mask is None else mask
    book, last = open_book(plan, user, mask), newest_of(plan)
    reports = Report.objects.visible_to(user).filter(plan=plan)
    verified = reports.filter(state=Report.State.VERIFIED, held=False).distinct()
    in_span = verified.filter(starts__gte=span.starts, starts__lte=span.ends)
    money = Money.objects.visible_to(user).filter(plan=plan)
    money = money if reader else money.filter(checked__isnull=False)
    so_far = outreach(Report.objects.filter(pk__in=verified.values("pk")), plan.fy_month)
    return Gathered(
        plan=plan,
        span=span,
        inside=reader is not None,
        book=book,
        reached={group: found for group, found in so_far.items() if group.quarter in span.days},
        reached_so_far=so_far,
        filed=_filed(book, span) if reader else {},
        money=_all(money_figures.money(book, money.filter(quarter__in=span.days), in_span)),
        money_so_far=_all(money_figures.money(book, money, verified)),
        score=as_published(score_of(plan, Value.objects.to_count(user), until=plan.day), last),
        published=last,
        learned=_learned(in_span, book),
        mask=mask,
        language=(get_language() or "en")[:2],
    )


def _all(told: money_figures.Money | None) -> money_figures.Money:
    if told is None:
        raise ValueError("no source was asked for, so none is missing")
    return told


def _filed(book: Book, span: Span) -> dict[str, Filed]:
    found = Report.objects.filter(plan=book.plan, starts__gte=span.starts, starts__lte=span.ends)
    counted: dict[str, Counter[str]] = {}
    for action, state in found.order_by().values_list("action", "state"):
        counted.setdefault(action, Counter())[state] += 1
    told = {}
    for section in book.sections:
        if section.depth:
            continue
        total: Counter[str] = Counter()
        for row in book.within(section):
            total += counted.get(row.pid, Counter())
        told[section.pid] = Filed(total["submitted"], total["returned"])
    return told


def _learned(reports: Iterable[Report], book: Book) -> tuple[Learned, ...]:
    codes = {row.pid: row.code for row in book.actions if row.stated != Action.Status.DROPPED}
    return tuple(
        Learned(codes[report.action], say(report.lesson), say(report.challenge))
        for report in reports
        if report.action in codes and (report.lesson or report.challenge)
    )
