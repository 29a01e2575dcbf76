"""The operator's way out for somebody who lost phone and spare codes."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from jukwaa.core.models import Entry
from tests.factories import UserFactory, give_second_factor


def test_they_set_it_up_anew_and_it_is_on_the_record(db, capsys):
    user = UserFactory(email="amina@example.org")
    give_second_factor(user)
    call_command("drop_second_factors", "Amina@example.org")
    assert "1 taken away. They set one up anew" in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    assert Entry.objects.get(verb="user.second_factors_dropped").target == f"user:{user.pk}"


def test_nobody_of_that_address(db):
    with pytest.raises(CommandError, match="Nobody signs in with"):
        call_command("drop_second_factors", "nobody@example.org")
