"""Run the benchmarks on a database of their own; table, bench.json; exit code 1 if a limit is passed."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bench.measure import BENCHMARKS, Benchmark, Measured

COLUMNS = "{:<58} {:>10} {:<8} {:>10} {:>10}  {}"


@dataclass(frozen=True, slots=True)
class Result:
    asked: Benchmark
    measured: Measured

    @property
    def within(self) -> bool:
        return self.measured.value <= self.asked.limit

    def row(self) -> dict[str, str | float | None]:
        beside = self.measured.beside
        return {
            "name": self.asked.name,
            "value": round(self.measured.value, 4),
            "unit": self.asked.unit,
            "limit": self.asked.limit,
            "beside": None if beside is None else round(beside, 4),
        }

    def line(self) -> str:
        cells = [
            "—" if cell is None else f"{cell:.4g}" if isinstance(cell, float) else cell
            for cell in self.row().values()
        ]
        return COLUMNS.format(*cells, "" if self.within else "PAST ITS LIMIT")


def main(words: list[str]) -> int:
    home = Path(os.getenv("JUKWAA_HOME", "var")).resolve()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jukwaa-bench-") as own:
        _prepare(own)
        print(COLUMNS.format("name", "value", "unit", "limit", "beside", ""))
        results = [_run(each) for each in BENCHMARKS if all(word in each.name for word in words)]
    print(f"{len(results)} measured in {time.monotonic() - began:.0f} s.")
    if not words:
        home.mkdir(parents=True, exist_ok=True)
        written = json.dumps([result.row() for result in results], indent=1, ensure_ascii=False)
        (home / "bench.json").write_text(written + "\n", encoding="utf-8")
    return 0 if results and all(result.within for result in results) else 1


def _prepare(own: str) -> None:
    """Nobody's data is touched: all that is measured happens in a folder of its own."""
    os.environ |= {
        "JUKWAA_HOME": own,
        "DATABASE_URL": f"sqlite:///{own}/jukwaa.sqlite3",
        "DJANGO_SETTINGS_MODULE": "jukwaa.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name != "__main__":
            import_module(f"bench.{module.name}")


def _run(asked: Benchmark) -> Result:
    result = Result(asked, asked.run())
    print(result.line(), flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
