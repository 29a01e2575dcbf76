import hashlib

import rfc8785
from django.db import migrations
from django.utils.timezone import localdate

from jukwaa.core import guards

START = "0" * 64
# As in core.verbs on the day of this migration.
PUBLIC = {
    "forum.founded", "organisation.admitted", "organisation.joined", "organisation.left", "plan.published",
    "plan.withheld",
}  # fmt: skip


def chain(apps, schema_editor):
    """Entries made before there were chains, in the order in which they were made."""
    guards.fall("core_entry", using=schema_editor.connection.alias)  # where this is done a second time
    Entry, Hand, Chain = (apps.get_model("core", name) for name in ("Entry", "Hand", "Chain"))
    names, chains = _names(schema_editor.connection), {}
    for entry in Entry.objects.order_by("id"):
        at = chains.setdefault(
            entry.forum or 0, Chain(id=entry.forum or 0, name=names.get(entry.forum, f"forum-{entry.forum}"))
        )
        entry.number, entry.day, entry.previous = at.number + 1, localdate(entry.at), at.hash
        entry.public = at.public + 1 if entry.verb in PUBLIC and entry.forum else None
        entry.hash = hashlib.sha256(rfc8785.dumps(_content(entry, at.entry))).hexdigest()
        entry.save()
        Hand.objects.create(entry=entry, user=entry.actor, at=entry.at)
        at.number, at.public, at.hash, at.entry = (
            entry.number,
            entry.public or at.public,
            entry.hash,
            entry.pk,
        )
    Chain.objects.bulk_create(chains.values())


def _content(entry, before):
    return {
        "forum": entry.forum,
        "number": entry.number,
        "public": entry.public,
        "verb": entry.verb,
        "target": entry.target,
        "seat": None,
        "organisation": "",
        "day": str(entry.day),
        "facts": entry.facts,
        "before": before,
        "previous": entry.previous,
    }


def _names(connection):
    with connection.cursor() as cursor:
        if "forums_forum" not in connection.introspection.table_names(cursor):
            return {None: "_install"}
        cursor.execute("SELECT id, slug FROM forums_forum")
        return {**dict(cursor.fetchall()), None: "_install"}


def unchain(apps, schema_editor):
    guards.fall("core_entry", using=schema_editor.connection.alias)
    Entry, Hand = apps.get_model("core", "Entry"), apps.get_model("core", "Hand")
    for hand in Hand.objects.all():
        Entry.objects.filter(pk=hand.entry_id).update(at=hand.at, actor=hand.user)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_the_record_is_a_chain")]

    operations = [migrations.RunPython(chain, unchain)]
