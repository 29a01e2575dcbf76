"""A body reports on a page, the lead checks, everybody reads what came of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jukwaa.delivery.actions import return_report, verify_report
from jukwaa.delivery.models import Evidence, Report
from jukwaa.delivery.rules.reach import Cell
from tests.delivery.conftest import LIKONI, TIMBWANI, TODAY, TOLD, filed, person_of
from tests.factories import OrganisationFactory
from tests.plans.changing.test_attachments import picture
from tests.site.pages.reading import page_of


def new_url(action, body):
    return reverse("site:report-new", args=["mombasa", action.plan.edition, action.pid, body.pid])


def typed(**said):
    short = {
        "client_id": str(uuid4()),
        "starts": "2022-09-01",
        "areas": [TIMBWANI],
        "text": "Mazungumzo",
        "visibility": "public",
    }
    return short | said


@pytest.fixture
def told(client, action, group, of_group):
    """told(people="40") -> the answer to a report that was sent."""

    def sent(**said):
        client.force_login(of_group)
        return client.post(new_url(action, group), typed(**said))

    return sent


def test_the_short_path_is_enough_and_a_receipt_follows(client, told, group):
    answer = told()
    report = Report.objects.get()
    assert answer.headers["Location"] == f"/desk/mombasa/reports/{report.pid}/"
    words = page_of(client.get(answer.headers["Location"])).words
    assert "Your report is here. Thank you." in words
    assert "Waits to be checked" in words
    assert (report.organisation, report.entered, report.spent) == (group, None, None)


def test_sent_twice_it_is_one(told):
    number = str(uuid4())
    assert told(client_id=number).headers["Location"] == told(client_id=number).headers["Location"]
    assert Report.objects.count() == 1


def test_people_by_group_or_as_a_total(told):
    told(people="0")
    assert Report.objects.get().reached.total == 0
    Report.objects.all().delete()
    told(all_female_18_34="14", disabled_female_18_34="2", all_male_60_up="3", people="17")
    report = Report.objects.get()
    assert report.entered is None
    assert report.reached.cells == {
        Cell("female", "18_34", False): 12, Cell("female", "18_34", True): 2, Cell("male", "60_up", False): 3
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "told_so"),
    [
        ({"text": ""}, "This field is required"),
        ({"areas": []}, "Choose a place: a ward, a sub-county or the whole county."),
        ({"starts": "2999-01-01"}, "still to come"),
        ({"starts": "2021-09-01"}, "The plan goes from 1 June 2022 to 31 May 2023. Is this day right?"),
        ({"all_female_18_34": "2", "disabled_female_18_34": "3"}, "among all of the group"),
        ({"all_female_18_34": "2", "people": "3"}, "The groups come to 2, the total says 3"),
        ({"spent": "-5"}, "greater than or equal to 0"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(told, said, told_so):
    answer = told(**({"text": "Mazungumzo ya wadi"} | said))
    assert answer.status_code == 422
    assert told_so in page_of(answer).words
    assert said.get("text") == "" or "Mazungumzo ya wadi" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_day_outside_the_plan_is_asked_about_once(client, told, action, of_group):
    told(starts="2021-09-01", outside="on")
    report = Report.objects.get()
    assert report.starts.year == 2021
    page = client.get(f"/desk/mombasa/reports/{report.pid}/correct/").content.decode()
    assert 'name="outside" id="id_outside" checked' in page


def test_my_last_report_is_repeated_with_another_day(client, report, action, group, of_group):
    client.force_login(of_group)
    page = client.get(new_url(action, group) + "?again=1").content.decode()
    assert "Mazungumzo ya wadi" in page
    assert f'value="{TIMBWANI}" id="id_areas' in page.replace("\n", "")
    assert 'value="14"' not in page  # what came of it is asked anew


def test_another_bodys_action_is_not_there(client, action, group, of_office):
    client.force_login(of_office)
    assert client.get(new_url(action, group)).status_code == 404


def test_the_secretary_enters_it_for_a_body_that_confirms(client, action, group, of_group, secretary):
    client.force_login(secretary)
    assert "How did the body tell you?" in page_of(client.get(new_url(action, group))).words
    client.post(new_url(action, group), typed(came="phone"))
    report = Report.objects.get()
    client.force_login(of_group)
    assert f"A report was entered for {group}: is it right?" in page_of(client.get("/desk/")).words
    client.post(f"/desk/mombasa/reports/{report.pid}/confirm/")
    report.refresh_from_db()
    assert report.confirmed
    assert "is it right?" not in page_of(client.get("/desk/")).words


def test_the_lead_finds_it_on_the_desk_and_sends_it_back_and_the_author_puts_it_right(
    client, report, group, of_group, of_office
):
    client.force_login(of_office)
    assert "1 report waits to be checked." in page_of(client.get("/desk/")).words
    at = f"/desk/mombasa/reports/{report.pid}/"
    assert client.post(f"{at}return/", {"reason": ""}).status_code == 422
    client.post(f"{at}return/", {"reason": "Which ward?"})

    client.force_login(of_group)
    assert f"A report of {group} came back with a question." in page_of(client.get("/desk/")).words
    assert "Which ward?" in page_of(client.get(f"{at}correct/")).words
    said = typed(client_id=str(report.client_id), areas=[LIKONI], all_female_18_34="14")
    assert client.post(f"{at}correct/", said).headers["Location"] == at
    report.refresh_from_db()
    assert (report.state, {area.code for area in report.areas.all()}, report.reached.total) == (
        "submitted",
        {LIKONI},
        14,
    )


def test_the_correction_begins_with_what_was_told(client, report, of_group):
    client.force_login(of_group)
    page = client.get(f"/desk/mombasa/reports/{report.pid}/correct/").content.decode()
    assert 'name="all_female_18_34" id="id_all_female_18_34"' in page
    assert 'value="14"' in page
    assert 'value="2022-09-01"' in page


def test_many_are_verified_with_one_press(client, action, group, of_group, of_office):
    several = [filed(action, group, by=of_group) for _ in range(3)]
    client.force_login(of_office)
    client.post("/desk/mombasa/reports/verify/", {"report": [several[0].pid, several[2].pid, "r-unknown"]})
    assert sorted(Report.objects.filter(state="verified").values_list("pid", flat=True)) == sorted(
        [several[0].pid, several[2].pid]
    )
    assert "2 reports are verified." in page_of(client.get("/desk/mombasa/reports/")).words


def test_ones_own_is_not_verified_with_the_others(client, report, of_group):
    client.force_login(of_group)
    client.post("/desk/mombasa/reports/verify/", {"report": [report.pid]})
    report.refresh_from_db()
    assert report.state == "submitted"


# --- in public ---------------------------------------------------------------------------------------------------


def public(client, action):
    return page_of(client.get(f"/mombasa/plan/{action.plan.edition}/a/{action.code}/")).words


def test_verified_it_is_public_by_month_and_sub_county(client, report, action, of_office):
    assert "What was done" not in public(client, action)
    verify_report(report, by=of_office, today=TODAY)
    words = public(client, action)
    assert "one verified report" in words
    assert "Sep 2022 · Likoni Mazungumzo ya wadi" in words
    assert "Women's Group (sample) 16 people" in words
    assert "Timbwani" not in words.partition("What was done")[2]


@pytest.mark.parametrize(
    ("count", "said"), [("9", "fewer than 10 people"), ("10", "10 people"), ("0", "0 people")]
)
def test_a_few_people_are_not_told_in_public(client, told, action, of_office, count, said):
    told(people=count)
    verify_report(Report.objects.get(), by=of_office, today=TODAY)
    client.logout()
    assert said in public(client, action)


def test_a_returned_one_is_public_no_more(client, report, action, of_office):
    verify_report(report, by=of_office, today=TODAY)
    assert "Mazungumzo" in public(client, action)
    return_report(report, "Counted twice", by=of_office, today=TODAY)
    assert "Mazungumzo" not in public(client, action)


def test_a_body_that_is_not_named_in_public_is_not_named_in_its_report(
    client, report, group, action, of_office
):
    group.listed = False
    group.save()
    verify_report(report, by=of_office, today=TODAY)
    assert "Women's Group" not in public(client, action)
    assert "Mazungumzo" in public(client, action)


def test_the_record_says_in_public_that_it_was_verified(client, report, of_office):
    verify_report(report, by=of_office, today=TODAY)
    assert (
        "Action 1.1 of edition 2022-23: a report was verified."
        in page_of(client.get("/mombasa/record/")).words
    )


def test_a_member_reads_what_is_verified_and_no_small_number(client, told, mombasa, of_office):
    told(people="4", visibility="forum")
    report = Report.objects.get()
    verify_report(report, by=of_office, today=TODAY)
    client.force_login(person_of(OrganisationFactory(forum=mombasa)))
    words = page_of(client.get(f"/desk/mombasa/reports/{report.pid}/")).words
    assert "fewer than 10 people" in words
    assert "4 people" not in words


def test_the_list_asks_the_same_however_many_reports(
    client, action, group, of_group, of_office, django_assert_max_num_queries
):
    for _ in range(8):
        filed(action, group, by=of_group)
    client.force_login(of_office)
    with django_assert_max_num_queries(26):
        client.get("/desk/mombasa/reports/")


def test_what_is_held_says_what_it_found_to_its_author(client, action, group, of_group):
    from dataclasses import replace

    held = filed(action, group, replace(TOLD, lesson={"en": "Mzee Juma helped"}), by=of_group)
    client.force_login(of_group)
    words = page_of(client.get(f"/desk/mombasa/reports/{held.pid}/")).words
    assert "This looks as if it named a person “Mzee Juma”" in words


# --- what the checker is told ------------------------------------------------------------------------------------------


def test_the_checker_reads_before_what_everyone_will_read(client, report, of_office):
    client.force_login(of_office)
    words = page_of(client.get(report.get_absolute_url())).words
    told = words.partition("Verified, it counts, and everyone reads this:")[2].partition("Verify it")[0]
    assert "Sep 2022 · Likoni Mazungumzo ya wadi" in told
    assert "Women's Group (sample) 16 people" in told
    assert "Timbwani" not in told


def test_verified_and_held_is_said_to_the_checker(client, action, group, of_group, of_office):
    from dataclasses import replace

    one, two = (
        filed(action, group, replace(TOLD, lesson={"en": "Mzee Juma helped"}), by=of_group) for _ in "ab"
    )
    client.force_login(of_office)
    answer = client.post(f"{one.get_absolute_url()}verify/", follow=True)
    assert "It is not published yet, because it looks as if it named a person" in page_of(answer).words
    assert "It is verified and counts, but it is not published." in page_of(answer).words
    answer = client.post("/desk/mombasa/reports/verify/", {"report": [two.pid]}, follow=True)
    assert "1 of them looks as if it named a person and is not published yet" in page_of(answer).words


def test_who_sent_it_back_no_longer_sees_the_question_as_open(client, report, of_group, of_office):
    return_report(report, "Which ward?", by=of_office, today=TODAY)
    for who, said in ((of_office, False), (of_group, True)):
        client.force_login(who)
        words = page_of(client.get(report.get_absolute_url())).words
        assert ("Why it came back" in words, "waits for its author" in words) == (said, not said)


# --- photographs and documents -----------------------------------------------------------------------------------------


def test_a_photo_goes_from_the_report_to_the_public_page(client, report, action, of_group, of_office):
    at = f"{report.get_absolute_url()}files/add/"
    client.force_login(of_group)
    assert "No faces, please" in page_of(client.get(at)).words
    file = SimpleUploadedFile("a.jpg", picture())
    said = {"file": file, "name": "Chairs in a circle", "visibility": "readers"}
    assert client.post(at, said).headers["Location"] == report.get_absolute_url()
    made = Evidence.objects.get()
    assert "Chairs in a circle" in page_of(client.get(report.get_absolute_url())).words

    client.logout()
    assert client.get(f"/mombasa/evidence/{made.pk}/").status_code == 404
    verify_report(report, by=of_office, today=TODAY)
    page = client.get(f"/mombasa/plan/2022-23/a/{action.code}/").content.decode()
    assert f'src="/mombasa/evidence/{made.pk}/?small" alt="Chairs in a circle"' in page
    answer = client.get(f"/mombasa/evidence/{made.pk}/?small")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{report.pid}-{made.pk}.jpg"'
    b"".join(answer.streaming_content)


def test_a_list_is_refused_and_the_paper_is_noted_instead(client, report, of_group):
    at = f"{report.get_absolute_url()}files/add/"
    client.force_login(of_group)
    file = SimpleUploadedFile("attendance.jpg", picture())
    answer = client.post(at, {"file": file, "name": "", "visibility": "checker"})
    assert answer.status_code == 422
    assert "This looks like a list of people. Do not send it" in page_of(answer).words
    assert client.post(at, {"people": "", "holder": ""}).status_code == 422
    client.post(at, {"people": "42", "holder": "Ward office"})
    words = page_of(client.get(report.get_absolute_url())).words
    assert "A list of 42 people, on paper: Ward office holds it." in words
    client.post(f"{report.get_absolute_url()}files/{Evidence.objects.get().pk}/remove/")
    assert not Evidence.objects.exists()
