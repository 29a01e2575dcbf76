"""Reports to hand on: made from the same rows as the pages, each saying what is verified, the public edition nothing more."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from jukwaa.delivery.actions import verify_report
from jukwaa.delivery.models import Report
from jukwaa.delivery.rules.money import Entered
from jukwaa.delivery.rules.reach import Cell, Reached
from jukwaa.plans.models import Action
from jukwaa.results.actions import freeze_score
from jukwaa.site.figures.papers.briefs import for_co_chairs, for_everybody
from jukwaa.site.figures.papers.chapters import report_of
from jukwaa.site.figures.papers.gathering import gather
from jukwaa.site.figures.papers.shapes import county, nctc
from jukwaa.site.figures.papers.spans import span_named, spans, usual
from tests.delivery.conftest import LIKONI, TODAY, TOLD, filed
from tests.delivery.test_money import checked
from tests.factories import OrganisationFactory, RoleFactory
from tests.publishing.documents.plans import pages, tool

pytestmark = pytest.mark.django_db
MANY = Reached(
    {Cell("female", "35_59", False): 40, Cell("male", "18_34", True): 12, Cell("male", "60_up", False): 30}
)
SECRET, TRICK, LESSON = "Some feared to come", "=cmd|' /C calc'!A1", "Meet in a school"


@pytest.fixture
def house(action, group, office, of_group):
    """Three reports in one quarter: many people, few people, one that waits."""
    told = replace(
        TOLD, areas=frozenset({LIKONI}), reached=MANY, challenge={"en": SECRET}, lesson={"en": LESSON}
    )
    for each in (told, replace(told, reached=Reached(entered=6), challenge={}, lesson={})):
        verify_report(filed(action, group, each, by=of_group), by=None, today=TODAY)
    filed(action, group, replace(told, reached=Reached(entered=500)), by=of_group)
    checked(action, office, Entered("committed", "county", amount=Decimal(1000)))
    Action.objects.filter(pk=action.pk).update(title={"en": TRICK})
    type(action.plan).objects.filter(pk=action.plan_id).update(as_at="2022-12-31")
    action.plan.refresh_from_db()
    return action.plan


def address(kind, span="2022-07"):
    return f"/mombasa/reports/2022-23/{span}/{kind}"


def said(content):
    """Every text in it."""
    return repr(content)


def test_spans_are_quarters_that_have_begun_and_the_years(house):
    assert [each.key for each in spans(house)] == ["2022-10", "2022-07", "2022-04", "year-1"]
    assert usual(house).key == "2022-10"
    assert span_named(house, "2023-01") is None


def test_verified_and_self_reported_stand_side_by_side_inside_and_verified_alone_in_public(house, of_group):
    span = span_named(house, "2022-07")
    inside, public = report_of(gather(house, span, of_group)), report_of(gather(house, span, None))
    done = {which: paper.chapters[1].grids[0] for which, paper in (("in", inside), ("out", public))}
    assert done["in"].rows[-1][1:] == ("2", "82", "1", "0")
    assert done["out"].rows[-1][1:] == ("2", "82")
    assert all(chapter.verified or not (chapter.grids or chapter.points) for chapter in public.chapters)
    assert SECRET in said(inside) and LESSON in said(public)  # noqa: PT018
    assert SECRET not in said(public) and "waits to be checked" not in said(public)  # noqa: PT018
    assert not {"500", "588", "88", "6"} & set(re.findall(r"'(\d+)'", said(public)))


def test_the_tables_for_others_have_figures_alone_and_no_formula(house, of_group):
    span = span_named(house, "2022-07")
    table = nctc(gather(house, span, None))
    row, whole = (dict(zip([head.heading for head in table.heads], line, strict=True)) for line in table.rows)
    assert (row["Actual outreach"], row["Sub-county"], row["Activity"]) == (82, "Likoni", f"1.1 {TRICK}")
    assert [row[name] for name in ("Challenges", "Evidence", "Remarks", "Youth below 35", "PWD")] == [
        None
    ] * 5
    assert (whole["Activity"], whole["Actual outreach"], whole["Youth below 35"]) == (
        "All activities",
        82,
        None,
    )
    data = Client().get(address("nctc.csv")).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(data)))
    assert len(lines) == 3
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(Client().get(address("nctc.xlsx")).content))
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(TRICK in str(cell.value) for cell in cells)
    assert [head.heading for head in county(gather(house, span, None)).heads][:4] == [
        "Programme", "Sub-programme", "Key output", "Indicator",
    ]  # fmt: skip


def test_of_whom_the_people_were_is_told_as_it_was_published(house, action, group, of_group):
    freeze_score(house, by=None, today=house.day)
    span = span_named(house, "2022-07")
    *_rows, whole = nctc(gather(house, span, None)).rows
    assert whole[8:13] == (82, 30, 40, 12, 12)
    tables = report_of(gather(house, span, None)).chapters[2].grids
    assert [table.caption for table in tables] == [
        "Women and men",
        "By age",
        "With and without a disability",
        "By sex and age together",
    ]
    assert ("Women", "40") in tables[0].rows
    more = replace(
        TOLD, reached=Reached({Cell("female", "35_59", False): 4, Cell("male", "18_34", True): 11})
    )
    verify_report(filed(action, group, more, by=of_group), by=None, today=TODAY)
    later = gather(house, span, None)
    assert later.reach.people == 97
    assert report_of(later).chapters[2].grids == tables  # between two publications nothing of it moves
    *_rows, whole = nctc(gather(house, span_named(house, "year-1"), None)).rows
    assert whole[8:13] == (97, 30, 40, 12, 12)


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_brief_is_one_page_and_the_report_accessible(house, language, caplog):
    prefix = "" if language == "en" else "/sw"
    brief = Client().get(prefix + address("brief.pdf")).content
    assert pages(brief) == 1
    report = Client().get(prefix + address("report.pdf")).content
    assert pages(report) >= 2
    assert all(b"pdfuaid" in pdf for pdf in (brief, report))
    assert not caplog.records
    word = docx.Document(io.BytesIO(Client().get(prefix + address("report.docx")).content))
    assert len(word.tables) >= 4
    assert TRICK not in "".join(paragraph.text for paragraph in word.paragraphs[:5])


def test_the_brief_for_co_chairs_says_what_is_late_blocked_and_wanted(house, action, group, of_group):
    Action.objects.filter(pk=action.pk).update(ends="2022-12-01", starts="2022-09-01")
    rows = gather(house, span_named(house, "2022-07"), of_group)
    late, _blocked, wanted, _silent = for_co_chairs(rows).cards
    assert (late.in_all, "30 days late" in late.points[0].note) == (1, True)
    assert any("1 report waits" in str(point.title) for point in wanted.points)
    everybody = for_everybody(gather(house, span_named(house, "2022-07"), None))
    assert "days late" not in said(everybody)


def test_an_unlisted_body_is_in_no_public_file(house, action):
    quiet = OrganisationFactory(forum=house.forum, name="Quiet Friends (sample)", state=False)
    RoleFactory(action=action, organisation=quiet, kind="lead")
    checked(action, quiet, Entered("spent", "own", amount=Decimal(77)))
    rows = gather(house, span_named(house, "2022-07"), None)
    for content in (report_of(rows), for_everybody(rows), nctc(rows), county(rows)):
        assert "Quiet" not in said(content) and quiet.pid not in said(content)  # noqa: PT018


def test_it_is_kept_until_something_is_done_and_its_mark_is_of_what_it_says(house, action, group, of_group):
    first = Client().get(address("nctc.csv"))
    assert Client().get(address("nctc.csv"), headers={"if-none-match": first["ETag"]}).status_code == 304
    filed(action, group, by=of_group)  # not public: the file says the same
    assert Client().get(address("nctc.csv"))["ETag"] == first["ETag"]
    verify_report(Report.objects.filter(state="submitted").first(), by=None, today=TODAY)
    assert Client().get(address("nctc.csv"))["ETag"] != first["ETag"]
    assert Client().get(address("nothing.pdf")).status_code == 404
    assert Client().get(address("nctc.csv", "2023-01")).status_code == 404


def test_it_takes_as_many_questions_however_much_there_is(house, action, group, of_group):
    span = span_named(house, "year-1")

    def asked(reader, make):
        with override("en"), CaptureQueriesContext(connection) as told:
            make(gather(house, span, reader))
        return len(told)

    papers = [(of_group, report_of), (of_group, for_co_chairs), (None, report_of), (None, for_everybody)]
    asked(*papers[0])  # whose the plan and the seat are is known from then on
    before = [asked(*paper) for paper in papers]
    for _n in range(3):
        verify_report(filed(action, group, by=of_group), by=None, today=TODAY)
    assert [asked(*paper) for paper in papers] == before
    assert max(before) <= 40


def test_another_program_finds_no_fault(house, tmp_path):
    import subprocess

    (tmp_path / "report.pdf").write_bytes(Client().get(address("report.pdf")).content)
    subprocess.run([tool("qpdf"), "--check", str(tmp_path / "report.pdf")], check=True, capture_output=True)
