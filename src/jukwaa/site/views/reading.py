"""The public pages: counties, a county, its plan, a section, an action. No cookie, no account, no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.figures import reading as plain
from jukwaa.plans.models import Action, Indicator, Plan
from jukwaa.site.figures import reading as figures
from jukwaa.site.figures.reading import Book, Wanted
from jukwaa.site.views.downloads import visible_plan
from jukwaa.strategies.models import Theme


def _etag(request: HttpRequest, slug: str, edition: str, *_args: Any, **_kwargs: Any) -> str:
    plan = visible_plan(request, slug, edition)  # type: ignore[arg-type]
    return f'"{plan.stamp}-{settings.MADE_BY}-{get_language()}-{request.user.pk or 0}"'


unless_changed: Callable[[Any], Any] = condition(etag_func=_etag)


def kept(response: HttpResponse, *, public: bool) -> HttpResponse:
    """May lie in caches, but is asked after each time."""
    patch_cache_control(response, public=public, private=not public, no_cache=True)
    return response


def visible_forum(request: Request, slug: str) -> Forum:
    return get_object_or_404(Forum.objects.visible_to(request.user).select_related("area"), slug=slug)


def newest_plan(request: Request, forum: Forum) -> Plan | None:
    """The plan in force, else the newest that this reader may see."""
    plans = Plan.objects.visible_to(request.user).with_forum().filter(forum=forum).newest_first()
    return plans.filter(status=Plan.Status.IN_FORCE).first() or plans.first()


@require_safe
def counties(request: Request) -> HttpResponse:
    forums = list(Forum.objects.visible_to(request.user).select_related("area"))
    by_area = {forum.area_id: forum for forum in forums}
    plans = {forum.pk: newest_plan(request, forum) for forum in forums}
    context = {
        "cards": [(forum, plans[forum.pk]) for forum in forums],
        "tiles": [
            (area, by_area.get(area.code)) for area in Area.objects.counties().order_by("row", "column")
        ],
    }
    return kept(page(request, "site/counties.html", context), public=not request.user.is_authenticated)


@require_safe
def forum(request: Request, slug: str) -> HttpResponse:
    home = visible_forum(request, slug)
    plan = newest_plan(request, home)
    context: dict[str, Any] = {"forum": home, "plan": plan, "here": "forum"}
    if plan:
        book = figures.open_book(plan, request.user)
        editions = (
            Plan.objects.visible_to(request.user).filter(forum=home).select_related("forum").newest_first()
        )
        context |= {
            "book": book,
            "summary": figures.summary(book),
            "sections": [(s, figures.standing_chips(_below(book, s))) for s in book.sections if s.depth == 0],
            "tiles": figures.ward_tiles(book),
            "coming": figures.coming(book),
            "editions": editions,
        }
    return kept(page(request, "site/forum.html", context), public=not request.user.is_authenticated)


def _below(book: Book, section: plain.SectionRow) -> list[plain.ActionRow]:
    inside = {section.pk}
    for other in book.sections:
        if other.parent in inside:
            inside.add(other.pk)
    return [row for row in book.actions if row.section in inside]


@require_safe
def plan_newest(request: Request, slug: str) -> HttpResponse:
    plan = newest_plan(request, visible_forum(request, slug))
    if plan is None:
        return redirect("site:forum", slug)
    return redirect(plan)


@require_safe
@unless_changed
def plan(request: Request, slug: str, edition: str) -> HttpResponse:
    shown = visible_plan(request, slug, edition)
    book = figures.open_book(shown, request.user)
    wanted = Wanted.of(request.GET)
    sections = figures.filtered(book, wanted)
    context = {
        "forum": shown.forum,
        "plan": shown,
        "here": "plan",
        "book": book,
        "wanted": wanted,
        "sections": sections,
        "found": sum(len(section.actions) for section in sections),
        "summary": figures.summary(book),
        "chips": figures.chips(book, wanted),
        "choices": figures.choices(book, wanted),
        "paragraphs": book.shelf.paragraphs.get(None, []) if wanted == Wanted() else [],
        "query": wanted.address().removeprefix("?"),
    }
    return kept(page(request, "site/plan.html", context), public=_for_all(request, shown))


def _for_all(request: Request, shown: Plan) -> bool:
    return shown.is_public and not request.user.is_authenticated


@require_safe
@unless_changed
def section(request: Request, slug: str, edition: str, code: str) -> HttpResponse:
    shown = visible_plan(request, slug, edition)
    book = figures.open_book(shown, request.user)
    at = next((n for n, row in enumerate(book.sections) if row.code == code), None)
    if at is None:
        raise Http404
    row = book.sections[at]
    context = {
        "forum": shown.forum,
        "plan": shown,
        "here": "plan",
        "section": row,
        "sections": [row],
        "parts": [other for other in book.sections if other.parent == row.pk],
        "chips": figures.standing_chips(_below(book, row)),
        "paragraphs": book.shelf.paragraphs.get(row.pk, []),
        "indicators": book.shelf.section_indicators.get(row.pk, []),
        "themes": _themes(book.shelf.section_themes.get(row.pk, [])),
        "before": book.sections[at - 1] if at else None,
        "after": book.sections[at + 1] if at + 1 < len(book.sections) else None,
    }
    return kept(page(request, "site/section.html", context), public=_for_all(request, shown))


@require_safe
@unless_changed
def action(request: Request, slug: str, edition: str, code: str) -> HttpResponse:
    shown = visible_plan(request, slug, edition)
    book = figures.open_book(shown, request.user)
    at = next((n for n, row in enumerate(book.actions) if row.code == code), None)
    if at is None:
        raise Http404
    row = book.actions[at]
    stored = next(a for rows in book.shelf.actions.values() for a in rows if a.pk == row.pk)
    context = {
        "forum": shown.forum,
        "plan": shown,
        "here": "plan",
        "row": row,
        "action": stored,
        "section": next(s for s in book.sections if s.pk == row.section),
        "who": plain.who(book.shelf, stored, plain.Names(book.insider)),
        "indicators": book.shelf.action_indicators.get(row.pk, []),
        "themes": _themes(book.shelf.action_themes.get(row.pk, [])),
        "places": [area for area in book.places if area.code in row.areas],
        "tiles": _highlighted(book, row),
        "ancestor": _ancestor(request, stored),
        "carried": Action.objects.filter(
            carried_from=stored, plan__in=Plan.objects.visible_to(request.user)
        ).select_related("plan__forum"),
        "before": book.actions[at - 1] if at else None,
        "after": book.actions[at + 1] if at + 1 < len(book.actions) else None,
    }
    return kept(page(request, "site/action.html", context), public=_for_all(request, shown))


def _themes(codes: list[str]) -> list[Theme]:
    wanted = {tuple(code.split("/", 1)) for code in codes}
    themes = Theme.objects.select_related("strategy").filter(strategy__code__in={s for s, _t in wanted})
    return [theme for theme in themes if (theme.strategy.code, theme.code) in wanted]


def _highlighted(book: Book, row: plain.ActionRow) -> list[tuple[figures.Tile, bool]]:
    root = book.plan.forum.area_id
    if row.areas in ((), (root,)):
        return []
    return [
        (tile, any(tile.code.startswith(code) for code in row.areas if code != root))
        for tile in figures.ward_tiles(book)
    ]


def _ancestor(request: Request, stored: Action) -> Action | None:
    before = stored.carried_from
    if before is None:
        return None
    seen = Plan.objects.visible_to(request.user).filter(pk=before.plan_id).select_related("forum").first()
    return before if seen else None


@require_safe
def item(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """A permanent id finds its item, whatever its code is today."""
    shown = visible_plan(request, slug, edition)
    if found := shown.actions.filter(pid=pid).first():
        return redirect("site:action", slug, edition, found.code)
    if part := shown.sections.filter(pid=pid).first():
        return redirect("site:section", slug, edition, part.code)
    if paragraph := shown.paragraphs.select_related("section").filter(pid=pid).first():
        base = (
            shown.get_absolute_url()
            if paragraph.section is None
            else redirect("site:section", slug, edition, paragraph.section.code).url
        )
        return redirect(f"{base}#{pid}")
    return _of_indicator(
        get_object_or_404(Indicator.objects.select_related("action", "section"), plan=shown, pid=pid),
        slug,
        edition,
    )


def _of_indicator(indicator: Indicator, slug: str, edition: str) -> HttpResponse:
    if indicator.action:
        return redirect("site:action", slug, edition, indicator.action.code)
    return redirect("site:section", slug, edition, indicator.section.code if indicator.section else "")
