from __future__ import annotations

import re
import subprocess
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given

from jukwaa.publishing.documents import write_pdf
from tests.plans.documents import plans, share
from tests.publishing.documents.plans import (
    HIDDEN,
    MANIFEST,
    MARKUP,
    action,
    facts,
    pages,
    plan,
    section,
    text_of,
    tool,
)


@pytest.fixture(scope="module")
def made():
    return write_pdf(plan(), facts(), "en")


@pytest.fixture(scope="module")
def swahili():
    return write_pdf(plan(), facts(), "sw")


@pytest.fixture
def nothing_in_the_log(caplog):
    """The claim to be accessible was never given up."""
    yield
    assert not caplog.records


def test_it_says_that_it_is_accessible_and_made_to_last(made):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"/Marked true" in made
    assert b"/Lang(en)" in made


def test_another_program_finds_no_fault_in_it(made, tmp_path):
    (tmp_path / "plan.pdf").write_bytes(made)
    subprocess.run([tool("qpdf"), "--check", str(tmp_path / "plan.pdf")], check=True, capture_output=True)


def test_its_tables_have_headings_that_a_screen_reader_finds(made, tmp_path):
    reader = tool("pdfinfo")
    (tmp_path / "plan.pdf").write_bytes(made)
    read = subprocess.run(
        [reader, "-struct", str(tmp_path / "plan.pdf")], check=True, capture_output=True, text=True
    ).stdout
    tables = read.split("  Table (block)")[1:]
    assert len(tables) == 7  # who leads, how it is paid for, two matrices, two of indicators, who takes part
    assert all("THead" in table and "/Scope /Column" in table for table in tables)
    assert '  H1 "Contents"' in read


def test_every_page_says_in_plain_text_that_it_is_a_sample_and_not_signed(made, swahili, tmp_path):
    for pdf, sample, draft in (
        (made, "Sample content, not the official plan", "Published draft, not signed"),
        (swahili, "Maudhui ya mfano, si mpango rasmi", "Rasimu iliyochapishwa, haijatiwa saini"),
    ):
        each = text_of(pdf, tmp_path).split("\f")[:-1]
        assert len(each) == pages(pdf) >= 7
        assert all(sample in page and draft in page for page in each)


def test_a_signed_plan_that_is_no_sample_says_neither(tmp_path):
    told = text_of(write_pdf(plan(status="in_force", sample=False), facts(), "en"), tmp_path)
    assert "not signed" not in told
    assert "Sample" not in told.replace("(sample)", "")
    assert "In force" in told


def test_the_fingerprint_stands_unbroken_on_the_cover_and_where_it_is_explained(made, tmp_path):
    each = text_of(made, tmp_path).split("\f")[:-1]
    assert [n for n, page in enumerate(each, 1) if MANIFEST in page] == [1, len(each)]
    assert "sha256sum -c manifest.sha256" in each[-1]


def test_pages_are_counted_and_headed(made, tmp_path):
    each = text_of(made, tmp_path).split("\f")[:-1]
    for number, page in enumerate(each[1:], 2):
        assert f"Page {number} of {len(each)}" in page
        assert "Plan for peace" in page
        assert "Edition 2022-23" in page


def test_the_contents_give_the_page_on_which_each_section_begins(made, tmp_path):
    each = text_of(made, tmp_path).split("\f")[:-1]
    listed = re.search(r"Pillar 2: Learning 2[ .]+(\d+)\n", each[1])
    assert listed
    assert "Hold peace forum 2.1" in each[int(listed[1]) - 1]


def test_the_whole_matrix_is_there(made, tmp_path):
    told = text_of(made, tmp_path)
    for said in (
        "Hold peace forum 1.2", "Four dialogues in each ward.", "Women and youth", "Jul – Sep 2022", "KES 480,000",
        "Likoni: Mtongwe", "Forums held", "0 to 12 forums", "Attendance totals", "accepted", "being agreed",
        "brings the chairs", "Done", "Late", "NSCVE-2016", "Young people belong.", "We drew it up together.",
    ):  # fmt: skip
        assert said in told, said


def test_a_body_that_is_not_named_in_public_stands_as_a_civil_society_body(made, tmp_path):
    told = text_of(made, tmp_path)
    assert "a civil-society body" in told
    assert HIDDEN.id not in told
    assert "1 more body takes part and is not named here" in " ".join(told.split())


def test_in_swahili_all_of_it_is_swahili(swahili, tmp_path):
    told = text_of(swahili, tmp_path)
    assert b"/Lang(sw)" in swahili
    for said in (
        "Yaliyomo",
        "Mpango huu kwa ufupi",
        "Kitakachofanyika",
        "Nani anashiriki",
        "Ukurasa 3 kati ya",
    ):
        assert said in told, said
    assert not re.search(r"\b(Edition|Contents|Page|Who takes part|Indicator)\b", told)


def test_a_text_that_is_not_yet_translated_says_so_and_is_tagged_with_its_language(tmp_path):
    english_only = section("3", actions=(), title={"en": "Only in English"})
    doc = plan(sections=(english_only,), languages=("en", "sw"), text=())
    pdf = write_pdf(doc, facts(), "sw")
    told = " ".join(text_of(pdf, tmp_path).split())
    assert "Only in English bado haijatafsiriwa" in told
    assert b"/Lang(en)" in pdf
    assert "Andishi 1 bado halipo katika lugha hii" in told


def test_what_people_write_is_never_markup(tmp_path, nothing_in_the_log):
    doc = plan(
        title={"en": MARKUP},
        sections=(
            section(
                "1", title={"en": MARKUP}, actions=(action("1", title={"en": MARKUP}, text={"en": MARKUP}),)
            ),
        ),
    )
    told = " ".join(text_of(write_pdf(doc, facts(forum_name={"en": MARKUP}), "en"), tmp_path).split())
    assert told.count(MARKUP) >= 5


def test_no_text_stops_it_nor_runs_out_of_its_column(nothing_in_the_log):
    doc = plan(
        sections=(
            section(
                "1",
                title={"en": "مؤتمر السلام"},
                actions=(
                    action("A" * 40, title={"en": "x" * 3000}, text={"en": "word " * 4000}),
                    action(
                        "1.2",
                        title={"en": "የሰላም 中文 👩🏾‍🤝‍👩🏿 \u202e\x07"},
                        audience={"en": "e\u0301\u0302" * 400},
                    ),
                    action("1.3", title={"en": ""}, text={"en": "\u200b"}, remarks={"sw": "neno " * 2000}),
                ),
            ),
            section("2", actions=(), title={"en": "\u202e\u200b"}),
        )
    )
    assert b"pdfuaid" in write_pdf(doc, facts(), "en")
    assert b"pdfuaid" in write_pdf(doc, facts(), "sw")


def test_a_script_without_letters_is_named_and_explained(tmp_path):
    doc = plan(sections=(section("1", actions=(action("1.1", title={"en": "የሰላም መድረክ"}),)),))
    told = " ".join(text_of(write_pdf(doc, facts(), "en"), tmp_path).split())
    assert "[in Ethiopic letters]" in told
    assert "do not cover every script" in told
    assert "do not cover every script" not in " ".join(
        text_of(write_pdf(plan(), facts(), "en"), tmp_path).split()
    )


def test_the_same_plan_gives_the_same_bytes_and_bears_its_day(made):
    assert write_pdf(plan(), facts(), "en") == made
    assert b"/CreationDate(D:20230228120000Z)" in made


def test_an_empty_plan_is_a_document_too(tmp_path, nothing_in_the_log):
    bare = plan(sections=(), text=(), levels=(), starts=None, ends=None)
    told = text_of(write_pdf(bare, facts(manifest_sha256="", address="", areas={}), "en"), tmp_path)
    assert "No action stands in this plan yet." in told


def test_deeper_levels_are_kept(tmp_path, nothing_in_the_log):
    inner = section("1.1.1", title={"en": "Innermost"})
    middle = section("1.1", sections=(inner,), actions=())
    doc = plan(sections=(section("1", sections=(middle,)),))
    told = text_of(write_pdf(doc, facts(), "en"), tmp_path)
    assert "Innermost" in told
    assert "Hold peace forum 1.1.1.2" in told


def test_sixty_pages_take_less_than_ten_seconds():
    doc = plan(sections=12, actions=20)
    began = time.perf_counter()
    pdf = write_pdf(doc, facts(), "en")
    spent = time.perf_counter() - began
    assert pages(pdf) >= 60
    assert spent < 10


@share(0.3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans())
def test_any_plan_can_be_printed_in_both_languages(caplog, doc):
    for language in ("en", "sw"):
        assert b"pdfuaid" in write_pdf(
            doc, replace(facts(), printed_on=doc.as_at or facts().printed_on), language
        )
    assert not caplog.records


@pytest.mark.parametrize(
    "path", ["https://jukwaa.example/mombasa/plan/2022-23/download/zip", "/mombasa/plan/2022-23/download/zip"]
)
def test_the_last_page_says_where_everybody_downloads_the_package(tmp_path, nothing_in_the_log, path):
    address = path.removesuffix("download/zip") if path.startswith("https") else ""
    told = text_of(write_pdf(plan(), facts(address=address, package=path), "en"), tmp_path)
    assert "Download the package (ZIP) of this edition: everybody may" in " ".join(told.split())
    assert path in told
    assert "secretary for the package" not in told


def test_what_is_not_said_is_no_empty_cell(tmp_path, nothing_in_the_log):
    bare = action("1.1", areas=(), starts=None, ends=None, estimate=None, funding="unknown")
    doc = plan(sections=(section("1", actions=(bare,)),))
    told = text_of(write_pdf(doc, facts(), "en"), tmp_path)
    assert told.count("not said") == 2  # when, and where
    assert "Not known yet" in told
