"""What each seat may see and do, for everybody who sits in the forum."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from jukwaa.core.http import Request, page
from jukwaa.site.figures.seats import powers as table
from jukwaa.site.views.private import private, sat_forum


@private
@require_GET
def powers(request: Request, slug: str) -> HttpResponse:
    return page(request, "site/desk/powers.html", {"forum": sat_forum(request, slug), "table": table()})
