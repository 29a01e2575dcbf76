from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone

from jukwaa.core.chain import START, Row


class GrowingQuerySet(models.QuerySet[Any]):
    def update(self, **values: object) -> NoReturn:
        raise TypeError("The log is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The log is append-only.")


class EntryQuerySet(GrowingQuerySet):
    def about(self, target: str) -> EntryQuerySet:
        return self.filter(target=target)

    def chain(self, forum: int | None) -> EntryQuerySet:
        """One chain, as its numbers go."""
        return self.filter(forum=forum).order_by("number")

    def told(self, forum: int) -> EntryQuerySet:
        """The public part of a forum's record, newest first."""
        return self.filter(forum=forum, public__isnull=False).order_by("-number")


class Entry(models.Model):
    """One act: what was done to what, in which seat, on which day, and the facts that mattered.

    Each forum's entries are one chain, those of the whole install another (`core.chain`). It names forum, seat and
    body by id, never by foreign key: core stands below them, and the log outlives them. Whose hand it was and the
    exact time stand beside it (`Hand`). Triggers refuse any change (`core.guards`).
    """

    forum = models.BigIntegerField(null=True, db_index=True)  # None: an act of the whole install
    number = models.PositiveBigIntegerField()  # within its chain, from 1 without a gap
    public = models.PositiveBigIntegerField(null=True)  # its number in the public record
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=200, db_index=True)
    seat = models.BigIntegerField(null=True)
    organisation = models.CharField(max_length=12, blank=True)  # permanent id of the body whose seat it was
    day = models.DateField()
    facts = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True)  # random: what it says cannot be guessed from its hash
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="entry_number_once"),
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(forum=None), name="entry_number_once_of_the_install"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.verb} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("The log is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The log is append-only.")

    @property
    def actor(self) -> int | None:
        """Whose hand it was: None for the operator, and for an account that was erased."""
        hand = Hand.objects.filter(entry=self).first()
        return hand.user if hand else None

    @property
    def row(self) -> Row:
        return Row(
            id=self.pk or 0,
            forum=self.forum,
            number=self.number,
            public=self.public,
            verb=self.verb,
            target=self.target,
            seat=self.seat,
            organisation=self.organisation,
            day=str(self.day),
            facts=self.facts,
            previous=self.previous,
            hash=self.hash,
            salt=self.salt,
        )


class Hand(models.Model):
    """Whose hand an entry was, and the exact time: not in the chain, so that it can be erased with the account."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="hand")
    user = models.BigIntegerField(null=True, db_index=True)  # None: the operator, at the command line
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user or 'operator'}"


class Chain(models.Model):
    """Where a chain ends. Its row is locked while an entry is added, so that writers of one chain wait in line."""

    id = models.BigIntegerField(primary_key=True)  # the forum's; 0: the install's
    name = models.CharField(max_length=60)  # the forum's in the address; of its key and its checkpoints
    number = models.PositiveBigIntegerField(default=0)
    public = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)
    entry = models.BigIntegerField(default=0)  # row id of the last entry
    day = models.DateField(null=True)  # of the last entry

    def __str__(self) -> str:
        return self.name

    @property
    def forum(self) -> int | None:
        return self.pk or None


class PublicKey(models.Model):
    """The public half of a chain's key; the private half lies outside the database (`core.keys`). Only grows."""

    chain = models.BigIntegerField(db_index=True)
    since = models.PositiveBigIntegerField()  # it signs from this entry on
    public = models.CharField(max_length=64, unique=True)  # 32 bytes in hexadecimal digits

    objects = GrowingQuerySet.as_manager()

    class Meta:
        ordering = ["chain", "id"]

    def __str__(self) -> str:
        return self.public


class Checkpoint(models.Model):
    """A signed line that says how the chain stood: who makes a chain anew without the key cannot make this. Only grows."""

    chain = models.BigIntegerField()
    number = models.PositiveBigIntegerField()
    day = models.DateField()
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)  # hexadecimal digits

    objects = GrowingQuerySet.as_manager()

    class Meta:
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="checkpoint_once")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.day}"
