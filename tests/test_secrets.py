"""The scan for secrets finds each kind, lets ours pass, and what is audited is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.audit import told
from tools.checks.secrets import complaints, secrets_in


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN " + "PRIVATE KEY-----",
        "-----BEGIN OPENSSH " + "PRIVATE KEY-----",
        "jukwaa-" + "private-" + "0a" * 32,
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1" * 18,
        "DATABASE_URL=postgresql://jukwaa:" + "hunter2hunter2@db.example/jukwaa",
        "SECRET_KEY = '" + "a1b2" * 8 + "'",
    ],
)
def test_a_secret_is_found(text):
    (told_of,) = secrets_in([(Path("x.py"), f"one\n{text}\n")])
    assert told_of.startswith("x.py:2 holds")


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://user:password@host/name",
        "SECRET_KEY = _secret_key()",
        "smtp://user:password@host:587",
        "postgres://jukwaa@%2Ftmp",
    ],
)
def test_what_is_no_secret_passes(text):
    assert list(secrets_in([(Path("x.md"), text)])) == []


def test_the_repository_holds_none():
    assert complaints() == []


def test_an_audit_says_what_it_could_not_do():
    assert told(0, "", "No known vulnerabilities found") == "no known hole."
    assert "not installed" in told(1, "", "python: No module named pip_audit")
    assert "could not be asked" in told(1, "", "ConnectionError: no network")
    assert told(1, "django 5.2.0 PYSEC-1", "Found 1 known vulnerability").startswith("known holes")
