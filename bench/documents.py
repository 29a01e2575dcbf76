"""How long a reader waits for the whole plan as a file, the first time that anybody asks."""

from __future__ import annotations

import json
import re
import tempfile
import time
from functools import cache
from pathlib import Path

import typst

from bench.measure import Measured, benchmark, wall_seconds
from bench.plans import brought_in, document, forum_of
from jukwaa.plans.models import Plan
from jukwaa.publishing.actions import make

PAGES = 60
BARE = """#set document(title: "Bare")
#set page(paper: "a4")
#let rows = json("rows.json")
#for part in range({pages}) [
  #table(columns: 4, ..rows.map(row => row.map(cell => [#cell])).flatten())
  #pagebreak(weak: true)
]"""


@cache
def sixty_pages() -> Plan:
    forum = forum_of("bench-documents")
    return brought_in(forum, document(forum, "2022-23", 330, sections=10))


@benchmark("PDF of at least 60 pages; beside: bare typst, 60 pages of tables", "s", limit=10)
def pdf() -> Measured:
    plan = sixty_pages()
    pages = _pages(make(plan, "pdf", "en"))
    assert pages >= PAGES, f"only {pages} pages were measured"
    return Measured(wall_seconds(lambda: make(plan, "pdf", "en")), beside=wall_seconds(_bare))


def _pages(data: bytes) -> int:
    """The reader's own count stands in the page tree, which typst does not compress."""
    return max((int(n) for n in re.findall(rb"/Count (\d+)", data)), default=0)


def _bare() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rows.json").write_text(
            json.dumps([[f"words of a plan {time.perf_counter_ns()}"] * 4] * 26)
        )
        (Path(folder) / "bare.typ").write_text(BARE.format(pages=PAGES))
        typst.compile(str(Path(folder) / "bare.typ"), pdf_standards=["ua-1"])


@benchmark("XLSX of 330 actions", "s", limit=5)
def xlsx() -> Measured:
    return Measured(wall_seconds(lambda: make(sixty_pages(), "xlsx", "en")))


@benchmark("verifiable package of 330 actions", "s", limit=5)
def package() -> Measured:
    return Measured(wall_seconds(lambda: make(sixty_pages(), "zip", "en")))
