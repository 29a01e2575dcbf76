from __future__ import annotations

import ipaddress
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

from jukwaa.core.keeping.acts import is_unfinished
from jukwaa.core.keeping.databases import is_empty, pending
from jukwaa.core.letters import are_printed
from jukwaa.forums.models import Forum, Seat
from jukwaa.site.actions.sample import load_sample, sample_sign_ins


class Command(BaseCommand):
    help = "Prepare the folder, the database and the static files, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="ADDRESS:PORT")
        parser.add_argument("--sample", action="store_true", help="load the sample county first")
        parser.add_argument(
            "--workers", type=int, default=1, help="processes that answer (production: one per core)"
        )
        parser.add_argument(
            "--no-worker", action="store_true", help="`jukwaa work` runs as a service of its own"
        )
        parser.add_argument(
            "--no-upgrade",
            action="store_true",
            help="refuse to serve older data: `jukwaa upgrade` backs it up first",
        )

    def handle(self, *, bind: str, sample: bool, workers: int, no_upgrade: bool, **options: Any) -> None:
        host, port = _address(bind)
        if is_unfinished():
            raise CommandError("A restore did not come to its end here. Run “jukwaa restore” again.")
        if no_upgrade and not is_empty() and pending():
            raise CommandError(
                "The data is older than the code. Run “jukwaa upgrade”, which backs it up first."
            )
        settings.HOME.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        self._collect()
        if sample and not Forum.objects.filter(sample=True).exists():
            self.stdout.write("Loading the sample ...")
            load_sample()
        self._greet(host, port)
        connections.close_all()  # the workers open their own
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jukwaa.settings")
        with nullcontext() if options["no_worker"] else _worker():
            self._answer(host, port, workers)

    def _answer(self, host: str, port: int, workers: int) -> None:
        Granian(
            "jukwaa.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            workers_kill_timeout=10,  # a second signal on the heels of the first can leave a worker waiting
            log_level="warning",  # type: ignore[arg-type]
        ).serve()

    def _collect(self) -> None:
        """Static files, only when one of them is newer than what was collected."""
        stamp = settings.STATIC_ROOT / ".collected"
        sources = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
        newest = f"{max(Path(path).stat().st_mtime for path in sources):.0f}"
        if not stamp.exists() or stamp.read_text() != newest:
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
            stamp.write_text(newest)

    def _greet(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"\nJukwaa answers on http://{shown}:{port}\n")
        if _is_loopback(host) and (people := sample_sign_ins()):
            self.stdout.write("Sample sign-ins (they work on this machine only):")
            for role, email, password in people:
                self.stdout.write(f"  {Seat.Role(role).label:32} {email:32} {password}")
        if are_printed():
            self.stdout.write(
                "No mail server is set (EMAIL_URL): letters, such as invitations, are printed here."
            )
        self.stdout.write("Stop with Ctrl-C.\n")
        self.stdout.flush()


@contextmanager
def _worker() -> Iterator[None]:
    """`jukwaa work` beside the server: it ends with it, and also by itself should the server be killed."""
    beside = subprocess.Popen([sys.executable, "-m", "jukwaa", "work", "--beside", str(os.getpid())])  # noqa: S603 (our own words)
    try:
        yield
    finally:
        beside.terminate()
        beside.wait(timeout=20)


def _address(bind: str) -> tuple[str, int]:
    host, _colon, port = bind.rpartition(":")
    if not host or not port.isdigit():
        raise CommandError("--bind takes an address and a port, as in 127.0.0.1:8000", returncode=2)
    return host.strip("[]"), int(port)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
