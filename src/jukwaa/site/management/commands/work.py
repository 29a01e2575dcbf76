from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from jukwaa.delivery.actions import remind_all
from jukwaa.delivery.rules.reminding import is_an_hour_for_letters
from jukwaa.site.actions.tidying import tidy

PAUSE = 2.0  # seconds between two looks into the queue
TIDY = timedelta(hours=1)


class Command(BaseCommand):
    help = "Do what waits in the queue (letters by e-mail), remind who leads what is late or silent, and forget what is over, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, then stop")
        parser.add_argument("--beside", type=int, metavar="PID", help="stop when this process is gone")

    def handle(self, *, once: bool, beside: int | None, **options: Any) -> None:
        worker = Queue(beside)
        worker.batch = once
        if not once:
            worker.configure_signals()
        while not _is_done(worker, once):
            connection.close()
            time.sleep(PAUSE)


def each_hour() -> None:
    """What is over is forgotten; who leads what is late or silent is written to, by day."""
    now = timezone.localtime()
    tidy(now)
    if is_an_hour_for_letters(now.hour, now.weekday()):
        remind_all(now.date(), address=settings.PUBLIC_ADDRESS)


def _is_done(worker: Queue, once: bool) -> bool:
    """False where the database went away meanwhile: it will be back, and so are we."""
    try:
        each_hour()
        worker.run()
    except (OperationalError, InterfaceError):
        if once or not worker.running:
            raise
        return False
    return True


class Queue(Worker):
    """django-tasks' worker, which also tidies every hour and does not outlive the server it stands beside."""

    def __init__(self, beside: int | None) -> None:
        super().__init__(
            queue_names=["*"], interval=PAUSE, batch=False, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id=f"{os.getpid()}", excluded_queue_names=[],
        )  # fmt: skip
        self.beside = beside
        self.tidied = timezone.now()

    @property
    def running(self) -> bool:
        if self.beside is not None and os.getppid() != self.beside:
            return False
        if timezone.now() - self.tidied > TIDY:
            each_hour()
            self.tidied = timezone.now()
        return self._running

    @running.setter
    def running(self, goes_on: bool) -> None:
        self._running = goes_on
