"""One row of a file put right by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.document import BodyRef, RoleDoc
from jukwaa.plans.rules.editing import Row, action_at, with_row
from tests.plans.documents import Sizes, plans
from tests.plans.rules.building import (
    action,
    brought_into,
    en,
    indicator,
    led_by,
    matrix,
    plan,
    section,
    supported_by,
    the,
    titles,
)


def shown(doc, n):
    """What the form shows of a row, to be sent back as it is."""
    at, one = action_at(doc, n)
    named = [role for role in one.roles or () if role.body.name]
    return Row(
        title=next(iter(one.title.values())),
        section=at,
        lead=next((role.body.name for role in named if role.kind == "lead"), ""),
        support=tuple(role.body.name for role in named if role.kind == "support"),
        areas=one.areas or (),
        starts=one.starts,
        ends=one.ends,
        funding=one.funding or "unknown",
        estimate=one.estimate,
        audience=next(iter((one.audience or {}).values()), ""),
        remarks=next(iter((one.remarks or {}).values()), ""),
    )


def kept(doc):
    """All but spacing, which a form does not keep, and the order of bodies."""

    def texts(said):
        return {code: text.strip() for code, text in (said or {}).items() if text.strip()}

    return [
        [
            replace(
                a,
                title=texts(a.title), audience=texts(a.audience), remarks=texts(a.remarks),
                roles=tuple(sorted(a.roles or (), key=repr)),
            )
            for a in part.actions
        ]
        for _path, part in doc.walk()
    ]  # fmt: skip


@given(plans(sizes=Sizes(levels=2, sections=2, actions=3)), st.data())
def test_a_row_sent_back_as_it_was_shown_changes_nothing(doc, data):
    rows = len(list(doc.actions()))
    if not rows:
        return
    n = data.draw(st.integers(0, rows - 1))
    title = action_at(doc, n)[1].title
    if next(iter(title.values())).strip():
        assert kept(with_row(doc, n, shown(doc, n), {})) == kept(doc)


@pytest.fixture
def was():
    full = {
        "areas": ("KE001001",), "funding": "funded", "estimate": Decimal(5), "audience": {"sw": "Vijana"},
        "roles": (led_by("A (sample)"), supported_by("B (sample)"), RoleDoc(BodyRef(None, "F (sample)"), "funder")),
        "starts": date(2022, 7, 1), "indicators": (indicator("Women trained", target="12"),),
    }  # fmt: skip
    return plan(
        section("Gender", action("Hold a ward dialogue", **full), action("Two")),
        section("Youth", action("Three")),
    )


def test_a_row_that_the_file_said_little_of_wipes_nothing_when_only_its_title_is_put_right(was):
    file = matrix(section("Gender", action("Hold a ward dialogue")))
    row = replace(shown(file, 0), title="Hold ward dialogues")
    now = the(brought_into(was, with_row(file, 0, row, {})).doc, "Hold ward dialogues")
    assert replace(now, title=en("Hold a ward dialogue")) == the(was, "Hold a ward dialogue")


def test_what_is_changed_is_changed(was):
    row = replace(
        shown(was, 0),
        title="First",
        lead="D (sample)",
        support=("B (sample)", "E (sample)", " "),
        areas=(),
        funding="no_cost",
        estimate=None,
        starts=None,
        ends=date(2023, 1, 1),
        audience="Vijana wote",
    )
    now = the(with_row(was, 0, row, {"d sample": "b-dddddddddd"}), "First")
    assert [(role.kind, role.body.id, role.body.name) for role in now.roles] == [
        ("lead", "b-dddddddddd", "D (sample)"),
        ("funder", None, "F (sample)"),
        ("support", None, "B (sample)"),
        ("support", None, "E (sample)"),
    ]
    assert (now.areas, now.funding, now.estimate, now.starts, now.ends) == (
        (),
        "no_cost",
        None,
        None,
        date(2023, 1, 1),
    )
    assert now.audience == {"sw": "Vijana wote"}
    assert now.indicators == the(was, "Hold a ward dialogue").indicators


def test_clearing_what_was_said_clears_it(was):
    now = the(
        with_row(was, 0, replace(shown(was, 0), funding="unknown", estimate=None), {}), "Hold a ward dialogue"
    )
    assert (now.funding, now.estimate) == ("unknown", None)


def test_a_row_may_move_to_another_section(was):
    assert titles(with_row(was, 0, replace(shown(was, 0), section=1), {})) == [
        ["Two"],
        ["Three", "Hold a ward dialogue"],
    ]


def test_a_second_lead_and_a_body_without_a_name_stay(was):
    roles = (led_by("A (sample)"), led_by("G (sample)"), supported_by(None, "b-hhhhhhhhhh"))
    doc = matrix(section("A", action("One", roles=roles)))
    now = the(with_row(doc, 0, replace(shown(doc, 0), lead="Z (sample)"), {}), "One")
    assert [(role.kind, role.body.name) for role in now.roles] == [
        ("lead", "Z (sample)"), ("lead", "G (sample)"), ("support", None),
    ]  # fmt: skip


def test_rows_that_are_equal_are_changed_one_at_a_time():
    twin = action("Baraza")
    doc = matrix(section("A", twin, twin, twin))
    assert titles(with_row(doc, 1, replace(shown(doc, 1), title="Other"), {})) == [
        ["Baraza", "Other", "Baraza"]
    ]
