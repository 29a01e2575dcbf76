"""What is over is forgotten. How long each thing is kept is told at /data-protection/ (`site.figures.register`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import connection, transaction

from jukwaa.accounts.actions import forget_what_is_over
from jukwaa.core.keeping.loose import forget_loose_files
from jukwaa.forums.models import Invitation
from jukwaa.forums.rules import INVITATION_DAYS
from jukwaa.plans.models import Intake
from jukwaa.plans.models.intake import UNDO_FOR

LETTERS_DAYS = 7
INTAKES = timedelta(days=90)


@transaction.atomic
def tidy(now: datetime) -> None:
    forget_what_is_over(now)  # sessions, devices, addresses that nobody confirmed
    _forget_counts(now)
    _forget_addresses_of_invitations(now)
    _forget_intakes(now)
    forget_loose_files(now)  # of acts that were cut off
    call_command("prune_db_task_results", verbosity=0, min_age_days=LETTERS_DAYS)


def _forget_counts(now: datetime) -> None:
    """Of wrong tries at signing in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM core_cache WHERE expires < %s", [connection.ops.adapt_datetimefield_value(now)]
        )


def _forget_addresses_of_invitations(now: datetime) -> None:
    old = Invitation.objects.filter(used=None, withdrawn=None, sent__lt=now - timedelta(days=INVITATION_DAYS))
    old.update(email="", withdrawn=now.date())


def _forget_intakes(now: datetime) -> None:
    Intake.objects.exclude(state=Intake.State.CONFIRMED).filter(at__lt=now - INTAKES).delete()
    done = Intake.objects.filter(state=Intake.State.CONFIRMED, at__lt=now - UNDO_FOR).exclude(before={})
    done.update(before={})  # what stands in the plan now is not kept twice as it stood before
