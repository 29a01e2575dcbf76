"""A name that is not to be read stands in no text, and nothing else goes with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.masking import NOTHING, Hidden, Mask, masked, names_of, spots, unmasked
from tests.plans.documents import plans

WORDS = {"en": "a civil-society body", "sw": "taasisi ya kiraia"}
MASK = Mask((Hidden(names_of("The Canary Peace Network (CPNK) (sample)", "CaPN"), WORDS),))


def test_a_body_is_called_in_several_ways():
    assert names_of("The Canary Peace Network (CPNK) (sample)", "CaPN") == (
        "The Canary Peace Network (CPNK) (sample)", "The Canary Peace Network", "Canary Peace Network", "CaPN", "CPNK",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Led by Canary Peace Network (sample).", "Led by a civil-society body (sample)."),
        ("with the canary  peace\nNETWORK's people", "with a civil-society body's people"),
        ("Canary Peace Network meets.", "A civil-society body meets."),
        (
            "All join. CPNK leads; CaPN helps",
            "All join. A civil-society body leads; a civil-society body helps",
        ),
        (
            "cpnk, capn, Canaries, Canary Peace Networks and XCPNK",
            "cpnk, capn, Canaries, Canary Peace Networks and XCPNK",
        ),
        ("Canary Peace Network Likoni (sample)", "A civil-society body Likoni (sample)"),
    ],
)
def test_whole_words_are_hidden_and_nothing_else(text, read):
    assert MASK.text(text, "en") == read


def test_each_language_has_its_own_words():
    assert MASK.text("Kazi ya Canary Peace Network", "sw") == "Kazi ya taasisi ya kiraia"


def test_an_apostrophe_is_one_however_it_is_written():
    mask = Mask((Hidden(names_of("Women's Circle"), WORDS),))
    assert mask.text("with Women’s Circle", "en") == "with a civil-society body"


def test_where_nothing_is_hidden_every_text_stays():
    assert not NOTHING
    assert not NOTHING.finds("anything")
    assert NOTHING.text("anything", "en") == "anything"


@given(plans(), st.data())
def test_no_text_of_any_plan_names_it_afterwards_and_the_rest_is_as_it_was(doc, data):
    assert masked(doc, MASK) == doc
    title = {"en": "Visit Canary Peace Network", "sw": "Tembelea Canary Peace Network"}
    planted = replace(doc, title=title)
    assert [(spot.kind, spot.field) for spot in spots(planted, MASK)] == [("plan", "title")]
    read = masked(planted, MASK)
    assert list(spots(read, MASK)) == []
    assert replace(read, title=doc.title) == doc


@given(plans())
def test_a_file_made_while_it_was_hidden_changes_no_text(doc):
    current = replace(doc, title={"en": "Visit Canary Peace Network", "sw": "Tembelea CPNK"})
    assert unmasked(masked(current, MASK), current, MASK) == current
    other = replace(
        masked(current, MASK), title={"en": "Visit the network", "sw": "Tembelea taasisi ya kiraia"}
    )
    assert unmasked(other, current, MASK).title == {"en": "Visit the network", "sw": "Tembelea CPNK"}
