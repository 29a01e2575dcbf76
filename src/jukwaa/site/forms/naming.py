"""Bodies by name, in rows: who it is, as what, with which part. A name that nobody knows is asked about where it is near
a known one ("is it the same?"), else the body is admitted, unlisted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from jukwaa.forums.rules import LONGEST_NAME
from jukwaa.plans.rules.cells.bodies import match_body
from jukwaa.plans.rules.changing import digest_of
from jukwaa.plans.rules.matching import name_key
from jukwaa.site.figures.fields import KINDS

BLANKS, MOST = 2, 60


@dataclass(frozen=True, slots=True)
class NameRow:
    n: int
    kind: str
    name: str
    share: str


@dataclass(frozen=True, slots=True)
class Near:
    """A name as it was typed, and the body that it may mean."""

    field: str
    name: str
    pid: str
    other: str
    answer: str


class NameRows:
    """Not a formset: a row left empty is no row, and nothing else can be wrong with one."""

    def __init__(self, data: QueryDict | None, opened: Any, shown: Sequence[Sequence[str]]) -> None:
        self.data, self.opened = data, opened
        self.kinds: tuple[str, ...] = opened.part.kinds
        self.wanted = bool(self.kinds)
        self.with_share = opened.kind == "action"
        self.known: Mapping[str, str] = opened.bodies
        self._rows = [list(row) for row in shown] if data is None else list(self._typed(data))

    def _typed(self, data: QueryDict) -> Iterator[list[str]]:
        for n in range(MOST):
            name = " ".join(data.get(f"who-{n}-name", "").split())
            kind = data.get(f"who-{n}-kind", "")
            if name:
                share = "\n".join(data.get(f"who-{n}-share", "").splitlines()).strip()
                yield [kind if kind in self.kinds else self.kinds[0], name, share]

    @property
    def said(self) -> list[list[str]]:
        return self._rows

    @property
    def rows(self) -> list[NameRow]:
        blanks = [[self.kinds[0] if not self._rows else self.kinds[-1], "", ""]] * BLANKS
        return [NameRow(n, *row) for n, row in enumerate([*self._rows, *blanks])]

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [(kind, KINDS[kind]) for kind in self.kinds]

    @property
    def same(self) -> dict[str, str]:
        """A name as typed -> id of the body that it means: known by another spelling, or said to be the same."""
        exact = {n: pid for n in self._unknown() if (pid := match_body(n, self.known).exact)}
        return exact | {near.name: near.pid for near in self.near if near.answer == "same"}

    @property
    def near(self) -> list[Near]:
        names = {pid: name for name, pid in reversed(list(self.known.items()))}
        asked = []
        for name in self._unknown():
            found = match_body(name, self.known)
            if found.exact is None and found.near:
                field = f"is-{digest_of(name)}"
                answer = self.data.get(field, "") if self.data else ""
                asked.append(Near(field, name, found.near, names[found.near], answer))
        return asked

    def _unknown(self) -> list[str]:
        here = {name_key(name) for name in self.known} | {
            name_key(name) for _kind, name, _share in self.opened.said.get("who", ())
        }
        return list(dict.fromkeys(name for _kind, name, _share in self._rows if name_key(name) not in here))

    def problems(self) -> Iterator[str]:
        if any(len(name) > LONGEST_NAME for _kind, name, _share in self._rows):
            yield _("A body's name has at most %(n)s letters.") % {"n": LONGEST_NAME}
        for near in self.near:
            if near.answer not in ("same", "new"):
                yield _("“%(name)s” is not in the list, but “%(other)s” is. Say below whether they are the same.") % {"name": near.name, "other": near.other}  # fmt: skip
