"""A plan page of 500 actions: what it asks of the database, of the processor and of the reader's data bundle."""

from __future__ import annotations

import gzip
import re
from functools import cache
from html import escape
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.measure import Measured, benchmark, cpu_seconds, query_count
from bench.plans import brought_in, document, forum_of
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


@benchmark("plan page, 500 actions: queries", "queries", limit=15)
def queries() -> Measured:
    page()
    return Measured(query_count(page))


@benchmark("plan page, 500 actions: CPU, compressed; beside: one statement and a string", "ms", limit=150)
def cpu() -> Measured:
    return Measured(cpu_seconds(page) * 1000, beside=cpu_seconds(bare_page) * 1000)


@benchmark("plan page, 500 actions: first visit, all files, compressed", "kB", limit=60)
def weight() -> Measured:
    body = page()
    names = set(re.findall(r'(?:href|src)="/static/([\w./-]+)"', gzip.decompress(body).decode()))
    assert any(name.endswith(".css") for name in names), "a page without a style sheet was measured"
    files = [(Path(settings.STATIC_ROOT) / name).read_bytes() for name in names]
    return Measured((len(body) + sum(len(gzip.compress(file, 6)) for file in files)) / 1024)
