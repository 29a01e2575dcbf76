from jukwaa.site.views.health import healthz

__all__ = ["healthz"]
