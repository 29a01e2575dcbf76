from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jukwaa.core.models import Entry

if TYPE_CHECKING:
    from django.db import models


def record(verb: str, target: str, *, by: models.Model | None, forum: int | None, **facts: object) -> Entry:
    """Write one entry in the caller's transaction: the act and its record stand or fall together.

    `target` is a permanent id or a readable name of the row ("plan:mombasa/2022-23"); `by` is the person who
    acts, None where the operator of the server does at the command line.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"record({verb!r}) outside transaction.atomic")
    return Entry.objects.create(
        verb=verb, target=target, actor=by.pk if by else None, forum=forum, facts=facts
    )
