"""A package carries its signatures; verify-plan says in words whether they hold."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import call_command

from jukwaa.core import keys
from jukwaa.plans.rules.statement import as_file, read, stated
from jukwaa.plans.rules.verification import verify
from jukwaa.publishing.actions import make, package_of
from tests.plans.acts.bringing import bring, plan_of
from tests.plans.agreement.conftest import (  # noqa: F401  # the same forum, plan and versions
    _stands,
    commissioner,
    draft,
    file,
    governor,
    mombasa,
    public,
    secretary,
    signed,
    waiting,
)
from tests.plans.rules.building import action, matrix, section

DETAIL = matrix(section("Gender", action("Hold ward dialogues", funding="funded")))
NATIONAL = "signatures/co_chair_national.json"


@pytest.fixture
def package(mombasa, signed) -> bytes:
    return make(plan_of(mombasa), "zip", "en")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def altered(data: bytes, name: str, new: bytes | None) -> bytes:
    files = parts(data)
    files.pop(name)
    return packed(files if new is None else {**files, name: new})


def codes(data: bytes, *trusted: bytes) -> set[str]:
    return {finding.code for finding in verify(data, trusted).findings if not finding.ok}


def checked(folder, data: bytes, *args: str) -> tuple[int, str]:
    out = StringIO()
    (folder / "plan.zip").write_bytes(data)
    try:
        call_command("verify_plan", str(folder / "plan.zip"), *args, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_it_carries_both_statements_and_the_key(package, signed):
    files = parts(package)
    assert {name for name in files if name.startswith("signatures/")} == {
        NATIONAL,
        "signatures/co_chair_county.json",
    }
    said = json.loads(files[NATIONAL])
    assert said["statement"]["manifest"] == signed.manifest == verify(package).manifest_sha256
    assert b"BEGIN PUBLIC KEY" in files["forum-key.pem"]
    assert b"signatures/" in files["README.txt"]
    assert codes(package) == set()


def test_sha256sum_still_holds(package, tmp_path):
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        opened.extractall(tmp_path)
    done = subprocess.run(
        [shutil.which("sha256sum"), "-c", "manifest.sha256"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_openssl_agrees(package, tmp_path):
    """With no program of ours."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl is not here")
    files = parts(package)
    said = json.loads(files[NATIONAL])
    (tmp_path / "key.pem").write_bytes(files["forum-key.pem"])
    statement = files[NATIONAL].split(b'"statement":', 1)[1][:-1]
    (tmp_path / "statement").write_bytes(statement)
    (tmp_path / "mark").write_bytes(bytes.fromhex(said["countersignature"]))
    asked = [
        openssl,
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key.pem",
        "-rawin",
        "-in",
        "statement",
        "-sigfile",
        "mark",
    ]
    assert subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_details_changed_since_are_in_no_package_until_they_are_signed(mombasa, package, secretary):
    bring(mombasa, DETAIL, by=secretary)
    assert make(plan_of(mombasa), "zip", "en") == package


def test_a_version_that_waits_carries_no_signature(waiting):
    files = parts(package_of(waiting))
    assert not [name for name in files if "signatures" in name or name.endswith(".pem")]
    assert codes(package_of(waiting)) == set()


def test_in_words(package, tmp_path, mombasa):
    code, said = checked(tmp_path, package)
    assert code == 0, said
    assert "ok  Signed: Co-chair, national government, version 1, on 30 May 2022." in said
    assert "Compare that key with the one on the forum's record page" in said
    (tmp_path / "key.pem").write_bytes(b"".join(keys.pem_of(key) for key in keys.public_keys(mombasa.pk)))
    assert (
        "hold against the key that you gave"
        in checked(tmp_path, package, "--key", str(tmp_path / "key.pem"))[1]
    )


def test_in_swahili(package, tmp_path):
    said = checked(tmp_path, package, "--language", "sw")[1]
    assert "Imetiwa saini: Mwenyekiti mwenza, serikali ya kitaifa" in said


def test_an_unsigned_package_says_so(public, tmp_path):
    code, said = checked(tmp_path, make(public, "zip", "en"))
    assert code == 0
    assert "Nobody has signed it yet." in said


def pem(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_another_key_does_not_hold(package, tmp_path):
    (tmp_path / "key.pem").write_bytes(pem(Ed25519PrivateKey.generate()))
    code, said = checked(tmp_path, package, "--key", str(tmp_path / "key.pem"))
    assert code == 1
    assert "the forum's key does not stand behind it" in said


def test_signed_anew_by_somebody_else_it_holds_only_for_their_key(package, mombasa):
    """That is why the key is compared, or given."""
    key = Ed25519PrivateKey.generate()
    files = parts(package)
    for name in [name for name in files if name.startswith("signatures/")]:
        data = stated(read_statement(files[name]))
        files[name] = as_file(data, key.sign(data).hex())
    forged = packed({**files, "forum-key.pem": pem(key)})
    assert codes(forged) == set()
    assert codes(forged, bytes.fromhex(keys.public_keys(mombasa.pk)[0])) == {"signature.false"}


def read_statement(data: bytes):
    said = json.loads(data)["statement"]
    return read(json.dumps(said, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode())


@pytest.mark.parametrize(
    ("name", "new", "told"),
    [
        (NATIONAL, None, "signature.missing"),
        (NATIONAL, b"{}", "signature.strange"),
        (NATIONAL, b"\xff\xfe", "signature.strange"),
        ("forum-key.pem", None, "signature.no_key"),
        ("forum-key.pem", b"no key", "signature.no_key"),
    ],
)
def test_what_was_taken_or_broken_is_told(package, name, new, told):
    assert told in codes(altered(package, name, new))


@pytest.mark.parametrize(
    "change", [{"day": "2022-05-31"}, {"version": 2}, {"means": "paper"}, {"seat": 1}, {"body": ""}]
)
def test_a_statement_with_another_value_does_not_hold(package, change):
    files = parts(package)
    said = json.loads(files[NATIONAL])
    data = stated(replace(read_statement(files[NATIONAL]), **change))
    assert "signature.false" in codes(altered(package, NATIONAL, as_file(data, said["countersignature"])))


def test_a_signature_of_another_plan_is_told(package):
    files = parts(package)
    said = json.loads(files[NATIONAL])
    data = stated(replace(read_statement(files[NATIONAL]), manifest="ab" * 32))
    assert "signature.other" in codes(altered(package, NATIONAL, as_file(data, said["countersignature"])))


def test_the_name_of_a_signature_is_its_role(package):
    files = parts(package)
    files["signatures/secretary.json"] = files.pop(NATIONAL)
    assert {"signature.strange"} <= codes(packed(files))
