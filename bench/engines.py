"""A database of its own on either engine, for what is measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "tools"))

ASK = """
import json, django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from {module} import {function}
print(json.dumps({function}()))
"""


@contextmanager
def own_database(engine: str) -> Iterator[dict[str, str]]:
    """What a process finds in its environment: a folder and an empty database, both gone afterwards."""
    from run_tests import ENGINES

    with ENGINES[engine]() as where, TemporaryDirectory(prefix="jukwaa-bench-") as home:
        yield {"JUKWAA_HOME": home, "DATABASE_URL": where.url, "DJANGO_SETTINGS_MODULE": "jukwaa.settings"}


def asked_there(module: str, function: str, state: Mapping[str, str]) -> Any:
    """What a function answers (as JSON can tell it) that runs in that database, once it has its tables."""
    program = ASK.format(module=module, function=function)
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | state, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(ran.stdout.splitlines()[-1])
