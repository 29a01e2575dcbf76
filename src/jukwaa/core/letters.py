"""Letters by e-mail: written in the reader's language when they are sent, tried again where that fails.

A task of a domain's `notices` takes ids, finds its people and calls `send`; where that raises, it calls `again`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from django_tasks.base import Task

PAUSES = (1, 5, 30, 120, 720)  # minutes until a letter is tried again; after the last it is given up
FAULTS = (OSError,)  # a server that does not answer or refuses: SMTPException is one of these

log = logging.getLogger(__name__)


def send(template: str, to: str, language: str, facts: Mapping[str, Any]) -> None:
    """The template's first line is the subject, what follows its empty line is the letter."""
    with override(language):
        subject, _empty, text = render_to_string(template, dict(facts)).strip().partition("\n\n")
    EmailMessage(subject.strip(), text.strip() + "\n", to=[to]).send()


def again(task: Task[..., None], *said: object, tries: int) -> None:
    """The same task once more, later. No address stands in the queue or in what is logged."""
    if tries < len(PAUSES):
        later = timezone.now() + timedelta(minutes=PAUSES[tries])
        task.using(run_after=later).enqueue(*said, tries=tries + 1)
    else:
        log.error("%s was given up after %s tries: is EMAIL_URL right?", task.name, tries + 1)
