"""How a page comes: light, without a cookie, from a cache where nothing has changed, at the cost that was promised."""

from __future__ import annotations

import gzip
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from jukwaa.core.ids import new_id
from jukwaa.forums.models import Organisation
from jukwaa.places.models import Area
from jukwaa.plans.models import Action, Role
from tests.factories import OrganisationFactory, SectionFactory
from tests.site.pages.conftest import PLAN
from tests.site.pages.reading import codes, page_of

PAGES = ["/", "/mombasa/", PLAN, f"{PLAN}?q=do", f"{PLAN}s/1/", f"{PLAN}a/1.1/"]
BOTH = [prefix + address for address in PAGES for prefix in ("", "/sw")]
SIX = 60_000  # bytes of a first visit (design.md 8)


@pytest.mark.parametrize("address", BOTH)
def test_no_public_page_sets_a_cookie_or_runs_a_script(client, whole, address):
    answer = client.get(address)
    assert not answer.cookies
    html = answer.content.decode()
    assert "<script" not in html
    assert not re.search(r"\son\w+=", html)
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize("address", BOTH)
def test_a_page_reaches_no_other_host_and_its_policy_forbids_it(client, whole, address):
    answer = client.get(address)
    fetched = [
        a.get("src") or a["href"]
        for tag, a in page_of(answer).tags
        if "src" in a or (tag == "link" and a.get("rel") in ("stylesheet", "icon"))
    ]
    assert fetched
    assert all(where.startswith("/static/") for where in fetched)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    styles = re.findall(r'style="([^"]*)"', answer.content.decode())
    assert all(
        re.fullmatch(r"(--\w+:[^;]*;?)*", style) for style in styles
    )  # custom properties, nothing else


@pytest.mark.parametrize("address", BOTH)
def test_a_page_that_has_not_changed_is_not_sent_again(client, whole, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"]
    assert set(first.headers["Cache-Control"].split(", ")) == {"no-cache", "public"}  # asked after each time


@pytest.mark.parametrize("address", ["/", "/mombasa/", PLAN, f"{PLAN}a/1.1/"])
def test_a_change_of_the_plan_is_seen_at_once(client, whole, dialogues, address):
    first = client.get(address)
    dialogues.status = "dropped"
    dialogues.save()
    whole.changed += 1
    whole.save()
    assert client.get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_each_language_and_each_filter_has_a_mark_of_its_own(client, whole):
    assert client.get(PLAN).headers["ETag"] != client.get(f"/sw{PLAN}").headers["ETag"]


def test_what_one_who_signed_in_reads_never_lies_in_a_shared_cache(client, whole, member):
    public = client.get(PLAN)
    client.force_login(member)
    own = client.get(PLAN, headers={"if-none-match": public.headers["ETag"]})
    assert own.status_code == 200
    assert set(own.headers["Cache-Control"].split(", ")) == {"no-cache", "private"}
    assert "Cookie" in own.headers["Vary"]


def test_a_file_is_kept_by_all_when_its_plan_is_public_else_by_its_reader(client, whole, member):
    public = client.get(f"{PLAN}download/json")
    whole.status = "draft"
    whole.save()
    client.force_login(member)
    own = client.get(f"{PLAN}download/json")
    assert set(public.headers["Cache-Control"].split(", ")) == {"no-cache", "public"}
    assert set(own.headers["Cache-Control"].split(", ")) == {"no-cache", "private"}
    assert public.getvalue()
    assert own.getvalue()


def test_a_shared_link_shows_title_sentence_and_picture(client, whole):
    page = page_of(client.get(f"{PLAN}a/1.1/"))
    assert page.meta("og:title") == "Hold ward dialogues · Mombasa 2022-23"
    assert page.meta("og:description").startswith("Done. Jul – Sep 2022, Timbwani. Women's Circle (sample)")
    assert page.meta("og:image") == "http://testserver/static/core/share.png"
    assert page.meta("og:url") == f"http://testserver{PLAN}a/1.1/"
    assert (
        page_of(client.get("/mombasa/")).meta("og:description").startswith("About half of the time has gone.")
    )


def test_the_shared_picture_is_small_and_of_the_size_that_it_says():
    with open(finders.find("core/share.png"), "rb") as file:  # noqa: PTH123
        data = file.read()
    assert data[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    assert len(data) < 40_000


# --- a plan of 500 actions -------------------------------------------------------------------------------------

WORDS = """ward dialogue mediator youth women elder school club market radio library trust office fair peace early warning sport arts parent teacher counsel legal clinic digital skill saving group story circle visit border return work service health drought river heritage street play honest report media code desk volunteer""".split()  # noqa: SIM905


@pytest.fixture
def large(plan, mombasa):
    """500 actions whose titles, bodies, places and dates differ as those of a real plan do."""
    offices = [
        OrganisationFactory(
            forum=mombasa, name=f"County Department {n} of {WORDS[n]}", state=True, listed=True
        )
        for n in range(20)
    ]
    groups = [
        OrganisationFactory(
            forum=mombasa, name=f"{WORDS[n].title()} Network {n} (sample)", state=False, listed=n % 4 > 0
        )
        for n in range(40)
    ]
    sections = [
        SectionFactory(
            plan=plan, code=str(n), position=n, title={"en": f"Pillar {WORDS[n]}", "sw": f"Nguzo {n}"}
        )
        for n in range(1, 11)
    ]
    Action.objects.bulk_create([_action(plan, sections[n % 10], n) for n in range(500)])
    _fill(plan, offices + groups)
    return plan


def _action(plan, section, n):
    pick = [WORDS[(n * step + n // 7) % len(WORDS)] for step in (3, 7, 11, 13, 17, 23)]
    starts = date(2022, 6, 1) + timedelta(days=(n * 37) % 300)
    title = {
        "en": f"Hold {pick[0]} {pick[1]} for {pick[2]} and {pick[3]} on {pick[4]} {pick[5]}",
        "sw": f"Fanya {' '.join(pick)}",
    }
    return Action(
        plan=plan, section=section, pid=new_id("a"), code=f"{section.code}.{n // 10 + 1}", position=n, title=title,
        text={"en": "With child care. " * 5}, starts=starts, ends=starts + timedelta(days=20 + n % 60), funding="funded",
        estimate=Decimal(5000 * (n % 90 + 1)), status=("not_started", "moving", "done")[n % 3],
    )  # fmt: skip


def _fill(plan, bodies: list[Organisation]) -> None:
    wards = list(Area.objects.within("KE001").wards())
    roles, places = [], []
    for n, action in enumerate(plan.actions.all()):
        for k in range(2 + n % 3):
            body = bodies[(n * 7 + k * 11) % len(bodies)]
            roles.append(
                Role(
                    action=action,
                    organisation=body,
                    kind="support" if k else "lead",
                    position=k,
                    reply=("offered", "accepted")[n % 2],
                )
            )
        places += [
            Action.areas.through(action_id=action.pk, area_id=wards[(n + k) % len(wards)].pk)
            for k in range(1 + n % 3)
        ]
    Role.objects.bulk_create(roles)
    Action.areas.through.objects.bulk_create(places)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (PLAN, 15),
        (f"{PLAN}?q=radio&place=KE001005&status=done", 15),
        ("/mombasa/", 16),
        (f"{PLAN}s/1/", 16),
        (f"{PLAN}a/1.1/", 18),
    ],
)
def test_a_plan_of_500_actions_asks_few_questions(
    client, large, address, most, django_assert_max_num_queries
):
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_all_500_actions_stand_on_the_page(client, large):
    assert len(codes(client.get(PLAN))) == 500


@pytest.mark.parametrize("address", ["/", "/mombasa/", PLAN, f"/sw{PLAN}", f"{PLAN}s/1/", f"{PLAN}a/1.1/"])
def test_a_first_visit_weighs_less_than_was_promised_even_with_500_actions(large, address):
    answer = Client(headers={"accept-encoding": "gzip"}).get(address)
    assert answer.headers["Content-Encoding"] == "gzip"
    html = gzip.decompress(answer.content).decode()
    fetched = re.findall(r'<link rel="(?:stylesheet|icon)" href="/static/([^"]+)"', html)
    weight = len(answer.content)
    for name in fetched:
        with open(finders.find(name), "rb") as file:  # noqa: PTH123
            weight += len(gzip.compress(file.read()))
    assert len(fetched) == 3
    assert weight < SIX


@pytest.mark.django_db
def test_a_bare_server_serves_its_first_page(client):
    assert client.get("/").status_code == 200
