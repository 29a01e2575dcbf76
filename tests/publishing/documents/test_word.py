from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from django.utils.translation import override
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given

import jukwaa.places
from jukwaa.plans.imports import Known, KnownBody, read
from jukwaa.plans.rules.cells.areas import AreaName
from jukwaa.plans.rules.document import said
from jukwaa.publishing.documents import write_docx
from tests.plans.documents import plans, share
from tests.publishing.documents.plans import (
    MANIFEST,
    MARKUP,
    NETWORK,
    OFFICE,
    action,
    facts,
    plan,
    section,
    tool,
)

# The order in which Word insists on the properties of a table (ECMA-376, CT_TblPr).
ORDER = [
    "tblStyle",
    "tblW",
    "jc",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
]


@pytest.fixture(scope="module")
def data():
    return write_docx(plan(), facts(), "en")


@pytest.fixture(scope="module")
def made(data):
    return docx.Document(io.BytesIO(data))


def words_in(file) -> str:
    tables = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *tables])


def local(element) -> str:
    return element.tag.rpartition("}")[2]


def test_it_says_what_it_is(made):
    about = made.core_properties
    assert about.title == "Plan for peace"
    assert about.author == "Mombasa forum"
    assert about.language == "en-GB"
    assert about.created == datetime(2023, 2, 28, 12, tzinfo=UTC)
    assert "Sample content, not the official plan" in about.comments


def test_it_speaks_the_language_asked_for():
    file = docx.Document(io.BytesIO(write_docx(plan(), facts(), "sw")))
    assert file.core_properties.language == "sw-KE"
    assert {tag.get(qn("w:val")) for tag in file.styles.element.iter(qn("w:lang"))} == {"sw-KE"}
    told = words_in(file)
    for said_so in (
        "Mpango wa amani",
        "Nguzo 1: Kujifunza 1",
        "Fanya baraza la amani 1.1",
        "Njia ya uthibitisho",
    ):
        assert said_so in told
    assert not re.search(r"\b(Edition|Contents|Who takes part|Indicator|Baseline)\b", told)


def test_headings_are_headings_and_none_is_skipped(made):
    levels = [
        int(paragraph.style.name.removeprefix("Heading "))
        for paragraph in made.paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    heads = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert heads == [
        "This plan at a glance", "The plan in its own words", "Pillar 1: Learning 1", "Pillar 2: Learning 2",
        "Who takes part", "How to check this document",
    ]  # fmt: skip


def test_every_table_repeats_its_heading_and_keeps_its_rows_whole(made):
    assert len(made.tables) == 5
    for table in made.tables:
        first, *others = [row._tr for row in table.rows]
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in others)


def test_word_opens_its_tables_since_their_properties_stand_in_order(made):
    for table in made.tables:
        found = [local(child) for child in table._tbl.tblPr]
        assert found == sorted(found, key=ORDER.index)
        assert {"tblBorders", "tblCellMar", "tblCaption"} <= set(found)


def test_every_style_used_is_there(data, made):
    known = {style.style_id for style in made.styles}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [
            package.read(name).decode()
            for name in package.namelist()
            if re.match(r"word/(doc|head|foot)", name)
        ]
    used = {name for part in parts for name in re.findall(r'<w:[pr]Style w:val="([^"]+)"', part)}
    assert {"Cell", "Columnhead", "Aside", "Warning", "Contents1"} <= used
    assert used <= known


def test_the_contents_are_a_field_with_a_list_in_it_whose_lines_lead_somewhere(made):
    body = made.element.body
    assert [field.text.strip() for field in body.iter(qn("w:instrText"))] == [r'TOC \o "1-2" \h \z \u']
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    links = [
        (link.get(qn("w:anchor")), "".join(text.text for text in link.iter(qn("w:t"))))
        for link in body.iter(qn("w:hyperlink"))
    ]
    assert ("s2", "Pillar 2: Learning 2") in links
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert {name for name, _text in links} <= set(marks)
    assert len(marks) == len(set(marks))


def test_the_matrix_lies_and_the_text_stands(made):
    assert [part.orientation for part in made.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip


def test_every_page_says_that_it_is_a_sample_and_not_signed_and_which_page_it_is(made):
    heads = [part.header for part in made.sections] + [made.sections[0].first_page_header]
    for head in heads:
        told = "\n".join(paragraph.text for paragraph in head.paragraphs)
        assert "Sample content, not the official plan" in told
        assert "Published draft, not signed" in told
    for part in made.sections:
        fields = [field.get(qn("w:instr")).strip() for field in part.footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert [part.different_first_page_header_footer for part in made.sections] == [True, False, False]


def test_a_signed_plan_that_is_no_sample_says_neither():
    file = docx.Document(io.BytesIO(write_docx(plan(status="in_force", sample=False), facts(), "en")))
    heads = "\n".join(paragraph.text for part in file.sections for paragraph in part.header.paragraphs)
    assert "not signed" not in heads + words_in(file)
    assert "Sample" not in heads + words_in(file)


def test_it_holds_the_fingerprint_and_all_that_the_pdf_says(made):
    told = words_in(made)
    assert told.count(MANIFEST) == 2
    for said_so in (
        "Women and youth", "Four dialogues in each ward.", "KES 480,000", "Attendance totals", "Being agreed: ",
        "brings the chairs", "a civil-society body", "Psychosocial", "sha256sum",
    ):  # fmt: skip
        assert said_so in told, said_so


def test_a_tag_is_read_in_the_documents_language():
    doc = plan(sections=(section("1", actions=(action("1.1", tags=("youth", "boda-boda")),)),))
    for language, told in (("en", "Tags: youth, boda-boda"), ("sw", "Vitambulisho: vijana, boda-boda")):
        with override(language):
            assert told in words_in(docx.Document(io.BytesIO(write_docx(doc, facts(), language))))


def test_a_text_that_is_not_yet_translated_is_tagged_and_says_so():
    doc = plan(sections=(section("1", title={"en": "Only in English"}),))
    file = docx.Document(io.BytesIO(write_docx(doc, facts(), "sw")))
    heading = next(p for p in file.paragraphs if "Only in English" in p.text and p.style.name == "Heading 1")
    assert heading.text == "Nguzo 1: Only in English (bado haijatafsiriwa)"
    run = next(run for run in heading.runs if run.text == "Only in English")
    assert run._element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_what_people_write_is_text_and_never_stops_it():
    titles = (
        MARKUP,
        "<w:p/> & ]]>",
        "مؤتمر السلام",
        "የሰላም 👩🏾 中文",
        "a\x00b\x07\ufffe",
        "e\u0301" * 3000,
        "",
    )
    actions = tuple(action(f"1.{n}", title={"en": title}) for n, title in enumerate(titles))
    file = docx.Document(io.BytesIO(write_docx(plan(sections=(section("1", actions),)), facts(), "en")))
    told = words_in(file)
    for title in (MARKUP, "<w:p/> & ]]>", "مؤتمر السلام", "የሰላም 👩🏾 中文", "ab", "(no title yet)"):
        assert title in told


def test_the_same_plan_gives_the_same_bytes(data):
    assert write_docx(plan(), facts(), "en") == data


@share(0.4)
@given(plans())
def test_any_plan_can_be_written(doc):
    for language in ("en", "sw"):
        docx.Document(io.BytesIO(write_docx(doc, facts(), language)))


def test_libreoffice_opens_it(data, tmp_path):
    (tmp_path / "plan.docx").write_bytes(data)
    command = [
        tool("soffice"),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "plan.docx"], check=True, capture_output=True, timeout=120
    )
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


# --- brought back --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def known():
    with (Path(jukwaa.places.__file__).parent / "data" / "areas.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"].startswith("KE001")]
    doc = plan()
    return Known(
        forum="mombasa", edition="2022-23", area="KE001",
        areas=tuple(AreaName(row["code"], row["name"], row["kind"], row["parent"]) for row in rows),
        bodies=tuple(KnownBody(str(body.id), str(body.name), "") for body in (OFFICE, NETWORK)),
        starts=doc.starts, ends=doc.ends, quarters=None, fy_month=7, currency="KES", languages=("en", "sw"),
        levels=doc.levels,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sw"])
def test_our_own_import_reads_its_matrix_again(known, language):
    doc = plan(sections=3, actions=4)
    with override(language):
        understood = read("plan.docx", write_docx(doc, facts(), language), known)
    assert understood.understood
    back = understood.doc
    assert [part.code for part in back.sections] == ["1", "2", "3"]
    assert [said(part.outcome, language) for part in back.sections] == [
        said(part.outcome, language) for part in doc.sections
    ]
    for (_path, before), (_where, after) in zip(doc.actions(), back.actions(), strict=True):
        assert after.code == before.code
        assert said(after.title, language) == said(before.title, language)
        assert (after.starts, after.ends, after.estimate) == (before.starts, before.ends, before.estimate)
        assert [(role.body.name, role.kind) for role in after.roles][:2] == [
            (role.body.name, role.kind) for role in before.roles
        ][:2]
        assert [(i.baseline, i.target, said(i.verification, language)) for i in after.indicators] == [
            (i.baseline, i.target, said(i.verification, language)) for i in before.indicators
        ]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_what_is_not_said_is_told_and_comes_back_as_nothing(known, language):
    """Blank is not zero: a reader is told, and the import does not take the words for a place or a sum."""
    bare = action("1.1", areas=(), starts=None, ends=None, estimate=None, funding="unknown")
    doc = plan(sections=(section("1", actions=(bare, action("1.2"))),))
    with override(language):
        file = write_docx(doc, facts(), language)
        understood = read("plan.docx", file, known)
    told = words_in(docx.Document(io.BytesIO(file)))
    for words in {"en": ("not said", "Not known yet"), "sw": ("haijatajwa", "Bado haijulikani")}[language]:
        assert words in told
    first = next(after for _path, after in understood.doc.actions() if after.code == "1.1")
    assert {first.areas, first.starts, first.ends, first.estimate} <= {None, ()}
    assert said(first.remarks or {}, language) == ""
    assert not [
        problem
        for problem in understood.problems
        if "not said" in problem.message or "haijatajwa" in problem.message
    ]
