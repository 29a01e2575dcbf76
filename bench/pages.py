"""A plan page of 500 actions: what it asks of the database, of the processor and of the reader's data bundle."""

from __future__ import annotations

import gzip
import re
from functools import cache
from html import escape
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client, RequestFactory

from bench.measure import Measured, benchmark, cpu_seconds, query_count
from bench.plans import brought_in, document, forum_of
from jukwaa.accounts.models import User
from jukwaa.forums.models import Seat
from jukwaa.plans.models import Plan

ACTIONS = 500


@cache
def large_plan() -> Plan:
    forum = forum_of("bench-pages")
    return brought_in(forum, document(forum, "2022-23", ACTIONS))


def page() -> bytes:
    """Whole, as the reader's browser asks for it: with everything that stands between server and view."""
    answer = Client(SERVER_NAME="127.0.0.1").get(
        large_plan().get_absolute_url(), headers={"accept-encoding": "gzip"}
    )
    assert answer.status_code == 200, answer.status_code
    return bytes(answer.content)


def page_anew() -> bytes:
    caches["pages"].clear()
    return page()


def bare_page() -> bytes:
    """The same rows, one statement and a string."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select a.code, a.title, a.starts, a.ends, a.estimate, o.name from plans_action a"
            " join plans_role r on r.action_id = a.id join forums_organisation o on o.id = r.organisation_id"
            " where a.plan_id = %s and r.kind = 'lead' order by a.position",
            [large_plan().pk],
        )
        rows = [
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in cursor.fetchall()
        ]
    return gzip.compress("".join(rows).encode(), 6)


@benchmark("plan page, 500 actions, made anew: queries", "queries", limit=15)
def queries() -> Measured:
    page()
    return Measured(query_count(page_anew))


@benchmark(
    "plan page, 500 actions, made anew: CPU, compressed; beside: one statement and a string", "ms", limit=150
)
def cpu() -> Measured:
    return Measured(cpu_seconds(page_anew) * 1000, beside=cpu_seconds(bare_page) * 1000)


def kept_page() -> None:
    """As a second reader gets it: through the whole application, without what a test client adds."""
    environ = RequestFactory(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_ENCODING="gzip").get(_address()).environ
    sent: list[str] = []
    answer = application()(environ, lambda status, _headers: sent.append(status))
    body = b"".join(answer)
    answer.close()
    assert sent == ["200 OK"], sent
    assert len(body) > 1_000, len(body)


@cache
def application() -> WSGIHandler:
    return get_wsgi_application()


@cache
def _address() -> str:
    return large_plan().get_absolute_url()


@benchmark("plan page, 500 actions, kept: CPU; beside: made anew", "ms", limit=2)
def kept() -> Measured:
    """Right at once when the plan changes (tests/core, tests/site/pages); here only what it costs while it does not."""
    page()
    each = 50  # one is too short for the clock
    spent = cpu_seconds(lambda: [kept_page() for _ in range(each)])
    return Measured(spent / each * 1000, beside=cpu_seconds(page_anew) * 1000)


def live_matrix() -> None:
    """As the secretary opens it."""
    answer = _secretary().get(f"{_desk()}matrix/", headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200, answer.status_code
    assert answer.content


@cache
def _secretary() -> Client:
    user = User.objects.create(email="bench-secretary@example.org", is_sample=True)
    Seat.objects.create(forum=large_plan().forum, role=Seat.Role.SECRETARY, holder=user)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client


def _desk() -> str:
    plan = large_plan()
    return f"/desk/{plan.forum.slug}/plan/{plan.edition}/"


@benchmark("live matrix, 500 actions: queries", "queries", limit=15)
def live_queries() -> Measured:
    live_matrix()
    return Measured(query_count(live_matrix))


@benchmark("live matrix, 500 actions: CPU, compressed; beside: one statement and a string", "ms", limit=200)
def live_cpu() -> Measured:
    return Measured(cpu_seconds(live_matrix) * 1000, beside=cpu_seconds(bare_page) * 1000)


@benchmark("plan page, 500 actions: first visit, all files, compressed", "kB", limit=60)
def weight() -> Measured:
    body = page()
    names = set(re.findall(r'(?:href|src)="/static/([\w./-]+)"', gzip.decompress(body).decode()))
    assert any(name.endswith(".css") for name in names), "a page without a style sheet was measured"
    files = [(Path(settings.STATIC_ROOT) / name).read_bytes() for name in names]
    return Measured((len(body) + sum(len(gzip.compress(file, 6)) for file in files)) / 1024)
