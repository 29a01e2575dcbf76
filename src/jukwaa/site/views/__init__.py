from jukwaa.site.views.downloads import schema
from jukwaa.site.views.health import healthz

__all__ = ["healthz", "schema"]
