"""What the documents say: the same in PDF, Word file and notice, since all are made of these rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from jukwaa.publishing.documents import telling
from jukwaa.publishing.documents.frames import shortened
from jukwaa.publishing.documents.gathering import gather
from jukwaa.publishing.documents.rows import by_sub_county
from tests.publishing.documents.plans import action, carried, facts, plan, section


def gathered(doc, language="en", **known):
    with override(language):
        return gather(doc, facts(**known), language)


def test_at_a_glance():
    glance = gathered(plan()).glance
    assert (
        glance.sentence
        == "From 1 June 2022 to 31 May 2023 this plan brings together 3 bodies to carry out 4 actions."
    )
    assert [(figure.number, figure.label) for figure in glance.figures] == [
        ("2", "pillars"),
        ("4", "actions"),
        ("3", "bodies taking part"),
        ("2 of 3", "wards named, themselves or with their sub-county"),
        ("2 of 12", "offers accepted; the others are being agreed"),
        ("1,920,000", "KES asked, for 4 of 4 actions"),
    ]
    assert [(share.word, share.count) for share in glance.standings] == [
        ("done", 1),
        ("moving", 1),
        ("late", 1),
    ]
    assert [(share.label, share.count, share.sum) for share in glance.funding] == [
        ("Costed", 4, "KES 1,920,000")
    ]


def test_blank_is_never_nought():
    one = plan(sections=(section("1", (action("1.1", estimate=None, funding="unknown"),)),))
    glance = gathered(one).glance
    assert not any("asked" in figure.label for figure in glance.figures)
    assert glance.funding[0].sum == ""
    assert gathered(one).parts[0].asked == ""


def test_what_is_asked_says_for_how_many():
    three = (
        action("1.1"),
        action("1.2", estimate=Decimal("20.50")),
        action("1.3", estimate=None, funding="no_cost"),
    )
    assert (
        gathered(plan(sections=(section("1", three),))).parts[0].asked == "KES 480,020.50 for 2 of 3 actions"
    )


def test_actions_are_numbered_through_all_sections_and_bodies_refer_to_them():
    whole = gathered(plan())
    assert [row.number for part in whole.parts for row in part.rows] == [1, 2, 3, 4]
    network, office = whole.bodies
    assert network.name == "Amani Network (sample)"
    assert [(ref.to, ref.code) for ref in network.leads] == [("s1", "pillar 1"), ("s2", "pillar 2")]
    assert [(ref.to, ref.code) for ref in network.supports] == [
        ("a1", "1.1"),
        ("a2", "1.2"),
        ("a3", "2.1"),
        ("a4", "2.2"),
    ]
    assert [ref.code for ref in office.leads] == ["pillar 1", "pillar 2", "1.1", "1.2", "2.1", "2.2"]


def test_bodies_without_a_name_are_told_in_total_only():
    whole = gathered(plan())
    assert "1 more body takes part and is not named here" in whole.unnamed
    assert "leads 0 times and supports or pays 4 times" in whole.unnamed
    assert "b-hidden" not in repr(whole)


def test_who_has_accepted_and_who_has_not():
    row = gathered(plan()).parts[0].rows[0]
    assert [(who.part, who.reply) for who in row.who] == [
        ("Lead", "accepted"), ("Support", "accepted"), ("Support", "being agreed"),
    ]  # fmt: skip


def test_alignment_of_the_section_first_then_of_single_actions():
    themes = gathered(plan(), "sw").parts[0].alignment
    assert [(theme.name.text, theme.name.translated, theme.note) for theme in themes] == [
        ("Psychosocial", False, "NSCVE-2016 · 1"),
        ("Elimu", True, "NSCVE-2016 · 2"),
    ]
    assert [ref.code for ref in themes[1].refs] == ["1.1", "1.2"]


def test_places_by_sub_county():
    places = gathered(plan()).parts[0].places
    assert [(place.name.text, place.note) for place in places] == [("Likoni", "Mtongwe"), ("Mvita", "")]
    assert by_sub_county(["KE001006-0026", "KE001006", "KE001005-0022", "KE001005-0021"]) == {
        "KE001005": ["KE001005-0021", "KE001005-0022"],
        "KE001006": [],
    }
    everywhere = plan(sections=(section("1", (action("1.1", areas=("KE001",)),)),))
    assert gathered(everywhere).parts[0].rows[0].where == ("Everywhere in Mombasa",)


def test_the_earlier_edition_is_named():
    assert (
        gathered(plan(sections=(section("1", (carried("1.1"),)),))).parts[0].rows[0].carried
        == "Carried from 2017"
    )
    assert gathered(plan(follows="2017")).cover.follows == "Follows the edition 2017"


def test_how_many_texts_stand_in_another_language():
    assert gathered(plan(), "sw").untranslated_note == ""
    half = plan(sections=(section("1", (action("1.1", title={"en": "x"}, text={"en": "y"}),)),))
    assert gathered(half, "sw").untranslated_note.startswith("Maandishi 2 bado hayapo katika lugha hii.")


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        (date(2022, 6, 1), date(2023, 5, 31), "Whole plan"),
        (date(2022, 7, 1), date(2022, 9, 30), "Jul – Sep 2022"),
        (date(2022, 7, 1), date(2022, 7, 31), "Jul 2022"),
        (date(2022, 12, 1), date(2023, 2, 28), "Dec 2022 – Feb 2023"),
        (date(2022, 7, 1), date(2022, 8, 12), "1 Jul – 12 Aug 2022"),
        (date(2022, 7, 4), date(2022, 7, 4), "4 Jul 2022"),
        (date(2022, 7, 4), None, "from 4 Jul 2022"),
        (None, date(2022, 7, 4), "by 4 Jul 2022"),
        (None, None, ""),
    ],
)
def test_when(starts, ends, told):
    assert telling.when(starts, ends, plan()) == told


@pytest.mark.parametrize(
    ("estimate", "funding", "told"),
    [
        (Decimal("4.8E+5"), "funded", "KES 480,000"),
        (Decimal(0), "funded", "KES 0"),
        (Decimal("12.50"), "in_kind", "KES 12.50 (in kind)"),
        (Decimal(7), "unknown", "KES 7"),
        (None, "no_cost", "No cost"),
        (None, None, "Not known yet"),
    ],
)
def test_money(estimate, funding, told):
    assert telling.money(estimate, funding, "KES") == told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("draft", "Draft, not published, not signed"),
        ("published_draft", "Published draft, not signed"),
        ("consultation", "In consultation, not signed"),
        ("for_adoption", "For adoption, not signed"),
        ("in_force", ""),
        ("closed", ""),
        ("superseded", ""),
    ],
)
def test_unsigned_until_somebody_has_signed(status, told):
    assert telling.unsigned(plan(status=status)) == told


def test_shortened_at_a_word():
    assert shortened("one two three", 20) == "one two three"
    assert shortened("one two, three", 10) == "one two…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
    assert shortened("one\n two", 10) == "one two"
