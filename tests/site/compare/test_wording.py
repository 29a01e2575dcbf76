from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.wording import Piece, pieces, shortened

words = st.lists(st.sampled_from(["peace", "baraza", "women", "youth", "of", "the", "in"]), max_size=30).map(
    " ".join
)


def kept(found, *kinds):
    return " ".join(piece.text for piece in found if piece.kind in kinds)


@given(words, words)
def test_what_stayed_and_what_is_gone_is_the_old_text_and_with_what_is_new_the_new_one(before, after):
    found = pieces(before, after)
    assert kept(found, "same", "gone") == before
    assert kept(found, "same", "new") == after


@given(words, words)
def test_cutting_what_stayed_never_cuts_a_change(before, after):
    found = pieces(before, after)
    cut = shortened(found, shown=2)
    assert [piece for piece in cut if piece.kind != "same"] == [p for p in found if p.kind != "same"]
    assert all(len(piece.text.split()) <= 5 for piece in cut if piece.kind == "same")


def test_one_word_of_many():
    assert pieces("Train 20 women in Likoni", "Train 25 women in Likoni") == (
        Piece("same", "Train"),
        Piece("gone", "20"),
        Piece("new", "25"),
        Piece("same", "women in Likoni"),
    )


def test_another_text_altogether_is_told_whole_not_in_scraps():
    found = pieces("Women meet on the beach", "A fund for the young")
    assert [piece.kind for piece in found] == ["gone", "new"]


def test_a_long_stretch_that_stayed_is_cut_around_the_change():
    tail = " ".join(f"word{n}" for n in range(50))
    found = shortened(pieces(f"old {tail}", f"new {tail}"), shown=3)
    assert found[-1] == Piece("same", "word0 word1 word2 …")
