"""How everything stands that a public page can tell, in one short query: other whenever a page could read otherwise."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from jukwaa.core.made import made_for


def how_it_stands(slug: str = "") -> str:
    """Other after every act of this forum or of the install; without a name, after every act of any.

    Each act writes its entry in its own transaction, so the ends of the chains tell of all of them; the counts of changes
    stand beside as a second net. And other on another day, as plans are late by the day; and once there is another file,
    as pages tell the sizes. It is never shown: that something was done within a forum is not public (design.md 5).
    """
    stands = [str(localdate())]
    for row in _rows(slug):
        stands += [*map(str, row), *(_files(row[0]) if slug else ())]
    return hashlib.sha256("\n".join(stands).encode()).hexdigest()


# Written out: to compose it anew for each reader would cost more than all else that a kept page costs.
QUERY = """
    select forum.id, forum.changed, chain.hash, install.hash,
           (select sum(plan.changed) from plans_plan plan where plan.forum_id = forum.id)
    from forums_forum forum
    left join core_chain chain on chain.id = forum.id
    left join core_chain install on install.id = 0
"""


def _rows(slug: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        if slug:
            cursor.execute(f"{QUERY} where forum.slug = %s", [slug])
        else:
            cursor.execute(f"{QUERY} order by forum.id")
        return list(cursor.fetchall())


def _files(forum: int) -> list[str]:
    """A folder is changed by each file that is made in it."""
    folder = made_for(forum)
    if not folder.is_dir():
        return []
    return [f"{each.name} {each.stat().st_mtime_ns}" for each in folder.iterdir()]
