"""Of whom the people were, as a publication tells it: the tables by sex, age and disability, and by sex and age together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from jukwaa.delivery.models import Reach
from jukwaa.delivery.rules.reach import SEXES
from jukwaa.results.rules.hiding import ALL
from jukwaa.results.rules.reaching import KINDS, WHOLE


@dataclass(frozen=True, slots=True)
class GroupTable:
    caption: str
    rows: list[tuple[str, list[str]]]  # by quarter, then together


CAPTIONS: Mapping[str, Promise] = {
    "sex": lazy("Women and men"),
    "age": lazy("By age"),
    "disability": lazy("With and without a disability"),
}
HALVES: Mapping[str, Promise] = {"under_35": lazy("under 35"), "35_up": lazy("35 and over")}


def group_tables(reach: Mapping[str, Any]) -> list[GroupTable]:
    """`reach`: of a publication's document."""
    tables = [GroupTable(str(caption), list(_rows(reach, kind))) for kind, caption in CAPTIONS.items()]
    return [*tables, GroupTable(_("By sex and age together"), list(_pairs(reach)))] if reach.get("pairs") else tables  # fmt: skip


def _rows(reach: Mapping[str, Any], kind: str) -> Iterator[tuple[str, list[str]]]:
    labels: dict[str, dict[str, str | Promise]] = {
        "sex": dict(Reach.Sex.choices),
        "age": dict(Reach.Age.choices),
        "disability": {"no": lazy("without a disability"), "yes": lazy("with a disability")},
    }
    for group in KINDS[kind]:  # type: ignore[index]
        counts = reach["groups"][kind][group]
        if group != WHOLE or any(counts.values()):
            label = labels[kind].get(group, _("told in one total alone"))
            yield str(label), [_count(counts, each) for each in (*reach["quarters"], ALL)]


def _count(counts: Mapping[str, int | None], quarter: str) -> str:
    """Blank where nothing was told, a point where it is hidden."""
    if quarter not in counts:
        return "–"
    count = counts[quarter]
    return "·" if count is None else number_format(count, force_grouping=True)


def _pairs(reach: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Of a quarter all or nothing, and no sum of quarters. Those whose sex nobody said have a row where there are any."""
    labels = dict(Reach.Sex.choices)
    for sex in SEXES:
        for half, name in HALVES.items():
            told = [reach["pairs"].get(quarter, {}).get(f"{sex}_{half}") for quarter in reach["quarters"]]
            if sex != "not_said" or any(told):
                yield f"{labels[sex]}, {name}", [*("·" if n is None else number_format(n, force_grouping=True) for n in told), "–"]  # fmt: skip
