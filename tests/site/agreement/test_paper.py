"""A signature on paper: entered by the secretary, confirmed by the other co-chair, never both by one hand."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jukwaa.core.models import Entry
from jukwaa.forums.models import Seat
from jukwaa.plans.actions import confirm_scan, refuse_scan, scan, sign
from jukwaa.plans.models import PaperSignature, Plan
from tests.factories import SeatFactory
from tests.plans.acts.bringing import plan_of
from tests.plans.agreement.agreeing import DAY, LATER
from tests.site.agreement.browsing import DESK, browser, words

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
NATIONAL, COUNTY = "co_chair_national", "co_chair_county"


@pytest.fixture
def page(waiting, secretary):
    """The commissioner's signature, as the secretary brought it in."""
    return scan(waiting, NATIONAL, PDF, signed_on=DAY, by=secretary, today=LATER)


def test_it_counts_once_the_other_co_chair_confirms_it(mombasa, waiting, page, governor):
    assert not waiting.signatures.exists()
    signature = confirm_scan(page, by=governor)
    said = json.loads(signature.statement)
    assert (signature.means, signature.day, said["scan"]) == ("paper", DAY, page.digest)
    assert said["seat"] == Seat.objects.get(role=NATIONAL).pk
    assert Entry.objects.get(verb="plan.scan_confirmed").facts["role"] == NATIONAL
    sign(waiting, COUNTY, by=governor, today=LATER)
    assert plan_of(mombasa).status == Plan.Status.IN_FORCE


def test_both_on_paper_each_confirmed_by_the_other(mombasa, waiting, page, secretary, commissioner, governor):
    other = scan(waiting, COUNTY, PDF, signed_on=DAY, by=secretary, today=LATER)
    confirm_scan(page, by=governor)
    confirm_scan(other, by=commissioner)
    assert plan_of(mombasa).status == Plan.Status.IN_FORCE


def test_nobody_confirms_their_own(page, commissioner):
    with pytest.raises(PermissionDenied, match="Only the other co-chair"):
        confirm_scan(page, by=commissioner)


@pytest.mark.parametrize("who", ["secretary", "member", "outsider"])
def test_only_a_co_chair_confirms(page, who, request):
    with pytest.raises(PermissionDenied, match="Only the co-chairs sign"):
        confirm_scan(page, by=request.getfixturevalue(who))


def test_who_holds_both_seats_confirms_neither(mombasa, waiting, secretary, commissioner):
    Seat.objects.filter(role=COUNTY).delete()
    SeatFactory(forum=mombasa, role=COUNTY, holder=commissioner)
    page = scan(waiting, NATIONAL, PDF, signed_on=DAY, by=secretary, today=LATER)
    with pytest.raises(PermissionDenied, match="signature of their own"):
        confirm_scan(page, by=commissioner)


def test_paper_for_one_and_account_for_the_other_by_one_hand_is_refused(mombasa, waiting, page, commissioner):
    """Whose page it is sits in the other seat too by now."""
    SeatFactory(forum=mombasa, role=COUNTY, holder=commissioner)
    with pytest.raises(PermissionDenied, match="One person never gives both"):
        sign(waiting, COUNTY, by=commissioner, today=LATER)


def test_a_secretary_who_is_co_chair_too_does_not_confirm_what_they_brought_in(mombasa, waiting, secretary):
    Seat.objects.filter(role=COUNTY).delete()
    SeatFactory(forum=mombasa, role=COUNTY, holder=secretary)
    page = scan(waiting, NATIONAL, PDF, signed_on=DAY, by=secretary, today=LATER)
    with pytest.raises(PermissionDenied, match="Who brought in the scan"):
        confirm_scan(page, by=secretary)
    with pytest.raises(PermissionDenied, match="One person never gives both"):
        sign(waiting, COUNTY, by=secretary, today=LATER)


def test_the_same_typed_in_name_for_both_seats_is_one_hand(
    mombasa, waiting, secretary, governor, commissioner
):
    """Two seats held by one name, none of them by an account: a third office's confirmation does not help."""
    Seat.objects.filter(role__in=[NATIONAL, COUNTY]).update(holder=None, holder_name="A. N. Other (sample)")
    page = scan(waiting, NATIONAL, PDF, signed_on=DAY, by=secretary, today=LATER)
    for who in (governor, commissioner, secretary):
        with pytest.raises(PermissionDenied):
            confirm_scan(page, by=who)


@pytest.mark.parametrize("who", ["commissioner", "governor", "member", "outsider"])
def test_only_the_secretary_brings_it_in(waiting, who, request):
    with pytest.raises(PermissionDenied, match="Only the secretary enters"):
        scan(waiting, NATIONAL, PDF, signed_on=DAY, by=request.getfixturevalue(who), today=LATER)


@pytest.mark.parametrize("day", [date(2022, 5, 29), date(2022, 6, 3)])
def test_it_was_signed_between_the_freezing_and_today(waiting, secretary, day):
    with pytest.raises(ValidationError, match="between the day"):
        scan(waiting, NATIONAL, PDF, signed_on=day, by=secretary, today=LATER)


def test_refused_it_does_not_count_and_another_can_be_brought_in(waiting, page, governor, secretary):
    refuse_scan(page, by=governor)
    assert PaperSignature.objects.get().state == "refused"
    with pytest.raises(PermissionDenied, match="answered already"):
        confirm_scan(page, by=governor)
    assert scan(waiting, NATIONAL, PDF, signed_on=DAY, by=secretary, today=LATER).pk != page.pk


def test_two_do_not_wait_for_one_seat(waiting, page, secretary):
    with pytest.raises(PermissionDenied, match="waits for this seat already"):
        scan(waiting, NATIONAL, PDF, signed_on=DAY, by=secretary, today=LATER)


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90", b"<html>", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n1234"]
)
def test_what_is_no_scan_is_refused_by_its_bytes(waiting, secretary, data):
    with pytest.raises(ValidationError, match=r"no PDF|cannot be read"):
        scan(waiting, NATIONAL, data, signed_on=DAY, by=secretary, today=LATER)


def test_what_a_camera_wrote_beside_the_picture_is_not_kept(waiting, secretary):
    noted, taken = io.BytesIO(), Image.Exif()
    taken[0x010F] = "A telephone (sample)"
    Image.new("RGB", (8, 8), "white").save(noted, "JPEG", exif=taken)
    paper = scan(waiting, NATIONAL, noted.getvalue(), signed_on=DAY, by=secretary, today=LATER)
    with paper.scan.open() as file:
        kept = file.read()
    assert b"A telephone" in noted.getvalue()
    assert b"A telephone" not in kept
    assert Image.open(io.BytesIO(kept)).size == (8, 8)
    assert paper.scan.name.endswith(".jpg")


def test_a_page_that_can_do_something_by_itself_is_refused(waiting, secretary):
    with pytest.raises(ValidationError, match="do something by itself"):
        scan(waiting, NATIONAL, b"%PDF-1.4 /JavaScript", signed_on=DAY, by=secretary, today=LATER)


def test_its_name_on_the_disk_says_nothing(page):
    assert "page" not in page.scan.name
    assert page.scan.name.startswith("papers/")
    assert page.scan.name.endswith(".pdf")


# --- on the desk ----------------------------------------------------------------------------------------------


def test_by_hand(mombasa, waiting, keeper, county, commissioner):
    file = SimpleUploadedFile("page.pdf", PDF)
    answer = keeper.post(f"{DESK}paper/", {"role": NATIONAL, "day": "", "file": file})
    assert answer.status_code == 422
    plan = waiting.plan
    Plan.objects.filter(pk=plan.pk).update(as_at=None)
    file = SimpleUploadedFile("page.pdf", PDF)
    answer = keeper.post(f"{DESK}paper/", {"role": NATIONAL, "day": "2022-05-30", "file": file}, follow=True)
    assert "It waits for the other co-chair now." in words(answer)
    pk = PaperSignature.objects.get().pk
    seen = words(county.get(f"{DESK}paper/{pk}/"))
    assert waiting.manifest in seen
    assert county.get(f"{DESK}paper/{pk}/scan/").content == PDF
    assert browser(commissioner).post(f"{DESK}paper/{pk}/").status_code == 422
    assert "Your office has signed." in words(county.post(f"{DESK}paper/{pk}/", follow=True))


def test_a_member_does_not_open_a_scan(page, member):
    assert browser(member).get(f"{DESK}paper/{page.pk}/scan/").status_code == 403
