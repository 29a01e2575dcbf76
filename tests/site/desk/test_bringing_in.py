"""From a file to the plan: upload, look, put right, settle, say yes, undo."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jukwaa.forums.models import Organisation
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.imports import problem_of
from jukwaa.plans.models import Action, Intake, Plan
from tests.factories import OrganisationFactory, PlanFactory
from tests.site.desk.conftest import PERIOD, ROWS, form_of, matrix, words

UPLOAD = "/desk/mombasa/import/"


def test_the_whole_way(keeper, brought, network, mombasa):
    intake = brought()
    page = f"{UPLOAD}{intake.pk}/"

    seen = words(keeper.get(page))
    assert "3 actions in 2 sections." in seen
    assert "is near “Women's Network (sample)”" in seen
    assert "“Atlantis” is no place of this forum" in seen
    assert not Plan.objects.exists()

    # A name is taken for a body that is here, everywhere in the file.
    name = {"name": "Women's Netwrok (sample)", "same": network.pid}
    assert keeper.post(f"{page}body/", name)["Location"] == f"{page}#names"
    assert "Netwrok" not in words(keeper.get(page)).replace("“Women's Netwrok (sample)” is now taken for", "")

    # A row is put right; what was doubtful about it is answered.
    row = keeper.get(f"{page}row/2/")
    said = form_of(row) | {
        "title": "Hold market days",
        "estimate": "12,500",
        "funding": "funded",
        "areas": ["KE001004"],
    }
    assert keeper.post(f"{page}row/2/", said).status_code == 302
    seen = words(keeper.get(page))
    assert "Hold market days" in seen
    assert "“Atlantis”" not in seen

    settle_all(keeper, page)
    assert keeper.post(f"{page}confirm/", {})["Location"] == page
    plan = Plan.objects.get()
    assert (plan.edition, plan.status, str(plan.starts)) == ("2024-25", "draft", "2024-07-01")
    market = Action.objects.get(code="2.1")
    assert (market.title["en"], market.estimate) == ("Hold market days", 12500)
    assert list(market.areas.values_list("code", flat=True)) == ["KE001004"]
    assert Action.objects.get(code="1.1").roles.get(kind="lead").organisation == network


def settle_all(keeper, page):
    """What is left is right as it is, by one click for each row; then the yes is next."""
    while doubtful := keeper.get(page).context["doubtful"]:
        answer = keeper.post(f"{page}row/{doubtful[0].n}/settle/")
        assert answer.status_code == 302
    assert answer["Location"] == f"{page}#yes"


def test_what_came_in_with_a_file_goes_out_with_it(keeper, brought, mombasa):
    page = f"{UPLOAD}{brought().pk}/"
    keeper.post(f"{page}confirm/")
    new = Organisation.objects.get(name="Traders' Chamber (sample)")
    assert (new.state, new.listed) == (None, False)
    assert "Say what 2 new bodies are" in words(keeper.get(page))

    assert keeper.post(f"{page}undo/").status_code == 302
    assert "The plan stands as it did before this file." in words(keeper.get(page))
    assert not Plan.objects.exists()
    assert not Organisation.objects.filter(name__startswith="Traders").exists()


def test_it_can_be_public_at_once(keeper, brought):
    intake = brought()
    keeper.post(f"{UPLOAD}{intake.pk}/confirm/", {"publish": "on"})
    assert Plan.objects.get().status == "published_draft"
    answer = keeper.get(f"{UPLOAD}{intake.pk}/")
    assert (
        "It is public (Published draft): everyone reads it at http://testserver/mombasa/plan/2024-25/"
        in words(answer)
    )
    assert '"/desk/mombasa/plan/2024-25/offers/"' in answer.content.decode()


def test_what_is_in_says_that_it_is_not_public_yet_and_where_it_will_be(keeper, brought):
    intake = brought()
    keeper.post(f"{UPLOAD}{intake.pk}/confirm/")
    seen = words(keeper.get(f"{UPLOAD}{intake.pk}/"))
    assert "only the forum sees it" in seen
    assert "everyone finds it at http://testserver/mombasa/plan/2024-25/" in seen
    assert "It is public" not in seen
    twin = words(keeper.get(f"/sw{UPLOAD}{intake.pk}/"))
    assert "kila mtu ataupata kwenye http://testserver/sw/mombasa/plan/2024-25/" in twin


def test_what_is_said_together_with_the_yes_stands_beside_its_bar_and_is_sent_with_it(keeper, brought):
    page = keeper.get(f"{UPLOAD}{brought().pk}/").content.decode()
    (box,) = re.findall(r'<input type="checkbox" name="publish"[^>]*>', page)
    assert 'form="bring-in"' in box
    (bar,) = re.findall(r'<form class="yes-bar".*?</form>', page, re.DOTALL)
    assert 'id="bring-in"' in bar
    assert bar.count("<button") == 1


def test_doubts_never_stop_it(keeper, brought):
    intake = brought()
    assert "Bring it in all the same" in words(keeper.get(f"{UPLOAD}{intake.pk}/"))
    keeper.post(f"{UPLOAD}{intake.pk}/confirm/")
    assert Plan.objects.get().actions.count() == 3


def test_a_corrected_file_says_what_would_change_and_what_it_lacks(keeper, brought):
    keeper.post(f"{UPLOAD}{brought().pk}/confirm/")
    corrected = [(*ROWS[0][:5], "Q1-Q2", *ROWS[0][6:]), ROWS[1]]
    intake = brought(*corrected)
    page = f"{UPLOAD}{intake.pk}/"
    seen = words(keeper.get(page))
    assert "Now ends on 31 December 2024 instead of 30 September 2024." in seen
    assert "One action of the plan is not in this file. It stays as it is." in seen

    assert keeper.post(f"{page}terms/", {"prune": "on"})["Location"] == f"{page}#changes"
    seen = words(keeper.get(page))
    assert "What the file lacks is dropped from the plan." in seen
    assert "2.1 Market days Dropped" in seen
    keeper.post(f"{page}terms/", {})
    assert "It stays as it is." in words(keeper.get(page))

    keeper.post(f"{page}terms/", {"prune": "on"})
    keeper.post(f"{page}confirm/")
    assert set(Action.objects.values_list("code", flat=True)) == {"1.1", "1.2"}


def test_the_same_file_twice_changes_nothing_and_says_so(keeper, brought):
    keeper.post(f"{UPLOAD}{brought().pk}/confirm/")
    again = brought()
    assert "Nothing: the plan says all of this already." in words(keeper.get(f"{UPLOAD}{again.pk}/"))


# --- what was typed is never lost -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("a.xlsx", b"no workbook at all"), "This file cannot be brought in as it is"),
        (matrix(("milk",), headings=("Shopping list",)), "No table here has headings that we know"),
        (SimpleUploadedFile("a.xlsx", b"x" * 300), "This file cannot be brought in as it is"),
        (SimpleUploadedFile("a.xlsx", b""), "empty"),
        (None, "required"),
    ],
)
def test_a_file_that_is_refused_keeps_the_other_fields(keeper, mombasa, file, sentence):
    said = {"edition": "2030-31", "quarters": "calendar", **PERIOD}
    answer = keeper.post(UPLOAD, said | ({"file": file} if file else {}))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "only the file must be chosen again" in words(answer)
    page = answer.content.decode()
    for value in ("2030-31", "2024-07-01", "2025-06-30"):
        assert f'value="{value}"' in page
    assert re.search(r'value="calendar"[^>]*checked', page)
    assert not Intake.objects.exists()


def test_a_file_that_is_too_large_gets_a_sentence(keeper, mombasa, settings):
    settings.UPLOAD_LIMIT = 100
    answer = keeper.post(UPLOAD, {"file": matrix(), "edition": "2030-31"})
    assert answer.status_code == 422
    assert "larger than 10 MB" in words(answer)


def test_dates_that_nobody_says_are_asked_for_with_the_file_understood(keeper, mombasa):
    answer = keeper.post(UPLOAD, {"file": matrix(), "edition": "first"})
    assert answer.status_code == 422
    assert "Give its first and last day." in words(answer)  # not by which flags of the command
    assert re.search(r"<details open>\s*<summary>Dates and quarters", answer.content.decode())


def test_the_last_day_before_the_first_is_told_at_the_field(keeper, mombasa):
    said = {"file": matrix(), "edition": "2024-25", "starts": "2025-01-01", "ends": "2024-01-01"}
    answer = keeper.post(UPLOAD, said)
    assert answer.status_code == 422
    assert "Last day of the plan – The last day lies before the first." in words(answer)


@pytest.mark.parametrize(
    ("edition", "sentence"), [("2022 to 2023", "letters, figures, dots"), ("compare", "a page of the site")]
)
def test_an_edition_that_cannot_be_named_so(keeper, mombasa, edition, sentence):
    answer = keeper.post(UPLOAD, {"file": matrix(), "edition": edition})
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_a_closed_edition_takes_no_file_and_says_so_beside_the_form(keeper, mombasa):
    PlanFactory(forum=mombasa, status="closed")
    answer = keeper.post(UPLOAD, {"file": matrix(), "edition": "2022-23"})
    assert answer.status_code == 422
    assert "This edition is closed" in words(answer)
    assert 'value="2022-23"' in answer.content.decode()


def test_reading_again_another_way_starts_with_what_was_taken(keeper, brought):
    intake = brought(quarters="calendar")
    page = keeper.get(f"{UPLOAD}{intake.pk}/").content.decode()
    link = re.search(r'href="([^"]*import/\?edition=[^"]*)"', page)[1].replace("&amp;", "&")
    again = keeper.get(link)
    assert "choose the same file once more: it was not kept" in words(again)
    assert all(
        f'value="{value}"' in again.content.decode() for value in ("2024-25", "2024-07-01", "2025-06-30")
    )
    assert re.search(r'value="calendar"[^>]*checked', again.content.decode())


# --- yes, undo, throw away: refusals are sentences on the page --------------------------------------------------


def test_yes_twice_is_once(keeper, brought):
    page = f"{UPLOAD}{brought().pk}/"
    keeper.post(f"{page}confirm/")
    answer = keeper.post(f"{page}confirm/")
    assert answer.status_code == 422
    assert "This file has been brought in already." in words(answer)
    assert Plan.objects.get().actions.count() == 3


def test_what_was_changed_since_is_not_undone(keeper, brought):
    page = f"{UPLOAD}{brought().pk}/"
    keeper.post(f"{page}confirm/")
    seal_plan(Plan.objects.get(edition="2024-25"))  # as every act that changes a word ends
    answer = keeper.post(f"{page}undo/")
    assert answer.status_code == 422
    assert "The plan has been changed since" in words(answer)


def test_after_a_day_it_is_too_late(keeper, brought):
    page = f"{UPLOAD}{brought().pk}/"
    keeper.post(f"{page}confirm/")
    Intake.objects.update(at="2020-01-01T00:00Z")
    assert "A day has passed" in words(keeper.get(page))
    assert keeper.post(f"{page}undo/").status_code == 422


def test_the_wrong_file_is_thrown_away(keeper, brought):
    intake = brought()
    assert "matrix.xlsx for 2024-25" in words(keeper.get("/desk/"))
    answer = keeper.post(f"{UPLOAD}{intake.pk}/discard/", follow=True)
    assert "matrix.xlsx was thrown away. Nothing of it was written." in words(answer)
    assert not Intake.objects.exists()


def test_what_was_brought_in_is_not_thrown_away(keeper, brought):
    intake = brought()
    keeper.post(f"{UPLOAD}{intake.pk}/confirm/")
    assert keeper.post(f"{UPLOAD}{intake.pk}/discard/").status_code == 422
    assert Intake.objects.exists()
    assert (
        keeper.post(f"{UPLOAD}{intake.pk}/row/0/settle/").status_code == 302
    )  # to the page that says it is in
    assert keeper.get(f"{UPLOAD}{intake.pk}/row/0/").status_code == 302


# --- who ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "row/0/"])
def test_it_is_nobody_elses(brought, client, outsider, member, path):
    page = f"{UPLOAD}{brought().pk}/{path}"
    for person in (outsider, member):
        client.force_login(person)
        assert client.get(page).status_code == 404
    client.logout()
    assert client.get(page)["Location"].startswith("/sign-in/")


def test_no_page_of_it_is_kept_in_a_cache(keeper, brought):
    pk = brought().pk
    for page in ("/desk/", UPLOAD, f"{UPLOAD}{pk}/", f"{UPLOAD}{pk}/row/0/", "/desk/mombasa/bodies/"):
        assert "no-store" in keeper.get(page)["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["confirm/", "affirm/", "undo/", "discard/", "row/0/", "row/0/settle/", "body/", "terms/", ""]
)
def test_no_other_site_can_send_its_forms(brought, secretary, path):
    intake = brought()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(secretary)
    page = UPLOAD if not path else f"{UPLOAD}{intake.pk}/{path}"
    assert strict.post(page, {}).status_code == 403
    assert Intake.objects.get().state == "read"


def test_many_rows_come_in_pages(keeper, brought):
    rows = [
        ("Gender", f"1.{n}", f"Hold dialogue number {n}", "Gender Office", "Nyali", "Q2", "nil", "", "")
        for n in range(130)
    ]
    page = f"{UPLOAD}{brought(*rows).pk}/"
    assert len(keeper.get(page).context["clear"].object_list) == 100
    assert len(keeper.get(page, {"page": 2}).context["clear"].object_list) == 30


def test_in_swahili(keeper, brought):
    seen = words(keeper.get(f"/sw{UPLOAD}{brought().pk}/"))
    assert "Tulichoelewa" in seen
    assert "Mistari yenye shaka" in seen


def test_doubts_are_said_in_the_language_of_whoever_looks_whoever_brought_the_file(keeper, brought, network):
    page = f"{UPLOAD}{brought().pk}/"
    assert "“Atlantis” is no place of this forum" in words(keeper.get(page))
    seen = words(keeper.get(f"/sw{page}"))
    assert "“Atlantis” si mahali pa jukwaa hili" in seen
    assert "is no place" not in seen
    assert "“Women's Netwrok (sample)” inakaribiana na “Women's Network (sample)”" in seen

    # A name settled in the one language is settled in the other.
    keeper.post(f"/sw{page}body/", {"name": "Women's Netwrok (sample)", "same": network.pid})
    assert "is near “Women's Network (sample)”" not in words(keeper.get(page))


def test_what_an_older_version_kept_whole_is_still_told_and_settled(keeper, brought, network):
    intake = brought()
    intake.problems = [
        {"level": p["level"], "where": p["where"], "column": p["column"], "message": problem_of(p).message}
        for p in intake.problems
    ]
    intake.save()
    page = f"{UPLOAD}{intake.pk}/"
    seen = words(keeper.get(f"/sw{page}"))
    assert "“Atlantis” is no place of this forum" in seen
    assert "Ni “Women's Network (sample)”" in seen
    keeper.post(f"{page}body/", {"name": "Women's Netwrok (sample)", "same": network.pid})
    settle_all(keeper, page)
    assert "is near" not in words(keeper.get(page))


def test_an_office_by_another_name_is_asked_about_and_never_merged_by_itself(keeper, brought, mombasa):
    called = "Office of the County Commissioner, Mombasa"
    office = OrganisationFactory(forum=mombasa, name=called, state=True, listed=True)
    row = ("Gender", "1.1", "Hold dialogues", "County Commissioner's Office", "Likoni", "Q1", "nil", "", "")
    page = f"{UPLOAD}{brought(row).pk}/"
    asked = keeper.get(page)
    assert "It is “Office of the County Commissioner, Mombasa”" in words(asked)
    assert [(body.name, body.near) for body in asked.context["read"].unsure_bodies] == [
        ("County Commissioner's Office", (office.pid, office.name))
    ]
    keeper.post(f"{page}body/", {"name": "County Commissioner's Office", "same": ""})
    assert not keeper.get(page).context["read"].unsure_bodies
    keeper.post(f"{page}confirm/")
    assert Organisation.objects.filter(name="County Commissioner's Office").exists()


def test_an_edition_that_is_called_otherwise_than_its_time_is_asked_about_and_settled(keeper, brought):
    page = f"{UPLOAD}{brought(edition='2027-28').pk}/"
    seen = keeper.get(page)
    asked = "The edition is called 2027-28, but the plan in the file runs from 1 July 2024 to 30 June 2025."
    assert asked in words(seen)
    assert "--edition" not in words(seen)
    assert "Toleo linaitwa 2027-28" in words(keeper.get(f"/sw{page}"))
    before = seen.context["read"].doubts

    assert keeper.post(f"{page}affirm/", {"ask": "edition"})["Location"] == f"{page}#file"
    seen = keeper.get(page)
    assert asked not in words(seen)
    assert seen.context["read"].doubts == before - 1
    assert keeper.post(f"{page}affirm/", {"ask": "edition"}).status_code == 404
    keeper.post(f"{page}confirm/")
    assert Plan.objects.get().edition == "2027-28"
    assert keeper.post(f"{page}affirm/", {"ask": "edition"}).status_code == 302


def test_every_doubt_of_the_file_as_a_whole_is_counted_and_can_be_settled(keeper, brought):
    """The time that was only taken, no edition or title asked about it, is a doubt like every other."""
    page = f"{UPLOAD}{brought(edition='2024-25', starts='', ends='').pk}/"
    seen = keeper.get(page)
    assert "The plan is taken to run from 1 July 2024 to 30 June 2025." in words(seen)
    for path in (page, f"/sw{page}"):
        seen = keeper.get(path)
        assert seen.content.count(b'<li class="doubt">') == seen.context["read"].doubts
    for problem in seen.context["read"].general:
        assert keeper.post(f"{page}affirm/", {"ask": problem.ask}).status_code == 302
    settle_all(keeper, page)
    seen = keeper.get(page)
    assert seen.context["read"].doubts == 0
    assert b'<li class="doubt">' not in seen.content
    assert "No row has a doubt left." in words(seen)
