from __future__ import annotations

import json

from hypothesis import given

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.storing import pack, unpack
from tests.plans.documents import Sizes, plans
from tests.plans.rules.building import action, en, matrix, section, spoken

small = plans(sizes=Sizes(levels=2, sections=2, actions=2))


@given(small)
def test_a_document_kept_as_json_comes_back_as_it_was(doc):
    assert unpack(PlanDoc, json.loads(json.dumps(pack(doc)))) == doc


@given(small)
def test_so_does_one_that_leaves_much_unsaid(doc):
    bare = spoken(doc)
    assert unpack(PlanDoc, json.loads(json.dumps(pack(bare)))) == bare


def test_what_is_not_said_stays_apart_from_what_is_empty():
    doc = matrix(section("A", action("One", areas=(), roles=None)))
    (one,) = unpack(PlanDoc, json.loads(json.dumps(pack(doc)))).sections[0].actions
    assert (one.areas, one.roles, one.title) == ((), None, en("One"))


def test_a_field_that_a_later_version_no_longer_knows_is_passed_over():
    kept = pack(matrix(section("A", action("One")))) | {"colour": "blue"}
    assert unpack(PlanDoc, kept) == matrix(section("A", action("One")))
