"""Codes that people cite and that stand in addresses."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.document import ActionDoc, SectionDoc
from jukwaa.plans.rules.numbering import LONGEST, clean_code, comes_from, numbered
from tests.plans.rules.building import action, section

given_codes = (
    st.none() | st.text(max_size=80) | st.sampled_from(["1", "1.", "1)", "(a)", "P4.A1", "1.1", "1.1-2"])
)


@st.composite
def trees(draw, depth=3):
    actions = draw(st.lists(given_codes, max_size=4))
    inner = draw(st.lists(trees(depth=depth - 1), max_size=2)) if depth else []
    return SectionDoc(
        id=None,
        title={"en": "A"},
        code=draw(given_codes),
        actions=tuple(ActionDoc(id=None, title={"en": "x"}, code=code) for code in actions),
        sections=tuple(inner),
    )


def parts(sections):
    for part in sections:
        yield part
        yield from parts(part.sections)


forests = st.lists(trees(), max_size=3).map(tuple)


@given(forests)
def test_every_code_is_one_of_its_kind_and_fits_into_an_address(sections):
    done = list(parts(numbered(sections)))
    for codes in ([part.code for part in done], [a.code for part in done for a in part.actions]):
        assert len(codes) == len(set(codes))
        assert all(0 < len(code) <= LONGEST for code in codes)
        assert all(re.fullmatch(r"[\w.()\-]+", code) and code.strip(".-") for code in codes)


@given(forests)
def test_numbering_again_changes_nothing(sections):
    done = numbered(sections)
    ids = iter(range(10_000))

    def with_ids(part):
        return replace(
            part,
            id=f"s-{next(ids)}",
            actions=tuple(replace(a, id=f"a-{next(ids)}") for a in part.actions),
            sections=tuple(map(with_ids, part.sections)),
        )

    done = tuple(map(with_ids, done))
    fixed = {part.id for part in parts(done)} | {a.id for part in parts(done) for a in part.actions}
    assert numbered(done, fixed) == done


@given(forests)
def test_a_clean_code_that_only_one_bears_is_kept(sections):
    asked = [a.code for part in parts(sections) for a in part.actions]
    done = [a.code for part in parts(numbered(sections)) for a in part.actions]
    cleaned = [clean_code(code) for code in asked]
    for code, now in zip(cleaned, done, strict=True):
        if code and cleaned.count(code) == 1:
            assert now == code


def codes(*sections):
    return [a.code for part in parts(numbered(sections)) for a in part.actions]


def test_rows_without_codes_are_numbered_by_section():
    rows = [action("x") for _ in range(3)]
    assert codes(section("A", *rows[:2]), section("B", *rows[2:])) == ["1.1", "1.2", "2.1"]


def test_five_hundred_rows_without_codes_are_numbered_in_order():
    assert codes(section("A", *(action("x") for _ in range(500)))) == [f"1.{n}" for n in range(1, 501)]


def test_a_row_between_numbered_ones_gets_the_next_free_number():
    rows = [action("x", code="1.1"), action("x"), action("x", code="1.2"), action("x", code="1.3")]
    assert codes(section("A", *rows)) == ["1.1", "1.4", "1.2", "1.3"]


def test_numbers_that_begin_anew_are_told_apart_by_their_section():
    one, two = (section(t, action("x", code="1"), action("x", code="2")) for t in "AB")
    assert codes(one, two) == ["1.1", "1.2", "2.1", "2.2"]


def test_what_has_its_code_keeps_it_against_whatever_comes():
    new, old = action("x", id="a-new", code="7"), action("x", id="a-old", code="7")
    done = numbered((section("A", new, old),), fixed={"a-old"})
    assert [a.code for a in done[0].actions] == ["1.7", "7"]


def test_an_action_never_bears_a_number_that_a_section_bears():
    inner = section("Inner", action("y"))
    done = numbered((replace(section("A", action("x")), sections=(inner,)),))
    assert [part.code for part in parts(done)] == ["1", "1.1"]
    assert [a.code for part in parts(done) for a in part.actions] == ["1.2", "1.1.1"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" 1.2. ", "1.2"), ("1)", "1"), ("(a)", "(a)"), ("P4.A1", "P4.A1"), ("A/1", "A-1"), ("1 2", "1-2"),
        ("..", ""), ("/", ""), ("—", ""), ("É1", "É1"), ("E\u03011", "\u00c91"), ("a?b#c%d", "a-b-c-d"), (None, ""),
        ("x" * 99, "x" * 60),
    ],
)  # fmt: skip
def test_what_a_code_looks_like_in_an_address(written, kept):
    assert clean_code(written) == kept


@pytest.mark.parametrize(
    ("code", "said", "same"),
    [
        ("1.1", "1.1", True), ("2.1", "1", True), ("1.1-2", "1", True), ("2.1", "2", False), ("2.11", "1", False),
        ("1", None, False), (None, "1", False), ("axb", "a.b", False),
    ],
)  # fmt: skip
def test_which_code_was_made_of_which(code, said, same):
    assert comes_from(code, said) is same
