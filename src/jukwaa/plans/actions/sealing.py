from __future__ import annotations

import secrets

from jukwaa.plans.actions.asking import ask_again
from jukwaa.plans.figures.documents import document_of, salts_of
from jukwaa.plans.models import Plan, Salt
from jukwaa.plans.rules.promise import needed_salts, seal


def seal_plan(plan: Plan) -> None:
    """After every change: draw the missing salts, keep the hash of what would be signed.

    Called inside an act's transaction. It counts the change, so caches and documents made earlier are stale.
    """
    ask_again(plan)
    doc = document_of(plan, public=False)
    salts = salts_of(plan)
    missing = {key: secrets.token_hex(16) for key in needed_salts(doc) if key not in salts}
    Salt.objects.bulk_create(
        [
            Salt(forum=plan.forum, pid=pid, digest=digest, salt=salt)
            for (pid, digest), salt in missing.items()
        ],
        batch_size=500,
    )
    plan.manifest = seal(doc, salts | missing).manifest_sha256
    plan.changed += 1
    plan.save(update_fields=["manifest", "changed", "changed_at"])
