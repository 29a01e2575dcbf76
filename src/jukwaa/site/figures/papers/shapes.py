"""Tables for others: the field set for NCTC, figures alone, and the shape of the county's monitoring (CIMES).

Both are made as the public may read them, whoever asks: no free text of a report, no small number, no body that is not
named travels up. Challenges, evidence and remarks have their columns, as the form has them, and stay empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.delivery.rules.outreach import Outreach, together
from jukwaa.plans.figures.reading import ActionRow, SectionRow
from jukwaa.plans.figures.sheets import Cell
from jukwaa.plans.models import Action, Indicator
from jukwaa.publishing.sheets.tables import Head, Table
from jukwaa.results.figures.scores import IndicatorFigure
from jukwaa.results.rules.hiding import ALL
from jukwaa.results.rules.reaching import WHOLE, YOUNG
from jukwaa.site.figures.papers.gathering import Gathered


def nctc(rows: Gathered) -> Table:
    """A line for each action and sub-county in which something verified was done; a line for each action without."""
    county = rows.plan.forum.area.name
    names = {area.code: area.name for area in rows.book.places}
    outputs = _outputs(rows)
    lines = []
    for section in rows.sections:
        for row in rows.within(section):
            for n, (place, found) in enumerate(_places(rows, row)):
                cost = (
                    None if n else row.estimate
                )  # once, so that whoever adds up the column does not count it twice
                lines.append(
                    (
                        *_named(section, row, outputs),
                        *(county, names.get(place, "") or _several(found)),
                        *_people(found),
                        cost,
                        *(None, None, None),
                    )
                )
    lines.append(_whole(rows, county))
    return Table(
        name="NCTC",
        title=_("Figures of the action plan, for NCTC"),
        notes=(*_notes(rows), *_nctc_notes()),
        heads=_nctc_heads(rows.plan.currency),
        rows=tuple(tuple(_shown(cell, rows) for cell in line) for line in lines),
        sample=_("Sample content, not the official plan.") if rows.plan.sample else "",
    )


def _nctc_notes() -> tuple[str, ...]:
    return (
        _("Of whom the people were is told for the whole county alone, in the last line, as it was published: by sex and age together only of quarters in which no number is small."),
        _("Challenges, evidence and remarks stay with the forum: ask it."),
    )  # fmt: skip


def _nctc_heads(currency: str) -> tuple[Head, ...]:
    return (
        Head(_("Priority area"), 24), Head(_("Objective"), 30), Head(_("Outcome"), 30), Head(_("Output"), 30), Head(_("Activity"), 36),
        Head(_("County"), 12), Head(_("Sub-county"), 14), Head(_("Target outreach"), 11), Head(_("Actual outreach"), 11),
        Head(_("Male 35 and above"), 11), Head(_("Female 35 and above"), 11), Head(_("Youth below 35"), 11), Head(_("PWD"), 9),
        Head(_("Activity cost (%(currency)s)") % {"currency": currency}, 14), Head(_("Challenges"), 14), Head(_("Evidence"), 14), Head(_("Remarks"), 14),
    )  # fmt: skip


def _places(rows: Gathered, row: ActionRow) -> list[tuple[str, Outreach]]:
    of: dict[str, list[Outreach]] = {}
    for group, found in rows.reached.items():
        if group.action == row.pid:
            of.setdefault(group.place, []).append(found)
    return [(place, together(found)) for place, found in sorted(of.items())] or [("", Outreach())]


def _named(section: SectionRow, row: ActionRow, outputs: Mapping[str, str]) -> tuple[Cell, ...]:
    outcome, output = section.outcome.text, outputs.get(row.pid, "")
    return (
        f"{section.code} {section.title}".strip(),
        outcome,
        outcome,
        output,
        f"{row.code} {row.title}".strip(),
    )


def _several(found: Outreach) -> str:
    return _("several, or the whole county") if found.reports else ""


def _people(found: Outreach) -> tuple[Cell, ...]:
    """What was aimed at nobody told. Of whom the people were is told for the whole county alone."""
    return (None, found.people, None, None, None, None)


def _whole(rows: Gathered, county: str) -> tuple[Cell, ...]:
    """The last line: all that was reached, and of it those groups that a publication tells."""
    young = [_published(rows, "age", group) for group in YOUNG]
    under_35 = sum(n for n in young if n is not None) if None not in young else None
    disabled = _published(rows, "disability", "yes")
    named = (None, None, None, None, _("All activities"))
    return (
        *named,
        county,
        None,
        None,
        rows.reach.people,
        _older(rows, "male"),
        _older(rows, "female"),
        under_35,
        disabled,
        None,
        None,
        None,
        None,
    )


def _published(rows: Gathered, kind: str, group: str) -> int | None:
    """Of the span: one quarter's number, or that of all quarters where it is of all that are published."""
    if rows.published is None:
        return None
    reach = rows.published.document["reach"]
    counts, names = reach["groups"][kind].get(group, {}), [each.name for each in rows.span.quarters]
    if len(names) == 1:
        return counts.get(names[0])  # type: ignore[no-any-return]
    return counts.get(ALL) if set(reach["quarters"]) <= set(names) else None


def _older(rows: Gathered, sex: str) -> int | None:
    """35 and above: blank where it may not be told of a quarter in which anybody was counted by sex."""
    if rows.published is None:
        return None
    reach = rows.published.document["reach"]
    pairs: Mapping[str, Mapping[str, int]] = reach.get("pairs", {})  # an earlier publication has none
    counted = [counts for group, counts in reach["groups"]["sex"].items() if group != WHOLE]
    quarters = [each.name for each in rows.span.quarters if any(row.get(each.name, 0) != 0 for row in counted)]  # fmt: skip
    if not quarters or not set(quarters) <= pairs.keys():
        return None
    return sum(pairs[quarter][f"{sex}_35_up"] for quarter in quarters)


def _outputs(rows: Gathered) -> dict[str, str]:
    """Action -> what it is measured by, in words."""
    told: dict[str, list[str]] = {}
    named = Indicator.objects.filter(plan=rows.plan).exclude(action=None).order_by("position")
    for pid, text in named.values_list("action__pid", "definition__text"):
        told.setdefault(pid, []).append(say(text).text)
    return {pid: "; ".join(texts) for pid, texts in told.items()}


def county(rows: Gathered) -> Table:
    """Programme, sub-programme, key output, indicator; this quarter's achievement, and to date."""
    actions = {row.pid: row for row in rows.book.actions}
    pids = dict(Action.objects.filter(plan=rows.plan).values_list("pk", "pid"))
    lines = []
    for section, score in _scored(rows):
        for each in score:
            row = actions.get(pids.get(each.indicator.action_id or 0, ""))
            lines.append(_county_line(rows, section, row, each))
    return Table(
        name="CIMES",
        title=_("Progress of the action plan, for the county's monitoring"),
        notes=_notes(rows),
        heads=_county_heads(),
        rows=tuple(tuple(_shown(cell, rows) for cell in line) for line in lines),
        sample=_("Sample content, not the official plan.") if rows.plan.sample else "",
    )


def _scored(rows: Gathered) -> list[tuple[SectionRow, list[IndicatorFigure]]]:
    of = {each.pid: each.indicators for each in rows.score.sections}
    return [(section, of[section.pid]) for section in rows.sections if section.pid in of]


def _county_heads() -> tuple[Head, ...]:
    return (
        Head(_("Programme"), 24), Head(_("Sub-programme"), 32), Head(_("Key output"), 30), Head(_("Indicator"), 36), Head(_("Unit"), 12),
        Head(_("Baseline year"), 10), Head(_("Baseline"), 12), Head(_("Target"), 12), Head(_("Achievement, this period"), 13),
        Head(_("Achievement, to date"), 13), Head(_("Variance from target"), 12), Head(_("Remarks"), 14), Head(_("Source"), 26),
        Head(_("Frequency"), 12), Head(_("Responsible"), 34), Head(_("Financial year and quarter"), 16), Head(_("Verified"), 10),
    )  # fmt: skip


def _county_line(
    rows: Gathered, section: SectionRow, row: ActionRow | None, each: IndicatorFigure
) -> tuple[Cell, ...]:
    indicator, definition = each.indicator, each.indicator.definition
    target, to_date = indicator.target_value, each.figure.value
    variance = None if target is None or to_date is None else to_date - target
    leads = row.leads if row else section.leads
    counted = any(rows.span.days[0] <= day <= rows.span.days[-1] for day in each.by_quarter)
    return (
        f"{section.code} {section.title}".strip(), f"{row.code} {row.title}".strip() if row else "",
        section.outcome.text, say(definition.text).text, say(definition.unit).text, str(rows.plan.starts.year),
        _number(indicator.baseline_value, indicator.baseline), _number(target, indicator.target), _of_span(rows, each),
        to_date, variance, None, say(indicator.verification).text, _("Quarterly"), "; ".join(who.name for who in leads),
        _financial(rows), _("yes") if counted else "",
    )  # fmt: skip


def _number(value: Decimal | None, words: str) -> Cell:
    return words or None if value is None else value


def _of_span(rows: Gathered, each: IndicatorFigure) -> Cell:
    """A quarter's own figure; of a year only where it holds one quarter's, for how they add up is said of the whole."""
    told = [each.by_quarter[day] for day in rows.span.days if day in each.by_quarter]
    return told[0].value if len(told) == 1 else None


def _financial(rows: Gathered) -> str:
    """As the county counts: FY 2022/23 Q1."""
    first, fy_month = rows.span.quarters[0], rows.plan.fy_month
    year = first.starts.year - (first.starts.month < fy_month)
    told = f"FY {year}/{(year + 1) % 100:02d}" if fy_month > 1 else f"FY {year}"
    return told if rows.span.is_year else f"{told} Q{first.number(fy_month)}"


def _notes(rows: Gathered) -> tuple[str, ...]:
    head = f"{say(rows.plan.forum.name)} · {rows.plan.edition} · {rows.span.label}"
    return (
        head,
        _("Only what is verified. Blank: not known, or so few people that it is not shown; 0 is a number that was told."),
        _("An activity cost is the plan's estimate. What is hidden of one action, sub-county and quarter is in no sum."),
    )  # fmt: skip


def _shown(cell: Cell, rows: Gathered) -> Cell:
    return rows.mask.text(cell, rows.language) if isinstance(cell, str) and rows.mask else cell
