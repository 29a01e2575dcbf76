"""Ten people edit a plan of 500 actions while a hundred readers a second open its pages: two processes, a minute, each engine.

Readers come when they come (every 10 ms one), whether or not those before were answered: a server that falls behind
shows it. They open the plan, actions, sections and the county's page as residents do who follow a link. An editor
opens a form and saves it about every ten seconds, faster than people type: every page of the forum is stale once a second,
in both processes. The server has been up for a moment: each page was opened once.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from bench.engines import asked_there, own_database
from bench.measure import Measured, benchmark, free_port, serving

SECONDS = int(os.getenv("BENCH_SECONDS", "60"))  # less, to try something out
READS, EDITORS, PAUSE = 100, 10, 10.0
GIVES_UP = 10.0  # seconds after which nobody waits any more
FORUM = "bench-load"


@dataclass
class Tally:
    """What was answered, by readers and to editors: milliseconds each, and every answer that was none."""

    reads: list[float] = field(default_factory=list)
    edits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def seed() -> dict[str, object]:
    """In the server's database: the plan, and ten sessions of people who may edit it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from bench.plans import brought_in, document, forum_of
    from jukwaa.accounts.models import User
    from jukwaa.forums.actions import seat

    forum = forum_of(FORUM)
    plan = brought_in(forum, document(forum, "2022-23", 500))
    cookies = []
    for n in range(EDITORS):
        user = User.objects.create_user(
            f"editor{n}@bench.invalid", "not used", name=f"Editor {n}", is_sample=True
        )
        seat(forum, "secretary", holder=user, by=None)
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookies.append(session.session_key)
    actions = list(plan.actions.order_by("position").values_list("pid", "code"))
    sections = list(plan.sections.values_list("code", flat=True))
    return {"actions": actions, "sections": sections, "sessions": cookies}


class Load:
    def __init__(self, port: int, seeded: dict[str, list[object]]) -> None:
        self.port, self.tally, self.over = port, Tally(), threading.Event()
        self.sessions = [str(key) for key in seeded["sessions"]]
        self.pids = [str(pid) for pid, _code in seeded["actions"]]  # type: ignore[misc]
        self.addresses = self._mix(seeded)
        self.line = threading.local()

    def _mix(self, seeded: dict[str, list[object]]) -> list[str]:
        """Of a hundred readers fifty open the plan, twenty-five an action, fifteen a section, ten the county's page."""
        draw, plan = random.Random(1963), f"/{FORUM}/plan/2022-23/"  # noqa: S311  # not for secrets
        actions = [f"{plan}a/{code}/" for _pid, code in seeded["actions"]]  # type: ignore[misc]
        sections = [f"{plan}s/{code}/" for code in seeded["sections"]]
        mix = (
            [plan] * 50
            + draw.sample(actions, 25)
            + [draw.choice(sections) for _ in range(15)]
            + [f"/{FORUM}/"] * 10
        )
        draw.shuffle(mix)
        return mix

    def warm(self) -> None:
        """What a process reads in when it first answers (templates, words) is no reader's everyday."""
        for _ in range(4):  # a line stays with the process that took it
            self.line.open = None
            for address in dict.fromkeys(self.addresses):
                self._ask("GET", address, {"Accept-Encoding": "gzip"})

    def run(self) -> Tally:
        editors = [threading.Thread(target=self._edit, args=(n,)) for n in range(EDITORS)]
        for editor in editors:
            editor.start()
        began = time.perf_counter()
        with ThreadPoolExecutor(64) as readers:
            for n in range(SECONDS * READS):
                due = began + n / READS
                time.sleep(max(0.0, due - time.perf_counter()))
                readers.submit(self._read, self.addresses[n % len(self.addresses)], due)
        self.over.set()
        for editor in editors:
            editor.join()
        return self.tally

    def _read(self, address: str, due: float) -> None:
        """From the moment at which the reader came, also if nobody was free to ask for them."""
        if time.perf_counter() - due > GIVES_UP:
            self.tally.errors.append(f"GET {address}: nobody asked within {GIVES_UP:.0f} s")
            return
        status, _body = self._ask("GET", address, {"Accept-Encoding": "gzip"})
        self.tally.reads.append((time.perf_counter() - due) * 1000)
        if status != 200:
            self.tally.errors.append(f"GET {address}: {status}")

    def _edit(self, n: int) -> None:
        draw = random.Random(n)  # noqa: S311  # not for secrets
        cookie = f"sessionid={self.sessions[n]}"
        self.over.wait(draw.uniform(0, PAUSE))
        for turn in count(1):
            if self.over.is_set():
                return
            try:
                self._change(draw.choice(self.pids), cookie, f"Title {n}.{turn}")
            except (OSError, http.client.HTTPException, AttributeError) as fault:
                self.tally.errors.append(f"editor {n}: {fault!r}")
            self.over.wait(draw.uniform(0.6, 1.4) * PAUSE)

    def _change(self, pid: str, cookie: str, title: str) -> None:
        """As a browser does it: open the form, change a field, send all of it."""
        address = f"/desk/{FORUM}/plan/2022-23/edit/{pid}/words/"
        status, page = self._ask("GET", address, {"Cookie": cookie})
        form = _fields(page)
        token = form["csrfmiddlewaretoken"]
        said = urlencode(form | {"title_en": title})
        headers = {
            "Cookie": f"{cookie}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.perf_counter()
        status, page = self._ask("POST", address, headers, said)
        self.tally.edits.append((time.perf_counter() - began) * 1000)
        if status not in (302, 409):  # 409: two changed the same title at once, and the second is asked
            self.tally.errors.append(f"POST {address}: {status} {page[:300]}")

    def _ask(self, method: str, address: str, headers: dict[str, str], body: str = "") -> tuple[int, str]:
        line = getattr(self.line, "open", None) or http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=30
        )
        self.line.open = line
        try:
            line.request(method, address, body or None, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            line.close()
            self.line.open = None
            raise


def _fields(page: str) -> dict[str, str]:
    from html import unescape

    form = re.search(r'<form[^>]*method="post"[^>]*data-keep.*?</form>', page, re.DOTALL) or re.search(
        r'<form(?:(?!</form>).)*?name="title_en".*?</form>', page, re.DOTALL
    )
    if form is None:
        raise AttributeError(f"no form on the page: {page[:200]}")
    texts = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', form[0], re.DOTALL)
    inputs = [
        (name[1], value[1] if (value := re.search(r'\bvalue="([^"]*)"', tag)) else "")
        for tag in re.findall(r"<input[^>]*>", form[0])
        if (name := re.search(r'\bname="([^"]+)"', tag))
        and not re.search(r'type="(?:checkbox|radio|submit)"', tag)
    ]
    return {name: unescape(value) for name, value in [*inputs, *texts]}


@cache
def loaded(engine: str) -> Tally:
    with own_database(engine) as state:
        seeded = asked_there("bench.load", "seed", state)
        port = free_port()
        command = [
            str(Path(sys.executable).parent / "jukwaa"),
            "serve",
            "--workers",
            "2",
            "--bind",
            f"127.0.0.1:{port}",
        ]
        with serving(command, f"http://127.0.0.1:{port}/healthz", **state):
            load = Load(port, seeded)
            load.warm()
            tally = load.run()
    for error in tally.errors[:5]:
        print(f"  {engine}: {error}", file=sys.stderr)
    slow = statistics.quantiles(tally.edits, n=20)[-1] if len(tally.edits) > 1 else 0
    print(
        f"  {engine}: {len(tally.reads)} reads, {len(tally.edits)} edits (95 % within {slow:.0f} ms), {len(tally.errors)} errors"
    )
    return tally


def _ninety_five(engine: str) -> Measured:
    return Measured(statistics.quantiles(loaded(engine).reads, n=20)[-1])


def _errors(engine: str) -> Measured:
    """Also reads that never were answered, and a minute in which nobody could edit."""
    tally = loaded(engine)
    unanswered = SECONDS * READS - len(tally.reads)
    idle = max(0, SECONDS * EDITORS // 20 - len(tally.edits))
    return Measured(len(tally.errors) + unanswered + idle)


@benchmark("100 reads a second, 10 editors, SQLite: 95 % of reads within", "ms", limit=100)
def sqlite_reads() -> Measured:
    return _ninety_five("sqlite")


@benchmark("100 reads a second, 10 editors, SQLite: errors", "errors", limit=0)
def sqlite_errors() -> Measured:
    return _errors("sqlite")


@benchmark("100 reads a second, 10 editors, PostgreSQL: 95 % of reads within", "ms", limit=100)
def postgresql_reads() -> Measured:
    return _ninety_five("postgresql")


@benchmark("100 reads a second, 10 editors, PostgreSQL: errors", "errors", limit=0)
def postgresql_errors() -> Measured:
    return _errors("postgresql")
