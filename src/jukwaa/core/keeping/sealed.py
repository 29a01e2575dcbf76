"""A file that only the holder of a passphrase or of a key can read, and that nobody can change unseen.

    jukwaa-backup 1                                        the format
    {"kind": "passphrase", "n": …, "salt": …}              how the key is found, in one line
    64 hexadecimal digits                                  HMAC of the two lines: a wrong passphrase is told at once
    chunk, chunk, …                                        64 KiB each and 16 bytes of proof; the last may be shorter

Each chunk is sealed with ChaCha20-Poly1305 under its number and a mark that it is (not) the last: none can be changed,
left out, put elsewhere or cut off. The construction is STREAM, as the format `age` uses it. Only one chunk is
held in memory at a time.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import secrets
from dataclasses import dataclass
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jukwaa.core.keeping.faults import Refused

MAGIC = "jukwaa-backup"
FORMAT = 1
CHUNK = 64 * 1024
PROOF = 16
SHORTEST_PASSPHRASE = 12
SCRYPT_N = 2**17  # 128 MiB and a third of a second for each guess
SCRYPT_MOST = 2**20  # a forged file cannot make us take more than 1 GiB
LONGEST_LINE = 4096
PUBLIC, PRIVATE = "jukwaa-public-", "jukwaa-private-"

DAMAGED = (
    "The file is damaged at byte {at}: what stands there is not what was written. Take another copy of it."
)
CUT = "The end of the file is missing or damaged. Take another copy of it."
OTHER_WORDS = "The passphrase is not the one that this file was sealed with (or its first lines are damaged)."
OTHER_KEY = "The key is not the one that this file was sealed for (or its first lines are damaged)."


@dataclass(frozen=True, slots=True)
class Lock:
    """With what a file is sealed: a passphrase, or somebody's public key."""

    passphrase: str = ""
    public: str = ""


@dataclass(frozen=True, slots=True)
class Unlock:
    """With what it is opened again."""

    passphrase: str = ""
    private: str = ""


def new_pair() -> tuple[str, str]:
    """A private key, and the public one that belongs to it, as text."""
    private = X25519PrivateKey.generate()
    return PRIVATE + private.private_bytes_raw().hex(), PUBLIC + private.public_key().public_bytes_raw().hex()


class Sealing(io.RawIOBase):
    """Write into it what is to be sealed; `close()` seals the last chunk."""

    def __init__(self, into: IO[bytes], lock: Lock) -> None:
        self._into = into
        self._waiting = bytearray()
        self._number = 0
        facts, secret = _locked(lock)
        top = f"{MAGIC} {FORMAT}\n{json.dumps(facts)}\n".encode()
        into.write(top + _mark(secret, top).encode() + b"\n")
        self._cipher = ChaCha20Poly1305(_derived(secret, b"chunks"))

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:  # the last chunk waits: only `close` knows that it is the last
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._into.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, None))
        self._number += 1


class Opening(io.RawIOBase):
    """Read from it what was sealed. Whatever it gives out has been proved; a fault is a `Refused`."""

    def __init__(self, of: IO[bytes], unlock: Unlock) -> None:
        self._of = of
        self._ready = b""
        self._number = 0
        self._ended = False
        top, mark, facts = _read_top(of)
        secret = _unlocked(facts, unlock)
        if not hmac.compare_digest(_mark(secret, top), mark):
            raise Refused(OTHER_KEY if facts["kind"] == "key" else OTHER_WORDS)
        self._cipher = ChaCha20Poly1305(_derived(secret, b"chunks"))
        self._at = of.tell()
        self._next = of.read(CHUNK + PROOF)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._ready and not self._ended:
            self._ready = self._take()
        given = self._ready[: len(buffer)]
        buffer[: len(given)] = given
        self._ready = self._ready[len(given) :]
        return len(given)

    def _take(self) -> bytes:
        sealed, at = self._next, self._at
        self._next = self._of.read(CHUNK + PROOF)
        self._at = at + len(sealed)
        self._ended = not self._next
        try:
            plain = self._cipher.decrypt(_nonce(self._number, last=self._ended), sealed, None)
        except InvalidTag:
            raise Refused(self._told(sealed, at)) from None
        self._number += 1
        return plain

    def _told(self, sealed: bytes, at: int) -> str:
        """A whole chunk that is good, only not as the last one, says that the rest was cut off."""
        try:
            self._cipher.decrypt(_nonce(self._number, last=False), sealed, None)
        except InvalidTag:
            return CUT if self._ended and len(sealed) < CHUNK + PROOF else DAMAGED.format(at=at)
        return CUT


def _read_top(of: IO[bytes]) -> tuple[bytes, str, dict[str, Any]]:
    first, second, third = (of.readline(LONGEST_LINE) for _ in range(3))
    name, _space, number = first.decode("ascii", "replace").strip().partition(" ")
    if name != MAGIC or not number.isdigit():
        raise Refused("This is no backup of Jukwaa.")
    if int(number) > FORMAT:
        raise Refused(
            f"The backup was made by a newer Jukwaa (format {number}; this one reads {FORMAT}). Use that."
        )
    if int(number) < FORMAT:
        raise Refused(f"The backup has format {number}, which was never written. It is damaged.")
    try:
        facts = json.loads(second)
        mark = third.decode("ascii").strip()
        if facts["kind"] not in {"passphrase", "key"} or not third.endswith(b"\n"):
            raise ValueError("unknown kind")
    except (ValueError, KeyError, TypeError):
        raise Refused("The first lines of the file are damaged. Take another copy of it.") from None
    return first + second, mark, facts


def _locked(lock: Lock) -> tuple[dict[str, Any], bytes]:
    salt = secrets.token_bytes(32)
    if lock.public:
        own = X25519PrivateKey.generate()
        other = X25519PublicKey.from_public_bytes(_bytes_of(lock.public, PUBLIC))
        return (
            {"kind": "key", "salt": salt.hex(), "own": own.public_key().public_bytes_raw().hex()},
            _agreed(own, other, salt, own.public_key(), other),
        )
    if len(lock.passphrase) < SHORTEST_PASSPHRASE:
        raise Refused(f"The passphrase is too short: take {SHORTEST_PASSPHRASE} characters or more.")
    return {"kind": "passphrase", "salt": salt.hex(), "n": SCRYPT_N}, _stretched(
        lock.passphrase, salt, SCRYPT_N
    )


def _unlocked(facts: dict[str, Any], unlock: Unlock) -> bytes:
    if facts["kind"] == "key" and not unlock.private:
        raise Refused("This file was sealed for a key: name the file of the private key.")
    if facts["kind"] == "passphrase" and not unlock.passphrase:
        raise Refused("This file was sealed with a passphrase: set JUKWAA_BACKUP_PASSPHRASE.")
    try:
        salt = bytes.fromhex(facts["salt"])
        if facts["kind"] == "key":
            other = X25519PublicKey.from_public_bytes(bytes.fromhex(facts["own"]))
            own = X25519PrivateKey.from_private_bytes(_bytes_of(unlock.private, PRIVATE))
            return _agreed(own, other, salt, other, own.public_key())
        return _stretched(unlock.passphrase, salt, int(facts["n"]))
    except (ValueError, KeyError, TypeError):
        raise Refused("The first lines of the file are damaged. Take another copy of it.") from None


def _stretched(passphrase: str, salt: bytes, n: int) -> bytes:
    if n > SCRYPT_MOST:
        raise ValueError("dearer than anything that we write")
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=n, r=8, p=1, maxmem=128 * 8 * n + 2**20, dklen=32)


def _agreed(
    own: X25519PrivateKey,
    other: X25519PublicKey,
    salt: bytes,
    sender: X25519PublicKey,
    reader: X25519PublicKey,
) -> bytes:
    bound = sender.public_bytes_raw() + reader.public_bytes_raw()
    return HKDF(SHA256(), 32, salt, b"jukwaa backup key" + bound).derive(own.exchange(other))


def _bytes_of(key: str, prefix: str) -> bytes:
    try:
        raw = bytes.fromhex(key.strip().removeprefix(prefix))
    except ValueError:
        raw = b""
    if not key.strip().startswith(prefix) or len(raw) != 32:
        raise Refused(f"A key begins with {prefix} and 64 digits follow; this one does not.")
    return raw


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, b"jukwaa backup " + purpose).derive(secret)


def _mark(secret: bytes, top: bytes) -> str:
    return hmac.new(_derived(secret, b"top"), top, hashlib.sha256).hexdigest()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
