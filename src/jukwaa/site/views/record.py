"""The record of a forum's acts, for everyone: as a page, as a feed, and the key to check it with."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jukwaa.core import keys
from jukwaa.core.context import frame
from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.core.log import checkpoint_of
from jukwaa.core.texts import say
from jukwaa.forums.models import Forum
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.record import Line, gathered, page_of


def _forum(request: Request, slug: str) -> Forum:
    return get_object_or_404(Forum.objects.visible_to(request.user).select_related("area"), slug=slug)


@require_safe
@as_it_stands(how_it_stands)
def record(request: Request, slug: str) -> HttpResponse:
    forum = _forum(request, slug)
    before = request.GET.get("before", "")
    checkpoint = checkpoint_of(forum.pk).split()
    context = {
        "forum": forum,
        "here": "record",
        "shown": (shown := page_of(forum, request.user, int(before) if before.isdecimal() else None)),
        "lines": gathered(shown.lines),
        "checkpoint": " ".join(checkpoint[:3]),
        "groups": checkpoint[3:],
        "key": (keys.public_keys(forum.pk) or [""])[-1],
    }
    return page(request, "site/record.html", context)


@require_safe
@as_it_stands(how_it_stands)
def record_key(request: Request, slug: str) -> HttpResponse:
    """Every public key that this forum's record was signed with, the newest last."""
    forum = _forum(request, slug)
    known = keys.public_keys(forum.pk)
    if not known:
        raise Http404
    response = HttpResponse(b"".join(map(keys.pem_of, known)), content_type="application/x-pem-file")
    response.headers["Content-Disposition"] = f'attachment; filename="{forum.slug}-record-key.pem"'
    return response


@require_safe
@as_it_stands(how_it_stands)
def record_feed(request: Request, slug: str) -> HttpResponse:
    forum = _forum(request, slug)
    address = str(frame(request)["address"])
    home = f"{address}{reverse('site:record', args=[forum.slug])}"
    feed = Atom1Feed(
        title=_("The record of %(forum)s") % {"forum": say(forum.name).text},
        link=home,
        description=None,
        language=get_language(),
        author_name=say(forum.name).text,
        feed_url=f"{address}{request.path}",
    )
    for line in page_of(forum, request.user).lines:
        _add(feed, line, home)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(feed: Atom1Feed, line: Line, home: str) -> None:
    """An entry is known by its hash, in whatever language it is read."""
    day = make_aware(datetime.combine(line.day, time()))
    feed.add_item(
        title=line.sentence,
        link=f"{home}?before={line.number + 1}#n{line.number}",
        description=line.by,
        unique_id=UUID(line.hash[:32]).urn,
        pubdate=day,
        updateddate=day,
    )
