from __future__ import annotations

import secrets
from collections.abc import Mapping

from jukwaa.forums.models import Forum
from jukwaa.plans.actions.asking import ask_again
from jukwaa.plans.figures.documents import document_of, salts_of
from jukwaa.plans.models import Plan, Salt
from jukwaa.plans.permissions.amending import can_change_words
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.promise import Sealed, needed_salts, seal


def seal_plan(plan: Plan) -> None:
    """After every change: draw the missing salts, keep the hash of what would be signed.

    Called inside an act's transaction. It counts the change, so caches and documents made earlier are stale. Every act
    that changes a plan's words comes by here, so here it is refused while a version waits for signatures.
    """
    ask_again(plan)
    manifest = seal_document(plan, document_of(plan, public=False)).manifest_sha256
    if manifest != plan.manifest and plan.manifest:
        can_change_words(plan).require()
    plan.manifest = manifest
    plan.changed += 1
    plan.save(update_fields=["manifest", "changed", "changed_at"])


def seal_document(plan: Plan, doc: PlanDoc) -> Sealed:
    """Of any document of the plan: as it stands, or as it would become."""
    return seal(doc, _salted(plan.forum, doc, salts_of(plan)))


Salts = Mapping[tuple[str, str], str]


def _salted(forum: Forum, doc: PlanDoc, salts: Salts) -> Salts:
    missing = {key: secrets.token_hex(16) for key in needed_salts(doc) if key not in salts}
    Salt.objects.bulk_create(
        [Salt(forum=forum, pid=pid, digest=digest, salt=salt) for (pid, digest), salt in missing.items()],
        batch_size=500,
    )
    return {**salts, **missing}
