"""What comes back to who reported: what came of a report, and what its section did in the quarter, to pass on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from jukwaa.core.texts import Said, say
from jukwaa.delivery.models import Report
from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.reading import ActionRow, SectionRow
from jukwaa.plans.figures.standings import tally
from jukwaa.plans.models import Plan, Section
from jukwaa.plans.rules.quarters import quarter_of
from jukwaa.results.figures.naming import quarter_name
from jukwaa.site.figures.papers.gathering import Gathered, Learned, gather
from jukwaa.site.figures.papers.spans import Span, span_named

LANGUAGES = ("sw", "en")  # in which it is passed on
MOST_LESSONS = 3  # in a message that is read on a phone


@dataclass(frozen=True, slots=True)
class CameOf:
    sentence: str
    section: str  # code of the first level; "" where there is nothing to show yet
    span: str  # of the quarter


def came_of(report: Report) -> CameOf:
    """Told to its author. Two statements."""
    if report.state == Report.State.WITHDRAWN:
        return CameOf(_("It was taken back, and counts nowhere."), "", "")
    if report.state != Report.State.VERIFIED:
        return CameOf(_("It is kept, and counts once somebody outside your body has verified it."), "", "")
    quarter = max(quarter_of(report.starts, report.plan.fy_month), quarter_of(report.plan.starts, report.plan.fy_month))  # fmt: skip
    section = _first_level(report)
    if section is None:
        return CameOf(_("It is verified, and counts in the plan's progress."), "", "")
    within = [section.pk, *Section.objects.filter(parent=section).values_list("pk", flat=True)]
    found = Report.objects.filter(
        plan=report.plan_id, section__in=within, state=Report.State.VERIFIED,
        starts__gte=quarter.starts, starts__lte=quarter.ends,
    )  # fmt: skip
    n = found.count()
    told = ngettext(
        "It counts: it is the one verified report of “%(section)s” for %(quarter)s so far.",
        "It counts: it is one of %(n)s verified reports of “%(section)s” for %(quarter)s.",
        n,
    )
    said = {"n": n, "section": say(section.title), "quarter": quarter_name(quarter)}
    return CameOf(told % said, section.code, quarter.name)


def _first_level(report: Report) -> Section | None:
    section = (
        Section.objects.select_related("parent__parent__parent").filter(pk=report.section_id or 0).first()
    )
    while section is not None and section.parent is not None:
        section = section.parent
    return section


def thanked_bodies(plan: Plan) -> list[str]:
    """Names of the bodies of which everybody can read a verified report, and that wish to be thanked: by the alphabet,
    without a number. One statement."""
    told = Report.objects.visible_to(AnonymousUser()).filter(plan=plan)
    found = Organisation.objects.filter(thanked=True, listed=True, withdrawn=None, pk__in=told.values("organisation"))  # fmt: skip
    return list(found.order_by("name").values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class Thanks:
    """For a letter: what a body did in a time, by verified reports alone."""

    reports: int
    actions: list[str]  # "1.1 Ward dialogues"


def thanks_for(body: Organisation, plan: Plan, span: Span) -> Thanks:
    found = Report.objects.filter(
        plan=plan, organisation=body, state=Report.State.VERIFIED, starts__gte=span.starts, starts__lte=span.ends
    )  # fmt: skip
    pids = list(found.values_list("action", flat=True))
    rows = plan.actions.filter(pid__in=pids).order_by("position").values_list("code", "title")
    return Thanks(len(pids), [f"{code} {say(title)}" for code, title in rows])


@dataclass(frozen=True, slots=True)
class Shared:
    """What one section did in a quarter, before those who sit in the forum; and the same as a message."""

    code: str
    title: Said
    sentences: list[str]
    learned: list[Learned]
    hidden: int  # reports whose number of people is too small to be told
    texts: list[tuple[str, str]]  # (language, text): nothing in it that not everybody may read


def shared(rows: Gathered, section: SectionRow, public: Mapping[str, Gathered]) -> Shared:
    """`public`: by language, the same time as everybody may know of it; what is passed on is made of that alone."""
    actions = rows.within(section)
    reach = rows.reach_of(actions)
    codes = {row.code for row in actions}
    return Shared(
        code=section.code,
        title=section.title,
        sentences=list(_sentences(rows, section)),
        learned=[each for each in rows.learned if each.code in codes],
        hidden=reach.hidden,
        texts=[(language, _text(gathered, section.pid, language)) for language, gathered in public.items()],
    )


def gathered_for_all(plan: Plan, span: str) -> dict[str, Gathered]:
    """By language: what everybody may know of that time, as it is said in it."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            chosen = span_named(plan, span)
            if chosen is not None:
                found[language] = gather(plan, chosen, None)
    return found


def _sentences(rows: Gathered, section: SectionRow) -> Iterator[str]:
    actions = rows.within(section)
    reach = rows.reach_of(actions)
    yield _reports(reach.reports)
    if reach.people is not None:
        said = ngettext("%(n)s person was reached.", "%(n)s people were reached.", reach.people)
        yield said % {"n": number_format(reach.people, force_grouping=True)}
    yield from _standings(actions)


def _reports(n: int) -> str:
    if not n:
        return _("No report is verified yet.")
    return ngettext("%(n)s report is verified.", "%(n)s reports are verified.", n) % {"n": n}


def _standings(actions: list[ActionRow]) -> Iterator[str]:
    told = tally(row.standing for row in actions)
    if n := told.get("done", 0):
        yield ngettext("%(n)s action is done.", "%(n)s actions are done.", n) % {"n": n}
    if n := told.get("moving", 0):
        yield ngettext("%(n)s action is under way.", "%(n)s actions are under way.", n) % {"n": n}


def _text(public: Gathered, pid: str, language: str) -> str:
    """Plain, for a message group: thanks first, then what it came to, a lesson, and that it is invented where it is."""
    section = next(each for each in public.sections if each.pid == pid)
    codes = {row.code for row in public.within(section)}
    lessons = [each.lesson for each in public.learned if each.code in codes and each.lesson]
    with override(language):
        lines = [
            f"*{say(public.plan.forum.name)}*",
            f"{section.code} {section.title}, {public.span.label}",
            "",
            _("Thank you to everybody who reported."),
            *(f"• {line}" for line in _sentences(public, section)),
        ]
        if lessons:
            lines += ["", _("What was learned:"), *(f"• {lesson}" for lesson in lessons[:MOST_LESSONS])]
        if public.plan.sample:
            lines += ["", _("Sample content, not the official plan")]
        text = "\n".join(map(str, lines))
    return public.mask.text(text, language) if public.mask else text
