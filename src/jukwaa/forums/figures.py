"""What the record asks of forums and seats."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Value, When

from jukwaa.forums.models import Forum, Seat


def slug_of(forum: int) -> str | None:
    return Forum.objects.filter(pk=forum).values_list("slug", flat=True).first()


def acting_seat(user: int, forum: int) -> tuple[int | None, str]:
    """The seat in which a person acts in a forum, keepers' seats first, and the permanent id of its body."""
    keepers_first = Case(When(role__in=Seat.KEEPERS, then=Value(0)), default=Value(1), output_field=IntegerField())  # fmt: skip
    seats = Seat.objects.current().filter(forum=forum, holder=user).order_by(keepers_first, "pk")
    pk, organisation = seats.values_list("pk", "organisation__pid").first() or (None, "")
    return pk, organisation or ""
