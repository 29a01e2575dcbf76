"""Every page of the sample as people get it: at two widths, in two languages, by all that axe knows of WCAG 2.2 AA."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from jukwaa.accounts.models import User
from jukwaa.delivery.models import Money, Report
from jukwaa.forums.actions import invite, make_link
from jukwaa.forums.models import Seat
from jukwaa.plans.models import Action, Intake, Role, Section
from jukwaa.results.models import AdverseEffect, Factor
from jukwaa.site.actions.sample import load_sample
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import assert_accessible, assert_no_sideways_scrolling, assert_nothing_overlaps
from tests.factories import PlanFactory
from tests.house import waiting_file
from tests.test_access import ROUTES

pytestmark = pytest.mark.e2e

EDITION = {"slug": "mombasa", "edition": "2022-23"}
PUBLIC = {
    "accounts:sign-in": [{}],
    "accounts:forgotten": [{}],
    "accounts:new-password": [{"uid": "MQ", "token": "over"}],
    "site:invitation": [{"token": "INVITATION"}, {"token": "over"}],
    "site:seat-link": [{"token": "LINK"}, {"token": "over"}],
    "site:counties": [{}],
    "site:forum": [{"slug": "mombasa"}],
    "site:partners": [{"slug": "mombasa"}],  # with a place: test_who_does_what
    "site:progress": [{"slug": "mombasa"}],
    "site:progress-frozen": [{"slug": "mombasa", "day": "2023-01-31"}],
    "site:progress-section": [{"slug": "mombasa", "day": "2023-01-31", "code": "1"}],
    "site:progress-place": [{"slug": "mombasa", "day": "2023-01-31", "code": "KE001005"}],
    "site:theory": [EDITION],
    "site:money": [{"slug": "mombasa"}],
    "site:summaries": [{"slug": "mombasa"}],
    "site:record": [{"slug": "mombasa"}],
    "site:plan": [EDITION, {"slug": "mombasa", "edition": "2017"}],
    "site:section": [EDITION | {"code": "1"}],
    "site:action": [EDITION | {"code": "1.1"}, EDITION | {"code": "2.3"}],
    "site:compare": [EDITION],
    "site:versions": [EDITION],
    "site:version": [EDITION | {"number": 1}, EDITION | {"number": 2}],
    "site:data-protection": [{}],
    "site:offline": [{}],
}
DESKS = {
    "accounts:password": [{}],
    "accounts:account": [{}],
    "accounts:second-factor": [{}],
    "account_reauthenticate": [{}],
    "site:desk-seats": [{"slug": "mombasa"}],
    "site:desk-seat-new": [{"slug": "mombasa"}],
    "site:desk-seat": [{"slug": "mombasa", "pk": "SEAT"}],
    "site:desk-seat-hand-over": [{"slug": "mombasa", "pk": "SEAT"}],
    "site:desk-members": [{"slug": "mombasa"}],
    "site:desk-powers": [{"slug": "mombasa"}],
    "site:desk": [{}],
    "site:desk-forum-new": [{}],
    "site:desk-strategies": [{}],
    "site:desk-bodies": [{"slug": "mombasa"}],
    "site:desk-body-new": [{"slug": "mombasa"}],
    "site:desk-body": [{"slug": "mombasa", "pid": "BODY"}],
    "site:desk-edit-item": [EDITION | {"pid": pid} for pid in ("plan", "SECTION", "ACTION")],
    "site:desk-edit-part": [
        EDITION | {"pid": "ACTION", "screen": screen} for screen in ("words", "support", "where", "aligned")
    ],
    "site:desk-edit-add": [EDITION | {"pid": "ACTION", "what": "indicator"}],
    "site:desk-edit-drop": [EDITION | {"pid": "SECTION"}],
    "site:desk-file-add": [EDITION | {"pid": "ACTION"}],
    "site:desk-edit-move": [EDITION | {"pid": "ACTION"}],
    "site:desk-plan-remove": [EDITION],
    "site:desk-plan-new": [{"slug": "mombasa"}],
    "site:desk-plan": [EDITION],
    "site:desk-life": [EDITION],
    "site:desk-readiness": [EDITION],
    "site:desk-plan-carry": [{"slug": "mombasa", "edition": "2030-31"}],
    "site:desk-matrix": [EDITION],
    "site:desk-matrix-file": [EDITION],
    "site:desk-matrix-state": [EDITION | {"pid": "ACTION"}],
    "site:desk-reminders": [EDITION],
    "site:desk-offers": [EDITION],
    "site:offer-letters": [EDITION],
    "site:offer": [EDITION | {"pid": "OFFERED", "body": "ASKED", "part": "PART"}],
    "site:action-desk": [EDITION | {"pid": "ACTION"}],
    "site:desk-reports": [{"slug": "mombasa"}],
    "site:reports-bring": [{"slug": "mombasa"}],
    "site:report-pick": [{"slug": "mombasa"}],
    "site:report-new": [EDITION | {"pid": "OFFERED", "body": "ASKED"}],
    "site:report": [{"slug": "mombasa", "pid": "REPORT"}],
    "site:desk-values": [{"slug": "mombasa"}],
    "site:desk-money": [{"slug": "mombasa"}],
    "site:money-tell": [EDITION | {"pid": "OFFERED", "body": "ASKED"}],
    "site:money-correct": [{"slug": "mombasa", "pid": "MONEY"}],
    "site:desk-theory": [EDITION],
    "site:desk-factor": [EDITION | {"pid": "FACTOR"}],
    "site:care": [{"slug": "mombasa"}],
    "site:care-note": [{"slug": "mombasa"}],
    "site:care-review": [{"slug": "mombasa", "pid": "d-mrgsss7pry", "version": 1}],
    "site:care-effect": [{"slug": "mombasa", "pid": "EFFECT"}],
    "site:desk-audit": [{"slug": "mombasa"}],
    "site:desk-shared": [EDITION | {"span": "2022-10", "code": "1"}],
    "site:desk-summaries": [{"slug": "mombasa"}],
    "site:values-tell": [EDITION | {"quarter": "2022-07", "body": "ASKED"}],
    "site:body-thanks": [{"slug": "mombasa", "pid": "ASKED", "span": "2022-10"}],
    "site:body-desk": [{"slug": "mombasa", "pid": "BODY"}],
    "site:desk-body-safety": [{"slug": "mombasa", "pid": "BODY"}],
    "site:own-data": [{}],
    "site:account-erase": [{}],
    "site:happened": [{}],
    "site:desk-happened": [{}],
    "site:desk-amendment": [EDITION],
    "site:intake-new": [{"slug": "mombasa"}],
    "site:intake": [{"slug": "mombasa", "pk": "INTAKE"}],
    "site:intake-row": [{"slug": "mombasa", "pk": "INTAKE", "n": 0}],
}
NO_PAGES = {  # answers without a page of their own: files, redirects, acts, "ok"
    "site:record-feed", "site:record-key", "site:version-package", "site:desk-plan-move", "site:desk-paper-scan",
    "site:desk-paper-refuse", "site:desk-amendment-propose", "site:desk-amendment-recall", "site:desk-amendment-withdraw",
    "site:desk-sign", "site:desk-paper", "site:desk-paper-confirm",  # while a version waits only: test_signing looks at them
    "accounts:email", "accounts:email-confirm", "accounts:devices-end", "accounts:device-end", "accounts:device-name",
    "account_login", "mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_remove_webauthn",  # with proof only: test_coming_in looks at them
    "site:desk-seat-invite", "site:desk-seat-withdraw", "site:desk-seat-link", "site:desk-seat-link-revoke",
    "site:desk-seat-pin-reset", "site:desk-seat-end", "site:desk-member-leave",
    "healthz", "worker", "site:app-manifest", "site:held", "accounts:sign-out", "site:plan-newest", "site:item", "site:download", "site:notice", "schema", "site:download-with-slash",
    "site:desk-edit-shift", "site:desk-file-remove", "site:file", "site:desk-template", "site:desk-plan-publish", "site:desk-plan-withhold", "site:intake-settle", "site:intake-affirm",
    "site:progress-file", "site:summary", "site:desk-summary", "site:desk-score-freeze", "site:desk-money-check", "site:care-publish", "site:factor-drop", "site:link-draw", "site:link-judge", "site:link-drop", "site:care-withhold", "site:money-strike", "site:desk-values-approve", "site:desk-values-lock", "site:desk-values-unlock",
    "site:desk-reports-verify", "site:report-correct", "site:report-verify", "site:reports-form", "site:report-thank", "site:report-ask", "site:report-answer", "site:report-return", "site:report-release", "site:report-confirm", "site:report-withdraw", "site:report-file-add", "site:report-file-remove", "site:evidence",
    "site:desk-matrix-newest", "site:desk-matrix-download", "site:desk-matrix-bring", "site:desk-matrix-row", "site:desk-body-withdraw", "site:desk-body-name-again", "site:desk-point-confirm", "site:desk-point-take-back",
    "site:offer-accept", "site:offer-take", "site:offer-keep", "site:offer-decline", "site:offer-counter", "site:body-accept", "site:body-wish", "site:ask-close", "site:ask-pledge", "site:give-close", "site:pledge-take", "site:pledge-leave",
    "site:pledge-take-back", "site:own-data-file",
    "site:intake-body", "site:intake-terms", "site:intake-confirm", "site:intake-undo", "site:intake-discard",
}  # fmt: skip
DOORS = {"site:invitation", "site:seat-link"}  # forms, which leave the cookie against forgery
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "sw"])


@pytest.fixture
def mombasa(shipped):
    forum = load_sample()
    waiting_file(forum)
    PlanFactory(forum=forum, edition="2030-31", status="draft", starts="2030-06-01", ends="2031-05-31")
    return forum


def test_every_page_is_on_the_list():
    assert set(PUBLIC) | set(DESKS) | NO_PAGES >= set(ROUTES)


def waiting_seats(forum) -> dict:
    """Two focal persons who have not come in yet: one has a letter, one a link."""
    body = forum.organisations.first()
    by_letter, by_link = (
        Seat.objects.create(forum=forum, role="focal_person", organisation=body, holder_name="Asha (sample)")
        for _n in range(2)
    )
    letter = invite(by_letter, "asha@example.org", "en", by=None, now=timezone.now(), address="")
    token = make_link(by_link, by=None, today=timezone.localdate())
    return {"SEAT": by_letter.pk, "INVITATION": letter.token(), "LINK": token}


def addresses(names: dict, forum, language: str) -> list[str]:
    told = {
        **waiting_seats(forum),
        "BODY": forum.organisations.first().pid,
        "SECTION": Section.objects.filter(plan__forum=forum, plan__edition="2022-23").first().pid,
        "ACTION": Action.objects.filter(plan__forum=forum, plan__edition="2022-23").first().pid,
        "OFFERED": (
            offer := Role.objects.filter(
                action__plan__forum=forum, action__plan__edition="2022-23", reply="offered"
            ).first()
        ).action.pid,
        "ASKED": offer.organisation.pid,
        "PART": offer.kind,
        "REPORT": Report.objects.filter(forum=forum, state="submitted").first().pid,
        "FACTOR": Factor.objects.filter(plan__forum=forum).first().pid,
        "EFFECT": AdverseEffect.objects.filter(forum=forum, published=False).first().pid,
        "MONEY": Money.objects.filter(forum=forum, checked=None).first().pid,
        "INTAKE": Intake.objects.get(forum=forum, state="read").pk,
    }
    with translation.override(language):
        return [
            reverse(name, kwargs={key: told.get(value, value) for key, value in each.items()})
            for name, said in names.items()
            for each in said
        ]


@SIZES
@LANGUAGES
def test_public_pages(new_page, live_server, mombasa, size, language):
    page = new_page(size)
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for address in [
        *addresses(PUBLIC, mombasa, language),
        "/sw/nowhere/" if language == "sw" else "/nowhere/",
    ]:
        page.goto(live_server.url + address)
        _look(page, language)
    assert hosts <= {urlsplit(live_server.url).netloc, ""}, "a page asks another host for something"


@SIZES
@LANGUAGES
def test_pages_of_the_desk(new_page, live_server, mombasa, signed_in, size, language):
    secretary = User.objects.get(seats__role="secretary", seats__forum=mombasa)
    secretary.is_administrator = True
    secretary.save()
    page = signed_in(new_page(size), secretary, proven=True)  # or a seat's forms lead away to that first
    for address in addresses(DESKS, mombasa, language):
        answer = page.goto(live_server.url + address)
        assert answer.status == 200, address
        _look(page, language)


def _look(page, language):
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1, page.url
    assert_accessible(page)
    assert_no_sideways_scrolling(page)
    assert_nothing_overlaps(page)


def test_public_pages_leave_no_cookie(phone, live_server, mombasa):
    for address in addresses(
        {k: v for k, v in PUBLIC.items() if k.startswith("site:") and k not in DOORS}, mombasa, "en"
    ):
        phone.goto(live_server.url + address)
    assert phone.context.cookies() == []


def test_public_pages_work_without_script(new_page, live_server, mombasa):
    page = new_page(PHONE, java_script_enabled=False)
    page.goto(live_server.url + "/mombasa/plan/2022-23/")
    assert page.locator("main").inner_text().count("\n") > 50
