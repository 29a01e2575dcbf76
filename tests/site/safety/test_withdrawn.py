"""A canary: a body planted in every text and every part of a plan, then withdrawn for its safety. Nobody finds it."""

from __future__ import annotations

import html
import io
import json
import shutil
import subprocess
import zipfile

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from jukwaa.core.doors import keep_back
from jukwaa.core.keys import public_keys
from jukwaa.core.models import Entry
from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import name_body_again, propose, withdraw_body
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.figures.masking import public_mask
from jukwaa.plans.models import Indicator, IndicatorDefinition, Leadership, Paragraph, Plan, Role
from jukwaa.plans.rules.promise import canonical
from jukwaa.plans.rules.verification import verify
from jukwaa.publishing.actions import MAKERS
from tests.factories import OrganisationFactory, RoleFactory, SeatFactory
from tests.plans.agreement.agreeing import signed_by_both
from tests.site.safety.conftest import TODAY
from tests.test_access import TABLE, address

# Long enough that no token, signature or packed byte holds it by chance: "capn" did, in one run of many.
NAME, SHORT = "Canary Peace Network (sample)", "CanaryPN"
NEEDLES = ("canary peace", "canarypn")
TEXTS = {"en": f"Held with {NAME} and {SHORT}", "sw": f"Pamoja na {NAME} na {SHORT}"}
LANGUAGES = ("en", "sw")
PDF_READER = shutil.which("pdftotext") or ""


@pytest.fixture
def canary(mombasa):
    return OrganisationFactory(
        forum=mombasa, name=NAME, short_name=SHORT, kind="cso", state=False, listed=True, focus=TEXTS
    )


@pytest.fixture
def branch(mombasa):
    return OrganisationFactory(
        forum=mombasa, name="Likoni Branch of Canary Peace Network (sample)", state=False, listed=True
    )


@pytest.fixture
def planted(house, canary, branch):
    """Whatever is written in both editions names it."""
    definition = IndicatorDefinition.objects.create(
        forum=canary.forum, pid="d-aaaaaaaaaa", text=TEXTS, unit=TEXTS
    )
    for n, plan in enumerate(Plan.objects.filter(forum=canary.forum, versions=None).order_by("pk")):
        plan.title = TEXTS
        plan.levels = [{"one": TEXTS, "many": TEXTS}]
        plan.save()
        section, action = plan.sections.get(), plan.actions.get()
        section.title, section.outcome = TEXTS, TEXTS
        section.save()
        Leadership.objects.create(section=section, organisation=canary, position=0)
        for part in ("title", "text", "audience", "remarks", "reason"):
            setattr(action, part, TEXTS)
        action.tags, action.status = [NAME, SHORT], "moving"
        action.save()
        action.areas.set([canary.forum.area_id])
        for kind in Role.Kind:
            RoleFactory(action=action, organisation=canary, kind=kind, share=TEXTS["en"])
        RoleFactory(action=action, organisation=branch, kind="support", share=TEXTS["sw"])
        for m, owner in enumerate((None, section)):
            pid = f"p-{'abcdefgh'[2 * n + m]}aaaaaaaaa"
            Paragraph.objects.create(plan=plan, section=owner, pid=pid, position=m, text=TEXTS)
        for m, owner in enumerate(({"section": section}, {"action": action})):
            Indicator.objects.create(
                plan=plan, pid=f"i-{'abcdefgh'[2 * n + m]}aaaaaaaaa", position=m, definition=definition,
                baseline=NAME, target=f"12 with {SHORT}", verification=TEXTS, **owner,
            )  # fmt: skip
        seal_plan(plan)
    return house


def public_pages(house):
    for line, (get, _post) in TABLE.items():
        private = line.startswith(("site:desk", "site:intake")) or "download" in line or "notice" in line
        if line.startswith("site:") and get[0] in (200, 302) and not private:
            urls = [address(line, house, language) for language in LANGUAGES]
            yield from (url for url in urls if "/desk/" not in url)
    yield from (f"/mombasa/plan/2022-23/?place=KE001005&q={word}" for word in ("held", "civil"))


def text_of(data: bytes) -> str:
    """Everything that can be read in a file, of whatever kind."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return " ".join(f"{name} {text_of(packed.read(name))}" for name in packed.namelist())
    if data[:4] == b"%PDF" and PDF_READER:
        read = subprocess.run([PDF_READER, "-", "-"], input=data, capture_output=True, check=False)
        return read.stdout.decode() + data.decode("latin-1")  # its words, and what stands in it unpacked
    return data.decode("utf-8", "replace")


def found_in(text: str) -> bool:
    read = " ".join(html.unescape(text).replace("\u00ad", "").lower().split())
    return any(needle in read for needle in NEEDLES)


def fetch(url: str, client: Client) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, url
    return text_of(whole(answer))


def whole(answer) -> bytes:
    """Read to its end; then the file behind it is closed."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def downloads(house):
    for language in LANGUAGES:
        for kind in MAKERS:
            name = "site:notice" if kind == "notice" else "site:download"
            yield address(name, {**house, "kind": kind}, language)


def on_disk() -> list[str]:
    files = [path for path in settings.HOME.rglob("*") if path.is_file()]
    return [str(path) for path in files if found_in(text_of(path.read_bytes()))]


@pytest.mark.drill
@pytest.mark.parametrize("visitor", ["anonymous", "outsider"])
def test_it_is_found_on_no_page_in_no_file_and_not_on_the_disk(planted, canary, visitors, visitor):
    client = Client()
    if visitors[visitor]:
        client.force_login(visitors[visitor])
    urls = [*dict.fromkeys(public_pages(planted)), *downloads(planted)]
    before = [url for url in urls if found_in(fetch(url, client))]
    assert len(before) >= 20, "the canary sings before it is withdrawn"
    assert set(downloads(planted)) - set(before) <= {
        address("site:notice", planted, code) for code in LANGUAGES
    }
    assert on_disk()
    withdraw_body(canary, by=None, today=TODAY)
    assert on_disk() == []
    assert [url for url in urls if found_in(fetch(url, client))] == []
    assert on_disk() == []


@pytest.mark.drill
def test_who_holds_an_earlier_page_is_given_the_new_one(planted, canary, client):
    urls = [*public_pages(planted), *downloads(planted)]
    marks = {}
    for url in urls:
        answer = client.get(url)
        if answer.status_code == 200 and found_in(text_of(whole(answer))):
            marks[url] = answer.headers["ETag"]
    assert len(marks) > 20
    withdraw_body(canary, by=None, today=TODAY)
    for url, mark in marks.items():
        answer = client.get(url, headers={"If-None-Match": mark})
        whole(answer)
        assert answer.status_code == 200, url


def test_readers_are_told_what_it_is_instead_of_who(planted, canary, client):
    withdraw_body(canary, by=None, today=TODAY)
    english, swahili = (fetch(address("site:action", planted, code), client) for code in LANGUAGES)
    assert "Held with a civil-society body" in english
    assert "Pamoja na taasisi ya kiraia" in swahili
    assert "Likoni Branch of a civil-society body" in english


def test_nobody_finds_what_it_does_by_its_name_nor_learns_that_the_name_is_kept_back(planted, canary, client):
    withdraw_body(canary, by=None, today=TODAY)
    for asked, nobody in (("Canary Peace Network", "Nobody Ever Seen"), (SHORT, "Nono")):
        answer = client.get("/mombasa/plan/2022-23/", {"q": asked})
        assert answer.context["found"] == 0
        other = client.get("/mombasa/plan/2022-23/", {"q": nobody}).content.decode()
        told = answer.content.decode().replace(asked, nobody)
        assert told.replace(asked.replace(" ", "+"), nobody.replace(" ", "+")) == other
    assert client.get("/mombasa/plan/2022-23/", {"q": "civil-society body"}).context["found"] == 1


def test_its_own_people_and_the_secretary_read_the_name_other_members_why_it_is_gone(
    planted, canary, visitors
):
    own = SeatFactory(forum=canary.forum, role="focal_person", organisation=canary).holder
    withdraw_body(canary, by=own, today=TODAY)
    page = address("site:action", planted, "en")
    told = {}
    for name, user in {**visitors, "own": own}.items():
        client = Client()
        if user:
            client.force_login(user)
        told[name] = fetch(page, client)
    assert {name for name, text in told.items() if found_in(text)} == {"own", "secretary"}
    assert {n for n, text in told.items() if "a body withdrawn for its safety" in text} == {"member"}


def test_a_form_holds_what_is_written_so_that_keeping_it_changes_nothing(canary):
    """Whoever may write a text reads it as it stands: masked in the form, it would be kept masked."""
    withdraw_body(canary, by=None, today=TODAY)
    request = RequestFactory().get("/")
    request.mask = public_mask(canary.forum_id)
    form = f'<textarea name="x">{NAME}</textarea><input value="{NAME}"><p title="{NAME}">{NAME}</p>'
    answer = HttpResponse(form)
    keep_back(request, answer)
    assert answer.content.decode() == (
        f'<textarea name="x">{NAME}</textarea><input value="{NAME}">'
        '<p title="A civil-society body">A civil-society body</p>'
    )


def package(client, house) -> bytes:
    return whole(client.get(address("site:download", {**house, "kind": "zip"}, "en")))


def test_what_was_promised_still_verifies_and_the_manifest_is_the_same(planted, canary, client):
    before = verify(package(client, planted))
    assert before.ok
    withdraw_body(canary, by=None, today=TODAY)
    data = package(client, planted)
    after = verify(data)
    assert after.ok, after.findings
    assert after.manifest_sha256 == before.manifest_sha256
    held = {finding.code: finding.params for finding in after.findings}
    assert held["items.withheld"]["n"] == "7"  # plan, section, two paragraphs, action, two indicators
    assert not found_in(text_of(data))


def signed(plan) -> None:
    """By both co-chairs, from seats of offices."""
    offices = OrganisationFactory.create_batch(2, forum=plan.forum, state=True, listed=True)
    roles = ("co_chair_national", "co_chair_county")
    chairs = [
        SeatFactory(forum=plan.forum, role=role, organisation=office).holder
        for role, office in zip(roles, offices, strict=True)
    ]
    signed_by_both(propose(plan, by=None, today=TODAY), *chairs)


@pytest.mark.drill
def test_a_signed_version_still_verifies_with_its_signatures_and_names_it_nowhere(planted, canary, client):
    plan = Plan.objects.get(forum=canary.forum, edition="2022-23")
    signed(plan)
    pages = [f"/mombasa/plan/2022-23/{page}" for page in ("", "v/", "v/1/", "v/1/download/zip", "compare/")]
    urls = [f"{language}{page}" for page in pages for language in ("", "/sw")] + [*downloads(planted)]
    assert sum(found_in(fetch(url, client)) for url in urls) >= 12
    withdraw_body(canary, by=None, today=TODAY)
    assert [url for url in urls if found_in(fetch(url, client))] == []
    report = verify(whole(client.get("/mombasa/plan/2022-23/v/1/download/zip")))
    assert report.ok, report.findings
    assert {"items.withheld", "items.match"} <= {finding.code for finding in report.findings}
    assert any(finding.code.startswith("signature") for finding in report.findings)
    data = whole(client.get("/mombasa/plan/2022-23/v/1/download/zip"))
    own, other = bytes.fromhex(public_keys(plan.forum_id)[-1]), bytes(32)
    assert verify(data, [own]).ok
    assert "withheld.unsigned" in {finding.code for finding in verify(data, [other]).findings}
    assert on_disk() == []


def test_whoever_takes_another_item_away_is_found(planted, canary, client):
    withdraw_body(canary, by=None, today=TODAY)
    data = package(client, planted)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    item = next(name for name in files if name.startswith("items/b-"))
    note = json.loads(files["withheld.json"])
    for changed in (
        {},  # the note does not list it
        {
            "withheld.json": canonical({**note, "ids": sorted([*note["ids"], item[6:-5]])})
        },  # it does, but nobody signed that
        {"withheld.json": canonical({**note, "key": "", "signature": ""})},
        {"withheld.json": b"{}"},
    ):
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as packed:
            for name, content in ({**files, **changed}).items():
                if name != item:
                    packed.writestr(name, content)
        assert not verify(other.getvalue()).ok


def test_a_state_office_may_ask_for_it_too(planted, canary, client):
    Organisation.objects.filter(pk=canary.pk).update(state=True)
    withdraw_body(canary, by=None, today=TODAY)
    text = fetch(address("site:action", planted, "en"), client)
    assert "Held with a public office" in text
    name_body_again(canary, by=None, agreed=False, on_its_word=True)
    assert Organisation.objects.get(pk=canary.pk).listed


def test_the_record_knows_it_by_its_id_alone(planted, canary):
    withdraw_body(canary, by=None, today=TODAY)
    entry = Entry.objects.get(verb="organisation.withdrawn")
    assert (entry.target, entry.facts) == (canary.pid, {})
