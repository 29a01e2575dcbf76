"""What a co-chair's office states when it signs, and how anybody checks it. Pure Python.

A statement is canonical JSON (RFC 8785). Its countersignature is Ed25519 over exactly those bytes, with the forum's
key. In a package each lies in `signatures/<role>.json`, beside the public key in `forum-key.pem`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from jukwaa.plans.rules.promise import canonical, digest

FORMAT = "jukwaa-signature/1"
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----")


@dataclass(frozen=True, slots=True)
class Statement:
    """“This office signs this version of this plan.” It names an office, never a person."""

    forum: str
    edition: str
    version: int
    manifest: str  # SHA-256 of the manifest: what is signed
    signers: tuple[str, ...]  # every role that signs this version
    seat: int
    role: str
    body: str  # permanent id of the seat's organisation; "" where it has none
    day: str
    means: str  # account, paper
    scan: str = ""  # SHA-256 of the scanned page


@dataclass(frozen=True, slots=True)
class Countersigned:
    """A statement as it was written, and the key's signature over it."""

    statement: Statement
    data: bytes
    signature: bytes

    def holds(self, keys: Iterable[bytes]) -> bool:
        return any(verified(key, self.data, self.signature) for key in keys)


def stated(statement: Statement) -> bytes:
    said = asdict(statement) | {"signers": list(statement.signers)}
    return canonical({"format": FORMAT, **said})


def read(data: bytes) -> Statement | None:
    """None: it is no statement, or not in canonical form."""
    try:
        said = json.loads(data)
        if not isinstance(said, dict) or said.pop("format", None) != FORMAT:
            return None
        statement = Statement(**said | {"signers": tuple(said["signers"])})
        return statement if stated(statement) == data else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def row_digest(values: Mapping[str, Any]) -> str:
    """SHA-256 over all that a version says, manifest and all beside it: the record keeps it from the day it was frozen."""
    return digest(canonical(dict(values)))


def as_file(data: bytes, countersignature: str) -> bytes:
    """`signatures/<role>.json`, in canonical form too."""
    return canonical({"countersignature": countersignature, "statement": json.loads(data)})


def from_file(data: bytes) -> Countersigned | None:
    try:
        said: Any = json.loads(data)
        if canonical(said) != data or said.keys() != {"countersignature", "statement"}:
            return None
        inner = canonical(said["statement"])
        statement, signature = read(inner), bytes.fromhex(said["countersignature"])
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return Countersigned(statement, inner, signature) if statement else None


def keys_in(pem: bytes) -> list[bytes]:
    """The Ed25519 public keys of a PEM file, 32 bytes each."""
    found = []
    for block in _PEM.findall(pem):
        try:
            key = load_pem_public_key(block)
        except ValueError:
            continue
        if isinstance(key, Ed25519PublicKey):
            found.append(key.public_bytes_raw())
    return found


def verified(key: bytes, data: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
