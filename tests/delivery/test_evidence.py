"""Photographs and documents beside a report; lists of people, which are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from PIL import Image

from jukwaa.core.models import Entry
from jukwaa.delivery.actions import (
    add_evidence,
    note_paper,
    release_report,
    remove_evidence,
    return_report,
    verify_report,
    withdraw_report,
)
from jukwaa.delivery.actions.evidence import Shown
from jukwaa.delivery.models import Evidence
from jukwaa.delivery.rules.evidence import MOST, holds_a_list, is_called_a_list
from jukwaa.plans.rules.attachments import fault_of
from tests.delivery.conftest import TODAY, hand, person_of
from tests.factories import OrganisationFactory
from tests.plans.changing.test_attachments import picture, written

PDF = b"%PDF-1.7\n1 0 obj"
ARCHIVE = io.BytesIO()
with zipfile.ZipFile(ARCHIVE, "w") as _file:
    _file.writestr("run.html", "<script>steal()</script>")


def sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return written(book)


def _read(stored):
    with default_storage.open(stored.name) as file:
        return file.read()


@pytest.fixture
def shown(report, of_group):
    def laid(name="The hall", called="IMG_1.jpg", data=None, visibility="checker"):
        return add_evidence(report, Shown(name, called, data or picture(), visibility), hand=hand(of_group))

    return laid


# --- the law ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Attendance 3 Sept.pdf", "mahudhurio-likoni.jpg", "PARTICIPANTS LIST.xlsx", "register.pdf", "sign-in sheet.png",
        "orodha ya watu.docx", "List of members.docx", "beneficiaries.xlsx", "Washiriki.pdf",
    ],
)  # fmt: skip
def test_a_list_is_known_by_its_name(name):
    assert is_called_a_list(name)


@pytest.mark.parametrize("name", ["IMG_2034.jpg", "Programme.pdf", "Registered report.pdf", "ukumbi.png", "Minutes of May.docx"])  # fmt: skip
def test_other_names_are_no_list(name):
    assert not is_called_a_list(name)


def test_a_list_is_known_by_its_columns_or_its_telephones():
    assert holds_a_list(sheet(["No", "Full name", "Phone No."], [1, "Somebody (made up)", ""]))
    assert holds_a_list(sheet(["Na.", "Jina kamili", "Sahihi"]))
    assert holds_a_list(sheet(*[["", f"071234500{n}"] for n in range(3)]))
    assert not holds_a_list(sheet(["Name", "Cost"], ["Hall", 400]))
    assert not holds_a_list(sheet(["Ring 0712345001 for the hall"]))
    assert not holds_a_list(PDF)
    assert not holds_a_list(b"PK\x03\x04 nothing")


def test_a_file_that_is_two_at_once_is_refused():
    assert fault_of(PDF + ARCHIVE.getvalue()) == "active"
    assert fault_of(b"%PDF-1.4 <html><script>x</script>") == "active"
    assert fault_of(b"GIF89a/*<script>*/") == "unknown"
    assert fault_of(PDF) == ""


# --- the acts --------------------------------------------------------------------------------------------------------


def test_a_photo_is_drawn_anew_under_a_name_that_says_nothing(shown):
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    hidden = picture(size=(2400, 1200), exif=exif) + ARCHIVE.getvalue()
    made = shown(data=hidden, called="Likoni.jpg")
    kept, small = (_read(each) for each in (made.file, made.small))
    assert (made.what, made.kind, made.size) == ("photo", "image/jpeg", len(kept))
    assert b"Camera" not in kept
    assert b"run.html" not in kept
    assert "Likoni" not in made.file.name
    assert [Image.open(io.BytesIO(each)).size for each in (kept, small)] == [(1600, 800), (480, 240)]
    entry = Entry.objects.get(verb="evidence.added")
    assert (entry.facts["what"], entry.public) == ("photo", None)


def test_a_list_is_refused_and_nothing_is_kept_but_that_it_exists(report, shown, of_group):
    for said in (
        {"called": "attendance.pdf", "data": PDF},
        {"called": "x.xlsx", "data": sheet(["Name", "Phone"])},
        {"name": "Mahudhurio"},
    ):
        with pytest.raises(ValidationError, match="looks like a list of people"):
            shown(**said)
    assert not Evidence.objects.exists()
    noted = note_paper(report, 42, "", hand=hand(of_group))
    assert (noted.people, noted.name, bool(noted.file)) == (42, report.organisation.name, False)


def test_what_acts_by_itself_is_refused(shown):
    with pytest.raises(ValidationError, match="by itself"):
        shown(data=PDF + ARCHIVE.getvalue(), called="programme.pdf")


def test_a_photo_for_checking_goes_when_it_was_looked_at(
    report, shown, of_office, django_capture_on_commit_callbacks
):
    gone, stays, page = shown(), shown(visibility="readers"), shown(called="programme.pdf", data=PDF)
    with django_capture_on_commit_callbacks(execute=True):
        verify_report(report, by=of_office, today=TODAY)
    assert set(Evidence.objects.all()) == {stays, page}
    assert not default_storage.exists(gone.file.name)
    assert not default_storage.exists(gone.small.name)
    assert default_storage.exists(stays.file.name)


def test_who_sees_it(report, shown, of_group, of_office, secretary, mombasa):
    for_checker, for_readers = shown(called="programme.pdf", data=PDF), shown(visibility="readers")
    member = person_of(OrganisationFactory(forum=mombasa))
    everybody = (AnonymousUser(), member, of_group, of_office, secretary)

    def seen():
        return [Evidence.objects.visible_to(who).count() for who in everybody]

    assert seen() == [0, 0, 2, 2, 2]
    verify_report(report, by=of_office, today=TODAY)
    assert seen() == [1, 1, 2, 2, 2]
    assert Evidence.objects.visible_to(AnonymousUser()).get() == for_readers
    return_report(report, "Which hall?", by=of_office, today=TODAY)
    assert seen() == [0, 0, 2, 2, 2]
    assert for_checker in Evidence.objects.visible_to(of_office)


def test_its_body_lays_it_there_and_who_checks_may_take_it_away(report, shown, of_group, of_office):
    with pytest.raises(PermissionDenied):
        add_evidence(report, Shown("", "a.jpg", picture()), hand=hand(of_office))
    made, other = shown(visibility="readers"), shown()
    remove_evidence(other, by=of_group)
    verify_report(report, by=of_office, today=TODAY)
    with pytest.raises(PermissionDenied):
        shown()
    with pytest.raises(PermissionDenied):
        remove_evidence(made, by=of_group)
    remove_evidence(made, by=of_office)
    assert not Evidence.objects.exists()


def test_taken_back_nothing_of_it_stays(report, shown, of_group):
    shown(visibility="readers")
    withdraw_report(report, by=of_group, today=TODAY)
    assert not Evidence.objects.exists()


def test_words_under_a_picture_that_name_somebody_hold_the_report(report, shown, of_office):
    shown(name="Mzee Juma speaks", visibility="readers")
    verify_report(report, by=of_office, today=date(2022, 9, 6))
    assert not Evidence.objects.visible_to(AnonymousUser()).exists()
    report.refresh_from_db()
    release_report(report, by=of_office, today=TODAY)
    assert Evidence.objects.visible_to(AnonymousUser()).count() == 1


def test_there_is_an_end_to_it(report, shown, of_group):
    for n in range(MOST):
        note_paper(report, n, "The office", hand=hand(of_group))
    with pytest.raises(ValidationError, match="enough"):
        shown()
