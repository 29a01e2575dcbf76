"""The signatures in a package: whose they are, whether they are of this plan, and whether the forum's key stands behind
them. Pure Python; nothing in the package is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from jukwaa.plans.rules.statement import Countersigned, from_file, keys_in

KEY = "forum-key.pem"
SIGNATURE = re.compile(r"signatures/([a-z_]{1,40})\.json")

Said = tuple[bool, str, Mapping[str, str]]  # whether it is well, its code, what it tells of


def name_of(role: str) -> str:
    return f"signatures/{role}.json"


def look(
    files: Mapping[str, bytes], manifest: str, plan: Mapping[str, object], trusted: Sequence[bytes] = ()
) -> Iterator[Said]:
    """`plan`: the item of the plan itself, empty where it is withheld. `trusted`: the keys that the reader
    brings; without any the package's own count."""
    found = {name: from_file(data) for name, data in files.items() if SIGNATURE.fullmatch(name)}
    if not found:
        return
    keys = trusted or keys_in(files.get(KEY, b""))
    if not keys:
        yield False, "signature.no_key", {"file": KEY}
        return
    for name, signed in found.items():
        yield _one(name, signed, manifest, plan, keys)
    yield from _missing(found)


def _one(
    name: str, signed: Countersigned | None, manifest: str, plan: Mapping[str, object], keys: Sequence[bytes]
) -> Said:
    if signed is None or name != name_of(signed.statement.role):
        return False, "signature.strange", {"file": name}
    said = signed.statement
    if said.manifest != manifest or (
        plan and (said.forum, said.edition) != (plan.get("forum"), plan.get("edition"))
    ):
        return False, "signature.other", {"file": name}
    if not signed.holds(keys):
        return False, "signature.false", {"file": name}
    told = {"role": said.role, "day": said.day, "means": said.means, "version": str(said.version)}
    return True, "signature.holds", told


def _missing(found: Mapping[str, Countersigned | None]) -> Iterator[Said]:
    """Each statement says who signs with it: all speak of one version, and none of its signers is left out."""
    statements = [signed.statement for signed in found.values() if signed]
    if len({(said.version, said.signers) for said in statements}) > 1:
        yield False, "signatures.at_odds", {}
    wanted = {role for said in statements for role in said.signers}
    for role in sorted(wanted - {said.role for said in statements}):
        yield False, "signature.missing", {"role": role}
