"""Signing in for tests, and proof that counts for `needs_reauthentication`."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS

PASSWORD = "three words long"


def sign_in(client, password=PASSWORD, email="amina@example.org", **meta):
    return client.post("/sign-in/", {"username": email, "password": password}, **meta)


def prove(client, user, ago=0):
    """As if this signed-in person had said the password again, so many seconds ago."""
    session = client.session
    session[RECORDS] = [{"method": "password", "at": time.time() - ago, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
