from __future__ import annotations

import importlib.util
import os
import shutil
from functools import cache

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.test import TransactionTestCase, client, override_settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from jukwaa.core import guards
from tests.factories import ForumFactory, SeatFactory, UserFactory

# The same examples each time: a change is judged by what it changes. HYPOTHESIS_PROFILE=search looks further.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=10)
hypothesis_settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.getenv("HYPOTHESIS_PROFILE", "repeatable"))

# `make test` does not install a browser's driver, `make e2e` does.
collect_ignore = [] if importlib.util.find_spec("playwright") else ["e2e"]

DATABASE = {"db", "transactional_db", "live_server", "standing"}
# Dealt out among the engines (`make test-swapped` runs each where it did not run): what opens pages over what acts and
# queries made, recomputes the record, or brings documents in. Queries, triggers and locks are tested on every engine.
DEALT = (
    "tests/site/",
    "tests/hardening/",
    "tests/publishing/",
    "tests/accounts/test_account.py",
    "tests/accounts/test_proving.py",
    "tests/accounts/test_signing_in.py",
    "tests/test_access.py",
    "tests/test_access_by_seat.py",
    "tests/plans/offers/test_public.py",
    "tests/plans/agreement/test_verifying.py",
    "tests/core/test_verifying.py",
    "tests/plans/acts/",
    "tests/plans/imports/test_command.py",
)


# What is not read for a run that would take nothing from it: reading all files costs each run several seconds.
PURE = (
    "tests/plans/cells/",
    "tests/plans/rules/",
    "tests/plans/exchange/",
    "tests/deploy/",
)  # and every test_rules.py
TABLES = (  # what in them asks no database runs with the rest of its file
    "tests/accounts/",
    "tests/plans/acts/",
    "tests/plans/agreement/",
    "tests/plans/offers/",
    "tests/site/agreement/",
    "tests/site/desk/",
    "tests/site/offers/",
    "tests/site/pages/",
    "tests/test_access",
)


def pytest_addoption(parser):
    told = "the tests that touch a database, those of them that are dealt out, or all the others"
    choices = {"choices": ["only", "pages", "without"], "help": told}
    parser.addoption("--database", **choices)
    share = (
        "N,N/M: of the files that are dealt out to M hands, those of these; the others run on another engine"
    )
    parser.addoption("--pages", metavar="N,N/M", help=share)


def pytest_ignore_collect(collection_path, config):
    wanted, file = config.getoption("--database"), collection_path.relative_to(config.rootpath).as_posix()
    if not wanted or collection_path.suffix != ".py":
        return None
    if wanted == "without":
        return _on_tables(file) or None
    left_out = _is_pure(file) or (wanted == "pages" and not file.startswith(DEALT))
    return left_out or file in _elsewhere(config) or None


def pytest_collection_modifyitems(config, items):
    kept = items
    if wanted := config.getoption("--database"):
        kept = [item for item in kept if _asks_a_database(item) == (wanted != "without")]
    if wanted == "without" and (
        wrong := [item for item in items if _is_pure(_file(item)) and item not in kept]
    ):
        raise pytest.UsageError(f"{wrong[0].nodeid} asks a database in a folder of PURE (tests/conftest.py).")
    stays = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in stays])
    items[:] = kept


def _asks_a_database(item):
    asks = item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames)
    return bool(asks or _on_tables(_file(item)))


def _is_pure(file):
    return file.startswith(PURE) or file.endswith("/test_rules.py")


def _on_tables(file):
    return file.startswith(TABLES) and not _is_pure(file)


@cache
def _elsewhere(config):
    """The files that are dealt out and run on another engine."""
    share = config.getoption("--pages")
    if not share:
        return frozenset()
    hands, m = share.split("/")
    mine = {int(hand) for hand in hands.split(",")}
    root = config.rootpath
    files = (path.relative_to(root).as_posix() for path in sorted((root / "tests").rglob("test_*.py")))
    pages = [file for file in files if file.startswith(DEALT)]
    return frozenset(file for place, file in enumerate(pages) if place % int(m) not in mine)


def _file(item):
    return item.path.relative_to(item.config.rootpath).as_posix()


SETTINGS = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],  # Argon2 is slow on purpose
    "STORAGES": {  # without the manifest, which `jukwaa serve` writes
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


@pytest.fixture(scope="session", autouse=True)
def _nothing_outside_a_temporary_folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    for name in ("static", "files"):
        (home / name).mkdir()
    with override_settings(HOME=home, STATIC_ROOT=home / "static", MEDIA_ROOT=home / "files", **SETTINGS):
        yield


@pytest.fixture(scope="session", autouse=True)
def _tables_that_only_grow_are_emptied_between_tests():
    """A test without a transaction around it ends by emptying every table; the guards stand again after it."""
    empty = TransactionTestCase._fixture_teardown

    def emptied(self):
        guards.fall()
        empty(self)
        guards.stand()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """What a fixture of the whole module writes stands for all of its tests, and goes after the last of them.

    What a test writes itself still goes after that test.
    """
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # as TestCase marks its own: an act may still ask to be the outermost
        with around:
            yield
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_page_of_another_test():
    """Rows that a test takes back leave their keys to the next one's."""
    caches["pages"].clear()
    shutil.rmtree(settings.HOME / "made", ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _a_page_is_kept_with_its_own_context_only():
    """Django copies the whole context once more at each included template; no test asks for those copies."""
    keep = client.store_rendered_templates

    def keep_first(store, *said, **known):
        if "context" not in store:
            keep(store, *said, **known)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep_first)
        yield


@pytest.fixture(autouse=True)
def _in_english():
    """A page in Swahili that one test opened does not speak in the next."""
    with translation.override("en"):
        yield


@pytest.fixture
def letters(db, mailoutbox, monkeypatch):
    """letters() -> what was sent by e-mail, once the queue's work is done."""
    db_worker = "django_tasks_db.management.commands.db_worker"
    monkeypatch.setattr(
        f"{db_worker}.close_old_connections", lambda: None
    )  # the test's transaction hangs on it

    def sent():
        call_command("work", once=True)
        return mailoutbox

    return sent


@pytest.fixture
def mombasa(db):
    return ForumFactory(slug="mombasa", name={"en": "Mombasa forum", "sw": "Jukwaa la Mombasa"})


@pytest.fixture
def kwale(db):
    """Another forum, whose rows nobody of Mombasa sees or writes."""
    return ForumFactory(slug="kwale", area_id="KE002")


@pytest.fixture
def secretary(mombasa):
    return SeatFactory(forum=mombasa).holder


@pytest.fixture
def member(mombasa):
    """The focal person of a body: sits in the forum, keeps nothing."""
    return SeatFactory(forum=mombasa, role="focal_person").holder


@pytest.fixture
def outsider(kwale):
    """The secretary of another forum."""
    return SeatFactory(forum=kwale).holder


@pytest.fixture
def administrator(db):
    return UserFactory(is_administrator=True)
