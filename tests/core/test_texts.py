from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.core.texts import breakable, marked, say


def test_a_text_is_said_in_the_readers_language():
    with override("sw"):
        assert marked({"en": "peace", "sw": "amani"}) == "amani"


def test_what_is_not_translated_says_so_and_names_its_language():
    with override("sw"):
        told = marked({"en": "peace"})
    assert '<span lang="en">peace</span>' in told
    assert "bado haijatafsiriwa" in told


def test_text_from_people_is_never_markup():
    assert marked({"en": "<b>&"}) == "&lt;b&gt;&amp;"
    with override("sw"):
        assert "<b>" not in marked({"en": "<b>"})


def test_nothing_is_nothing():
    assert marked({}) == marked(None) == ""
    assert say({"en": "", "sw": "amani"}, "en").translated is False


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("Mwakirunge", "Mwa-ki-ru-nge"),
        ("Timbwani", "Ti-mbwa-ni"),
        ("Kadzandani", "Ka-dza-nda-ni"),
        ("Ziwa la Ng'ombe", "Ziwa la Ng'o-mbe"),  # short words stay whole
        ("Shimanzi/Ganjoni", "Shi-ma-nzi/|Ga-njo-ni"),
        ("Airport", "Airport"),  # no syllable begins with rp
        ("", ""),
    ],
)
def test_a_long_name_breaks_where_a_swahili_syllable_ends(name, broken):
    assert breakable(name).replace("\u00ad", "-").replace("\u200b", "|") == broken


@given(st.text())
def test_breaking_a_name_changes_nothing_that_is_seen(name):
    bare = name.replace("\u00ad", "").replace("\u200b", "")
    assert breakable(bare).replace("\u00ad", "").replace("\u200b", "") == bare
