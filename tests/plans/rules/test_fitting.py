"""What rows cannot hold never reaches them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from jukwaa.plans.rules.document import Ancestor
from jukwaa.plans.rules.fitting import fitted
from tests.plans.documents import THEMES, Sizes, plans
from tests.plans.rules.building import action, indicator, led_by, matrix, paragraph, section


@given(plans(sizes=Sizes(levels=2, sections=2, actions=2)))
def test_what_fits_stays_as_it_is(doc):
    assert fitted(doc, THEMES) == (doc, ())


def test_what_nobody_has_typed_in_is_left_out_and_told():
    doc = matrix(
        section("A", action("One", code="1.1", themes=("NSCVE-2016/1", "X/9")), themes=("Y/1",), code="1")
    )
    fit, strange = fitted(doc, THEMES)
    assert strange == (("1", "Y/1"), ("1.1", "X/9"))
    assert fit.sections[0].actions[0].themes == ("NSCVE-2016/1",)


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_what_no_database_takes_is_taken_out_of_every_text(bad):
    one = action(
        f"O{bad}ne", roles=(led_by(f"A{bad} (sample)"),), indicators=(indicator("x", target=f"1{bad}2"),)
    )
    doc = matrix(section(f"A{bad}", one), text=(paragraph(f"Wh{bad}y"),))
    fit, _strange = fitted(doc, ())
    assert bad not in repr(fit).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
    assert "\\x00" not in repr(fit)
    assert "\\ud800" not in repr(fit)
    assert fit.sections[0].actions[0].indicators[0].target == "12"


def test_an_id_of_another_kind_names_nothing():
    doc = matrix(
        replace(
            section("A", action("One", id="s-aaaaaaaaaa"), action("Two", id="a-bbbbbbbbbb")), id="../../etc"
        )
    )
    fit, _strange = fitted(doc, ())
    assert (fit.sections[0].id, [a.id for a in fit.sections[0].actions]) == (None, [None, "a-bbbbbbbbbb"])


def test_an_ancestor_in_no_possible_edition_is_none():
    doc = matrix(
        section("A", action("One", carried_from=Ancestor("x" * 99, "a-aaaaaaaaaa"))), follows="../2017"
    )
    fit, _strange = fitted(doc, ())
    assert (fit.follows, fit.sections[0].actions[0].carried_from) == (None, None)
