from __future__ import annotations

import importlib.util
import os

import pytest
from django.test import override_settings
from hypothesis import settings as hypothesis_settings

# The same examples each time: a change is judged by what it changes. HYPOTHESIS_PROFILE=search looks further.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=60)
hypothesis_settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.getenv("HYPOTHESIS_PROFILE", "repeatable"))

# `make test` does not install a browser's driver, `make e2e` does.
collect_ignore = [] if importlib.util.find_spec("playwright") else ["e2e"]

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
