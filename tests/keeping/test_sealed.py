"""The seal of a backup: only the right words open it, and not a bit of it can be changed unseen."""

from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.core.keeping import sealed
from jukwaa.core.keeping.faults import Refused
from jukwaa.core.keeping.sealed import CHUNK, PROOF, Lock, Opening, Sealing, Unlock, new_pair

WORDS = "seven words that nobody else knows"
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17)


@pytest.fixture(autouse=True, scope="module")
def _cheap_guesses():
    """Each try costs a third of a second on purpose; here it does not."""
    with patch.object(sealed, "SCRYPT_N", 2**4):
        yield


def seal(data: bytes, lock: Lock = Lock(passphrase=WORDS)) -> bytes:  # noqa: B008 (it never changes)
    out = io.BytesIO()
    sealing = Sealing(out, lock)
    for at in range(0, len(data), 10_007):  # in pieces that fit no chunk
        sealing.write(data[at : at + 10_007])
    sealing.finish()
    return out.getvalue()


def opened(file: bytes, unlock: Unlock = Unlock(passphrase=WORDS)) -> bytes:  # noqa: B008
    return Opening(io.BytesIO(file), unlock).readall()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_out_again(size):
    data = bytes(range(256)) * (size // 256 + 1)
    assert opened(seal(data[:size])) == data[:size]


def test_two_backups_of_the_same_thing_have_nothing_in_common():
    first, second = (seal(b"the same" * 100).split(b"\n", 3)[3] for _ in range(2))
    assert first != second
    assert b"the same" not in first


def test_other_words_do_not_open_it():
    with pytest.raises(Refused, match="passphrase is not the one"):
        opened(seal(b"x"), Unlock(passphrase=WORDS + " "))


def test_sealed_for_a_key_only_that_key_opens_it():
    (private, public), (other, _public) = new_pair(), new_pair()
    file = seal(b"x" * 100, Lock(public=public))
    assert opened(file, Unlock(private=private)) == b"x" * 100
    with pytest.raises(Refused, match="key is not the one"):
        opened(file, Unlock(private=other))
    with pytest.raises(Refused, match="sealed for a key"):
        opened(file)
    with pytest.raises(Refused, match="sealed with a passphrase"):
        opened(seal(b"x"), Unlock(private=private))


@pytest.mark.parametrize(
    "key", ["", "jukwaa-public-", "jukwaa-public-" + "0" * 62, "jukwaa-private-" + "0" * 64]
)
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(Refused):
        seal(b"x", Lock(public=key))


def test_a_short_passphrase_is_refused():
    with pytest.raises(Refused, match="12 characters"):
        seal(b"x", Lock(passphrase="eleven char"))


FILE = bytes(range(256)) * 600  # three chunks


@given(st.data())
def test_no_byte_can_be_changed(data):
    file = bytearray(seal(FILE))
    at = data.draw(st.integers(0, len(file) - 1))
    file[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        opened(bytes(file))


@given(st.data())
def test_nothing_can_be_cut_off(data):
    file = seal(FILE)
    with pytest.raises(Refused):
        opened(file[: data.draw(st.integers(0, len(file) - 1))])


@given(st.binary(min_size=1, max_size=100))
def test_nothing_can_be_added(more):
    with pytest.raises(Refused):
        opened(seal(FILE) + more)


def test_chunks_cannot_change_places_or_leave():
    file = seal(FILE)
    top = file.index(b"\n", file.index(b"\n", file.index(b"\n") + 1) + 1) + 1
    one, two = top + CHUNK + PROOF, top + 2 * (CHUNK + PROOF)
    for other in (
        file[:top] + file[one:two] + file[top:one] + file[two:],
        file[:top] + file[one:],
        file[:one] + file[two:],
        file[:one],
    ):
        with pytest.raises(Refused):
            opened(other)


@pytest.mark.parametrize(
    ("top", "told"),
    [
        (b"", "no backup"),
        (b"PK\x03\x04", "no backup"),
        (b"jukwaa-backup 2\n{}\n\n", "newer Jukwaa"),
        (b"jukwaa-backup 0\n{}\n\n", "never written"),
        (b"jukwaa-backup 1\n[]\n\n", "first lines"),
        (b'jukwaa-backup 1\n{"kind": "passphrase", "salt": "00", "n": 1073741824}\nx\n', "first lines"),
        (b'jukwaa-backup 1\n{"kind": "passphrase", "salt": "00", "n": -1}\nx\n', "first lines"),
        (b'jukwaa-backup 1\n{"kind": "passphrase"}\nx\n', "first lines"),
    ],
)
def test_another_format_gets_a_sentence(top, told):
    with pytest.raises(Refused, match=told):
        opened(top)
