from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, target: str) -> EntryQuerySet:
        return self.filter(target=target)

    def update(self, **values: object) -> NoReturn:
        raise TypeError("The log is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The log is append-only.")


class Entry(models.Model):
    """One act: who did what to what, when, and the facts that mattered. It names forum and actor by id, never
    by foreign key: core stands below them, and the log outlives them."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    forum = models.BigIntegerField(null=True, db_index=True)  # None: an act of the whole install
    actor = models.BigIntegerField(null=True)  # None: the operator, at the command line
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=200, db_index=True)
    facts = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("The log is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The log is append-only.")
