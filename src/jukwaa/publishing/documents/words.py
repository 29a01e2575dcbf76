"""The documents' own words, in the language that is switched on: passed to the templates as data."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Words:
    # the frame
    page: str  # "page {n} of {m}", filled in where pages are counted
    page_word: str
    funding_word: str
    edition: str
    contents: str
    update_contents: str
    untranslated: str
    sample_word: str
    as_at: str
    fingerprint: str
    # at a glance
    glance: str
    draft_note: str
    where_actions_stand: str
    who_leads: str
    how_paid: str
    # the plan
    own_words: str
    outcome: str
    led_by: str
    alignment: str
    places: str
    matrix: str
    none_yet: str
    not_said: str
    for_whom: str
    tags: str
    remarks: str
    text_below: str
    reason: str
    indicators: str
    notes: str
    standing: str
    being_agreed: str
    agreed_by_all: str
    shares: str
    # columns
    code: str
    action: str
    who: str
    lead: str
    support: str
    when: str
    where: str
    money: str
    shown_by: str
    section: str
    actions: str
    asked: str
    sum: str
    indicator: str
    baseline: str
    target: str
    verification: str
    body: str
    leads: str
    supports: str
    funds: str
    from_to: str  # "{from} to {to}"
    # the end
    taking_part: str
    taking_part_note: str
    who_signed: str
    office: str
    signed_on: str
    how_signed: str
    checking: str
    checking_note: str
    record_note: str
    steps: tuple[str, ...]
    steps_without_address: tuple[str, ...]
    not_in_it: str
    letters_note: str


def words() -> Words:
    return Words(
        page=_("Page {n} of {m}"),
        page_word=_("Page"),
        funding_word=_("Funding"),
        edition=_("Edition"),
        contents=_("Contents"),
        update_contents=_(
            "To see page numbers here: right-click the list, then “Update field” (Word) or “Update index” (LibreOffice)."
        ),
        untranslated=_("not yet translated"),
        sample_word=pgettext("stamped across a page of invented content", "SAMPLE"),
        as_at=_("As at"),
        fingerprint=_("Fingerprint (SHA-256)"),
        glance=_("This plan at a glance"),
        draft_note=_("Nobody has signed this text yet. It may still change."),
        where_actions_stand=_("Where the actions stand"),
        who_leads=_("Who leads"),
        how_paid=_("How the actions are paid for"),
        own_words=_("The plan in its own words"),
        outcome=_("Outcome"),
        led_by=_("Led by"),
        alignment=_("Aligned to"),
        places=_("Where it happens"),
        matrix=_("What will be done"),
        none_yet=_("No action stands here yet."),
        not_said=_("not said"),
        for_whom=_("For whom"),
        tags=_("Tags"),
        remarks=_("Remarks"),
        text_below=_("What it means stands in full below, under the remarks."),
        reason=_("Why it stands so"),
        indicators=_("How we will know"),
        notes=_("Notes on the actions"),
        standing=_("Stands"),
        being_agreed=_("Being agreed"),
        agreed_by_all=_("Accepted by every body"),
        shares=_("Parts"),
        code=_("Code"),
        action=_("Action"),
        who=_("Who"),
        lead=_("Lead"),
        support=_("Support"),
        when=_("When"),
        where=_("Where"),
        money=_("Money"),
        shown_by=_("Indicator and target"),
        section=_("Section"),
        actions=_("Actions"),
        asked=_("Money asked"),
        sum=_("Sum"),
        indicator=_("Indicator"),
        baseline=_("Baseline"),
        target=_("Target"),
        verification=_("Means of verification"),
        body=_("Body"),
        leads=_("Leads"),
        supports=_("Supports"),
        funds=_("Funds"),
        from_to=_("{from} to {to}"),
        taking_part=_("Who takes part"),
        taking_part_note=_(
            "Public offices, and the bodies that agreed to be named, each with the sections and actions that it leads, supports or pays for."
        ),
        who_signed=_("Who signed"),
        office=_("Office"),
        signed_on=_("Signed on"),
        how_signed=_("How"),
        checking=_("How to check this document"),
        record_note=_(
            "How the forum's record of acts stood when this document was made. Keep it: whoever runs the server, or an auditor, can check with it that nothing written down before was changed since (jukwaa verify-log)."
        ),
        checking_note=_(
            "Every promise of this plan has a fingerprint, and all of them together have this one. If a single letter is changed, it is another."
        ),
        steps=(
            _("Download the package (ZIP) of this edition: everybody may, at the address that stands below."),
            *_steps(),
        ),
        steps_without_address=(
            _(
                "Download the package (ZIP) of this edition: everybody may, on the site that gives out this document, under the path that stands below."
            ),
            *_steps(),
        ),
        not_in_it=_(
            "Promised are the sections, actions, bodies, places, dates, sums, indicators and texts in every language. How an action stands, and whether a body has accepted its part, may change without changing the fingerprint."
        ),
        letters_note=_(
            "The letters of this file do not cover every script. Where square brackets name a script or a picture, the text itself stands in the plan's other downloads."
        ),
    )


def _steps() -> tuple[str, ...]:
    return (
        _("Unpack it. In its folder run the first command below: every line must say OK."),
        _("Then run the second command. It must give the number that stands here."),
    )
