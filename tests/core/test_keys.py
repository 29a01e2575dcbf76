"""The private key lies outside the database, readable by its owner, and is never silently another."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.db import transaction
from django.test import override_settings

from jukwaa.core import keys
from jukwaa.core.keys import KeyMissing
from jukwaa.core.log import record
from jukwaa.core.models import Entry, PublicKey
from jukwaa.core.tenants import chain_of


@pytest.fixture(autouse=True)
def folder(tmp_path):
    with override_settings(KEYS=str(tmp_path / "keys")):
        yield tmp_path / "keys"


def test_what_a_forum_signs_is_verified_with_its_public_key(mombasa, kwale):
    signature = keys.sign(mombasa, b"the promise")
    assert len(signature) == 64
    assert keys.verify(mombasa, b"the promise", signature)
    assert not keys.verify(mombasa, b"another", signature)
    assert not keys.verify(mombasa, b"the promise", b"nothing of the kind")
    assert not keys.verify(kwale, b"the promise", signature)


def test_the_same_key_signs_again(mombasa):
    assert keys.sign(mombasa, b"x") == keys.sign(mombasa, b"x")
    assert len(keys.public_keys(mombasa.pk)) == 1


def test_the_file_is_for_its_owner_alone_and_the_database_holds_the_public_half(mombasa, folder):
    keys.sign(mombasa, b"x")
    assert (folder / "mombasa.pem").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    public = PublicKey.objects.get().public
    pem = load_pem_public_key(keys.pem_of(public))
    assert pem.public_bytes_raw().hex() == public
    private = keys._read("mombasa").private_bytes_raw().hex()
    assert private not in str(list(PublicKey.objects.values_list()))


def test_a_missing_key_is_never_replaced_in_silence(mombasa, folder):
    keys.sign(mombasa, b"x")
    (folder / "mombasa.pem").rename(folder / "elsewhere")
    with pytest.raises(KeyMissing, match=r"mombasa.pem back from the backup"):
        keys.sign(mombasa, b"x")
    assert not (folder / "mombasa.pem").exists()
    assert "missing" in keys.problem_with(chain_of(mombasa.pk))


def test_nor_is_another_key_taken_for_it(mombasa, folder):
    keys.sign(mombasa, b"x")
    (folder / "mombasa.pem").unlink()
    keys._make("mombasa")
    with pytest.raises(KeyMissing, match="another key"):
        keys.sign(mombasa, b"x")


def test_a_file_that_is_no_key_is_said_to_be_none(mombasa, folder):
    folder.mkdir()
    (folder / "mombasa.pem").write_text("nothing of the kind")
    with pytest.raises(KeyMissing, match="cannot be read as a key"):
        keys.sign(mombasa, b"x")


def test_an_act_that_cannot_be_sealed_does_not_happen(mombasa, folder):
    keys.sign(mombasa, b"x")
    (folder / "mombasa.pem").unlink()
    with pytest.raises(KeyMissing), transaction.atomic():
        record("plan.published", "plan:mombasa/1", by=None, forum=mombasa.pk)
    assert not Entry.objects.exists()


def test_a_beginning_that_was_broken_off_leaves_a_key_that_is_taken_up(mombasa, folder):
    with transaction.atomic():
        keys.sign(mombasa, b"x")
        transaction.set_rollback(True)
    assert not PublicKey.objects.exists()
    left = (folder / "mombasa.pem").read_bytes()
    keys.sign(mombasa, b"x")
    assert (folder / "mombasa.pem").read_bytes() == left


def test_a_key_that_the_database_forgot_is_not_taken_up_by_a_record_that_has_begun(mombasa, folder):
    keys._make("mombasa")
    chain = chain_of(mombasa.pk)
    chain.number = 5
    with pytest.raises(KeyMissing, match="verify-log"):
        keys.sign_for(chain, b"x")


def test_a_forum_of_the_same_name_gets_a_key_of_its_own(mombasa, folder):
    keys.sign(mombasa, b"x")
    pk = mombasa.pk
    chain = chain_of(pk + 1000)
    chain.name = "mombasa"
    keys.sign_for(chain, b"x")
    assert PublicKey.objects.count() == 2
    assert len(list(folder.glob("mombasa.*.old"))) == 1
