"""What the editor shows of an item: its parts as they stand, what it holds, and what the reader may change of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from jukwaa.core.texts import Said, say
from jukwaa.core.verdict import NO, Verdict
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.figures.working import Place, may_change, place_of
from jukwaa.plans.models import Action, Attachment, Plan, Section
from jukwaa.plans.permissions import can_attach, can_edit
from jukwaa.plans.rules.changing import HEAD, PARTS, Kind, Part, holder_of, kind_of, said_of
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc, Texts
from jukwaa.site.figures.fields import LABELS, Names, as_read, theme_choices
from jukwaa.site.figures.places import place_names

PART_TITLES: Mapping[tuple[str, str], Any] = {
    ("plan", "words"): lazy("Title"),
    ("plan", "when"): lazy("First and last day"),
    ("plan", "terms"): lazy("Money and year"),
    ("section", "words"): lazy("Title and outcome"),
    ("section", "leads"): lazy("Who leads it"),
    ("action", "words"): lazy("What is to be done"),
    ("action", "leads"): lazy("Who leads it"),
    ("action", "support"): lazy("Who supports and funds it"),
    ("action", "when"): lazy("When"),
    ("action", "where"): lazy("Where"),
    ("action", "money"): lazy("Money"),
    ("action", "status"): lazy("Where it stands"),
    ("action", "notes"): lazy("Remarks and tags"),
    ("indicator", "words"): lazy("Indicator"),
    ("paragraph", "words"): lazy("Paragraph"),
}
COMMON_TITLES: Mapping[str, Any] = {"aligned": lazy("Aligned to"), "code": lazy("Number or code")}


@dataclass(frozen=True, slots=True)
class Line:
    """A field as it stands. `said`: in each of the plan's languages, with what is not yet translated."""

    label: Any
    text: str
    said: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of an item on its page."""

    name: str
    title: Any
    lines: list[Line]
    may: Verdict


@dataclass(frozen=True, slots=True)
class Child:
    pid: str
    code: str
    title: Said
    note: str = ""


@dataclass(frozen=True, slots=True)
class Children:
    kind: Kind
    title: str
    add: str
    rows: list[Child]
    opens: bool  # on a page of its own; else on the one screen that it has


def title_of(kind: str, part: str) -> Any:
    return PART_TITLES.get((kind, part)) or COMMON_TITLES[part]


def parts_of(place: Place, user: Any) -> list[Shown]:
    kind = kind_of(pid_of(place)) or "plan"
    details = place
    if place.amendment and (found := place_of(place.plan, pid_of(place), "detail")):
        details = found
    return [_shown(details if part.act == "detail" else place, kind, part, user) for part in PARTS[kind]]


def _shown(place: Place, kind: str, part: Part, user: Any) -> Shown:
    said = said_of(place.item, part, place.plan.languages)
    names = _names(place.plan, said)
    lines = []
    for each in part.fields:
        if each.shape == "texts":
            in_each = [(code, said[f"{each.name}_{code}"]) for code in place.plan.languages]
            lines.append(Line(LABELS[each.name], "", in_each if any(text for _code, text in in_each) else []))
        else:
            lines.append(Line(LABELS[each.name], as_read(each.name, said[each.name], names), []))
    return Shown(part.name, title_of(kind, part.name), lines, may_change(user, place, part))


def _names(plan: Plan, said: Mapping[str, Any]) -> Names:
    """Of the areas and themes that are named."""
    named = Area.objects.filter(code__in=said.get("areas", ()))
    themes = {code: label for _s, inside in theme_choices(plan.forum) for code, label in inside} if said.get("themes") else {}  # fmt: skip
    return {"areas": place_names(named, plan.forum.area_id) if said.get("areas") else {}, "themes": themes}


def bodies_by_name(forum: Forum) -> dict[str, str]:
    """Names, and short names after them -> id."""
    rows = list(forum.organisations.order_by("name").values_list("pid", "name", "short_name"))
    return {name: pid for pid, name, _short in rows} | {short: pid for pid, _name, short in rows if short}


def pid_of(place: Place) -> str:
    return HEAD if isinstance(place.item, PlanDoc) else place.item.id or ""


# --- what an item holds -----------------------------------------------------------------------------------


def children_of(place: Place) -> list[Children]:
    item = place.item
    lists: list[Children] = []
    if isinstance(item, PlanDoc | SectionDoc):
        rows = [
            Child(p.id or "", "", say(p.text), _("heading") if p.heading else "") for p in item.text or ()
        ]
        lists.append(_list("paragraph", _("Text"), rows))
    if isinstance(item, SectionDoc | ActionDoc):
        rows = [Child(i.id or "", "", say(i.text), _measured(i)) for i in item.indicators or ()]
        lists.append(_list("indicator", _("How it will be known"), rows))
    if isinstance(item, SectionDoc):
        lists.append(_list("action", _("Actions"), _actions(place, item)))
    if isinstance(item, PlanDoc | SectionDoc):
        rows = _sections(place, item)
        if rows or depth_of(place) < len(place.plan.levels):  # the plan knows a level below this one
            lists.append(_list("section", _level(place), rows))
    return lists


def _list(kind: Kind, title: str, rows: list[Child]) -> Children:
    return Children(kind, title, adding(kind), rows, kind in ("action", "section"))


def _measured(indicator: Any) -> str:
    return " → ".join(text for text in (indicator.baseline, indicator.target) if text)


def _level(place: Place) -> str:
    depth = depth_of(place)
    levels = place.plan.levels
    many: Texts = levels[min(depth, len(levels) - 1)]["many"] if levels else {}
    return say(many).text.capitalize() or _("Sections")


def depth_of(place: Place) -> int:
    """How deep the sections lie that stand in this item."""
    if isinstance(place.item, PlanDoc):
        return 0
    for path, section in place.doc.walk():
        if section.id == pid_of(place):
            section_row = place.owner
            depth = 0
            while isinstance(section_row, Section):
                depth, section_row = depth + 1, section_row.parent
            return depth or len(path) + 1
    return 0


def _sections(place: Place, item: PlanDoc | SectionDoc) -> list[Child]:
    if place.whole:
        return [Child(s.id or "", s.code or "", say(s.title)) for s in item.sections]
    parent = place.owner.pk if place.owner else None
    rows = place.plan.sections.filter(parent=parent).order_by("position")
    return [Child(row.pid, row.code, say(row.title)) for row in rows]


def _actions(place: Place, item: SectionDoc) -> list[Child]:
    if place.whole:
        return [Child(a.id or "", a.code or "", say(a.title)) for a in item.actions]
    rows = Action.objects.filter(section=place.owner.pk if place.owner else None).order_by("position")
    return [Child(row.pid, row.code, say(row.title)) for row in rows]


def sections_to_move_to(plan: Plan, place: Place) -> list[tuple[str, str]]:
    """Id and title of every section, as they lie in each other."""
    if place.amendment:
        return [
            (s.id or "", " › ".join(say(part.title).text for part in (*path, s)))
            for path, s in place.doc.walk()
        ]
    rows = {row.pk: row for row in plan.sections.order_by("position")}
    return [(row.pid, " › ".join(_path(rows, row))) for row in rows.values()]


def _path(rows: Mapping[int, Section], row: Section | None) -> list[str]:
    path: list[str] = []
    while row is not None:
        path.insert(0, f"{row.code} {say(row.title).text}")
        row = rows.get(row.parent_id or 0)
    return path


# --- where it stands, and who may -------------------------------------------------------------------------


def trail_of(place: Place) -> list[tuple[str, str]]:
    """The sections around the item, from the outermost in: id and title."""
    if place.whole:
        return next(
            (
                [(part.id or "", say(part.title).text) for part in (*path, *_self(place, section))]
                for path, section in place.doc.walk()
                if pid_of(place) in _held(section) or section.id == pid_of(place)
            ),
            [],
        )
    row = place.owner.section if isinstance(place.owner, Action) else getattr(place.owner, "parent", None)
    path: list[tuple[str, str]] = []
    while row is not None:
        path.insert(0, (row.pid, say(row.title).text))
        row = row.parent
    return path


def _self(place: Place, section: SectionDoc) -> Iterable[SectionDoc]:
    return () if section.id == pid_of(place) else (section,)


def _held(section: SectionDoc) -> set[str]:
    own: Sequence[Any] = (*section.actions, *(section.text or ()), *(section.indicators or ()))
    return {row.id for row in own} | {i.id or "" for a in section.actions for i in a.indicators or ()}


@dataclass(frozen=True, slots=True)
class Hanging:
    """What is deleted with an item."""

    sections: int
    actions: int
    indicators: int
    paragraphs: int

    @property
    def anything(self) -> bool:
        return bool(self.sections or self.actions or self.indicators or self.paragraphs)


def hanging_on(place: Place) -> Hanging:
    """`place` is whole where the item is a section."""
    item = place.item
    if isinstance(item, SectionDoc):
        inner = [section for _path, section in PlanDoc("", "", {}, None, None, sections=(item,)).walk()]
        actions = [action for section in inner for action in section.actions]
        own = sum(len(section.indicators or ()) for section in inner)
        texts = sum(len(section.text or ()) for section in inner)
        return Hanging(
            len(inner) - 1, len(actions), own + sum(len(a.indicators or ()) for a in actions), texts
        )
    return Hanging(0, 0, len(item.indicators or ()) if isinstance(item, ActionDoc) else 0, 0)


def way_to_edit(plan: Plan, pid: str, user: Any) -> str:
    """The address where this reader changes the item; "" for whoever may change nothing of it."""
    if not user.is_authenticated or plan.is_closed or (place := place_of(plan, pid, "detail")) is None:
        return ""
    kind = kind_of(pid)
    may = can_edit(user, plan, place.leading) or (kind == "action" and any(
        may_change(user, place, part) for part in PARTS["action"] if part.act == "detail"
    ))  # fmt: skip
    return reverse("site:desk-edit-item", args=[plan.forum.slug, plan.edition, pid]) if may else ""


def kinds_in(place: Place) -> tuple[str, ...]:
    """What can be added to the item."""
    return tuple(children.kind for children in children_of(place))


def adding(kind: str) -> str:
    said = {
        "paragraph": _("Add a paragraph"),
        "indicator": _("Add an indicator"),
        "action": _("Add an action"),
        "section": _("Add a section"),
    }
    return said[kind]


def holder_pid(place: Place) -> str:
    """The item that this one stands in."""
    if place.owner is not None and place.owner.pid == pid_of(place):
        trail = trail_of(place)
        return trail[-1][0] if trail else HEAD
    holder = holder_of(place.doc, pid_of(place))
    return HEAD if holder is None or isinstance(holder, PlanDoc) else holder.id or HEAD


def known_as(place: Place) -> Said:
    """What a reader knows the item by."""
    item = place.item
    return say(item.title if isinstance(item, PlanDoc | SectionDoc | ActionDoc) else item.text)


def files_of(place: Place, user: Any) -> QuerySet[Attachment]:
    owner = place.owner
    section = owner.pk if isinstance(owner, Section) else None
    action = owner.pk if isinstance(owner, Action) else None
    return attached(place.plan, user).filter(section=section, action=action)


def attached(plan: Plan, user: Any) -> QuerySet[Attachment]:
    """What this reader may see of what lies beside the plan, its sections and actions."""
    return Attachment.objects.visible_to(user).filter(plan=plan).order_by("id")


def may_attach(place: Place, user: Any) -> Verdict:
    if place.amendment and place.owner is None and pid_of(place) != HEAD:
        return NO(_("A file can be added when this amendment is signed."))
    return can_attach(user, place.plan, place.leading, place.acting)
