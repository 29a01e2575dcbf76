"""The database goes away and comes back while the server runs: a clear page, no write lost, no restart needed."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from urllib.parse import urlencode

import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from jukwaa.core import errors
from tests.keeping.installs import Install
from tools.postgres import throwaway_cluster


@pytest.mark.parametrize("fault", [OperationalError("gone"), InterfaceError("closed")])
def test_a_database_that_does_not_answer_gets_a_page_that_asks_it_nothing(fault):
    request = RequestFactory().get("/sw/mombasa/")
    request.user = None
    try:
        raise fault
    except type(fault):
        answer = errors.failed(request)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Traceback" not in answer.content.decode()


def test_what_is_our_own_fault_is_no_matter_of_waiting():
    request = RequestFactory().get("/mombasa/")
    request.user = None
    try:
        raise ValueError("ours")
    except ValueError:
        answer = errors.failed(request)
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    assert "ours" not in answer.content.decode()


@pytest.fixture
def running(tmp_path):
    """A server on a PostgreSQL of its own, which writes as safely as in production: (port, cluster, install)."""
    with throwaway_cluster(()) as cluster, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        install = Install(tmp_path / "home", cluster.url)
        served = subprocess.Popen(
            [sys.executable, "-m", "jukwaa", "serve", "--sample", "--bind", f"127.0.0.1:{port}"],
            env=install.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            until(lambda: ask(port, "GET", "/healthz")[0] == 200)
            yield port, cluster, install
        finally:
            os.killpg(served.pid, signal.SIGTERM)
            served.wait(timeout=30)


def ask(port, method, path, body=None, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
        except OSError:
            return 0, {}, ""
        with answer:
            return (
                answer.status,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read().decode(),
            )


def until(holds, seconds=90):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.2)


@pytest.mark.drill
def test_the_database_goes_away_and_comes_back(running):
    port, cluster, _install = running
    assert ask(port, "GET", "/mombasa/")[0] == 200
    cluster.stop()
    for path in ("/mombasa/", "/sw/mombasa/", "/healthz"):
        status, headers, page = ask(port, "GET", path)
        assert status == 503, path
        assert headers["retry-after"] == "30"
        assert "Traceback" not in page
        assert "psycopg" not in page
    cluster.start()
    until(lambda: ask(port, "GET", "/mombasa/")[0] == 200, 10)


MADE = "from jukwaa.forums.models import Organisation as O; print(sorted(O.objects.filter(name__startswith='Drill ').values_list('name', flat=True)))"
SIGNED_IN = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.conf import settings
from jukwaa.forums.models import Seat
user = Seat.objects.filter(role="secretary", forum__slug="mombasa").first().holder
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


@pytest.mark.drill
def test_a_write_that_was_answered_is_there_and_one_that_was_refused_is_not(running):
    """Bodies are admitted one after another while the database is pulled away under them: what was said to be saved
    is saved, what was refused is not there, and nothing is there twice."""
    port, cluster, install = running
    session = install.python(SIGNED_IN).strip()
    status, headers, page = ask(port, "GET", "/desk/mombasa/bodies/new/", Cookie=f"sessionid={session}")
    assert status == 200, headers
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    secret = re.search(r"csrftoken=(\w+)", headers["set-cookie"])[1]
    cookie = f"sessionid={session}; csrftoken={secret}"
    answers = {}
    for n in range(12):
        if n == 5:
            cluster.stop()
        if n == 8:
            cluster.start()
        name = f"Drill {n:02} (sample)"
        form = {"csrfmiddlewaretoken": token, "name": name, "what": "cso.no"}
        status, _headers, _page = ask(
            port, "POST", "/desk/mombasa/bodies/new/", urlencode(form), Cookie=cookie,
            **{"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"},
        )  # fmt: skip
        answers[name] = status
    assert set(answers.values()) == {302, 503}
    assert list(answers.values()).count(503) == 3
    saved = sorted(name for name, status in answers.items() if status == 302)
    assert install.python(MADE).strip() == repr(saved)
