"""Who checks, who cheats, and who looks everywhere: the commands of an auditor, the hands of somebody who holds the
database, and the eyes of anybody who follows every link."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.core.management import call_command
from django.db import connection
from django.test import Client

from jukwaa.core import guards
from jukwaa.core.made import forget_made
from jukwaa.core.models import Entry
from jukwaa.plans.models import Signature, Version
from tests.site.safety.test_withdrawn import text_of, whole

# --- an auditor ------------------------------------------------------------------------------------------------


def holds(command: str, *words: str) -> bool:
    out = StringIO()
    try:
        call_command(command, *words, stdout=out)
    except SystemExit as end:
        return not end.code
    return "NO " not in out.getvalue()


@dataclass(frozen=True)
class Proof:
    """What somebody kept: the package of each version, and a line that was printed before the amendment."""

    packages: tuple[Path, Path]
    checkpoint: str
    key: Path

    def held(self) -> dict[str, bool]:
        return {
            "record": holds("verify_log"),
            "checkpoint": holds("verify_log", "--checkpoint", self.checkpoint),
            **{each.name: holds("verify_plan", str(each), "--key", str(self.key)) for each in self.packages},
        }


def given_out_now(forum, edition: str, key: Path, folder: Path) -> dict[str, bool]:
    """The packages as whoever asks today gets them, made anew."""
    forget_made(forum.pk)
    told = {}
    for number in (1, 2):
        file = folder / f"now-{number}.zip"
        answer = Client().get(f"/{forum.slug}/plan/{edition}/v/{number}/download/zip")
        file.write_bytes(whole(answer))
        given = answer.status_code == 200
        assert given or "is no longer what was signed" in answer.content.decode()
        told[f"version {number}"] = given and holds("verify_plan", str(file), "--key", str(key))
    forget_made(forum.pk)
    return told


# --- somebody who holds the database ---------------------------------------------------------------------------


@contextmanager
def altered(table: str, column: str, pk: int, value: object) -> Iterator[None]:
    """One value is another, and the triggers stand again as if nobody had been there; put back after."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])  # noqa: S608
        was = cursor.fetchone()[0]
    assert was != value
    _write(table, column, pk, value)
    yield
    _write(table, column, pk, was)


def _write(table: str, column: str, pk: int, value: object) -> None:
    with guards.lifted(table), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])  # noqa: S608


def an_entry(forum) -> object:
    entry = Entry.objects.filter(forum=forum.pk, verb="plan.published").get()
    return altered("core_entry", "day", entry.pk, "2020-01-01")


def a_version(forum) -> object:
    version = Version.objects.get(plan__forum=forum, number=1)
    said = json.dumps({**version.document, "title": {"en": "Another plan"}})
    return altered("plans_version", "document", version.pk, said)


def a_signature(forum) -> object:
    one = Signature.objects.filter(version__plan__forum=forum, version__number=2).first()
    statement = one.statement.replace(str(one.day), "2020-01-01")
    return altered("plans_signature", "statement", one.pk, statement)


# --- anybody ---------------------------------------------------------------------------------------------------

HREF = re.compile(r'(?:href|src)="([^"#]+)')
SOME = 8
NOT_PLAN = re.compile(r"/(sw/)?(static|desk|sign-in|password|invitation|seat)\b")


def everything_public(*start: str) -> dict[str, str]:
    """address -> all that can be read there, following every link of every page, feed and file from `start` on.

    What a page shows chosen by place, body or words (`?…`): some of each kind, and no further, for each choice offers
    all the others again.
    """
    client, found, waiting, chosen = Client(), {}, list(start), Counter()
    while waiting:
        url = waiting.pop()
        answer = client.get(url, follow=True)
        assert answer.status_code == 200, url
        data = whole(answer)
        found[url] = text_of(data)
        if "?" in url or not answer.headers["Content-Type"].startswith(("text/html", "application/atom+xml")):
            continue
        for each in sorted(set(_links(answer.request["PATH_INFO"], data.decode()))):
            kind = re.sub("=[^&]*", "", each)
            if each not in found and each not in waiting and ("?" not in each or chosen[kind] < SOME):
                chosen[kind] += 1
                waiting.append(each)
    return found


def _links(url: str, page: str) -> Iterator[str]:
    for each in HREF.findall(page):
        parts = urlsplit(urljoin(f"http://testserver{url}", html.unescape(each)))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc == "testserver" and path.startswith("/") and not NOT_PLAN.match(path):
            yield path


def naming(pages: dict[str, str], needles: tuple[str, ...]) -> set[str]:
    return {url for url, text in pages.items() if any(needle in _read(text) for needle in needles)}


def _read(text: str) -> str:
    return " ".join(html.unescape(text).replace("\u00ad", "").lower().split())
