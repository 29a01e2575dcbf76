"""Files beside a plan, a section or an action: taken by what their bytes are, pictures without what a camera notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.permissions import seat_for
from jukwaa.plans import permissions
from jukwaa.plans.actions.receiving import kept, taken
from jukwaa.plans.figures.working import Place
from jukwaa.plans.models import Action, Attachment, Plan, Section

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes
    visibility: str


@transaction.atomic
def attach(place: Place, upload: Upload, *, by: User | None, today: date) -> Attachment:
    plan, owner = place.plan, place.owner
    permissions.can_attach(by, plan, place.leading, place.acting).require()
    data, kind = taken(upload.data)
    with kept(data, kind, "attachments") as stored:
        made = Attachment.objects.create(
            plan=plan,
            section=owner if isinstance(owner, Section) else None,
            action=owner if isinstance(owner, Action) else None,
            name=upload.name.strip()[:200] or _("File"),
            file=stored,
            kind=kind,
            size=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            visibility=upload.visibility,
            seat=seat_for(by, plan.forum, "edit", place.leading)
            or seat_for(by, plan.forum, "detail", place.acting),
            day=today,
        )
        _record("file.attached", made, by, visibility=made.visibility)
    return made


@transaction.atomic
def detach(attachment: Attachment, place: Place, *, by: User | None) -> None:
    """Whoever may lay a file there may take it away; its bytes go with it."""
    lock_forum(place.plan.forum_id)  # first, as whoever drops the item with its files does: no deadlock
    permissions.can_attach(by, place.plan, place.leading, place.acting).require()
    _record("file.detached", attachment, by)
    names = [str(attachment.file.name)]
    attachment.delete()
    forget_files(names)


def forget_files(names: Iterable[str]) -> None:
    """When the act stands: until then the rows may come back."""
    gone = list(names)
    transaction.on_commit(lambda: _delete(gone))


def _delete(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _record(verb: str, attachment: Attachment, by: User | None, **facts: Any) -> None:
    """Pages that list it are stale too."""
    plan, owner = attachment.plan, attachment.action or attachment.section
    Plan.objects.filter(pk=plan.pk).update(changed=F("changed") + 1)
    target = owner.pid if owner else f"plan:{plan.forum.slug}/{plan.edition}"
    record(verb, target, by=by, forum=plan.forum_id, edition=plan.edition, file=attachment.pk, **facts)
