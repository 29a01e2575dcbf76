"""Written and read again, a plan is the same plan: JSON and XLSX, in either language, whatever its texts are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.interchange import dumps, from_json, to_json
from tests.plans.documents import plans, share
from tests.plans.exchange.knowing import known_by, read, without_where, workbook


def changed(understood):
    return [problem for problem in understood.problems if problem.level != "note"]


@given(plans())
def test_json_gives_back_what_it_was_given(doc):
    assert from_json(to_json(doc)) == doc


@given(plans())
def test_json_is_read_without_loss_and_without_a_doubt(doc):
    understood = read(dumps(doc), known_by(doc))
    assert understood.problems == ()
    assert without_where(understood.doc) == doc


@share(0.8)
@given(plans(), st.sampled_from(["en", "sw"]))
def test_a_workbook_is_read_without_loss_and_without_a_doubt(doc, language):
    understood = read(workbook(doc, language), known_by(doc))
    assert understood.problems == ()
    assert without_where(understood.doc) == doc


@share(0.3)
@given(plans())
def test_the_same_plan_gives_the_same_bytes(doc):
    assert dumps(doc) == dumps(from_json(to_json(doc)))
    assert workbook(doc) == workbook(from_json(to_json(doc)))
