"""What a phone keeps until it has a line is sealed to this server: the phone itself cannot open it again.

    sealing.public_point() -> 65 bytes          sealing.open_sealed(text) -> bytes, or SealError

A sealed text is base64url of: 1, the key's mark (8 bytes), the phone's own point (65), a nonce (12), AES-256-GCM. The
key comes from ECDH on P-256 and HKDF-SHA256: what every browser has in it, so that no code for it is ours. The private
key lies beside those of the forums (`core.keys`); one that was replaced stays there to open what was sealed to it.
"""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from jukwaa.core import keys

NAME = "_waiting"  # no forum has such a name
INFO = b"jukwaa-waiting/1"
VERSION, MARK, POINT, NONCE = 1, 8, 65, 12


class SealError(ValueError):
    """It was altered on its way, or is sealed to a key that is not here."""


def public_point() -> bytes:
    """What phones seal to. The key is made when it is first needed."""
    path = keys.file_of(NAME)
    if not path.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        keys.lay_down(NAME, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return _point(_read(path))


def open_sealed(text: str) -> bytes:
    try:
        whole = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise SealError from None
    mark, rest = whole[1 : 1 + MARK], whole[1 + MARK :]
    theirs, nonce, box = rest[:POINT], rest[POINT : POINT + NONCE], rest[POINT + NONCE :]
    if whole[:1] != bytes([VERSION]) or len(nonce) < NONCE:
        raise SealError
    key = _of(mark)
    try:
        shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        return AESGCM(derived(shared, theirs, _point(key))).decrypt(nonce, box, None)
    except (InvalidTag, ValueError):
        raise SealError from None


def derived(shared: bytes, theirs: bytes, ours: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=INFO + theirs + ours).derive(shared)


def mark_of(point: bytes) -> bytes:
    return sha256(point).digest()[:MARK]


def renew() -> bytes:
    """Another key from now on; the one before still opens what was sealed to it."""
    keys.put_aside(NAME)
    return public_point()


def _of(mark: bytes) -> ec.EllipticCurvePrivateKey:
    for path in [keys.file_of(NAME), *sorted(keys.folder().glob(f"{NAME}.*.old"))]:
        if path.exists() and mark_of(_point(key := _read(path))) == mark:
            return key
    raise SealError


def _read(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise SealError
    return key


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
