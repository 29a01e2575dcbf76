from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.publishing.documents.breaks import HYPHEN, LONGEST_WORD, NOTHING, breakable, breakable_code


def shown(text: str) -> str:
    return text.replace(HYPHEN, "-").replace(NOTHING, "|")


def test_long_swahili_words_break_between_syllables():
    assert shown(breakable("kutowashirikisha watu", "sw")) == "kuto-wa-shi-ri-ki-sha watu"


def test_words_that_fit_stay_whole_for_whoever_searches():
    said = "ushirikishwaji wa washikadau, ng'ombe"
    assert breakable(said, "sw") == said
    assert breakable("responsibility", "en") == "responsibility"


def test_an_address_breaks_after_its_signs():
    assert (
        shown(breakable("https://jukwaa.example/mombasa/plan", "en"))
        == "https://|jukwaa.|example/|mombasa/|plan"
    )


def test_a_long_code_fits_its_column():
    assert shown(breakable_code("A123456789.B12")) == "A12345|6789.|B12"
    assert breakable_code("1.12") == "1.12"


@given(st.text(max_size=120), st.sampled_from(["en", "sw"]))
def test_nothing_is_lost_and_nothing_stays_too_long(text, language):
    text = text.replace(HYPHEN, "").replace(NOTHING, "")
    broken = breakable(text, language)
    assert broken.replace(HYPHEN, "").replace(NOTHING, "") == text
    pieces = re.split(rf"[\s{HYPHEN}{NOTHING}]", broken)
    words = [piece for piece in pieces if re.fullmatch(r"\w+", piece)]
    assert all(len(word) <= LONGEST_WORD for word in words)
