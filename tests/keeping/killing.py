"""Kill a process in the middle of its work, again and again, and look at what it left. A program of its own:

    python -m tests.keeping.killing TIMES [KIND ...]   (JUKWAA_HOME and DATABASE_URL name a server with the sample)

Saves, imports and signatures in turn. Each is done once to see what it would leave, and taken back; then a child does
it and is killed at one of its points. What stands then must be exactly the old state or the new one, and hold.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.core.files.storage import default_storage  # noqa: E402 (after the set-up)
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from jukwaa.core import verifying  # noqa: E402
from jukwaa.core.keeping.databases import prove_here  # noqa: E402
from jukwaa.core.keeping.loose import forget_loose_files  # noqa: E402
from jukwaa.core.models import Entry  # noqa: E402
from jukwaa.plans.figures.documents import document_of  # noqa: E402
from jukwaa.plans.models import Attachment, Intake, PaperSignature, Plan, Signature, Version  # noqa: E402
from jukwaa.site.figures.wholeness import not_as_sealed  # noqa: E402
from tests.keeping import acts  # noqa: E402
from tests.keeping.points import Walk, kill_at, walked  # noqa: E402

KINDS = {"save": acts.saves, "import": acts.imports, "signature": acts.signatures, "torn": acts.torn}
FOLDERS = ("papers", "attachments")
ID = re.compile(r"\b[a-z]-[a-z0-9]{10}\b")


def state(since):
    """All that the acts change, as a text; what is drawn at random (salts, hashes, keys of rows) is not in it."""
    plans = Plan.objects.with_forum().filter(edition__startswith=acts.DRAFT).order_by("pk")
    return repr((
        [(plan.edition, plan.status, document_of(plan, public=False)) for plan in plans],
        list(Version.objects.values_list("plan__edition", "number", "state")),
        list(Signature.objects.values_list("version__plan__edition", "version__number", "role", "means")),
        list(PaperSignature.objects.values_list("version__number", "role", "digest", "state")),
        list(Attachment.objects.values_list("plan__edition", "name", "digest")),
        list(Intake.objects.order_by("pk").values_list("edition", "state")),
        list(Entry.objects.filter(pk__gt=since).order_by("pk").values_list("verb", "target")),
    ))  # fmt: skip


def as_known(text, known):
    """Permanent ids that were not there before are drawn anew each time."""
    return ID.sub(lambda found: found[0] if found[0] in known else "new", text)


def rehearsed(act, since):
    """(what it would leave, through how many points it goes: a savepoint instead of the transaction, and no commit)."""
    with transaction.atomic():
        walk = walked(act, Walk())
        left = state(since)
        transaction.set_rollback(True)
    return left, walk.passed


def faults():
    """What is wrong with what was left; nothing, as a rule."""
    prove_here()
    yield from (finding.sentence for finding in verifying.findings() if not finding.ok)
    yield from (f"{edition} is not as it was sealed" for edition in not_as_sealed())
    named = dict(PaperSignature.objects.values_list("scan", "digest"))
    named |= dict(Attachment.objects.values_list("file", "digest"))
    for name, digest in named.items():
        if not default_storage.exists(name) or digest_of(name) != digest:
            yield f"half a file, or none: {name}"
    forget_loose_files(timezone.now() + timedelta(days=2))  # as `jukwaa tidy` does
    lying = {f"{folder}/{name}" for folder in FOLDERS for name in files_in(folder)}
    yield from (f"left behind: {name}" for name in lying ^ named.keys())
    yield from (f"left behind: {path}" for path in Path(os.environ["JUKWAA_HOME"]).rglob("*.part"))


def digest_of(name):
    with default_storage.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()


def files_in(folder):
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def chosen(points, n, times):
    """One after the other over the whole act, then about its commit, then anywhere."""
    return (
        1 + points * (n // 3) // max(1, times // 3),
        points - 4 + n // 3 * 3 % 7,
        random.randint(1, points),  # noqa: S311 (chance, not secrecy)
    )[n % 3]


def main(times, words):
    said, left = acts.one_plan(), Counter()
    acts.bring_in(acts.DRAFT, acts.file_of(said, acts.DRAFT, "A"))
    begun = {kind: KINDS[kind](said) for kind in words}
    for n in range(times):
        kind = words[n % len(words)]
        act = next(begun[kind])
        since = Entry.objects.latest("pk").pk
        old = state(since)
        new, points = rehearsed(act, since)
        assert new != old, kind
        at = chosen(points, n // len(words), times // len(words))
        left["within"] += kill_at(at, act)
        now, found = state(since), [*faults()]
        if now != old and as_known(now, old) != as_known(new, old):
            found.append("what was left is neither the old state nor the new one")
        assert not found, (n, kind, at, points, found)
        left[f"{kind} {'old' if now == old else 'new'}"] += 1
    with transaction.atomic():
        connection.check_constraints()
    sys.stdout.write(json.dumps(left) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
