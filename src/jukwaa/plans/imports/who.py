"""The bodies of a row: who leads, who supports, who pays."""

from __future__ import annotations

from collections.abc import Iterator

from jukwaa.plans.imports.rows import Row
from jukwaa.plans.rules.cells.bodies import Bodies
from jukwaa.plans.rules.cells.notes import doubt, note
from jukwaa.plans.rules.document import BodyRef, LeadDoc, RoleDoc, RoleKind
from jukwaa.plans.rules.matching import fold

Named = tuple[RoleKind, str, str]  # kind, name, heading of its column


def read_roles(row: Row) -> tuple[RoleDoc, ...] | None:
    if not row.section_lead and not row.has("lead", "co_lead", "support", "funder"):
        return None
    named = [*_leading(row), *_supporting(row)]
    if row.section_lead and not row.has("lead") and not row.goes_on:
        row.tell("", [note("bodies.section_lead", name=row.section_lead)])
        named = [("lead", row.section_lead, ""), *named]
    led = any(kind == "lead" for kind, _name, _heading in named)
    if not led and not row.goes_on and row.has("lead", "support", "co_lead"):
        row.tell(row.heading("lead", "support"), [doubt("bodies.no_lead")])
    roles: dict[tuple[str, str], RoleDoc] = {}
    taken: set[str] = set()
    for kind, name, heading in named:
        key = row.setting.lexicon.match(name).exact or fold(name)
        if key not in taken:
            taken.add(key)
            roles[kind, key] = RoleDoc(body_of(row, name, heading), kind)
    for role in _funders(row):
        roles.setdefault(("funder", role.body.id or fold(role.body.name or "")), role)
    return tuple(roles.values())


def _read(row: Row, field: str) -> tuple[Bodies, str]:
    heading = row.heading(field)
    read = row.setting.lexicon.bodies_in(row.text(field))
    row.keep(heading, read.rest)
    return read, heading


def _leading(row: Row) -> Iterator[Named]:
    """Beside a column of those who support, a second body in the first column leads with the first."""
    read, heading = _read(row, "lead")
    row.tell(heading, (n for n in read.notes if not (n.code == "bodies.first_leads" and row.has("support"))))
    second: RoleKind = "co_lead" if row.has("support") else "support"
    yield from (("lead", name, heading) for name in read.leads[:1])
    yield from (("co_lead", name, heading) for name in (*read.leads[1:], *read.co_leads))
    yield from ((second, name, heading) for name in read.supports)
    yield from (("funder", name, heading) for name in read.funders)


def _supporting(row: Row) -> Iterator[Named]:
    kinds: tuple[tuple[str, RoleKind], ...] = (("co_lead", "co_lead"), ("support", "support"))
    for field, kind in kinds:
        read, heading = _read(row, field)
        row.tell(heading, (n for n in read.notes if n.code != "bodies.first_leads"))
        yield from (("co_lead", name, heading) for name in read.co_leads)
        yield from ((kind, name, heading) for name in (*read.leads, *read.supports))
        yield from (("funder", name, heading) for name in read.funders)


def body_of(row: Row, name: str, heading: str) -> BodyRef:
    """A body that is new here is told of once."""
    lexicon = row.setting.lexicon
    match = lexicon.match(name)
    if match.exact is None and fold(name) not in lexicon.told:
        lexicon.told.add(fold(name))
        other = lexicon.names[match.near] if match.near else ""
        row.tell(
            heading,
            [doubt("bodies.near", name=name, other=other) if other else note("bodies.new", name=name)],
        )
    return lexicon.body(name)


def _funders(row: Row) -> Iterator[RoleDoc]:
    """A funder that the forum knows by just this name is one; "Partner" is a remark."""
    for column in row.of("funder"):
        for part in _parts(row.cell(column)):
            exact = row.setting.lexicon.match(part).exact
            if exact:
                yield RoleDoc(BodyRef(exact, row.setting.lexicon.names[exact]), "funder")
            elif any(character.isalnum() for character in part):
                row.keep(column.said, part)


def _parts(text: str) -> list[str]:
    """Known bodies one by one only where the cell lists them plainly; a phrase stays whole."""
    return [part for part in (piece.strip() for piece in text.replace("\n", ";").split(";")) if part]


def read_leads(row: Row, text: str) -> list[LeadDoc]:
    """Who leads a section: "Lead: A and B" above its table."""
    read = row.setting.lexicon.bodies_in(text)
    names = [*read.leads, *read.co_leads, *read.supports, *read.funders]
    row.tell("", (n for n in read.notes if n.code != "bodies.first_leads"))
    return [LeadDoc(body_of(row, name, ""), "co_lead" if n else "lead") for n, name in enumerate(names)]
