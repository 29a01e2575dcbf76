from __future__ import annotations

import pytest
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.editions import RESERVED, edition_problem


@pytest.mark.parametrize("label", ["2022-23", "2017", "2025-2030", "v1.2", "a", "x" * 40])
def test_labels_that_can_be(label):
    assert edition_problem(label) == ""


@pytest.mark.parametrize(
    "label", ["", "2022/23", "2022 23", ".", "..", "-1", "x" * 41, "2022\n", "٢٠٢٢", "<b>"]
)
def test_labels_that_cannot_stand_in_an_address(label):
    assert edition_problem(label) == "shape"


@pytest.mark.parametrize("label", sorted(RESERVED))
def test_names_of_pages_are_no_editions(label):
    assert edition_problem(label) == "reserved"


@given(st.text(max_size=50))
def test_whatever_passes_finds_its_page(label):
    if not edition_problem(label):
        found = resolve(reverse("site:plan", args=["mombasa", label]))
        assert found.kwargs["edition"] == label
