"""The public part of the record: what everybody may read of it, in both languages, and never a person."""

from __future__ import annotations

from datetime import date

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from defusedxml import ElementTree
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from jukwaa.core import keys
from jukwaa.core.checkpoints import read
from jukwaa.core.log import checkpoint_of, record
from jukwaa.core.models import Entry
from jukwaa.core.verbs import VERBS
from jukwaa.forums.actions import join
from jukwaa.site.figures.record import PAGE, SENTENCES, gathered, page_of
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    SeatFactory,
    SectionFactory,
    UserFactory,
)

NOBODY = AnonymousUser()
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def folder(tmp_path):
    with override_settings(KEYS=str(tmp_path / "keys")):
        yield


def act(forum, verb, target="plan:mombasa/2022-23", **said):
    with transaction.atomic():
        return record(verb, target, by=said.pop("by", None), forum=forum.pk, **said)


def told(forum) -> list[str]:
    return [line.sentence for line in page_of(forum, NOBODY).lines]


@pytest.fixture
def plan(mombasa):
    return PlanFactory(forum=mombasa, status="published_draft")


FACTS = {
    "area": "KE001", "before": "aa", "after": "bb", "bodies": ["b-aaaaaaaaaa"], "starts": "2026-01-01",
    "ends": "2026-12-31", "version": 2, "manifest": "ab" * 32, "role": "co_chair_county", "means": "account",
    "scan": "cd" * 32, "by_edition": "2023-24", "amendment": 3, "edition": "2022-23", "point": "reach",
    "fields": ["starts"], "section": "s-aaaaaaaaaa",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("verb", sorted(verb for verb, line in VERBS.items() if line.public))
def test_every_public_act_has_its_sentence(mombasa, plan, verb, language):
    assert verb in SENTENCES, f"give “{verb}” its sentence in site/figures/record.py"
    facts = {name: FACTS.get(name, 1) for name in VERBS[verb].facts.split()}
    target = "b-aaaaaaaaaa" if verb.startswith("organisation") else "plan:mombasa/2022-23"
    act(mombasa, verb, target, **facts)
    with translation.override("sw"):
        swahili = told(mombasa)[0]
    with translation.override(language):
        said = told(mombasa)[0]
    assert "%(" not in said
    assert said.endswith(".")
    assert (said == swahili) is (language == "sw")


def test_acts_that_are_not_public_are_neither_shown_nor_counted(client, mombasa, plan):
    act(mombasa, "plan.published")
    act(mombasa, "offer.declined", "a-aaaaaaaaaa", body="b-aaaaaaaaaa", part="lead", came="seat")
    act(mombasa, "plan.withheld")
    lines = page_of(mombasa, NOBODY).lines
    assert [(line.number, line.sentence) for line in lines] == [
        (2, "Edition 2022-23 was taken back from the public."),
        (1, "Edition 2022-23 was published as a draft."),
    ]
    assert [entry.number for entry in Entry.objects.order_by("id")] == [1, 2, 3]
    assert "b-aaaaaaaaaa" not in client.get("/mombasa/record/").content.decode()


def test_an_edition_that_never_was_public_is_not_named(mombasa):
    PlanFactory(forum=mombasa, edition="2030-31", status="draft")
    act(mombasa, "item.edited", "plan:mombasa/2030-31", edition="2030-31", fields=["title"])
    line = page_of(mombasa, NOBODY).lines[0]
    assert line.sentence == "What the plan says of itself was changed in an edition that is not public yet."
    assert line.address == ""


def test_an_act_leads_to_what_it_changed(mombasa, plan):
    act(mombasa, "plan.published")
    act(mombasa, "item.edited", "a-aaaaaaaaaa", edition="2022-23", fields=["title"])
    item, whole = page_of(mombasa, NOBODY).lines
    assert item.address == "/mombasa/plan/2022-23/i/a-aaaaaaaaaa/"
    assert whole.address == plan.get_absolute_url()


def test_what_was_changed_is_named_as_it_is_called_today(mombasa, plan):
    action = ActionFactory(section=SectionFactory(plan=plan, code="2"), code="2.3")
    for pid in (
        action.pid,
        action.section.pid,
        "a-gonegonego",
        "i-aaaaaaaaaa",
        "p-aaaaaaaaaa",
        "plan:mombasa/2022-23",
    ):
        act(mombasa, "item.edited", pid, edition="2022-23", fields=["title"])
    assert [sentence.removesuffix(" was changed in edition 2022-23.") for sentence in reversed(told(mombasa))] == [
        "Action 2.3", "Section 2", "An action", "An indicator", "A paragraph", "What the plan says of itself",
    ]  # fmt: skip


def test_a_code_of_a_draft_is_not_told(mombasa):
    draft = PlanFactory(forum=mombasa, edition="2030-31", status="draft")
    action = ActionFactory(section=SectionFactory(plan=draft), code="7.7")
    act(mombasa, "item.edited", action.pid, edition="2030-31", fields=["title"])
    assert told(mombasa) == ["An action was changed in an edition that is not public yet."]


def test_a_body_is_named_only_where_it_agreed_to_be(client, mombasa):
    hidden = OrganisationFactory(forum=mombasa, name="Quiet group (sample)", state=False)
    shown = OrganisationFactory(forum=mombasa, name="Open group (sample)", state=False, listed=True)
    secretary = SeatFactory(forum=mombasa).holder
    for body in (hidden, shown):
        join(body, starts=date(2026, 1, 1), by=secretary)
    assert told(mombasa) == [
        "Open group (sample) became a member of the forum.",
        "A civil-society body became a member of the forum.",
    ]
    for path in ("", "feed/"):
        assert "Quiet group" not in client.get(f"/mombasa/record/{path}").content.decode()


def test_who_acted_is_a_seat_or_an_office_never_a_person(client, mombasa, plan):
    office = OrganisationFactory(
        forum=mombasa, name="Office of the Governor (sample)", state=True, listed=True
    )
    quiet = OrganisationFactory(forum=mombasa, name="Quiet group (sample)", state=False)
    people = [UserFactory(name=f"Amina {n}") for n in range(4)]
    SeatFactory(forum=mombasa, role="co_chair_county", organisation=office, holder=people[0])
    SeatFactory(forum=mombasa, role="focal_person", organisation=quiet, holder=people[1])
    SeatFactory(forum=mombasa, role="secretary", organisation=quiet, holder=people[2])
    for person in (*people, None):
        act(mombasa, "plan.published", by=person)
    assert [line.by for line in reversed(page_of(mombasa, NOBODY).lines)] == [
        "Co-chair, county government (Office of the Governor (sample))",
        "A civil-society body",
        "Secretary",
        "Whoever runs the server",
        "Whoever runs the server",
    ]
    pages = [client.get(f"/mombasa/record/{path}").content.decode() for path in ("", "feed/")]
    assert not any("Amina" in text or "Quiet" in text or "@example" in text for text in pages)


def test_a_seat_and_a_body_that_are_gone_leave_a_readable_line(mombasa):
    act(mombasa, "plan.published", seat=999)
    act(mombasa, "plan.published", seat=999, organisation="b-gonegonego")
    assert [line.by for line in page_of(mombasa, NOBODY).lines] == [
        "A body not named yet",
        "A seat of the forum",
    ]


def test_it_is_paged_by_numbers_that_stay(client, mombasa, plan):
    for _ in range(PAGE + 2):
        act(mombasa, "plan.published")
    newest = page_of(mombasa, NOBODY)
    assert [line.number for line in newest.lines] == list(range(PAGE + 2, 2, -1))
    older = page_of(mombasa, NOBODY, newest.older)
    assert ([line.number for line in older.lines], older.older) == ([2, 1], 0)
    first = client.get("/mombasa/record/").content.decode()
    assert f'href="?before={newest.older}"' in first
    assert "There is nothing earlier" in client.get("/mombasa/record/?before=1").content.decode()
    assert client.get("/mombasa/record/?before=x").status_code == 200
    assert client.get(f"/mombasa/record/?before={'9' * 40}").status_code == 200


def test_what_one_seat_did_again_and_again_is_one_line(client, mombasa, plan, secretary):
    act(mombasa, "plan.published", by=secretary)
    for _ in range(3):
        act(mombasa, "item.edited", "plan:mombasa/2022-23", by=secretary, edition="2022-23", fields=["title"])
    act(mombasa, "item.edited", "plan:mombasa/2022-23", edition="2022-23", fields=["title"])
    lines = gathered(page_of(mombasa, NOBODY).lines)
    assert [(line.since, line.number) for line in lines] == [(0, 5), (2, 4), (0, 1)]
    text = client.get("/mombasa/record/").content.decode()
    assert "2–4" in text
    assert client.get("/mombasa/record/feed/").content.count(b"<entry>") == 5


def test_it_is_read_with_few_queries(client, mombasa, plan, django_assert_max_num_queries):
    bodies = [OrganisationFactory(forum=mombasa) for _ in range(PAGE)]
    secretary = SeatFactory(forum=mombasa).holder
    for body in bodies:
        join(body, starts=date(2026, 1, 1), by=secretary)
    for path in ("", "feed/"):
        with django_assert_max_num_queries(10):
            client.get(f"/mombasa/record/{path}")


def test_whoever_has_it_already_is_not_sent_it_again(client, mombasa, plan):
    act(mombasa, "plan.published")
    for path in ("", "feed/", "key.pem"):
        first = client.get(f"/mombasa/record/{path}")
        again = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
        assert client.get(f"/mombasa/record/{path}", **again).status_code == 304
    mark = {"HTTP_IF_NONE_MATCH": client.get("/mombasa/record/").headers["ETag"]}
    act(mombasa, "plan.withheld")
    assert client.get("/mombasa/record/", **mark).status_code == 200


def test_the_checkpoint_on_the_page_is_the_one_that_was_kept(client, mombasa, plan):
    act(mombasa, "plan.published")
    text = client.get("/mombasa/record/").content.decode()
    line = checkpoint_of(mombasa.pk)
    assert all(group in text for group in line.split()[3:])
    typed = read(line)
    assert keys.verify(mombasa, typed.message, typed.signature)


def test_the_key_on_the_page_and_to_download_is_the_forums(client, mombasa, plan):
    assert client.get("/mombasa/record/key.pem").status_code == 404
    act(mombasa, "plan.published")
    answer = client.get("/mombasa/record/key.pem")
    public = load_pem_public_key(answer.content).public_bytes_raw().hex()
    assert public in client.get("/mombasa/record/").content.decode()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_forum_that_did_nothing_yet_has_a_page_and_a_feed(client, kwale):
    assert "Nothing is on the public record yet" in client.get("/kwale/record/").content.decode()
    assert ElementTree.fromstring(client.get("/kwale/record/feed/").content).tag == f"{ATOM}feed"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_feed_is_atom(client, mombasa, plan, language):
    act(mombasa, "plan.published")
    act(mombasa, "plan.withheld")
    base = "/sw" if language == "sw" else ""
    answer = client.get(f"{base}/mombasa/record/feed/")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{needed}") is not None, needed
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for entry in entries:
        for needed in ("id", "title", "updated", "link"):
            assert entry.find(f"{ATOM}{needed}") is not None, needed
        assert entry.find(f"{ATOM}id").text.startswith("urn:uuid:")
        assert (
            entry.find(f"{ATOM}link")
            .get("href")
            .startswith(f"http://testserver{base}/mombasa/record/?before=")
        )
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 2


def test_an_entry_of_the_feed_keeps_its_id_in_every_language(client, mombasa, plan):
    act(mombasa, "plan.published")
    ids = [
        ElementTree.fromstring(client.get(f"{base}/mombasa/record/feed/").content)
        .find(f"{ATOM}entry/{ATOM}id")
        .text
        for base in ("", "/sw")
    ]
    assert ids[0] == ids[1]


def test_every_page_of_a_forum_leads_to_it(client, mombasa, plan):
    for path in ("/mombasa/", "/mombasa/partners/"):
        assert 'href="/mombasa/record/"' in client.get(path).content.decode()
