"""What every answer carries, and what no page does: another host, a script of its own, a trace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.test_access import TABLE, address

pytestmark = pytest.mark.django_db
FETCHES = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest"}
OURS = re.compile(r"^(?!//)(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)


class Reached(HTMLParser):
    """All that a page fetches or runs by itself."""

    def __init__(self):
        super().__init__()
        self.elsewhere, self.inline = [], []

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        fetched = [value for name, value in attributes if name in FETCHES or name.startswith("hx-")]
        if tag == "link" and said.get("rel") in {
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
            "manifest",
        }:
            fetched.append(said["href"])
        self.elsewhere += [
            value
            for value in fetched
            if value and not OURS.match(value) and not value.startswith("data:image/")
        ]
        self.inline += [f"{tag} {name}" for name, _value in attributes if name.startswith("on")]
        self.inline += ["<script>"] if tag == "script" and "src" not in said else []
        self.inline += ["<style>"] if tag == "style" else []
        self.inline += [
            f"{tag} javascript:"
            for value in said.values()
            if (value or "").strip().lower().startswith("javascript:")
        ]


PAGES = sorted({line.partition(" ")[0] for line in TABLE})


@pytest.mark.parametrize(
    "visitor",
    [
        "anonymous",
        pytest.param("secretary", marks=pytest.mark.drill),
        pytest.param("administrator", marks=pytest.mark.drill),
    ],
)
def test_no_page_reaches_elsewhere_or_runs_what_stands_in_it(
    client, house, visitor, secretary, administrator
):
    who = {"secretary": secretary, "administrator": administrator}.get(visitor)
    seen = 0
    for line in PAGES:
        if who:
            client.force_login(who)
        answer = client.get(address(line, house, "en"))
        if answer.streaming:
            list(answer.streaming_content)  # a file: read to its end, so that it is closed
        elif answer.status_code < 400 and answer.headers.get("Content-Type", "").startswith("text/html"):
            looked_at(line, answer)
            seen += 1
    assert seen > (10 if visitor == "anonymous" else 20)


def looked_at(line, answer):
    page = Reached()
    page.feed(answer.content.decode())
    assert (line, page.elsewhere, page.inline) == (line, [], [])
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def settings_said(**environment):
    code = (
        "import django; from django.conf import settings as s; print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, "
        "s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, getattr(s, 'SECURE_PROXY_SSL_HEADER', None), s.DEBUG)"
    )
    known = os.environ | {"DJANGO_SETTINGS_MODULE": "jukwaa.settings"} | environment
    done = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_behind_https_browsers_come_by_https_only(tmp_path):
    home = str(tmp_path)
    assert settings_said(JUKWAA_HOME=home, JUKWAA_ADDRESS="https://jukwaa.example", JUKWAA_PROXIES="1") == (
        "31536000 True True True ('HTTP_X_FORWARDED_PROTO', 'https') False"
    )
    assert (
        settings_said(JUKWAA_HOME=home, JUKWAA_ADDRESS="", JUKWAA_PROXIES="0")
        == "0 False False True None False"
    )


def test_hsts_is_said_where_the_proxy_says_https(client, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_PROXY_SSL_HEADER = (
        31536000,
        ("HTTP_X_FORWARDED_PROTO", "https"),
    )
    from django.http import HttpResponse
    from django.middleware.security import SecurityMiddleware
    from django.test import RequestFactory

    answered = SecurityMiddleware(lambda _request: HttpResponse())
    assert "Strict-Transport-Security" in answered(
        RequestFactory().get("/", headers={"X-Forwarded-Proto": "https"})
    )
    assert "Strict-Transport-Security" not in answered(RequestFactory().get("/"))


def test_a_file_that_is_too_large_gets_a_sentence(client, secretary, mombasa, settings):
    settings.UPLOAD_LIMIT = 1000
    client.force_login(secretary)
    big = SimpleUploadedFile("plan.xlsx", b"x" * 1001)
    answer = client.post(reverse("site:intake-new", args=["mombasa"]), {"file": big, "edition": "2030-31"})
    assert answer.status_code == 422
    assert "Traceback" not in answer.content.decode()


def test_a_fault_of_ours_shows_no_trace(client, monkeypatch):
    from jukwaa.site.views import reading

    def broken(*_args, **_kwargs):
        raise ValueError("secret inside")

    monkeypatch.setattr(reading, "page", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret inside" not in answer.content.decode()
    assert "Something broke on our side" in answer.content.decode()


def test_what_lies_in_the_home_is_the_owners_alone(tmp_path):
    settings_said(JUKWAA_HOME=str(tmp_path / "new"), JUKWAA_SECRET_KEY="")
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0
    assert Path(tmp_path / "new").exists()
