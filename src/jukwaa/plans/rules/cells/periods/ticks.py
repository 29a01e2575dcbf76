"""Columns that are ticked: one for each month, quarter or year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jukwaa.plans.rules.cells.notes import note
from jukwaa.plans.rules.cells.periods.months import Frame
from jukwaa.plans.rules.cells.periods.reading import Period, read_period

TICK = re.compile(r"^(x+|✓|✔\ufe0f?|√|☑|☒|✅|■|●|▪|◼|█+|▓+|\*+|yes|y|ndiyo|ndio|true|1|v|ü|þ|tick|done|/|\+|#+)$", re.IGNORECASE)  # fmt: skip
NO_TICK = re.compile(r"^(no|n|hapana|false|0|[-–—.]+|☐|□|○|n/?a|nil|✗|✘)$", re.IGNORECASE)


def is_tick(mark: str) -> bool:
    return bool(TICK.match(mark.strip()))


def is_ticked(mark: str) -> bool:
    """Also a number or a few words in the cell say that something happens then."""
    return bool(mark.strip()) and not NO_TICK.match(mark.strip())


def read_ticks(cells: Sequence[tuple[str, str]], frame: Frame) -> Period:
    """(heading, mark) of each such column, in order; what is more than a tick is kept."""
    ticked = [n for n, (_heading, mark) in enumerate(cells) if is_ticked(mark)]
    said = "; ".join(f"{cells[n][0]}: {cells[n][1].strip()}" for n in ticked if not is_tick(cells[n][1]))
    read = [read_period(cells[n][0], frame) for n in ticked]
    dated = [period for period in read if period.starts and period.ends]
    if not dated:
        headings = ", ".join(cells[n][0] for n in ticked)
        return Period(rest=said or headings)
    period = Period(
        min(p.starts for p in dated if p.starts),
        max(p.ends for p in dated if p.ends),
        tuple(dict.fromkeys(n for p in dated for n in p.notes if n.level == "doubt")),
        said,
        used_quarters=any(p.used_quarters for p in dated),
    )
    if ticked[-1] - ticked[0] + 1 > len(ticked):
        names = ", ".join(cells[n][0] for n in ticked)
        rest = "; ".join(filter(None, [names if said == "" else "", said]))
        period = replace(period, notes=(*period.notes, note("periods.gaps", text=names)), rest=rest)
    return period
