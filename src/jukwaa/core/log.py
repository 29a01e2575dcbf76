"""The record of acts. `record` is called within the act's own transaction: both stand or fall together."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import rfc8785
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.timezone import localdate

from jukwaa.core import checkpoints, keys, verbs
from jukwaa.core.chain import hash_of
from jukwaa.core.models import Chain, Checkpoint, Entry, Hand
from jukwaa.core.tenants import chain_of, seat_of, seats_by

if TYPE_CHECKING:
    from django.db import models

__all__ = ["checkpoint_of", "forget", "record", "seats_by"]


def record(
    verb: str,
    target: str,
    *,
    by: models.Model | None,
    forum: int | None,
    seat: int | None = None,
    organisation: str = "",
    **facts: object,
) -> Entry:
    """Add one entry to the chain of `forum`, or of the install where it is None.

    `target` is a permanent id or a readable name of the row ("plan:mombasa/2022-23"); `by` is the person who
    acts, None where the operator of the server does at the command line. The seat is found where none is given.
    `verb` and `facts` have their line in `core.verbs`. An act that writes to a forum's chain and to the install's
    writes to the forum's first, so that two such acts never wait for each other.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"record({verb!r}) outside transaction.atomic")
    declared = verbs.check(verb, facts)
    if by is not None and forum is not None and seat is None:
        seat, found = seat_of(by.pk, forum)
        organisation = organisation or found
    chain = chain_of(forum)
    entry = Entry(
        forum=forum,
        number=chain.number + 1,
        public=chain.public + 1 if declared.public else None,
        verb=verb,
        target=target,
        seat=seat,
        organisation=organisation,
        day=localdate(),
        facts=_plain(facts),
        salt=secrets.token_hex(16),
        previous=chain.hash,
    )
    entry.hash = hash_of(entry.row, chain.entry)
    entry.save(force_insert=True)
    Hand.objects.create(entry=entry, user=by.pk if by else None)
    new_day = chain.day != entry.day
    _move(chain, entry)
    if new_day or declared.sealed:
        _seal(chain, entry)
    return entry


def checkpoint_of(forum: int | None) -> str:
    """The newest checkpoint that was kept, as it is printed; "" where there is none."""
    kept = Checkpoint.objects.filter(chain=forum or 0).last()
    chain = Chain.objects.filter(pk=forum or 0).first()
    return str(as_text(chain, kept)) if chain and kept else ""


def as_text(chain: Chain, kept: Checkpoint) -> checkpoints.Checkpoint:
    signature = bytes.fromhex(kept.signature)
    return checkpoints.Checkpoint(chain.name, kept.number, str(kept.day), kept.hash, signature)


def seal_what_is_open(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """A record that is older than keys gets its first checkpoint: the receiver of post_migrate.

    Only where no key was ever made, in the database or as a file: whoever takes a record's checkpoints away does
    not get them anew by this.
    """
    if "core_chain" not in connections[using].introspection.table_names():
        return
    with transaction.atomic(using):
        for chain in Chain.objects.select_for_update().filter(number__gt=0):
            if not keys.public_keys(chain.forum) and not keys.file_of(chain.name).exists():
                _seal(chain, Entry.objects.chain(chain.forum).get(number=chain.number))


@transaction.atomic
def renew_key(chain: Chain) -> Entry:
    """Another key in place of a lost one; the record says so, and is sealed with the new key at once."""
    chain_of(chain.forum)
    before, after = keys.renew(chain)
    return record("key.renewed", f"key:{chain.name}", by=None, forum=chain.forum, before=before, after=after)


def forget(user: int) -> int:
    """Erase with an account whose hand it was, and when exactly: how many entries it stood beside."""
    return Hand.objects.filter(user=user).delete()[0]


def _plain(facts: dict[str, object]) -> Any:
    """As they come back out of the database: what is hashed is what is read again."""
    return json.loads(rfc8785.dumps(facts))  # type: ignore[arg-type]


def _move(chain: Chain, entry: Entry) -> None:
    chain.number, chain.public = entry.number, entry.public or chain.public
    chain.hash, chain.entry, chain.day = entry.hash, entry.pk, entry.day
    chain.save(update_fields=["number", "public", "hash", "entry", "day"])


def _seal(chain: Chain, entry: Entry) -> None:
    line = checkpoints.Checkpoint(chain.name, entry.number, str(entry.day), entry.hash, b"")
    signed = replace(line, signature=keys.sign_for(chain, line.message))
    Checkpoint.objects.create(
        chain=chain.pk,
        number=entry.number,
        day=entry.day,
        hash=entry.hash,
        signature=signed.signature.hex(),
    )
