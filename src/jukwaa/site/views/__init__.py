from jukwaa.site.views.downloads import schema
from jukwaa.site.views.health import healthz
from jukwaa.site.views.waiting import worker

__all__ = ["healthz", "schema", "worker"]
