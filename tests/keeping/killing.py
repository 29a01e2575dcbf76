"""Kill a process in the middle of its work, again and again, and look at what it left. A program of its own:

    python -m tests.keeping.killing TIMES        (JUKWAA_HOME and DATABASE_URL name a server with the sample)

A child brings a file in; its parent kills it at a random moment. Then the plan must be exactly the old one or the new
one, its hash and every act's record with it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 (after the set-up)
from django.utils import timezone  # noqa: E402

from jukwaa.core import chain  # noqa: E402
from jukwaa.core.keeping.databases import prove_here  # noqa: E402
from jukwaa.core.models import Entry  # noqa: E402
from jukwaa.forums.models import Forum  # noqa: E402
from jukwaa.plans.actions import Options, import_plan, read_file  # noqa: E402
from jukwaa.plans.figures.documents import document_of  # noqa: E402
from jukwaa.plans.models import Intake, Plan  # noqa: E402
from jukwaa.publishing.actions import make  # noqa: E402
from jukwaa.site.figures.wholeness import not_as_sealed  # noqa: E402

EDITION = "drill"


def plan():
    return Plan.objects.with_forum().get(forum__slug="mombasa", edition=EDITION)


def two_files():
    """A short plan, every action with another title in each."""
    said = json.loads(make(Plan.objects.with_forum().get(edition="2022-23"), "json", "en"))
    said |= {"edition": EDITION, "status": "draft", "sections": said["sections"][:2]}
    del said["follows"]
    files = []
    for mark in "AB":
        for action in (action for section in said["sections"] for action in section["actions"]):
            action["title"] = {code: f"{text[:60]} ({mark})" for code, text in action["title"].items()}
        files.append(json.dumps(said).encode())
    return files


def bring_in(file):
    forum = Forum.objects.get(slug="mombasa")
    reading = read_file(forum, EDITION, "plan.json", file, Options())
    assert reading.possible, reading.errors
    import_plan(reading, name="plan.json", by=None, now=timezone.now())


def killed(file, wait):
    """A child that brings the file in, killed after `wait` seconds: before, within or after its act."""
    connection.close()
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        connection.ensure_connection()
        os.write(writing, b".")
        bring_in(file)
        signal.pause()
    os.close(writing)
    assert os.read(reading, 1) == b"."  # it is at work
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    os.close(reading)
    assert os.WIFSIGNALED(status), "the child fell by itself"
    alone()


def alone():
    """PostgreSQL goes on with a dead client's last statement for a moment."""
    if connection.vendor == "postgresql":
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        for _try in range(500):
            with connection.cursor() as cursor:
                cursor.execute(asked)
                if cursor.fetchone() == (0,):
                    return
            time.sleep(0.01)
        raise AssertionError("the killed process is still at work")


def acts_and_records():
    confirmed = Intake.objects.filter(state=Intake.State.CONFIRMED).count()
    return confirmed, Entry.objects.filter(verb="plan.imported").count()


def faults(documents, extra):
    """What is wrong with what was left; nothing, as a rule."""
    if document_of(plan(), public=False) not in documents:
        yield "the plan is neither the old one nor the new one"
    yield from (f"{edition} is not as it was sealed" for edition in not_as_sealed())
    acts, records = acts_and_records()
    if Intake.objects.count() != acts:
        yield "a file is kept half way"
    if records - acts != extra:
        yield "an act without its record, or a record without its act"
    for forum in {None, *Forum.objects.values_list("pk", flat=True)}:
        *wrong, _end = chain.faults(entry.row for entry in Entry.objects.chain(forum))
        yield from (f"chain {forum}: {fault}" for fault in wrong)
    yield from (f"left behind: {path}" for path in Path(os.environ["JUKWAA_HOME"]).rglob("*.part"))


def main(times):
    files, documents, took = two_files(), [], 0.0
    for file in files:
        began = time.monotonic()
        bring_in(file)
        took = time.monotonic() - began
        documents.append(document_of(plan(), public=False))
    assert documents[0] != documents[1]
    acts, records = acts_and_records()  # the sample has records of its own
    left, middle = Counter(), took
    for n in range(times):
        before = documents.index(document_of(plan(), public=False))
        killed(files[1 - before], random.uniform(0, 2 * middle))  # noqa: S311 (chance, not secrecy)
        prove_here()
        found = list(faults(documents, records - acts))
        assert not found, (n, found)
        now = documents.index(document_of(plan(), public=False))
        left["old" if now == before else "new"] += 1
        middle *= 1.1 if now == before else 0.9  # it closes in on the moment at which an act becomes true
    with transaction.atomic():
        connection.check_constraints()
    sys.stdout.write(json.dumps({**left, "seconds of one act": round(took, 3)}) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
