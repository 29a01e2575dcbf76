"""What the readers of cells noted, as sentences for the person who brings the file."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.rules.cells.notes import Note

SENTENCES = {
    "money.unknown": _("The cost is not known yet (“%(text)s”)."),
    "money.other_currency": _("“%(text)s” is not in %(currency)s. The amount was kept as a remark: convert it and type it in."),
    "money.not_understood": _("“%(text)s” could not be read as an amount, and was kept as a remark."),
    "money.range": _("“%(text)s” gives a range; the higher amount was taken: %(amount)s."),
    "money.repeated": _("“%(text)s” comes %(times)s times in the plan's period; %(amount)s in all was taken."),
    "money.multiplied": _("“%(text)s” was multiplied: %(amount)s was taken."),
    "money.parts": _("“%(text)s” names several amounts; they were added up: %(amount)s."),
    "money.first_of_many": _("“%(text)s” holds several numbers; %(amount)s was taken."),
    "money.each": _("“%(text)s” is for each of several; how much in all is not said, so it was kept as a remark."),
    "money.large": _("“%(text)s” is large for a column that counts in thousands or more: %(amount)s was taken."),
    "money.small": _("“%(text)s” was taken as %(currency)s %(amount)s. Is it in thousands or millions?"),
    "money.grouped": _("“%(text)s” is not written as numbers are; %(amount)s was taken."),
    "money.shared": _("The amount is for several rows together; it stays with the first of them."),
    "money.total_differs": _("The total says %(amount)s, its parts come to %(parts)s; the total was taken."),
    "money.about": _("“%(text)s” is approximate; %(amount)s was taken."),
    "money.summed": _("The amounts were added up: %(parts)s, together %(amount)s."),
    "money.first_of_several": _("The cell holds several activities; the amount stays with the first."),
    "periods.not_said": _("The time is not known yet (“%(text)s”)."),
    "periods.not_understood": _("“%(text)s” could not be read as a time, and was kept as a remark."),
    "periods.repeated": _("“%(text)s”: taken as going on all that time; the word itself was kept as a remark."),
    "periods.whole": _("“%(text)s”: taken as the whole period of the plan."),
    "periods.quarter_of_which_year": _("“%(text)s” does not say which year; the first of the plan was taken."),
    "periods.month_of_which_year": _("“%(text)s” comes more than once in the plan; %(year)s was taken."),
    "periods.term": _("“%(text)s”: school terms move; it was taken as %(months)s %(year)s."),
    "periods.backwards": _("“%(text)s” ends before it begins, and was kept as a remark."),
    "periods.outside": _("“%(text)s” lies outside the plan's period, and was kept as a remark."),
    "periods.partly": _("“%(text)s”: only the time in it was understood; the words were kept as a remark."),
    "periods.two_ways": _("“%(text)s” was taken; the ticked columns say %(starts)s to %(ends)s."),
    "periods.clipped": _("“%(text)s” reaches beyond the plan; it was cut to %(starts)s – %(ends)s."),
    "periods.gaps": _("“%(text)s” leaves out times in between; the time from the first to the last was taken."),
    "bodies.sentence": _("“%(text)s” is a sentence and no name, and was kept as a remark."),
    "bodies.nobody": _("“%(text)s” names no body."),
    "bodies.first_leads": _("Several bodies are named; the first, %(lead)s, was taken to lead."),
    "bodies.perhaps_one": _("“%(text)s” was taken for several bodies. If it is one, write it so that no “and” parts it, or enter it as a body first."),
    "bodies.near": _("“%(name)s” is near “%(other)s”, which is here already. Is it the same? It was not merged."),
    "bodies.new": _("“%(name)s” is new here: it becomes a body of the forum, not named in public until it agrees."),
    "bodies.section_lead": _("“%(name)s” leads the section, and was taken to lead this too."),
    "bodies.no_lead": _("Nobody is named to lead."),
    "areas.whole": _("“%(text)s”: taken as all of %(area)s."),
    "areas.not_said": _("The place is not known yet (“%(text)s”)."),
    "areas.number": _("“%(text)s” is a number, not a place: write the place's name."),
    "areas.both": _("“%(text)s” is both a ward and a sub-county; the sub-county was taken."),
    "areas.both_county": _("“%(text)s” is the name of the county too; the county was taken."),
    "areas.twice": _("“%(text)s” stands for more than one place; %(taken)s was taken, not %(others)s."),
    "areas.near": _("“%(text)s” was taken for %(name)s."),
    "areas.inside": _("“%(text)s” was taken for %(name)s; the words were kept as a remark."),
    "areas.unknown": _("“%(text)s” is no place of this forum that we know, and was kept as a remark."),
    "indicators.uneven": _("“%(text)s”: not as many indicators as baselines or targets, so they were kept as one."),
    "several.lines": _("The cell holds several lines; they were taken as one activity. If they are several, say so in the table."),
    "rows.joined": _("The row names no activity of its own; what it says was added to “%(title)s”."),
    "several": _("One cell holds %(n)s activities: each became an action of its own."),
    "status.not_understood": _("“%(text)s” is no state that we know, and was kept as a remark."),
}  # fmt: skip


def problem(note: Note, where: str, column: str) -> Problem:
    return Problem(note.level, where, column, SENTENCES[note.code], note.params)
