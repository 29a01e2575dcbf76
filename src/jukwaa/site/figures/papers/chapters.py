"""A forum's report of a quarter or a year. Every chapter says what of its figures is verified."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.core.log import checkpoint_of
from jukwaa.core.texts import say
from jukwaa.delivery.rules.outreach import Outreach
from jukwaa.plans.figures.reading import ActionRow
from jukwaa.plans.figures.standings import tally
from jukwaa.plans.rules.standing import share_gone
from jukwaa.publishing.documents.content import Cover, Figure
from jukwaa.publishing.documents.papers import Chapter, Grid, Paper, Point, masked
from jukwaa.publishing.documents.telling import sample, unsigned
from jukwaa.results.figures.naming import percent, value_text
from jukwaa.results.models import Value
from jukwaa.site.figures.grouped import group_tables
from jukwaa.site.figures.money import Cell
from jukwaa.site.figures.papers.deciding import decisions
from jukwaa.site.figures.papers.gathering import Gathered
from jukwaa.site.figures.published import name_of
from jukwaa.site.figures.reading import of_others, sentence, standing_chips

NONE = "–"


def report_of(rows: Gathered) -> Paper:
    plan = rows.plan
    made = Paper(
        cover=cover_of(rows),
        kicker=_("Annual report") if rows.span.is_year else _("Quarterly report"),
        span=rows.span.label,
        readers=_("for those who sit in the forum") if rows.inside else _("public edition"),
        sentence=sentence_of(rows),
        chapters=tuple(_chapters(rows)),
        day=plan.day,
    )
    return masked(made, rows.mask, rows.language)


def _chapters(rows: Gathered) -> Iterable[Chapter]:
    yield _standing(rows)
    yield _done(rows)
    yield _reached(rows)
    yield _money(rows)
    yield _measured(rows)
    yield _learned(rows)
    if rows.inside:
        waiting = decisions(rows.plan)
        nothing = _("Nothing waits for a decision.")
        yield Chapter(_("What waits for a decision"), "" if waiting else nothing, points=tuple(waiting))
    yield _how()


def cover_of(rows: Gathered) -> Cover:
    plan = rows.plan
    path = reverse("site:summaries", args=[plan.forum.slug])
    return Cover(
        forum=say(plan.forum.name), county=plan.forum.area.name, title=say(plan.title), edition=plan.edition,
        period="", status=plan.get_status_display(), unsigned=unsigned(plan), sample=sample(plan),  # type: ignore[arg-type]
        as_at=date_format(plan.day, "DATE_FORMAT"), follows="",
        address=f"{settings.PUBLIC_ADDRESS}{path}" if settings.PUBLIC_ADDRESS else "", package="",
        manifest="", checkpoint=checkpoint_of(plan.forum_id),
    )  # fmt: skip


def sentence_of(rows: Gathered) -> str:
    """How the whole plan goes."""
    plan, actions = rows.plan, rows.book.actions
    gone = share_gone(plan.starts, plan.ends, plan.day)
    return sentence(tally(row.standing for row in actions), len(actions), gone)


def number(n: int | None) -> str:
    """Blank is not zero."""
    return NONE if n is None else number_format(n, force_grouping=True)


# --- chapters ----------------------------------------------------------------------------------------------------


def _standing(rows: Gathered) -> Chapter:
    actions = rows.book.actions
    chips = standing_chips(actions)
    heads = (
        _("Section"),
        _("Actions"),
        _("Done"),
        _("Moving"),
        _("Late or silent"),
        _("Others"),
        _("Way come"),
    )
    lines = [
        (f"{section.code} {section.title}", *_counts(rows.within(section)), _way(rows, section.pid))
        for section in rows.sections
    ]
    total = (_("In all"), *_counts(actions), _percent(rows.score.score.value))
    table = Grid(
        _("Section by section"),
        heads,
        (*lines, total),
        (40, 10, 10, 10, 13, 10, 12),
        (1, 2, 3, 4, 5, 6),
        total=True,
    )
    return Chapter(
        _("Where it stands"),
        lead=of_others(actions),
        verified=_("How an action stands is said by the bodies that lead it, and by the calendar; what a verified report tells of is moving."),
        figures=tuple(Figure(number(n), label) for _word, label, n in chips)[:6],
        grids=(table,),
        notes=(_score_note(rows),),
    )  # fmt: skip


def _counts(actions: list[ActionRow]) -> tuple[str, ...]:
    told = tally(row.standing for row in actions)
    done, moving = told.get("done", 0), told.get("moving", 0)
    late = told.get("late", 0) + told.get("silent", 0)
    return tuple(map(number, (len(actions), done, moving, late, len(actions) - done - moving - late)))


def _way(rows: Gathered, section: str) -> str:
    found = next((each for each in rows.score.sections if each.pid == section), None)
    return _percent(found.score.value) if found else NONE


def _percent(part: object) -> str:
    return NONE if part is None else f"{percent(part)} %"  # type: ignore[arg-type]


def _score_note(rows: Gathered) -> str:
    told = {"n": rows.score.score.reported, "of": rows.score.score.of}
    return _("Way come: from where the indicators began to what the plan promises, by values that somebody else has checked. %(n)s of %(of)s indicators have one; what is missing is not counted as nought.") % told  # fmt: skip


def _done(rows: Gathered) -> Chapter:
    heads = [_("Section"), _("Reports verified"), _("People reached (verified)")]
    if rows.inside:
        heads += [_("Waiting to be checked (self-reported)"), _("Sent back with a question")]
    lines = [
        _done_line(rows, f"{section.code} {section.title}", rows.within(section), [section.pid])
        for section in rows.sections
    ]
    total = _done_line(rows, _("In all"), rows.book.actions, [section.pid for section in rows.sections])
    widths = (40, 14, 16, 18, 14)[: len(heads)]
    table = Grid(
        _("Reports of this time"),
        tuple(heads),
        (*lines, total),
        widths,
        tuple(range(1, len(heads))),
        total=True,
    )
    verified = (
        _("Verified and self-reported stand side by side: nothing that waits is counted as verified.")
        if rows.inside
        else _("Only what somebody outside the body that reported has verified.")
    )
    return Chapter(_("What was done"), verified=verified, grids=(table,), notes=_reach_notes(rows.reach))


def _done_line(rows: Gathered, title: str, actions: list[ActionRow], sections: list[str]) -> tuple[str, ...]:
    found = rows.reach_of(actions)
    told = [title, number(found.reports), number(found.people)]
    if rows.inside:
        filed = [rows.filed[pid] for pid in sections]
        told += [number(sum(each.waiting for each in filed)), number(sum(each.returned for each in filed))]
    return tuple(told)


def _reach_notes(found: Outreach) -> tuple[str, ...]:
    notes = []
    if found.hidden:
        notes.append(
            ngettext("%(n)s report tells of so few people that its number is not told, and is in no sum.",
                     "%(n)s reports tell of so few people that their numbers are not told, and are in no sum.", found.hidden)
            % {"n": found.hidden}
        )  # fmt: skip
    if found.silent:
        notes.append(
            ngettext("%(n)s report says no number of people.", "%(n)s reports say no number of people.", found.silent)
            % {"n": found.silent}
        )  # fmt: skip
    return tuple(notes)


def _reached(rows: Gathered) -> Chapter:
    """By sex, age and disability people are told with a publication alone, for the whole county (decision 31)."""
    title, verified = _("Who was reached"), _("Of verified public reports alone. Counts, never persons.")
    grids = tuple(people_grids(rows))
    whole = Figure(number(rows.reach.people), _("people reached"))
    if not grids:
        why = _("By sex, age and disability people are told once the progress of this time is published.")
        return Chapter(title, why, verified, (whole,), notes=_reach_notes(rows.reach))
    day = date_format(rows.published.day, "DATE_FORMAT") if rows.published else ""
    notes = (
        _("The tables are those of the publication of %(day)s: between two publications they stand still.") % {"day": day},
        _("A dash says that nothing was told, a point that a small number is hidden, or what would give one away."),
        *_reach_notes(rows.reach),
    )  # fmt: skip
    return Chapter(title, verified=verified, figures=(whole,), grids=grids, notes=notes)


def people_grids(rows: Gathered) -> Iterable[Grid]:
    """Of the quarters of this time that are published."""
    if rows.published is None:
        return
    reach = rows.published.document["reach"]
    at = [n for n, name in enumerate(reach["quarters"]) if name in {each.name for each in rows.span.quarters}]
    if not at:
        return
    every = len(at) == len(reach["quarters"]) > 1
    columns = [*at, *([len(reach["quarters"])] if every else [])]  # the last is of all of them
    heads = ("", *(name_of(reach["quarters"][n]) for n in at), *([_("In all")] if every else []))
    for table in group_tables(reach):
        lines = tuple((label, *(counts[n] for n in columns)) for label, counts in table.rows)
        widths = (30, *(round(70 / len(columns)) for _n in columns))
        yield Grid(str(table.caption), heads, lines, widths, tuple(range(1, len(heads))))


def _money(rows: Gathered) -> Chapter:
    now, so_far, currency = rows.money, rows.money_so_far, rows.plan.currency
    kinds = ("committed", "received", "spent")
    names = (_("Committed"), _("Received"), _("Spent"))
    grids = []
    if now.sources:
        lines = tuple((str(row.title), *(_cell(row.cells[kind]) for kind in kinds)) for row in now.sources)
        grids.append(
            Grid(_("Of this time, by source"), (_("Source"), *names), lines, (40, 20, 20, 20), (1, 2, 3))
        )
    every = ("estimate", *kinds, "reported", "gap")
    heads = (_("Section"), _("Estimated"), *names, _("Reports say spent"), _("Still missing"))
    all_lines = [
        (f"{row.code} {row.title}", *(_cell(row.cells[kind]) for kind in every)) for row in so_far.sections
    ]
    all_lines.append((_("In all"), *(_cell(so_far.total[kind]) for kind in every)))
    grids.append(Grid(_("Since the plan began, by section"), heads, tuple(all_lines), (28, 15, 15, 15, 15, 15, 15), tuple(range(1, 7)), total=True))  # fmt: skip
    return Chapter(
        _("Money"),
        lead=_("All amounts in %(currency)s. %(coverage)s.") % {"currency": currency, "coverage": so_far.coverage},
        verified=_("How much of an amount somebody else has checked stands beside it, where it is not all.")
        if rows.inside
        else _("Only amounts that somebody outside the body that told them has checked."),
        grids=tuple(grids),
        notes=(
            _("A dash says that no amount is known. It is never counted as nought; 0 is an amount that somebody told."),
            _("What reports say was spent is another telling of the same money. It stands beside what is entered as money, and is never added to it."),
        ),
    )  # fmt: skip


def _cell(cell: Cell) -> str:
    return f"{cell.text or NONE}\n{cell.note}" if cell.note else cell.text or NONE


def _measured(rows: Gathered) -> Chapter:
    lines = []
    for each in rows.score.indicators:
        told = [each.by_quarter.get(day) for day in rows.span.days]
        if not any(figure is not None and figure.value is not None for figure in told):
            continue
        definition, value = each.indicator.definition, each.figure.value
        unit = say(definition.unit).text
        what = f"{each.owner} {say(definition.text)}" + (f" ({unit})" if unit else "")
        now = NONE if value is None else value_text(value, definition.measure)
        lines.append((what, each.indicator.baseline or NONE, now, each.indicator.target or NONE, _percent(each.attainment)))  # fmt: skip
    heads = (_("Indicator"), _("From"), _("Now"), _("To"), _("Way come"))
    waiting = sum(each.told.count(Value.State.PROVISIONAL) for each in rows.score.indicators)
    lead = "" if lines else _("Of this time no indicator has a checked value that may be shown.")
    notes = []
    if rows.inside and waiting:
        notes.append(ngettext("%(n)s value is told and waits to be checked: it is not in this table.",
                              "%(n)s values are told and wait to be checked: they are not in this table.", waiting) % {"n": waiting})  # fmt: skip
    table = (Grid(_("Indicators with a value of this time"), heads, tuple(lines), (50, 13, 13, 13, 11), (1, 2, 3, 4)),) if lines else ()  # fmt: skip
    return Chapter(_("What was measured"), lead, _("Only values that somebody else has checked."), (), table, (), tuple(notes))  # fmt: skip


def _learned(rows: Gathered) -> Chapter:
    """In public what bodies wrote for everybody, and their lessons alone."""
    points = []
    for each in rows.learned:
        if rows.inside and each.challenge:
            points.append(Point(each.challenge, _("Action %(code)s, what was hard") % {"code": each.code}))
        if each.lesson:
            points.append(Point(each.lesson, _("Action %(code)s, a lesson") % {"code": each.code}))
    title = _("What was hard, and what was learned") if rows.inside else _("What was learned")
    nothing = _("Nobody wrote down a lesson in the reports of this time.")
    verified = _("In the words of verified reports; no body and no person is named.")
    return Chapter(title, "" if points else nothing, verified if points else "", points=tuple(points))


def _how() -> Chapter:
    return Chapter(
        _("How this report was made"),
        notes=(
            _("It was put together by the software from the rows of the plan as they stood on the day named above; nobody typed a figure into it. Made again on the same day it says the same."),
            _("Late and silent are said of public offices alone; of other bodies what they stated or reported. Any body may pause an action without a reason. Nobody is ranked."),
        ),
    )  # fmt: skip
