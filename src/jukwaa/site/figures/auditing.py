"""The sheet of a data-quality audit: what was reported, and room for what is found. No person, and no body that is unlisted."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.delivery.figures import fewer_than
from jukwaa.delivery.models import Report, Step
from jukwaa.plans.figures.reading import Names
from jukwaa.plans.figures.sheets import Cell
from jukwaa.plans.models import Action, Plan
from jukwaa.publishing.sheets.tables import Head, Table


def sample_table(plan: Plan, pids: list[str], of: int, seed: str, names: Names) -> Table:
    """In the order in which they were drawn. Free texts are left out: they are read on the report's own page."""
    found = Report.objects.filter(plan=plan, pid__in=pids).select_related("organisation", "forum")
    verified = Max("steps__day", filter=Q(steps__kind=Step.Kind.VERIFIED))
    rows = found.prefetch_related("areas", "reach").annotate(verified=verified)
    by_pid = {report.pid: report for report in rows}
    titles = {
        pid: (code, section, names.read(say(title).text))
        for pid, code, section, title in Action.objects.filter(plan=plan).values_list(
            "pid", "code", "section__code", "title"
        )
    }
    return Table(
        name=_("Sample"),
        title=_("Random sample of verified reports"),
        notes=(
            f"{say(plan.forum.name)} · {plan.edition}",
            _("%(n)s of %(of)s verified reports. Seed: %(seed)s.") % {"n": len(pids), "of": of, "seed": seed},
            _('Drawn again: the numbers SHA-256("seed:report") of all verified reports, the lowest first.'),
            _(
                "Small numbers of people are hidden here too: ask the body for them, and compare on its paper."
            ),
        ),
        heads=_heads(plan.currency),
        rows=tuple(_row(n, by_pid[pid], titles) for n, pid in enumerate(pids, 1)),
        sample=_("Sample content, not the official plan.") if plan.sample else "",
    )


def _heads(currency: str) -> tuple[Head, ...]:
    return (
        Head(_("No."), 6), Head(_("Report"), 15), Head(_("Section"), 10), Head(_("Action"), 10), Head(_("Title"), 40),
        Head(_("Body"), 28), Head(_("First day"), 13), Head(_("Last day"), 13), Head(_("Where"), 26), Head(_("How it came"), 15),
        Head(_("Verified on"), 13), Head(_("People"), 10), Head(_("Women"), 10), Head(_("With a disability"), 10),
        Head(_("Spent (%(currency)s)") % {"currency": currency}, 14), Head(_("Address"), 36),
        Head(_("Found at the source: people"), 14), Head(_("Found at the source: money"), 14),
        Head(_("Paper seen (yes, no)"), 12), Head(_("What differs, and why"), 40),
    )  # fmt: skip


def _row(n: int, report: Report, titles: dict[str, tuple[str, str, str]]) -> tuple[Cell, ...]:
    code, section, title = titles.get(report.action, ("", "", ""))
    body = report.organisation
    areas = [area.code for area in report.areas.all()]
    reached = report.reached
    women = [count for cell, count in reached.cells.items() if cell.sex == "female"]
    disabled = [count for cell, count in reached.cells.items() if cell.disability]
    return (
        n, report.pid, section, code, title,
        body.name if body.listed else body.pid, report.starts, report.ends or report.starts,
        ", ".join(sorted(area.name for area in report.areas.all())), str(report.get_came_display()),
        report.verified,  # type: ignore[attr-defined]
        _people(reached.total, areas), _people(sum(women) if women else None, areas),
        _people(sum(disabled) if disabled else None, areas), report.spent,
        f"{settings.PUBLIC_ADDRESS}{report.get_absolute_url()}",
        None, None, None, None,
    )  # fmt: skip


def _people(count: int | None, areas: list[str]) -> Cell:
    fewest = fewer_than(count, areas)
    return _("fewer than %(n)s") % {"n": fewest} if fewest else count
