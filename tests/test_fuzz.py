"""Whatever a form holds: never a 500, and never a row of another forum changed.

Every address of the access table is posted to, as each of those who might get in, with the fields that its page
shows and some that it does not, filled with what people and others may send.
`HYPOTHESIS_PROFILE=search` tries many more.
"""

from __future__ import annotations

import hashlib
import os
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukwaa.forums.models import Forum
from tests.house import house
from tests.test_access import TABLE, address

__all__ = ["house"]

pytestmark = pytest.mark.django_db
MANY = os.getenv("HYPOTHESIS_PROFILE") == "search"
OTHERS = (
    "edition",
    "forum",
    "pk",
    "organisation",
    "seat",
    "holder",
    "by",
    "status",
    "next",
    "role",
    "is_administrator",
)
NASTY = (
    "", " ", "0", "-1", "1e309", "99999999999999999999", "NaN", "on", "true", "None", "\0", "\ud7ff\uffff", "\u202e", "'; DROP TABLE",
    "{{7*7}}", "<script>alert(1)</script>", "../../etc/passwd", "//evil.example/", "2022-02-30", "0000-00-00", "9999-12-31", "b-aaaaaaaaaa",
    "x" * 5000, "١٢٣", "😀" * 300, "%s%n", "a@b", "%00",
)  # fmt: skip
FILES = st.tuples(
    st.sampled_from(["a.xlsx", "a.docx", "a.json", "a.pdf", "../a.png", "a", "\u202egnp.exe"]),
    st.one_of(st.binary(max_size=60), st.sampled_from([b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b'{"format": "jukwaa-plan"}', b"[]"])),
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=40), st.integers(-(10**12), 10**12).map(str), st.dates().map(str)
)


class Fields(HTMLParser):
    """The names on a page's forms, and what may be chosen there."""

    def __init__(self):
        super().__init__()
        self.found, self.files, self.choices, self.within = set(), set(), {}, ""

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        name = said.get("name")
        if tag in {"input", "select", "textarea"} and name and name != "csrfmiddlewaretoken":
            (self.files if said.get("type") == "file" else self.found).add(name)
            self.within = name if tag == "select" else ""
            if said.get("value"):
                self.choices.setdefault(name, set()).add(said["value"])
        if tag == "option" and self.within and said.get("value"):
            self.choices.setdefault(self.within, set()).add(said["value"])


def fields_of(client, where):
    page = Fields()
    answer = client.get(where)
    if answer.streaming:
        list(answer.streaming_content)
    elif "html" in answer.headers.get("Content-Type", ""):
        page.feed(answer.content.decode())
    return page


def form_for(data, page):
    """Some fields as they stand, some as somebody else would fill them, some left out."""
    form = {}
    for name in sorted(page.found | {data.draw(st.sampled_from(OTHERS))}):
        known = sorted(page.choices.get(name, ()))
        value = data.draw(st.one_of(VALUES, st.sampled_from(known)) if known else VALUES)
        form[name] = value
    for name in sorted(page.files):
        called, content = data.draw(FILES)
        form[name] = SimpleUploadedFile(called, content)
    return form


def rows_of(forum):
    """A fingerprint of all that belongs to a forum."""
    said = hashlib.sha256()
    for model in apps.get_models(include_auto_created=True):
        path = PATHS.get(model._meta.label)
        if path:
            for row in model.objects.filter(**{path: forum.pk}).order_by("pk").values_list():
                said.update(repr(row).encode())
    return said.hexdigest()


def _paths():
    """model -> how it reaches its forum, along foreign keys that must be there."""
    found = {"forums.Forum": "pk"}
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("jukwaa.")
    ]
    for _round in range(5):
        for model in models:
            for field in model._meta.local_fields:
                target = field.remote_field.model._meta.label if field.remote_field else None
                if target in found and model._meta.label not in found and not field.null:
                    onward = found[target]
                    found[model._meta.label] = field.name if onward == "pk" else f"{field.name}__{onward}"
    return found


PATHS = _paths()


def test_the_fingerprint_sees_what_belongs_to_a_forum(mombasa):
    assert {"plans.Action", "plans.Role", "forums.Seat", "plans.Intake", "plans.Reply"} <= PATHS.keys()
    before = rows_of(mombasa)
    mombasa.seats.create(role="observer")
    assert rows_of(mombasa) != before


@pytest.mark.drill
@pytest.mark.parametrize("visitor", ["anonymous", "member", "secretary", "outsider", "administrator"])
def test_no_form_breaks_anything_or_reaches_into_another_forum(client, house, visitor, request):
    who = None if visitor == "anonymous" else request.getfixturevalue(visitor)
    mombasa, kwale = Forum.objects.get(slug="mombasa"), request.getfixturevalue("kwale")
    others = mombasa if visitor == "outsider" else kwale
    pages = {}

    @settings(
        max_examples=100 if MANY else 4, deadline=None, database=None, derandomize=not MANY,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def posted(data):
        for line in TABLE:
            where = address(line, house, "en")
            with transaction.atomic():
                if who:
                    client.force_login(who)
                if line not in pages:
                    pages[line] = fields_of(client, where)
                answer = client.post(where, form_for(data, pages[line]))
                if answer.streaming:
                    list(answer.streaming_content)
                assert answer.status_code < 500, (line, visitor)
                assert rows_of(others) == before, (line, visitor)
                transaction.set_rollback(True)

    before = rows_of(others)
    posted()
