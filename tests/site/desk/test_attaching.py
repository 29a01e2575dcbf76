"""Files on the pages: listed where they belong, absent where they are not visible, saved and never opened."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jukwaa.plans.models import Attachment
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)

PDF = b"%PDF-1.7 the programme"


@pytest.fixture
def plan(mombasa):
    plan = PlanFactory(forum=mombasa, status="published_draft")
    body = OrganisationFactory(forum=mombasa)
    RoleFactory(
        action=ActionFactory(section=SectionFactory(plan=plan, code="1"), code="1.1"), organisation=body
    )
    return plan


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def send(client, plan, pid, visibility, **said):
    url = reverse("site:desk-file-add", args=["mombasa", plan.edition, pid])
    file = SimpleUploadedFile(said.get("file", "a.pdf"), said.get("data", PDF))
    return client.post(url, {"file": file, "name": said.get("name", "Programme"), "visibility": visibility})


def status(client, url):
    """Read to its end, as a browser does; then the file behind it is closed."""
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)  # `close` besides would end the test's own connection
    return answer.status_code


@pytest.mark.parametrize("where", ["plan", "section", "action"])
def test_each_visibility_is_listed_and_given_to_whom_it_says(
    plan, secretary, member, outsider, client, where
):
    action = plan.actions.get()
    pid = {"plan": "plan", "section": action.section.pid, "action": action.pid}[where]
    public = {
        "plan": plan.get_absolute_url(),
        "section": reverse("site:section", args=["mombasa", plan.edition, "1"]),
        "action": reverse("site:action", args=["mombasa", plan.edition, "1.1"]),
    }[where]
    keeper = signed_in(secretary)
    working = SeatFactory(
        forum=plan.forum, role="focal_person", organisation=action.roles.get().organisation
    ).holder
    for visibility in ("public", "forum", "section", "secretariat"):
        assert send(keeper, plan, pid, visibility, name=f"For {visibility}").status_code == 302
    sees = {
        "anonymous": {"public"},
        "outsider": {"public"},
        "member": {"public", "forum"},
        "working": {"public", "forum"} | ({"section"} if where == "action" else set()),
        "secretary": {"public", "forum", "section", "secretariat"},
    }
    visitors = {"anonymous": client, "outsider": signed_in(outsider), "member": signed_in(member),
                "working": signed_in(working), "secretary": keeper}  # fmt: skip
    for who, visitor in visitors.items():
        page = visitor.get(public).content.decode()
        for made in Attachment.objects.all():
            url = reverse("site:file", args=["mombasa", plan.edition, made.pk])
            listed, given = f"For {made.visibility}" in page, status(visitor, url)
            assert (listed, given) == ((True, 200) if made.visibility in sees[who] else (False, 404)), (
                who,
                made,
            )


def test_a_file_is_saved_and_never_opened_in_the_page(plan, secretary, client):
    send(signed_in(secretary), plan, "plan", "public", name='Pro"gramme', file="a.html")
    answer = client.get(reverse("site:file", args=["mombasa", plan.edition, Attachment.objects.get().pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Content-Disposition"].endswith('.pdf"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"%PDF- /JavaScript", b""])
def test_what_is_not_taken_is_said_and_nothing_is_stored(plan, secretary, data):
    answer = send(signed_in(secretary), plan, "plan", "public", data=data)
    assert answer.status_code == 422
    assert "Programme" in answer.content.decode(), "the name that was typed is still there"
    assert not Attachment.objects.exists()


def test_the_form_warns_of_lists_of_persons(plan, secretary):
    url = reverse("site:desk-file-add", args=["mombasa", plan.edition, "plan"])
    assert "No lists of persons" in signed_in(secretary).get(url).content.decode()


def test_it_is_taken_away_again(plan, secretary):
    keeper = signed_in(secretary)
    send(keeper, plan, plan.actions.get().pid, "public")
    made = Attachment.objects.get()
    keeper.post(reverse("site:desk-file-remove", args=["mombasa", plan.edition, made.pk]))
    assert not Attachment.objects.exists()
