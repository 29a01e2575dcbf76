from __future__ import annotations

import os

import pytest

from tests.keeping.installs import fresh_install


@pytest.fixture(scope="session")
def sample_install(tmp_path_factory):
    """With the sample and two files beside the database. Look at it only; work on `server`."""
    with fresh_install(tmp_path_factory.mktemp("drill") / "home") as install:
        for command in ("migrate", "sample"):
            done = install.run(command)
            assert done.returncode == 0, done.stderr
        for folder, name in (("keys", "mombasa"), ("files", "scan.pdf"), ("made", "plan.pdf")):
            (install.home / folder).mkdir(exist_ok=True)
            (install.home / folder / name).write_bytes(os.urandom(200_000))
        (install.home / "keys" / "mombasa").chmod(0o600)
        yield install


@pytest.fixture
def server(sample_install, tmp_path):
    """A copy of the sample's server, to do anything with."""
    with fresh_install(tmp_path / "server", like=sample_install) as install:
        yield install


@pytest.fixture
def spare(tmp_path):
    """A machine on which nothing stands yet."""
    with fresh_install(tmp_path / "spare") as install:
        yield install


@pytest.fixture(scope="session")
def kept_backup(sample_install, tmp_path_factory):
    file = tmp_path_factory.mktemp("backups") / "sample.backup"
    done = sample_install.run("backup", file)
    assert done.returncode == 0, done.stderr
    return file
