from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from jukwaa.accounts.urls import named_by_allauth
from jukwaa.site.views import healthz, schema, worker

handler403 = "jukwaa.core.errors.refused"
handler404 = "jukwaa.core.errors.not_found"
handler500 = "jukwaa.core.errors.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("schemas/plan-1.json", schema, name="schema"),
    path("worker.js", worker, name="worker"),
    *i18n_patterns(
        path("", include("jukwaa.accounts.urls")),
        path("", include(named_by_allauth)),
        path("", include("jukwaa.site.urls")),
        prefix_default_language=False,
    ),
]
