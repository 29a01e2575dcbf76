from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given

from jukwaa.plans.rules.promise import names
from jukwaa.publishing.packs import write_package
from tests.plans.documents import Sizes, plans, share
from tests.plans.exchange.salting import salts_for
from tests.plans.exchange.small import PLAN

PROGRAM = shutil.which("sha256sum")


def checked(folder) -> bool:
    """What `sha256sum -c` says: by the program itself where it is there."""
    if PROGRAM:
        command = [PROGRAM, "--check", "--strict", "--quiet", "manifest.sha256"]
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
    lines = (folder / "manifest.sha256").read_text().splitlines()
    said = (line.split("  ", 1) for line in lines)
    return all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == number for number, name in said)


def unpack(data, folder):
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        made.extractall(folder)
    return folder


def test_sha256sum_says_ok_and_no_longer_after_any_one_byte_of_any_item_is_changed(tmp_path):
    folder = unpack(write_package(PLAN, salts_for(PLAN), names(PLAN)), tmp_path)
    assert checked(folder)
    for item in sorted((folder / "items").iterdir()):
        whole = item.read_bytes()
        for at in (0, len(whole) // 2, len(whole) - 1):
            item.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert not checked(folder), item.name
        item.write_bytes(whole)
    assert checked(folder)


@pytest.mark.skipif(PROGRAM is None, reason="sha256sum is not there")
@share(0.3)
@given(plans())
def test_the_program_agrees_for_any_plan(tmp_path_factory, doc):
    assert checked(unpack(write_package(doc, salts_for(doc), ()), tmp_path_factory.mktemp("package")))


@given(plans())
def test_the_same_plan_gives_the_same_bytes(doc):
    salts = salts_for(doc)
    assert write_package(doc, salts, names(doc)) == write_package(
        doc, dict(reversed(salts.items())), names(doc)
    )


@given(plans(sizes=Sizes(levels=1, sections=2)))
def test_only_the_bodies_that_are_listed_lie_in_it(doc):
    listed = set(list(names(doc))[:1])
    with zipfile.ZipFile(io.BytesIO(write_package(doc, salts_for(doc), listed))) as made:
        bodies = {name for name in made.namelist() if name.startswith("bodies/")}
        assert bodies == {f"bodies/{pid}.json" for pid in listed}
        for pid in listed:
            assert set(json.loads(made.read(f"bodies/{pid}.json"))) == {"id", "name", "salt"}


def test_a_withheld_name_stands_nowhere_in_the_package():
    with zipfile.ZipFile(io.BytesIO(write_package(PLAN, salts_for(PLAN), ["b-aaaaaaaaaa"]))) as made:
        everything = b"".join(made.read(name) for name in made.namelist())
    assert b"Governor" in everything
    assert b"Amani" not in everything


def test_the_readme_speaks_both_languages_and_gives_the_number():
    with zipfile.ZipFile(io.BytesIO(write_package(PLAN, salts_for(PLAN), ()))) as made:
        readme, manifest = made.read("README.txt").decode(), made.read("manifest.sha256")
    assert readme.count(hashlib.sha256(manifest).hexdigest()) == 2
    assert "To check that nobody changed it" in readme
    assert "Ili kuthibitisha kwamba hakuna aliyeubadilisha" in readme


def test_whoever_unpacks_it_may_read_every_file():
    with zipfile.ZipFile(io.BytesIO(write_package(PLAN, salts_for(PLAN), ()))) as made:
        assert {part.external_attr >> 16 for part in made.infolist()} == {0o644}
