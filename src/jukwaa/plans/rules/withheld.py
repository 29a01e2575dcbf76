"""What a package leaves out for a body's safety, in a note that its forum signs: `withheld.json`. Pure.

A signed version cannot be changed, so an item whose text names a body that was withdrawn is left out whole. The note says
which, and that it was the forum who left them out: whoever else takes an item away cannot sign for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.masking import Mask, named_in
from jukwaa.plans.rules.promise import contents

WITHHELD = "withheld.json"
FORMAT = "jukwaa-withheld/1"
ID = re.compile(r"[a-z]-[a-z2-7]{10}|plan")

Countersign = Callable[[bytes], tuple[str, str]]  # the note -> (public key, signature), in hexadecimal digits


@dataclass(frozen=True, slots=True)
class Withheld:
    """As a package says it. `fault`: why the note does not count."""

    ids: frozenset[str] = frozenset()
    key: str = ""
    fault: str = ""


def kept_back_of(doc: PlanDoc, mask: Mask) -> frozenset[str]:
    """The items whose text names who is not to be named."""
    return (
        frozenset(item.id for item in contents(doc) if named_in(item.payload, mask)) if mask else frozenset()
    )


def note_of(manifest: str, ids: Collection[str], countersign: Countersign | None) -> bytes:
    said = {"format": FORMAT, "manifest": manifest, "ids": sorted(ids)}
    key, signature = countersign(rfc8785.dumps(said)) if countersign else ("", "")
    return rfc8785.dumps({**said, "key": key, "signature": signature})


def read_note(data: bytes | None, manifest: str, trusted: Sequence[bytes] = ()) -> Withheld:
    """`manifest`: the hash of the one that lies beside it. `trusted`: the keys that the reader brings."""
    if data is None:
        return Withheld()
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not _is_formed(said):
        return Withheld(fault="withheld.strange")
    if said["manifest"] != manifest:
        return Withheld(fault="withheld.other")
    if not _is_signed(said) or (trusted and bytes.fromhex(said["key"]) not in trusted):
        return Withheld(fault="withheld.unsigned")
    return Withheld(frozenset(said["ids"]), said["key"])


def _is_formed(said: Mapping[str, object]) -> bool:
    ids = said.get("ids")
    texts = all(isinstance(said.get(name), str) for name in ("manifest", "key", "signature"))
    listed = isinstance(ids, list) and all(isinstance(pid, str) and ID.fullmatch(pid) for pid in ids)
    return said.get("format") == FORMAT and texts and listed


def _is_signed(said: Mapping[str, str]) -> bool:
    signed = rfc8785.dumps({name: said[name] for name in ("format", "manifest", "ids")})
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["key"]))
        key.verify(bytes.fromhex(said["signature"]), signed)
    except (InvalidSignature, ValueError):
        return False
    return True
