"""The published schema, what fits it, and how the reader says what does not."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jukwaa.plans.models import Plan
from jukwaa.plans.rules import document as d
from jukwaa.plans.rules import interchange
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.interchange import dumps, from_json, to_json
from tests.plans.documents import Sizes, plans, share
from tests.plans.exchange.editing import actions
from tests.plans.exchange.knowing import known_by, read, without_where
from tests.plans.exchange.small import ACTION, OFFICE, PLAN, TRUST

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = Draft202012Validator(interchange.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
SMALL = Sizes(levels=2, sections=2, actions=2)


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(interchange.schema())
    assert interchange.schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_is_what_the_dataclasses_say():
    made = subprocess.run([sys.executable, "tools/make_schema.py"], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(made.stdout) == interchange.schema()


def test_the_schema_knows_every_status_of_a_plan():
    assert set(interchange.schema()["properties"]["status"]["enum"]) == set(Plan.Status.values)


def test_its_name_is_a_name_and_no_address_that_nobody_keeps():
    assert interchange.schema()["$id"] == to_json(PLAN)["$schema"] == "urn:jukwaa:plan:1"


@given(plans())
def test_whatever_we_write_fits_the_schema(doc):
    assert list(SCHEMA.iter_errors(json.loads(dumps(doc)))) == []


def test_no_salt_and_no_reply_stands_in_it():
    said = dumps(PLAN).decode()
    assert not [word for word in ("salt", "accepted", "reply", "manifest", "where") if word in said]


# --- what a file may leave out -----------------------------------------------------------------------------------


def least(**said):
    return {
        "format": "jukwaa-plan",
        "version": 1,
        "edition": "2022-23",
        "title": {"en": "Plan"},
        "sections": [],
        **said,
    }


def understood(said, **known):
    return read(json.dumps(said).encode(), known_by(PLAN, **known))


def test_what_is_left_out_is_empty_and_days_are_the_editions():
    action = {"title": {"en": "Hold forums"}, "roles": [{"kind": "lead", "body": {"name": OFFICE.name}}]}
    found = understood(least(sections=[{"title": {"en": "Gender"}, "actions": [action]}]))
    assert found.problems == ()
    assert (found.doc.starts, found.doc.ends, found.doc.complete) == (PLAN.starts, PLAN.ends, True)
    (read_action,) = actions(found.doc).values()
    assert read_action == d.ActionDoc(
        None, {"en": "Hold forums"}, None, {}, {}, {}, (), None, None, "unknown", None, (),
        (d.RoleDoc(OFFICE, "lead"),), (), (), None, "not_started", {},
    )  # fmt: skip


def test_a_plan_without_days_anywhere_is_refused():
    found = understood(least(), starts=None, ends=None)
    assert not found.understood
    assert "--starts" in found.problems[0].message


# --- bodies and places -------------------------------------------------------------------------------------------


def test_a_name_that_is_withheld_changes_nothing():
    said = to_json(PLAN)
    for role in said["sections"][0]["actions"][0]["roles"]:
        role["body"]["name"] = None
    found = understood(said)
    assert found.problems == ()
    assert without_where(found.doc) == PLAN


def test_a_body_that_is_called_otherwise_by_now_is_known_by_its_id():
    said = json.loads(dumps(PLAN).decode().replace("Amani Trust (sample)", "Amani Old (sample)"))
    assert without_where(understood(said).doc) == PLAN


def test_a_body_of_another_forum_is_known_by_its_name():
    said = json.loads(dumps(PLAN).decode().replace("b-bbbbbbbbbb", "b-zzzzzzzzzz"))
    assert without_where(understood(said).doc) == PLAN


def test_a_body_that_is_neither_named_nor_known_is_left_out_and_said():
    found = understood(to_json(PLAN), bodies=())
    assert found.problems == ()
    hidden = json.loads(dumps(PLAN).decode().replace('"Amani Trust (sample)"', "null"))
    found = understood(hidden, bodies=())
    assert [role.body for role in actions(found.doc)["a-aaaaaaaaaa"].roles] == [OFFICE]
    assert [(p.level, TRUST.id in p.message) for p in found.problems] == [("doubt", True)]


def test_a_place_of_another_county_is_left_out_and_said():
    said = json.loads(dumps(PLAN).decode().replace("KE001005", "KE002005"))
    found = understood(said)
    assert actions(found.doc)["a-aaaaaaaaaa"].areas == ()
    assert [(p.level, p.where) for p in found.problems] == [("doubt", "1.1")]


def test_a_file_of_another_edition_says_so():
    found = understood(to_json(replace(PLAN, edition="2017")))
    assert [p.level for p in found.problems] == ["note"]
    assert "2017" in found.problems[0].message


# --- refused, with the place ---------------------------------------------------------------------------------------


def broken(path, value):
    """The plan's JSON with one value changed; `...` takes it out."""
    said = copy.deepcopy(to_json(PLAN))
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")[1:]]
    place = said
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return said


AT = "/sections/0/actions/0"
REFUSED = [
    (f"{AT}/starts", "2022-13-45", f"{AT}/starts", "no day of the calendar"),
    (f"{AT}/starts", "30/9/2022", f"{AT}/starts", "2022-06-30"),
    (f"{AT}/title", ..., AT, "“title” is missing"),
    (f"{AT}/title", {}, f"{AT}/title", "A text in one language"),
    (f"{AT}/estimate", 480000, f"{AT}/estimate", "480000"),
    (f"{AT}/estimate", "1e9", f"{AT}/estimate", "1e9"),
    (f"{AT}/funding", "donors", f"{AT}/funding", "no_cost"),
    (f"{AT}/id", "a-1", f"{AT}/id", "a-1"),
    (f"{AT}/id", "s-aaaaaaaaaa", f"{AT}/id", "s-aaaaaaaaaa"),
    (f"{AT}/budget", 5, AT, "“budget”"),
    (f"{AT}/roles/0/kind", "boss", f"{AT}/roles/0/kind", "co_lead"),
    (f"{AT}/roles/0/share", "x" * 301, f"{AT}/roles/0/share", "300"),
    (f"{AT}/roles/0/body/name", "two\nlines", f"{AT}/roles/0/body/name", "two"),
    (f"{AT}/indicators/0/target", 12, f"{AT}/indicators/0/target", "string"),
    (f"{AT}/indicators/0/target", "9" * 201, f"{AT}/indicators/0/target", "200"),
    ("/sections/0/title", "Gender", "/sections/0/title", "object"),
    ("/sections/0/text", {"en": "no list"}, "/sections/0/text", "array"),
    ("/sections", ..., "", "“sections” is missing"),
    ("/fy_month", 13, "/fy_month", "13"),
    ("/currency", "shillings", "/currency", "shillings"),
    ("/languages", [], "/languages", ""),
    ("/status", "signed", "/status", "in_force"),
    ("/title", {"English": "Plan"}, "/title", "English"),
    (f"{AT}/text", {"en": "half \ud800"}, f"{AT}/text/en", "U+D800"),
    (f"{AT}/text", {"en": "nought \0"}, f"{AT}/text/en", "U+0000"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "where", "says"), REFUSED, ids=[f"{r[0]}={r[1]!r}"[:60] for r in REFUSED]
)
def test_what_does_not_fit_is_refused_with_its_place(path, value, where, says):
    found = understood(broken(path, value))
    assert not found.understood
    assert found.doc is None
    assert [(p.level, p.where) for p in found.problems] == [("error", where)]
    assert says in found.problems[0].message


def test_an_id_that_stands_twice_is_refused_with_both_places():
    said = to_json(PLAN)
    said["sections"][0]["actions"].append(copy.deepcopy(said["sections"][0]["actions"][0]))
    found = understood(said)
    assert found.problems[0].where == "/sections/0/actions/1"
    assert "/sections/0/actions/0" in found.problems[0].message


def test_twenty_faults_are_told_and_how_many_more():
    said = least(sections=[{"title": {"en": "x"}, "code": n} for n in range(50)])
    messages = [p.message for p in understood(said).problems]
    assert len(messages) == 21
    assert "30" in messages[-1]


def nested(depth):
    section = {"title": {"en": "x"}}
    for _ in range(depth):
        section = {"title": {"en": "x"}, "sections": [section]}
    return least(sections=[section])


def test_sections_in_sections_without_end_are_refused():
    assert understood(nested(8)).understood
    for depth in (11, 200):
        found = understood(nested(depth))
        assert [p.level for p in found.problems] == ["error"]
        assert "deeper" in found.problems[0].message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "well-formed"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"format": "jukwaa-plan", "version": NaN}', "NaN"),
        (b'{"format": "jukwaa-plan", "version": 2}', "newer"),
        (b'{"format": "something"}', "jukwaa-plan"),
        (b"{}", "jukwaa-plan"),
        (b'{"format": "jukwaa-plan", "version": 1, "title": "\xff"}', "well-formed"),
        (b'{"a":' * 100_000, ""),
    ],
)
def test_what_is_no_plan_of_ours_is_refused(data, says):
    found = read(data, known_by(PLAN))
    assert not found.understood
    assert says in found.problems[0].message


def test_a_byte_order_mark_in_front_is_no_fault():
    assert read(b"\xef\xbb\xbf" + dumps(PLAN), known_by(PLAN)).understood


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["", "a-aaaaaaaaaa"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "en", "title"]), inner, max_size=2),
    max_leaves=5,
)  # fmt: skip


@share(3)
@given(plans(sizes=SMALL), values, st.randoms(use_true_random=True))
def test_anything_anywhere_is_answered_and_never_raised(doc, value, dice):
    said = json.loads(dumps(doc))
    place = said
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = dice.choice(keys)
        if not isinstance(place[key], dict | list) or not place[key] or dice.random() < 0.2:
            place[key] = value
            break
        place = place[key]
    found = read(json.dumps(said).encode(), known_by(doc))
    if found.understood:
        assert list(SCHEMA.iter_errors(to_json(found.doc))) == []
        assert from_json(to_json(found.doc)) == without_where(found.doc)
    else:
        assert all(p.message for p in found.problems)


@given(plans(sizes=SMALL))
def test_every_body_of_the_file_is_the_forums_own(doc):
    found = read(dumps(doc), known_by(doc))
    assert set(bodies_of(found.doc)) == set(bodies_of(doc))


def test_the_action_says_where_it_was_read():
    assert actions(understood(to_json(PLAN)).doc)[ACTION.id].where == "1.1"
