from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.personal import marks, personal_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Contact: Jane 0722 000 000", ["0722 000 000"]),
        ("call +254 711-000-000 or 0100000000", ["+254 711-000-000", "0100000000"]),
        ("write to someone@example.org.", ["someone@example.org"]),
        ("ID No. 12345678 of the chair", ["ID No. 12345678"]),
        ("KES 1,200,000 for 30 wards in 2022-23, 480000", []),
        ("Account 722000000000000", []),
        ("KE001005-0024 · a-k3m9x2q7wd", []),
    ],
)
def test_what_looks_as_if_it_points_at_a_person(text, found):
    assert list(marks(text)) == found


@given(st.integers(0, 10**9), st.sampled_from(["{:,}", "{}", "KES {}", "{}/=", "{}%"]))
def test_an_amount_below_a_milliard_is_no_phone(amount, shape):
    assert list(marks(shape.format(amount))) == []


def test_each_mark_is_told_once_with_the_row_that_it_stands_in():
    action = ActionDoc(None, {"en": "Meet"}, remarks={"en": "0722000000, 0722000000"}, where="Matrix!6")
    doc = PlanDoc(
        "mombasa",
        "2022-23",
        {},
        None,
        None,
        sections=(SectionDoc(None, {"en": "Gender"}, actions=(action,)),),
    )
    assert list(personal_in(doc)) == [("Matrix!6", "0722000000")]
    assert list(personal_in(replace(doc, sections=()))) == []
