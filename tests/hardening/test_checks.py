"""`jukwaa check --deploy` names what is open; a server set up as ours is has nothing open."""

from __future__ import annotations

import pytest

from jukwaa.core.checks import what_is_open


@pytest.fixture
def closed(settings, monkeypatch, tmp_path):
    settings.DEBUG = False
    settings.PUBLIC_ADDRESS = "https://jukwaa.example"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["jukwaa.example"]
    settings.SECRET_KEY = "x" * 60
    settings.OPERATOR, settings.OPERATOR_CONTACT = "Secretariat (sample)", "office@jukwaa.example"
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    monkeypatch.setenv("JUKWAA_BACKUP_PUBLIC_KEY", "jukwaa-public-…")
    return settings


def ids():
    return [found.id for found in what_is_open(None)]


def test_nothing_is_open_where_all_is_closed(closed):
    assert ids() == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DEBUG", True, "jukwaa.W001"),
        ("PUBLIC_ADDRESS", "http://jukwaa.example", "jukwaa.W002"),
        ("ALLOWED_HOSTS", ["*"], "jukwaa.W004"),
        ("SECRET_KEY", "short", "jukwaa.W005"),
        ("OPERATOR", "", "jukwaa.W006"),
    ],
)
def test_each_is_named_by_itself_with_the_way_to_close_it(closed, name, value, told):
    setattr(closed, name, value)
    (found,) = what_is_open(None)
    assert found.id == told
    assert found.hint


def test_a_proxy_that_is_not_told_of(closed):
    del closed.SECURE_PROXY_SSL_HEADER
    assert ids() == ["jukwaa.W003"]


def test_files_that_others_can_read(closed):
    closed.HOME.chmod(0o755)
    (closed.HOME / "secret-key").touch(mode=0o644)
    assert ids() == ["jukwaa.W007", "jukwaa.W007"]


def test_backups_that_nobody_arranged(closed, monkeypatch):
    monkeypatch.delenv("JUKWAA_BACKUP_PUBLIC_KEY")
    monkeypatch.delenv("JUKWAA_BACKUP_PASSPHRASE", raising=False)
    assert ids() == ["jukwaa.W008"]
