"""A forum's Ed25519 key. The private half lies in a folder, never in the database; the public half is public.

    keys.sign(forum, data) -> 64 bytes          keys.verify(forum, data, signature) -> bool

The key is made when it is first needed. Once the database knows it, none is ever made silently in its place: where
its file is missing, signing is refused with a sentence that says which file to bring back.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.models import Chain, PublicKey
from jukwaa.core.tenants import chain_of

INSTALL = "_install"  # the chain of the whole install; no forum has such a name


class KeyMissing(PermissionDenied):
    """The private key is not where it was, or is another: nothing is signed until it is back."""


class Tenant(Protocol):
    """What core needs to know of a forum."""

    pk: int
    slug: str


def folder() -> Path:
    return Path(settings.KEYS) if settings.KEYS else settings.HOME / "keys"


def file_of(name: str) -> Path:
    return folder() / f"{name}.pem"


@transaction.atomic
def sign(forum: Tenant, data: bytes) -> bytes:
    return sign_for(chain_of(forum.pk), data)


def verify(forum: Tenant, data: bytes, signature: bytes) -> bool:
    """With any key that the forum has or had."""
    return any(signed_by(public, data, signature) for public in public_keys(forum.pk))


def public_keys(forum: int | None) -> list[str]:
    """In hexadecimal digits, the newest last; none where nothing was signed yet."""
    return list(PublicKey.objects.filter(chain=forum or 0).order_by("id").values_list("public", flat=True))


def pem_of(public: str) -> bytes:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def signed_by(public: str, data: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_for(chain: Chain, data: bytes) -> bytes:
    known = PublicKey.objects.filter(chain=chain.pk).last()
    key = _kept(chain.name, known.public) if known else _first(chain)
    return key.sign(data)


def problem_with(chain: Chain) -> str:
    """Why nothing can be signed for a chain; "" where it can, or where nothing was signed yet."""
    known = PublicKey.objects.filter(chain=chain.pk).last()
    try:
        if known:
            _kept(chain.name, known.public)
    except KeyMissing as missing:
        return str(missing)
    return ""


@transaction.atomic
def renew(chain: Chain) -> tuple[str, str]:
    """Another key in place of one that is lost. Whoever calls this records it: old and new public key."""
    before = public_keys(chain.forum)[-1]
    put_aside(chain.name)
    return before, _remember(chain, _make(chain.name))


def retire(name: str) -> None:
    """Of a forum that is gone: its record stands, and nothing is signed for it any more."""
    file_of(name).unlink(missing_ok=True)


# --- the file -------------------------------------------------------------------------------------------------


def _kept(name: str, public: str) -> Ed25519PrivateKey:
    """The key in its file, if it is the one that the database knows."""
    key = _read(name)
    if key is None:
        sentence = _("The key of this forum's record is missing: bring %(file)s back from the backup. Until then nothing can be signed.")  # fmt: skip
        raise KeyMissing(sentence % {"file": file_of(name)})
    if _public(key) != public:
        sentence = _("%(file)s holds another key than the one that signed this forum's record: bring the right one back from the backup.")  # fmt: skip
        raise KeyMissing(sentence % {"file": file_of(name)})
    return key


def _first(chain: Chain) -> Ed25519PrivateKey:
    """The chain's first key. One that a broken-off beginning has left is taken; one of a forum that is gone is not."""
    key = _read(chain.name)
    if key is not None and PublicKey.objects.filter(public=_public(key)).exists():
        put_aside(chain.name)
        key = None
    if key is not None and chain.number > 1:
        sentence = _("%(file)s lies there, but the database no longer knows it. Check the record with jukwaa verify-log.")  # fmt: skip
        raise KeyMissing(sentence % {"file": file_of(chain.name)})
    key = key or _make(chain.name)
    _remember(chain, key)
    return key


def _remember(chain: Chain, key: Ed25519PrivateKey) -> str:
    public = _public(key)
    PublicKey.objects.create(chain=chain.pk, since=max(chain.number, 1), public=public)
    return public


def _read(name: str) -> Ed25519PrivateKey | None:
    try:
        key = load_pem_private_key(file_of(name).read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        sentence = _("%(file)s cannot be read as a key: %(why)s")
        raise KeyMissing(sentence % {"file": file_of(name), "why": fault}) from None
    return key if isinstance(key, Ed25519PrivateKey) else None


def _make(name: str) -> Ed25519PrivateKey:
    made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made if lay_down(name, pem) else _read(name) or made


def lay_down(name: str, pem: bytes) -> bool:
    """Written whole beside its place, then linked into it: of two processes at once, one makes the key."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder() / f".{name}-{secrets.token_hex(8)}"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        file_of(name).hardlink_to(beside)
    except FileExistsError:
        return False
    finally:
        beside.unlink()
    return True


def put_aside(name: str) -> None:
    """Never deleted: it may be wanted yet."""
    if file_of(name).exists():
        file_of(name).rename(folder() / f"{name}.{secrets.token_hex(4)}.old")


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
