"""Where letters go, said truthfully where no mail server is set."""

from __future__ import annotations

import io

import pytest

from jukwaa.core.letters import told_where
from jukwaa.site.management.commands.serve import Command

CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(("backend", "printed"), [(CONSOLE, True), (SMTP, False)])
def test_a_letter_is_on_its_way_only_where_a_mail_server_takes_it(settings, backend, printed):
    settings.EMAIL_BACKEND = backend
    said = told_where("It is on its way.")
    assert (said == "It is on its way.") is not printed
    assert ("window where Jukwaa runs" in said) is printed


@pytest.mark.parametrize(("backend", "printed"), [(CONSOLE, True), (SMTP, False)])
def test_whoever_starts_the_server_is_told_that_letters_are_printed_there(
    settings, tmp_path, backend, printed
):
    settings.EMAIL_BACKEND, settings.HOME = backend, tmp_path
    out = io.StringIO()
    Command(stdout=out)._greet("127.0.0.1", "8000")
    assert ("letters, such as invitations, are printed here" in out.getvalue()) is printed
