"""What stands around every page."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils.translation import override

from jukwaa.core import errors
from jukwaa.core.context import in_language


@pytest.mark.parametrize(
    ("english", "swahili"),
    [
        ("/", "/sw/"),
        ("/mombasa/", "/sw/mombasa/"),
        ("/swale/", "/sw/swale/"),
        ("/no/such/page", "/sw/no/such/page"),
    ],
)
def test_a_page_and_its_twin_differ_by_the_language_alone(english, swahili):
    for path in (english, swahili):
        assert in_language(path, "en") == english
        assert in_language(path, "sw") == swahili


def test_the_root_of_a_language_is_found_without_its_slash():
    assert in_language("/sw", "en") == "/"


@pytest.mark.django_db
def test_what_broke_is_said_in_the_readers_language_without_asking_the_database(
    client, django_assert_num_queries
):
    request = RequestFactory().get("/sw/mombasa/")
    request.user = None
    with override("sw"), django_assert_num_queries(0):
        answer = errors.failed(request)
    assert answer.status_code == 500
    assert "Kuna hitilafu upande wetu" in answer.content.decode()
    assert '<html lang="sw">' in answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_shows_its_reason(client):
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/desk/")
    request.user = AnonymousUser()
    answer = errors.refused(request, PermissionDenied("Only the secretary does this."))
    assert answer.status_code == 403
    assert "Only the secretary does this." in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_page_is_not_kept_in_any_cache(client):
    assert "no-store" in client.get("/nope/").headers["Cache-Control"]
