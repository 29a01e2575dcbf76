from __future__ import annotations

import html
import re

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.http import HttpRequest
from django.test import Client

DESK = "/desk/mombasa/plan/2022-23/"
PLAN = "/mombasa/plan/2022-23/"


def browser(user, *, proven: bool = True) -> Client:
    """Signed in; `proven`: with the password, a moment ago."""
    client = Client()
    client.force_login(user)
    if proven:
        prove(client, user)
    return client


def prove(client: Client, user) -> None:
    request = HttpRequest()
    request.session, request.user = client.session, user
    reauthenticate_by_password(request)
    request.session.save()


def words(response) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))
