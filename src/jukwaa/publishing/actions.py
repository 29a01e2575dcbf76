"""Files made of a plan: made when first asked for, kept until the plan changes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.core import keys
from jukwaa.core.log import checkpoint_of
from jukwaa.core.made import made_for
from jukwaa.delivery.figures import heard_of
from jukwaa.forums.models import Forum, Seat
from jukwaa.places.models import Area
from jukwaa.plans.figures.agreement import document_in, signed_version
from jukwaa.plans.figures.documents import document_of, listed_of, salts_of
from jukwaa.plans.figures.masking import nameless, public_mask
from jukwaa.plans.figures.offers import public_declines
from jukwaa.plans.figures.standings import LABELS, stand, told_of_others
from jukwaa.plans.models import Plan, Role, Version
from jukwaa.plans.rules.countersigned import KEY
from jukwaa.plans.rules.countersigned import name_of as signed_name
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.interchange import dumps
from jukwaa.plans.rules.promise import Salts, seal
from jukwaa.plans.rules.standing import overdue_among_others
from jukwaa.plans.rules.statement import as_file
from jukwaa.publishing.documents import Facts, Office, notice_pdf, write_docx, write_pdf
from jukwaa.publishing.packs import write_package
from jukwaa.publishing.sheets import write_workbook
from jukwaa.strategies.models import Theme

Kind = Literal["pdf", "docx", "xlsx", "json", "zip", "notice"]


def make_file(plan: Plan, kind: Kind, language: str) -> Path:
    """The file as it lies in the cache, made now if it is not there; what was made of older states goes."""
    path = _place(plan, kind, language)
    if path.exists():
        return path
    keep_file(path, lambda: make(plan, kind, language), f"*.{language}.{kind}")
    now = Plan.objects.with_forum().filter(pk=plan.pk).first()
    if now and now.stamp != plan.stamp:  # meanwhile it says something else, or names other bodies
        path.unlink(missing_ok=True)
        return make_file(now, kind, language)
    return path


def keep_file(path: Path, make: Callable[[], bytes], older: str) -> Path:
    """A file that is made of rows, kept until they change: made now if it is not there; what is `older` goes."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, make())
        for old in path.parent.glob(older):
            if old != path:
                old.unlink(missing_ok=True)
    return path


def _place(plan: Plan, kind: Kind, language: str) -> Path:
    return made_for(plan.forum_id) / plan.edition / f"{plan.stamp}-{settings.MADE_BY}.{language}.{kind}"


def known_sizes(plan: Plan, language: str) -> dict[Kind, int]:
    """Bytes of those files that are made already; nothing is made to find out."""
    places = {kind: _place(plan, kind, language) for kind in MAKERS}
    return {kind: place.stat().st_size for kind, place in places.items() if place.exists()}


def _write_whole(path: Path, data: bytes) -> None:
    """Nobody ever reads half a file: written beside, then moved into its place."""
    handle, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(beside).replace(path)


def make(plan: Plan, kind: Kind, language: str) -> bytes:
    with override(language):
        return MAKERS[kind](plan, language)


def _json(plan: Plan, _language: str) -> bytes:
    return dumps(document_of(plan, public=True))


def _zip(plan: Plan, _language: str) -> bytes:
    """Of a signed plan, what was signed: details that were changed since are in no package before they are signed."""
    if version := signed_version(plan):
        return package_of(version)
    mask = public_mask(plan.forum_id)
    doc, salts, listed = document_of(plan, public=False), salts_of(plan), listed_of(plan)
    return write_package(doc, salts, listed, mask, lambda note: countersigned(plan.forum, note))


def package_of(version: Version) -> bytes:
    """Of one version, with its signatures; salts are never drawn anew, so it is always the same."""
    plan, doc = version.plan, document_in(version)
    salts = salts_of(plan)
    _check_unaltered(version, doc, salts)
    return write_package(
        doc,
        salts,
        listed_of(plan),
        public_mask(plan.forum_id),
        lambda note: countersigned(plan.forum, note),
        _signed(version),
    )


def _check_unaltered(version: Version, doc: PlanDoc, salts: Salts) -> None:
    """Nobody is given something else under the number that both offices signed."""
    try:
        same = seal(doc, salts).manifest_sha256 == version.manifest
    except KeyError:  # of this text no salt was ever drawn
        same = False
    if not same:
        raise PermissionDenied(_("Version %(n)s is no longer what was signed: somebody changed it in the database. Whoever runs this server sees with “jukwaa verify-log” what was changed.") % {"n": version.number})  # fmt: skip


def _signed(version: Version) -> dict[str, bytes]:
    """The files of its signatures, and the public keys that stand behind them; nothing before all have signed."""
    given = list(version.signatures.all())
    if version.state != Version.State.ADOPTED or not given:
        return {}
    files = {signed_name(one.role): as_file(one.statement.encode(), one.countersignature) for one in given}
    data = [(one.statement.encode(), bytes.fromhex(one.countersignature)) for one in given]
    used = [
        key
        for key in keys.public_keys(version.plan.forum_id)
        if any(keys.signed_by(key, *each) for each in data)
    ]
    return {**files, KEY: b"".join(keys.pem_of(key) for key in used)}


def version_file(version: Version) -> Path:
    """Its package as it lies in the cache, made now if it is not there."""
    plan = version.plan
    folder = made_for(plan.forum_id) / plan.edition
    path: Path = folder / f"{plan.stamp}-{settings.MADE_BY}.v{version.number}.zip"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, package_of(version))
        for old in folder.glob(f"*.v{version.number}.zip"):
            if old != path:
                old.unlink(missing_ok=True)
    return path


def countersigned(forum: Forum, note: bytes) -> tuple[str, str]:
    """(public key, signature) of the forum, as a package carries them."""
    signature = keys.sign(forum, note)
    return keys.public_keys(forum.pk)[-1], signature.hex()


def _xlsx(plan: Plan, language: str) -> bytes:
    return write_workbook(document_of(plan, public=True), area_names(plan), language)


def _pdf(plan: Plan, language: str) -> bytes:
    return write_pdf(document_of(plan, public=True), facts_of(plan), language)


def _docx(plan: Plan, language: str) -> bytes:
    return write_docx(document_of(plan, public=True), facts_of(plan), language)


def _notice(plan: Plan, language: str) -> bytes:
    return notice_pdf(document_of(plan, public=True), facts_of(plan), language)


MAKERS: dict[Kind, Callable[[Plan, str], bytes]] = {
    "json": _json,
    "zip": _zip,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "docx": _docx,
    "notice": _notice,
}


def area_names(plan: Plan) -> dict[str, str]:
    return dict(Area.objects.within(plan.forum.area_id).values_list("code", "name"))


def facts_of(plan: Plan) -> Facts:
    """What a document says beside the plan itself."""
    themes = Theme.objects.select_related("strategy")
    accepted = Role.objects.filter(action__plan=plan, reply=Role.Reply.ACCEPTED)
    version, stands = signed_version(plan), stand([plan], heard_of([plan]))[plan.pk]
    return Facts(
        forum_name=plan.forum.name,
        areas=area_names(plan),
        area=plan.forum.area_id,
        themes={f"{theme.strategy.code}/{theme.code}": theme.title for theme in themes},
        manifest_sha256=version.manifest if version else plan.manifest,
        signed=signed_as_told(plan),
        printed_on=plan.as_at or localdate(),
        address=f"{settings.PUBLIC_ADDRESS}{plan.get_absolute_url()}" if settings.PUBLIC_ADDRESS else "",
        package=f"{settings.PUBLIC_ADDRESS}{reverse('site:download', args=[plan.forum.slug, plan.edition, 'zip'])}",
        checkpoint=checkpoint_of(plan.forum_id),
        standing={each.pid: (each.said, str(LABELS[each.said])) for each in stands},
        of_others=told_of_others(overdue_among_others((each.actual, each.said) for each in stands)),
        kept_back=dict(plan.forum.organisations.filter(listed=False).values_list("pid", "state")),
        accepted=frozenset(accepted.values_list("action__pid", "organisation__pid", "kind")),
        declined={(no.action_pid, no.body_pid, no.kind): str(no) for no in public_declines(plan)},
    )


def signed_as_told(plan: Plan) -> tuple[Office, ...]:
    """Who signed what the plan says now; of one that waits for its first signatures, who is still to."""
    version = signed_version(plan) or plan.versions.waiting().first()
    if version is None:
        return ()
    bodies = {body.pid: body for body in plan.forum.organisations.all()}
    labels, given = dict(Seat.Role.choices), {one.role: one for one in version.signatures.all()}
    told = []
    for role in version.signers:
        one = given.get(role)
        body = bodies.get(one.body) if one else None
        name = (body.name if body.listed else nameless(body.state)) if body else ""
        how = (one.day, one.how) if one else (None, "")
        told.append(Office(str(labels.get(role, role)), name, version.number, *how))
    return tuple(told)


def version_file_name(version: Version) -> str:
    plan = version.plan
    sample = "-sample" if plan.sample else ""
    return f"{plan.forum.slug}-plan-{plan.edition}-v{version.number}{sample}.zip"


def file_name(plan: Plan, kind: Kind, language: str) -> str:
    """As it lies in the reader's downloads folder a year later."""
    ending = "pdf" if kind == "notice" else kind
    what = "notice" if kind == "notice" else "plan"
    spoken = f"-{language}" if kind in ("pdf", "docx", "xlsx", "notice") else ""
    sample = "-sample" if plan.sample else ""
    return f"{plan.forum.slug}-{what}-{plan.edition}{sample}{spoken}.{ending}"
