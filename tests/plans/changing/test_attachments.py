"""Files beside a plan: taken by their bytes, without what a camera notes, given to whoever may see them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jukwaa.core.models import Entry
from jukwaa.plans.actions import editing
from jukwaa.plans.actions.attaching import Upload, attach, detach
from jukwaa.plans.figures.working import place_of
from jukwaa.plans.models import Attachment, Plan
from jukwaa.plans.rules.attachments import ENDINGS, fault_of, kind_of
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)

DAY = date(2022, 6, 1)


def picture(kind="JPEG", size=(8, 4), **options):
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, format=kind, **options)
    return out.getvalue()


def office(*names, **inside):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
        for name, text in inside.items():
            file.writestr(name, text)
    return out.getvalue()


def written(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TAKEN = {
    "application/pdf": b"%PDF-1.7\n1 0 obj",
    "image/png": picture("PNG"),
    "image/jpeg": picture(),
    "image/webp": picture("WEBP"),
    "application/vnd.oasis.opendocument.text": office(mimetype="application/vnd.oasis.opendocument.text"),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_a_file_is_known_by_its_bytes(kind):
    assert (kind_of(TAKEN[kind]), fault_of(TAKEN[kind])) == (kind, "")


def test_what_word_and_excel_write_is_taken():
    for data, ending in ((written(docx.Document()), "docx"), (written(openpyxl.Workbook()), "xlsx")):
        assert ENDINGS[kind_of(data)] == ending
        assert fault_of(data) == ""


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "unknown"),
        (b"<!doctype html><script>alert(1)</script>", "unknown"),
        (b"MZ\x90\x00", "unknown"),
        (b"PK\x03\x04 no zip at all", "unknown"),
        (office("word/other.xml"), "unknown"),
        (office("word/document.xml", "word/vbaProject.bin"), "active"),
        (office("xl/workbook.xml", "xl/activeX/activeX1.xml"), "active"),
        (office("word/document.xml", "word/embeddings/oleObject1.bin"), "active"),
        (office("Basic/Standard/Module1.xml", mimetype="application/vnd.oasis.opendocument.text"), "active"),
        (b"%PDF-1.7 /OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "active"),
    ],
)  # fmt: skip
def test_what_is_not_taken_and_why(data, fault):
    assert fault_of(data) == fault


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail))
def test_no_bytes_break_it(data):
    fault_of(data)


@pytest.fixture
def plan(mombasa):
    plan = PlanFactory(forum=mombasa, status="published_draft")
    body = OrganisationFactory(forum=mombasa)
    RoleFactory(action=ActionFactory(section=SectionFactory(plan=plan)), organisation=body)
    return plan


@pytest.fixture
def action(plan):
    return plan.actions.get()


def lay(plan, pid, data, by, visibility="forum", name="programme.pdf"):
    return attach(place_of(plan, pid, "detail"), Upload(name, data, visibility), by=by, today=DAY)


def test_a_picture_keeps_its_picture_and_loses_where_it_was_taken(plan, action, secretary):
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Asha"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "S"
    made = lay(plan, action.pid, picture(exif=exif.tobytes()) + b"hidden behind it", secretary)
    with made.file.open() as file:
        data = file.read()
    assert b"Asha" not in data
    assert b"hidden" not in data
    with Image.open(io.BytesIO(data)) as kept:
        assert not kept.getexif()
        assert kept.size == (4, 8), "turned upright before its note on that goes"
    assert (made.kind, made.size) == ("image/jpeg", len(data))


@pytest.mark.parametrize("data", [picture()[:40], b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBPxxxx"])
def test_a_picture_that_is_none_is_refused_with_a_sentence(plan, action, secretary, data):
    with pytest.raises(ValidationError, match="cannot be read"):
        lay(plan, action.pid, data, secretary)
    assert not Attachment.objects.exists()


def test_its_stored_name_gives_nothing_away_and_the_record_names_no_file(plan, action, secretary):
    before = plan.changed
    made = lay(plan, action.pid, TAKEN["application/pdf"], secretary, name="Minutes of Asha.pdf")
    assert "Asha" not in made.file.name
    assert len(made.file.name) > 40
    entry = Entry.objects.get(verb="file.attached")
    assert (entry.target, "Asha" in str(entry.facts)) == (action.pid, False)
    plan.refresh_from_db()
    assert plan.changed == before + 1


def test_who_may_lay_a_file_there_and_take_it_away(plan, action, secretary, member, outsider):
    lead = SeatFactory(
        forum=plan.forum, role="focal_person", organisation=action.roles.get().organisation
    ).holder
    made = lay(plan, action.pid, TAKEN["application/pdf"], lead)
    for visitor in (member, outsider):
        with pytest.raises(PermissionDenied):
            lay(plan, action.pid, TAKEN["application/pdf"], visitor)
        with pytest.raises(PermissionDenied):
            detach(made, place_of(plan, action.pid, "detail"), by=visitor)
    with pytest.raises(PermissionDenied):
        lay(plan, action.section.pid, TAKEN["application/pdf"], lead)
    Plan.objects.filter(pk=plan.pk).update(status="closed")
    plan.refresh_from_db()
    with pytest.raises(PermissionDenied, match="closed"):
        lay(plan, action.pid, TAKEN["application/pdf"], secretary)


def test_a_signed_plan_takes_files_for_they_are_no_part_of_the_promise(plan, action, secretary):
    Plan.objects.filter(pk=plan.pk).update(status="in_force")
    plan.refresh_from_db()
    manifest = plan.manifest
    lay(plan, action.pid, TAKEN["application/pdf"], secretary)
    plan.refresh_from_db()
    assert plan.manifest == manifest


@pytest.mark.parametrize("how", ["taken away", "with its action", "with its section"])
def test_the_bytes_go_with_the_row(plan, action, secretary, how, django_capture_on_commit_callbacks):
    made = lay(plan, action.pid, TAKEN["application/pdf"], secretary)
    with django_capture_on_commit_callbacks(execute=True):
        if how == "taken away":
            detach(made, place_of(plan, action.pid, "detail"), by=secretary)
        else:
            pid = action.pid if how == "with its action" else action.section.pid
            editing.drop_item(plan, pid, by=secretary)
    assert not Attachment.objects.exists()
    assert not default_storage.exists(made.file.name)
