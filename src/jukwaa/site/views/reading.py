"""The public pages: counties, a county, its plan, a section, an action. No cookie, no account, no script."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from jukwaa.core import pages
from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.forums.models import Forum, Seat
from jukwaa.plans.figures import reading as plain
from jukwaa.plans.figures.tags import tag_said
from jukwaa.plans.models import Action, Attachment, Indicator, Paragraph, Plan, Role
from jukwaa.publishing.actions import known_sizes
from jukwaa.site.figures import agreeing, filters
from jukwaa.site.figures import reading as figures
from jukwaa.site.figures.counties import county_cards, county_tiles
from jukwaa.site.figures.editing import attached, way_to_edit
from jukwaa.site.figures.editions import beside
from jukwaa.site.figures.filters import Wanted
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.reading import Book
from jukwaa.site.figures.related import aligned, with_kin
from jukwaa.site.figures.reports import of_public
from jukwaa.site.views.downloads import visible_plan
from jukwaa.strategies.models import Theme


def visible_forum(request: Request, slug: str) -> Forum:
    return get_object_or_404(Forum.objects.visible_to(request.user).select_related("area"), slug=slug)


def newest_plan(request: Request, forum: Forum) -> Plan | None:
    """The plan in force, else the newest that this reader may see."""
    plans = Plan.objects.visible_to(request.user).with_forum().filter(forum=forum).newest_first()
    return plans.filter(status=Plan.Status.IN_FORCE).first() or plans.first()


@require_safe
@as_it_stands(how_it_stands)
def counties(request: Request) -> HttpResponse:
    cards = county_cards(request.user)
    tiles = county_tiles(cards)
    context = {"cards": cards, "tiles": tiles, "by_number": sorted(tiles, key=lambda tile: tile.number)}
    return page(request, "site/counties.html", context)


@require_safe
@as_it_stands(how_it_stands)
def forum(request: Request, slug: str) -> HttpResponse:
    home = visible_forum(request, slug)
    plan = pages.once(request, f"newest/{home.pk}", lambda: newest_plan(request, home))
    context = {"forum": home, "plan": plan, "here": "forum", "chairs": _chairs(home)}
    return page(request, "site/forum.html", context | (_home(request, plan) if plan else {}))


def _shown(request: Request, slug: str, edition: str) -> Plan:
    return pages.once(request, f"plan/{slug}/{edition}", lambda: visible_plan(request, slug, edition))


def book_of(request: Request, plan: Plan) -> Book:
    """The plan opened for this reader; for anybody, once for all pages as long as the record stands."""
    return pages.once(request, f"book/{plan.pk}", lambda: figures.open_book(plan, request.user, request.mask))


def _home(request: Request, plan: Plan) -> dict[str, Any]:
    book = book_of(request, plan)
    outer = [section for section in book.sections if section.depth == 0]
    editions = Plan.objects.visible_to(request.user).filter(forum=plan.forum).select_related("forum")
    return {
        "book": book,
        "called": book.called,
        "summary": figures.summary(book),
        "sections": [
            (section, len(rows := book.within(section)), figures.standing_chips(rows)) for section in outer
        ],
        "of_others": figures.of_others(book.actions),
        "map": figures.tile_map(book),
        "coming": figures.coming(book),
        "sizes": _sizes(plan),
        "editions": beside(plan, editions.newest_first()),
    }


def _sizes(plan: Plan) -> dict[str, int]:
    """In kB, as far as it is known without making a file."""
    sizes = known_sizes(plan, (get_language() or "en")[:2])
    return {kind: max(1, round(size / 1000)) for kind, size in sizes.items()}


def _chairs(home: Forum) -> list[str]:
    """The co-chairs' offices; who holds the seats is not said (design.md 7)."""
    chairs = Seat.objects.current().filter(
        forum=home,
        role__in=(Seat.Role.CO_CHAIR_NATIONAL, Seat.Role.CO_CHAIR_COUNTY),
        organisation__listed=True,
    )
    return list(chairs.values_list("organisation__name", flat=True).order_by("role"))


@require_safe
def plan_newest(request: Request, slug: str) -> HttpResponse:
    plan = newest_plan(request, visible_forum(request, slug))
    if plan is None:
        return redirect("site:forum", slug)
    return redirect(plan)


@require_safe
@as_it_stands(how_it_stands)
def plan(request: Request, slug: str, edition: str) -> HttpResponse:
    shown = _shown(request, slug, edition)
    if any(request.GET.get(name) == "" for name in filters.FILTERS):
        return redirect(f"{request.path}{Wanted.of(request.GET).address}")  # what a form leaves empty
    return page(request, "site/plan.html", _plan(request, shown) | {"newer": _newer(request, shown)})


def _plan(request: Request, shown: Plan) -> dict[str, Any]:
    book = book_of(request, shown)
    wanted = Wanted.of(request.GET)
    sections = filters.filtered(book, wanted)
    paragraphs = [] if wanted else list(shown.paragraphs.order_by("position"))
    indicators = [] if wanted else _indicators(shown, section__isnull=False)
    return {
        "forum": shown.forum,
        "plan": shown,
        "here": "plan",
        "files": _files(request, shown),
        "book": book,
        "wanted": wanted,
        "parts": [
            (
                section,
                [paragraph for paragraph in paragraphs if paragraph.section_id == section.pk],
                [indicator for indicator in indicators if indicator.section_id == section.pk],
            )
            for section in sections
        ],
        "sizes": _sizes(shown),
        "outer": sum(1 for section in book.sections if section.depth == 0),
        "found": sum(len(section.actions) for section in sections),
        "county_wide": None if sections else filters.county_wide(book, wanted),
        "called": book.called,
        "summary": figures.summary(book),
        "chips": filters.chips(book, wanted),
        "choices": filters.choices(book, wanted),
        "paragraphs": [paragraph for paragraph in paragraphs if paragraph.section_id is None],
        "agreed": agreeing.agreed(shown, insider=book.insider),
    }


def _files(
    request: Request, shown: Plan, *, section: int | None = None, action: int | None = None
) -> list[Attachment]:
    beside = pages.once(request, f"files/{shown.pk}", lambda: list(attached(shown, request.user)))
    return [file for file in beside if (file.section_id, file.action_id) == (section, action)]


def _themes(request: Request, shown: Plan, kind: str, owner: int) -> list[Theme]:
    """What a section or an action is aligned to."""
    standing = pages.once(request, f"aligned/{shown.pk}", lambda: aligned(shown))
    if (kind, owner) not in standing:
        return []
    return list(Theme.objects.filter(**{f"alignments__{kind}": owner}).select_related("strategy"))


def _newer(request: Request, shown: Plan) -> Plan | None:
    """For who comes by an old link: the edition that counts now."""
    newest = newest_plan(request, shown.forum) if shown.is_closed else None
    return None if newest == shown else newest


def _indicators(shown: Plan, **which: Any) -> list[Indicator]:
    return list(shown.indicators.filter(**which).select_related("definition").order_by("position"))


@require_safe
@as_it_stands(how_it_stands)
def section(request: Request, slug: str, edition: str, code: str) -> HttpResponse:
    shown = _shown(request, slug, edition)
    book = book_of(request, shown)
    at = next((n for n, row in enumerate(book.sections) if row.code == code), None)
    if at is None:
        raise Http404
    context = _section(request, book, at) | {"newer": _newer(request, shown)}
    context["edit"] = way_to_edit(shown, book.sections[at].pid, request.user)
    context["files"] = _files(request, shown, section=book.sections[at].pk)
    return page(request, "site/section.html", context)


def _section(request: Request, book: Book, at: int) -> dict[str, Any]:
    shown, row = book.plan, book.sections[at]
    within = book.within(row)
    return {
        "forum": shown.forum,
        "plan": shown,
        "here": "plan",
        "section": row,
        "ancestry": _ancestry(book, row.parent),
        "inner": [other for other in book.inside(row) if other.pk != row.pk],
        "within": len(within),
        "chips": figures.standing_chips(within),
        "of_others": figures.of_others(within),
        "agreed": any(part.accepted for action in book.actions for part in action.who),
        "map": figures.tile_map(book, within),
        "paragraphs": Paragraph.objects.filter(section_id=row.pk).order_by("position"),
        "indicators": _indicators(shown, section_id=row.pk),
        "themes": _themes(request, shown, "section", row.pk),
        "before": book.sections[at - 1] if at else None,
        "after": book.sections[at + 1] if at + 1 < len(book.sections) else None,
    }


@require_safe
@as_it_stands(how_it_stands)
def action(request: Request, slug: str, edition: str, code: str) -> HttpResponse:
    shown = _shown(request, slug, edition)
    book = book_of(request, shown)
    at = next((n for n, row in enumerate(book.actions) if row.code == code), None)
    if at is None:
        raise Http404
    lineage = _lineage(request, shown, book.actions[at])
    lineage["edit"] = way_to_edit(shown, book.actions[at].pid, request.user)
    lineage["files"] = _files(request, shown, action=book.actions[at].pk)
    return page(
        request, "site/action.html", _action(request, book, at) | lineage | {"newer": _newer(request, shown)}
    )


def _action(request: Request, book: Book, at: int) -> dict[str, Any]:
    shown, actions = book.plan, book.actions
    row = actions[at]
    found = shown.actions.get(pk=row.pk)
    kinds = {kind.value: kind.label for kind in Role.Kind}
    return {
        "forum": shown.forum,
        "plan": shown,
        "here": "plan",
        "row": row,
        "action": found,
        "tags": [(tag, tag_said(tag)) for tag in found.tags],
        "ancestry": _ancestry(book, row.section),
        "who": [(part, kinds[part.kind]) for part in row.who],
        "indicators": _indicators(shown, action_id=row.pk),
        "themes": _themes(request, shown, "action", row.pk),
        "map": figures.tile_map(book, [row]) if set(row.areas) - {shown.forum.area_id} else None,
        "changed": agreeing.changed_in(shown, row.pid, insider=book.insider),
        "reports": of_public(shown, row.pid, request.user, insider=book.insider) if row.heard else [],
        "before": actions[at - 1] if at else None,
        "after": actions[at + 1] if at + 1 < len(actions) else None,
    }


def _ancestry(book: Book, pk: int | None) -> list[plain.SectionRow]:
    """The sections that an action lies in, from the outermost in."""
    by_key = {section.pk: section for section in book.sections}
    path: list[plain.SectionRow] = []
    while pk is not None:
        path.insert(0, by_key[pk])
        pk = by_key[pk].parent
    return path


def _lineage(request: Request, plan: Plan, row: plain.ActionRow) -> dict[str, Any]:
    """What it was carried from and into, as far as this reader may see those editions."""
    seen = Action.objects.visible_to(request.user).select_related("plan__forum")
    if row.pk not in pages.once(request, f"kin/{plan.pk}", lambda: with_kin(plan)):
        return {}
    kin = list(seen.filter(Q(carried_into=row.pk) | Q(carried_from=row.pk)).distinct())
    return {
        "ancestor": next((each for each in kin if each.carried_from_id != row.pk), None),
        "carried": [each for each in kin if each.carried_from_id == row.pk],
    }


@require_safe
def item(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """A permanent id finds its item, whatever its code is today."""
    shown = visible_plan(request, slug, edition)
    if address := _address_of(shown, pid):
        return redirect(address)
    raise Http404


def _address_of(shown: Plan, pid: str) -> str:
    if action := shown.actions.filter(pid=pid).first():
        return _at(shown, "action", action.code)
    if section := shown.sections.filter(pid=pid).first():
        return _at(shown, "section", section.code)
    if paragraph := shown.paragraphs.select_related("section").filter(pid=pid).first():
        base = (
            _at(shown, "section", paragraph.section.code) if paragraph.section else shown.get_absolute_url()
        )
        return f"{base}#{pid}"
    indicator = shown.indicators.select_related("action", "section").filter(pid=pid).first()
    if indicator is None:
        return ""
    if indicator.action:
        return f"{_at(shown, 'action', indicator.action.code)}#{pid}"
    return f"{_at(shown, 'section', indicator.section.code if indicator.section else '')}#{pid}"


def _at(shown: Plan, kind: str, code: str) -> str:
    return reverse(f"site:{kind}", args=[shown.forum.slug, shown.edition, code])


@require_safe
def download_with_slash(request: Request, slug: str, edition: str, kind: str) -> HttpResponse:
    """A download's address has no slash at its end; who types one gets there all the same."""
    shown = visible_plan(request, slug, edition)
    return redirect("site:download", slug, shown.edition, kind, permanent=True)
