"""Do versions and signatures say what they said when they were signed? Asked by `verify-log` (`core.verifying`)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.core import keys
from jukwaa.core.models import Entry
from jukwaa.core.verifying import Finding
from jukwaa.forums.models import Forum
from jukwaa.plans.figures.agreement import document_in, values_of
from jukwaa.plans.figures.documents import salts_of
from jukwaa.plans.models import PaperSignature, Plan, Signature, Version
from jukwaa.plans.rules.promise import seal
from jukwaa.plans.rules.statement import Statement, read, row_digest

FROZEN = ("plan.proposed", "amendment.proposed")
SIGNED = ("plan.signed", "plan.scan_confirmed")
ADOPTED = ("plan.adopted",)
Key = tuple[str, int]  # edition, number
Entries = Mapping[str, Mapping[Key, list[Mapping[str, Any]]]]  # verb -> of which version -> facts


def versions_hold(name: str | None) -> Iterator[Finding]:
    forums = Forum.objects.filter(slug=name) if name else Forum.objects.all()
    for forum in forums.order_by("pk"):
        versions = list(
            Version.objects.filter(plan__forum=forum)
            .select_related("plan__forum")
            .prefetch_related("signatures")
            .order_by("plan_id", "number")
        )
        entries = _entries(forum)
        wrong = [
            *_gone(versions, entries),
            *_plans(forum, versions),
            *(fault for each in versions for fault in _faults(each, entries)),
        ]
        for sentence in wrong:
            yield Finding(False, f"{forum.slug}: {sentence}")
        if versions and not wrong:
            yield Finding(True, f"{forum.slug}: {_all_hold(versions)}")


def _all_hold(versions: list[Version]) -> str:
    signatures = sum(len(version.signatures.all()) for version in versions)
    told = ngettext("%(n)s version", "%(n)s versions", len(versions)) % {"n": len(versions)}
    signed = ngettext("%(n)s signature", "%(n)s signatures", signatures) % {"n": signatures}
    return _("%(versions)s and %(signatures)s say what was signed, and the record says so too.") % {
        "versions": told,
        "signatures": signed,
    }


def _entries(forum: Forum) -> Entries:
    found: dict[str, dict[Key, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    rows = Entry.objects.filter(forum=forum.pk, verb__in=(*FROZEN, *SIGNED, *ADOPTED))
    for verb, target, facts in rows.order_by("number").values_list("verb", "target", "facts"):
        kind = "frozen" if verb in FROZEN else "signed" if verb in SIGNED else "adopted"
        found[kind][target.rpartition("/")[2], facts.get("version", 0)].append(facts)
    return found


def _gone(versions: list[Version], entries: Entries) -> Iterator[str]:
    here = {(version.plan.edition, version.number) for version in versions}
    for edition, number in entries["frozen"]:
        if (edition, number) not in here:
            yield _("version %(n)s of %(edition)s was taken away.") % {"n": number, "edition": edition}


def _plans(forum: Forum, versions: list[Version]) -> Iterator[str]:
    """Each plan counts up to its newest version that all have signed."""
    newest = {
        version.plan_id: version.number for version in versions if version.state == Version.State.ADOPTED
    }
    for plan in Plan.objects.filter(forum=forum):
        if plan.version != newest.get(plan.pk, 0):
            sentence = _(
                "%(edition)s counts version %(n)s as the newest that all have signed, and it is not."
            )
            yield sentence % {"edition": plan.edition, "n": plan.version}


def _faults(version: Version, entries: Entries) -> Iterator[str]:
    named = {"n": version.number, "edition": version.plan.edition}
    key = (version.plan.edition, version.number)
    if not any(facts.get("row") == row_digest(values_of(version)) for facts in entries["frozen"][key]):
        yield _("version %(n)s of %(edition)s is not what was frozen: the record says otherwise.") % named
    if not _seals(version):
        yield _("version %(n)s of %(edition)s does not have the manifest that was signed.") % named
    yield from _signatures(version, entries["signed"][key], named)
    if fault := _state(version, entries):
        yield fault % named


def _seals(version: Version) -> bool:
    """Sealed again, it gives its manifest."""
    try:
        return seal(document_in(version), salts_of(version.plan)).manifest_sha256 == version.manifest
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _state(version: Version, entries: Entries) -> str:
    """Whether it is adopted, waits or is void fits its signatures, its plan and the record."""
    signed = {signature.role for signature in version.signatures.all()} >= set(version.signers)
    adopted = version.state == Version.State.ADOPTED
    recorded = bool(entries["adopted"].get((version.plan.edition, version.number)))
    if not (signed == adopted == recorded) or (adopted and version.number > version.plan.version):
        return _("version %(n)s of %(edition)s is not in the state that its signatures and the record give.")
    return ""


def _signatures(
    version: Version, recorded: list[Mapping[str, Any]], named: Mapping[str, Any]
) -> Iterator[str]:
    given = {signature.role: signature for signature in version.signatures.all()}
    for role, signature in given.items():
        if not _holds(version, signature):
            sentence = _("the signature of %(role)s under version %(n)s of %(edition)s does not hold.")
            yield sentence % {**named, "role": role}
        elif not any((f.get("role"), f.get("manifest")) == (role, version.manifest) for f in recorded):
            sentence = _("the record knows of no signature of %(role)s under version %(n)s of %(edition)s.")
            yield sentence % {**named, "role": role}
    for role in {str(facts.get("role")) for facts in recorded} - set(given):
        sentence = _("the signature of %(role)s under version %(n)s of %(edition)s was taken away.")
        yield sentence % {**named, "role": role}


def _holds(version: Version, signature: Signature) -> bool:
    """Its statement is of this version, its row says the same, and the forum's key stands behind it."""
    data = signature.statement.encode()
    said = read(data)
    if said is None or said != _expected(version, signature, said.scan) or signature.sample != version.sample:
        return False
    if bool(said.scan) != (signature.means == Signature.Means.PAPER) or not _scan_is(version, said):
        return False
    try:
        mark = bytes.fromhex(signature.countersignature)
    except ValueError:
        return False
    return keys.verify(version.plan.forum, data, mark)


def _expected(version: Version, signature: Signature, scan: str) -> Statement:
    plan = version.plan
    return Statement(
        forum=plan.forum.slug,
        edition=plan.edition,
        version=version.number,
        manifest=version.manifest,
        signers=tuple(version.signers),
        seat=signature.seat,
        role=signature.role,
        body=signature.body,
        day=signature.day.isoformat(),
        means=signature.means,
        scan=scan,
    )


def _scan_is(version: Version, said: Statement) -> bool:
    """The scanned page is still the one that was confirmed."""
    if not said.scan:
        return True
    paper = version.papers.filter(role=said.role, state=PaperSignature.State.CONFIRMED).first()
    try:
        data = paper.scan.read() if paper else b""
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == said.scan
