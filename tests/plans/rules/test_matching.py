from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.document import BodyRef
from jukwaa.plans.rules.matching import Candidate, body_key, fold, name_key, pair

words = st.sampled_from(["Hold dialogues", "Hold a dialogue", "hold dialogues!", "Train", "…", "Fanya"])
candidates = st.builds(
    Candidate.of,
    st.sampled_from([None, None, "a-1", "a-2", "a-3"]),
    st.sampled_from([None, "1", "2"]),
    st.dictionaries(st.sampled_from(["en", "sw"]), words, max_size=2),
    st.sampled_from(["A", "B"]),
)
rows = st.lists(candidates, max_size=8)


def of(title, pid=None, code=None, place="A", language="en", mark=None):
    return Candidate.of(pid, code, {language: title}, place, mark)


@given(rows, rows)
def test_each_is_paired_once_at_most(new, old):
    pairs = pair(new, old)
    assert len(set(pairs.values())) == len(pairs)
    assert all(0 <= n < len(new) and 0 <= o < len(old) for n, o in pairs.items())


@given(rows, rows)
def test_an_id_that_is_not_known_is_another_row(new, old):
    known = {row.id for row in old}
    for n, o in pair(new, old).items():
        assert new[n].id is None or (new[n].id in known and new[n].id == old[o].id)


@given(rows)
def test_a_list_is_paired_with_itself(old):
    new = [Candidate(None, row.code, row.titles, row.place) for row in old]
    pairs = pair(new, old)
    assert all(
        old[o].titles == new[n].titles or set(old[o].titles) & set(new[n].titles) for n, o in pairs.items()
    )
    assert len(pairs) == len([row for row in old if row.titles or row.code]) or any(
        not row.titles for row in old
    )


def test_the_nearest_is_taken_first():
    old = [of("Train thirty women"), of("Train thirteen women")]
    assert pair([of("Train thirty womens"), of("Train thirteen womens")], old) == {0: 0, 1: 1}


def test_rows_of_one_title_in_one_place_are_paired_by_mark_then_in_order():
    old = [of("Baraza", mark=1), of("Baraza", mark=2), of("Baraza", mark=3)]
    assert pair([of("Baraza", mark=3), of("Baraza"), of("Baraza", mark=2)], old) == {0: 2, 1: 0, 2: 1}


def test_rows_that_share_a_title_in_one_language_are_told_apart_by_the_other():
    old = [Candidate.of(None, None, {"en": "Baraza", "sw": sw}) for sw in ("Moja", "Mbili", "Tatu")]
    assert pair([old[2], old[0]], old) == {0: 2, 1: 0}


def test_a_title_in_another_place_is_the_same_row_only_word_for_word():
    assert pair([of("Hold dialogues", place="B")], [of("hold dialogues.")]) == {0: 0}
    assert pair([of("Hold dialogue", place="B")], [of("Hold dialogues")]) == {}


def test_without_a_common_language_the_code_in_its_place_tells():
    old = [of("Hold dialogues", code="1.1"), of("Train mentors", code="1.2")]
    new = [of("Fundisha washauri", code="1.2.", language="sw")]
    assert pair(new, old) == {0: 1}
    assert pair([of("Fundisha", code="1.2", language="sw", place="B")], old) == {}


@pytest.mark.parametrize("near", [True, False])
def test_a_thousand_reworded_rows_take_a_moment(near):
    """Measured: 0.3 s. Pair by pair in Python it was over 2 s."""

    def title(n):
        return (
            f"Hold ward dialogues with chiefs and elders in every sub-county, number {n}"
            if near
            else f"{n} " * 9
        )

    started = time.process_time()
    pairs = pair(
        [of(title(n).replace("Hold", "Host")) for n in range(1000)], [of(title(n)) for n in range(1000)]
    )
    assert pairs == {n: n for n in range(1000)}
    assert time.process_time() - started < 3


@given(st.text())
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_case_accents_punctuation_and_spacing_make_no_other_name():
    assert fold("  Ámani—Trust (SAMPLE) ") == fold("amani trust, sample")


def test_a_body_is_known_by_its_id_else_by_its_name_however_it_is_written():
    assert body_key(BodyRef("b-1", "A")) == body_key(BodyRef("b-1", None))
    assert body_key(BodyRef(None, "Amani  Trust")) == body_key(BodyRef(None, "AMANI trust"))
    assert name_key("+++") != name_key("***")
