"""The table of a plan's life; details beside an amendment; statements; scans without a camera's notes."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.models import Plan
from jukwaa.plans.rules.amendment import with_details, with_standing
from jukwaa.plans.rules.life import MOVES, Facts, why_not
from jukwaa.plans.rules.statement import Statement, as_file, from_file, read, stated
from tests.plans.rules.building import action, en, led_by, matrix, section, supported_by

DAY = date(2022, 6, 1)
READY = {"actions": 3, "ends": date(2022, 5, 31), "signers": 2, "signed": 2}


def test_every_state_is_reached_and_every_move_begins_in_one():
    states = set(Plan.Status.values)
    assert {move.end for move in MOVES.values()} | {"draft"} == states
    assert {start for move in MOVES.values() for start in move.start} <= states


@pytest.mark.parametrize(("name", "status"), list(itertools.product(MOVES, Plan.Status.values)))
def test_a_move_begins_where_the_table_says_and_nowhere_else(name, status):
    told = why_not(name, Facts(status, **READY), DAY)
    assert (told == "") is (status in MOVES[name].start)


@pytest.mark.parametrize(
    ("name", "lacking", "told"),
    [
        ("publish", {"actions": 0}, "empty"),
        ("propose", {"actions": 0}, "empty"),
        ("propose", {"signers": 0}, "unsigned"),
        ("adopt", {"signed": 1}, "unfinished"),
        ("adopt", {"signers": 0, "signed": 0}, "unfinished"),
        ("close", {"ends": DAY}, "running"),
        ("close", {"amending": True}, "amending"),
    ],
)
def test_what_would_make_it_meaningless_stops_it(name, lacking, told):
    status = next(iter(MOVES[name].start))
    assert why_not(name, Facts(status, **{**READY, **lacking}), DAY) == told


def test_from_the_closed_end_no_move_leads():
    assert not [name for name, move in MOVES.items() if move.start & {"closed", "superseded"}]


# --- an amendment and what leads change meanwhile -------------------------------------------------------------

AMINA, JUMA, NETWORK = "Amina Trust (sample)", "Juma Trust (sample)", "Network (sample)"


def plan(*roles, **said):
    one = action("Hold dialogues", id="a-aaaaaaaaaa", roles=(led_by(NETWORK), *roles), **said)
    return matrix(section("Gender", one, id="s-aaaaaaaaaa"))


def only(doc):
    return next(a for _path, a in doc.actions())


def test_each_detail_is_the_leads_if_they_changed_it_else_the_amendments():
    began = plan(areas=("KE001005",), funding="no_cost", starts=DAY)
    now = replace_one(began, funding="funded")
    wanted = replace_one(began, title=en("Hold twelve dialogues"), areas=("KE001004",), funding="in_kind")
    merged = only(with_details(began, now, wanted))
    assert (merged.title, merged.areas, merged.funding) == (
        en("Hold twelve dialogues"),
        ("KE001004",),
        "funded",
    )


def replace_one(doc, **said):
    part = doc.sections[0]
    return replace(doc, sections=(replace(part, actions=(replace(part.actions[0], **said),)),))


def test_supporters_who_came_or_went_meanwhile_came_or_went():
    began = plan(supported_by(AMINA))
    now = plan(supported_by(JUMA))
    merged = only(with_details(began, now, began))
    assert [role.body.name for role in merged.roles] == [NETWORK, JUMA]


def test_who_is_to_lead_is_the_amendments_alone():
    began = plan(supported_by(AMINA))
    wanted = replace_one(began, roles=(led_by(AMINA),))
    merged = only(with_details(began, began, wanted))
    assert [(role.kind, role.body.name) for role in merged.roles] == [("lead", AMINA)]


def test_how_an_action_stands_is_always_as_it_is_now():
    began = plan(status="not_started")
    now, wanted = replace_one(began, status="done"), replace_one(began, title=en("Another"), status="paused")
    assert only(with_details(began, now, wanted)).status == "done"
    assert only(with_standing(now, wanted)).title == en("Another")


def test_what_is_new_comes_as_the_amendment_says_and_what_it_drops_goes():
    began = plan()
    new = matrix(
        section("Youth", action("Go on air", id="a-bbbbbbbbbb", funding="funded"), id="s-bbbbbbbbbb")
    )
    merged = with_details(began, replace_one(began, funding="in_kind"), new)
    assert [(a.title, a.funding) for _p, a in merged.actions()] == [(en("Go on air"), "funded")]


@given(st.sampled_from(["no_cost", "in_kind", "funded", "unknown"]), st.sampled_from(["no_cost", "funded"]))
def test_without_a_change_meanwhile_the_amendment_stands_as_it_is(old, new):
    began = plan(funding=old)
    wanted = replace_one(began, funding=new)
    assert with_details(began, began, wanted) == with_details(wanted, wanted, wanted)


# --- statements ------------------------------------------------------------------------------------------------

SAID = Statement(
    "mombasa", "2022-23", 1, "ab" * 32, ("co_chair_national", "co_chair_county"), 7, "co_chair_county",
    "b-aaaaaaaaaa", "2022-05-30", "account",
)  # fmt: skip


@given(st.builds(Statement, *[st.text(max_size=9)] * 2, st.integers(1, 99), st.text(max_size=9),
                 st.tuples(st.text(max_size=9)), st.integers(1, 10**9), *[st.text(max_size=9)] * 5))  # fmt: skip
def test_a_statement_is_read_as_it_was_made(said):
    assert read(stated(said)) == said


def test_a_statement_in_any_other_form_is_none():
    data = stated(SAID)
    for other in (b"", b"null", b"[]", data + b" ", data.replace(b'"version":1', b'"version":1.0'), data[:-1],
                  data.replace(b"jukwaa-signature/1", b"jukwaa-signature/2")):  # fmt: skip
        assert read(other) is None, other


def test_a_countersigned_file_holds_for_its_key_alone():
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    data = stated(SAID)
    found = from_file(as_file(data, key.sign(data).hex()))
    assert found.statement == SAID
    assert found.holds([key.public_key().public_bytes_raw()])
    assert not found.holds([other.public_key().public_bytes_raw(), b"short"])
    assert from_file(as_file(data, "no hex")) is None
