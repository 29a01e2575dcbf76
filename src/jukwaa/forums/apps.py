from __future__ import annotations

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "jukwaa.forums"

    def ready(self) -> None:
        """Core's record knows forums and seats by number: here it learns to find them."""
        from jukwaa.core import tenants
        from jukwaa.forums import figures

        tenants.names_by(figures.slug_of)
        tenants.seats_by(figures.acting_seat)
