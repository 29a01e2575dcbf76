"""Every PDF of a plan carries a checkpoint of the forum's record, whole enough to be typed off."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.db import transaction

from jukwaa.core.log import checkpoint_of, record
from jukwaa.publishing.actions import facts_of, make
from jukwaa.publishing.documents import notice_pdf, write_docx, write_pdf
from tests.factories import PlanFactory
from tests.publishing.documents.plans import facts, pages, plan, text_of

LINE = "mombasa 128 2026-11-25 " + " ".join(f"ABCDEFG{n:02d}" for n in range(1, 19))


@pytest.fixture
def words_of(tmp_path):
    return lambda data, **said: " ".join(text_of(data, tmp_path, **said).split())


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_plan_says_how_the_record_stood_on_its_last_page(language, words_of):
    made = write_pdf(plan(sample=False), facts(checkpoint=LINE), language)  # no stamp across the words
    last = words_of(made, page=pages(made))
    assert LINE in last
    assert "jukwaa verify-log" in last


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_notice_does_and_is_still_one_page(language, words_of):
    made = notice_pdf(plan(), facts(checkpoint=LINE), language)
    assert LINE in words_of(made)
    assert pages(made) == 1


def test_without_a_checkpoint_nothing_is_said_of_it(words_of):
    for write in (write_pdf, notice_pdf):
        assert "verify-log" not in words_of(write(plan(), facts(), "en"))


def test_it_is_the_newest_that_was_kept_when_the_document_was_made(mombasa, words_of):
    made = PlanFactory(forum=mombasa, status="published_draft")
    assert facts_of(made).checkpoint == ""
    with transaction.atomic():
        record("plan.published", "plan:mombasa/2022-23", by=None, forum=mombasa.pk)
    line = checkpoint_of(mombasa.pk)
    assert facts_of(made).checkpoint == line
    assert line in words_of(make(made, "pdf", "en"))


def test_the_word_file_says_the_same():
    made = write_docx(plan(), facts(checkpoint=LINE), "en")
    body = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert LINE in re.sub(r"<[^>]+>", "", body)
