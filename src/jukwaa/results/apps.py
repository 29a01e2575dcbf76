from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "jukwaa.results"

    def ready(self) -> None:
        from jukwaa.delivery.permissions import locked_by
        from jukwaa.results.permissions import is_locked

        locked_by(is_locked)
