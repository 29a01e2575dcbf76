"""Letters by e-mail: written in the reader's language when they are sent, tried again where that fails.

A task of a domain's `notices` takes ids, finds its people and calls `send`; where that raises, it calls `again`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
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


def are_printed() -> bool:
    """No mail server is set, so that no letter leaves this machine: they stand where Jukwaa runs."""
    return bool(settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend")


def told_where(on_its_way: str) -> str:
    """The sentence, where a mail server takes letters along; else where they stand."""
    if not are_printed():
        return on_its_way
    return _("No mail server is set up here: the letter stands in the window where Jukwaa runs.")


def again(task: Task[..., None], *said: object, tries: int) -> None:
    """The same task once more, later. No address stands in the queue or in what is logged."""
    if tries < len(PAUSES):
        later = timezone.now() + timedelta(minutes=PAUSES[tries])
        task.using(run_after=later).enqueue(*said, tries=tries + 1)
    else:
        log.error("%s was given up after %s tries: is EMAIL_URL right?", task.name, tries + 1)
