"""Through the rows and back: a plan brought in, exported, and brought into another edition is the same plan."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import Options, draft_plan, import_plan, read_file
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Plan
from jukwaa.plans.rules import document as d
from jukwaa.plans.rules import interchange
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.interchange import dumps
from jukwaa.plans.rules.verification import verify
from jukwaa.publishing.actions import make
from tests.factories import ForumFactory
from tests.plans.documents import Sizes, plans, share
from tests.plans.exchange.small import OFFICE, PLAN, TRUST

NOW = datetime(2022, 8, 1, 9, 0, tzinfo=UTC)
SIZES = Sizes(levels=2, sections=2, actions=2, indicators=2, paragraphs=2, bodies=3)
FIRST = 6  # the matrix's first row of a plan that is no sample
pytestmark = pytest.mark.django_db


class _Back(Exception):  # noqa: N818  # undoes what an example wrote
    pass


@contextlib.contextmanager
def forum_for_once(slug: str = "mombasa") -> Iterator[object]:
    """Each generated plan finds an empty forum, with an earlier edition to be carried from."""
    with contextlib.suppress(_Back), transaction.atomic():
        forum = ForumFactory(slug=slug)
        draft_plan(
            forum, "2017", title={"en": "Before"}, starts=date(2017, 1, 1), ends=date(2018, 1, 1), by=None
        )
        yield forum
        raise _Back


def bring(forum, edition: str, data: bytes):
    """How many actions are new, changed, the same, absent; the plan afterwards."""
    reading = read_file(forum, edition, "plan", data, Options())
    assert reading.possible, reading.problems
    import_plan(reading, name="plan", by=None, now=NOW)
    return reading, Plan.objects.with_forum().get(forum=forum, edition=edition)


def said(plan) -> d.PlanDoc:
    """With every name, whatever edition it is."""
    return replace(document_of(plan, public=False), edition="", status="draft", follows=None)


def as_if_named_by_the_forum(doc: d.PlanDoc, forum) -> d.PlanDoc:
    """The generated plan with the permanent ids that the forum gave its bodies."""
    ids = dict(Organisation.objects.filter(forum=forum).values_list("name", "pid"))

    def of(offer):
        return replace(offer, body=d.BodyRef(ids[offer.body.name], offer.body.name))

    def section(part):
        return replace(
            part,
            leads=tuple(of(lead) for lead in part.leads),
            sections=tuple(section(inner) for inner in part.sections),
            actions=tuple(replace(a, roles=tuple(of(role) for role in a.roles)) for a in part.actions),
        )

    return replace(
        doc, edition="", status="draft", follows=None, sections=tuple(section(s) for s in doc.sections)
    )


without_fixtures = share(0.4, suppress_health_check=[HealthCheck.function_scoped_fixture])


@without_fixtures
@given(plans(sizes=SIZES))
def test_json_into_an_empty_forum_and_out_again_says_the_same(doc):
    with forum_for_once() as forum:
        _reading, plan = bring(forum, "2022-23", dumps(doc))
        assert said(plan) == as_if_named_by_the_forum(doc, forum)


@without_fixtures
@given(plans(sizes=SIZES), st.sampled_from(["json", "xlsx"]), st.sampled_from(["en", "sw"]))
def test_an_export_brought_into_another_edition_is_equal_and_a_second_time_changes_nothing(
    doc, kind, language
):
    with forum_for_once() as forum:
        _reading, plan = bring(forum, "2022-23", dumps(doc))
        file = make(plan, kind, language)
        first, other = bring(forum, "2023-24", file)
        assert said(other) == said(plan)
        assert first.counts.add == sum(1 for _ in doc.actions())
        before = other.manifest
        again, other = bring(forum, "2023-24", make(other, kind, language))
        assert again.tally == {"add": 0, "change": 0, "keep": first.counts.add, "absent": 0}
        assert again.differences == ()
        assert other.manifest == before


@without_fixtures
@given(plans(sizes=SIZES), st.sampled_from(["json", "xlsx", "zip"]), st.sampled_from(["en", "sw"]))
def test_the_same_rows_give_the_same_bytes_and_nobody_is_named_who_is_not_listed(doc, kind, language):
    with forum_for_once() as forum:
        _reading, plan = bring(forum, "2022-23", dumps(doc))
        texts = {text for text in _strings(interchange.to_json(doc)) if text}
        names = {b.name for b in bodies_of(doc) if not any(b.name in t for t in texts if t != b.name)}
        file = make(plan, kind, language)
        assert file == make(Plan.objects.with_forum().get(pk=plan.pk), kind, language)
        everything = _unpacked(file) if kind != "json" else file.decode()
        assert not [name for name in names if json.dumps(name)[1:-1] in everything or name in everything]


def _strings(value):
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(item)


def _unpacked(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


# --- one plan, looked at closely -----------------------------------------------------------------------------------


@pytest.fixture
def plan(mombasa):
    """The small plan; the office is listed, the trust has not agreed."""
    _reading, plan = bring(mombasa, "2022-23", dumps(PLAN))
    Organisation.objects.filter(name=OFFICE.name).update(listed=True)
    return plan


def test_what_is_exported_fits_the_schema(plan):
    assert (
        list(Draft202012Validator(interchange.schema()).iter_errors(json.loads(make(plan, "json", "en"))))
        == []
    )


@pytest.mark.parametrize("kind", ["json", "xlsx", "zip"])
def test_an_unlisted_body_is_named_in_no_download_and_a_listed_one_is(plan, kind):
    file = make(plan, kind, "en")
    everything = file.decode() if kind == "json" else _unpacked(file)
    assert "Amani" not in everything
    assert "Governor" in everything


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_public_file_brought_in_again_leaves_the_unlisted_body_where_it_is(plan, kind):
    before = said(plan)
    reading, plan = bring(plan.forum, "2022-23", make(plan, kind, "sw"))
    assert reading.tally == {"add": 0, "change": 0, "keep": 1, "absent": 0}
    assert said(plan) == before
    assert TRUST.name in [role.body.name for _path, action in before.actions() for role in action.roles]


def test_the_package_is_the_plan_that_the_page_speaks_of(plan):
    report = verify(make(plan, "zip", "en"))
    assert report.ok
    assert report.manifest_sha256 == plan.manifest
    with zipfile.ZipFile(io.BytesIO(make(plan, "zip", "en"))) as package:
        assert hashlib.sha256(package.read("manifest.sha256")).hexdigest() == plan.manifest
        bodies = [name for name in package.namelist() if name.startswith("bodies/")]
    listed = Organisation.objects.get(name=OFFICE.name)
    assert bodies == [f"bodies/{listed.pid}.json"]


def test_no_salt_leaves_the_house_but_in_the_package(plan):
    salts = set(plan.forum.salts.values_list("salt", flat=True))
    assert salts
    for kind in ("json", "xlsx"):
        file = make(plan, kind, "en")
        everything = file.decode() if kind == "json" else _unpacked(file)
        assert not [salt for salt in salts if salt in everything]


def with_cells(file: bytes, row: int, **said: object) -> bytes:
    """The matrix with these cells of a row written by hand."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    sheet = book["Matrix"]
    columns = {cell.value: cell.column for cell in sheet[FIRST - 1]}
    for heading, value in said.items():
        sheet.cell(row, columns[heading]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_file_with_a_new_row_brought_in_twice_adds_one_action(plan):
    row = {
        "Action (English)": "Open a savings club",
        "Lead": OFFICE.name,
        "Indicator (English)": "Clubs",
        "Target": 3,
    }
    file = with_cells(make(plan, "xlsx", "en"), FIRST + 1, **row)
    first, plan = bring(plan.forum, "2022-23", file)
    assert first.tally == {"add": 1, "change": 0, "keep": 1, "absent": 0}
    manifest = plan.manifest
    again, plan = bring(plan.forum, "2022-23", file)
    assert again.tally == {"add": 0, "change": 0, "keep": 2, "absent": 0}
    assert plan.manifest == manifest


def test_a_deleted_row_stays_in_the_plan_unless_it_is_to_be_dropped(plan):
    file = with_cells(make(plan, "xlsx", "en"), FIRST + 1, **{"Action (English)": "Open a savings club"})
    _reading, plan = bring(plan.forum, "2022-23", file)
    book = openpyxl.load_workbook(io.BytesIO(make(plan, "xlsx", "en")))
    book["Matrix"].delete_rows(FIRST)
    out = io.BytesIO()
    book.save(out)
    reading, plan = bring(plan.forum, "2022-23", out.getvalue())
    assert reading.tally == {"add": 0, "change": 0, "keep": 1, "absent": 1}
    assert plan.actions.count() == 2
    pruned = read_file(plan.forum, "2022-23", "plan", out.getvalue(), Options(prune=True))
    import_plan(pruned, name="plan", by=None, now=NOW)
    assert [action.title["en"] for action in plan.actions.all()] == ["Open a savings club"]


def test_a_body_that_is_new_in_the_file_becomes_one_of_the_forum_and_is_not_named_in_public(plan):
    file = with_cells(make(plan, "xlsx", "en"), FIRST, Lead="Bandari Women's Group (sample)")
    reading, plan = bring(plan.forum, "2022-23", file)
    assert reading.tally["change"] == 1
    assert not Organisation.objects.get(name="Bandari Women's Group (sample)").listed
    assert "Bandari" not in _unpacked(make(plan, "xlsx", "en"))
