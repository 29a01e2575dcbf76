"""The moments of an act at which a machine may stop: before and after every statement, commit and touch of a file.

`count(act)` says how many there are in what an act does; `kill_at(n, act)` does the act in a child that is killed at
the n-th. It is killed by itself, with the signal that nobody can catch: exactly there, and without a fresh interpreter.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from django.conf import settings
from django.db import connection

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
TOUCHES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "os.truncate", "fcntl.flock"}
under_way = []  # the walk that the hook below tells of files


class Walk:
    """Through an act, from point to point; at the last one that it may reach it ends."""

    def __init__(self, last=None):
        self.last, self.passed = last, 0

    def point(self):
        self.passed += 1
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute, sql, params, many, context):
        self.point()
        answer = execute(sql, params, many, context)
        self.point()
        return answer

    def touched(self, event, about):
        """A file under the server's home: opened to be written (the file is not there yet), locked (it is, and is
        empty), given its mode (it is whole), named otherwise or taken away."""
        if event in TOUCHES or (event == "open" and self._is_written(*about)):
            self.point()

    def _is_written(self, name, _mode, flags):
        return isinstance(name, str) and bool(flags & WRITES) and name.startswith(str(settings.HOME))


def _hear(event, about):
    for walk in under_way:
        walk.touched(event, about)


sys.addaudithook(_hear)  # for good: Python takes none away


def walked(act, walk):
    commit = connection._commit

    def committed():
        walk.point()
        commit()
        walk.point()

    connection._commit = committed
    under_way.append(walk)
    try:
        with connection.execute_wrapper(walk):
            act()
    finally:
        under_way.clear()
        del connection._commit
    return walk


def kill_at(n, act):
    """True if the n-th point was reached, False if the act had come to its end before."""
    connection.close()
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        connection.ensure_connection()
        walked(act, Walk(n))
        os.write(writing, b".")
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    ended = os.read(reading, 1)
    os.close(reading)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child fell by itself"
    _alone()
    return not ended


def _alone():
    """PostgreSQL goes on with a dead client's last statement for a moment."""
    if connection.vendor != "postgresql":
        return
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for _try in range(500):
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.01)
    raise AssertionError("the killed process is still at work")
