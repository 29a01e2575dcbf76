"""Indicators to start from: safe, whole in both languages, the same on every server; what is put otherwise is another."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.core.ids import PATTERN
from jukwaa.plans.rules.starters import GROUPS, STARTERS, shared_definition, starter_named

any_starter = st.sampled_from(STARTERS)


def test_each_has_its_own_name_and_definition_and_every_group_has_some():
    assert (
        len({each.key for each in STARTERS})
        == len({each.doc.definition for each in STARTERS})
        == len(STARTERS)
    )
    assert {each.group for each in STARTERS} == set(GROUPS)
    assert all(re.fullmatch(PATTERN, each.doc.definition) for each in STARTERS)


def test_definitions_are_the_same_tomorrow():
    """Other servers have them already: whoever changes one makes another indicator."""
    assert starter_named("trained").doc.definition == "d-uvrpddeuek"


def test_each_is_said_in_both_languages_and_how_it_is_verified():
    for each in STARTERS:
        for texts in (each.doc.text, each.doc.verification, *([each.doc.unit] if each.doc.unit else [])):
            assert set(texts) == {"en", "sw"}
            assert all(text.strip() for text in texts.values())


def test_a_share_says_of_what_and_adds_up_as_one():
    for each in STARTERS:
        if each.doc.measure == "percentage":
            assert each.doc.over_places == "ratio_of_sums"
            assert all(re.search(r"\(.+ / .+\)$", text) for text in each.doc.text.values())


def test_none_asks_what_people_believe():
    words = re.compile(
        r"belie|religio|faith|extrem|radical|support for violence|imani|dini|itikadi", re.IGNORECASE
    )
    assert not [each.key for each in STARTERS if any(map(words.search, each.doc.text.values()))]


@given(any_starter, st.sampled_from([("en",), ("sw",), ("en", "sw")]))
def test_word_for_word_it_is_the_shared_one_in_whatever_language_it_is_said(starter, languages):
    said = {code: text for code, text in starter.doc.text.items() if code in languages}
    unit = {code: text for code, text in starter.doc.unit.items() if code in languages}
    doc = replace(
        starter.doc, id="i-aaaaaaaaaa", text=said, unit=unit, definition="d-aaaaaaaaaa", target="12"
    )
    assert shared_definition(doc) == starter.doc.definition


@given(any_starter)
def test_in_other_words_or_added_up_otherwise_it_is_another(starter):
    assert shared_definition(replace(starter.doc, text={"en": f"{starter.doc.text['en']}!"})) is None
    assert shared_definition(replace(starter.doc, over_time="max")) is None
    assert shared_definition(replace(starter.doc, text={})) is None
