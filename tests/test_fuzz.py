"""Whatever a form holds: never a 500, and never a row of another forum changed.

Every address of the access table is opened and posted to, as each of those who might get in, with the fields that the
forms which lead there show and some that they do not, filled with what people and others may send.
`HYPOTHESIS_PROFILE=search` tries many more.
"""

from __future__ import annotations

import hashlib
import os
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukwaa.forums.models import Forum
from tests.accounts.proving import prove
from tests.factories import SeatFactory
from tests.house import house
from tests.test_access import NOT_SO, TABLE, address

__all__ = ["house"]

pytestmark = pytest.mark.django_db
TOKEN, FILE = "csrfmiddlewaretoken", "(a file)"
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


class Forms(HTMLParser):
    """The forms of a page: where each is sent, the names in it, and what may be chosen there."""

    def __init__(self, page):
        super().__init__()
        self.page, self.found, self.where, self.within = page, {}, "", ""

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.where = urljoin(self.page, said.get("action") or "").partition("?")[0]
            self.found.setdefault(self.where, {})
        name = said.get("name")
        if self.where and name and tag in {"input", "select", "textarea", "button"} and name != TOKEN:
            kept = self.found[self.where].setdefault(name, set())
            kept |= {FILE} if said.get("type") == "file" else {said["value"]} if said.get("value") else set()
            self.within = name if tag == "select" else ""
        if tag == "option" and self.within and said.get("value"):
            self.found[self.where][self.within].add(said["value"])

    def handle_endtag(self, tag):
        self.where = "" if tag == "form" else self.where


def read(answer):
    """To its end, as a browser does: then a file behind it is closed."""
    if answer.streaming:
        list(answer.streaming_content)
    return answer


def forms_seen(client, addresses):
    """address -> the fields of the form that some page sends there."""
    found = {}
    for where in addresses:
        answer = read(client.get(where))
        if not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
            page = Forms(where)
            page.feed(answer.content.decode())
            for there, fields in page.found.items():
                for name, known in fields.items():
                    found.setdefault(there, {}).setdefault(name, set()).update(known)
    return found


@st.composite
def filled(draw, fields):
    """Some fields as they stand, some as somebody else would fill them, some left out, one that nobody asked for."""
    form = {draw(st.sampled_from(OTHERS)): draw(VALUES)}
    for name, known in sorted(fields.items()):
        if FILE in known:
            called, content = draw(FILES)
            form[name] = SimpleUploadedFile(called, content)
        elif draw(st.integers(0, 5)):
            form[name] = draw(st.one_of(st.sampled_from(sorted(known)), VALUES) if known else VALUES)
    return form


class Writes:
    """Whether a request wrote anything but its own session."""

    def __init__(self):
        self.seen = False

    def __call__(self, execute, sql, params, many, context):
        written = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        self.seen |= written and "django_session" not in sql
        return execute(sql, params, many, context)


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


@pytest.fixture
def co_chair(mombasa):
    return SeatFactory(forum=mombasa, role="co_chair_national").holder


@pytest.fixture(params=["anonymous", "member", "secretary", "co_chair", "outsider", "administrator"])
def visiting(request, client, house, kwale):
    """A browser in which somebody has signed in and just shown who they are; whose rows they never reach."""
    if request.param != "anonymous":
        who = request.getfixturevalue(request.param)
        client.force_login(who)
        prove(client, who)
    return client, Forum.objects.get(slug="mombasa") if request.param == "outsider" else kwale


EXAMPLES = settings(
    max_examples=60 if MANY else 3, deadline=None, database=None, derandomize=not MANY,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.drill
def test_no_form_breaks_anything_or_reaches_into_another_forum(visiting, house):
    client, others = visiting
    cookies, before = SimpleCookie(client.cookies.output(header="")), rows_of(others)
    addresses = {line: address(line, house, "en") for line in TABLE}
    forms = forms_seen(client, addresses.values())

    def sent(method, line, form):
        client.cookies = SimpleCookie(cookies.output(header=""))
        writes = Writes()
        with transaction.atomic(), connection.execute_wrapper(writes):
            answer = read(getattr(client, method)(addresses[line], form))
            assert answer.status_code < 500, (method, line)
            assert not writes.seen or rows_of(others) == before, (method, line)
            transaction.set_rollback(True)

    def tried(method, line, fields):
        @EXAMPLES
        @given(filled(fields))
        def each(form):
            sent(method, line, form)

        each()

    for line, (_get, post) in TABLE.items():
        fields = forms.get(addresses[line], {})
        if post != NOT_SO:
            tried("post", line, fields)
        tried("get", line, {name: known for name, known in fields.items() if FILE not in known})
